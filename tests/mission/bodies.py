"""Offices, windows, committees and delegated powers: what every unit has to have, and units themselves."""

from __future__ import annotations

from .planted import ADOPTION, LIST, UNITS, Case, a_list, adoption, units

STREET = units(
    'id: "420302001", name: 东街街道, type: street, code: "420302001", aliases: [东街], profile: 街道'
)
_CELLS = """
    id: C, name: 一村, type: community, code: "420281101201"
    id: Z, name: 一组, type: villager-group, code: "420281101201001", parent: C
    id: X, name: 一小区, type: estate, code: "420281101201002", parent: C
"""
_LEVELS = """
    id: "420000", name: 湖北省, type: province, code: "420000"
    id: "420300", name: 十堰市, type: city, code: "420300", parent: "420000"
    id: "420302", name: 茅箭区, type: county, code: "420302", parent: "420300"
    id: "420302001", name: 武当路街道, type: street, code: "420302001", parent: "420302"
"""
STATION = """
    id: Z1, name: 管理服务站, type: 服务站
    id: Z2, name: 民政窗口, type: 服务窗口, parent: Z1
    id: Z3, name: 社保窗口, type: 服务窗口, parent: Z1
"""
_EVERY = {"applies_to": "{type: [street]}"}
_SAID = """
    id: C2, name: 窗口, upstream: Z2, status: adopted
    id: C1, name: 站, upstream: Z1, status: adopted
    id: C3, name: 窗口, upstream: Z3, status: adopted
"""


def _bodies(
    items: str, said: str, header: dict[str, str] | None = None, **of_adoption: str
) -> dict[str, str]:
    return {
        UNITS: STREET,
        LIST: a_list("organisations", items, **_EVERY, **(header or {})),
        ADOPTION: adoption(said, **of_adoption),
    }


_POWER = (
    "id: P1, name: 违建处罚, power_type: 行政处罚, authority: 街道办事处, former_authority: 区城管局,"
    ' receiving_units: [东街], funding: 区财政, scope: 全部, mandate: 委托书1号, mandate_until: "2999-12-31",'
    ' handover: "2021-01-01", basis: [{law: 中华人民共和国城乡规划法, article: 64}]'
)
_TAKEN = (
    'id: C1, name: 违建处罚, upstream: P1, status: adopted, accepted: "2021-02-01", started: "2021-03-01",'
    ' confirmed: "2021-06-01", signatories: [区城管局, 东街街道], scope: 全部, evidence: 确认书1号, office: 执法中心, progress: 已上线'
)


def _powers(said: str = _TAKEN, item: str = _POWER, **header: str) -> dict[str, str]:
    return {
        UNITS: STREET,
        LIST: a_list("delegated-powers", item, **_EVERY, **header),
        ADOPTION: adoption(said),
    }


_ASKED = "[accepted, started, confirmed, signatories, scope, evidence, progress]"
_DUTY = "id: D1, name: 防汛, office: 应急办, counterparts: [市应急局], profiles: [街道]"
_TREE = """
    id: "420302", name: 茅箭区, type: county, code: "420302", model: 综合派驻
    id: "420302001", name: 东街街道, type: street, code: "420302001", parent: "420302"
    id: SQ, name: 一社区, type: community, code: "420302001001", parent: "420302001", attributes: {户数: 5200}
    id: XQ, name: 一小区, type: estate, code: "420302001001001", parent: SQ, parcel: TB-1
    id: LD, name: 一号楼, type: building, code: "420302001001002", parent: XQ
    id: ZX, name: 法人中心, type: institution, code: "12420302MB12345675", parent: "420302001"
"""
_BOUNDS = {
    "bounds": "[{type: community, attribute: 户数, at_least: 5000}]",
    "models": "[{type: county, one_of: [综合派驻, 智慧监管]}]",
}
TREE = {UNITS: units(_TREE, **_BOUNDS)}
_PARTY = """
    id: J1, name: 街道党工委, type: 党组织, level: 街道
    id: J2, name: 社区党委, type: 党组织, level: 社区, parent: J1
    id: J3, name: 小区党支部, type: 党组织, level: 网格小区, parent: J2
    id: J4, name: 楼栋党小组, type: 党组织, level: 楼栋, parent: J3
"""

