"""What is asked of a whole list first never hides what a rule would find in it; nor does what is known from other files."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from qzqd.check.engine import Engine
from qzqd.check.rule import RULES, Example
from qzqd.open.opened import Opener
from qzqd.open.registers import Registers
from qzqd.read.config import Config

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

    from qzqd.finding import Finding

CATALOGUES = Path(__file__).parents[2] / "catalogues"
SLIPS = (
    "某某局",
    "１２",
    "犬證",
    "，",
    "《",
    "（",
    " ",
    "①",
    "民 政",
    "无",
    "第l98号",
    "居民委员会",
    "2019年4月23日",
)
DAYS = ("2025-01-01", "2099-01-01", "2009-08-27")


def lists() -> Iterator[dict[str, Any]]:
    """The examples of all rules, and lists of the bundled catalogues."""
    for rule in RULES.values():
        if rule.check is not None and isinstance(rule.fails, Example):
            yield yaml.safe_load(rule.fails.text())
    for name in ("hubei/street-powers.yaml", "published/xicheng.yaml", "heping/call-situations.yaml"):
        yield yaml.load((CATALOGUES / name).read_bytes(), yaml.CSafeLoader)


def spoilt(data: dict[str, Any], chance: random.Random) -> bytes:
    """The list with a few slips."""
    items = data["items"]
    for _ in range(chance.randint(1, 4)):
        item, other = chance.choice(items), chance.choice(items)
        name = chance.choice([*item])
        match chance.randint(0, 5):
            case 0:
                item[name] = other.get(name, item[name])
            case 1:
                items.append(dict(item))
            case 2 if isinstance(item[name], str):
                at = chance.randint(0, len(item[name]))
                item[name] = item[name][:at] + chance.choice(SLIPS) + item[name][at:]
            case 3:
                item[chance.choice(["effective", "repealed"])] = chance.choice(DAYS)
            case 4 if len(item) > 1:
                del item[name]
            case _:
                for ground in item.get("basis", ()):
                    ground.update(article=chance.choice([3, 900]), level=chance.choice(["法律", "部门规章"]))
    return yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False).encode()


def registers() -> Registers:
    found, opener = Registers(), Opener(Config())
    for path in sorted((CATALOGUES / "registers").glob("*.yaml")):
        found.add(opener.structure(path.read_bytes(), path.name)[1] or {})
    return found


def test_nothing_is_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    config, known, chance = Config(), registers(), random.Random(1)
    files = [spoilt(data, chance) for data in lists() for _ in range(2) if data.get("items")]
    engine = Engine(config, known)
    quick = [engine.check(file, "a.yaml").findings for file in files]
    for code, rule in RULES.items():
        monkeypatch.setitem(RULES, code, rule._replace(quiet=None))
    slow: list[list[Finding]] = [Engine(config, known).check(file, "a.yaml").findings for file in files]
    assert quick == slow
    assert len({finding.code for findings in quick for finding in findings}) > 60
