"""Help in the editor, over the language server protocol. Its library is an extra of the package."""

from __future__ import annotations

from qzqd import extra
from qzqd.locale import Text


class LspMissing(extra.ExtraMissing):
    """The library that speaks to editors is not installed."""

    message = Text("没有安装编辑器支持的组件", "what speaks to editors is not installed")
    help = Text('安装：pip install "qzqd[lsp]"', 'install it: pip install "qzqd[lsp]"')


installed = LspMissing.raised
