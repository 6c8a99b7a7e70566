"""What is asked at a terminal may quote files of strangers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from qzqd.cli import asking

if TYPE_CHECKING:
    import pytest

TITLE = "清单\x1b]0;x\x07\u202e"


def test_no_question_is_obeyed_and_the_answer_is_what_was_proposed(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []

    def asked(question: str, *, default: Any, show_default: bool = True) -> Any:
        """As somebody who presses Enter."""
        assert not (show_default and isinstance(default, str))
        shown.append(question)
        return default

    monkeypatch.setattr(typer, "prompt", asked)
    monkeypatch.setattr(typer, "confirm", asked)
    assert asking.answer("名称\x1b[2J", TITLE) == TITLE
    assert asking.agrees("取消\u202e吗", proposed=True)
    assert shown == ["名称‹U+001B›[2J [清单‹U+001B›]0;x‹U+0007›‹U+202E›]", "取消‹U+202E›吗"]
