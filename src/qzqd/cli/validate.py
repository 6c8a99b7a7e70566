"""`qzqd validate`: is the list right?"""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from qzqd import console
from qzqd.cli import output as out
from qzqd.cli.declared import Misused, Option
from qzqd.cli.language import Lang, chosen, say
from qzqd.cli.output import FINDINGS, OK, UNABLE
from qzqd.cli.paths import Jobs, NoCache, Output, Paths, format_option, hinted
from qzqd.cli.scheduler import Scheduler, scheduler_asked
from qzqd.locale import Text
from qzqd.text import SEMICOLON

if TYPE_CHECKING:
    from collections.abc import Callable

    from qzqd.finding import Finding
    from qzqd.outcome import Outcome
    from qzqd.read.config import Config
    from qzqd.read.problem import Refused
    from qzqd.read.workspace import Workspace

ABOUT = Text(
    "检查清单：编码、格式、编号、依据、程序和文字。不写路径就检查当前工作区。",
    "Check catalogues: reading, structure, identity, basis, process, wording. Without paths, the workspace.",
)


def validate(
    paths: Paths = None,
    format: Annotated[str | None, format_option("validate")] = None,
    output: Output = None,
    select: Annotated[
        list[str] | None,
        Option(metavar="RULE", help=say("只用这些规则，如 QZ2 或 QZ201", "only these rules: QZ2, QZ201")),
    ] = None,
    ignore: Annotated[
        list[str] | None, Option(metavar="RULE", help=say("不用这些规则", "not these rules"))
    ] = None,
    severity: Annotated[
        list[str] | None,
        Option(
            metavar="RULE=LEVEL", help=say("改变严重程度，如 QZ404=error", "change a severity: QZ404=error")
        ),
    ] = None,
    baseline: Annotated[
        Path | None,
        Option(
            metavar="FILE", help=say("基线文件，其中的问题不计", "a baseline of findings that do not count")
        ),
    ] = None,
    write_baseline: Annotated[
        Path | None,
        Option(
            metavar="FILE",
            help=say("把现有问题写成基线", "write what is found as a baseline"),
        ),
    ] = None,
    fix: Annotated[bool, Option(help=say("修复能安全修复的问题", "mend what is safe to mend"))] = False,
    jobs: Jobs = 0,
    scheduler: Scheduler = None,
    no_cache: NoCache = False,
    lang: Lang = None,
) -> int:
    """Exit code: 0 nothing wrong, 1 errors or warnings, 3 nothing checked."""
    from qzqd.check.run import run
    from qzqd.check.settings import judged_workspace
    from qzqd.read.problem import Refused

    format = out.wanted("validate", format, output)
    if write_baseline is not None:
        out.keep_lists(write_baseline)
    elsewhere = scheduler_asked(scheduler, jobs)
    try:
        if format == "xlsx" and output is not None:
            from qzqd.cli.handback import hand_back

            here = judged_workspace([])
            here = here._replace(config=_adjusted(here.config, select, ignore, severity))
            return hand_back(paths or [], output, here)
        space = judged_workspace(paths or [])
        space = space._replace(config=_adjusted(space.config, select, ignore, severity))
        if not space.entries:
            return _told(_nothing(paths or space.config.paths, space), format, output, UNABLE)

        def check(space: Workspace) -> Outcome:
            found = run(space, jobs=jobs, scheduler=elsewhere, use_cache=not no_cache, progress=_progress())
            return hinted(found)

        outcome = _mended(check, space) if fix else check(space)
        if write_baseline is not None:
            return _started(outcome, write_baseline, partly=not space.whole or bool(select or ignore))
        if baseline is not None:
            outcome = _measured(outcome, baseline, space)
    except Refused as refused:
        if format == "xlsx":  # what was not read is not handed back
            format, output = "text", None
        return _told(_refused(refused), format, output, UNABLE)
    return _told(outcome, format, output, _code(outcome))


def _code(outcome: Outcome) -> int:
    """Information is worth telling and never a reason to fail; paths that do not exist are nothing to check."""
    if outcome.files and sum(finding.code == "QZ001" for finding in outcome.findings) == outcome.files:
        return UNABLE
    return FINDINGS if outcome.count("error") + outcome.count("warning") else OK


def _told(outcome: Outcome, format: str, output: Path | None, code: int) -> int:
    out.deliver("validate", format, replace(outcome, unable=code == UNABLE), output)
    return code


def _adjusted(
    config: Config, select: list[str] | None, ignore: list[str] | None, severity: list[str] | None
) -> Config:
    """The settings, with what the command line says on top. Raises Misused."""
    from qzqd.check import settings

    changes: dict[str, str] = {}
    for entry in severity or ():
        code, _, level = entry.partition("=")
        level = _LEVELS.get(level, level)
        if level not in ("error", "warning", "info"):
            wanted = say("应当写成 规则=error、warning 或 info", "it reads RULE=error, warning or info")
            raise Misused(f"--severity {entry}: {wanted}")
        changes[_known(code)] = level
    return replace(
        config,
        select=tuple(map(_known, _split(select))) or config.select,
        disable=(*config.disable, *map(_known, _split(ignore))),
        severity={**config.severity, **settings.spelt(changes)},
    )


