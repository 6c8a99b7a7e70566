"""What a workbook is taken for: the kind of list, a field for every column, and what stands at the head of the list."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from qzqd import kinds
from qzqd.kinds.labels import described_labels
from qzqd.kinds.traits import traits
from qzqd.office.importing.asides import aside, department_name, section_name
from qzqd.office.importing.columns import (
    NAME,
    PARENT,
    FieldTarget,
    column_targets,
    counting,
    field_targets,
    importable,
    of_person,
)
from qzqd.office.importing.named import NameColumns, chosen
from qzqd.office.importing.notice import NO_NOTICE, Notice, found_above, is_title, title_of_list
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qzqd.office.importing.header import Header, Heading
    from qzqd.tables.grid import Grid, Workbook

EXTRA, IGNORE = "extra", "ignore"
BOTH = " + "
"""What parts the fields of a column that holds several, each behind its label, such as 承接部门及工作方式."""
_NAMED = "名称"
"""What headings end with that say that a name stands below; others may announce what has to be done."""
_JOINED = regex("[及和与、/]")
_YEAR = regex(r"(?:19|20)[0-9]{2}(?=年)")
_ANY_YEAR = regex(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_LIST = regex(r"[（(]?(?:19|20)[0-9]{2}年?(?:度|版|本)?[）)]?")
_ISSUER = regex(
    r"^(.{2,40}?(?:人民政府|办事处|委员会|办公室|[局委厅部院署会办]|(?<![镇各、（(])街道|(?<![乡各])镇|乡(?!镇)))(?=（|\(|的|关于|权|责|行政|法定|通用|赋|公共|清|决定|取消|废止|停止|下放|承接|保留|调整|新增|随机|双随机|征求|主责|机构设置|依法|政务|负面|基本|配合|$)"
)
_NO_ISSUER = regex("赋予|下放|委托|承接|^关于|《|(?:[^省市县区州盟旗]{2,8}[市县区]|省|自治区)街道$")
"""What a title says of bodies that issued nothing: to whom something is handed, what a notice is about, all streets of a place."""
_SHEET_OF_BODY = regex("^.{1,30}(?:局|委|委员会|办事处|街道|镇|乡|政府|厅|部)$")
_STATED = {
    "issuer": regex(r"发布机关[:：](\S+(?: \S+)*)"),
    "edition": regex(r"版本[:：]((?:19|20)[0-9]{2}(?:-[0-9]{2}-[0-9]{2})?)(?![0-9-])"),
}
"""What a table says of itself above its headings, as `export` prints it."""
_ORIGIN = regex(r"《(.{1,500})》，([^《》，]{1,30})$")
"""The source and its nature, in the note below a table that is not the published text."""
_OF_STREET = regex("(?:街道|街道办事处|镇|乡|[镇乡]人民政府)$")
_PLACE = regex(
    r"^(?:中共)?((?:[^市省县区州盟旗]{1,8}(?:省|自治区|市|自治州|地区|盟))*(?!城市|社区)[^市省县区州盟旗]{1,14}(?:市|县|区|州|盟|旗|省))(?!街道)"
)


@dataclass(slots=True)
class Plan:
    """All that is decided before a cell is read. Whatever is "" or absent is still open.

    columns: by heading, the path of a field, EXTRA or IGNORE. rivals: other kinds that suit as well. source: what the
    list was taken from, "" where that is the table itself; notice: by which it was published; provenance: what makes it so. cancelled: the day for items that
    are said to be cancelled and not when; "no" where none is, whatever it looks like.
    """

    kind: str = ""
    id: str = ""
    title: str = ""
    edition: str = ""
    code: str = ""
    place: str = ""
    issuer: str = ""
    prefix: str = ""
    source: str = ""
    notice: Notice = NO_NOTICE
    provenance: str = "official"
    cancelled: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    rivals: tuple[str, ...] = ()

    def lacking(self) -> list[str]:
        """The settings without which nothing can be written."""
        return [name for name in _NEEDED if not getattr(self, name)]


_NEEDED = ("kind", "id", "title", "edition", "code", "place", "issuer", "prefix")


@dataclass(frozen=True, slots=True)
class PlannedTable:
    """One table of a workbook that may be a list."""

    grid: Grid
    header: Header


def propose(
    book: Workbook, tables: Sequence[PlannedTable], kind: str = "", places: dict[str, str] | None = None
) -> Plan:
    """What the workbook seems to be. places: codes of divisions by name, as a register has them."""
    title = _title(book, tables)
    ranked = [kind] if kind else _kinds(tables, title)
    plan = Plan(kind=ranked[0] if ranked else "", title=title, rivals=tuple(ranked[1:]))
    of_several = bodies(tables)
    if len(of_several) > 1:
        plan.title = title.removeprefix(of_several[0])
    plan.issuer = _stated("issuer", tables)
    if len(of_several) < 2:
        plan.issuer = plan.issuer or _issuer(tables, title) or next(iter(of_several), "")
    found = _PLACE.match(plan.issuer)
    plan.place = found[1] if found else ""
    plan.code = (places or {}).get(plan.place, "")
    years = _YEAR.findall(title) or _ANY_YEAR.findall(book.name)
    plan.edition = _stated("edition", tables) or (years[0] if years else "")
    slug = re.sub("[^a-z]+", "-", book.name.rpartition(".")[0].casefold()).strip("-")
    name = slug if slug and book.name.isascii() else plan.kind
    plan.prefix = _prefix(slug if name == slug else "", plan.kind)
    plan.id = f"{plan.code}/{name}" if plan.code else name
    if plan.kind:
        plan.columns = column_fates(tables, plan.kind)
        plan.source, plan.provenance = _origin(tables, plan.kind)
        plan.notice = notice_above(tables)
    return plan


def with_what_was_proposed(decided: Plan, proposed: Plan) -> Plan:
    """The plan as the workbook says it, with what was decided where that says nothing."""
    said = {name: value for name in _NEEDED if (value := getattr(proposed, name))}
    return replace(decided, **said)


def _stated(setting: str, tables: Sequence[PlannedTable]) -> str:
    texts = (text for table in tables for *_, text in table.header.above)
    return next((found[1] for text in texts if (found := _STATED[setting].search(text))), "")


def _origin(tables: Sequence[PlannedTable], kind: str) -> tuple[str, str]:
    """What the notes of a table say that it comes from, and what it is; else it is the published text."""
    node = kinds.schema_at(kinds.schema(kind), ("source", "provenance"))
    words = described_labels(node["enum"], node["description"])
    for table in tables:
        below = (text for row, _, text in table.grid.cells() if row > table.header.bottom)
        for text in (*below, *(each.text for each in table.grid.floating)):
            if "》，" in text and (found := _ORIGIN.search(text)) and found[2] in words:
                return found[1], words[found[2]]
    return "", "official"


def _prefix(slug: str, kind: str) -> str:
    words = (slug or kind).split("-")
    return words[0].upper() if slug and len(words[0]) <= 10 else "".join(word[:1] for word in words).upper()


def _title(book: Workbook, tables: Sequence[PlannedTable]) -> str:
    return section_name(title_above(tables) or book.name.rpartition(".")[0])[:200]


def title_above(tables: Sequence[PlannedTable]) -> str:
    """What stands over tables as their title; "" for none."""
    return title_of_list(text for text in _texts_above(tables) if not department_name(text))


def notice_above(tables: Sequence[PlannedTable]) -> Notice:
    """The notice that tables are published with, as far as it stands over them."""
    return found_above(_texts_above(tables))


def says_of_list(text: str, table: PlannedTable, plan: Plan) -> bool:
    """Whether a text over a table was made use of, or only says that an annex follows."""
    bare = "".join(text.split())
    return (
        is_title(bare)
        or section_name(bare) in (plan.title, section_name(title_above([table])))
        or bare.removesuffix("文件") in (plan.issuer, plan.notice.number, plan.notice.title)
        or aside(text.strip()) in ("section", "annex", "body")
        or any(pattern.search(text) for pattern in _STATED.values())
    )


def _texts_above(tables: Sequence[PlannedTable]) -> Iterator[str]:
    for table in tables:
        for *_, text in table.header.above:
            yield "".join(text.split())


def _issuer(tables: Sequence[PlannedTable], title: str) -> str:
    bare = _LIST.sub("", title)
    for text in (notice_above(tables).title, bare):
        if (found := _ISSUER.match(text)) and not _NO_ISSUER.search(found[1]):
            return found[1]
    named = (department_name(text) for table in tables for *_, text in table.header.above)
    return next((name for name in named if name), "")


def bodies(tables: Sequence[PlannedTable]) -> list[str]:
    """Whose lists the tables are, by their titles; by the names of the sheets where no title tells."""
    titled = (_issuer([table], section_name(title_above([table]))) for table in tables)
    named = (table.grid.name for table in tables if _SHEET_OF_BODY.search(table.grid.name))
    found = dict.fromkeys(each for each in titled if each) or dict.fromkeys(named)
    return list(found)


def _kinds(tables: Sequence[PlannedTable], title: str) -> list[str]:
    """The kinds that suit best, by what the title says and how many headings they know; a tie leaves several."""
    headings = {each.text for table in tables for each in table.header.headings if each.text}
    ranks: dict[str, tuple[int, bool, int, int, int]] = {}
    of_department = any(department_name(text) for table in tables for *_, text in table.header.above)
    of_street = _OF_STREET.search(_issuer(tables, title)) is not None
    for kind in importable():
        known = column_targets(kind)
        matched = [word for word in headings if word in known]
        if not any(target.path == NAME for word in matched for target in known[word]):
            continue
        said = _said(kind, title)
        needed = kinds.item_schema(kinds.schema(kind))["required"]
        have = {target.path[0] for word in matched for target in known[word]}
        needed = {*needed} - {"id", "name"}
        unmet = len(needed - have)
        own = traits(kind).declared
        others = own.per_body if of_department else not (own.per_body or own.claimable)
        # Whose list it is tells lists of powers apart, and none of them from a list of another sort.
        fits = (of_department or of_street) and (own.policy != "powers" or others)
        titles = sum(1 for word in matched if any(target.titled for target in known[word]))
        ranks[kind] = (said, fits, len(matched), -unmet, titles)
    best = max(ranks.values(), default=None)
    found = [kind for kind in ranks if ranks[kind] == best]
    # Those last whose items somebody has to have handed down.
    return sorted(found, key=lambda kind: (traits(kind).declared.claimable, kind))


def _said(kind: str, title: str) -> int:
    """How many characters of a title name a kind."""
    own = traits(kind)
    words = (word.split("…") for word in (own.title.zh, *own.declared.aka))
    return max((sum(map(len, parts)) for parts in words if _in_order(parts, title)), default=0)


def _in_order(parts: Sequence[str], title: str) -> bool:
    """Whether a title has these words one after the other, with anything between."""
    at = 0
    for part in parts:
        if (found := title.find(part, at)) < 0:
            return False
        at = found + len(part)
    return True


def strangers(tables: Sequence[PlannedTable], kind: str) -> dict[int, str]:
    """By place among the tables, the kind that the title of one names, where that is another; none where all do."""
    found: dict[int, str] = {}
    for index, table in enumerate(tables):
        title = "".join(text for *_, text in table.header.above) or table.grid.name
        if title and not _said(kind, title):
            ranked = {other: _said(other, title) for other in importable()}
            best = max(ranked, key=lambda other: ranked[other])
            if ranked[best]:
                found[index] = best
    return found if len(found) < len(tables) else {}


def column_fates(tables: Sequence[PlannedTable], kind: str) -> dict[str, str]:
    """For every heading, what becomes of its column; a heading that comes twice has #2 behind its second."""
    found: dict[str, str] = {}
    for table in tables:
        for key, _, goal in assigned(table, kind):
            found.setdefault(key, goal)
    return found


