"""The columns of a table to edit: every field that can be filled in, by its path, as the schema of the kind has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qzqd import kinds
from qzqd.kinds import title_of
from qzqd.kinds.forms import glossed
from qzqd.locale import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from qzqd.finding import FieldPath
    from qzqd.kinds import SchemaNode

    ListRecord = Mapping[str, Any]

ID: FieldPath = ("id",)
JOINT = "."
"""Between the titles of a field and of what is inside it, as in 批准.文号."""
LOCKED = frozenset({ID, ("kind",), ("origin",), ("imported", "file"), ("imported", "digest")})
"""What nobody changes in a spreadsheet: identity, and what `import` writes."""

_REQUIRED = Text("必填。", "Required.")
_ALLOWED = Text("可以写：", "One of: ")
_EXAMPLE = Text("例：", "For example: ")
_NEW_ID = Text("新增的行留空，导入时自动编号。", "Leave it blank in a new row: the import numbers it.")


@dataclass(frozen=True, slots=True)
class EditedColumn:
    """later: seldom filled in a first list, so that it may stand last. about: what a person has to know of it."""

    path: FieldPath
    title: Text
    node: Mapping[str, Any]
    later: bool
    about: Text

    @property
    def locked(self) -> bool:
        """Whether it is shown and never edited."""
        return self.path in LOCKED

    def of(self, record: ListRecord) -> Any:
        """Its value in an item or a header; None where there is none."""
        return kinds.value_at(record, self.path)


def of_items(schema: SchemaNode, items: Iterable[ListRecord]) -> list[EditedColumn]:
    """One a field; of a mapping with free keys, one for every key that occurs."""
    found = [*_columns(schema, kinds.item_schema(dict(schema)), (), (), list(items))]
    return _told_apart(found)


def of_header(schema: SchemaNode) -> list[EditedColumn]:
    """The fields above the items; a mapping with free keys is one cell."""
    body = {
        **schema,
        "properties": {name: node for name, node in schema["properties"].items() if name != "items"},
    }
    return _told_apart([*_columns(schema, body, (), (), None)])


def mappings(schema: SchemaNode) -> dict[str, FieldPath]:
    """What a heading begins with that stands for one entry of a mapping, and the path of that mapping."""
    found: dict[str, FieldPath] = {}

    def walk(node: Mapping[str, Any], path: FieldPath, titles: tuple[Text, ...]) -> None:
        for name, prop in node["properties"].items():
            inner = _resolved(schema, prop)
            here, above = (*path, name), (*titles, title_of(inner))
            if "properties" in inner:
                walk(inner, here, above)
            elif "additionalProperties" in inner:
                for title in _joined(above):
                    found[title + JOINT] = here

    walk(kinds.item_schema(dict(schema)), (), ())
    return found


def _columns(
    schema: SchemaNode,
    node: Mapping[str, Any],
    path: FieldPath,
    titles: tuple[Text, ...],
    records: list[ListRecord] | None,
) -> Iterator[EditedColumn]:
    required = node.get("required", ())
    for name, prop in node["properties"].items():
        inner = _resolved(schema, prop)
        here, above = (*path, name), (*titles, title_of(inner))
        if "properties" in inner:
            yield from _columns(schema, inner, here, above, records)
        elif "additionalProperties" in inner and records is not None:
            holder = EditedColumn(here, above[-1], inner, True, above[-1])
            keys = dict.fromkeys(key for record in records for key in holder.of(record) or ())
            for key in keys:
                heading = Text(*_joined((*above, Text(key, key))))
                entry = {"description": inner["description"], **inner["additionalProperties"]}
                yield EditedColumn((*here, key), heading, entry, False, _about(inner, entry, needed=False))
        else:
            about = _about(inner, inner, needed=name in required and not path)
            if here == ID:
                about = Text(f"{about.zh}\n{_NEW_ID.zh}", f"{about.en}\n{_NEW_ID.en}")
            yield EditedColumn(here, Text(*_joined(above)), inner, "x-later" in inner, about)


def _resolved(schema: SchemaNode, prop: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**schema["$defs"][kinds.named(dict(prop))], **prop} if "$ref" in prop else prop


def _joined(titles: Iterable[Text]) -> tuple[str, str]:
    parts = list(titles)
    return JOINT.join(each.zh for each in parts), JOINT.join(each.en for each in parts)


def _told_apart(found: list[EditedColumn]) -> list[EditedColumn]:
    """Titles that several columns have get the key of the field as well."""
    taken: set[str] = set()
    result: list[EditedColumn] = []
    for column in found:
        title = column.title
        if title.zh in taken or title.en in taken:
            key = JOINT.join(column.path)
            title = Text(f"{title.zh}（{key}）", f"{title.en} ({key})")
        taken.update(title)
        result.append(EditedColumn(column.path, title, column.node, column.later, column.about))
    return result


def _about(described: Mapping[str, Any], node: Mapping[str, Any], needed: bool) -> Text:
    """What a field is, what may be written there, an example."""
    zh, en = [described["description"]], [described.get("x-en", described)["description"]]
    inner = node.get("items", node)
    if "enum" in inner:
        zh.append(_ALLOWED.zh + "、".join(options(node)))
        en.append(_ALLOWED.en + ", ".join(glossed(each, described["description"]) for each in inner["enum"]))
    elif described.get("examples") and isinstance(example := described["examples"][0], str | int | float):
        zh.append(f"{_EXAMPLE.zh}{example}")
        en.append(f"{_EXAMPLE.en}{example}")
    if needed:
        zh.append(_REQUIRED.zh)
        en.append(_REQUIRED.en)
    return Text("\n".join(zh), "\n".join(en))


def options(node: Mapping[str, Any]) -> list[str]:
    """The values that may be chosen, as people write them."""
    from qzqd.kinds.forms import meaning

    inner = node.get("items", node)
    described = node.get("description", "")
    return [meaning(option, described) or option for option in inner.get("enum", ())]
