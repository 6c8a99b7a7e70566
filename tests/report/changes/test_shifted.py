"""What a person reads where ids were shifted or items deleted outright, though no policy asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from compare.editions import Item, item, side
from qzqd.compare.remarks import remarked
from qzqd.compare.run import compare
from qzqd.read.config import Config
from report.rendering import changes as render

from .golden import agreed

if TYPE_CHECKING:
    from qzqd.compare.change import Comparison
    from qzqd.locale import Language

POWERS = (
    ("消防安全检查", "街道办事处", 31),
    ("行政检查", "市公安局", 32),
    ("行政检查", "市住建局", 33),
    ("养犬登记检查", "街道办事处", 40),
    ("燃气检查", "街道办事处", 41),
    ("防汛检查", "街道办事处", 42),
)


def numbered(*rows: tuple[str, str, int]) -> list[Item]:
    return [
        item(
            f"JD-{at:03}",
            name,
            power_type="行政检查",
            authority=body,
            basis=[{"law": "中华人民共和国消防法", "level": "法律", "article": article}],
        )
        for at, (name, body, article) in enumerate(rows, 1)
    ]


def told(old: list[Item], new: list[Item], config: Config | None = None, **header: str) -> Comparison:
    sides = side(old, "old", kind="street-powers"), side(new, "new", **{"kind": "street-powers", **header})
    return remarked(compare(*sides), config or Config())


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.usefixtures("frozen")
def test_reads_as_agreed(language: Language) -> None:
    """A row inserted, an item renamed below it, and the last one left out."""
    inserted = ("油烟检查", "街道办事处", 50)
    renamed = ("燃气安全检查", "街道办事处", 41)
    comparison = told(numbered(*POWERS), numbered(POWERS[0], inserted, *POWERS[1:4], renamed))
    assert agreed(f"shifted.{language}.txt", render(comparison, "text", language))
    assert agreed(f"shifted.{language}.md", render(comparison, "markdown", language))


def test_what_was_deleted_outright_is_said() -> None:
    comparison = told(numbered(*POWERS), numbered(*POWERS[:4]))
    (finding,) = comparison.findings
    assert (finding.code, finding.severity, finding.catalogue) == ("QZ816", "info", "toy/tasks")
    assert finding.message.zh == "2 个事项被直接删去，没有留下取消记录：JD-005、JD-006"
    gone = {"repealed": "2025-04-01", "repealed_by": "茅政发〔2025〕3号"}
    kept = [*numbered(*POWERS)[:4], *({**each, **gone} for each in numbered(*POWERS)[4:])]
    assert told(numbered(*POWERS), kept).findings == []


def test_what_another_list_lacks_was_not_deleted() -> None:
    other = {"code": "420303", "name": "张湾区"}
    header = {"id": "toy/other", "jurisdiction": other}
    comparison = told(numbered(*POWERS), numbered(*POWERS[2:]), **header)  # type: ignore[arg-type]
    assert comparison.findings == []
    assert comparison.catalogues[0].reused == 0


def test_the_settings_weigh_and_silence_a_remark() -> None:
    old, new = numbered(*POWERS), numbered(*POWERS[:4])
    (finding,) = told(old, new, Config(severity={"QZ816": "warning"})).findings
    assert finding.severity == "warning"
    assert told(old, new, Config(disable=("QZ816",))).findings == []
