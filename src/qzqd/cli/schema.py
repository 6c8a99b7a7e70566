"""`qzqd schema KIND`: the JSON Schema of a kind, for editors and other tools."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

from qzqd.cli import output as out
from qzqd.cli.declared import Argument, Option
from qzqd.cli.language import Lang, say
from qzqd.cli.output import OK
from qzqd.locale import Text

ABOUT = Text("输出一种清单的 JSON Schema。", "Print the JSON Schema of a kind.")


def schema(
    kind: Annotated[
        str, Argument(metavar="KIND", help=say("清单类型，见 qzqd kinds", "a kind, see qzqd kinds"))
    ],
    output: Annotated[
        Path | None,
        Option(short="-o", metavar="FILE", help=say("写入文件", "write it to a file")),
    ] = None,
    lang: Lang = None,
) -> int:
    """Exit code 2 for an unknown kind."""
    from qzqd import kinds
    from qzqd.cli.kinds import known_kind

    if output is not None:
        out.keep_lists(output)
    out.write(json.dumps(kinds.schema(known_kind(kind)), ensure_ascii=False, indent=2) + "\n", output)
    return OK
