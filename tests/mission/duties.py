"""Who answers for what: grids, buildings, bodies, task forces, households."""

from __future__ import annotations

from .planted import LIST, UNITS, Case, a_list, units

GRIDS = units(
    """
    id: S1, name: 东街社区, type: community, code: "420302001001"
    id: G1, name: 第一网格, type: grid, code: "420302001001001", parent: S1
    id: G2, name: 第二网格, type: grid, code: "420302001001002", parent: S1
    """
)


def _roles(roles: str, items: str) -> dict[str, str]:
    return {LIST: a_list("assignments", items, roles=f"[{roles}]")}


CASES = (
    Case(
        "grid-without-administrator",
        "QZ575",
        {
            UNITS: GRIDS,
            **_roles(
                "{name: 网格管理员, per: grid, exactly: 1}",
                """
                id: W1, name: 第一网格, charge: 第一网格, charge_type: grid, role: 网格管理员, holder: WG-01
                id: W2, name: 第二网格, charge: 第二网格, charge_type: grid, role: 网格管理员, holder: WG-02
                """,
            ),
        },
        (
            LIST,
            "  - {id: W2, name: 第二网格, charge: 第二网格, charge_type: grid, role: 网格管理员, holder: WG-02}\n",
            "",
        ),
    ),
    Case(
        "grid-with-two-administrators",
        "QZ575",
        _roles(
            "{name: 网格管理员, per: grid, exactly: 1}, {name: 网格员, per: grid}",
            """
            id: W1, name: 第一网格, charge: 第一网格, charge_type: grid, role: 网格管理员, holder: WG-01
            id: W2, name: 第一网格, charge: 第一网格, charge_type: grid, role: 网格员, holder: WG-02
            id: W3, name: 第一网格, charge: 第一网格, charge_type: grid, role: 网格员, holder: WG-03
            """,
        ),
        (LIST, "role: 网格员, holder: WG-02", "role: 网格管理员, holder: WG-02"),
    ),
    Case(
        "a-and-b-are-one",
        "QZ576",
        _roles(
            "{name: 网格员, per: grid, backup: true}",
            "id: W1, name: 第一网格, charge: 第一网格, charge_type: grid, role: 网格员, holder: WG-01, backup: WG-02",
        ),
        (LIST, "backup: WG-02", "backup: WG-01"),
    ),
    Case(
        "counterpart-without-backup",
        "QZ576",
        _roles(
            "{name: 对口联络, per: department, exactly: 1, backup: true}",
            "id: D1, name: 民政, charge: 市民政局, charge_type: department, role: 对口联络, holder: 社会事务办, backup: 综合办",
        ),
        (LIST, ", backup: 综合办", ""),
    ),
    Case(
        "office-without-people",
        "QZ575",
        _roles(
            "{name: 工作人员, per: office, at_least: 2}",
            """
            id: R1, name: 岗位一, charge: 党政办, charge_type: office, role: 工作人员, holder: GW-01
            id: R2, name: 岗位二, charge: 党政办, charge_type: office, role: 工作人员, holder: GW-02
            """,
        ),
        (
            LIST,
            "  - {id: R2, name: 岗位二, charge: 党政办, charge_type: office, role: 工作人员, holder: GW-02}\n",
            "",
        ),
    ),
    Case(
        "stationed-body-without-appraisal",
        "QZ575",
        _roles(
            "{name: 日常管理, per: stationed-body, exactly: 1}, {name: 用人考核, per: stationed-body, exactly: 1},"
            " {name: 业务指导, per: stationed-body, exactly: 1}",
            """
            id: P1, name: 执法中队, charge: 派驻执法中队, charge_type: stationed-body, role: 日常管理, holder: 街道党工委
            id: P2, name: 执法中队, charge: 派驻执法中队, charge_type: stationed-body, role: 用人考核, holder: 街道党工委
            id: P3, name: 执法中队, charge: 派驻执法中队, charge_type: stationed-body, role: 业务指导, holder: 区执法局
            """,
        ),
        (
            LIST,
            "  - {id: P2, name: 执法中队, charge: 派驻执法中队, charge_type: stationed-body, role: 用人考核, holder: 街道党工委}\n",
            "",
        ),
    ),
    Case(
        "task-force-too-small",
        "QZ575",
        _roles(
            "{name: 成员单位, per: task-force, at_least: 2}",
            """
            id: Z1, name: 专班, charge: 拆迁专班, charge_type: task-force, role: 成员单位, holder: 区住建委
            id: Z2, name: 专班, charge: 拆迁专班, charge_type: task-force, role: 成员单位, holder: 街道
            """,
        ),
        (
            LIST,
            "  - {id: Z2, name: 专班, charge: 拆迁专班, charge_type: task-force, role: 成员单位, holder: 街道}\n",
            "",
        ),
    ),
    Case(
        "double-post-not-registered",
        "QZ577",
        _roles(
            "{name: 社区党组织书记, per: community, exactly: 1, also: [居民委员会主任]}",
            "id: J1, name: 书记, charge: 东街社区, charge_type: community, role: 社区党组织书记, holder: SJ-01,"
            " concurrent_posts: [居民委员会主任]",
        ),
        (LIST, "concurrent_posts: [居民委员会主任]", "concurrent_posts: [理事会会长]"),
    ),
    Case(
        "grade-not-given",
        "QZ580",
        _roles(
            "{name: 管理服务站站长, per: community, exactly: 1, grade: 副科级}",
            "id: Z1, name: 站长, charge: 东街社区, charge_type: community, role: 管理服务站站长, holder: ZZ-01, grade: 副科级",
        ),
        (LIST, "holder: ZZ-01, grade: 副科级", "holder: ZZ-01"),
    ),
    Case(
        "other-identity-without-approval",
        "QZ578",
        _roles(
            "{name: 科室负责人, per: office, identities: [行政编制]}",
            "id: K1, name: 负责人, charge: 综合执法办, charge_type: office, role: 科室负责人, holder: GW-07,"
            ' identity: 事业编制, approval: {body: 区委组织部, date: "2025-01-01"}',
        ),
        (LIST, ', approval: {body: 区委组织部, date: "2025-01-01"}', ""),
    ),
    Case(
        "gap-in-the-chain",
        "QZ579",
        _roles(
            "{name: 党员包户, per: household, held_by: 小组包党员}, {name: 小组包党员, per: party-member}",
            """
            id: B1, name: 一户, charge: H-101, charge_type: household, role: 党员包户, holder: DY-01
            id: B2, name: 党员, charge: DY-01, charge_type: party-member, role: 小组包党员, holder: 第一党小组
            """,
        ),
        (LIST, "holder: DY-01", "holder: DY-09"),
    ),
    Case(
        "visit-overdue",
        "QZ583",
        _roles(
            "{name: 楼栋长, per: building, every_days: 90000}",
            "id: L1, name: 一号楼, charge: 一号楼, charge_type: building, role: 楼栋长, holder: LD-01,"
            ' visited: "2025-06-01"',
        ),
        (LIST, '"2025-06-01"', '"1025-06-01"'),
    ),
)
