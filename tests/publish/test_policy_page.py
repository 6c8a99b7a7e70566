"""The page about the policy, and the guide, say what the presets ask."""

from __future__ import annotations

from pathlib import Path

import pytest

from qzqd.compare.policy.policy import load_policy
from qzqd.compare.policy.presets import Demand, preset
from qzqd.publish.policy_page import EXAMPLE, demands, policy_page
from qzqd.read.config import Config, load

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_row_has_a_cell_for_every_preset(language: str) -> None:
    for line in demands(language).splitlines():  # type: ignore[arg-type]
        assert line.count("|") == 6


def test_what_the_page_tells_is_asked() -> None:
    rows = demands("zh").splitlines()
    cell = next(row for row in rows if row.startswith("| 其他清单 | 新增")).split(" | ")[-1]
    wanted = preset("community")["", "added"]
    assert isinstance(wanted, Demand)
    assert (
        cell == f"{wanted.rank}批准、文号、审核日期、合法性审查日期、提前 {wanted.notice_days} 个工作日公告 |"
    )


def test_the_example_can_be_used(tmp_path: Path) -> None:
    (tmp_path / "qzqd.toml").write_text(EXAMPLE, "utf-8")
    policy = load_policy(None, load(tmp_path))
    assert policy is not None
    asked = policy.demand("community-access", "added")
    assert asked is not None
    assert asked.notice_days == 15
    assert policy.demand("street-powers", "basis") == preset("internal")["", "basis"]
    assert load_policy(None, Config()) is None


def test_the_guide_has_the_table_of_the_page() -> None:
    assert demands("zh") in policy_page()
    assert demands("zh") in (ROOT / "docs/policy-guide.md").read_text("utf-8")
