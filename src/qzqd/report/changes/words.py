"""What several reports of changes say in the same words: the sum, the groups, the verdict, the sources."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from qzqd.compare.change import LABELS
from qzqd.kinds import text_at
from qzqd.locale import Text
from qzqd.open.summary import brief_of
from qzqd.report.paper.provenance import provenance_notes
from qzqd.report.paper.tally import tally
from qzqd.report.paper.words import SEVERITY
from qzqd.text import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qzqd.compare.change import Change, ChangeSide, Compared, Comparison, FieldChange
    from qzqd.outcome import ListBrief

SUSPECTED = Text("疑似", "suspected")
HEADER = Text("清单开头", "header")
NONE = Text("（无）", "(none)")
_NAMES = frozenset(("id", "name"))
_RENUMBERED = Text("编号变更", "renumbered")


class ReportEntry(NamedTuple):
    """What a report sets against its counterpart: a text, and the id before it, if it is an item. Not safe."""

    text: str
    id: str = ""


class ChangeGroup(NamedTuple):
    """Changes of one type, or the suspected ones."""

    title: Text
    changes: Sequence[Change]


def summary(comparison: Comparison) -> list[Text]:
    """The parts of the one line that says it all: counts of what occurs, items on both sides, findings."""
    renumbered = sum(map(is_renumbered, comparison.changes()))
    misused = sum(compared.reused for compared in comparison.catalogues)
    counts = {LABELS[kind]: count for kind, count in comparison.by_type().items()}
    if renumbered:
        counts[LABELS["edited"]] -= renumbered
        counts[_RENUMBERED] = renumbered
    counts[HEADER] = sum(len(compared.header) for compared in comparison.catalogues)
    counts[SUSPECTED] = sum(change.by == "suspected" for change in comparison.changes())
    parts = [Text(f"{label.zh} {count}", f"{label.en} {count}") for label, count in counts.items() if count]
    if comparison.unreadable:
        parts.append(Text("有清单没有比较", "not every list was compared"))
    if comparison.older:
        parts.append(Text("旧版有错，有错的部分没有比较", "faults of the older side were not compared"))
    parts = parts or [Text("没有调整", "no changes")]
    if misused:
        parts.insert(0, Text(f"{misused} 个编号改作他用", f"{misused} ids now stand for something else"))
    items = f"{comparison.old_items} → {comparison.new_items}"
    parts.append(Text(f"共 {items}", f"items {items}"))
    if registers := comparison.registers():
        old, new = (
            sum(sides)
            for sides in zip(*((each.old_items, each.new_items) for each in registers), strict=True)
        )
        parts.append(Text(f"登记簿 {old} → {new}", f"registers {old} → {new}"))
    if pending := sum(compared.pending for compared in comparison.catalogues):
        parts.append(Text(f"另有 {pending} 项尚未生效", f"{pending} more not yet in force"))
    if announced := sum(compared.announced for compared in comparison.catalogues):
        parts.append(
            Text(f"其中 {announced} 项到期才取消，目前有效", f"{announced} of them in force until cancelled")
        )
    if comparison.findings:
        parts.append(tally(comparison.findings))
    return parts


def groups(compared: Compared) -> Iterator[ChangeGroup]:
    """Changes by type in official order; neither what was only renumbered nor what is only suspected."""
    certain = [each for each in compared.changes if each.by != "suspected" and not is_renumbered(each)]
    for kind, label in LABELS.items():
        if changes := [change for change in certain if change.type == kind]:
            yield ChangeGroup(label, changes)


def suspected(compared: Compared) -> list[Change]:
    """What is probably the same item, the likeliest first."""
    found = [change for change in compared.changes if change.by == "suspected"]
    return sorted(found, key=lambda change: -(change.score or 0))


def is_renumbered(change: Change) -> bool:
    """An item whose id changed and nothing else."""
    fields = [differing.field for differing in change.fields]
    return change.by != "suspected" and change.type == "edited" and fields == ["id"]


def renumbered(compared: Compared) -> Iterator[tuple[Text, Sequence[str], Text | None]]:
    """How many items only have another id, each `old → new`, and their verdict; one entry for each verdict."""
    found: dict[Text | None, list[str]] = {}
    for change in filter(is_renumbered, compared.changes):
        pair = f"{change.fields[0].old} → {change.fields[0].new}"
        found.setdefault(policy_verdict(change), []).append(pair)
    for judged, pairs in found.items():
        count = len(pairs)
        yield Text(f"{_RENUMBERED.zh} {count} 项", f"{_RENUMBERED.en} {count}"), pairs, judged


def reordered(compared: Compared) -> Text:
    """How many items only changed their place."""
    count = compared.reordered
    return Text(f"另有 {count} 项只调整了次序", f"{count} more only changed their place")


def differs(compared: Compared) -> bool:
    """Whether there is anything to tell of the catalogue."""
    return bool(compared.changes or compared.header or compared.reordered)


def item(change: Change) -> ReportEntry:
    """The item of a change that leaves its name, or makes it come or go; with both ids if the change is about that."""
    old, new = change.old, change.new
    side = new or old
    renumbered = any(differing.field == "id" for differing in change.fields)
    ids = (*old.ids, *new.ids) if old and new and renumbered else (change.item,)
    return ReportEntry(side.name if side else "", " → ".join(ids))


def counterparts(change: Change) -> Iterator[tuple[ReportEntry | None, ReportEntry | None]]:
    """The items of both sides: together, where there is one of each, else first those before the change."""
    old, new = _items(change.old, change.before), _items(change.new, change.after)
    if len(old) == len(new):
        yield from zip(old, new, strict=True)
    else:
        yield from ((entry, None) for entry in old)
        yield from ((None, entry) for entry in new)


def _items(side: ChangeSide | None, known: Sequence[dict[str, Any]]) -> list[ReportEntry]:
    if side is None:
        return []
    if len(known) != len(side.ids):
        return [ReportEntry(side.name, "、".join(side.ids))]
    return [ReportEntry(str(item.get("name", "")), key) for key, item in zip(side.ids, known, strict=True)]


def sign(change: Change) -> Literal["+", "-", "~"]:
    """Whether the item is new, gone, or still there."""
    return "+" if change.old is None else "-" if change.new is None else "~"


def renames(change: Change) -> bool:
    """Whether both sides have to be named: what was merged, split or suspected, or has another name."""
    named = any(differing.field == "name" for differing in change.fields)
    return named or change.regroups or change.by == "suspected"


def details(change: Change) -> list[FieldChange]:
    """The fields that naming both sides does not tell of."""
    return [differing for differing in change.fields if differing.field not in _NAMES]


def origin(change: Change, compared: Compared) -> Text | None:
    """Where the item stands in the workbook that the newer edition was imported from; None where that is not known."""
    cell = compared.origin(change)
    return Text(f"原表 {cell}", f"from {cell}") if cell else None


def policy_verdict(change: Change) -> Text | None:
    """What the policy says; None where it says nothing. The findings tell what is amiss."""
    parts = []
    if change.approval:
        parts.append(Text(f"已批准：{change.approval}", f"approved: {change.approval}"))
    if change.severity in ("error", "warning"):
        severity = SEVERITY[change.severity]
        zh, en = f"{severity.zh} {'、'.join(change.rules)}", f"{severity.en} {', '.join(change.rules)}"
        parts.append(Text(f"未通过（{zh.rstrip()}）", f"not cleared ({en.rstrip()})"))
    return Text("，但", ", but ").join(parts) if parts else None


def list_heading(compared: Compared) -> Text:
    """Title, id and editions."""
    old, new = (text_at(header, "edition") or "" for header in (compared.old_header, compared.new_header))
    zh, en = f"{compared.title}（{compared.id}）", f"{compared.title} ({compared.id})"
    if not compared.old_path:
        return Text(f"{zh}  {new}（新增的清单）", f"{en}  {new} (new list)")
    if not compared.new_path:
        return Text(f"{zh}  {old}（删除的清单）", f"{en}  {old} (list removed)")
    editions = old if old == new else f"{old} → {new}"
    return Text(f"{zh}  {editions}", f"{en}  {editions}")


def paths(compared: Compared) -> str:
    """The file, or where it was and where it is."""
    return " → ".join(dict.fromkeys(filter(None, (compared.old_path, compared.new_path))))


def advice(change: Change) -> Text:
    """What to do about a suspected change; its lineage line follows."""
    label, score = LABELS[change.type], f"{change.score or 0:.2f}"
    kept = change.old.ids if change.old and change.type == "split" else ()
    ids = listed([key for key in (change.new.ids if change.new else (change.item,)) if key not in kept])
    if change.lineage.startswith("id:"):
        return Text(
            f"疑似{label.zh}，相似度 {score}；如果属实，{ids.zh} 沿用原编号：",
            f"perhaps {label.en}, similarity {score}; if so, {ids.en} keeps its former id:",
        )
    return Text(
        f"疑似{label.zh}，相似度 {score}；如果属实，在 {ids.zh} 中加上：",
        f"perhaps {label.en}, similarity {score}; if so, add to {ids.en}:",
    )


def sources(comparison: Comparison) -> list[Text]:
    """Where the lists come from of which the report has anything to tell. Safe."""
    found = {finding.catalogue for finding in comparison.findings}
    compared_lists = [each for each in comparison.catalogues if differs(each) or each.id in found]
    return provenance_notes(checked(replace(comparison, catalogues=compared_lists)))


def checked(comparison: Comparison) -> list[ListBrief]:
    """The lists that were read, newer editions first; the older one only where it comes from elsewhere."""
    found: list[ListBrief] = []
    for compared in comparison.catalogues:
        new = _checked(compared, compared.new_path, compared.new_header, compared.new_items)
        old = _checked(compared, compared.old_path, compared.old_header, compared.old_items)
        if not compared.new_header:
            found.append(old)
        elif not compared.old_header or _origin(old) == _origin(new):
            found.append(new)
        else:
            found += (new, old)
    return found


def _origin(made: ListBrief) -> tuple[str, tuple[str, ...]]:
    return made.provenance, made.illustrative_fields


def _checked(compared: Compared, path: str, header: dict[str, Any], items: int) -> ListBrief:
    return replace(brief_of(header, (), path), kind=compared.kind, id=compared.id, items=items)