CASES = (
    Case(
        "body-not-set-up",
        "rate",
        _bodies("id: Z1, name: 管理服务站, type: 服务站", "id: C1, name: 站, upstream: Z1, status: adopted"),
        (ADOPTION, "status: adopted", "status: not-adopted, reason: 没有场所"),
        "coverage",
    ),
    Case(
        "windows-not-set-up",
        "rate",
        _bodies(STATION, _SAID),
        (
            ADOPTION,
            "status: adopted}\n  - {id: C3, name: 窗口, upstream: Z3, status: adopted",
            "status: partial, reason: 少窗口}\n  - {id: C3, name: 窗口, upstream: Z3, status: not-adopted, reason: 没有人手",
        ),
        "coverage",
    ),
    Case(
        "level-without-centre",
        "rate",
        {
            UNITS: units(_LEVELS),
            LIST: a_list(
                "organisations",
                "id: Z1, name: 政务服务机构, type: 事业单位",
                applies_to="{type: [province, city, county, street]}",
            ),
            **{
                f"lists/{code}.yaml": adoption(
                    "id: C1, name: 政务服务机构, upstream: Z1, status: adopted",
                    f"example/at-{code}",
                    jurisdiction=f'{{code: "{code}", name: {name}}}',
                )
                for code, name in (
                    ("420000", "湖北省"),
                    ("420300", "十堰市"),
                    ("420302", "茅箭区"),
                    ("420302001", "武当路街道"),
                )
            },
        },
        ("lists/420302.yaml", "status: adopted", "status: not-adopted, reason: 没有设立"),
        "coverage",
    ),
    Case(
        "institution-not-counted",
        "rate",
        {
            UNITS: units('id: F, name: 法人中心, type: institution, code: "12420302MB12345675"'),
            LIST: a_list(
                "organisations",
                "id: Z1, name: 理事会, type: 工作委员会",
                applies_to='{type: [institution], within: "420302"}',
            ),
            ADOPTION: adoption(
                "id: C1, name: 理事会, upstream: Z1, status: adopted",
                jurisdiction='{code: "12420302MB12345675", name: 法人中心}',
            ),
        },
        (ADOPTION, "status: adopted", "status: not-adopted, reason: 没有成立"),
        "coverage",
    ),
    Case(
        "too-few-windows",
        "QZ560",
        _bodies(
            "id: Z1, name: 服务窗口, type: 服务窗口, at_least: 4",
            "id: C1, name: 窗口, upstream: Z1, status: adopted, count: 4",
        ),
        (ADOPTION, "count: 4", "count: 3"),
        "coverage",
    ),
    Case(
        "no-number-of-windows",
        "QZ560",
        _bodies(
            "id: Z1, name: 服务窗口, type: 服务窗口, at_least: 4",
            "id: C1, name: 窗口, upstream: Z1, status: adopted, count: 4",
        ),
        (ADOPTION, ", count: 4", ""),
        "coverage",
    ),
    Case(
        "three-committees-where-two-may-be",
        "QZ560",
        _bodies(
            "id: Z1, name: 居民委员会, type: 群众性自治组织, at_least: 1, at_most: 2",
            "id: C1, name: 居委会, upstream: Z1, status: adopted, count: 2",
        ),
        (ADOPTION, "count: 2", "count: 3"),
        "coverage",
    ),
    Case(
        "sixth-office-without-approval",
        "QZ561",
        _bodies(
            "id: Z1, name: 党政办, type: 内设机构",
            "id: C1, name: 党政办, upstream: Z1, status: adopted",
            {"additional_at_most": "1"},
            additional="[{name: 振兴办, reason: 任务重, approval: {body: 区委编委, number: 编发1号}}]",
        ),
        (ADOPTION, ", approval: {body: 区委编委, number: 编发1号}", ""),
    ),
    Case(
        "too-many-extra-offices",
        "QZ562",
        _bodies(
            "id: Z1, name: 党政办, type: 内设机构",
            "id: C1, name: 党政办, upstream: Z1, status: adopted",
            {"additional_at_most": "1"},
            additional="[{name: 振兴办, reason: 任务重, approval: {body: 区委编委, number: 编发1号}}]",
        ),
        (LIST, "additional_at_most: 1", "additional_at_most: 0"),
        "coverage",
    ),
    Case(
        "confirmation-without-dates",
        "QZ563",
        _powers(requires_adoption=_ASKED),
        (ADOPTION, ' confirmed: "2021-06-01",', ""),
        "coverage",
    ),
    Case(
        "confirmation-without-signatories",
        "QZ563",
        _powers(requires_adoption=_ASKED),
        (ADOPTION, " signatories: [区城管局, 东街街道],", ""),
        "coverage",
    ),
    Case(
        "platform-without-progress",
        "QZ563",
        _powers(requires_adoption=_ASKED),
        (ADOPTION, ", progress: 已上线", ""),
        "coverage",
    ),
    Case(
        "accepted-before-handover",
        "QZ564",
        _powers(),
        (LIST, 'handover: "2021-01-01"', 'handover: "2021-02-02"'),
        "coverage",
    ),
    Case(
        "power-of-another-street",
        "QZ566",
        _powers(item=_POWER.replace("receiving_units: [东街]", "receiving_units: [东街, 西街街道]"))
        | {
            UNITS: units(
                'id: "420302001", name: 东街街道, type: street, code: "420302001", aliases: [东街]\n id: "420302002", name: 西街街道, type: street, code: "420302002"'
            ),
            "lists/west.yaml": adoption(
                _TAKEN, key="example/west", jurisdiction='{code: "420302002", name: 西街街道}'
            ),
        },
        (LIST, "receiving_units: [东街, 西街街道]", "receiving_units: [东街]"),
        "coverage",
    ),
    Case(
        "unclaimed-without-reason",
        "QZ501",
        _powers("id: C1, name: 违建处罚, upstream: P1, status: unclaimed, reason: 没有执法人员"),
        (ADOPTION, ", reason: 没有执法人员", ""),
    ),
    Case(
        "office-left-unclaimed",
        "QZ567",
        _bodies(
            "id: Z1, name: 党政办, type: 内设机构\n id: Z2, name: 平安办, type: 内设机构",
            "id: C1, name: 党政办, upstream: Z1, status: adopted\n id: C2, name: 平安办, upstream: Z2, status: adopted",
        ),
        (ADOPTION, "upstream: Z2, status: adopted", "upstream: Z2, status: unclaimed, reason: 没有编制"),
        "coverage",
    ),
    Case("funding-not-named", "QZ630", _powers(requires="[funding]"), (LIST, " funding: 区财政,", "")),
    Case(
        "former-body-not-named",
        "QZ630",
        _powers(requires="[former_authority]"),
        (LIST, " former_authority: 区城管局,", ""),
    ),
    Case(
        "mandate-not-named",
        "QZ630",
        _powers(requires="[mandate, mandate_until]"),
        (LIST, " mandate: 委托书1号,", ""),
    ),
    Case("mandate-over", "QZ636", _powers(), (LIST, "2999-12-31", "2020-12-31")),
    Case(
        "duty-of-another-class",
        "QZ566",
        {
            UNITS: STREET,
            LIST: a_list("main-responsibilities", _DUTY, **_EVERY),
            ADOPTION: adoption("id: C1, name: 防汛, upstream: D1, status: adopted"),
        },
        (UNITS, "profile: 街道", "profile: 重点镇"),
        "coverage",
    ),
    Case(
        "class-not-registered",
        "QZ565",
        {
            UNITS: STREET,
            LIST: a_list("main-responsibilities", _DUTY, **_EVERY),
            ADOPTION: adoption("id: C1, name: 防汛, upstream: D1, status: adopted"),
        },
        (UNITS, ", profile: 街道", ""),
        "coverage",
    ),
    Case(
        "community-hangs-on-county",
        "QZ217",
        TREE,
        (UNITS, 'code: "420302001001", parent: "420302001"', 'code: "420302001001", parent: "420302"'),
    ),
    Case(
        "building-hangs-on-community",
        "QZ217",
        TREE,
        (UNITS, 'code: "420302001001002", parent: XQ', 'code: "420302001001002", parent: SQ'),
    ),
    Case("community-too-small", "QZ219", TREE, (UNITS, "户数: 5200", "户数: 4200")),
    Case(
        "committee-size-by-law",
        "QZ219",
        {
            UNITS: units(
                _TREE.replace("户数: 5200", "户数: 600"),
                bounds="[{type: community, attribute: 户数, at_least: 100, at_most: 700, basis: [{law: 中华人民共和国城市居民委员会组织法, article: 6}]}]",
            )
        },
        (UNITS, "户数: 600", "户数: 900"),
    ),
    Case("households-not-given", "QZ220", TREE, (UNITS, ", attributes: {户数: 5200}", "")),
    Case(
        "parcel-of-two-estates",
        "QZ222",
        {
            UNITS: units(
                _TREE
                + 'id: XQ2, name: 二小区, type: estate, code: "420302001001003", parent: SQ, parcel: TB-2'
            )
        },
        (UNITS, "parcel: TB-2", "parcel: TB-1"),
    ),
    Case(
        "estate-without-committee",
        "rate",
        {
            UNITS: units(_CELLS),
            LIST: a_list(
                "organisations",
                "id: Z1, name: 理事会, type: 群众性自治组织",
                applies_to="{type: [villager-group, estate]}",
            ),
            **{
                f"lists/{code}.yaml": adoption(
                    "id: C1, name: 理事会, upstream: Z1, status: adopted",
                    f"example/at-{code}",
                    jurisdiction=f'{{code: "{code}", name: {name}}}',
                )
                for code, name in (("420281101201001", "一组"), ("420281101201002", "一小区"))
            },
        },
        ("lists/420281101201002.yaml", "status: adopted", "status: not-adopted, reason: 没有选举"),
        "coverage",
    ),
    Case(
        "institution-of-an-unknown-class",
        "QZ103",
        {LIST: a_list("organisations", "id: Z1, name: 综合执法中心, type: 公益一类")},
        (LIST, "公益一类", "公益三类"),
    ),
    Case("no-model-taken", "QZ221", TREE, (UNITS, ", model: 综合派驻", "")),
    Case(
        "branch-hangs-on-street",
        "QZ218",
        {LIST: a_list("organisations", _PARTY)},
        (LIST, "level: 网格小区, parent: J2", "level: 网格小区, parent: J1"),
    ),
)
