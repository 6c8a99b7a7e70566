"""The reference pages: complete, the same each time, and true to what qzqd says."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import pytest

from qzqd import kinds
from qzqd.check.rule import RULES, Example, Rule
from qzqd.kinds.forms import FORMS
from qzqd.locale import Text
from qzqd.publish.reference import pages, rule_page

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    return pages()


def test_committed_pages_are_current(written: dict[str, str]) -> None:
    folders = (ROOT / "docs/rules", ROOT / "docs/kinds")
    found = [*(path for folder in folders for path in folder.glob("*.md")), ROOT / "docs/policy.md"]
    committed = {path.relative_to(ROOT).as_posix() for path in found}
    stale = [
        path for path in written if path in committed and (ROOT / path).read_text("utf-8") != written[path]
    ]
    assert (committed, stale) == (set(written), []), "run python -m qzqd.publish.generate"


def test_nothing_of_the_machine_is_in_them(written: dict[str, str]) -> None:
    """Not the folder in which the examples were checked; that no day is, shows in those that were committed on another."""
    escaped = re.compile(r"\\[|Sn]")
    assert not any("/tmp" in text or "\\" in escaped.sub("", text) for text in written.values())


def test_page_of_a_rule_says_what_it_asks_and_shows_it(written: dict[str, str]) -> None:
    for code, rule in RULES.items():
        page = written[f"docs/rules/{code}.md"]
        for text in (rule.title, rule.why):
            assert text.zh in page, code
            assert text.en in page, code
        if rule.fails is not None:
            assert f"[{code}] " in page
            assert f"qzqd explain {code}" in page
        assert f"[{code}]({code}.md)" in written["docs/rules/README.md"]


@pytest.mark.parametrize("kind", kinds.names())
def test_page_of_a_kind_has_every_field(kind: str, written: dict[str, str]) -> None:
    schema, page = kinds.schema(kind), written[f"docs/kinds/{kind}.md"]
    for node in (schema, *schema["$defs"].values()):
        for name, prop in node["properties"].items():
            assert f"| `{name}` | {prop['title']}<br>" in page
            assert prop["description"] in page
    assert f"({kind}.md)" in written["docs/kinds/README.md"]


def test_rows_of_a_table_have_as_many_cells_as_its_heading(written: dict[str, str]) -> None:
    for path, text in written.items():
        if path.startswith("docs/kinds/"):
            for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
                cells = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
                assert len(cells) == 1, path


def test_links_lead_somewhere(written: dict[str, str]) -> None:
    for path, text in written.items():
        anchors = {re.sub(r"[`（）()]", "", line).lower().replace(" ", "-") for line in headings(text)}
        for target in re.findall(r"\]\(([^)]+)\)", text):
            if target.startswith("#"):
                assert target[1:] in anchors, (path, target)
            else:
                assert normal(PurePosixPath(path).parent / target) in written, (path, target)


def test_patterns_in_words_are_patterns_of_the_kinds() -> None:
    used = {pattern for kind in kinds.names() for pattern in patterns(kinds.schema(kind))}
    assert FORMS.keys() == used - {r"\S"}


def test_a_rule_about_bytes_and_one_with_neighbours() -> None:
    header = {"kind": "community-certificates"}
    item = "items:\n  - {id: ZM-01, name: 居民养犬证明, issuance: shall-not}\n"
    good = Example(item, header, beside=(Example(item, {**header, "id": "example/beside"}),))
    words = Text("试验", "a trial")
    page = rule_page(Rule("QZ999", "info", words, words, Example("", raw=b"\xff"), good))
    assert "which a page cannot show" in page
    assert "`beside-1.yaml`" in page
    assert "id: example/beside" in page


def headings(text: str) -> list[str]:
    return re.findall(r"^#+ (.+)$", text, re.MULTILINE)


def normal(path: PurePosixPath) -> str:
    parts: list[str] = []
    for part in path.parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def patterns(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("pattern"), str):
            yield node["pattern"]
        for inner in node.values():
            yield from patterns(inner)
