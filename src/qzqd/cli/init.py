"""`qzqd init`: a workspace to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from qzqd import console
from qzqd.cli import output as out
from qzqd.cli.declared import Argument, Option
from qzqd.cli.language import Lang, say
from qzqd.cli.output import OK, USAGE
from qzqd.kinds import FIRST
from qzqd.locale import Text

ABOUT = Text(
    "建立一个工作区：设置、示例清单、编辑器提示、CI 文件；或给已有的工作区添一张清单。",
    "Start a workspace: settings, a first list, editor help, CI; or add a list to one.",
)


def init(
    folder: Annotated[Path, Argument(metavar="FOLDER", help=say("文件夹", "the folder"))] = Path(),
    kind: Annotated[
        str,
        Option(metavar="KIND", help=say("清单的类型，见 qzqd kinds", "kind of the list, see qzqd kinds")),
    ] = FIRST,
    lang: Lang = None,
) -> int:
    """What exists is kept. Exit code 2 for an unknown kind, or when its list is already there."""
    from qzqd.cli.kinds import known_kind
    from qzqd.read.config import FILE, bounds
    from qzqd.write import atomic, starter

    kind = known_kind(kind)
    listed = folder / starter.place(kind)
    if listed.exists():
        console.tell(say(f"已经存在，没有改动：{listed}", f"already there, nothing was changed: {listed}"))
        return USAGE
    files = starter.additions(kind) if (folder / FILE).exists() else starter.files(kind)
    # Settings come after all that only a new workspace gets, and the list comes last: until it is there, a run that
    # was killed can be run again.
    last = {name: files.pop(name, "") for name in (FILE, starter.place(kind))}
    for name, text in {**files, **last}.items():
        path = folder / name
        if path.exists():
            done = say("保留", "kept")
        else:
            root = bounds(folder)
            with out.writing(path):
                atomic.make_folder(path.parent, root)
            out.save(text, path, root)
            done = say("建立", "made")
        console.put(f"{done} {path}")
    console.put(
        say(
            "下一步：填写清单，或者用 qzqd import 导入 Excel、Word 里的清单，然后运行 qzqd validate",
            "next: fill in the list, or take one from Excel or Word with qzqd import; then run qzqd validate",
        )
    )
    return OK