_LEVELS = {"错误": "error", "警告": "warning", "提示": "info"}
"""The Chinese words are understood as well."""


def _split(values: list[str] | None) -> list[str]:
    return [part for value in values or () for part in value.split(",")]


def _known(given: str) -> str:
    from qzqd.check import settings

    code = given.strip().upper()
    if not settings.family(code):
        raise Misused(SEMICOLON.join(settings.no_rule(code)).in_(chosen()))
    return code


def _nothing(paths: list[str] | tuple[str, ...], space: Workspace) -> Outcome:
    from qzqd.read.problem import Problem, Refused
    from qzqd.text import listed

    where = "、".join(paths)
    message = Text(f"{where} 里没有清单", f"no catalogue in {', '.join(paths)}")
    help = Text(
        "清单是 .yaml 或 .yml 文件；qzqd init 可以建一个工作区",
        "catalogues are .yaml files; qzqd init starts a workspace",
    )
    if space.passed:
        beside = listed([entry.name for entry in space.passed])
        help = Text(
            f"清单是 .yaml 或 .yml 文件；没有读的有 {beside.zh}",
            f"catalogues are .yaml files; not read: {beside.en}",
        )
    if shut_out := [each for each in space.config.exclude if ("exclude", each) not in space.idle]:
        names = listed(shut_out)
        help = Text(
            f"qzqd.toml 的 exclude 排除了这里的清单：{names.zh}",
            f"exclude of qzqd.toml shuts them out: {names.en}",
        )
    return _refused(Refused("QZ002", Problem(message, help=help)), path=paths[0] if paths else ".")


def _refused(refused: Refused, path: str = ".") -> Outcome:
    from qzqd.open.findings import refusal_of
    from qzqd.outcome import Outcome

    return Outcome([refusal_of(refused, path)])


def _started(outcome: Outcome, place: Path, *, partly: bool) -> int:
    from qzqd.check import baseline
    from qzqd.cli.platform import from_the_top
    from qzqd.open.severity import is_unread_rule
    from qzqd.text import listed

    found = [*outcome.findings, *outcome.implied]
    out.save(baseline.dump(found, from_the_top()), place)
    count = len(baseline.enterable(found))
    console.put(say(f"已写入基线 {place}：{count} 个问题", f"wrote the baseline {place}: {count} findings"))
    if partly:
        console.put(
            say(
                "只检查了工作区的一部分，或者只用了一部分规则：其余的问题不在基线里",
                "only a part of the workspace, or of the rules, was looked at: other findings are not in the baseline",
            )
        )
    unusable = {finding.path for finding in outcome.findings if is_unread_rule(finding.code)}
    if unusable:
        lost = listed(sorted(unusable)).in_(chosen())
        console.put(
            say(
                f"读不出来的文件，问题不在基线里：{lost}",
                f"could not be read, so that nothing of them is in the baseline: {lost}",
            )
        )
    return OK


def _measured(outcome: Outcome, place: Path, space: Workspace) -> Outcome:
    from operator import attrgetter

    from qzqd.check import baseline
    from qzqd.check.implied import set_apart
    from qzqd.cli.platform import from_the_top

    named = from_the_top()
    # A baseline names paths from the top; one that was written before it did, from the folder of the command.
    checked = {name: entry.name for entry in space.entries for name in (entry.name, named(entry.name))}
    found = [*outcome.findings, *outcome.implied]
    kept, silenced = baseline.apply(found, place, checked, space.config, space.whole)
    told, implied = set_apart(kept)
    in_order = sorted(told, key=attrgetter("order"))
    return replace(outcome, findings=in_order, implied=implied, suppressed=outcome.suppressed + silenced)


_AT_A_TIME = 200_000
"""So many findings of one file are mended between two checks."""


def _mended(check: Callable[[Workspace], Outcome], space: Workspace) -> Outcome:
    """Mend what is safe, saying what is done, until a check brings nothing new: one value may need it twice."""
    from qzqd.cli.mend import mend
    from qzqd.open.findings import capped
    from qzqd.write.readable import MENDED

    wide = space._replace(config=replace(space.config, most=_AT_A_TIME))
    entries = {entry.name: entry for entry in (*space.entries, *space.registers)}
    said: set[str] = set()
    while True:
        outcome = check(wide)
        by_path: dict[str, list[Finding]] = {}
        for finding in outcome.findings:
            if finding.path in entries and (finding.fix is not None or finding.code in MENDED):
                by_path.setdefault(finding.path, []).append(finding)
        limit = space.config.max_bytes
        done = [line for path, findings in by_path.items() for line in mend(entries[path], findings, limit)]
        if said.issuperset(done):
            return replace(outcome, findings=capped(outcome.findings, space.config))
        console.tell(*(line for line in done if line not in said))
        said.update(done)


def _progress() -> Callable[[int, int], None]:
    """A counter on the terminal, for work that takes longer than a second."""
    started = time.monotonic()
    shown = started + 1

    def show(done: int, total: int) -> None:
        nonlocal shown
        now = time.monotonic()
        if now < shown:
            return
        shown = now + 0.2
        console.progress(
            say(f"已检查 {done} / {total}", f"checked {done} of {total}") if done < total else ""
        )

    return show
