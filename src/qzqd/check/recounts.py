"""Whether what a claim says is counted can be counted at all: a slip would count nothing and call that 0."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from qzqd.kinds import item_schema, schema
from qzqd.locale import Text
from qzqd.text import suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from qzqd.finding import DataPath


class RecountFault(NamedTuple):
    """path: within the recount. guess: what was probably meant, None where nothing is near enough."""

    path: DataPath
    message: Text
    value: str
    guess: str | None


def recount_faults(
    recount: Mapping[str, Any], kind: str, *, extended: bool = False
) -> Iterator[RecountFault]:
    """Fields that items of the kind do not have, and values that those fields cannot have.

    extended: judge also fields to whose values the settings may add.
    """
    fields: dict[str, Any] = item_schema(schema(kind))["properties"]
    for field, value in recount.get("where", {}).items():
        if field not in fields:
            yield _unknown(("where", field), field, fields)
        elif extended or "x-extensible" not in fields[field]:
            yield from _impossible(field, value, fields[field])
    for name in ("distinct", "sum"):
        if name in recount and recount[name] not in fields:
            yield _unknown((name,), recount[name], fields)
    for number, field in enumerate(recount.get("having", ())):
        if field not in fields:
            yield _unknown(("having", number), field, fields)
    if (field := recount.get("sum", "")) in fields and not _numeric(fields[field]):
        message = Text(f"{field} 不是数字，不能相加", f"{field} is no number and cannot be added up")
        yield RecountFault(("sum",), message, field, None)
    if "within" in recount and "adoption" not in recount and "code" not in fields:
        message = Text(
            "这种清单的事项没有代码，不能用 within", "items of this list have no code for `within`"
        )
        yield RecountFault(("within",), message, recount["within"], None)


def _numeric(node: Mapping[str, Any]) -> bool:
    return node.get("type") in ("integer", "number")


def _unknown(path: DataPath, field: str, fields: Iterable[str]) -> RecountFault:
    message = Text(f"这种清单的事项没有字段 {field}", f"items of this list have no field {field}")
    return RecountFault(path, message, field, suggest(field, fields))


def _impossible(field: str, value: str, node: dict[str, Any]) -> Iterator[RecountFault]:
    allowed = node.get("enum") or node.get("items", {}).get("enum")
    if allowed and value not in allowed:
        message = Text(f"{field}（{node['title']}）没有“{value}”这个值", f"{value} is no value of {field}")
        yield RecountFault(("where", field), message, value, suggest(value, allowed))
