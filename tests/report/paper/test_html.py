"""The base of every page: text is never markup, whatever template it stands in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from jinja2 import UndefinedError

from qzqd.locale import Text
from qzqd.report.paper.html import HtmlCell, json_for_script, page
from report.changes.page import assert_strict, read

if TYPE_CHECKING:
    from pathlib import Path

    from qzqd.locale import Language

_ATTACK = "</script><script>pwned=1</script><img src=x onerror=pwned=1>\"'&lt;\u202e\x1b[31m\r"
_SEEN = "</script><script>pwned=1</script><img src=x onerror=pwned=1>\"'&lt;‹U+202E›‹U+001B›[31m‹U+000D›"
_TEMPLATE = """\
{% extends "base.html" %}
{% from "parts.html" import joined, table %}
{% block main %}
<p title="{{ text }}">{{ text }}</p>
<p>{{ [text, text] | join(text) }}</p>
<p>{{ joined([text, text], text) }}</p>
{{ table(text, ["one", text], [[text, Cell(text, text, "error")]]) }}
<script type="application/json">{{ data }}</script>
{% endblock %}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "attacked.html").write_text(_TEMPLATE, "utf-8")
    (tmp_path / "bilingual.html").write_text('{% extends "base.html" %}', "utf-8")
    return tmp_path


def test_no_text_is_markup_wherever_it_stands(folder: Path) -> None:
    data = json_for_script({"text": _ATTACK}, 2)
    report = page(
        "attacked.html",
        folder,
        "zh",
        script=True,
        title=_ATTACK,
        text=_ATTACK,
        data=data,
        Cell=HtmlCell,
        sources=[],
    )
    assert_strict(report)
    found = read(report)
    assert next(found.every("title")).text() == _SEEN
    paragraph, joined, other = found.every("p")
    assert (paragraph.text(), paragraph.attributes["title"]) == (_SEEN, _SEEN)
    assert joined.text() == other.text() == _SEEN * 3
    assert [cell.text() for cell in found.every("td")] == [f"{_SEEN} {_SEEN}"]
    stored, ours = found.every("script")
    assert json.loads(stored.text()) == {"text": _SEEN}
    assert "pwned" not in ours.text()


@pytest.mark.parametrize(("language", "tag", "title"), [("zh", "zh-CN", "标题"), ("en", "en", "Title")])
def test_a_text_comes_out_in_the_language_of_the_page(
    folder: Path, language: Language, tag: str, title: str
) -> None:
    found = read(page("bilingual.html", folder, language, title=Text("标题", "Title"), sources=[]))
    assert next(found.every("html")).attributes["lang"] == tag
    assert next(found.every("h1")).text() == title


def test_a_name_that_nobody_gave_is_an_error_and_no_gap(folder: Path) -> None:
    with pytest.raises(UndefinedError):
        page("bilingual.html", folder, "zh", sources=[])