def assigned(table: PlannedTable, kind: str) -> list[tuple[str, Heading, str]]:
    """Each column of a table with the key that the map has for it and what is proposed to become of it."""
    known = column_targets(kind)
    headings = _completed(table, known)
    totals: dict[str, int] = {}
    for _, name in headings:
        totals[name] = totals.get(name, 0) + 1
    seen: dict[str, int] = {}
    taken: set[str] = set()
    plainest = _plainest([name for _, name in headings], known)
    names = _names(table, headings, known)
    result = []
    for each, name in headings:
        seen[name] = at = seen.get(name, 0) + 1
        key = name if at == 1 else f"{name}#{at}"
        goal = _goal(name, at, totals[name], known.get(name, ())) or _joined(name, known)
        if names and goal == ".".join(NAME):
            goal = {names.name: goal, names.part: ".".join(PARENT)}.get(each.column, EXTRA)
        elif (goal in taken or plainest.get(goal, name) != name) and goal not in (EXTRA, IGNORE):
            goal = EXTRA
        taken.add(goal)
        result.append((key, each, goal))
    return result


def _names(
    table: PlannedTable, headings: Sequence[tuple[Heading, str]], known: Mapping[str, Sequence[FieldTarget]]
) -> NameColumns | None:
    """Which of several columns names the items; None where no more than one could."""
    ranks = {word: rank for rank, word in enumerate(known)}
    found = {
        name: each
        for each, name in reversed(headings)
        if known.get(name) and all(target.path == NAME for target in known[name])
    }
    if len(found) < 2:
        return None
    plain = sorted((name for name in found if name.endswith(_NAMED)), key=lambda name: ranks[name])
    others = sorted(found.keys() - {*plain}, key=lambda name: found[name].column)
    divided = any(target.path == PARENT for _, name in headings for target in known.get(name, ()))
    number_at = table.header.column(counting())
    made = chosen(table.grid, table.header, [found[name] for name in (*plain, *others)], number_at)
    return made._replace(part=0) if divided else made


