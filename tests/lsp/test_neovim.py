"""The server under a real editor: Neovim opens, types, completes, hovers, goes to a definition and renames."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lsp.conftest import ADOPTION, lay

NEOVIM = shutil.which("nvim")


@pytest.mark.skipif(NEOVIM is None, reason="no Neovim")
def test_neovim_does_with_it_what_the_page_says(tmp_path: Path) -> None:
    answer = tmp_path / "answer.json"
    script = Path(__file__).with_name("neovim.lua")
    ran = subprocess.run(
        [str(NEOVIM), "--headless", "-u", "NONE", "-i", "NONE", "-n", "-S", str(script)],
        cwd=lay(tmp_path / "清单"),
        env={**os.environ, "QZQD_PYTHON": sys.executable, "QZQD_ANSWER": str(answer)},
        capture_output=True,
        text=True,
        timeout=180,
        check=True,
    )
    assert answer.exists(), ran.stderr
    told = json.loads(answer.read_text("utf-8"))
    assert told["told"] == [[10, 16, 28, "QZ103"]]  # Neovim counts bytes
    assert told["completed"] == 10
    assert told["left"] == 0
    assert told["hover"].startswith("**权力类型**")
    assert told["led"] == ["powers.yaml", 9, "  - id: JD-001"]
    (adopted,) = [line for line in ADOPTION.splitlines() if "DM-1" in line]
    assert told["renamed"] == ["  - id: XF-1", adopted.strip(" -").replace("JD-001", "XF-1")]
