"""What kind of list a table is taken for: by its title, whose it is, and its headings; where that leaves it open it is asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cli.command import qzqd
from office.importing.books import book, names, taken, told
from qzqd.kinds.traits import Archetype, archetype
from qzqd.office.importing import plan, sheets
from qzqd.read.tree import parse
from qzqd.tables.reading import read_tables

if TYPE_CHECKING:
    from collections.abc import Sequence

CATALOGUES = Path(__file__).parents[3] / "catalogues"


def proposed(data: bytes, name: str = "b.xlsx") -> plan.Plan:
    read_in = read_tables(data, name)
    return plan.propose(read_in, sheets.tables(read_in))


def test_no_published_list_is_taken_for_another_kind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert qzqd(capsys, "export", str(CATALOGUES), "-f", "xlsx", "-o", str(tmp_path)).code == 0
    wanted = {}
    for path in CATALOGUES.rglob("*.yaml"):
        data = parse(path.read_bytes()).data
        if archetype(data["kind"]) in (Archetype.LIST, Archetype.UNITS):
            wanted[data["id"].replace("/", "-")] = data["kind"]
    taken_for = {
        path.stem: proposed(path.read_bytes(), path.name)
        for path in tmp_path.glob("*.xlsx")
        if path.stem in wanted
    }
    assert len(taken_for) > 40
    wrong = {
        name: made.kind for name, made in taken_for.items() if wanted[name] not in (made.kind, *made.rivals)
    }
    assert not wrong
    assert sum(made.rivals != () for made in taken_for.values()) <= 2, "hardly any has to be asked about"


@pytest.mark.parametrize(
    ("title", "headings", "kind"),
    [
        ("某区吹哨报到机制清单", ("序号", "事项名称", "类型"), "mechanisms"),
        ("某区“吹哨报到”事项清单", ("序号", "吹哨事项", "责任单位"), "call-situations"),
        ("某区街道的五项职能", ("序号", "事项名称", "牵头部门"), "task-list"),
        ("某省街道通用权责清单", ("序号", "事项名称", "权力类型", "行使主体", "实施依据"), "street-powers"),
        ("某区重点任务分工表", ("序号", "任务", "责任单位", "配合单位"), "task-list"),
        ("某区社区（村）工作事项准入目录", ("序号", "工作事项", "责任单位"), "community-access"),
    ],
)
def test_the_title_then_the_headings_tell(title: str, headings: Sequence[str], kind: str) -> None:
    made = proposed(book([headings, ["1", *("甲" for _ in headings[1:])]], title=title))
    assert (made.kind, made.rivals) == (kind, ())


def test_certificates_that_were_cancelled_are_those_that_shall_not_be_issued() -> None:
    rows = [("序号", "证明名称"), ("1", "亲属关系证明")]
    built = taken(book(rows, title="某市取消的社区证明事项清单"), kind="")
    assert names(built) == ["亲属关系证明"]
    assert built.items[0]["issuance"] == "shall-not"
    assert not told(built, "reported")
