"""The map: a small file that holds what was decided about a workbook, to be completed, kept and used again."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any

from qzqd import kinds
from qzqd.locale import Text
from qzqd.office.importing.columns import field_targets
from qzqd.office.importing.plan import BOTH, EXTRA, IGNORE, Plan
from qzqd.office.importing.standing import HOLDS
from qzqd.open.remedies import fits as is_value
from qzqd.read.problem import Problem, Refused
from qzqd.text import fits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

VERSION = 1
_CANCELLED = "cancelled"
_SETTINGS: Mapping[str, tuple[Text, Text]] = {
    "kind": (Text("清单类型", "kind of list"), Text("，见 qzqd kinds", ", see qzqd kinds")),
    "id": (Text("清单编号", "id of the list"), Text("，一般为 地方/类型", ", usually place/kind")),
    "title": (Text("清单名称", "title"), Text("", "")),
    "edition": (Text("版本", "edition"), Text("：年份或日期", ": a year or a date")),
    "code": (Text("行政区划代码", "division code"), Text("：6、9 或 12 位", ": 6, 9 or 12 digits")),
    "place": (Text("行政区划名称", "name of the division"), Text("", "")),
    "issuer": (Text("发布机关", "issuer"), Text("", "")),
    "prefix": (
        Text("事项编号的开头", "what the ids of items begin with"),
        Text("：字母和数字", ": letters and digits"),
    ),
    _CANCELLED: (
        Text(
            "标明取消而没有写日期的事项，取消日期",
            "the day for items that are said to be cancelled and not when",
        ),
        Text(
            '：没有这样的事项不用写；都仍然有效的写 "no"',
            ': leave it empty where there are none; "no" where all hold',
        ),
    ),
}
"""What each setting is called, and how it is filled in."""


def called(settings: Sequence[str]) -> Text:
    """Settings as they are told: what each means, and its name in the map."""
    names = [(_SETTINGS[setting][0], setting) for setting in settings]
    return Text(
        "、".join(f"{name.zh}（{setting}）" for name, setting in names),
        ", ".join(f"{name.en} ({setting})" for name, setting in names),
    )


def written(plan: Plan, name: str) -> str:
    """The map of a plan as TOML. What is still open stands empty and is marked."""
    lines = [
        f"# qzqd import --map：{name} 的对照文件，可以改，可以再用 / the map of this workbook: edit it, use it again",
        f"version = {VERSION}",
        "",
    ]
    for setting, (title, hint) in _SETTINGS.items():
        value = getattr(plan, setting)
        open_ = "" if value or setting == _CANCELLED else "  # ← 请填写 / fill in"
        lines += [f"# {title.zh}{hint.zh} / {title.en}{hint.en}", f"{setting} = {_text(value)}{open_}"]
    if plan.rivals:
        lines.append(f"# 也可能是 / it may also be: {', '.join(plan.rivals)}")
    lines += [
        "",
        "# 表头 = 字段；extra 原样保留，ignore 不导入 / heading = field; extra: kept as it is, ignore: left out",
        "[columns]",
        *(f"{_text(heading)} = {_text(goal)}" for heading, goal in plan.columns.items()),
    ]
    return "\n".join(lines) + "\n"


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def apply(data: bytes, plan: Plan) -> Plan:
    """The plan with everything that a map says. Raises Refused for one that cannot be used."""
    try:
        said = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _unusable(Text(f"对照文件读不出来：{error}", f"the map cannot be read: {error}")) from None
    except RecursionError:
        raise _unusable(Text("对照文件嵌套太深", "the map is nested too deeply")) from None
    except ValueError:  # Python reads no number of more than 4,300 digits
        raise _unusable(
            Text("对照文件里有位数太多的数字", "the map has a number of too many digits")
        ) from None
    if said.get("version") != VERSION:
        raise _unusable(
            Text(f"对照文件的 version 应为 {VERSION}", f"the version of the map has to be {VERSION}")
        )
    for name in said:
        if name not in ("version", "columns") and name not in _SETTINGS:
            raise _unusable(Text(f"对照文件没有这一项：{name}", f"no such setting in a map: {name}"))
    _settle(said, plan)
    if plan.kind and plan.kind not in kinds.names():
        raise _unusable(Text(f"没有清单类型 {plan.kind}", f"no such kind: {plan.kind}"))
    if plan.kind:
        _check_ids(plan)
    _check_day(plan)
    plan.rivals = () if said.get("kind") else plan.rivals
    plan.columns.update(_columns(said.get("columns", {}), plan))
    return plan


def _settle(said: dict[str, Any], plan: Plan) -> None:
    """Take over what a map says of the list. Raises Refused."""
    if said.get("kind") != plan.kind and said.get("kind"):
        plan.columns = {}  # what was proposed is for another kind
    for name in _SETTINGS:
        value = said.get(name, "")
        if not isinstance(value, str):
            raise _unusable(Text(f"对照文件的 {name} 应为带引号的文字", f"{name} has to be a text in quotes"))
        if value:
            setattr(plan, name, value)


def _check_day(plan: Plan) -> None:
    """Raises Refused where no day tells when items were cancelled."""
    if plan.cancelled not in ("", HOLDS) and not is_value(
        plan.cancelled, {"type": "string", "format": "date"}
    ):
        raise _unusable(
            Text(
                '对照文件的 cancelled 应为日期，如 "2024-05-01"，或者 "no"',
                'cancelled of the map has to be a day, as "2024-05-01", or "no"',
            )
        )


def _check_ids(plan: Plan) -> None:
    """Raises Refused for an id that no list may have: files are called after it."""
    schema = kinds.schema(plan.kind)
    for name, given, node in (
        ("id", plan.id, schema),
        ("prefix", plan.prefix and f"{plan.prefix}-001", kinds.item_schema(schema)),
    ):
        if given and not fits(node["properties"]["id"]["pattern"], given):
            told = called([name])
            value = getattr(plan, name)
            raise _unusable(
                Text(f"对照文件的{told.zh}不能写成 {value}", f"{told.en} of the map cannot be {value}")
            )


def _columns(said: Any, plan: Plan) -> dict[str, str]:
    fields = {
        ".".join(t.path) for each in (field_targets(plan.kind).values() if plan.kind else ()) for t in each
    }
    if not isinstance(said, dict):
        raise _unusable(Text("columns 应为 [columns] 一节", "columns has to be a table"))
    for heading, goal in said.items():
        if goal not in (EXTRA, IGNORE) and not (isinstance(goal, str) and set(goal.split(BOTH)) <= fields):
            raise _unusable(
                Text(
                    f"“{heading}”对应的字段 {goal} 不存在；可用 extra、ignore 或 qzqd kinds {plan.kind} 里的字段",
                    f"“{heading}” is mapped to {goal}, which is not a field; use extra, ignore, or one of qzqd kinds {plan.kind}",
                )
            )
    return dict(said)


def _unusable(message: Text) -> Refused:
    return Refused("QZ002", Problem(message))
