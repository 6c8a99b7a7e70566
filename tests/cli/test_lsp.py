"""`qzqd lsp` without its library; what it does with it, tests/lsp asks."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from cli.command import qzqd
from qzqd.write.starter import files


@pytest.mark.parametrize("absent", ["pygls", "pygls.exceptions", "lsprotocol"])
def test_without_the_extra_it_says_how_to_get_it(
    absent: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in sys.modules if name == "qzqd.lsp.server"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, absent, None)
    ran = qzqd(capsys, "lsp")
    assert ran.code == 3
    assert 'pip install "qzqd[lsp]"' in ran.err
    assert ran.out == ""


@pytest.mark.parametrize("page", ["editor.md", "editor.zh-CN.md"])
def test_the_page_shows_the_settings_that_init_writes(page: str) -> None:
    (shown,) = re.findall(
        r"```json\n(.*?)```", (Path(__file__).parents[2] / "docs" / page).read_text("utf-8"), re.S
    )
    assert json.loads(shown) == json.loads(files("laws")[".vscode/settings.json"])
