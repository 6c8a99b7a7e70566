"""`qzqd init`: a workspace to start from."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from qzqd.cli.exits import OK, USAGE
from qzqd.cli.language import Lang, say
from qzqd.locale import Text

ABOUT = Text(
    "建立一个工作区：设置、示例清单、编辑器提示、CI 文件。",
    "Start a workspace: settings, a first list, editor help, CI.",
)


def init(
    folder: Annotated[Path, typer.Argument(help=say("文件夹", "the folder"))] = Path(),
    kind: Annotated[
        str,
        typer.Option(help=say("第一张清单的类型，见 qzqd kinds", "kind of the first list, see qzqd kinds")),
    ] = "street-powers",
    lang: Lang = None,
) -> int:
    """Exit code 2 for an unknown kind, or when a file is already there: nothing is overwritten."""
    from qzqd import kinds
    from qzqd.write import atomic
    from qzqd.write.starter import files

    if kind not in kinds.names():
        raise typer.BadParameter(say(f"没有清单类型 {kind}", f"no such kind: {kind}"))
    planned = {folder / name: text for name, text in files(kind).items()}
    taken = [path for path in planned if path.exists()]
    if taken:
        names = "、".join(map(str, taken))
        sys.stderr.write(
            say(f"已经存在，没有改动：{names}\n", f"already there, nothing was changed: {names}\n")
        )
        return USAGE
    for path, text in planned.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        atomic.replace(path, text.encode())
        sys.stdout.write(say(f"建立 {path}\n", f"made {path}\n"))
    sys.stdout.write(
        say("下一步：填写清单，然后运行 qzqd validate\n", "next: fill in the list, then run qzqd validate\n")
    )
    return OK
