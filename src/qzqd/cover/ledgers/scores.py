"""Scores of departments: worked out again from their parts, compared with what was published, and ranked."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from qzqd.check.ledger import Fault, deducted_without_reason
from qzqd.cover.coverage import Rank
from qzqd.cover.ledgers.bands import places, ranking
from qzqd.locale import Text
from qzqd.text import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qzqd.cover.ledgers.inquiry import Inquiry

    Item = dict[str, Any]
    Scored = list[tuple[Item, Decimal]]


def scores(inquiry: Inquiry) -> None:
    """Put every question that a ledger of scores has to answer, and rank the departments."""
    records, weights = inquiry.records, {item["id"]: item["weight"] for item in inquiry.held_against.live}
    title = Text("评分办法里有这些部分", "of parts of the scoring")
    inquiry.put(
        "listed", title, ((record, inquiry.strange("scores", record["scores"])) for record in records)
    )
    title = Text("各部分都有得分", "every part scored")
    inquiry.put("complete", title, ((record, _lacking(record, weights)) for record in records))
    deducted = (record for record in records if record.get("deducted"))
    title = Text("扣分写了原因", "a reason for points deducted")
    inquiry.put(
        "reasons",
        title,
        ((record, [("QZ524", each) for each in deducted_without_reason(record)]) for record in deducted),
    )
    scored = [
        (record, _total(record, weights)) for record in records if weights.keys() <= record["scores"].keys()
    ]
    title = Text("总分与重算一致", "the total follows from its parts")
    inquiry.put(
        "agrees", title, ((record, _wrong(record, total)) for record, total in scored if "total" in record)
    )
    bands = inquiry.held_against.header.get("bands")
    if bands and scored:
        _rank(inquiry, sorted(scored, key=lambda each: str(each[0]["name"])), bands)


def _lacking(record: Item, weights: dict[str, int]) -> Iterator[tuple[str, Fault]]:
    missing = [part for part in weights if part not in record["scores"]]
    if missing:
        told = listed(missing)
        message = Text(f"缺少部分得分：{told.zh}", f"parts without a score: {told.en}")
        yield "QZ538", Fault("scores", message, Text("补填得分", "fill in the scores"), " ".join(missing))


def _total(record: Item, weights: dict[str, int]) -> Decimal:
    """Exact: as the parts are written, by their weights in per cent."""
    parts = (Decimal(str(record["scores"][part])) * weight for part, weight in weights.items())
    return sum(parts, Decimal()) / 100


def _wrong(record: Item, total: Decimal) -> Iterator[tuple[str, Fault]]:
    """A published total may be rounded to as many places as it has."""
    stated = Decimal(str(record["total"]))
    exponent = stated.as_tuple().exponent
    if isinstance(exponent, int) and abs(total - stated) * 2 > Decimal(1).scaleb(exponent):
        message = Text(
            f"公布的总分是 {stated}，按权重重算是 {total.normalize():f}",
            f"the published total is {stated}; the weights make it {total.normalize():f}",
        )
        yield (
            "QZ539",
            Fault(
                "total", message, Text("核对各部分得分和总分", "check the parts and the total"), str(stated)
            ),
        )


def _rank(inquiry: Inquiry, scored: Scored, bands: Sequence[Item]) -> None:
    """Of equal scores the name that sorts first comes first, whatever order the ledger has."""
    names = [band["name"] for band in bands]
    given = places(len(scored), [band["share"] for band in bands])
    ranked = ranking([total for _, total in scored], given.counts)
    bands_of: dict[Decimal, dict[str, Item]] = defaultdict(dict)
    for position, band in zip(ranked.order, ranked.bands, strict=True):
        record, total = scored[position]
        inquiry.ranks.append(Rank(record["name"], float(total), names[band], total in ranked.tied))
        bands_of[total].setdefault(names[band], record)
    if given.contested:
        inquiry.doubt("QZ541", _contested([names[band] for band in given.contested]))
    for total in sorted(ranked.tied, reverse=True):
        tied = [record for record, other in scored if other == total]
        inquiry.doubt("QZ540", _tied(total, tied, [*bands_of[total]]), tied[0]["id"])


def _tied(total: Decimal, tied: Sequence[Item], bands: Sequence[str]) -> Fault:
    who, where, points = listed([record["name"] for record in tied]), listed(bands), f"{total.normalize():f}"
    message = Text(
        f"{len(tied)} 个部门同为 {points} 分，却分在{where.zh}：{who.zh}",
        f"{len(tied)} departments have {points} points, but are in {where.en}: {who.en}",
    )
    help = Text("按公开的办法决定谁进上一档", "settle who goes into the higher band as the scoring says")
    return Fault("scores", message, help, points)


def _contested(names: list[str]) -> Fault:
    told = listed(names)
    message = Text(
        f"{told.zh}的余数一样大，名额先给靠前的档",
        f"{told.en} have equal remainders; the higher band was given the place",
    )
    help = Text("按公开的办法定下各档的名额", "settle the number of places as the scoring says")
    return Fault("upstream", message, help, " ".join(names))
