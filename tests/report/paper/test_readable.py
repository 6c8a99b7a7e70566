"""A catalogue in words, for `git diff`: whatever is in it, and nothing of it left out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from qzqd import kinds
from qzqd.read.tree import parse
from qzqd.report.paper.readable import readable
from qzqd.report.paper.safe import safe

CATALOGUES = sorted(Path(__file__).parents[3].glob("catalogues/**/*.yaml"))
_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=5,
)


@st.composite
def catalogues(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(kinds.names()))
    schema = kinds.schema(kind)
    header, item = schema["properties"], kinds.item_schema(schema)["properties"]
    items = draw(
        st.lists(st.dictionaries(st.sampled_from([*item, "未知"]), _ANYTHING, max_size=4), max_size=2)
    )
    fields = draw(st.dictionaries(st.sampled_from([*header, "未知"]), _ANYTHING, max_size=3))
    return {**fields, "kind": kind, "items": items}


@given(catalogues())
def test_anything_can_be_said(catalogue: dict[str, Any]) -> None:
    for text in (readable(catalogue, "zh"), readable(catalogue, "en")):
        assert [*map(safe, text.split("\n"))] == text.split("\n")
        assert text.endswith("\n")


def test_every_name_and_field_is_there() -> None:
    for place in CATALOGUES:
        catalogue = parse(place.read_bytes()).data
        text = readable(catalogue, "zh")
        header, *items = text.split("\n\n")
        assert str(catalogue["title"]) in header, place
        assert [block.partition("\n")[0] for block in items] == [
            f"{item['id']}  {item['name']}" for item in catalogue["items"]
        ], place
        for block, item in zip(items, catalogue["items"], strict=True):
            titles = [line for line in block.split("\n") if line[:2] == "  " and line[2] != " "]
            assert len(titles) == len(item.keys() - {"id", "name"}), place
