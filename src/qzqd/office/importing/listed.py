"""The items of a workbook as a whole list: its head, its ids, and what its fields cannot hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qzqd import kinds
from qzqd.kinds.traits import traits
from qzqd.law.documents import document_number
from qzqd.open.schema import item_validator

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qzqd.office.importing.build import Built
    from qzqd.office.importing.plan import Plan


def numbered_ids(count: int, prefix: str, taken: set[str]) -> Iterator[str]:
    """New ids that nothing in the list has or had."""
    at, width = 0, max(3, len(str(count)))
    while True:
        at += 1
        if (made := f"{prefix}-{at:0{width}d}") not in taken:
            yield made


def with_new_ids(old: list[str], new: list[str]) -> list[str]:
    """The old ids in their order, and what is new behind what it follows among the new."""
    known = set(old)
    behind: dict[str, list[str]] = {}
    previous = ""
    for key in new:
        if key in known:
            previous = key
        else:
            behind.setdefault(previous, []).append(key)
    order = behind.get("", [])
    for key in old:
        order += (key, *behind.get(key, ()))
    return order


def catalogue(plan: Plan, built: Built, imported: Mapping[str, str], ids: list[str]) -> dict[str, Any]:
    """The whole list as data."""
    items = []
    for index, (item, key) in enumerate(zip(built.items, ids, strict=True)):
        parent = {"parent": ids[built.parents[index]]} if index in built.parents else {}
        items.append({"id": key, **item, **parent})
    return {**header(plan, built), "imported": dict(imported), "items": items}


def header(plan: Plan, built: Built) -> dict[str, Any]:
    """What stands above the items."""
    number = {"number": document_number(plan.notice.number)} if plan.notice.number else {}
    head: dict[str, Any] = {
        "kind": plan.kind,
        "id": plan.id,
        "title": plan.title,
        "edition": plan.edition,
        "jurisdiction": {"code": plan.code, "name": plan.place},
        "issuer": plan.issuer,
        "source": {
            "title": plan.source or plan.notice.title or plan.title,
            **number,
            "provenance": plan.provenance,
        },
    }
    if (counts := _published(built)) and "published_count" in kinds.schema(plan.kind)["properties"]:
        head["published_count"] = counts
    return head


def _published(built: Built) -> dict[str, Any]:
    parts = built.by_category or built.by_type
    total = built.total
    if total is None and parts and not built.uncounted:
        total = sum(parts.values())
    if total is None:
        return {}
    counts: dict[str, Any] = {"total": total}
    if built.by_category:
        counts["by_category"] = built.by_category
    if built.by_type:
        counts["by_type"] = built.by_type
    return counts


def fit(data: dict[str, Any]) -> list[tuple[str, str]]:
    """Move what a field cannot hold, too long perhaps, to `extra`; item and field of each. Required fields stay."""
    validator = item_validator(data["kind"])
    needed = kinds.item_schema(kinds.schema(data["kind"]))["required"]
    moved: list[tuple[str, str]] = []
    for item in data["items"]:
        if validator.is_valid(item):
            continue
        for name in dict.fromkeys(
            str(error.instance_path[0]) for error in validator.iter_errors(item) if error.instance_path
        ):
            if name not in needed and name in item and name != "extra":
                extra = item.setdefault("extra", {})
                title = traits(data["kind"]).titled(name).zh
                extra[f"{title}（{name}）" if title in extra else title] = _flat(item.pop(name))
                moved.append((item["id"], name))
    return moved


def _flat(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(map(_flat, value))
    if isinstance(value, dict):
        return "；".join(f"{name}：{_flat(each)}" for name, each in value.items())
    return str(value)
