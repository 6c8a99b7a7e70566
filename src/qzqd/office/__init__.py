"""Excel and Word: the table of changes as offices issue it. The libraries are an extra of the package."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from qzqd.locale import Text

if TYPE_CHECKING:
    from collections.abc import Iterator


class Missing(Exception):
    """The libraries that write Excel and Word are not installed."""

    message = Text("没有安装写 Excel 和 Word 的组件", "what writes Excel and Word files is not installed")
    help = Text('安装：pip install "qzqd[office]"', 'install it: pip install "qzqd[office]"')


@contextmanager
def installed() -> Iterator[None]:
    """Around the import of such a library. Raises Missing where there is none."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise Missing(Missing.message.en) from error
