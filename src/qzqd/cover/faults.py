"""What would make the numbers of a matrix wrong: units and adoptions that are not what they seem."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from qzqd.cover.matrix import applies
from qzqd.cover.unplaced import UnplacedFinding
from qzqd.cover.whereabouts import Whereabouts
from qzqd.kinds.traits import Archetype
from qzqd.locale import Text
from qzqd.text import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.cover.coverage import BaselineCoverage
    from qzqd.cover.gathered import WorkspaceData
    from qzqd.cover.row import AdoptionRow
    from qzqd.open.catalogue import Catalogue


def coverage_faults(gathered: WorkspaceData, baselines: list[BaselineCoverage]) -> Iterator[UnplacedFinding]:
    """Of registers, then of baselines, then of every adoption."""
    known = {loaded.id: loaded for loaded in gathered.lists}
    yield from _registered(gathered)
    yield from twins(gathered)
    yield from _resting(gathered)
    for loaded in gathered.lists:
        if "applies_to" in loaded.header and loaded.state == "in force":
            yield from _applied(loaded, gathered.units)
    yield from (_nobody(baseline) for baseline in baselines if not baseline.units)
    required = {baseline.id: {unit.code for unit in baseline.units} for baseline in baselines}
    orphans = dict.fromkeys(
        row.baseline for row in gathered.rows.known.values() if row.baseline not in required
    )
    yield from (
        _unapplied(known[key]) for key in orphans if key in known and "applies_to" not in known[key].header
    )
    unread = {finding.catalogue for finding in gathered.findings}
    waiting: dict[str, list[AdoptionRow]] = {}
    ids: dict[str, set[str]] = {}
    cancelled: dict[str, set[str]] = {}
    stale: dict[str, list[tuple[AdoptionRow, list[str]]]] = {}
    reported: set[tuple[str, str]] = set()
    names = {unit["name"]: unit.get("code", "") for unit in gathered.units}
    for row in gathered.rows.known.values():
        yield from (
            UnplacedFinding(code, row.path, item, field, *_WRITTEN[code], item)
            for code, item, field in row.faults
        )
        if row.baseline not in known:
            if unread & {row.baseline, None}:  # a file without an id may be any list
                waiting.setdefault(row.baseline, []).append(row)
            else:
                yield _unknown_list(row)
            continue
        baseline, earlier = known[row.baseline], gathered.others.get(row.baseline, [])
        if row.baseline not in ids:
            ids[row.baseline] = {item["id"] for each in (baseline, *earlier) for item in each.items}
            cancelled[row.baseline] = ids[row.baseline].difference(each["id"] for each in baseline.items)
            cancelled[row.baseline].update(
                item["id"] for item in baseline.items if baseline.state_of(item) == "cancelled"
            )
        yield from _unknown_items(row, ids[row.baseline])
        if row.baseline in required and row.unit not in required[row.baseline]:
            yield _stranger(row, baseline, names)
        yield from _edition(row, baseline, earlier, reported)
        if gone := [
            key for key in sorted(cancelled[row.baseline]) if row.names(key) and row.status(key) in _CARRIED
        ]:
            stale.setdefault(row.baseline, []).append((row, gone))
    yield from map(_unread_list, waiting.values())
    yield from map(_stale, stale.values())


def twins(gathered: WorkspaceData) -> Iterator[UnplacedFinding]:
    """Two files where one should be: which of them counts is then no more than a convention."""
    yield from map(_copied, gathered.again)
    for (_, unit), paths in gathered.rows.again.items():
        yield from (_again(path, unit) for path in sorted(paths))


_WRITTEN = {
    "QZ502": (
        Text(
            "不适用没有认定机关，按未承接统计",
            "marked as not applicable without a decision: counted as not adopted",
        ),
        Text("补写 approval", "add `approval`"),
    ),
    "QZ618": (
        Text(
            "承接、运行或确认的日期还没有到", "it was taken over, started or confirmed on a day still to come"
        ),
        Text("核对年、月、日", "check year, month and day"),
    ),
    "QZ554": (
        Text("同一事项填报了两次，按后一次统计", "the item is reported twice; the later one counts"),
        Text("删去一条", "delete one"),
    ),
}
"""What a single file shows already, and `validate` tells as well: nobody should count on numbers without knowing."""


def _registered(gathered: WorkspaceData) -> Iterator[UnplacedFinding]:
    """Codes that two units have, in one register or in two."""
    registers = [loaded for loaded in gathered.lists if loaded.archetype is Archetype.UNITS]
    counts = Counter(unit["code"] for register in registers for unit in register.in_force if "code" in unit)
    for register in registers:
        for unit in register.in_force:
            if counts.get(unit.get("code"), 0) > 1:
                message = Text(
                    f"代码 {unit['code']} 登记了不止一次，只算一个单位",
                    f"code {unit['code']} is registered more than once, and counts as one unit",
                )
                help = Text("核对代码", "check the codes")
                yield UnplacedFinding("QZ553", register.path, unit["id"], "code", message, help, unit["code"])


def _resting(gathered: WorkspaceData) -> Iterator[UnplacedFinding]:
    """What does not count today, as it is no longer or not yet in force."""
    for loaded in (*gathered.not_in_force, *gathered.lists):
        baseline = "applies_to" in loaded.header
        if loaded.state != "in force" and (
            baseline or loaded.archetype in (Archetype.ADOPTION, Archetype.WAIVERS)
        ):
            yield _not_in_force(loaded)
        elif baseline and (later := loaded.pending):
            names = listed([item["id"] for item in later])
            message = Text(
                f"{len(later)} 个事项尚未生效，没有计入：{names.zh}",
                f"{len(later)} items take effect later and are not counted: {names.en}",
            )
            yield UnplacedFinding(
                "QZ555", loaded.path, later[0]["id"], "effective", message, _DATES, names.en
            )
    for coming in (each for editions in gathered.others.values() for each in editions):
        if coming.state == "pending" and "applies_to" in coming.header:
            yield _not_in_force(coming)


_DATES = Text("日期写错的改正日期；没有写错的不用改", "correct the date if it is wrong; otherwise leave it")


def _not_in_force(loaded: Catalogue) -> UnplacedFinding:
    field = "effective" if loaded.state == "pending" else "repealed"
    day = loaded.header[field]
    message = Text(f"自 {day} 起施行，今天没有计入", f"in force from {day}, and not counted today")
    if field == "repealed":
        message = Text(f"{day} 已经停止施行，没有计入", f"no longer in force since {day}, and not counted")
    return UnplacedFinding("QZ555", loaded.path, "", field, message, _DATES, day)


def _copied(loaded: Catalogue) -> UnplacedFinding:
    edition = str(loaded.header["edition"])
    message = Text(
        f"{loaded.id} 的 {edition} 版还有一个文件，这一个没有用",
        f"another file holds edition {edition} of {loaded.id}; this one is not used",
    )
    help = Text("删去一个，或者改正编号、版本", "delete one, or correct id or edition")
    return UnplacedFinding("QZ210", loaded.path, "", "id", message, help, loaded.id)


def _applied(baseline: Catalogue, units: list[dict[str, Any]]) -> Iterator[UnplacedFinding]:
    """Units that are meant and cannot be counted, because they have no code, or are not registered."""
    asked, whereabouts = baseline.header["applies_to"], Whereabouts(units)
    meant = applies(asked, whereabouts)
    anywhere = applies({**asked, "within": None}, whereabouts)
    for unit in units:
        if "within" in asked and anywhere(unit) and not whereabouts.of(unit):
            message = Text(
                f"不知道{unit['name']}在不在 {asked['within']} 以内，没有计入",
                f"nothing says whether {unit['name']} is within {asked['within']}; not counted",
            )
            help = Text(
                "在单位登记簿里补写 code，或者用 parent 写明属于谁",
                "add `code` in the register of units, or say with `parent` what it belongs to",
            )
            yield UnplacedFinding("QZ550", baseline.path, "", "applies_to", message, help, unit["name"])
        elif "code" not in unit and meant(unit):
            message = Text(
                f"{unit['name']}要承接本清单，登记簿里却没有它的代码，没有计入",
                f"{unit['name']} has to carry the list, but is registered without a code and is not counted",
            )
            help = Text("在单位登记簿里补写 code", "add `code` in the register of units")
            yield UnplacedFinding("QZ550", baseline.path, "", "applies_to", message, help, unit["name"])
    codes = {unit.get("code") for unit in units}
    for code in asked.get("units", ()):
        if code not in codes:
            message = Text(
                f"登记簿里没有代码为 {code} 的单位，没有计入",
                f"no registered unit has the code {code}; not counted",
            )
            help = Text("登记该单位，或者改正代码", "register the unit, or correct the code")
            yield UnplacedFinding("QZ550", baseline.path, "", "applies_to", message, help, code)


def _nobody(baseline: BaselineCoverage) -> UnplacedFinding:
    message = Text("单位登记簿里没有要承接这份清单的单位", "no registered unit has to carry this list")
    help = Text(
        "登记这些单位（类型、代码），或者改正 applies_to",
        "register the units with type and code, or correct applies_to",
    )
    return UnplacedFinding("QZ508", baseline.path, "", "applies_to", message, help, baseline.id)


def _unapplied(baseline: Catalogue) -> UnplacedFinding:
    message = Text(
        "有单位填报承接情况，清单却没有写 applies_to", "units report adoption, but `applies_to` is missing"
    )
    help = Text(
        "写明哪些单位必须承接，例如 applies_to: {type: [street]}",
        "say who has to carry it, such as applies_to: {type: [street]}",
    )
    return UnplacedFinding("QZ508", baseline.path, "", "", message, help, baseline.id)


def _unknown_list(row: AdoptionRow) -> UnplacedFinding:
    message = Text(
        f"没有编号为 {row.baseline} 的清单，这份承接情况没有计入",
        f"there is no list {row.baseline}: this adoption counts for nothing",
    )
    help = Text("改正编号，或者把清单放进工作区", "correct the id, or put the list into the workspace")
    return UnplacedFinding("QZ304", row.path, "", "upstream", message, help, row.baseline)


def _unread_list(rows: list[AdoptionRow]) -> UnplacedFinding:
    """Told once for all adoptions of a list that could not be read: none of them is to be changed."""
    first = rows[0]
    message = Text(
        f"没有读到清单 {first.baseline}，{len(rows)} 份承接情况没有计入",
        f"the list {first.baseline} was not read: {len(rows)} adoptions count for nothing",
    )
    help = Text("先改正没有读到的文件", "first mend the file that could not be read")
    return UnplacedFinding("QZ304", first.path, "", "upstream", message, help, first.baseline)


def _unknown_items(row: AdoptionRow, known: set[str]) -> Iterator[UnplacedFinding]:
    for key in sorted((row.listed | row.items.keys()) - known):
        message = Text(
            f"通用清单里没有事项 {key}，没有计入", f"{key} is not in the baseline, and not counted"
        )
        help = Text("改正 upstream", "correct `upstream`")
        yield UnplacedFinding("QZ304", row.path, "", "upstream", message, help, key, of=key)


_CARRIED = ("adopted", "partial")


def _stale(rows: list[tuple[AdoptionRow, list[str]]]) -> UnplacedFinding:
    """Told once for all adoptions of a list: most of them were made before the item was cancelled."""
    first, gone = rows[0]
    names = listed(sorted({key for _, keys in rows for key in keys}))
    message = Text(
        f"{first.baseline} 里已经取消或者没有了的 {names.zh}，{len(rows)} 份承接情况还写着承接，没有计入",
        f"{names.en} of {first.baseline}, cancelled or no longer there, are still carried in {len(rows)} adoptions: not counted",
    )
    help = Text("单位已经停办的，改写承接情况", "where the unit has stopped, say so in its adoption")
    return UnplacedFinding("QZ555", first.path, "", "upstream", message, help, names.en, of=gone[0])


def _stranger(row: AdoptionRow, baseline: Catalogue, names: dict[str, str]) -> UnplacedFinding:
    title = baseline.header["title"]
    message = Text(
        f"{row.name}（{row.unit}）不在应承接《{title}》的单位之列，没有计入",
        f"{row.name} ({row.unit}) is not among the units that have to carry {title}, and is not counted",
    )
    help = Text(
        "登记该单位，改正代码，或者改正通用清单的 applies_to",
        "register the unit, correct the code, or correct applies_to of the baseline",
    )
    if (code := names.get(row.name)) and code != row.unit:
        help = Text(f"登记簿里{row.name}的代码是 {code}", f"the registered code of {row.name} is {code}")
    return UnplacedFinding("QZ509", row.path, "", "jurisdiction", message, help, row.unit)


def _edition(
    row: AdoptionRow, baseline: Catalogue, earlier: list[Catalogue], reported: set[tuple[str, str]]
) -> Iterator[UnplacedFinding]:
    newest = str(baseline.header["edition"])
    if row.edition > newest and row.edition not in {each.edition for each in earlier}:
        message = Text(
            f"{baseline.id} 没有 {row.edition} 版，最新的是 {newest} 版；这份承接情况没有计入",
            f"{baseline.id} has no edition {row.edition}; the newest is {newest}: this adoption counts for nothing",
        )
        help = Text("改正 upstream 的 edition", "correct the edition of `upstream`")
        yield UnplacedFinding("QZ551", row.path, "", "upstream", message, help, row.edition)
    elif (row.baseline, row.edition) not in reported | {
        (row.baseline, str(each.header["edition"])) for each in (baseline, *earlier)
    }:
        reported.add((row.baseline, row.edition))
        message = Text(
            f"工作区里没有 {baseline.id} 的 {row.edition} 版，看不出哪些事项改过，都算待复核",
            f"edition {row.edition} of {baseline.id} is not in the workspace: what has changed since cannot be "
            "told, all of it is outdated",
        )
        help = Text(
            "把旧版作为单独的文件留在工作区，或者给没有改过的事项写 effective",
            "keep the old edition as a file of its own, or give unchanged items an `effective` date",
        )
        yield UnplacedFinding("QZ552", row.path, "", "upstream", message, help, row.edition)


def _again(path: str, unit: str) -> UnplacedFinding:
    message = Text(
        f"单位 {unit} 对同一清单还有一份承接情况，这一份没有计入",
        f"unit {unit} has another adoption of the same list; this one is not counted",
    )
    help = Text("合并成一份", "make one of them")
    return UnplacedFinding("QZ505", path, "", "jurisdiction", message, help, unit)
