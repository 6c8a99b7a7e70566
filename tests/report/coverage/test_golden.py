"""The same answers in every format, as they are read; HTML is judged beside its own tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qzqd import formats
from report.rendering import coverage as render

from . import samples
from .golden import agreed

if TYPE_CHECKING:
    from qzqd.cover.coverage import By
    from qzqd.locale import Language

_ENDINGS = {
    "text": "txt",
    "json": "json",
    "markdown": "md",
    "csv": "csv",
    "badge": "svg",
    "lcov": "info",
}


@pytest.mark.usefixtures("frozen")
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("format_name", _ENDINGS)
@pytest.mark.parametrize("name", ["rich", "plain", "empty"])
def test_reads_as_agreed(name: str, format_name: str, language: Language) -> None:
    report = render(getattr(samples, name)(), format_name, language)
    assert agreed(f"{name}.{language}.{_ENDINGS[format_name]}", report)


@pytest.mark.parametrize("by", ["category", "office", "department"])
def test_told_apart_otherwise(by: By) -> None:
    assert agreed(f"rich.{by}.zh.txt", render(samples.rich(), "text", "zh", by=by))
    assert agreed(f"rich.{by}.zh.csv", render(samples.rich(), "csv", "zh", by=by))


def test_every_format_is_named() -> None:
    assert {*formats.names("coverage")} == {*_ENDINGS, "html", "xlsx"}
