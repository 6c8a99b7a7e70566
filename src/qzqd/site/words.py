"""What the pages say of themselves, in both languages."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

from qzqd.locale import Text

if TYPE_CHECKING:
    from qzqd.office import OfficeMissing
    from qzqd.open.catalogue import State

SITE = Text("权责清单", "Power-and-responsibility lists")

LABELS = SimpleNamespace(
    search=Text("查找", "Search"),
    hint=Text("名称、编号、编码、机构、法规、类别", "name, id, code, office, law, category"),
    more=Text("显示更多", "Show more"),
    recent=Text("最近调整", "Latest changes"),
    download=Text("下载：", "Download: "),
    items=Text("事项", "Items"),
    no_category=Text("（无类别）", "(no category)"),
    counted=(Text("（", " ("), Text(" 项）", ")")),
    no_script=Text(
        "本页要用脚本显示；不用脚本，请看清单页或下载清单。",
        "This page needs its script; without it, see the page of the list, or download the list.",
    ),
    address=Text("固定地址：", "Permanent address: "),
    provenance=Text("来源：", "Provenance: "),
    narrow=Text("筛选", "Narrow down"),
    filter=Text("筛选", "Filter"),
    all=Text("全部", "All"),
    reset=Text("重置", "Reset"),
)
"""For the templates."""

SCRIPT = {
    "site": SITE,
    "found": Text(
        "找到 {count} 个事项，按向下键选择", "{count} items found; the down arrow goes through them"
    ),
    "nothing": Text("没有找到", "Nothing found"),
    "unloaded": Text(
        "数据没有读到：请保留整个文件夹", "The data could not be read: keep the folder in one piece"
    ),
    "ended": Text("已取消", "cancelled"),
    "pending": Text("尚未生效", "not yet in force"),
    "unasked": Text("请用上面的查找框找事项", "Find an item with the box above"),
    "unknown": Text("没有这个事项：{id}", "There is no such item: {id}"),
    "beside": Text("同一条还支撑 {count} 个事项", "{count} more rest on the same article"),
    "rest": Text("全部", "All of them"),
    "shown": Text("显示 {shown} 项，共 {all} 项", "{shown} of {all} shown"),
}
"""For the script, which has no words of its own."""

UNCOMPARED = Text(
    "调整对照表不完整：有清单没有读到或没有比较",
    "The adjustment table is incomplete: some lists could not be read or compared",
)
HOME = Text("首页", "Home")
ITEM = Text("事项", "Item")
LAWS = Text("法规", "Laws")
UNITS = Text("单位", "Units")
DEPARTMENTS = Text("部门", "Departments")
COVERAGE = Text("承接情况", "Coverage")
CLAIMS = Text("公布数据", "Published figures")
CHANGES = Text("调整对照表", "Adjustment table")

KIND = Text("清单类型", "Kind")
LIST = Text("清单", "List")
EDITION = Text("版本", "Edition")
COUNT = Text("事项数", "Items")
PROVENANCE = Text("来源性质", "Provenance")
STATES: dict[State, Text] = {
    "in force": Text("", ""),
    "pending": Text("（尚未生效）", " (not yet in force)"),
    "cancelled": Text("（已取消）", " (cancelled)"),
}
"""What stands beside the name of an item."""
ID = Text("编号", "Id")
NAME = Text("名称", "Name")
DATE = Text("日期", "Date")
CHANGED = Text("调整", "Change")
COMMIT = Text("提交", "Commit")
STATE = Text("状态", "State")
REASON = Text("理由", "Reason")
PLACE = Text("地区", "Place")
LEADS = Text("主责", "leads")
ASSISTS = Text("配合", "assists")
ASKED = Text("要求做什么", "What is asked")
WITH = Text("{title}（{beside}）", "{title} ({beside})")
UNSTATED = Text("没有写明", "not stated")
CODE = Text("代码", "Code")
OFFICES = Text("内设机构", "Offices")
WITHIN = Text("上级", "Within")
EARLIER = Text("其他版本", "Other editions")
CARRIED_HERE = Text("承接情况", "Coverage")
LEVEL = Text("效力级别", "Level")
IN_FORCE = Text("现行版本", "Edition in force")
REPEALED = Text("废止", "Repealed")
RESTING = Text("依据本法规的事项", "Items that rest on it")
ARTICLE = Text("条", "Article")
WHOLE = Text("未写明条", "no article named")
UNREGISTERED = Text("登记簿里没有这部法规", "This law is not in the register")
REGISTERED = Text("登记簿", "Register")
REPORTED = Text("填报来源：", "Reported: ")
NO_GAPS = Text("没有缺口", "No gaps")
OWN_LISTS = Text("本地清单", "Lists of the place")
FIGURE = Text("数据", "Figure")
STATED = Text("公布", "Published")
RECOMPUTED = Text("重算", "Worked out")
VERDICT = Text("结论", "Verdict")
HOW = Text("依据", "From")


def unread(paths: list[str]) -> Text:
    """That files are missing from the site."""
    named = "、".join(paths[:5])
    more = len(paths) - 5
    return Text(
        f"有 {len(paths)} 个文件没有读到，本站不完整：{named}{' 等' if more > 0 else ''}",
        f"{len(paths)} files could not be read, so this site is incomplete: {named}{' and more' if more > 0 else ''}",
    )


def without_workbooks(missing: OfficeMissing) -> Text:
    """That lists cannot be had in Excel, and why."""
    why, help = missing.message, missing.help
    return Text(f"没有 Excel 下载：{why.zh}；{help.zh}", f"no downloads in Excel: {why.en}; {help.en}")


def summary(places: int, lists: int, items: int, main: int) -> Text:
    """What the front page begins with. main: how many items are neither sub-items nor out of force."""
    shown = Text(
        f"{places} 个地区，{lists} 份清单，{items} 个事项", f"{places} places, {lists} lists, {items} items"
    )
    if items == main:
        return shown
    return Text(
        f"{shown.zh}（现行主项 {main}，其余是子项和不在施行的）",
        f"{shown.en} ({main} main items in force; the others are sub-items or not in force)",
    )
