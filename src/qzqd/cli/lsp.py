"""`qzqd lsp`: help in the editor."""

from __future__ import annotations

import gc

from qzqd.cli.language import Lang, chosen
from qzqd.cli.output import OK
from qzqd.locale import Text

ABOUT = Text(
    "给编辑器用：边写边查、提示、补全、跳转、改名；由编辑器启动，见 docs/editor.zh-CN.md。",
    "For editors: findings while typing, hover, completion, definitions, renaming. Editors start it, see docs/editor.md.",
)


def lsp(lang: Lang = None) -> int:
    """Speaks the language server protocol over standard input and output until the editor ends it."""
    from qzqd.lsp import installed

    with installed():
        from qzqd.lsp.server import serve
    gc.enable()  # what is paused for one short run would fill the memory in the course of a day
    serve(chosen())
    return OK
