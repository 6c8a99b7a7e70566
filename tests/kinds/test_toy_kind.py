"""Adding a list kind means adding one module and one catalogue: everything else follows."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from forking import Ran, forked

ROOT = Path(__file__).parents[2]
MODULE = """
from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from qzqd.kinds.catalogue import Catalogue, Item, items_field
from qzqd.kinds.fields import Line, field
from qzqd.kinds.traits import Declared, Question
from qzqd.locale import Text


class River(Item):
    basin: Line | None = field(
        Text("流域", "Basin"), Text("所属流域。", "Where it flows to."), example="堵河", roles=("group", "class")
    )
    chief: Line | None = field(
        Text("河长", "River chief"), Text("负责的河长。", "Who answers for it."), example="街道党工委书记", need="QZ613"
    )
    department: Line | None = field(
        Text("主管部门", "Department"), Text("主管部门。", "The department."), example="区水务局", refers="department"
    )


class Rivers(Catalogue):
    heading = Text("河长制清单", "River chiefs")
    about = Text("每条河的河长。", "The chief of every river.")
    traits = Declared(
        policy="working", questions=(Question("chief", Text("有河长", "has a chief"), ("chief",)),)
    )

    kind: Literal["river-chiefs"]
    items: Annotated[list[River], Field(min_length=1)] = items_field()
"""
LEDGER = """
from __future__ import annotations

from typing import Literal

from qzqd.kinds.catalogue import Catalogue, Item, items_field
from qzqd.kinds.fields import Date, ItemId, field
from qzqd.kinds.ledger import HeldAgainst, held_against
from qzqd.kinds.traits import Archetype, Declared
from qzqd.locale import Text


class Patrol(Item):
    upstream: ItemId = field(
        Text("河流", "River"), Text("巡的哪条河。", "Which river."), example="HE-01", required=True, refers="upstream"
    )
    began: Date = field(
        Text("开始日期", "Began"), Text("开始的日期。", "When."), example="2025-03-01", required=True, roles=("step",)
    )
    ended: Date | None = field(
        Text("结束日期", "Ended"), Text("结束的日期。", "When."), example="2025-03-02", roles=("step",)
    )


class Patrols(Catalogue):
    heading = Text("巡河记录", "Patrols")
    about = Text("巡河的台账。", "Patrols along rivers.")
    traits = Declared(Archetype.LEDGER, "records", ledger="occurrences", held_against="river-chiefs")

    kind: Literal["river-patrols"]
    upstream: HeldAgainst = held_against()
    items: list[Patrol] = items_field()
