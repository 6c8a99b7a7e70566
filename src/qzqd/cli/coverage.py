"""`qzqd coverage`: does every unit have every item, and every list what it is for?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from qzqd.cli import output as out
from qzqd.cli.declared import Argument, Misused, Option
from qzqd.cli.language import Lang, chosen, say
from qzqd.cli.output import FINDINGS, OK, UNABLE
from qzqd.cli.paths import Jobs, NoCache, Output, format_option, unclear_usage, with_path_guess
from qzqd.cli.scheduler import Scheduler, scheduler_asked
from qzqd.locale import Text

if TYPE_CHECKING:
    from qzqd.cover.coverage import Coverage

ABOUT = Text(
    "统计覆盖率：每个单位是不是每一项都承接了，每份清单该有的是不是都有。",
    "Report coverage: does every unit have every item, and every list what it is for?",
)

_BY_UNIT = ("html", "xlsx", "badge", "lcov")
_NUMBERS = ("csv", "xlsx", "badge", "lcov")
_PER_CENT = {"least": 0.0, "most": 100.0, "metavar": "PCT"}


def coverage(
    baseline: Annotated[
        str | None,
        Argument(metavar="LIST", help=say("只看这份清单（编号）", "only this list, by its id")),
    ] = None,
    by: Annotated[
        Literal["unit", "category", "office", "department"],
        Option(help=say("按单位、类别、承办机构或责任部门统计", "what to group the counts by")),
    ] = "unit",
    against: Annotated[
        str | None,
        Option(metavar="REV", help=say("与该 git 版本相比的增减", "the trend since a git revision")),
    ] = None,
    fail_under: Annotated[
        float | None,
        Option(
            help=say("总承接率下限", "least rate of adoption, of each list"),
            **_PER_CENT,
        ),
    ] = None,
    fail_under_unit: Annotated[
        float | None,
        Option(
            help=say("每个单位的承接率下限", "least rate of adoption, of each unit"),
            **_PER_CENT,
        ),
    ] = None,
    fail_under_aspect: Annotated[
        list[str] | None,
        Option(
            metavar="NAME=PCT",
            help=say("某项要素的覆盖下限", "least coverage of an aspect"),
        ),
    ] = None,
    no_decrease: Annotated[
        str | None,
        Option(
            metavar="REV",
            help=say("承接率不低于该版本", "no rate below that of REV"),
        ),
    ] = None,
    fail_on: Annotated[
        str | None,
        Option(
            metavar="WHAT,…",
            help=say(
                "不许出现：missing、outdated、expired-waiver、declared",
                "must not occur: missing, outdated, expired-waiver, declared",
            ),
        ),
    ] = None,
    format: Annotated[str | None, format_option("coverage")] = None,
    output: Output = None,
    jobs: Jobs = 0,
    scheduler: Scheduler = None,
    no_cache: NoCache = False,
    lang: Lang = None,
) -> int:
    """Exit code: 0 every gate met, 1 a gate not met or a finding, 3 something could not be read."""
    from qzqd.check.settings import judged_workspace
    from qzqd.cover.coverage import Coverage
    from qzqd.cover.gates import Demands
    from qzqd.cover.run import run
    from qzqd.read.named import Unclear
    from qzqd.read.problem import Refused

    format = out.wanted("coverage", format, output)
    if by != "unit" and format in _BY_UNIT:
        raise Misused(say(f"{format} 只能按单位统计", f"{format} only goes by unit"))
    if against and no_decrease and against != no_decrease:
        raise Misused(
            say(
                "--against 和 --no-decrease 要指同一个版本",
                "--against and --no-decrease have to name one revision",
            )
        )
    aspects, forbidden = _aspects(fail_under_aspect), _forbidden(fail_on)
    demands = Demands(fail_under, fail_under_unit, aspects, forbidden, bool(no_decrease))
    elsewhere = scheduler_asked(scheduler, jobs)
    try:
        space = judged_workspace([])
        found = run(
            space,
            demands.over(space.config),
            asked=baseline or "",
            against=against or no_decrease or "",
            jobs=jobs,
            scheduler=elsewhere,
            use_cache=not no_cache,
        )
    except Unclear as unclear:
        raise unclear_usage(unclear) from None
    except Refused as refused:
        from qzqd.open.findings import refusal_of

        found = Coverage(findings=[with_path_guess(refusal_of(refused))], unreadable=True)
    if format in _NUMBERS:
        _warn(found)
    out.deliver("coverage", format, found, output, by=by)
    if found.unreadable:
        return UNABLE
    failed = any(finding.severity != "info" for finding in found.findings)
    return FINDINGS if failed or not all(gate.passed for gate in found.gates) else OK


def _warn(found: Coverage) -> None:
    """What a file of numbers does not tell: what is wrong, and which gates are not met."""
    from qzqd.console import tell
    from qzqd.report.coverage.words import gate

    out.warn(found.findings)
    for failed in (each for each in found.gates if not each.passed):
        tell(gate(failed).in_(chosen()))


def _aspects(given: list[str] | None) -> dict[str, float]:
    found = {}
    for entry in given or ():
        name, _, number = entry.rpartition("=")
        try:
            least = float(number)
        except ValueError:
            least = -1
        if not name or not 0 <= least <= 100:
            wanted = say("应当写成 名称=百分比，例如 office=100", "it reads NAME=PCT, such as office=100")
            raise Misused(f"--fail-under-aspect {entry}: {wanted}")
        found[name] = least
    return found


def _forbidden(given: str | None) -> tuple[str, ...]:
    from qzqd.cover.gates import FAILING, FAILING_LABELS

    if given is not None and not given.strip(" ,"):
        raise Misused(f"--fail-on: {say('要写明', 'it names')} {', '.join(FAILING)}")
    names = tuple(name.strip() for name in (given or "").split(",") if name.strip())
    names = tuple(FAILING_LABELS.get(name, name) for name in names)
    for name in names:
        if name not in FAILING:
            wanted = say("只能是", "it is one of")
            raise Misused(f"--fail-on {name}: {wanted} {', '.join(FAILING)}")
    return names
