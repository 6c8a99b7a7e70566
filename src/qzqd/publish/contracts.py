"""What `qzqd log`, `impact` and `export` promise to programs: the schemas of their JSON."""

from __future__ import annotations

import json
from typing import Any

from qzqd import resources
from qzqd.compare.history.event import HAPPENINGS
from qzqd.kinds import DIALECT

ContractNode = dict[str, Any]

_TEXT: ContractNode = {"type": "string"}
_COUNT: ContractNode = {"type": "integer", "minimum": 0}
_FLAG: ContractNode = {"type": "boolean"}
_DAY: ContractNode = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_HEAD: ContractNode = {
    "schema_version": {"const": 1},
    "tool": {
        "type": "object",
        "required": ["name", "version"],
        "additionalProperties": False,
        "properties": {"name": {"const": "qzqd"}, "version": {"type": "string", "minLength": 1}},
    },
}
_PROMISE = (
    "schema_version 只在不兼容的改动时加一。Text from files is shown with control and bidi characters as ‹U+202E›, a "
    "line break as ␊ and a tab as four spaces. schema_version changes only when readers would break."
)


def log_schema() -> ContractNode:
    """JSON Schema of `qzqd log -f json`."""
    commit = {
        "commit": {**_TEXT, "pattern": "^[0-9a-f]{40,64}$"},
        "date": _said(
            _or_null(_DAY), "作者提交的日期，读不出来时为空。The author's day; null where it cannot be read."
        ),
        "author": _TEXT,
        "subject": _said(_TEXT, "提交说明的第一行。The first line of its message."),
    }
    event = {
        "type": {"enum": [*HAPPENINGS]},
        "label": _said(_TEXT, "名称，按 --lang 的语言。Its name, in the language of --lang."),
        **commit,
        "document": _said(_or_null(_TEXT), "依据文件的文号。Number of the document that did it."),
        "catalogue": _said(_TEXT, "清单编号。Id of the list."),
        "path": _said(_TEXT, "从仓库根目录起。From the top of the repository."),
        "item": _said(_TEXT, "提交之后的编号。The id that the item has afterwards."),
        "left": _said(_or_null(_TEXT), "移走前的文件或者清单。The file or list that it moved away from."),
        "old": _said({"$ref": "#/$defs/side"}, "调整前。Before; null for what came, and for a move."),
        "new": _said({"$ref": "#/$defs/side"}, "调整后。After; null for what went, and for a move."),
        "fields": {"type": "array", "items": {"$ref": "#/$defs/field"}},
        "by": {"enum": ["id", "lineage", "name", None]},
    }
    life = {
        "catalogue": _TEXT,
        "kind": _TEXT,
        "title": _TEXT,
        "edition": _TEXT,
        "path": _TEXT,
        "name": _said(_TEXT, "最后的名称。What it was last called."),
        "events": _said(_list(event), "从早到晚。The oldest first."),
    }
    body = {
        "item": _said(_TEXT, "所问的编号。The id that was asked for."),
        "shallow": _said(_FLAG, "浅克隆，更早的历史不在这里。What came before was not cloned."),
        "lives": _said(_list(life), "每份清单里的沿革。One for each list that has or had the id."),
        "unread": _said(
            _list({**commit, "path": _TEXT, "reason": _TEXT}),
            "无法读取、没有比较的。States of a file that could not be read and were not compared.",
        ),
    }
    shared = json.loads((resources.schemas() / "contracts" / "diff.schema.json").read_bytes())["$defs"]
    return _document("qzqd log --format json", body, {name: shared[name] for name in ("side", "field")})


def impact_schema() -> ContractNode:
    """JSON Schema of `qzqd impact -f json`."""
    place = _or_null({"type": "integer", "minimum": 1})
    cited = {
        "citation": _said(_TEXT, "《…》（…）第…条的写法。As it is written."),
        "law": _TEXT,
        "edition": _said(_or_null(_TEXT), "年份、年月或者日期。A year, a month or a date."),
        "article": _said(
            {"type": ["integer", "string", "null"]}, "32、32-1，或者起止 32-35。32, 32-1, or a range 32-35."
        ),
        "paragraph": place,
        "subparagraph": place,
        "item": place,
    }
    ground = {
        **cited,
        "certain": _said(_FLAG, "所引不比所问的少。Whether it names no less than was asked for."),
        "newest": _said(
            _or_null(_FLAG), "是否登记簿里的最新版本。Whether the edition is the newest that is known."
        ),
    }
    listed = {
        "path": _TEXT,
        "kind": _TEXT,
        "id": _TEXT,
        "title": _TEXT,
        "edition": _TEXT,
        "provenance": _or_null(_TEXT),
        "items": _said(_COUNT, "涉及的事项数。How many of its items are listed here."),
    }
    resting = {
        "catalogue": _said(_TEXT, "清单编号。Id of the list."),
        "path": _TEXT,
        "id": _TEXT,
        "name": _TEXT,
        "certain": _said(_FLAG, "至少一条依据确定涉及。Whether one of its grounds is certain."),
        "basis": _list(ground),
    }
    law = {
        "title": _TEXT,
        "registered": _said(_FLAG, "登记簿里有没有。Whether the register has it."),
        "newest_edition": _or_null(_TEXT),
        "repealed": _or_null(_TEXT),
        "superseded_by": _or_null(_TEXT),
        "as_of": _said(_or_null(_TEXT), "登记簿截至。The date of the register."),
    }
    body = {
        "law": _object(law),
        "asked": _said(_list(cited), "所问的条款。What was asked for."),
        "catalogues": _said(_list(listed), "有事项涉及的清单。Lists with such items."),
        "items": _list(resting),
        "unread": _said(
            {"type": "array", "items": _TEXT},
            "无法读取的清单。Lists that could not be read, so not searched.",
        ),
        "summary": _object({"catalogues": _COUNT, "items": _COUNT, "uncertain": _COUNT}),
    }
    return _document("qzqd impact --format json", body, {})


def _document(title: str, body: ContractNode, shared: ContractNode) -> ContractNode:
    node = {"$schema": DIALECT, "title": title, "description": _PROMISE, **_object({**_HEAD, **body})}
    return {**node, "$defs": shared} if shared else node


def _object(properties: ContractNode) -> ContractNode:
    return {
        "type": "object",
        "required": [*properties],
        "additionalProperties": False,
        "properties": properties,
    }


def _list(properties: ContractNode) -> ContractNode:
    return {"type": "array", "items": _object(properties)}


def _or_null(node: ContractNode) -> ContractNode:
    return {**node, "type": [node["type"], "null"]}


def _said(node: ContractNode, description: str) -> ContractNode:
    return {"description": description, **node}


def export_schema() -> ContractNode:
    """JSON Schema of `qzqd export -f json`."""
    text: ContractNode = {**_TEXT, "minLength": 1}
    catalogue = {
        "type": "object",
        "description": "清单原样：每个字段见这种清单的格式定义。The list as it is stored; the schema of its kind says more.",
        "required": ["kind", "id", "title", "edition", "items"],
        "properties": {
            "kind": text,
            "id": text,
            "title": text,
            "edition": text,
            "items": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["id", "name"],
                    "properties": {"id": text, "name": text},
                },
            },
        },
    }
    body = {"catalogues": {"type": "array", "items": catalogue}}
    return _document("qzqd export --format json", body, {})
