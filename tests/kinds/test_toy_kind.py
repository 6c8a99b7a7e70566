"""Adding a list kind means adding one module and one catalogue: everything else follows."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULE = """
from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from qzqd.kinds.catalogue import Catalogue, Item, items_field
from qzqd.kinds.fields import Line, field
from qzqd.locale import Text


class River(Item):
    chief: Line | None = field(
        Text("河长", "River chief"), Text("负责的河长。", "Who answers for it."), example="街道党工委书记", need="QZ613"
    )
    department: Line | None = field(
        Text("主管部门", "Department"), Text("主管部门。", "The department."), example="区水务局", refers="department"
    )


class Rivers(Catalogue):
    heading = Text("河长制清单", "River chiefs")
    about = Text("每条河的河长。", "The chief of every river.")

    kind: Literal["river-chiefs"]
    items: Annotated[list[River], Field(min_length=1)] = items_field()
"""
CATALOGUE = """\
kind: river-chiefs
id: example/rivers
title: 河长制清单
edition: "2025"
jurisdiction: {code: "420302", name: 茅箭区}
issuer: 茅箭区人民政府
source: {title: 示例, provenance: illustrative}
items:
  - {id: HE-01, name: 百二河, chief: 街道党工委书记}
  - {id: HE-02, name: 马家河, chef: 街道办事处主任}
  - {id: HE-03, name: 张湾河, department: 区水务所}
"""
UNITS = """\
kind: units
id: example/units
title: 单位登记簿
edition: "2025"
jurisdiction: {code: "420302", name: 茅箭区}
issuer: 茅箭区人民政府
source: {title: 示例, provenance: illustrative}
items:
  - {id: SW, name: 区水务局, type: department}
"""


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("checkout")
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src", place / "src", ignore=ignored)
    shutil.copytree(ROOT / "schemas", place / "schemas")
    shutil.copytree(ROOT / "catalogues" / "registers", place / "catalogues" / "registers")
    (place / "src" / "qzqd" / "kinds" / "river_chiefs.py").write_text(MODULE, "utf-8")
    (place / "registers").mkdir()
    (place / "qzqd.toml").write_text('registers = ["registers/*.yaml"]\n')
    (place / "registers" / "units.yaml").write_text(UNITS, "utf-8")
    (place / "rivers.yaml").write_text(CATALOGUE, "utf-8")
    assert run(place, "-m", "qzqd.generate").returncode == 0
    return place


def run(place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(place / "src")}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=place,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_it_is_checked_like_any_other(checkout: Path) -> None:
    ran = run(checkout, "-m", "qzqd", "validate", "rivers.yaml")
    assert ran.returncode == 1
    assert "错误[QZ104] 未知字段 chef" in ran.stdout
    assert "是否想写 chief？" in ran.stdout
    assert "[QZ613]" in ran.stdout
    assert "[QZ303]" in ran.stdout
    assert "区水务局" in ran.stdout


def test_it_has_a_schema_a_page_and_a_starter(checkout: Path) -> None:
    assert '"河长"' in run(checkout, "-m", "qzqd", "schema", "river-chiefs").stdout
    assert "河长制清单" in run(checkout, "-m", "qzqd", "kinds").stdout
    assert "河长" in (checkout / "docs" / "kinds" / "river-chiefs.md").read_text("utf-8")
    assert run(checkout, "-m", "qzqd", "init", "new", "--kind", "river-chiefs").returncode == 0
    assert run(checkout, "-m", "qzqd", "validate", "new").returncode == 0
