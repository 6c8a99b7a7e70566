"""QZ1xx: the shape of a catalogue. Upheld by its JSON Schema; `qzqd.open.schema` has the messages."""

from __future__ import annotations

from qzqd.check.rule import CERTIFICATES, Example, Scene, certificate, declare
from qzqd.locale import Text

_GOOD = certificate("居民养犬证明")


def _local(items: str) -> Scene:
    """Under a schema of the place's own, which asks for one certificate that may be issued."""
    schema = '{"properties": {"items": {"contains": {"properties": {"issuance": {"const": "may"}}}}}}\n'
    settings = '[schemas]\ncommunity-certificates = "local.json"\n'
    files = {"list.yaml": _GOOD._replace(body=items).text(), "qzqd.toml": settings, "local.json": schema}
    return Scene("validate", files)


def _bad(item: str, **header: str) -> Example:
    return Example(f"items:\n  - {{{item}}}\n", {**CERTIFICATES, **header})


declare(
    "QZ101",
    "error",
    title=Text("缺少字段", "A missing field"),
    why=Text(
        "这个字段是必填的。qzqd schema 清单类型 可以看到每个字段。",
        "The field is required. `qzqd schema KIND` shows every field.",
    ),
    fails=_bad("id: ZM-01, name: 居民养犬证明"),
    passes=_GOOD,
)
declare(
    "QZ102",
    "error",
    title=Text("值的类型不对", "A value of the wrong type"),
    why=Text(
        "最常见的是编码没有加引号，被读成了数字：前面的 0 会丢，位数太长会变。编码一律加引号。",
        "Most often a code without quotes, read as a number: leading zeros go, long ones change. Quote all codes.",
    ),
    fails=_bad("id: 42030201, name: 居民养犬证明, issuance: shall-not"),
    passes=_bad('id: "42030201", name: 居民养犬证明, issuance: shall-not'),
)
declare(
    "QZ103",
    "error",
    title=Text("值不在规定的范围里", "A value that is not in the list"),
    why=Text(
        "这个字段只能取规定的几个值；地方增加的权力类型写在 qzqd.toml 的 power_types。",
        "The field takes only the values listed; power types that a place adds stand in power_types of qzqd.toml.",
    ),
    fails=_bad("id: ZM-01, name: 居民养犬证明, issuance: shallnot"),
    passes=_GOOD,
)
declare(
    "QZ104",
    "error",
    title=Text("未知字段", "An unknown field"),
    why=Text(
        "字段名写错时，内容不会生效，所以未知字段一律报错。多余的说明写在 note。",
        "A misspelt field has no effect, so unknown ones are errors. Further remarks go into `note`.",
    ),
    fails=_bad("id: ZM-01, name: 居民养犬证明, issuance: shall-not, remark: 无"),
    passes=_bad("id: ZM-01, name: 居民养犬证明, issuance: shall-not, note: 无"),
)
declare(
    "QZ105",
    "error",
    title=Text("格式不对", "The wrong form"),
    why=Text(
        "编号、编码、版本等字段有固定的写法，例子见提示。",
        "Ids, codes and editions have a fixed form; the hint shows an example.",
    ),
    fails=_bad("id: ZM 01, name: 居民养犬证明, issuance: shall-not"),
    passes=_GOOD,
)
declare(
    "QZ106",
    "error",
    title=Text("不是有效的日期", "Not a valid date"),
    why=Text(
        '日期写成 年-月-日，例如 "2025-01-31"，月和日都是两位，而且要确有这一天。',
        'Dates are written year-month-day, such as "2025-01-31", two digits each for month and day; the day must exist.',
    ),
    fails=_bad('id: ZM-01, name: 居民养犬证明, issuance: shall-not, effective: "2025-2-30"'),
    passes=_bad('id: ZM-01, name: 居民养犬证明, issuance: shall-not, effective: "2025-02-28"'),
)
declare(
    "QZ107",
    "error",
    title=Text("太长或太短", "Too long or too short"),
    why=Text(
        "文字是空的，或者长得不像这个字段的内容；长说明写在 note。",
        "The text is empty, or too long for its field; long remarks go into `note`.",
    ),
    fails=_bad('id: ZM-01, name: "", issuance: shall-not'),
    passes=_GOOD,
)
declare(
    "QZ108",
    "error",
    title=Text("项数不对", "Too few or too many entries"),
    why=Text(
        "列表是空的，或者有重复；没有内容就不写这个字段。",
        "The list is empty or repeats itself; leave out a field that has no content.",
    ),
    fails=_bad("id: ZM-01, name: 居民养犬证明, issuance: shall-not, replaces: []"),
    passes=_GOOD,
)
declare(
    "QZ109",
    "error",
    title=Text("数值超出范围", "A number out of range"),
    why=Text("序号、条款号从 1 起。", "Numbers of items and of articles begin at 1."),
    fails=_bad("id: ZM-01, name: 居民养犬证明, issuance: shall-not, seq: 0"),
    passes=_bad("id: ZM-01, name: 居民养犬证明, issuance: shall-not, seq: 1"),
)
declare(
    "QZ110",
    "error",
    title=Text("没有这种清单类型", "No such kind of list"),
    why=Text("qzqd kinds 列出所有清单类型。", "`qzqd kinds` names them all."),
    fails=Example(_GOOD.body, {"kind": "community-certificate"}),
    passes=_GOOD,
)
declare(
    "QZ111",
    "error",
    title=Text("不符合本地格式要求", "Against a local constraint"),
    why=Text(
        "qzqd.toml 的 schemas 指定了更严格的本地格式，这里没有满足。",
        "`schemas` in qzqd.toml names a stricter local schema, which this does not meet.",
    ),
    fails=_local(_GOOD.body),
    passes=_local(_GOOD.body.replace("shall-not", "may")),
)
