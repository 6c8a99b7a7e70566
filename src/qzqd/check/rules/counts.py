"""Totals, subtotals and running numbers: what was published closes with what is listed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from qzqd.check.rule import CERTIFICATES, Example, rule
from qzqd.locale import Text
from qzqd.read.problem import Problem
from qzqd.text import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qzqd.check.subject import Subject
    from qzqd.kinds.traits import KindTraits
    from qzqd.open.catalogue import Item

    Numbered = list[tuple[int, Item]]

_TWO = (
    "items:\n"
    "  - {id: ZM-01, name: 出生证明, seq: 1, category: 户籍, issuance: shall-not}\n"
    "  - {id: ZM-02, name: 死亡证明, seq: 2, category: 户籍, issuance: shall-not}\n"
)


@rule(
    "QZ205",
    "error",
    title=Text("总数对不上", "Total does not close"),
    why=Text(
        "公布的总数是核对清单有没有漏录、重录的依据。只数现行主项，不数子项和已取消的事项；写了以后生效的事项，"
        "算进去、不算进去都可以。",
        "The published total shows whether items were left out or entered twice. Main items in force are "
        "counted, not sub-items and not cancelled ones; those that take effect later may be counted or not.",
    ),
    fails=Example(_TWO, {**CERTIFICATES, "published_count": "{total: 3}"}),
    passes=Example(_TWO, {**CERTIFICATES, "published_count": "{total: 2}"}),
)
def total(subject: Subject) -> Iterator[Problem]:
    published = subject.header.get("published_count")
    if not published:
        return
    count = len(subject.main(subject.in_force))
    pending = len(subject.main(subject.live)) - count
    # An id given twice has a finding of its own, and may stand for one item or for two.
    twice = len(subject.live) - len(set(subject.column("id")))
    subject.require_all(_NUMBERS)
    if published["total"] not in {count + later + again for later in (0, pending) for again in (0, twice)}:
        zh, en = (f"，另有 {pending} 项尚未生效", f", and {pending} to come") if pending else ("", "")
        yield Problem(
            Text(
                f"公布总数是 {published['total']}，清单里有 {count} 项{zh}",
                f"the published total is {published['total']}, the list has {count}{en}",
            ),
            ("published_count", "total"),
            _RECOUNT,
            value=f"{published['total']} {count}",
        )


_NUMBERS = Text("数目", "totals")
_RUNNING = Text("序号", "running numbers")
_RECOUNT = Text(
    "核对漏录和重录的事项；公布口径确实不同的，在 ignore 里写明理由",
    "look for items left out or entered twice; if the published figure counts otherwise, say why under "
    "ignore",
)


@rule(
    "QZ206",
    "error",
    title=Text("小计对不上", "Subtotal does not close"),
    why=Text(
        "分类小计应等于该类现行主项的数目，各小计之和应等于总数；差在哪一类，就到哪一类去找。",
        "A subtotal is the number of main items of its group, and the subtotals add up to the total. The "
        "group that differs is where to look.",
    ),
    fails=Example(_TWO, {**CERTIFICATES, "published_count": "{total: 2, by_category: {户籍: 3}}"}),
    passes=Example(_TWO, {**CERTIFICATES, "published_count": "{total: 2, by_category: {户籍: 2}}"}),
)
def subtotals(subject: Subject) -> Iterator[Problem]:
    published = subject.header.get("published_count")
    if not published:
        return
    for key, field in (
        ("by_category", subject.traits.field("group")),
        ("by_type", subject.traits.field("type")),
    ):
        if figures := published.get(key):
            counts, later = (
                Counter(item.get(field) for _, item in subject.main(pairs))
                for pairs in (subject.in_force, subject.live)
            )
            subject.require_all(_NUMBERS)
            counts = later if _closer(figures, later, counts) else counts
            yield from _differing(figures, counts, ("published_count", key), published["total"])


def _closer(figures: dict[str, int], one: Counter[str | None], other: Counter[str | None]) -> bool:
    """Whether fewer figures differ from the first counts than from the second."""
    wrong, wrong_otherwise = (
        sum(figure != counts[group] for group, figure in figures.items()) for counts in (one, other)
    )
    return wrong < wrong_otherwise


def _differing(
    figures: dict[str, int], counts: Counter[str | None], path: tuple[str, str], total: int
) -> Iterator[Problem]:
    """Each figure that differs from its group; where none does, a sum that differs from a right total."""
    wrong = [group for group, figure in figures.items() if figure != counts[group]]
    for group in wrong:
        yield Problem(
            Text(
                f"“{group}”公布 {figures[group]} 项，清单里有 {counts[group]} 项",
                f"“{group}”: {figures[group]} published, {counts[group]} in the list",
            ),
            (*path, group),
            _RECOUNT,
            value=f"{group} {figures[group]} {counts[group]}",
        )
    added = sum(figures.values())
    if not wrong and added != total == counts.total():
        others = listed(sorted(str(group) for group in counts.keys() - figures.keys() if group))
        yield Problem(
            Text(
                f"小计之和是 {added}，总数是 {total}",
                f"the subtotals add up to {added}, the total is {total}",
            ),
            path,
            Text(
                f"没有小计的类别：{others.zh or '（未写类别）'}",
                f"groups without a subtotal: {others.en or '(none written)'}",
            ),
            value=f"{added} {total}",
        )


def _numbered_through(subject: Subject) -> bool:
    numbers = subject.column("seq")
    every = not numbers or len(subject.main(subject.live)) == len(subject.live)
    return every and sorted(numbers) == [*range(1, len(numbers) + 1)]


@rule(
    "QZ207",
    "warning",
    title=Text("序号不连续或重复", "Gaps or doubles in the numbers"),
    why=Text(
        "主项的序号应从 1 起连续，可以按部分、类型或类别各自从 1 起；已取消的事项可以保留序号。"
        "缺号、重号往往是漏录或重录。",
        "Main items are numbered from 1 without gaps, throughout or anew in each section, type or category; a "
        "cancelled item may keep its number. A gap or a double often means an item left out or entered twice.",
    ),
    fails=Example(
        _TWO + "  - {id: ZM-05, name: 健在证明, seq: 5, category: 户籍, issuance: shall-not}\n", CERTIFICATES
    ),
    passes=Example(
        _TWO + "  - {id: ZM-05, name: 健在证明, seq: 3, category: 户籍, issuance: shall-not}\n", CERTIFICATES
    ),
    quiet=_numbered_through,
)
def numbers(subject: Subject) -> Iterator[Problem]:
    live = [pair for pair in subject.live if "seq" in pair[1]]
    main = [pair for pair in subject.main(subject.live) if "seq" in pair[1]]
    if not main:
        return
    subject.require_all(_RUNNING)
    if not _faults(_Group(main, [])):
        return
    live_rows = {index for index, _ in subject.live}
    cancelled = [pair for pair in subject.items if pair[0] not in live_rows and "seq" in pair[1]]
    likeliest = min(
        _numberings(main, live, cancelled, subject.traits),
        key=lambda groups: sum(map(_faults, groups)),
    )
    for group in likeliest:
        yield from _gaps(group)
        yield from _doubles(group)


class _Group(NamedTuple):
    """Items that are numbered together, and cancelled ones that keep their numbers."""

    live: Numbered
    cancelled: Numbered


def _numberings(
    main: Numbered, live: Numbered, cancelled: Numbered, traits: KindTraits
) -> Iterator[list[_Group]]:
    """The ways numbers may run: through the main items, through all, or anew for each value of a field."""
    yield [_Group(main, cancelled)]
    yield [_Group(live, cancelled)]
    for field in (*traits.having("type"), *traits.having("group")):
        groups: dict[str, _Group] = {}
        for pair in main:
            groups.setdefault(pair[1].get(field, ""), _Group([], [])).live.append(pair)
        for pair in cancelled:
            groups.setdefault(pair[1].get(field, ""), _Group([], [])).cancelled.append(pair)
        yield list(groups.values())


def _faults(group: _Group) -> int:
    """How many gaps there are, however long, and how many doubled numbers.

    One number with a digit too many leaves a gap of thousands, and is one slip.
    """
    used = [item["seq"] for _, item in group.live]
    return len(ranges(_missing(group))) + len(used) - len(set(used))


def _missing(group: _Group) -> list[int]:
    """What is left out below the highest number in use; what a cancelled item keeps is not."""
    known = {int(item["seq"]) for _, item in (*group.live, *group.cancelled)}
    highest = max((int(item["seq"]) for _, item in group.live), default=0)
    return [number for number in range(1, highest) if number not in known]


def _gaps(group: _Group) -> Iterator[Problem]:
    missing = _missing(group)
    if missing:
        places = {int(item["seq"]): index for index, item in reversed(group.live)}
        after = min(number for number in places if number > missing[0])
        names = listed(ranges(missing))
        yield Problem(
            Text(f"缺少序号 {names.zh}", f"missing numbers: {names.en}"),
            ("items", places[after], "seq"),
            Text(
                "核对是否漏录；公布原文就缺号的，在 ignore 里写明理由",
                "look for items left out; if the published list has the gap, say so under ignore",
            ),
            value=" ".join(ranges(missing)),
        )


def _doubles(group: _Group) -> Iterator[Problem]:
    first: dict[int, int] = {}
    doubled = [
        (int(item["seq"]), index)
        for index, item in group.live
        if first.setdefault(item["seq"], index) != index
    ]
    if doubled:
        names = listed(ranges(sorted({number for number, _ in doubled})))
        yield Problem(
            Text(f"序号 {names.zh} 重复", f"numbers used twice: {names.en}"),
            ("items", doubled[0][1], "seq"),
            Text(
                "核对是否重录；不同事项的改为各自的序号",
                "delete what was entered twice; otherwise give each item its own number",
            ),
            value=names.en,
        )


def ranges(numbers: Sequence[int]) -> list[str]:
    """Ascending numbers with runs drawn together: 3, 7, 8, 9 is `3` and `7–9`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ["–".join(map(str, run)) for run in runs]
