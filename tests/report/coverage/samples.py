"""Answers of `coverage` that the tests of its reports share."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from qzqd.cover.coverage import (
    LABELS,
    Aspect,
    BaselineCoverage,
    Check,
    ClaimResult,
    Counts,
    Coverage,
    Fraction,
    Gate,
    ItemBrief,
    Ledger,
    ScoreRank,
    Trend,
    UnitCoverage,
)
from qzqd.finding import Finding, Span
from qzqd.locale import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qzqd.cover.coverage import Status

STREETS = {
    "420302001": "武当路街道",
    "420302002": "二堰街道",
    "420302003": "五堰街道",
    "420302004": "白浪开发区白浪街道",
    "420303001": "花果街道",
    "420303002": "红卫街道",
    "420303003": "车城路街道",
    "420303004": "汉江路街道",
    "420381001": "均州路街道",
    "420381002": "大坝路街道",
    "420381003": "丹赵路街道",
    "420381005": "三官殿街道",
}

_SUBJECTS = (
    "对占用道路堆放物料的检查",
    "安全生产监督管理职责的协助履行",
    "家庭暴力预防工作的组织",
    "对市容环境卫生责任区的监督检查",
)
_CATEGORIES = ("基层治理", "应急与安全", "社会救助与优抚", "物业与城市管理")
_OFFICES = ("公共管理办公室", "公共安全办公室", "公共服务办公室", "综合执法中心")
_DEPARTMENTS = ("区民政局", "区应急管理局", "", "区城市管理执法局")
POWERS = tuple(
    ItemBrief(
        f"JD-{number:03}",
        f"{_SUBJECTS[number % 4]}（{number}）",
        _CATEGORIES[number * 4 // 75],
        _OFFICES[number % 4],
        _DEPARTMENTS[number % 4],
    )
    for number in range(1, 75)
)
_MECHANISMS = tuple(
    ItemBrief(f"JZ-{number}", f"{name}机制")
    for number, name in enumerate(("统筹", "吹哨报到", "征求意见", "考核", "联席会议", "准入", "退出"), 1)
)


def unit(
    code: str,
    name: str,
    items: Sequence[ItemBrief] = POWERS,
    cells: Mapping[str, Status] | None = None,
    *,
    path: str | None = None,
    reasons: dict[str, str] | None = None,
    held: dict[str, tuple[str, str]] | None = None,
    provenance: str = "illustrative",
) -> UnitCoverage:
    """A unit whose counts follow from its cells."""
    found = Counter((cells or {}).values())
    counts = {status: found[status] for status in LABELS}
    counts["adopted"] += len(items) - len(cells or {})
    return UnitCoverage(
        code,
        name,
        Counts(len(items) - found["not_due"], **counts),
        dict(cells or {}),
        reasons or {},
        held or {},
        path=f"catalogues/shiyan/adoption/{code}.yaml" if path is None else path,
        edition="2025-04-05",
        provenance=provenance,
    )


def _powers() -> BaselineCoverage:
    ids = [item.id for item in POWERS]
    lacking: dict[str, dict[str, Status]] = {
        "420302004": dict.fromkeys((ids[7], ids[21], ids[60]), "outdated"),
        "420303003": dict.fromkeys(ids[2:7], "missing"),
        "420303004": dict.fromkeys(ids, "missing"),
        "420381001": dict.fromkeys(ids[30:32], "waived"),
        "420381005": {
            ids[2]: "missing",
            ids[4]: "missing",
            ids[8]: "partial",
            ids[9]: "not_adopted",
            ids[40]: "not_applicable",
            ids[41]: "not_applicable",
            ids[73]: "returned",
        },
    }
    reasons = {
        "420381001": dict.fromkeys(ids[30:32], "区里正在统一签订委托协议"),
        "420381005": {ids[8]: "只承接巡查", ids[9]: "没有执法人员", ids[40]: "辖区没有水库"},
    }
    units = [
        unit(
            code,
            name,
            cells=lacking.get(code),
            reasons=reasons.get(code),
            path="" if code == "420303004" else None,
        )
        for code, name in STREETS.items()
    ]
    units[0].held[ids[0]] = ("社区事务中心", "区委政法委")
    return BaselineCoverage(
        "hubei/street-powers",
        "2025-04-05",
        "湖北省街道通用权责清单（依法规编制本）",
        "compiled",
        POWERS,
        tuple(units),
        "catalogues/hubei/street-powers.yaml",
        2,
    )


def mechanisms(*cells: Mapping[str, Status], more: Sequence[ItemBrief] = ()) -> BaselineCoverage:
    """A small list that every street has all of, but for the cells of the first ones."""
    items = (*_MECHANISMS, *more)
    units = [
        unit(
            code,
            name,
            items,
            cells[number] if number < len(cells) else None,
            path=f"catalogues/shiyan/mechanisms/{code}.yaml",
            provenance="official",
        )
        for number, (code, name) in enumerate(STREETS.items())
    ]
    return BaselineCoverage(
        "shiyan/mechanisms", "2024", "七项机制", "official", items, tuple(units), published=len(items)
    )


def rich() -> Coverage:
    """Every status, rate, aspect, ledger, claim, trend and gate there is."""
    return Coverage(
        baselines=[
            _powers(),
            mechanisms(),
            BaselineCoverage(
                "heping/mechanisms", "2023", "联席会议制度", "stated", _MECHANISMS[:2], (), published=4
            ),
        ],
        aspects=[
            Aspect(
                "heping/consultation",
                "procedure",
                Text("有征求流程和反馈时限", "has a procedure and days for the answer"),
                Fraction(40, 40),
                (),
                (
                    ("规划建设", Fraction(9, 9)),
                    ("公共服务", Fraction(8, 8)),
                    ("城市管理", Fraction(7, 7)),
                    ("社会治安", Fraction(6, 6)),
                    ("文化体育", Fraction(6, 6)),
                    ("其他重大事项", Fraction(4, 4)),
                ),
                "stated",
                True,
                40,
            ),
            Aspect(
                "heping/consultation",
                "basis",
                Text("有实施依据", "has a legal basis"),
                Fraction(2, 40),
                tuple(f"ZQ-{number:02}" for number in range(3, 41)),
                provenance="stated",
                published=40,
            ),
            Aspect(
                "heping/call-situations",
                "response",
                Text("有报到部门和响应时限", "has a lead and a limit"),
                Fraction(42, 43),
                ("CS-17",),
                provenance="compiled",
            ),
        ],
        ledgers=[
            Ledger(
                "heping/consultations-2025",
                "consultations",
                "2025 年征求意见台账",
                31,
                (
                    Check(
                        "consulted",
                        Text("清单要求征求的都征求了", "consulted where the list says so"),
                        Fraction(31, 31),
                    ),
                    Check(
                        "in-time",
                        Text("在规定的工作日内答复", "answered within the working days"),
                        Fraction(28, 31),
                    ),
                ),
            ),
            Ledger(
                "heping/scores-2025",
                "scores",
                "2025 年部门考核得分",
                4,
                (),
                (
                    ScoreRank("区城市管理委员会", 96.4, "好"),
                    ScoreRank("区民政局", 93.25, "好", tied=True),
                    ScoreRank("区人力资源和社会保障局", 93.25, "较好"),
                    ScoreRank("区市场监督管理局", 81, "一般"),
                ),
            ),
        ],
        claims=[
            ClaimResult(
                "C-01",
                "daye/claims",
                "部门权力事项由 208 项减到 28 项",
                "28",
                "28",
                True,
                Text("数 daye/powers", "count"),
            ),
            ClaimResult(
                "C-02",
                "heping/claims",
                "每个街道设 5-6 个办公室",
                "5-6",
                "5",
                False,
                Text("heping/organisations 里的办公室", "offices in heping/organisations"),
            ),
            ClaimResult(
                "C-03",
                "heping/claims",
                "走访 5000 户",
                "5000",
                "3000",
                False,
                Text("台账 heping/visits 的记录", "records of heping/visits"),
            ),
            ClaimResult("C-04", "heping/claims", "群众满意率大幅提高", "大幅", "", None, Text("", "")),
        ],
        trends=[
            Trend("daye/department-powers", "大冶市部门权力清单", 208, 28),
            Trend(
                "hubei/street-powers",
                "湖北省街道通用权责清单（依法规编制本）",
                74,
                74,
                Fraction(702, 888),
                Fraction(802, 885),
            ),
        ],
        gates=[
            Gate(
                "total shiyan/mechanisms",
                Text("《七项机制》承接率", "adoption of 七项机制"),
                100.0,
                100.0,
                True,
                Fraction(84, 84),
            ),
            Gate(
                "total hubei/street-powers",
                Text("《湖北省街道通用权责清单》承接率", "adoption of 湖北省街道通用权责清单"),
                90.6,
                99.5,
                False,
                Fraction(800, 883),
            ),
            Gate("missing", Text("没有缺失的事项", "nothing is missing"), 81, 0, False),
        ],
        findings=[
            Finding(
                "QZ506",
                "error",
                "catalogues/shiyan/waivers.yaml",
                Span(12, 14, 12, 24),
                Text("豁免已于 2025-06-30 到期", "the waiver expired on 2025-06-30"),
                Text("承接该事项，或者重新批准", "adopt the item, or have it approved anew"),
                pointer="/items/1/expires",
                catalogue="shiyan/waivers",
                item="W-02",
                excerpt='    expires: "2025-06-30"',
                value="2025-06-30",
            )
        ],
        against="v2024",
    )


def plain() -> Coverage:
    """74 of 74 in every street, of the published text, and nothing else."""
    units = (unit(code, name, provenance="official") for code, name in STREETS.items())
    title = "湖北省街道通用权责清单"
    return Coverage(
        [BaselineCoverage("hubei/street-powers", "2025-04-05", title, "official", POWERS, tuple(units))],
        gates=[
            Gate(
                "total hubei/street-powers",
                Text(f"《{title}》承接率", f"{title}"),
                100.0,
                100.0,
                True,
                Fraction(888, 888),
            )
        ],
    )


def empty() -> Coverage:
    """Nobody has to carry anything."""
    return Coverage()


def large(count: int = 8_200, one_in: int = 820) -> Coverage:
    """Many units, of which one in so many lacks something."""
    cells: dict[str, Status] = dict.fromkeys((item.id for item in POWERS[::2]), "missing")
    units = tuple(
        unit(f"{100_000_000 + number}", f"第 {number} 街道", cells=cells if number % one_in == 0 else None)
        for number in range(count)
    )
    gates = [
        Gate(
            f"unit {each.code}",
            Text(each.name, each.name),
            each.counts.rate.percent,
            100.0,
            not each.cells,
            each.counts.rate,
        )
        for each in units
    ]
    baseline = BaselineCoverage("cn/street-powers", "2025", "街道通用职权清单", "compiled", POWERS, units)
    return Coverage([baseline], gates=gates)