def _plainest(names: Sequence[str], known: Mapping[str, Sequence[FieldTarget]]) -> dict[str, str]:
    """By field, of the headings that stand for nothing else, the one by which it goes before others."""
    found: dict[str, str] = {}
    ranks = {word: rank for rank, word in enumerate(known)}
    for name in sorted(set(names) & known.keys(), key=lambda name: ranks[name]):
        if len(known[name]) == 1:
            found.setdefault(".".join(known[name][0].path), name)
    return found


def _completed(table: PlannedTable, known: Any) -> list[tuple[Heading, str]]:
    """The columns with their headings; the second half of a doubled heading may stand without one."""
    result: list[tuple[Heading, str]] = []
    last = ""
    for each in table.header.headings:
        name = each.text
        if not name:
            if not any(
                text
                for row in table.grid.rows
                if row > table.header.bottom
                for text in (table.grid.text(row, each.column),)
            ):
                continue
            doubled = last and len(known.get(last, ())) > 1 and all(other != last for _, other in result[:-1])
            name = last if doubled else f"第{each.column}列"
        result.append((each, name))
        last = name
    return result


def _goal(name: str, at: int, total: int, claims: Sequence[FieldTarget]) -> str:
    if of_person(name):
        return IGNORE
    if not claims:
        return ""
    if any(target.path == PARENT for target in claims):
        return ".".join(PARENT) if at == 1 else EXTRA
    if total > 1 and len(claims) > 1:
        return ".".join(claims[min(at, len(claims)) - 1].path)
    titled = [target for target in claims if target.titled]
    return ".".join((titled or claims)[0].path)


def _joined(name: str, known: Mapping[str, Sequence[FieldTarget]]) -> str:
    """The fields of a heading that is made of several known ones."""
    parts = [known.get(part, ()) for part in _JOINED.split(name)]
    return BOTH.join(".".join(each[0].path) for each in parts) if len(parts) > 1 and all(parts) else EXTRA


def labels_in_cell(kind: str, goal: str) -> dict[str, str]:
    """The labels in a cell that holds several fields, each with its field."""
    wanted = goal.split(BOTH)
    return {
        word: path
        for word, each in field_targets(kind).items()
        for path in (".".join(target.path) for target in each)
        if path in wanted
    }
