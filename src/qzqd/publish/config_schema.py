"""The schema of qzqd.toml, declared as the kinds are; it gives editors their help and loading its checks."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, WithJsonSchema

from qzqd.compare.change import LABELS, ChangeType
from qzqd.kinds import DIALECT
from qzqd.kinds.export import Generator
from qzqd.kinds.fields import ItemId, Line, Model, field
from qzqd.kinds.header import Ignore
from qzqd.kinds.rank import Peer, Rank
from qzqd.locale import Text

Threshold = Annotated[int | float, WithJsonSchema({"type": "number", "minimum": 0, "maximum": 100})]
RuleFamily = Annotated[str, Field(pattern=r"^QZ[0-9]{1,3}$")]


class IgnoreTable(Ignore):
    path: Line | None = field(
        Text("文件", "Path"),
        Text("文件通配符；不写表示全部。", "A glob of files; all where absent."),
        example="catalogues/shiyan/**",
    )
    item: ItemId | None = field(
        Text("事项编号", "Item"), Text("只对这个事项。", "Only for this item."), example="JD-003"
    )


class DemandTable(Model):
    severity: Literal["error", "warning", "info", "off"] = field(
        Text("严重程度", "Severity"),
        Text(
            "没有批准有多严重；off 表示不要求批准。",
            "How bad it is to have no approval; off: none is asked for.",
        ),
        example="error",
        required=True,
    )
    rank: Rank | Peer | None = field(
        Text("批准级别", "Rank"),
        Text(
            "批准机关至少是哪一级；同级指清单适用地区的级别。",
            "The least rank of the approving body; 同级 is the level of the list's own jurisdiction.",
        ),
        example="同级政府",
    )
    number: bool | None = field(
        Text("要有文号", "Number"),
        Text("批准文件要有文号。", "The approval has to have a document number."),
        example=True,
    )
    dates: list[Literal["reviewed", "legal_review", "notice", "effective"]] | None = field(
        Text("要有日期", "Dates"),
        Text(
            "批准文件里必须写明的日期：审核、合法性审查、公告、施行。",
            "The dates that the approval has to give: of review, legal review, notice, effect.",
        ),
        example=["reviewed", "legal_review"],
    )
    notice_days: Annotated[int, Field(ge=0, le=365)] | None = field(
        Text("公告天数", "Days of notice"),
        Text(
            "公告日与施行日之间至少几个工作日，两日都不算。",
            "The least number of working days between notice and effect, neither counted.",
        ),
        example=5,
    )


def _change(change: ChangeType) -> Any:
    label = LABELS[change]
    about = Text(f"“{label.zh}”要有什么批准。", f"What “{label.en}” needs.")
    return field(label, about, example={"severity": "error", "rank": "同级政府"})


class ChangeTable(Model):
    added: DemandTable | None = _change("added")
    cancelled: DemandTable | None = _change("cancelled")
    withdrawn: DemandTable | None = _change("withdrawn")
    delegated: DemandTable | None = _change("delegated")
    recalled: DemandTable | None = _change("recalled")
    adopted: DemandTable | None = _change("adopted")
    merged: DemandTable | None = _change("merged")
    split: DemandTable | None = _change("split")
    renamed: DemandTable | None = _change("renamed")
    basis: DemandTable | None = _change("basis")
    transferred: DemandTable | None = _change("transferred")
    moved: DemandTable | None = _change("moved")
    edited: DemandTable | None = _change("edited")


class PolicyTable(Model):
    base: Literal["public", "internal", "community"] | None = field(
        Text("预设", "Base"),
        Text(
            "没有另外写明的按哪个预设。",
            "The preset that holds where nothing else is written.",
        ),
        example="internal",
    )
    all: ChangeTable | None = field(
        Text("所有清单", "All lists"),
        Text(
            "不论清单类型，每种调整要什么批准；预设里按类型写明的仍按类型。",
            "What each type of change needs in lists of any kind; what a preset says of one kind still goes before.",
        ),
        example={"edited": {"severity": "off"}},
    )
    kinds: dict[str, ChangeTable] | None = field(
        Text("某类清单", "By kind"),
        Text("某一类清单的每种调整要什么批准。", "What each type of change needs in lists of one kind."),
        example={"community-access": {"added": {"severity": "error", "notice_days": 10}}},
    )


class CoverageTable(Model):
    fail_under: Threshold | None = field(
        Text("承接率下限", "Fail under"),
        Text(
            "每份通用清单的总承接率不低于百分之几。",
            "The least rate of adoption of every baseline, in per cent.",
        ),
        example=95,
    )
    fail_under_unit: Threshold | None = field(
        Text("单位承接率下限", "Fail under, by unit"),
        Text("每个单位的承接率不低于百分之几。", "The least rate of adoption of every unit, in per cent."),
        example=90,
    )
    fail_under_aspect: dict[str, Threshold] | None = field(
        Text("要素覆盖下限", "Fail under, by aspect"),
        Text("要素名称到百分比，例如 office。", "Per cent by name of an aspect, such as office."),
        example={"office": 100},
    )
    fail_on: list[Literal["missing", "outdated", "expired-waiver", "declared"]] | None = field(
        Text("不许出现", "Fail on"),
        Text(
            "missing 缺失；outdated 待复核；expired-waiver 到期的豁免；declared 只作整份声明、没有逐项填报的。",
            "What must not occur at all: missing, outdated, expired-waiver, declared (adopted by a statement about the whole list only).",
        ),
        example=["missing"],
    )


class ConfigFile(Model):
    paths: Annotated[list[Line], Field(min_length=1)] | None = field(
        Text("清单位置", "Paths"),
        Text(
            "清单所在的文件夹或文件，相对本文件。",
            "Folders or files that hold catalogues, relative to this file.",
        ),
        example=["catalogues"],
    )
    exclude: list[Line] | None = field(
        Text("排除", "Exclude"),
        Text("不检查的文件通配符。", "Globs of files that are left out."),
        example=["**/drafts/**"],
    )
    registers: list[Line] | None = field(
        Text("登记簿", "Registers"),
        Text("登记簿文件的通配符。", "Globs of the register files."),
        example=["catalogues/registers/*.yaml"],
    )
    select: list[RuleFamily] | None = field(
        Text("只用规则", "Select"),
        Text(
            "只检查这些规则；QZ2 代表所有 QZ2 开头的。", "Check these rules only; QZ2 is all that begin so."
        ),
        example=["QZ204"],
    )
    disable: list[RuleFamily] | None = field(
        Text("停用规则", "Disable"),
        Text(
            "不检查的规则；QZ2 代表所有 QZ2 开头的。",
            "Rules that are switched off; QZ2 is all that begin so.",
        ),
        example=["QZ207"],
    )
    ignore: list[RuleFamily] | None = field(
        Text("停用规则（旧名）", "Disable, by its old name"),
        Text(
            "disable 的旧名，仍然有效；容易与 ignores（忽略单个问题）混淆。",
            "The old name of disable, which still works; it was taken for ignores, which is about single findings.",
        ),
        example=["QZ207"],
    )
    severity: dict[str, Literal["error", "warning", "info"]] | None = field(
        Text("严重程度", "Severity"),
        Text(
            "改变规则的严重程度；QZ7 代表所有 QZ7 开头的。",
            "Severities other than the rule's own; QZ7 is all that begin so.",
        ),
        example={"QZ404": "error"},
    )
    power_types: list[Line] | None = field(
        Text("地方权力类型", "Local power types"),
        Text("“9+X”中的 X。", "Power types that a place adds."),
        example=["行政调解"],
    )
    code_profile: Literal["16", "31"] | None = field(
        Text("地方编码规则", "Code profile"),
        Text("地方编码是 16 位还是 31 位。", "Whether local codes have 16 or 31 characters."),
        example="16",
    )
    schemas: dict[str, Line] | None = field(
        Text("本地格式", "Local schemas"),
        Text(
            "清单类型到本地 JSON Schema 文件（2020-12，不超过 1 MiB，不能引用别的文件）。",
            "A local JSON Schema file for a kind, applied on top: 2020-12, 1 MiB at most, referring to no other file.",
        ),
        example={"street-powers": "schemas/street-powers.local.json"},
    )
    max_bytes: Annotated[int, Field(ge=1024, le=2**31)] | None = field(
        Text("文件大小上限", "Size limit"),
        Text("单个文件的字节数上限。", "The most bytes a file may have."),
        example=33554432,
    )
    policy: PolicyTable | None = field(
        Text("调整要求", "Policy"),
        Text("qzqd diff 对每种调整要求的批准。", "The approval that qzqd diff asks for, by type of change."),
        example={"base": "internal"},
    )
    coverage: CoverageTable | None = field(
        Text("覆盖率要求", "Coverage"),
        Text("qzqd coverage 的达标要求。", "The thresholds of qzqd coverage."),
        example={"fail_under": 95, "fail_on": ["missing"]},
    )
    ignores: list[IgnoreTable] | None = field(
        Text("忽略", "Ignores"),
        Text("有理由不改的问题。", "Findings that may stay, each with its reason."),
        example=[{"rule": "QZ207", "reason": "公布原文如此"}],
    )


def config_schema() -> dict[str, Any]:
    """JSON Schema of qzqd.toml."""
    body = ConfigFile.model_json_schema(schema_generator=Generator)
    return {
        "$schema": DIALECT,
        "title": "qzqd.toml",
        "x-en": {"title": "qzqd.toml", "description": ""},
        **body,
    }
