"""The schema of qzqd.toml, declared as the kinds are; it gives editors their help and loading its checks."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from qzqd.kinds import DIALECT
from qzqd.kinds.catalogue import Ignore
from qzqd.kinds.export import Generator
from qzqd.kinds.fields import ItemId, Line, Model, field
from qzqd.locale import Text

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
    ignore: list[RuleFamily] | None = field(
        Text("停用规则", "Ignore"),
        Text(
            "不检查的规则；QZ2 代表所有 QZ2 开头的。",
            "Rules that are switched off; QZ2 is all that begin so.",
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
        Text("清单类型到本地 JSON Schema 文件。", "A local JSON Schema file for a kind, applied on top."),
        example={"street-powers": "schemas/street-powers.local.json"},
    )
    max_bytes: Annotated[int, Field(ge=1024, le=2**31)] | None = field(
        Text("文件大小上限", "Size limit"),
        Text("单个文件的字节数上限。", "The most bytes a file may have."),
        example=33554432,
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
