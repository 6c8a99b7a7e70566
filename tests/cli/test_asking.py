"""What is asked at a terminal may quote files of strangers."""

from __future__ import annotations

from typing import Any

import pytest
import typer

from qzqd.cli import asking, language

TITLE = "清单\x1b]0;x\x07\u202e"


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_chosen", "zh")


def test_no_question_is_obeyed_and_the_answer_is_what_was_proposed(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []

    def asked(question: str, *, default: Any, show_default: bool = True) -> Any:
        """As somebody who presses Enter."""
        assert not (show_default and isinstance(default, str))
        shown.append(question)
        return default

    monkeypatch.setattr(typer, "prompt", asked)
    assert asking.answer("名称\x1b[2J", TITLE) == TITLE
    assert asking.agrees("取消\u202e吗", proposed=True)
    assert shown == ["名称‹U+001B›[2J [清单‹U+001B›]0;x‹U+0007›‹U+202E›]", "取消‹U+202E›吗（是/否） [是]"]


def test_what_is_no_answer_is_asked_again_in_the_language_of_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    said = iter(("429901006", "对", "N", ""))
    shown: list[str] = []

    def asked(question: str, *, default: str, show_default: bool = True) -> str:
        shown.append(question)
        return next(said) or default

    monkeypatch.setattr(typer, "prompt", asked)
    assert asking.agrees("各栏这样对应，对吗", proposed=True)
    assert shown == ["各栏这样对应，对吗（是/否） [是]", "请回答“是”或“否” [是]"]
    assert not asking.agrees("写入吗", proposed=True)
    assert not asking.agrees("取消吗", proposed=False)
