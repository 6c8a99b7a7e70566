"""Lists: what they ask of their items, of one another, and in whose hands a matter is."""

from __future__ import annotations

from .planted import LIST, UNITS, Case, a_list, units

OTHER = "lists/other.yaml"
_RIGHT = (
    "id: Q1, name: 人事建议权, type: 权限, office: 党建办, procedure: 街道提出, funding: 区财政, number: 区委发〔2020〕1号,"
    ' issued: "2020-05-06", trial_until: "2999-12-31", evidence: 建议函1号'
)


def _rights(requires: str, item: str = _RIGHT) -> dict[str, str]:
    return {LIST: a_list("mechanisms", item, requires=f"[{requires}]")}


_SERVICE = (
    "id: F1, name: 老年优待, category: 养老服务, window: 民政窗口, procedure: 窗口受理, route: 社区直接办理,"
    " modes: [上门服务, 委托代办], labels: [网上办, 一次办], source_department: 区民政局"
)


def _services(**header: str) -> dict[str, str]:
    return {LIST: a_list("public-services", _SERVICE, **header)}


_UPPER = a_list(
    "task-list",
    "id: T1, name: 重点任务一, lead_department: 市委\n id: T2, name: 重点任务二, lead_department: 市委",
    "example/upper",
)
_LOWER = "id: W1, name: 任务一, upstream: T1, lead_department: 区委\n id: W2, name: 任务二, upstream: T2, lead_department: 区委"


def _derived(how: str) -> dict[str, str]:
    return {OTHER: _UPPER, LIST: a_list("task-list", _LOWER, upstream=f"{{catalogue: example/upper, {how}}}")}


def _power(key: str, authority: str, name: str = "违建处罚", more: str = "", kind: str = "行政处罚") -> str:
    return f"id: {key}, name: {name}, power_type: {kind}, authority: {authority}, basis: [{{law: 中华人民共和国城乡规划法, article: 64}}]{more}"


def _two_powers(one: str, other: str) -> dict[str, str]:
    return {
        LIST: a_list("street-powers", _power("P1", one)),
        OTHER: a_list(
            "delegated-powers", _power("P2", other, more=", former_authority: 区城管局"), "example/other"
        ),
    }


_ACCESS = (
    'id: A1, name: 社保认证, listing: positive, review: {body: 区社工部, number: 1号, date: "2020-01-01"},'
    ' approval: {body: 区委, number: 2号, date: "2020-02-01"}, requested_by: 区人社局\n'
    "id: A2, name: 招商引资, listing: negative, requested_by: 区商务局"
)
_OFFICES = (
    'id: J1, name: 城管科, type: 内设机构, repealed: "2020-05-06", repealed_by: 编发〔2020〕3号, succeeded_by: [J3]\n'
    'id: J2, name: 环卫所, type: 事业单位, repealed: "2020-05-06", repealed_by: 编发〔2020〕3号, succeeded_by: [J3]\n'
    "id: J3, name: 综合执法中心, type: 公益一类"
)
_CODED = ', codes: {basic: "000125004000"}'
_CALL = (
    "id: H1, name: 违建, aspect: 城管, departments: [区城管局], direction: 吹哨, bodies: {吹哨: 街道, 交办: 区委办, 督办: 区纪委, 考核: 组织部},"
    " responses: [{level: 一般, within_days: 7}, {level: 紧急, within_minutes: 30, close_within_days: 3}]\n"
    "id: H2, name: 核查, aspect: 社保, departments: [街道], direction: 派单, bodies: {吹哨: 部门, 交办: 区委办, 督办: 区纪委, 考核: 组织部},"
    " responses: [{level: 一般, within_days: 7}]"
)
_CALLS = {"directions": "[吹哨, 派单]", "duties": "[吹哨, 交办, 督办, 考核]"}

