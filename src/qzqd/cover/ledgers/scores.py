"""Scores of departments: worked out again from their parts, compared with what was published, and ranked."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from qzqd.check.ledger import RecordFault, deducted_without_reason
from qzqd.cover.coverage import Check, Fraction, ScoreRank
from qzqd.cover.ledgers.bands import band_places, ranking
from qzqd.cover.unplaced import UnplacedFinding
from qzqd.kinds.traits import traits
from qzqd.locale import Text
from qzqd.text import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qzqd.cover.ledgers.inquiry import LedgerInquiry
    from qzqd.open.catalogue import Catalogue, Item

    Scored = list[tuple[Item, Decimal]]


_WHOLE = 100


def scores(inquiry: LedgerInquiry) -> None:
    """Put every question that a ledger of scores has to answer, and rank the departments."""
    weight, marks = inquiry.list_kind.field("weight"), inquiry.kind.field("marks")
    records = _one_each(inquiry)
    weights = {item["id"]: item[weight] for item in inquiry.held_against.in_force}
    _complete(inquiry, records, weights, bool(_strange(inquiry, records, weights)))
    _everybody(inquiry)
    records = _invited(inquiry, records)
    kind = inquiry.kind
    deducted = (record for record in records if record.get(kind.field("deducted")))
    title = Text("扣分写了原因", "a reason for points deducted")
    inquiry.put(
        "reasons",
        title,
        (
            (record, [("QZ524", each) for each in deducted_without_reason(kind, record)])
            for record in deducted
        ),
    )
    scored = [
        (record, _total(record[marks], weights))
        for record in records
        if weights.keys() <= record[marks].keys()
    ]
    whole = sum(weights.values())
    if whole != _WHOLE:
        inquiry.tell("QZ542", _not_whole(inquiry.held_against.id, whole))
        return
    title, stated = Text("总分与重算一致", "the total follows from its parts"), kind.field("total")
    inquiry.put(
        "agrees",
        title,
        ((record, _wrong(record, stated, total)) for record, total in scored if stated in record),
    )
    bands = inquiry.held_against.header.get(inquiry.list_kind.field("bands"))
    if bands and scored:
        _rank(inquiry, sorted(_latest(inquiry, scored), key=lambda each: str(each[0]["name"])), bands)


def _everybody(inquiry: LedgerInquiry) -> None:
    """Whether each of those who give scores has given one to each that gets one, in every period."""
    header, kind, about = inquiry.held_against.header, inquiry.kind, inquiry.list_kind
    scorer, period = kind.field("scorer"), kind.field("period")
    records = inquiry.records
    given = {
        (record.get(period, ""), record.get(scorer, ""), inquiry.department(record["name"]))
        for record in records
    }
    scorers = header.get(about.field("scorers")) or sorted({name for _, name, _ in given})
    named = header.get(about.field("scored"), ())
    scored = list(dict.fromkeys(map(inquiry.department, named))) or sorted({name for *_, name in given})
    if scorers == [""]:
        scorers = [""] if about.field("scored") in header else []
    periods = sorted({when for when, *_ in given})
    wanted = [(when, by, name) for when in periods for by in scorers for name in scored]
    if not wanted:
        return
    inquiry.tally("everybody", Text("评分齐全", "every score given"), [each in given for each in wanted])
    for by in scorers:
        if missing := [name for when, who, name in wanted if who == by and (when, who, name) not in given]:
            names, who = listed(missing), Text(by or "评分单位", by or "whoever gives scores")
            message = Text(f"{who.zh}没有给这些对象评分：{names.zh}", f"{who.en} gave no score to {names.en}")
            help = Text("补评，或者改正名称", "let them be scored, or correct the names")
            inquiry.tell("QZ547", RecordFault("upstream", message, help, f"{by} {' '.join(missing)}"))


def _invited(inquiry: LedgerInquiry, records: list[Item]) -> list[Item]:
    """The records without those of whoever gives no scores, or gets none, by the scoring: they would change the ranking."""
    header, about, kind = inquiry.held_against.header, inquiry.list_kind, inquiry.kind
    scorer = kind.field("scorer")
    scorers = header.get(about.field("scorers"), ())
    scored = set(map(inquiry.department, header.get(about.field("scored"), ())))
    left: list[Item] = []
    for record in records:
        by, name = record.get(scorer, ""), record["name"]
        stranger = (scorer, by) if scorers and by and by not in scorers else ()
        if not stranger and scored and inquiry.department(name) not in scored:
            stranger = ("name", name)
        if stranger:
            message = Text(
                f"评分办法里没有{stranger[1]}，这条得分不计入名次",
                f"{stranger[1]} is not in the scoring, so this score is not ranked",
            )
            help = Text("改正名称，或者补写到评分办法里", "correct the name, or add it to the scoring")
            inquiry.tell("QZ548", RecordFault(stranger[0], message, help, stranger[1]), record["id"])
        else:
            left.append(record)
    return left


def _latest(inquiry: LedgerInquiry, scored: Scored) -> Scored:
    """One score for each that is scored: of the newest period, and the mean of all who gave one."""
    period = inquiry.kind.field("period")
    newest = max(str(record.get(period, "")) for record, _ in scored)
    totals: defaultdict[str, list[Decimal]] = defaultdict(list)
    first: dict[str, Item] = {}
    for record, total in scored:
        if record.get(period, "") == newest:
            name = inquiry.department(record["name"])
            totals[name].append(total)
            first.setdefault(name, record)
    if any(record.get(period, "") != newest for record, _ in scored):
        title = Text(f"参加排名的（{newest}）", f"ranked, {newest}")
        inquiry.tally("ranked", title, [record.get(period, "") == newest for record, _ in scored])
    return [(first[name], sum(each, Decimal()) / len(each)) for name, each in totals.items()]


def one_sided(lists: Sequence[Catalogue]) -> Iterator[UnplacedFinding]:
    """Ledgers of scores whose scoring names one for the other direction, of which there is no ledger."""
    known = {loaded.id: loaded for loaded in lists}
    kept = {loaded.upstream for loaded in lists if traits(loaded.kind).declared.ledger == "scores"}
    for loaded in lists:
        field = traits(loaded.kind).field("counterpart")
        other = loaded.header.get(field, "") if field else ""
        if other and (other not in known or other not in kept):
            message = (
                Text(f"没有对向的评分办法 {other}", f"there is no scoring {other}")
                if other not in known
                else Text(f"对向的评分办法 {other} 没有得分台账", f"{other} has no ledger of scores")
            )
            help = Text(
                "补上另一个方向的评分办法和得分台账",
                "add the scoring, and the scores, of the other direction",
            )
            yield UnplacedFinding("QZ549", loaded.path, "", field, message, help, other)


def _one_each(inquiry: LedgerInquiry) -> list[Item]:
    """The records without those of departments that one scorer has scored in one period already, under whatever name."""
    scorer, period = inquiry.kind.field("scorer"), inquiry.kind.field("period")
    first: dict[tuple[str, str, str], Item] = {}
    for record in inquiry.records:
        key = record.get(scorer, ""), record.get(period, ""), inquiry.department(record["name"])
        other = first.setdefault(key, record)
        if other is not record:
            when = Text(f"（{key[1]}）", f" ({key[1]})") if key[1] else Text("", "")
            message = Text(
                f"{record['name']}与 {other['id']} {other['name']}是同一个部门{when.zh}，排名只算前一条",
                f"{record['name']} is the department of {other['id']} {other['name']}{when.en}; only that is ranked",
            )
            help = Text(
                "合并成一条，部门名称用登记簿里的；几个单位评的、几年的，写明评分单位和考核期",
                "make one of them, by the registered name; where several scored, or for several years, say who, and for when",
            )
            inquiry.tell("QZ543", RecordFault("name", message, help, record["name"]), record["id"])
    return [*first.values()]


def _strange(inquiry: LedgerInquiry, records: list[Item], weights: dict[str, int]) -> set[str]:
    """Parts that the scoring does not have: one wrong heading is one cause, however many records it has."""
    marks = inquiry.kind.field("marks")
    first = {part: record for record in reversed(records) for part in record[marks]}
    strange = [part for part in first if part not in inquiry.items]
    names = listed([*weights])
    for part in sorted(strange):
        message = Text(f"评分办法里没有 {part} 这一部分", f"the scoring has no part {part}")
        help = Text(f"评分办法里有：{names.zh}", f"the scoring has: {names.en}")
        inquiry.tell("QZ531", RecordFault(f"{marks}.{part}", message, help, part), first[part]["id"])
    kept = sum(inquiry.items.keys() >= record[marks].keys() for record in records)
    title = Text("评分办法里有这些部分", "of parts of the scoring")
    inquiry.checks.append(Check("listed", title, Fraction(kept, len(records))))
    return {*strange}


def _complete(inquiry: LedgerInquiry, records: list[Item], weights: dict[str, int], explained: bool) -> None:
    """explained: a part of another name has been told of, which is why one of the scoring has no scores at all."""
    marks = inquiry.kind.field("marks")
    nowhere = [part for part in weights if not any(part in record[marks] for record in records)]
    if nowhere and records and not explained:
        inquiry.tell("QZ538", _nowhere(nowhere))
    for record in records:
        if missing := [part for part in weights if part not in record[marks] and part not in nowhere]:
            inquiry.tell("QZ538", _lacking(missing, marks), record["id"])
    kept = sum(record[marks].keys() >= weights.keys() for record in records)
    title = Text("各部分都有得分", "every part scored")
    inquiry.checks.append(Check("complete", title, Fraction(kept, len(records))))


def _nowhere(parts: list[str]) -> RecordFault:
    names = listed(parts)
    message = Text(
        f"没有一个部门有部分得分：{names.zh}", f"parts of which no department has a score: {names.en}"
    )
    help = Text(
        "补填得分；表格里的列写“得分.编号”", "fill in the scores; in a table a column “scores.ID” each"
    )
    return RecordFault("records", message, help, " ".join(parts))


def _not_whole(scoring: str, whole: int) -> RecordFault:
    message = Text(
        f"评分办法 {scoring} 的权重之和是 {whole}，不是 {_WHOLE}：总分没有核对，部门没有排名",
        f"the weights of {scoring} add up to {whole}, not {_WHOLE}: no total was checked, no department ranked",
    )
    return RecordFault("upstream", message, Text("先改正评分办法", "correct the scoring first"), str(whole))


def _lacking(missing: list[str], marks: str) -> RecordFault:
    names = listed(missing)
    message = Text(f"缺少部分得分：{names.zh}", f"parts without a score: {names.en}")
    return RecordFault(marks, message, Text("补填得分", "fill in the scores"), " ".join(missing))


def _total(marks: Item, weights: dict[str, int]) -> Decimal:
    """Exact: as the parts are written, by their weights in per cent."""
    parts = (Decimal(str(marks[part])) * weight for part, weight in weights.items())
    return sum(parts, Decimal()) / 100


def _wrong(record: Item, field: str, total: Decimal) -> Iterator[tuple[str, RecordFault]]:
    """A published total may be rounded to as many places as it has."""
    stated = Decimal(str(record[field]))
    exponent = stated.as_tuple().exponent
    if isinstance(exponent, int) and abs(total - stated) * 2 > Decimal(1).scaleb(exponent):
        message = Text(
            f"公布的总分是 {stated}，按权重重算是 {total.normalize():f}",
            f"the published total is {stated}; the weights make it {total.normalize():f}",
        )
        yield (
            "QZ539",
            RecordFault(
                field, message, Text("核对各部分得分和总分", "check the parts and the total"), str(stated)
            ),
        )


def _rank(inquiry: LedgerInquiry, scored: Scored, bands: Sequence[Item]) -> None:
    """Of equal scores the name that sorts first comes first, whatever order the ledger has."""
    names = [band["name"] for band in bands]
    given = band_places(len(scored), [band["share"] for band in bands])
    ranked = ranking([total for _, total in scored], given.counts)
    bands_of: dict[Decimal, dict[str, Item]] = defaultdict(dict)
    for position, band in zip(ranked.order, ranked.bands, strict=True):
        record, total = scored[position]
        inquiry.ranks.append(ScoreRank(record["name"], float(total), names[band], total in ranked.tied))
        bands_of[total].setdefault(names[band], record)
    if given.contested:
        inquiry.tell("QZ541", _contested([names[band] for band in given.contested]))
    for total in sorted(ranked.tied, reverse=True):
        tied = [record for record, other in scored if other == total]
        inquiry.tell("QZ540", _tied(inquiry, total, tied, [*bands_of[total]]), tied[0]["id"])


def _tied(inquiry: LedgerInquiry, total: Decimal, tied: Sequence[Item], bands: Sequence[str]) -> RecordFault:
    who, where, points = listed([record["name"] for record in tied]), listed(bands), f"{total.normalize():f}"
    message = Text(
        f"{len(tied)} 个部门同为 {points} 分，却分在{where.zh}：{who.zh}",
        f"{len(tied)} departments have {points} points, but are in {where.en}: {who.en}",
    )
    help = Text("按公开的办法决定谁进上一档", "settle who goes into the higher band as the scoring says")
    return RecordFault(inquiry.kind.field("marks"), message, help, points)


def _contested(names: list[str]) -> RecordFault:
    listing = listed(names)
    message = Text(
        f"{listing.zh}的余数一样大，名额先给靠前的档",
        f"{listing.en} have equal remainders; the higher band was given the place",
    )
    help = Text("按公开的办法定下各档的名额", "settle the number of places as the scoring says")
    return RecordFault("upstream", message, help, " ".join(names))
