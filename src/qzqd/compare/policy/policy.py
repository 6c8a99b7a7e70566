"""What each type of change needs: a preset or a file, with the settings of the workspace laid over it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from qzqd.compare.policy.presets import Demand, Preset, PresetCells, preset
from qzqd.locale import Text
from qzqd.read import config as settings
from qzqd.read.problem import Problem, Refused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qzqd.compare.change import ChangeType
    from qzqd.read.config import Config

PRESETS: tuple[Preset, ...] = get_args(Preset)


@dataclass(frozen=True, slots=True)
class Policy:
    """What each type of change needs, by kind of list; what is said of one kind goes before what is said of all."""

    name: str
    cells: PresetCells

    def demand(self, kind: str, change: ChangeType) -> Demand | None:
        """What this change needs; None where that is nothing."""
        return self.cells.get((kind, change), self.cells.get(("", change)))


def load_policy(name: str | None, config: Config) -> Policy | None:
    """A preset or a file, with `[policy]` of the settings laid over it; None where neither asks for anything.

    Raises Refused for what is neither, Unusable for a file that cannot be used.
    """
    own = config.policy
    table: dict[str, Any]
    if name is None:
        if not own:
            return None
        name, table = own.get("base", settings.FILE), {"base": own["base"]} if "base" in own else {}
    elif name in PRESETS:
        table = {"base": name}
    elif Path(name).exists():
        table = settings.load_policy_file(Path(name))
    else:
        raise _unknown(name)
    base = preset(table["base"]) if "base" in table else {}
    return Policy(name, {**base, **_cells(table), **_cells(own)})


def _unknown(name: str) -> Refused:
    from qzqd.text import did_you_mean, suggest

    message = Text(f"没有调整规则 {name}", f"no policy {name}")
    known = Text(f"预设有 {'、'.join(PRESETS)}，或写文件名", f"{', '.join(PRESETS)}, or the name of a file")
    return Refused("QZ009", Problem(message, help=did_you_mean(suggest(name, PRESETS), known), value=name))


def _cells(table: dict[str, Any]) -> PresetCells:
    tables = {"": table.get("all", {}), **table.get("kinds", {})}
    return {
        (kind, change): _demand(**cell)
        for kind, changes in tables.items()
        for change, cell in changes.items()
    }


def _demand(severity: Any, dates: Iterable[Any] = (), **rest: Any) -> Demand | None:
    return None if severity == "off" else Demand(severity, dates=tuple(dates), **rest)
