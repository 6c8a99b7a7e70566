"""Published figures held against what they can be worked out from, and against one another."""

from __future__ import annotations

from fractions import Fraction
from math import floor, inf
from typing import TYPE_CHECKING, NamedTuple

from qzqd.cover.coverage import ClaimResult
from qzqd.cover.figure import Exact, NumberRange, decimals, stated_figure
from qzqd.cover.recount import Recounts, computed
from qzqd.cover.unplaced import UnplacedFinding
from qzqd.kinds.traits import Archetype
from qzqd.locale import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from qzqd.cover.coverage import BaselineCoverage
    from qzqd.open.catalogue import Catalogue, Item


_UNSAID = Text("", "")


class _Held(NamedTuple):
    """A figure held against one thing. code: of the rule that it breaks where it disagrees."""

    agrees: bool | None
    recomputed: str
    how: Text
    code: str = ""
    message: Text = _UNSAID
    advice: Text = _UNSAID


def claims(
    lists: Iterable[Catalogue], baselines: Iterable[BaselineCoverage]
) -> tuple[list[ClaimResult], list[UnplacedFinding]]:
    """Every claim in force of every list of claims, in their order; an unplaced finding for each disagreement."""
    known = {loaded.id: loaded for loaded in lists}
    recounts = Recounts(known, {baseline.id: baseline for baseline in baselines})
    results: list[ClaimResult] = []
    unplaced: list[UnplacedFinding] = []
    for loaded in known.values():
        beside = (
            {item["id"]: item for item in loaded.in_force} if loaded.archetype is Archetype.CLAIMS else {}
        )
        for claim in beside.values():
            held = [*_held(claim, beside, recounts)]
            results.append(_result(claim, loaded, held))
            unplaced += (_doubt(claim, loaded, each) for each in held if each.agrees is False)
    return results, unplaced


def _held(claim: Item, beside: Mapping[str, Item], recounts: Recounts) -> Iterator[_Held]:
    if "recount" in claim or "operation" in claim:
        yield _reworked(claim, beside, recounts)
    for key in claim.get("agrees_with", ()):
        if key in beside and key != claim["id"]:  # QZ228 tells of the others
            yield _compared(claim, beside[key])


def _reworked(claim: Item, beside: Mapping[str, Item], recounts: Recounts) -> _Held:
    """A range agrees where what was published and what was found can be the same number."""
    worked = recounts.counted(claim["recount"]) if "recount" in claim else computed(claim, beside)
    found, how = worked.found, worked.how
    fits = found is not None and bool(found & stated_figure(claim).span)
    if found is None or (fits and not worked.certain):
        return _Held(None, "", how)
    shown = _shown(found, claim.get("measure", ""), max(decimals(claim) + 1, 2))
    message = Text(
        f"公布的是“{claim['figure']}”，重算是 {shown}",
        f"{claim['figure']} published, {shown} worked out again",
    )
    place = _places(claim)
    advice = Text(f"核对{place.zh}和数据", f"check {place.en}, and the data")
    return _Held(fits, shown, how, "QZ510", message, advice)


def _compared(claim: Item, other: Item) -> _Held:
    key, there = other["id"], other["figure"]
    how = Text(f"应当与 {key} {other['name']}一致", f"has to agree with {key} {other['name']}")
    message = Text(
        f"公布的是“{claim['figure']}”，与 {key} 的“{there}”不符",
        f"{claim['figure']} published, against {there} in {key}",
    )
    place = _places(claim, other)
    advice = Text(f"核对{place.zh}", f"check {place.en}")
    return _Held(stated_figure(claim).may_be(stated_figure(other)), there, how, "QZ511", message, advice)


def _places(*claims: Item) -> Text:
    """Where these figures stand: the paragraphs by number, and by its name what has none."""
    places = [claim["place"] for claim in claims]
    numbers = sorted({place["paragraph"] for place in places if "paragraph" in place})
    named = list(dict.fromkeys(place["section"] for place in places if "paragraph" not in place))
    zh, en = [f"“{name}”" for name in named], [f"“{name}”" for name in named]
    if numbers:
        zh.insert(0, f"第 {'、'.join(map(str, numbers))} 段")
        en.insert(0, f"paragraph{'s' * (len(numbers) > 1)} {' and '.join(map(str, numbers))}")
    return Text(f"原文{'和'.join(zh)}", f"{' and '.join(en)} of the source")


def _result(claim: Item, loaded: Catalogue, held: list[_Held]) -> ClaimResult:
    """One disagreement outweighs everything, one agreement whatever cannot be told."""
    weightiest = min(
        held, key=lambda each: (False, True, None).index(each.agrees), default=_Held(None, "", _UNSAID)
    )
    return ClaimResult(
        id=claim["id"],
        catalogue=loaded.id,
        text=claim["name"],
        stated=claim["figure"],
        recomputed=weightiest.recomputed,
        agrees=weightiest.agrees,
        how=weightiest.how,
        path=loaded.path,
    )


def _doubt(claim: Item, loaded: Catalogue, held: _Held) -> UnplacedFinding:
    help = Text(
        f"{held.how.zh}。{held.advice.zh}；原文如此的，在 ignore 里写明理由",
        f"{held.how.en}; {held.advice.en}; if that is what it says, give the reason under ignore",
    )
    value = f"{claim['figure']} {held.recomputed}"
    return UnplacedFinding(held.code, loaded.path, claim["id"], "figure", held.message, help, value)


def _shown(found: NumberRange, measure: str, places: int) -> str:
    low, high = _number(found.low, places), _number(found.high, places)
    if found.high == inf:
        return f"≥{low}{measure}"
    return f"{low}{measure}" if found.low == found.high else f"{low}–{high}{measure}"


def _number(number: Exact, places: int) -> str:
    """Cut after so many decimals and not rounded; … says that more of them follow."""
    if number in (inf, -inf):
        return "∞" if number > 0 else "-∞"
    shifted = abs(Fraction(number)) * 10**places
    whole, rest = divmod(floor(shifted), 10**places)
    cut = f"{'-' * (number < 0)}{whole}.{rest:0{places}}"
    return cut.rstrip("0").rstrip(".") if shifted.denominator == 1 else f"{cut}…"
