"""The protocol, spoken with the server as an editor starts it: one process for all."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from lsp.conftest import ADOPTION, LIST, lay
from lsp.editor import Editor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

POWERS, DONGMEN = "lists/powers.yaml", "lists/dongmen.yaml"


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """An editor with both lists open."""
    editor = Editor(lay(tmp_path_factory.mktemp("清单 区%20")))
    editor.open(POWERS)
    editor.open(DONGMEN)
    yield editor
    assert editor.close() == 0
    assert editor.shown == []


def _place(text: str, word: str, back: int = 0) -> tuple[int, int]:
    before = text[: text.rindex(word)] + word[: len(word) - back]
    line = before.count("\n")
    return line, len(before.rsplit("\n", 1)[-1].encode("utf-16-le")) // 2


def test_it_counts_as_every_editor_can(editor: Editor) -> None:
    assert editor.can["positionEncoding"] == "utf-16"


def test_findings_follow_what_is_typed(editor: Editor) -> None:
    editor.type(POWERS, LIST.replace('𠮷祥街消防安全检查"', '𠮷祥街消防安全检查"\n    offce: 某科'))
    (found,) = [each for each in editor.findings(POWERS) if each["code"] == "QZ104"]
    assert (found["severity"], found["source"]) == (1, "qzqd")
    assert found["range"] == {"start": {"line": 10, "character": 4}, "end": {"line": 10, "character": 9}}
    editor.type(POWERS, LIST)
    assert editor.findings(POWERS) == []


def test_a_change_is_told_in_the_other_file_too(editor: Editor) -> None:
    editor.type(POWERS, LIST.replace("id: JD-002", "id: JD-003"))
    assert editor.findings(DONGMEN)
    editor.type(POWERS, LIST)
    assert editor.findings(DONGMEN) == []


def test_hover_counts_units_behind_an_astral_character(editor: Editor) -> None:
    line, unit = _place(ADOPTION, "upstream: JD-001", back=2)
    found = editor.ask("textDocument/hover", editor.at(DONGMEN, line, unit))
    assert found["contents"]["kind"] == "markdown"
    start = ADOPTION.split("\n")[line].index("JD-001") + 1  # one character of two units stands before it
    assert found["range"]["start"] == {"line": line, "character": start}


def test_completion_replaces_the_word(editor: Editor) -> None:
    editor.type(POWERS, LIST.replace("power_type: 行政检查", "power_type: 行"))
    line, unit = _place(LIST, "power_type: 行政检", back=2)
    found = editor.ask("textDocument/completion", editor.at(POWERS, line, unit))
    offered = {each["label"]: each["textEdit"] for each in found["items"]}
    assert offered["行政许可"]["newText"] == "行政许可"
    assert offered["行政许可"]["range"]["start"] == {"line": line, "character": unit - 1}
    editor.type(POWERS, LIST)


def test_what_is_offered_shows_no_control_characters(editor: Editor) -> None:
    editor.type(POWERS, LIST.replace("占道经营的处罚", '"占道\\u202e经营"'))
    line, unit = _place(ADOPTION, "upstream: JD-001")
    found = editor.ask("textDocument/completion", editor.at(DONGMEN, line, unit))
    (told,) = [each["detail"] for each in found["items"] if each["label"] == "JD-002"]
    assert told == "占道‹U+202E›经营"
    editor.type(POWERS, LIST)


def test_definition_leads_to_the_item_and_to_the_law(editor: Editor) -> None:
    (item,) = editor.ask(
        "textDocument/definition", editor.at(DONGMEN, *_place(ADOPTION, "upstream: JD-001", 2))
    )
    assert item["uri"] == editor.uri(POWERS)
    assert item["range"]["start"] == {"line": 8, "character": 8}
    (law,) = editor.ask("textDocument/definition", editor.at(POWERS, *_place(LIST, "消防法", 1)))
    assert law["uri"] == editor.uri("lists/registers/laws.yaml")


def test_a_quick_fix_is_offered_with_its_finding(editor: Editor) -> None:
    editor.type(POWERS, LIST.replace("- id: JD-001", "- ID: JD-001"))
    here = {"start": {"line": 8, "character": 0}, "end": {"line": 8, "character": 0}}
    request = {"textDocument": {"uri": editor.uri(POWERS)}, "range": here, "context": {"diagnostics": []}}
    action = editor.ask("textDocument/codeAction", request)[0]
    assert (action["kind"], action["diagnostics"][0]["code"]) == ("quickfix", "QZ104")
    (edit,) = action["edit"]["changes"][editor.uri(POWERS)]
    assert edit["newText"] == "id"
    editor.type(POWERS, LIST)


def test_renaming_changes_every_file(editor: Editor) -> None:
    place = editor.at(DONGMEN, *_place(ADOPTION, "upstream: JD-001", 2))
    prepared = editor.ask("textDocument/prepareRename", place)
    assert prepared["range"]["start"]["line"] == place["position"]["line"]
    quoted = editor.at(DONGMEN, *_place(ADOPTION, '"JD-002"', 2))
    assert editor.ask("textDocument/prepareRename", quoted)["placeholder"] == "JD-002"
    changed = editor.ask("textDocument/rename", {**place, "newName": "XF-1"})["changes"]
    assert sorted(changed) == sorted(map(editor.uri, (POWERS, DONGMEN)))
    refused = editor.ask("textDocument/rename", {**place, "newName": "JD-002"})
    assert "已经有了" in refused["message"]
    assert "Traceback" not in str(refused)


@pytest.mark.parametrize("position", [{"line": -1, "character": 0}, {"line": 2**70, "character": 0}, {}])
def test_a_request_for_no_place_is_answered(position: dict[str, int], editor: Editor) -> None:
    place = {"textDocument": {"uri": editor.uri(POWERS)}, "position": position}
    assert editor.ask("textDocument/hover", place)["code"] in (-32602, -32603)
    assert editor.findings(POWERS) == []
    editor.shown.clear()


def test_in_a_file_over_the_limit_nothing_is_offered(editor: Editor) -> None:
    editor.type(POWERS, "x" * (33 * 2**20))
    assert [each["code"] for each in editor.findings(POWERS)] == ["QZ005"]
    assert editor.ask("textDocument/completion", editor.at(POWERS, 0, 1))["items"] == []
    editor.type(POWERS, LIST)
    assert editor.findings(POWERS) == []


def test_what_is_no_list_is_left_alone(editor: Editor) -> None:
    editor.open("compose.yaml", "services: [")
    assert editor.findings("compose.yaml") == []
    assert editor.ask("textDocument/hover", editor.at("compose.yaml", 0, 1)) is None


@pytest.mark.parametrize(
    "address",
    ["file:///a%00b.yaml", "file:///\ud800.yaml", "git:/a.yaml?HEAD", "untitled:1", "file://host/a.yaml", ""],
)
def test_an_address_of_no_file_here_is_no_file(editor: Editor, address: str) -> None:
    document = {"uri": address, "languageId": "yaml", "version": 0, "text": "kind: laws"}
    editor.tell("textDocument/didOpen", {"textDocument": document})
    there = {"textDocument": {"uri": address}, "position": {"line": 0, "character": 1}}
    assert editor.ask("textDocument/hover", there) is None
    assert editor.shown == []


@pytest.mark.skipif(sys.platform != "linux", reason="other systems tell otherwise what a process holds")
def test_what_was_asked_is_let_go_of(tmp_path: Path) -> None:
    head, items = LIST.split("items:\n")
    first = items.partition("  - id: JD-002")[0]
    rows = (first.replace("JD-001", f"JD-{number:04}") for number in range(1_000))
    (lay(tmp_path) / POWERS).write_text(f"{head}items:\n{''.join(rows)}", "utf-8")
    editor = Editor(tmp_path)
    editor.open(POWERS)
    held = []
    for times in (5, 20):
        for _ in range(times):
            editor.ask("textDocument/completion", editor.at(POWERS, 12, 20))
        held.append(editor.memory())
    assert editor.close() == 0
    assert held[1] - held[0] < 2_000_000
