"""`qzqd fmt`: canonical order and quoting, comments kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from qzqd import console
from qzqd.cli.declared import Option
from qzqd.cli.language import Lang, about, say
from qzqd.cli.output import FINDINGS, OK, UNABLE
from qzqd.cli.paths import Jobs, NoCache, Paths
from qzqd.cli.reading import unable
from qzqd.locale import Text

if TYPE_CHECKING:
    from qzqd.read.config import Config
    from qzqd.read.workspace import WorkspaceFile

ABOUT = Text(
    "规范清单的字段顺序和引号，保留注释。",
    "Put catalogues into canonical order and quoting; comments are kept.",
)


def fmt(
    paths: Paths = None,
    check: Annotated[
        bool, Option(help=say("只检查，不改写", "only list the files that would change"))
    ] = False,
    jobs: Jobs = 0,
    no_cache: NoCache = False,
    lang: Lang = None,
) -> int:
    """Exit code: 0 done, 1 files would change (--check), 3 a file could not be formatted."""
    from qzqd.check.settings import judged_workspace
    from qzqd.cli.form import forms
    from qzqd.read.problem import Refused

    try:
        space = judged_workspace(paths or [])
    except Refused as refused:
        return unable(refused)
    if not space.entries:
        return _complain(".", Text("没有可以规范的清单", "nothing to format"))
    stands = {form.name: form for form in forms(space, jobs, use_cache=not no_cache)}
    changed, failed = 0, False
    for entry in space.entries:
        form = stands[entry.name]
        fault = form.fault
        if fault is None and not form.canonical and not check:
            fault = _rewritten(entry, space.config)
        if fault is not None:
            failed = True
            _complain(entry.name, fault)
        elif not form.canonical:
            changed += 1
            done = say("需要规范", "would be formatted") if check else say("已规范", "formatted")
            console.put(f"{done}{say('：', ': ')}{entry.name}")
    total = len(space.entries)
    console.put(
        say(
            f"{total} 个文件，{changed} 个{'需要规范' if check else '已规范'}",
            f"{total} files, {changed} {'would change' if check else 'changed'}",
        )
    )
    if failed:
        return UNABLE
    return FINDINGS if check and changed else OK


def _rewritten(entry: WorkspaceFile, config: Config) -> Text | None:
    """Put a file into canonical form; why that could not be done, if it could not."""
    from qzqd.read import source
    from qzqd.read.problem import Refused
    from qzqd.write import atomic, canonical
    from qzqd.write.proof import Unsafe, reason

    try:
        raw = source.read(entry.path, entry.root, config.max_bytes)
        source.check(raw)
        atomic.replace(entry.path, canonical.format(raw), raw, entry.root)
    except (OSError, Refused, Unsafe) as error:
        return reason(error)
    return None


def _complain(name: str, message: Text) -> int:
    console.tell(about(name, message))
    return UNABLE
