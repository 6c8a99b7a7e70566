"""`qzqd lsp` without its library; what it does with it, tests/lsp asks."""

from __future__ import annotations

import sys

import pytest

from cli.command import qzqd


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
