"""How a field is declared: its names in both languages, its meaning, an example, its constraint."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from qzqd.kinds.traits import FieldRole, Handed
from qzqd.locale import Text

_Entry = TypeVar("_Entry")

Reference = Literal["unit", "office", "department", "body", "law", "item", "upstream", "catalogue"]
"""What the value of a field points at: a register, an item of this list, or another list."""


def field(
    title: Text,
    about: Text,
    *,
    example: object,
    required: bool = False,
    need: str | None = None,
    when: dict[str, list[str]] | None = None,
    amiss: dict[str, list[str]] | None = None,
    refers: Reference | None = None,
    extensible: str | None = None,
    roles: tuple[FieldRole, ...] = (),
    handed: dict[str, Handed] | None = None,
    later: bool = False,
    aka: tuple[str, ...] = (),
    autonomous: tuple[str, ...] = (),
    said: dict[str, tuple[str, ...]] | None = None,
) -> Any:
    """Declare one field.

    need: the code of the rule that asks every live item for it (the schema then leaves it optional:
        a list in preparation is well-formed before it is complete).
    when: ask only of items each of whose named fields has one of these values.
    amiss: it says the contrary of these values, so that an item with both has one of them wrong (QZ646).
    refers: check the value against a register or a list.
    extensible: the setting of qzqd.toml that adds values to the list of allowed ones.
    roles: what it is to counts, comparison and coverage; see `kinds.traits`.
    later: speaks of other items or of what became of this one, and so is left out of a first list.
    aka: the headings, beside its title, that columns of published tables have for it; see `kinds.columns`.
    said: by value, words beside its label by which titles of tables mean it.
    autonomous: values that mean a body of residents, and no part of the government.
    handed: values that mean that an item was handed down or taken back, with the change type.
    """
    extra: dict[str, Any] = {"x-en": {"title": title.en, "description": about.en}}
    if need:
        extra["x-need"] = {"rule": need, **({"when": when} if when else {})}
    if amiss:
        extra["x-amiss"] = amiss
    if refers:
        extra["x-refers"] = refers
    if extensible:
        extra["x-extensible"] = extensible
    if roles:
        extra["x-roles"] = list(roles)
    if later:
        extra["x-later"] = True
    if aka:
        extra["x-aka"] = list(aka)
    if said:
        extra["x-said"] = {value: list(words) for value, words in said.items()}
    if autonomous:
        extra["x-autonomous"] = list(autonomous)
    if handed:
        extra["x-handed"] = handed
    return Field(
        default=... if required else None,
        title=title.zh,
        description=about.zh,
        examples=[example],
        json_schema_extra=extra,
    )


class Model(BaseModel):
    """A mapping of a catalogue: no unknown fields, no silent conversion."""

    model_config = ConfigDict(extra="forbid", strict=True)


# Patterns hold no nested repetition, so no engine can be made to backtrack on them.
Line = Annotated[str, Field(min_length=1, max_length=500, pattern=r"\S")]
Prose = Annotated[str, Field(min_length=1, max_length=20_000, pattern=r"\S")]
Kept = Annotated[str, Field(min_length=1, pattern=r"\S")]
"""As a table had it, of any length: what is never judged is not cut either."""
NonEmpty = Annotated[list[_Entry], Field(min_length=1)]
Count = Annotated[int, Field(ge=0, le=1_000_000)]
Positive = Annotated[int, Field(ge=1, le=100_000)]
Date = Annotated[str, Field(json_schema_extra={"format": "date"})]
EditionDate = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{4}(-[0-9]{2}-[0-9]{2})?$",
        json_schema_extra={"if": {"minLength": 5}, "then": {"format": "date"}},
    ),
]
ItemId = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
CatalogueId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._/-]{0,127}$")]
RuleCode = Annotated[str, Field(pattern=r"^QZ[0-9]{3}$")]
DivisionCode = Annotated[str, Field(pattern=r"^[0-9]{6}([0-9]{3}([0-9]{3})?)?$")]
UnitCode = Annotated[str, Field(pattern=r"^([0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{15}|[0-9A-Z]{18})$")]
Number = Annotated[int | float, WithJsonSchema({"type": "number", "minimum": 0})]
Month = Annotated[str, Field(pattern=r"^[0-9]{4}(-[0-9]{2})?$")]
"""Of a year, or the year as a whole."""
Percent = Annotated[int, Field(ge=1, le=100)]
UnitType = Literal[
    "province",
    "city",
    "county",
    "street",
    "township",
    "community",
    "grid",
    "estate",
    "villager-group",
    "building",
    "department",
    "institution",
    "office",
]
UNIT_TYPES = (
    "province 省；city 市；county 县区；street 街道；township 乡镇；community 社区（村）；grid 网格；estate 小区；"
    "villager-group 村民小组；building 楼栋；department 部门；institution 事业单位；office 内设机构。"
)
Provenance = Literal["official", "compiled", "stated", "illustrative"]
