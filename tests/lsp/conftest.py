"""A small workspace: a list, a list that follows it, a register of laws and one of units."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qzqd.lsp.workspaces import OpenWorkspaces

if TYPE_CHECKING:
    from pathlib import Path

    from qzqd.lsp.checking import KeptWorkspace
    from qzqd.read.workspace import WorkspaceFile

SETTINGS = 'paths = ["lists"]\nregisters = ["lists/registers/*.yaml"]\n'
LAWS = """\
kind: laws
id: registers/laws
title: 法规登记簿
edition: 2025-01-01
jurisdiction: {code: "420302", name: 东门区}
issuer: 东门区人民政府
source: {title: 汇编, provenance: compiled}
items:
  - id: xf
    name: 中华人民共和国消防法
    short_titles: [消防法]
    level: 法律
    editions:
      - {date: 2019-04-23, articles: 73}
      - {date: 2021-04-29, articles: 74}
"""
UNITS = """\
kind: units
id: registers/units
title: 单位登记簿
edition: 2025-01-01
jurisdiction: {code: "420302", name: 东门区}
issuer: 东门区人民政府
source: {title: 汇编, provenance: compiled}
items:
  - id: dm
    name: 东门街道办事处
    type: street
    code: "420302001"
    offices: [公共安全办公室, 综合执法中心]
"""
LIST = """\
kind: street-powers
id: town/powers
title: 街道权责清单
edition: 2025-01-01
jurisdiction: {code: "420302", name: 东门区}
issuer: 东门区人民政府
source: {title: 通知, provenance: illustrative}
items:
  - id: JD-001
    name: "𠮷祥街消防安全检查"
    power_type: 行政检查
    authority: 东门街道办事处
    office: 公共安全办公室
    basis:
      - law: 中华人民共和国消防法
        level: 法律
        edition: 2021-04-29
        article: 32
  - id: JD-002
    name: 占道经营的处罚
    power_type: 行政处罚
    authority: 东门街道办事处
    office: 综合执法中心
    basis:
      - {law: 中华人民共和国消防法, level: 法律, edition: 2021-04-29, article: 60}
"""
ADOPTION = """\
kind: adoption
id: town/dongmen
title: 东门街道承接清单
edition: 2025-02-01
jurisdiction: {code: "420302001", name: 东门街道办事处}
issuer: 东门街道办事处
source: {title: 通知, provenance: illustrative}
upstream: {catalogue: town/powers, edition: 2025-01-01}
items:
  - {id: DM-1, name: "𠮷祥街消防安全检查", upstream: JD-001, status: adopted, office: 公共安全办公室}
  - {id: DM-2, name: 占道经营的处罚, upstream: "JD-002", status: adopted, office: 综合执法中心}
"""
FILES = {
    "qzqd.toml": SETTINGS,
    "lists/registers/laws.yaml": LAWS,
    "lists/registers/units.yaml": UNITS,
    "lists/powers.yaml": LIST,
    "lists/dongmen.yaml": ADOPTION,
}


def lay(folder: Path) -> Path:
    """Write it to a folder."""
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


class Desk:
    """The workspace as it stands in an editor, without a protocol between."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.workspaces = OpenWorkspaces()

    def open(self, name: str, text: str) -> tuple[KeptWorkspace, WorkspaceFile]:
        """Have a file say something else than on the disk."""
        kept = self.workspaces.put(self.folder / name, text)
        entry = kept.entry(self.folder / name) if kept else None
        assert kept is not None
        assert entry is not None
        return kept, entry


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """One workspace for one test."""
    monkeypatch.chdir(tmp_path)
    return Desk(lay(tmp_path))
