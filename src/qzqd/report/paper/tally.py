"""The sum of a run, and the findings by file and by severity."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from qzqd.finding import SEVERITIES
from qzqd.kinds.traits import REGISTERS, archetype
from qzqd.locale import Text
from qzqd.report.paper.words import SEVERITY, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qzqd.finding import Finding
    from qzqd.outcome import Outcome

_UNHELD = {
    "laws": Text(
        "没有法规登记簿，引用的法规没有核对", "without a register of laws, what is cited was not checked"
    ),
    "units": Text(
        "没有单位登记簿，单位、部门没有核对",
        "without a register of units, units and departments were not checked",
    ),
}


def summary(outcome: Outcome) -> Text:
    """How much was looked at and how much was found, in one line."""
    files, items = len(outcome.catalogues), outcome.items
    found, left = tally(outcome.findings), _left_out(outcome)
    caveats = list(_caveats(outcome))
    registers = [each for each in outcome.catalogues if archetype(each.kind) in REGISTERS]
    beside = Text("", "")
    if registers:
        entries = sum(each.items for each in registers)
        files, items = files - len(registers), items - entries
        beside = Text(
            f"，另有登记簿 {len(registers)} 份、{entries} 条",
            f", and {plural(len(registers), 'register')} with {entries} entries",
        )
    zh = "；".join((f"{found.zh}{left.zh}", *(caveat.zh for caveat in caveats)))
    en = "; ".join((f"{found.en}{left.en}", *(caveat.en for caveat in caveats)))
    return Text(
        f"检查了 {files} 份清单、{items} 个事项{beside.zh}：{zh}。",
        f"Checked {plural(files, 'list')}, {plural(items, 'item')}{beside.en}: {en}.",
    )


def _caveats(outcome: Outcome) -> Iterator[Text]:
    """What was not checked, and what is not shown."""
    if outcome.apart and outcome.catalogues:
        yield Text(
            "只看了指定的文件，没有和其他清单核对",
            "these files alone were looked at, and not held against other lists",
        )
    yield from (_UNHELD[register] for register in outcome.unheld)
    if outcome.unchecked:
        yield Text(
            f"{outcome.unchecked} 个文件没能检查", f"{plural(outcome.unchecked, 'file')} could not be checked"
        )
    if outcome.suppressed:
        yield Text(
            f"另有 {outcome.suppressed} 个问题按忽略规则或基线文件不再提示",
            f"{outcome.suppressed} more silenced by an ignore or the baseline file",
        )


def _left_out(outcome: Outcome) -> Text:
    """Which rules were not asked at all, so that nobody takes a part for the whole."""
    zh, en = "", ""
    if outcome.only:
        zh, en = f"（只查了 {'、'.join(outcome.only)}）", f" (only {', '.join(outcome.only)} checked)"
    if outcome.off:
        zh += f"（没有查 {'、'.join(outcome.off)}）"
        en += f" ({', '.join(outcome.off)} switched off)"
    return Text(zh, en)


def tally(findings: Sequence[Finding]) -> Text:
    """How many findings there are of each severity that occurs."""
    counts = Counter(finding.severity for finding in findings)
    present = [severity for severity in SEVERITIES if counts[severity]]
    if not present:
        return Text("没有发现问题", "nothing wrong")
    return Text(
        "，".join(f"{SEVERITY[severity].zh} {counts[severity]}" for severity in present),
        ", ".join(plural(counts[severity], SEVERITY[severity].en) for severity in present),
    )


def worst(findings: Sequence[Finding], most: int) -> Sequence[Finding]:
    """All findings if there are no more than so many, else so many of the most severe, these first."""
    if len(findings) <= most:
        return findings
    return sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))[:most]


def unique(names: Iterable[str]) -> Iterator[str]:
    """For what a platform takes for identity: the first of equal names as it is, the next ones with `#2`, `#3`, …"""
    seen: Counter[str] = Counter()
    for name in names:
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name}#{seen[name]}"


def by_path(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    """The findings of each file, files in the order in which they first occur."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.path, []).append(finding)
    return groups