CASES = (
    Case(
        "right-without-procedure", "QZ630", _rights("procedure, office"), (LIST, " procedure: 街道提出,", "")
    ),
    Case(
        "mechanism-without-document",
        "QZ630",
        _rights("number, issued"),
        (LIST, " number: 区委发〔2020〕1号,", ""),
    ),
    Case(
        "step-of-an-unknown-body",
        "QZ318",
        {
            UNITS: units(
                "id: JW, name: 市纪委, type: department\n id: ZF, name: 市委组织部, type: department"
            ),
            LIST: a_list(
                "mechanisms",
                "id: M1, name: 街乡吹哨, steps: [{name: 吹哨, body: 乡镇（街道）}, {name: 督办, body: 市纪委}]",
            ),
        },
        (LIST, "body: 市纪委", "body: 市记委"),
    ),
    Case("standard-without-evidence", "QZ630", _rights("evidence"), (LIST, ", evidence: 建议函1号", "")),
    Case(
        "asks-for-a-field-that-is-none",
        "QZ631",
        _rights("procedure"),
        (LIST, "requires: [procedure]", "requires: [procedures]"),
    ),
    Case("trial-over", "QZ636", _rights("trial_until"), (LIST, "2999-12-31", "2021-12-31")),
    Case("service-without-window", "QZ630", _services(requires="[window]"), (LIST, " window: 民政窗口,", "")),
    Case(
        "service-without-procedure",
        "QZ630",
        _services(requires="[procedure]"),
        (LIST, " procedure: 窗口受理,", ""),
    ),
    Case(
        "service-without-route", "QZ630", _services(requires="[route]"), (LIST, " route: 社区直接办理,", "")
    ),
    Case(
        "service-without-mode",
        "QZ630",
        _services(requires="[modes]"),
        (LIST, " modes: [上门服务, 委托代办],", ""),
    ),
    Case(
        "service-without-label",
        "QZ630",
        _services(requires="[labels]"),
        (LIST, " labels: [网上办, 一次办],", ""),
    ),
    Case("label-twice", "QZ224", _services(), (LIST, "labels: [网上办, 一次办]", "labels: [网上办, 网上办]")),
    Case(
        "ninth-class",
        "QZ632",
        _services(categories="[养老服务]"),
        (LIST, "category: 养老服务", "category: 招商服务"),
    ),
    Case(
        "class-without-items",
        "QZ632",
        _services(categories="[养老服务]"),
        (LIST, "categories: [养老服务]", "categories: [养老服务, 就业服务]"),
    ),
    Case(
        "certificate-without-basis",
        "QZ630",
        {
            LIST: a_list(
                "community-certificates",
                "id: Z1, name: 居住证明, issuance: may, basis: [{law: 中华人民共和国户口登记条例, article: 4}]",
                requires="[basis]",
            )
        },
        (LIST, ", basis: [{law: 中华人民共和国户口登记条例, article: 4}]", ""),
    ),
    Case("task-off-the-list", "QZ633", _derived("only: true"), (LIST, " upstream: T2,", "")),
    Case(
        "cancelled-and-still-done",
        "QZ633",
        _derived("only: true"),
        (
            OTHER,
            "id: T2, name: 重点任务二,",
            'id: T2, name: 重点任务二, repealed: "2021-01-01", repealed_by: 市委发〔2021〕1号,',
        ),
    ),
    Case(
        "rule-nobody-carries-out",
        "QZ634",
        _derived("every: true"),
        (LIST, "  - {id: W2, name: 任务二, upstream: T2, lead_department: 区委}\n", ""),
    ),
    Case(
        "code-not-as-on-the-list",
        "QZ317",
        {
            OTHER: a_list("street-powers", _power("P1", "街道", more=_CODED), "example/upper"),
            LIST: a_list(
                "street-powers",
                _power("P9", "街道", more=f"{_CODED}, upstream: P1"),
                upstream="{catalogue: example/upper, same: [codes.basic]}",
            ),
        },
        (LIST, "000125004000", "000125005000"),
        "coverage",
    ),
    Case(
        "power-in-two-bodies",
        "QZ637",
        _two_powers("区城管局", "街道办事处"),
        (LIST, "authority: 区城管局", "authority: 区住建局"),
    ),
    Case(
        "approval-in-two-bodies",
        "QZ637",
        {
            LIST: a_list("street-powers", _power("P1", "行政审批局", "设立登记", kind="行政许可")),
            OTHER: a_list(
                "delegated-powers", _power("P2", "行政审批局", "设立登记", kind="行政许可"), "example/other"
            ),
        },
        (OTHER, "authority: 行政审批局", "authority: 市场监管局"),
    ),
    Case(
        "service-at-two-windows",
        "QZ637",
        {
            LIST: a_list(
                "public-services", f"{_SERVICE}\nid: F2, name: 老年优待, category: 证照, window: 民政窗口"
            )
        },
        (LIST, "category: 证照, window: 民政窗口", "category: 证照, window: 综合窗口"),
    ),
    Case(
        "duty-in-two-sections",
        "QZ637",
        {
            LIST: a_list(
                "township-duties",
                "id: L1, name: 防汛巡查, section: basic\nid: L2, name: 防火巡护, section: assist, lead_department: 县林业局, lead_duty: 统一领导, township_duty: 组织巡护",
            )
        },
        (LIST, "name: 防火巡护", "name: 防汛巡查"),
    ),
    Case(
        "admitted-and-kept-out",
        "QZ637",
        {LIST: a_list("community-access", _ACCESS)},
        (LIST, "name: 招商引资", "name: 社保认证"),
    ),
    Case(
        "access-without-review",
        "QZ601",
        {LIST: a_list("community-access", _ACCESS)},
        (LIST, ' review: {body: 区社工部, number: 1号, date: "2020-01-01"},', ""),
    ),
    Case(
        "government-matter-with-residents",
        "QZ638",
        {
            LIST: a_list(
                "main-responsibilities", "id: D1, name: 防汛, office: 应急办, counterparts: [市应急局]"
            )
        },
        (LIST, "office: 应急办", "office: 一社区居民委员会"),
    ),
    Case(
        "old-office-gone-nowhere",
        "QZ635",
        {LIST: a_list("organisations", _OFFICES, destinations="one")},
        (
            LIST,
            'name: 环卫所, type: 事业单位, repealed: "2020-05-06", repealed_by: 编发〔2020〕3号, succeeded_by: [J3]',
            'name: 环卫所, type: 事业单位, repealed: "2020-05-06", repealed_by: 编发〔2020〕3号',
        ),
    ),
    Case(
        "cancelled-without-successor",
        "QZ635",
        {
            LIST: a_list(
                "public-services",
                f'{_SERVICE}\nid: F2, name: 老年证, category: 养老服务, repealed: "2020-05-06", repealed_by: 民发〔2020〕3号, succeeded_by: [F1]',
                destinations="any",
            )
        },
        (LIST, ", succeeded_by: [F1]", ""),
    ),
    Case(
        "duty-without-counterpart",
        "QZ610",
        {
            LIST: a_list(
                "main-responsibilities", "id: D1, name: 防汛, office: 应急办, counterparts: [市应急局]"
            )
        },
        (LIST, ", counterparts: [市应急局]", ""),
    ),
    Case(
        "task-without-lead",
        "QZ613",
        {LIST: a_list("task-list", "id: T1, name: 任务, lead_department: 社治委")},
        (LIST, ", lead_department: 社治委", ""),
    ),
    Case(
        "task-without-basis",
        "QZ630",
        {
            LIST: a_list(
                "task-list",
                "id: T1, name: 任务, lead_department: 社治委, basis: [{law: 社治委三定规定, level: 党内法规}]",
                requires="[basis]",
            )
        },
        (LIST, ", basis: [{law: 社治委三定规定, level: 党内法规}]", ""),
    ),
    Case(
        "total-does-not-close",
        "QZ205",
        {
            LIST: a_list(
                "task-list", "id: T1, name: 任务, lead_department: 社治委", published_count="{total: 1}"
            )
        },
        (LIST, "total: 1", "total: 2"),
    ),
    Case(
        "orders-go-one-way",
        "QZ640",
        {LIST: a_list("call-situations", _CALL, **_CALLS)},
        (LIST, "direction: 派单", "direction: 吹哨"),
    ),
    Case(
        "nobody-follows-up",
        "QZ641",
        {LIST: a_list("call-situations", _CALL, **_CALLS)},
        (
            LIST,
            "departments: [街道], direction: 派单, bodies: {吹哨: 部门, 交办: 区委办, 督办: 区纪委, 考核: 组织部}",
            "departments: [街道], direction: 派单, bodies: {吹哨: 部门, 交办: 区委办, 考核: 组织部}",
        ),
    ),
    Case(
        "level-without-limit",
        "QZ642",
        {LIST: a_list("call-situations", _CALL)},
        (LIST, "{level: 紧急, within_minutes: 30, close_within_days: 3}", "{level: 紧急}"),
    ),
    Case(
        "class-of-calls-not-on-the-list",
        "QZ632",
        {LIST: a_list("call-situations", _CALL, categories="[城管, 社保]")},
        (LIST, "aspect: 社保", "aspect: 社会"),
    ),
    Case(
        "situation-without-department",
        "QZ607",
        {LIST: a_list("call-situations", _CALL)},
        (LIST, " departments: [街道],", ""),
    ),
    Case(
        "consultation-without-procedure",
        "QZ605",
        {LIST: a_list("consultation", "id: Z1, name: 规划, procedure: 书面征求, feedback_days: 5")},
        (LIST, ", procedure: 书面征求", ""),
    ),
    Case(
        "weight-did-not-rise",
        "QZ643",
        {
            LIST: a_list(
                "scoring",
                "id: W1, name: 基层评价, weight: 60, previous_weight: 40, trend: 提高\nid: W2, name: 上级评价, weight: 40",
            )
        },
        (LIST, "previous_weight: 40", "previous_weight: 60"),
    ),
    Case(
        "bands-do-not-close",
        "QZ616",
        {
            LIST: a_list(
                "scoring",
                "id: W1, name: 评价, weight: 100",
                bands="[{name: 优秀, share: 60}, {name: 良好, share: 40}]",
            )
        },
        (LIST, "share: 40", "share: 30"),
    ),
)
