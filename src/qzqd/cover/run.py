"""A workspace to one answer: matrices of baselines, aspects of lists, trends, gates, and what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.check import ignores
from qzqd.cover import reading
from qzqd.cover.aspects import aspects
from qzqd.cover.claims import claims
from qzqd.cover.coverage import Coverage, Trend
from qzqd.cover.demanded import demanded
from qzqd.cover.faults import coverage_faults, twins
from qzqd.cover.gates import gate_without_subject, gates
from qzqd.cover.gathered import gather, gather_workspace
from qzqd.cover.ledgers.run import ledgers
from qzqd.cover.matrix import Matrix, required
from qzqd.cover.same import upstream_differences
from qzqd.cover.waivers import expired, upkeep, waived
from qzqd.kinds.traits import Archetype, traits
from qzqd.locale import Text
from qzqd.open.findings import capped, refusal_of
from qzqd.open.places import Locator
from qzqd.open.registering import registers_of
from qzqd.open.severity import active
from qzqd.read.problem import Problem, Refused
from qzqd.read.side import older_side, side_files
from qzqd.text import did_you_mean, suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qzqd.cover.coverage import BaselineCoverage
    from qzqd.cover.gates import Demands
    from qzqd.cover.gathered import WorkspaceData
    from qzqd.cover.ledgers.records import Tables
    from qzqd.cover.unplaced import UnplacedFinding
    from qzqd.cover.waivers import WaivedCells
    from qzqd.finding import Finding
    from qzqd.open.catalogue import Catalogue
    from qzqd.open.registers import Registers
    from qzqd.read.side import Side
    from qzqd.read.workspace import Workspace


def run(
    space: Workspace,
    demands: Demands,
    *,
    asked: str = "",
    against: str = "",
    jobs: int = 0,
    scheduler: str = "",
    use_cache: bool = True,
) -> Coverage:
    """What a workspace covers, and whether that is enough.

    asked: the id of the one list to look at; against: a git revision to compare with; "" for neither.
    jobs, scheduler: worker processes, 0 for one per core, or whose workers do it instead; as `open.pool` has them.
    Raises Refused when the revision or a register cannot be read, when there is nothing to look at or to demand
    something of, or no such list.
    """
    today = space.config.today
    gathered, tables = gather_workspace(space, jobs, use_cache=use_cache, scheduler=scheduler)
    registers, _, _ = registers_of(space, use_cache)
    look_for(gathered)
    absent = _absent(asked, gathered)
    if absent and not gathered.findings:
        raise absent
    excuses = excuses_of(gathered, today)
    coverage, unplaced = cover(gathered, registers, excuses, today)
    if absent:
        coverage.findings.append(refusal_of(absent))
    if against:
        _compare(coverage, older_side(against, space), gathered, excuses)
    findings = placed_findings([*unplaced, *tables.unplaced], gathered, space, tables)
    if asked:
        about = _narrowed(coverage, gathered, asked, today)
        findings = [each for each in findings if each.path in about or each.catalogue == asked]
    if (problem := gate_without_subject(coverage, demands)) and not coverage.unreadable:
        raise Refused("QZ002", problem)
    coverage.findings = capped([*coverage.findings, *findings], space.config)
    coverage.gates = list(gates(coverage, demands))
    return coverage


def _compare(coverage: Coverage, side: Side, gathered: WorkspaceData, excuses: WaivedCells) -> None:
    """Add the trends since the older side, but for lists of which it leaves open how they stood."""
    before = gather(reading.documents(side.documents, side.config))
    if not before.units:  # registers may lie outside of what a revision is read for
        before.lists += (loaded for loaded in gathered.lists if loaded.archetype is Archetype.UNITS)
    places = Locator(side.documents, side.config)
    doubtful = [places.finding(*one) for one in twins(before)]
    open_questions = {loaded.id for loaded in before.again} | {baseline for baseline, _ in before.rows.again}
    coverage.against = side.label
    coverage.findings += [*before.findings, *doubtful]
    coverage.unreadable |= bool(before.findings or doubtful)
    known = {loaded.id for loaded in before.lists}
    coverage.trends = [
        trend
        for trend in trends(before, gathered, excuses, coverage.baselines)
        # What the older side seems to lack may be in the very file that could not be read.
        if trend.id not in open_questions and (trend.id in known or not before.findings)
    ]


def look_for(gathered: WorkspaceData) -> None:
    """Raises Refused where there is nothing to look at."""
    if not gathered.lists and not gathered.findings:
        message = Text("没有清单可以统计", "there is no list to look at")
        help = Text(
            "清单是 .yaml 文件；qzqd init 可以建一个工作区",
            "lists are .yaml files; qzqd init starts a workspace",
        )
        raise Refused("QZ002", Problem(message, help=help))


def _absent(asked: str, gathered: WorkspaceData) -> Refused | None:
    """That there is no such list, at least in what could be read."""
    known = sorted(loaded.id for loaded in gathered.lists)
    if not asked or asked in known or asked in {finding.catalogue for finding in gathered.findings}:
        return None
    titles = {loaded.title: loaded.id for loaded in gathered.lists}
    guess = suggest(asked, [*known, *titles])
    help = did_you_mean(
        titles.get(guess or "", guess),
        Text("编号写在清单开头的 id 里", "the id is at the head of the list"),
    )
    message = Text(f"没有编号为 {asked} 的清单", f"there is no list with the id {asked}")
    if kind := gathered.known.get(asked):
        what = traits(kind).title
        message = Text(
            f"{asked} 是{what.zh}，没有什么可统计", f"{asked} ({what.en}) has nothing to be counted"
        )
        help = Text("写要统计的清单的编号", "name a list that is to be counted")
    return Refused("QZ002", Problem(message, help=help, value=asked))


def excuses_of(gathered: WorkspaceData, today: str) -> WaivedCells:
    """What is excused of the units that the workspace knows."""
    named: dict[str, set[str]] = {}
    for unit in gathered.units:
        named.setdefault(unit["name"], set()).add(unit.get("code", ""))
    # Of two units with one name nobody knows which is excused: neither is, and the waiver is told to be unused.
    codes = {name: codes.pop() if len(codes) == 1 else "" for name, codes in named.items()}
    return waived(_waivers(gathered), codes, today)


def _waivers(gathered: WorkspaceData) -> list[Catalogue]:
    return [
        loaded
        for loaded in gathered.lists
        if loaded.archetype is Archetype.WAIVERS and loaded.state == "in force"
    ]


def placed_findings(
    unplaced: Iterable[UnplacedFinding],
    gathered: WorkspaceData,
    space: Workspace,
    tables: Tables,
    problems: Iterable[tuple[str, str, Problem]] = (),
) -> list[Finding]:
    """Findings at their places, but for those that are switched off or ignored for a reason.

    problems: more of them, with rule and file, that name their place in the data.
    """
    wanted = [one for one in unplaced if active(one.code, space.config)]
    active_problems = [problem for problem in problems if active(problem[0], space.config)]
    paths = {one.path for one in wanted} | {path for _, path, _ in active_problems}
    entries = (entry for entry in (*space.entries, *space.registers) if entry.name in paths)
    places = Locator(side_files(entries, space), space.config, tables.known)
    findings = [places.finding(*one) for one in wanted]
    findings += [places.of_problem(code, path, problem) for code, path, problem in active_problems]
    kept, _ = ignores.apply(
        findings, gathered.summaries, space.config, space.whole, "coverage", uncertain=bool(gathered.findings)
    )
    return sorted(kept, key=lambda finding: finding.order)


def cover(
    gathered: WorkspaceData, registers: Registers, excuses: WaivedCells, today: str
) -> tuple[Coverage, list[UnplacedFinding]]:
    """The whole answer but for trends and gates, and what it finds wrong."""
    coverage = Coverage(findings=list(gathered.findings), unreadable=bool(gathered.findings))
    coverage.baselines = matrices(gathered, excuses)
    coverage.aspects = list(aspects(gathered.lists, registers, today))
    coverage.ledgers, unkept = ledgers(gathered.lists, today, gathered.others)
    coverage.claims, untrue = claims(gathered.lists, coverage.baselines)
    waivers = _waivers(gathered)
    coverage.expired_waivers = expired(waivers, today)
    unplaced = [*upkeep(waivers, excuses, today), *unkept, *untrue]
    return coverage, [
        *unplaced,
        *coverage_faults(gathered, coverage.baselines),
        *demanded(gathered),
        *upstream_differences(gathered),
    ]


def matrices(gathered: WorkspaceData, excuses: WaivedCells) -> list[BaselineCoverage]:
    """Every baseline held against the units it applies to."""
    return [
        Matrix(loaded, gathered.others.get(loaded.id, ()), gathered.rows, excuses).baseline(
            required(loaded, gathered.units)
        )
        for loaded in gathered.lists
        if "applies_to" in loaded.header and loaded.state == "in force"
    ]


def trends(
    older: WorkspaceData, newer: WorkspaceData, excuses: WaivedCells, baselines: Iterable[BaselineCoverage]
) -> Iterator[Trend]:
    """What became of every list that either side has: its number of items, and the rate of a baseline.

    baselines: the matrices of the newer side.
    """
    rates = [
        {baseline.id: baseline.totals.rate for baseline in each}
        for each in (matrices(older, excuses), baselines)
    ]
    sides = [{loaded.id: loaded for loaded in side.lists if _counted(loaded)} for side in (older, newer)]
    for key in sorted({*sides[0], *sides[1]}):
        before, after = (side.get(key) for side in sides)
        latest = after or before
        if latest is not None:
            numbers = [len(loaded.main) if loaded else 0 for loaded in (before, after)]
            title = str(latest.header["title"])
            yield Trend(key, title, numbers[0], numbers[1], rates[0].get(key), rates[1].get(key))


def _narrowed(coverage: Coverage, gathered: WorkspaceData, asked: str, today: str) -> set[str]:
    """Leave only what is about one list; the files that are."""
    coverage.baselines = [each for each in coverage.baselines if each.id == asked]
    coverage.aspects = [each for each in coverage.aspects if each.catalogue == asked]
    coverage.ledgers = [each for each in coverage.ledgers if each.id == asked]
    coverage.claims = [each for each in coverage.claims if each.catalogue == asked]
    coverage.trends = [each for each in coverage.trends if each.id == asked]
    coverage.expired_waivers = expired(
        (each for each in _waivers(gathered) if asked in (each.id, each.upstream)), today
    )
    about = {loaded.path for loaded in gathered.lists if asked in (loaded.id, loaded.upstream)}
    return about | {row.path for row in gathered.rows.known.values() if row.baseline == asked}


_UNCOUNTED = (Archetype.UNITS, Archetype.CLAIMS, Archetype.WAIVERS)


def _counted(loaded: Catalogue) -> bool:
    """Whether its items tell something, and are all in the file: a table beside it is not read of a revision."""
    return loaded.archetype not in _UNCOUNTED and "records" not in loaded.header
