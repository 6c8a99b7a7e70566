"""Any bytes come to findings or a summary, never to an exception; and to the same ones every time."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from examples import share
from qzqd import kinds
from qzqd.check.engine import Engine
from qzqd.check.rule import RULES
from qzqd.open import cache
from qzqd.open.registers import Registers
from qzqd.read.config import Config

CATALOGUES = sorted((Path(__file__).parents[2] / "catalogues").rglob("*.yaml"))
ENGINE = Engine(Config(), Registers())
JUNK = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 10**12), st.floats(allow_nan=False), st.text(max_size=6),
    st.lists(st.integers(), max_size=2), st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)  # fmt: skip


def judged(data: bytes) -> list[str]:
    result = ENGINE.check(data, "a.yaml")
    for finding in result.findings:
        assert finding.code in RULES
        assert finding.message.zh
        assert finding.message.en
        span = finding.span
        assert (1, 1) <= (span.line, span.column) <= (span.end_line, span.end_column)
    assert cache.unpack(cache.pack(result), "a.yaml").findings == result.findings
    return [finding.code for finding in result.findings]


@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    judged(data)


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    judged(text.encode("utf-8", "surrogatepass"))


def sample(kind: str) -> dict[str, Any]:
    """A catalogue of this kind in which every field is filled with its example."""
    schema = kinds.schema(kind)

    def filled(definition: dict[str, Any]) -> dict[str, Any]:
        return {
            name: copy.deepcopy(prop["examples"][0])
            for name, prop in definition["properties"].items()
            if prop.get("examples") and name not in ("items", "ignore")
        }

    item = schema["$defs"][schema["properties"]["items"]["items"]["$ref"].rpartition("/")[2]]
    return {"kind": kind, **filled(schema), "items": [filled(item), filled(item)]}


def paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    children = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    return [path, *(inner for key, child in children for inner in paths(child, (*path, key)))]


@settings(share(2), suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_catalogue_broken_anywhere_in_any_way(data: st.DataObject) -> None:
    catalogue = sample(data.draw(st.sampled_from(kinds.names())))
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(paths(catalogue)[1:]))
        holder = catalogue
        for part in path[:-1]:
            holder = holder[part]
        match data.draw(st.sampled_from(["junk", "delete", "rename"])):
            case "junk":
                holder[path[-1]] = data.draw(JUNK)
            case "delete":
                del holder[path[-1]]
            case "rename" if isinstance(holder, dict):
                holder[data.draw(st.text(min_size=1, max_size=5))] = holder.pop(path[-1])
    judged(yaml.safe_dump(catalogue, allow_unicode=True, sort_keys=False).encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("kind", kinds.names())
def test_the_examples_of_a_kind_pass_its_schema(kind: str) -> None:
    catalogue = sample(kind)
    del catalogue["items"][1]
    codes = judged(yaml.safe_dump(catalogue, allow_unicode=True, sort_keys=False).encode())
    assert not [code for code in codes if code < "QZ200"]


@pytest.mark.parametrize("quarter", range(4))
def test_a_real_catalogue_cut_short_anywhere(quarter: int) -> None:
    """Once in each quarter of each list, at a place that moves on from list to list: together they lie close."""
    for number, path in enumerate(CATALOGUES):
        data = path.read_bytes()
        judged(data[: len(data) * (quarter * len(CATALOGUES) + number) // (4 * len(CATALOGUES))])


def test_one_cause_one_finding() -> None:
    text = (
        "kind: community-certificates\nid: a\ntitle: b\nedition: '2025'\njurisdiction: {code: '420000', name: 湖北省}\n"
        "issuer: c\nsource: {title: d, provenance: official}\nitems:\n"
        "  - {id: A-1, name: 居民养犬证明, isuance: shall-not}\n"
        "  - {id: 42, name: '', issuance: shall-not}\n"
    )
    result = ENGINE.check(text.encode(), "a.yaml")
    assert sorted((finding.code, finding.pointer) for finding in result.findings) == [
        ("QZ102", "/items/1/id"),
        ("QZ104", "/items/0/isuance"),
        ("QZ107", "/items/1/name"),
    ]


def test_findings_point_at_characters_not_bytes() -> None:
    text = "kind: community-certificates\nid: a\ntitle: 证明清单，第一批\nedition: 2025\nitems: []\n"
    finding = next(
        found for found in ENGINE.check(text.encode(), "a.yaml").findings if found.pointer == "/edition"
    )
    assert (finding.span.line, finding.span.column, finding.span.end_column) == (4, 10, 14)
    assert finding.fix == "2025"
    assert finding.excerpt == "edition: 2025"


HEADER = (
    "kind: community-certificates\nid: a\ntitle: b\nedition: '2025'\njurisdiction: {code: '420000', name: 湖北省}\n"
    "issuer: c\nsource: {title: d, provenance: official}\n"
)


@pytest.mark.parametrize(
    ("text", "colons"),
    [
        ("kind：units\nid：x\n", [(1, 5)]),
        (HEADER.replace("source: {title: d, provenance: official}", "source:\n  title：d\n  provenance：official")
         + "items:\n  - {id: A-1, name: 甲, issuance: may}\n", [(8, 8)]),
        (HEADER + "items:\n  - id：A1\n    name：出生证明\n    issuance：may\n", [(9, 7)]),
        (HEADER + "items:\n  - {id：A1, name：甲, issuance：may}\n", [(9, 8)]),
        (HEADER + "items:\n  - {id: A1, name: 甲, issuance: may, basis: [{law：甲法, article：3}]}\n",
         [(9, 50)]),
    ],
)  # fmt: skip
def test_a_full_width_colon_that_yaml_takes_for_text_is_pointed_at(
    text: str, colons: list[tuple[int, int]]
) -> None:
    found = ENGINE.check(text.encode(), "a.yaml").findings
    assert [finding.code for finding in found] == ["QZ012"] * len(colons)
    assert [(finding.span.line, finding.span.column) for finding in found] == colons


def test_what_the_reader_says_of_an_item_names_the_item() -> None:
    items = "items:\n  - {id: A-1, name: 甲, issuance: may, note: 012}\n  - {id: A-2, name: 乙, issuance: may, note: 012}\n"
    found = ENGINE.check((HEADER + items).encode(), "a.yaml").findings
    assert [(finding.code, finding.item, finding.pointer) for finding in found] == [
        ("QZ020", "A-1", "/items/0"),
        ("QZ020", "A-2", "/items/1"),
    ]
    assert len({finding.fingerprint for finding in found}) == 2


def test_a_header_at_fault_does_not_hide_the_items() -> None:
    text = HEADER.replace("issuer: c\n", "isuer: c\n") + "items:\n  - {id: A-1, name: 甲, issuance: may}\n"
    result = ENGINE.check(text.encode(), "a.yaml")
    assert [finding.code for finding in result.findings] == ["QZ104"]
    assert result.summary is not None
    assert (result.summary.title, result.summary.items) == ("b", 1)


ITEM = "  - {{id: A-{0}, name: 证明{0}, issuance: may}}\n"


@pytest.mark.parametrize(
    "text",
    [
        HEADER + "items:\n  - {id: A-1, name: 甲, issuance: may, " + ", ".join(f"k{n}: 1" for n in range(2000)) + "}\n",
        HEADER + "items:\n  - {" + ", ".join(f"k{n}: 1" for n in range(2000)) + ", k1: 1" * 2000 + "}\n",
        HEADER + "items:\n" + "".join(ITEM.format(1) for _ in range(2000)),
        HEADER + "items: [" + ", ".join(f"a{n}：1" for n in range(5000)) + "]\n",
        HEADER + "items:\n" + "  - 1\n" * 10_500,
        HEADER.replace("title: b\n", "") + "items:\n" + "".join(ITEM.format(n) for n in range(5000)),
        HEADER + "published_count: {total: 1, by_category: {" + ", ".join(f"c{n}: 1" for n in range(2000)) + "}}\n"
        "items:\n" + ITEM.format(1),
        HEADER + 'items: "' + "[" * 50_000,
    ],
    ids=["unknown", "duplicate", "twins", "colons", "mistyped", "headless", "subtotals", "brackets"],
)  # fmt: skip
def test_hostile_files_come_to_an_end(text: str) -> None:
    """Each of these took minutes when one step of the way was quadratic."""
    result = ENGINE.check(text.encode(), "a.yaml")
    assert 1 <= len(result.findings) <= 10_001


def test_what_cannot_be_read_is_told_whatever_is_selected() -> None:
    for config in (Config(select=("QZ2",)), Config(disable=("QZ0", "QZ1"))):
        engine = Engine(config, Registers())
        assert [found.code for found in engine.check(b"items: [", "a.yaml").findings] == ["QZ010"]
        assert [found.code for found in engine.check(b"kind: nothing", "a.yaml").findings] == ["QZ110"]


def test_a_comma_in_a_value_between_braces_is_text() -> None:
    items = "items:\n  - {id: A-1, name: 深入学习，贯彻落实, issuance: may}\n"
    assert ENGINE.check((HEADER + items).encode(), "a.yaml").findings == []


@pytest.mark.parametrize("kind", kinds.names())
def test_a_misspelt_items_is_a_finding(kind: str) -> None:
    text = HEADER.replace("community-certificates", kind) + "item:\n  - {id: A-1, name: 甲}\n"
    findings = ENGINE.check(text.encode(), "a.yaml").findings
    assert [found.code for found in findings if found.value in ("item", "items")] == ["QZ104"]


@pytest.mark.parametrize(
    ("field", "written", "fix"),
    [
        ("note", "012", "012"),
        ("note", "1.0", "1.0"),
        ("note", "0003020010", "0003020010"),
        ("note", "no", "no"),
        ("note", "12:30", "12:30"),
        ("seq", "012", 12),
        ("seq", "1.0", 1),
        ("seq", "+3", 3),
        ("seq", "no", None),
        ("seq", "1:30", None),
        ("parent", "001", "001"),
        ("parent", "4.2E+8", None),
        ("parent", "420302001.0", "420302001"),
    ],
)
def test_what_is_ambiguous_becomes_what_its_field_asks_for(
    field: str, written: str, fix: str | int | None
) -> None:
    items = f"items:\n  - {{id: A-1, name: 甲, issuance: may, {field}: {written}}}\n"
    (finding,) = ENGINE.check((HEADER + items).encode(), "a.yaml").findings
    assert (finding.code, finding.fix) == ("QZ020", fix)


@pytest.mark.parametrize("first", ["", " 3", " 无", " {}"])
def test_a_list_that_begins_twice_and_is_no_list_the_first_time_is_told(first: str) -> None:
    items = "items:\n  - {id: A-1, name: 甲, issuance: may}\n"
    assert "QZ013" in judged((HEADER + f"items:{first}\n" + items).encode())
