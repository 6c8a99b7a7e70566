"""Comparisons that the tests of the reports of changes share."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from qzqd.compare.change import Change, ChangeSide, ChangeType, Compared, Comparison, FieldChange
from qzqd.finding import Finding, Span
from qzqd.kinds import item_schema, schema
from qzqd.locale import Text

STREET = "shiyan/street-powers"
STREET_PATH = "catalogues/shiyan/street-powers.yaml"
ACCESS = "chengdu/community-access"
ACCESS_PATH = "catalogues/chengdu/community-access.yaml"
TAKEN = "shiyan/wudang-adoption"
TAKEN_PATH = "catalogues/shiyan/adoption.yaml"
HOSTILE = "toy/list"
HOSTILE_PATH = "catalogues/\x1b[2J\u202elmay.`@org`|<b>.yaml"

Item = dict[str, Any]

_FIRE = "中华人民共和国消防法"
_WASTE = "中华人民共和国固体废物污染环境防治法"
_CLEANING = "城市市容和环境卫生管理条例"


def item(key: str, name: str, **fields: Any) -> Item:
    """An item of a list of powers."""
    return {"id": key, "name": name, "power_type": "行政检查", "authority": "街道办事处", **fields}


def change(
    what: ChangeType,
    old: Item | list[Item] | None,
    new: Item | list[Item] | None,
    *names: str,
    catalogue: str = STREET,
    kind: str = "street-powers",
    **more: Any,
) -> Change:
    """What the comparison makes of the items of both sides; names: the fields that the change is about."""
    before, after = _items(old), _items(new)
    fields = tuple(
        FieldChange(name, _title(kind, name), before[0].get(name), after[0].get(name)) for name in names
    )
    key = (after or before)[0]["id"]
    return Change(
        what, catalogue, key, _side(before), _side(after), fields, before=before, after=after, **more
    )


def _items(side: Item | list[Item] | None) -> tuple[Item, ...]:
    return tuple(side) if isinstance(side, list) else (side,) if side else ()


def _side(items: tuple[Item, ...]) -> ChangeSide | None:
    return (
        ChangeSide(tuple(each["id"] for each in items), "、".join(each["name"] for each in items))
        if items
        else None
    )


def _title(kind: str, name: str) -> Text:
    field = item_schema(schema(kind))["properties"].get(name)
    return Text(field["title"], field["x-en"]["title"]) if field else Text(name, name)


def renumbered(numbers: range, **more: Any) -> list[Change]:
    """Items of which only the ids changed."""
    made = []
    for number in numbers:
        old = item(f"JD-{number:03}", f"第 {number} 项")
        made.append(change("edited", old, old | {"id": f"QZ-{number:03}"}, "id", by="name", **more))
    return made


def _street() -> Compared:
    """Every type of change, the suspected ones, a new header, another order, other ids."""
    lane = item("JD-012", "对占用消防车通道行为的制止")
    dust = item("JD-020", "对建筑工地扬尘的检查")
    basis = {"law": _FIRE, "level": "法律", "edition": "2019-04-23", "article": 52, "paragraph": 1}
    quoted: Item = {
        "law": _WASTE,
        "article": 49,
        "quote": "产生生活垃圾的单位、家庭和个人应当依法履行生活垃圾源头减量和分类投放义务，承担生活垃圾产生者责任。"
        "任何单位和个人都应当依法在指定的地点分类投放生活垃圾，在五日内改正；逾期不改正的，处500元以下的罚款。",
    }
    changes = [
        change("added", None, item("JD-075", "对高空抛物行为的劝阻"), severity="error", rules=("QZ810",)),
        change(
            "added",
            None,
            item(
                "JD-076",
                "对在人员密集场所的疏散通道、安全出口停放电动自行车或者为电动自行车充电行为的制止和报告",
            ),
            approval="十办发〔2025〕5号",
            severity="error",
            rules=("QZ813", "QZ822"),
        ),
        change(
            "cancelled", item("JD-009", "计划生育服务证明的出具"), None, severity="warning", rules=("QZ816",)
        ),
        change("withdrawn", item("JD-010", "报刊征订任务的分解"), None),
        change(
            "delegated",
            item("JD-041", "对店外经营的处罚", level=["县"]),
            item("JD-041", "对店外经营的处罚", level=["县", "镇（乡、街道）"], authority="街道办事处"),
            "level",
        ),
        change(
            "recalled",
            item("JD-042", "对违法建设的拆除", power_source="上级下放"),
            item("JD-042", "对违法建设的拆除"),
            "power_source",
        ),
        change(
            "merged",
            [item("JD-013", "对道路占用的检查"), item("JD-014", "对道路挖掘的检查")],
            item("JD-077", "对道路占用、挖掘的检查"),
            by="lineage",
        ),
        change(
            "merged",
            [item("JD-023", "孤儿救助的受理", office="党群办公室"), item("JD-024", "困境儿童救助的受理")],
            item("JD-023", "儿童救助的受理", office="公共服务办公室"),
            "name",
            "office",
            by="lineage",
        ),
        change(
            "split",
            item("JD-015", "对物业服务和业主大会活动的指导监督"),
            [item("JD-078", "对物业服务活动的监督"), item("JD-079", "对业主大会、业主委员会活动的指导")],
            by="lineage",
        ),
        change(
            "renamed",
            item("JD-003", "对生产经营单位安全生产状况的监督检查"),
            item("JD-003", "对生产经营主体安全生产状况监督检查"),
            "name",
            severity="error",
        ),
        change(
            "renamed",
            item(
                "JD-016",
                "对在城市人民政府规定的街道的临街建筑物的阳台和窗外堆放、吊挂有碍市容的物品行为的处罚",
            ),
            item(
                "JD-080",
                "对在城市人民政府规定的街道的临街建筑物的阳台、平台和窗外堆放、吊挂有碍市容物品行为的处罚",
            ),
            "id",
            "name",
            by="lineage",
        ),
        change(
            "basis",
            lane | {"basis": [basis, {"law": _CLEANING, "article": 14}, quoted]},
            lane
            | {
                "basis": [
                    basis | {"edition": "2021-04-29", "paragraph": 3},
                    quoted
                    | {"quote": quoted["quote"].replace("五日", "三个工作日").replace("500元", "1000元")},
                    {"law": "湖北省消防条例", "edition": "2023", "article": "32-1"},
                ]
            },
            "basis",
        ),
        change(
            "transferred",
            dust | {"authority": "市城市管理执法委员会", "office": "公共安全办公室"},
            dust | {"authority": "街道办事处", "office": "综合执法中心"},
            "authority",
            "office",
        ),
        change("moved", dust | {"category": "城市管理"}, dust | {"category": "生态环境"}, "category"),
        change(
            "edited",
            lane | {"note": "每年不少于2次。", "effective": "2024-01-01"},
            lane
            | {
                "note": "每年不少于4次，其中人员密集场所每季度不少于1次；检查情况应当在5个工作日内录入消防监督管理系统。",
                "codes": {"local": "4203020011001000", "basic": "000125004000"},
            },
            "note",
            "effective",
            "codes",
        ),
        *renumbered(range(50, 56)),
        *renumbered(range(60, 62), severity="error"),
        change(
            "renamed",
            item("JD-018", "对散发性宣传品的管理"),
            item("JD-081", "对散发小广告和宣传品行为的管理"),
            by="suspected",
            score=0.874,
            lineage="replaces: [JD-018]",
        ),
        change(
            "merged",
            [item("JD-021", "临时救助的受理"), item("JD-022", "临时救助的初审")],
            item("JD-082", "临时救助的受理和初审"),
            by="suspected",
            score=0.931,
            lineage="merged_from: [JD-021, JD-022]",
        ),
    ]
    header: Item = {
        "kind": "street-powers",
        "id": STREET,
        "title": "十堰市街道通用权责清单",
        "edition": "2024-05-01",
        "source": {"title": "关于公布街道通用权责清单的通知", "provenance": "stated"},
        "published_count": {"total": 74},
    }
    source = {
        "title": "关于调整街道通用权责清单的通知",
        "number": "十办发〔2025〕5号",
        "provenance": "compiled",
    }
    newer = header | {"edition": "2025-04-05", "source": source, "published_count": {"total": 76}}
    differing = tuple(
        FieldChange(name, Text(*titles), header[name], newer[name])
        for name, titles in {
            "edition": ("版本", "Edition"),
            "source": ("来源", "Source"),
            "published_count": ("公布数量", "Published count"),
        }.items()
    )
    return Compared(
        STREET,
        "street-powers",
        "catalogues/十堰/街道权责清单.yaml",
        STREET_PATH,
        header,
        newer,
        74,
        76,
        tuple(changes),
        differing,
        reordered=12,
    )


def _access() -> Compared:
    """Nothing but the order of an illustrative list."""
    header: Item = {
        "title": "成都市社区事项准入清单",
        "edition": "2020",
        "source": {"provenance": "illustrative", "illustrative_fields": ["funding"]},
    }
    return Compared(ACCESS, "community-access", ACCESS_PATH, ACCESS_PATH, header, header, 30, 30, reordered=3)


def _adoption() -> Compared:
    """What a street has taken over since."""
    header: Item = {
        "title": "武当路街道承接情况",
        "edition": "2025-06-01",
        "source": {"provenance": "official"},
    }
    pets = {"id": "WD-031", "name": "居民养犬情况的登记", "upstream": "JD-031", "status": "not-adopted"}
    approved = {"approval": {"body": "区委编办", "date": "2025-06-01"}}
    changes = (
        change("adopted", pets, pets | {"status": "adopted"}, "status", catalogue=TAKEN, kind="adoption"),
        change("edited", pets, pets | approved, "approval", catalogue=TAKEN, kind="adoption"),
    )
    return Compared(TAKEN, "adoption", TAKEN_PATH, TAKEN_PATH, header, header, 1, 1, changes)


def _hostile() -> Compared:
    """Escapes, markup, workflow commands, bidi controls and lone surrogates wherever text can stand."""
    bad = "值\n::error::\x1b[31m<b>@org/x</b> #12 \u202egnp.`a`|[点这里](https://example.org)\ud800 ##[add-mask]x"
    old, new = item("X|`@org`", f"甲{bad}"), item("::X\u200b", f"乙{bad}")
    odd = {"law": bad, "article": "第五条", "quote": bad}
    fields = (
        FieldChange("id", Text("编号", "Id"), old["id"], new["id"]),
        FieldChange("name", Text("事项名称", "Name"), old["name"], new["name"]),
        FieldChange("basis", Text("实施依据", "Legal basis"), [odd, "x"], [odd | {"article": 10**6}, 5]),
        FieldChange("<b>\x1b[1m", Text("<b>\x1b[1m", "<b>\x1b[1m"), True, {"a": [bad, {"b": None}], bad: {}}),
        FieldChange("office", Text("承办机构", "Office"), [], ""),
    )
    renamed = replace(change("renamed", old, new, by="lineage"), catalogue=bad, fields=fields, approval=bad)
    suspected = replace(renamed, by="suspected", score=0.5, lineage=f"replaces: [{bad}]", approval=None)
    header: Item = {"title": bad, "edition": bad, "source": {"provenance": bad, "illustrative_fields": [bad]}}
    titled = FieldChange("title", Text("清单名称", "Title"), None, bad)
    return Compared(
        f"{HOSTILE}{bad}", "no-such-kind", "", HOSTILE_PATH, {}, header, 0, 1, (renamed, suspected), (titled,)
    )


def rich() -> Comparison:
    """Every type of change, suspected ones, verdicts, findings, another order, hostile text."""
    findings = [
        Finding(
            "QZ810",
            "error",
            STREET_PATH,
            Span(612, 11, 612, 21),
            Text("新增没有批准：对高空抛物行为的劝阻", "added without approval: 对高空抛物行为的劝阻"),
            Text(
                "批准后，把下面这一行加到 approvals/ 里该文件的 entries 下：",
                "once it is approved, add this line below `entries` of the file in approvals/:",
            ),
            catalogue=STREET,
            item="JD-075",
            excerpt="    name: 对高空抛物行为的劝阻",
            value="added",
            paste='- {rule: QZ810, item: JD-075, change: added, hash: "4f9c5e0f6c3b0e0d"}',
        ),
        Finding(
            "QZ811",
            "warning",
            "approvals/2025-05.yaml",
            Span(),
            Text("十办发〔2025〕6号没有用到", "十办发〔2025〕6号 is not used"),
        ),
    ]
    return Comparison("v2024", "main", [_access(), _street(), _adoption(), _hostile()], findings)


def plain() -> Comparison:
    """One list, without any change."""
    street = _street()
    same = replace(street, changes=(), header=(), reordered=0, old_header=street.new_header, new_items=74)
    return Comparison("main", "main", [same])