"""
HEADER = """\
title: 河长制
edition: "2025"
jurisdiction: {code: "420302", name: 茅箭区}
issuer: 茅箭区人民政府
source: {title: 示例, provenance: compiled}
"""
RIVERS = (
    f"kind: river-chiefs\nid: example/rivers\n{HEADER}"
    "published_count: {total: 2, by_category: {堵河: 2, 汉江: 1}}\n"
    "items:\n"
    "  - {id: HE-01, name: 百二河, basin: 堵河, chief: 街道党工委书记}\n"
    "  - {id: HE-02, name: 马家河, basin: 汉江}\n"
)
PATROLS = (
    f"kind: river-patrols\nid: example/patrols\n{HEADER}"
    "upstream: {catalogue: example/rivers}\n"
    "items:\n"
    '  - {id: X-1, name: 巡河, upstream: HE-01, began: "2025-03-02", ended: "2025-03-01"}\n'
)
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
    # With what is compiled, which holds as long as the times of the files are the same.
    shutil.copytree(ROOT / "src", place / "src")
    shutil.copytree(ROOT / "schemas", place / "schemas")
    (place / "docs").mkdir()
    shutil.copy(ROOT / "docs" / "architecture.md", place / "docs")
    shutil.copy(ROOT / "README.zh-CN.md", place)
    shutil.copytree(ROOT / "catalogues" / "registers", place / "catalogues" / "registers")
    (place / "src" / "qzqd" / "kinds" / "river_chiefs.py").write_text(MODULE, "utf-8")
    (place / "src" / "qzqd" / "kinds" / "river_patrols.py").write_text(LEDGER, "utf-8")
    (place / "registers").mkdir()
    (place / "qzqd.toml").write_text('registers = ["registers/*.yaml"]\n')
    (place / "registers" / "units.yaml").write_text(UNITS, "utf-8")
    (place / "rivers.yaml").write_text(CATALOGUE, "utf-8")
    assert generate(place).returncode == 0
    return place


def generate(place: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "qzqd.publish.generate", *options],
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(place / "src")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def qzqd(place: Path, *arguments: str) -> Ran:
    """As the checkout has it in which the place lies."""
    source = next(folder / "src" for folder in (place, *place.parents) if (folder / "src").is_dir())
    return forked(arguments, cwd=place, source=source)


def test_it_is_checked_like_any_other(checkout: Path) -> None:
    ran = qzqd(checkout, "validate", "rivers.yaml")
    assert ran.code == 1
    assert "错误[QZ104] 未知字段 chef" in ran.out
    assert "是否想写 chief？" in ran.out
    assert "[QZ613]" in ran.out
    assert "[QZ303]" in ran.out
    assert "区水务局" in ran.out


def test_it_has_a_schema_a_page_and_a_starter(checkout: Path) -> None:
    assert '"河长"' in qzqd(checkout, "schema", "river-chiefs").out
    assert "河长制清单" in qzqd(checkout, "kinds").out
    assert "河长" in (checkout / "docs" / "kinds" / "river-chiefs.md").read_text("utf-8")
    assert qzqd(checkout, "init", "new", "--kind", "river-chiefs").code == 0
    assert qzqd(checkout, "validate", "new").code == 0


@pytest.fixture(scope="module")
def kept(checkout: Path) -> Path:
    """A workspace with a list of the toy kind and a ledger held against it."""
    place = checkout / "kept"
    place.mkdir()
    (place / "qzqd.toml").write_text('paths = ["."]\n')
    (place / "rivers.yaml").write_text(RIVERS, "utf-8")
    (place / "patrols.yaml").write_text(PATROLS, "utf-8")
    return place


def test_it_is_counted_by_its_own_group(kept: Path) -> None:
    ran = qzqd(kept, "validate")
    assert "“堵河”公布 2 项，清单里有 1 项" in ran.out
    assert "“汉江”" not in ran.out


def test_coverage_asks_what_it_is_for_and_tells_by_group(kept: Path) -> None:
    ran = qzqd(kept, "coverage")
    assert "有河长" in ran.out
    assert "1/2" in ran.out
    assert "汉江 0/1" in ran.out


def test_a_ledger_of_it_is_held_against_it_and_its_steps_follow_each_other(kept: Path) -> None:
    assert "结束日期 2025-03-01 早于开始日期 2025-03-02" in qzqd(kept, "validate").out
    told = qzqd(kept, "coverage").out
    assert "[QZ532]" in told
    assert "HE-02" in told


@pytest.mark.parametrize(("policy", "verdict"), [("public", 0), ("community", 1)])
def test_a_policy_knows_its_class(kept: Path, policy: str, verdict: int) -> None:
    (kept.parent / "older.yaml").write_text(RIVERS.replace("马家河", "张湾河"), "utf-8")
    (kept.parent / "newer.yaml").write_text(RIVERS, "utf-8")
    older, newer = str(kept.parent / "older.yaml"), str(kept.parent / "newer.yaml")
    ran = qzqd(kept, "diff", older, newer, "--policy", policy)
    assert ran.code == verdict, ran.out + ran.err


WRONG = [
    ('need="QZ613"', 'need="QZ999"', "chief is needed by QZ999, which asks for no field"),
    ('refers="department"', 'refers="ministry"', "department refers to ministry"),
    ('("group", "class")', '("group", "colour")', "basin has the role colour, which nobody knows"),
    ('policy="working"', 'policy="idle"', "no policy class idle"),
    ('("chief",)),)', '("boss",)),)', "the question chief is about boss"),
]


def test_what_holds_nowhere_is_not_generated(checkout: Path) -> None:
    module = checkout / "src" / "qzqd" / "kinds" / "river_chiefs.py"
    text = MODULE
    for old, new, _ in WRONG:
        assert old in text
        text = text.replace(old, new)
    module.write_text(text, "utf-8")
    try:
        ran = generate(checkout, "--check")
    finally:
        module.write_text(MODULE, "utf-8")
    assert ran.returncode == 1
    assert [told for *_, told in WRONG if told not in ran.stderr] == [], ran.stderr
