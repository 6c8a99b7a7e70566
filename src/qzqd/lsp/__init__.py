"""Help in the editor, over the language server protocol. Its library is an extra of the package."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from qzqd.locale import Text

if TYPE_CHECKING:
    from collections.abc import Iterator


class Missing(Exception):
    """The library that speaks to editors is not installed."""

    message = Text("没有安装编辑器支持的组件", "what speaks to editors is not installed")
    help = Text('安装：pip install "qzqd[lsp]"', 'install it: pip install "qzqd[lsp]"')


@contextmanager
def installed() -> Iterator[None]:
    """Around the import of that library. Raises Missing where there is none."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise Missing(Missing.message.en) from error
