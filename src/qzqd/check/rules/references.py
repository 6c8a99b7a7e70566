"""What an item points at exists: units, offices, departments, upstream items, earlier and later items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.check.duties import units_by_type
from qzqd.check.reach import placed_values, values_below
from qzqd.check.rule import ANY, CERTIFICATES, Example, power, resting_on, rule, rule_across
from qzqd.check.rules.placeholders import PLACEHOLDERS
from qzqd.check.subject import BETWEEN_ITEMS
from qzqd.kinds.traits import LINEAGE, Archetype
from qzqd.locale import Text
from qzqd.read.problem import Problem
from qzqd.regex import regex
from qzqd.text import Guesses, did_you_mean, suggest, suggestions

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from qzqd.check.subject import Subject
    from qzqd.open.summary import Summary


_LINEAGE = tuple((name,) if name == "split_from" else (name, "*") for name in LINEAGE)
_REGISTER = Example(
    "items:\n"
    '  - {id: "420302", name: 茅箭区, code: "420302", type: county}\n'
    '  - id: "420302001"\n'
    "    name: 武当路街道\n"
    '    code: "420302001"\n'
    "    type: street\n"
    '    parent: "420302"\n'
    "    offices: [公共安全办公室]\n"
    "  - {id: MZJ, name: 区民政局, type: department}\n",
    {"kind": "units", "id": "registers/units", "title": "单位登记簿"},
)
_DELEGATED = {"kind": "delegated-powers"}
_POWER = "items:\n" + power(
    resting_on("城市市容和环境卫生管理条例", 14), key="FQ-01", name="占道经营的处罚", power_type="行政处罚"
)
_TASK = "items:\n  - {id: RW-01, name: 养老服务, lead_department: %s}\n"
_UPSTREAM = Example(
    "items:\n  - {id: QG-01, name: 出生证明, issuance: shall-not}\n",
    {
        **CERTIFICATES,
        "id": "national/list",
        "title": "上级清单",
        "jurisdiction": '{code: "100000", name: 全国}',
    },
)
_DERIVED = "items:\n  - {id: ZM-01, name: 出生证明, issuance: shall-not, upstream: %s}\n"


@rule(
    "QZ301",
    "warning",
    title=Text("单位不在登记簿", "Unit is not registered"),
    why=Text(
        "承接情况按登记簿里的单位统计；名称对不上，就不知道是哪个街道、乡镇。",
        "Adoption is counted by the units in the register. A name that is not there belongs to no known "
        "street.",
    ),
    fails=Example(_POWER + "    receiving_units: [武当路街到]\n", _DELEGATED, beside=(_REGISTER,)),
    passes=Example(_POWER + "    receiving_units: [武当路街道]\n", _DELEGATED, beside=(_REGISTER,)),
    yields=ANY,
)
def unknown_unit(subject: Subject) -> Iterator[Problem]:
    registers = subject.registers
    yield from _strangers(subject, "unit", Text("单位", "unit"), registers.units, registers.codes)
    yield from _charges(subject)


def _charges(subject: Subject) -> Iterator[Problem]:
    """Objects of duties that are units of a type of which the register has some in this place, and that it does not have."""
    duties, registers = subject.traits.declared.duties, subject.registers
    if duties is None or subject.header.get("source", {}).get("provenance") == "illustrative":
        return
    types = units_by_type(subject.header, registers)
    guesses = {kind: Guesses(names) for kind, names in types.items()}
    for index, item in subject.live:
        charge: str = item[duties.charge]
        wanted: str = item[duties.type]
        if wanted in types and registers.types.get(registers.full.get(charge, charge)) != wanted:
            word = subject.traits.word(duties.type, wanted)
            yield Problem(
                Text(f"登记簿里没有{word}“{charge}”", f"no {wanted} “{charge}” in the register"),
                ("items", index, duties.charge),
                did_you_mean(guesses[wanted].of(charge), _REGISTER_IT),
                value=charge,
            )


@rule(
    "QZ302",
    "warning",
    title=Text("内设机构不在登记簿", "Office is not registered"),
    why=Text(
        "承办机构应当是登记簿里某个单位的内设机构或中心，否则事项没有人承办；单位填报承接的，应当是它自己的。",
        "The office that does the work should be one that some registered unit has, and in what a unit has adopted one of its "
        "own; otherwise nobody does it.",
    ),
    fails=Example(_POWER + "    office: 公共安全办\n", _DELEGATED, beside=(_REGISTER,)),
    passes=Example(_POWER + "    office: 公共安全办公室\n", _DELEGATED, beside=(_REGISTER,)),
    yields=ANY,
)
def unknown_office(subject: Subject) -> Iterator[Problem]:
    offices = subject.registers.offices
    yield from _strangers(subject, "office", Text("内设机构", "office"), offices, subject.registers.units)
    yield from _of_another_unit(subject)


def _of_another_unit(subject: Subject) -> Iterator[Problem]:
    """Offices in what a unit has adopted that the register gives to others, and not to it."""
    registers, place = subject.registers, subject.header.get("jurisdiction")
    own = registers.offices_of.get(place["code"]) if place else None
    if subject.archetype is not Archetype.ADOPTION or not place or not own:
        return
    able = {*own, *registers.offices_of.get("", ())}
    for path, name in placed_values(subject.live, subject.traits.refers.get("office", ())):
        if name in registers.offices and name not in able and name not in registers.units:
            yield Problem(
                Text(f"“{name}”不是{place['name']}的内设机构", f"“{name}” is no office of {place['name']}"),
                path,
                did_you_mean(suggest(name, own), _REGISTER_IT),
                value=name,
            )


@rule(
    "QZ303",
    "warning",
    title=Text("部门不在登记簿", "Department is not registered"),
    why=Text(
        "责任要落到登记簿里的部门；简称不一或者写错，同一部门就会被当成几个部门。",
        "Responsibility has to fall on a registered department. Loose or misspelt names turn one department "
        "into several.",
    ),
    fails=Example(_TASK % "区民证局", {"kind": "task-list"}, beside=(_REGISTER,)),
    passes=Example(_TASK % "区民政局", {"kind": "task-list"}, beside=(_REGISTER,)),
    yields=ANY,
)
def unknown_department(subject: Subject) -> Iterator[Problem]:
    departments = subject.registers.departments
    return _strangers(subject, "department", Text("部门", "department"), departments, subject.registers.units)


_CLASS_OF_BODIES = regex(
    "(?:各|所在|所属|辖区|相邻|有关|相关|主管|牵头|责任|业务|职能|属地|[上下同本]级|[省市县区旗乡镇村居级]|街道|社区|[（）、])+"
    "(?:党委|党工委|委|党组织|党支部|人民政府|政府|办事处|居委会|村委会|民委员会|部门|单位)?"
)
_STEP = (
    "items:\n  - {id: JZ-01, name: 社区事项准入, steps: [{name: 初核, body: %s}, {name: 批准, body: 区委}]}\n"
)


@rule(
    "QZ318",
    "warning",
    title=Text("机关不在登记簿", "Body is not registered"),
    why=Text(
        "机制的每一步由谁办理、决策以前征求谁的意见，要落到登记簿里的部门、单位或者内设机构。泛指一类机关的（区级部门、所在街道）不核对。",
        "Each step of a mechanism falls on a registered department, unit or office, and so does whoever is consulted. What "
        "stands for a whole class, such as every street office, is not looked up.",
    ),
    fails=Example(_STEP % "区民证局", {"kind": "mechanisms"}, beside=(_REGISTER,)),
    passes=Example(_STEP % "区民政局", {"kind": "mechanisms"}, beside=(_REGISTER,)),
    yields=ANY,
)
def unknown_body(subject: Subject) -> Iterator[Problem]:
    registers = subject.registers
    also = (registers.offices, registers.units)
    for problem in _strangers(subject, "body", Text("机关", "body"), registers.departments, *also):
        if not _CLASS_OF_BODIES.fullmatch(problem.value):
            yield problem


def _strangers(
    subject: Subject, target: str, noun: Text, known: Collection[str], *also: Collection[str]
) -> Iterator[Problem]:
    """One problem for each place of a name that is neither known nor in any of `also`."""
    paths = subject.traits.refers.get(target, ())
    if not known or not paths:
        return
    names = {name for path in paths if not subject.lacks(path[0]) for name in subject.column(*path)}
    strange = {name for name in names if not any(name in each for each in (known, PLACEHOLDERS, *also))}
    if not strange:
        return
    guesses = suggestions(sorted(strange), known)
    for place, name in placed_values(subject.live, paths):
        if name in strange:
            yield Problem(
                Text(f"登记簿里没有{noun.zh}“{name}”", f"no {noun.en} “{name}” in the register"),
                place,
                did_you_mean(guesses.get(name), _REGISTER_IT),
                value=name,
            )


_REGISTER_IT = Text(
    "用登记簿里的名称；确有此单位的，登记到单位登记簿，简称写在 aliases",
    "use the registered name; if it exists, enter it in the register of units, short names under aliases",
)


@rule(
    "QZ305",
    "warning",
    title=Text("沿革事项不在清单", "Earlier or later item is not in the list"),
    why=Text(
        "事项取消后仍以取消状态留在清单里，替代、合并、拆分才查得到来源。只作提醒：也可能移自另一份清单。",
        "Cancelled items stay in the list so that replacing, merging and splitting can be traced. A warning "
        "only, as the item may have come from another list.",
    ),
    fails=Example(
        "items:\n  - {id: ZM-02, name: 出生医学证明, issuance: shall-not, replaces: [ZM-01]}\n", CERTIFICATES
    ),
    passes=Example(
        "items:\n"
        "  - id: ZM-01\n"
        "    name: 出生证明\n"
        "    issuance: shall-not\n"
        '    repealed: "2025-03-01"\n'
        "    repealed_by: 鄂政发〔2025〕3号\n"
        "  - {id: ZM-02, name: 出生医学证明, issuance: shall-not, replaces: [ZM-01]}\n",
        CERTIFICATES,
    ),
    quiet=lambda subject: subject.lacks(*LINEAGE),
)
def unknown_lineage(subject: Subject) -> Iterator[Problem]:
    related = {key for path in _LINEAGE for key in values_below(subject.every, path)}
    if not related:
        return
    ids = {item["id"] for item in subject.every}
    strange = related - ids
    if strange:
        subject.require_all(BETWEEN_ITEMS)
    guesses = suggestions(sorted(strange), ids)
    for place, key in placed_values(subject.items if strange else (), _LINEAGE):
        if key in strange:
            field = place[2]
            yield Problem(
                Text(
                    f"{field} 所指的事项 {key} 不在清单里", f"{field} names {key}, which is not in this list"
                ),
                place,
                did_you_mean(guesses.get(key), _KEEP_CANCELLED),
                value=key,
            )


_KEEP_CANCELLED = Text(
    "把已取消的事项连同 repealed 和 repealed_by 留在清单里",
    "keep the cancelled item in the list, with repealed and repealed_by",
)


@rule_across(
    "QZ304",
    "error",
    whole=True,
    title=Text("上级清单或上级清单事项不存在", "Upstream list or item does not exist"),
    why=Text(
        "写明上级清单，是为了能逐项对照。所指的清单或事项不存在，就无从对照。",
        "The upstream list is named so that items can be checked against it. One that does not exist cannot be.",
    ),
    fails=Example(
        _DERIVED % "QG-001", {**CERTIFICATES, "upstream": "{catalogue: national/list}"}, beside=(_UPSTREAM,)
    ),
    passes=Example(
        _DERIVED % "QG-01", {**CERTIFICATES, "upstream": "{catalogue: national/list}"}, beside=(_UPSTREAM,)
    ),
)
def unknown_upstream(summaries: list[Summary]) -> Iterator[tuple[Summary, Problem]]:
    catalogues: dict[str, list[Summary]] = {}
    for summary in summaries:
        catalogues.setdefault(summary.id, []).append(summary)
    guesses = Guesses(catalogues)
    upstream: dict[str, _Upstream] = {}
    for summary in summaries:
        key = summary.upstream_catalogue
        if not key:
            problems = _no_catalogue_named(summary)
        elif key not in catalogues:
            problems = _no_catalogue(summary, guesses)
        else:
            if key not in upstream:
                upstream[key] = _Upstream(catalogues[key])
            problems = _no_items(summary, upstream[key])
        for problem in problems:
            yield summary, problem


class _Upstream:
    """All editions of a list that others point at, looked through once for all of these."""

    def __init__(self, editions: list[Summary]) -> None:
        self.id = editions[0].id
        self.known = {key for edition in editions for key in edition.ids}
        self.complete = not any("" in edition.ids for edition in editions)
        self.guesses = Guesses(self.known)


def _no_catalogue_named(summary: Summary) -> Iterator[Problem]:
    for position, key in list(summary.upstream.items())[:1]:
        yield Problem(
            Text(
                f"写了上级清单事项 {key}，却没有写上级清单",
                f"names the upstream item {key}, but the list names no upstream list",
            ),
            ("items", position, "upstream"),
            Text(
                "在清单开头写 upstream: {catalogue: 上级清单的编号}",
                "write upstream: {catalogue: its id} at the head of the list",
            ),
            value=key,
        )


def _no_catalogue(summary: Summary, guesses: Guesses) -> Iterator[Problem]:
    wanted = summary.upstream_catalogue
    guess = guesses.of(wanted)
    yield Problem(
        Text(f"没有编号为 {wanted} 的清单", f"there is no list {wanted}"),
        ("upstream", "catalogue"),
        did_you_mean(
            guess if guess != summary.id else None,
            Text(
                "改正编号，或把上级清单放进工作区一起检查",
                "correct the id, or put the upstream list into the workspace",
            ),
        ),
        value=wanted,
    )


def _no_items(summary: Summary, upstream: _Upstream) -> Iterator[Problem]:
    derived = summary.upstream
    if upstream.known.issuperset(derived.values()) or not upstream.complete:
        return
    for position, key in derived.items():
        if key in upstream.known:
            continue
        yield Problem(
            Text(
                f"上级清单 {upstream.id} 里没有事项 {key}",
                f"the upstream list {upstream.id} has no item {key}",
            ),
            ("items", position, "upstream"),
            did_you_mean(
                upstream.guesses.of(key),
                Text("核对上级清单的事项编号", "look the id up in the upstream list"),
            ),
            value=key,
        )


@rule(
    "QZ313",
    "error",
    title=Text("示意字段不存在", "Illustrative field does not exist"),
    why=Text(
        "示意字段是告诉读者哪些值没有依据。字段名写错，就等于没有说明。",
        "Illustrative fields tell a reader which values rest on nothing. A misspelt one tells nobody.",
    ),
    fails=Example(
        _TASK % "区民政局",
        {
            "kind": "task-list",
            "source": "{title: 示例, provenance: compiled, illustrative_fields: [deadlines]}",
        },
    ),
    passes=Example(
        _TASK % "区民政局",
        {
            "kind": "task-list",
            "source": "{title: 示例, provenance: compiled, illustrative_fields: [deadline]}",
        },
    ),
)
def unknown_illustrative_field(subject: Subject) -> Iterator[Problem]:
    named = subject.header.get("source", {}).get("illustrative_fields", ())
    known = subject.traits.fields
    for number, name in enumerate(named):
        if name not in known:
            yield Problem(
                Text(f"事项没有字段“{name}”", f"items have no field “{name}”"),
                ("source", "illustrative_fields", number),
                did_you_mean(suggest(name, known), Text("改正字段名", "correct the name of the field")),
                value=name,
            )
