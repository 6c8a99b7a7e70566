"""What has to be shown for a change, as three presets, each of which asks for all that the one before asks.

public: what the published document shows. internal: the review before it as well. community: also that those
below are told in time. The numbers are a proposal; `[policy]` of qzqd.toml puts a place's own rules over it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from qzqd import kinds
from qzqd.compare.change import LABELS
from qzqd.kinds.rank import PEERS
from qzqd.kinds.traits import traits

if TYPE_CHECKING:
    from qzqd.compare.change import ChangeType
    from qzqd.finding import Severity
    from qzqd.kinds.traits import PolicyClass

Preset = Literal["public", "internal", "community"]
Evidence = Literal["reviewed", "legal_review", "notice", "effective"]
"""The dates of an approval that a policy may insist on; that of the document itself is always there."""


@dataclass(frozen=True, slots=True)
class Demand:
    """What an approval has to show, and how bad it is to have none.

    rank: of the approving body, one of RANKS or PEERS; None where any will do. notice_days: full working days
    between notice and effect, which need both dates.
    """

    severity: Severity
    rank: str | None = None
    number: bool = False
    dates: tuple[Evidence, ...] = ()
    notice_days: int = 0


PresetCells = dict[tuple[str, "ChangeType"], Demand | None]
"""By kind ("" for every other) and change type; None where nothing is asked."""


class PresetRow(NamedTuple):
    """For changes of these types to lists whose kinds belong to this class."""

    lists: PolicyClass
    changes: tuple[ChangeType, ...]
    public: Demand | None
    internal: Demand | None
    community: Demand | None


USUAL: PolicyClass = "powers"

AMENDED: tuple[ChangeType, ...] = ("renamed", "basis", "moved", "edited")
"""The same item, described otherwise: the establishment office reviews it."""
DECIDED = tuple(change for change in LABELS if change not in AMENDED)
"""Who may do what is another matter afterwards: the government decides."""
ADMITTED: tuple[ChangeType, ...] = (*DECIDED, "moved")
"""Between the positive and the negative list: to be let in or kept out."""

_OFFICE, _, _GOVERNMENT = PEERS
_BOTH: tuple[Evidence, ...] = ("reviewed", "legal_review")
_LEGAL: tuple[Evidence, ...] = ("legal_review",)

TABLE = (
    PresetRow(
        "powers",
        DECIDED,
        public=Demand("error", _GOVERNMENT, number=True),
        internal=Demand("error", _GOVERNMENT, number=True, dates=_BOTH),
        community=Demand("error", _GOVERNMENT, number=True, dates=_BOTH, notice_days=5),
    ),
    PresetRow(
        "powers",
        AMENDED,
        public=Demand("warning", _OFFICE),
        internal=Demand("error", _OFFICE, number=True, dates=_LEGAL),
        community=Demand("error", _OFFICE, number=True, dates=_LEGAL),
    ),
    PresetRow(
        "community",
        ADMITTED,
        public=Demand("error", _GOVERNMENT, number=True),
        internal=Demand("error", _GOVERNMENT, number=True, dates=_BOTH),
        community=Demand("error", _GOVERNMENT, number=True, dates=_BOTH, notice_days=10),
    ),
    PresetRow(
        "community",
        ("renamed", "basis", "edited"),
        public=Demand("warning", _OFFICE),
        internal=Demand("error", _OFFICE, number=True, dates=_LEGAL),
        community=Demand("error", _OFFICE, number=True, dates=_LEGAL, notice_days=5),
    ),
    PresetRow(
        "working",
        (*DECIDED, *AMENDED),
        public=None,
        internal=Demand("warning", _OFFICE),
        community=Demand("error", _OFFICE, number=True),
    ),
    PresetRow("records", (*DECIDED, *AMENDED), public=None, internal=None, community=None),
)


def preset(name: Preset) -> PresetCells:
    """Every cell of a preset."""
    demands: PresetCells = {}
    for row in TABLE:
        for kind in kinds_of(row.lists):
            demands.update(((kind, change), getattr(row, name)) for change in row.changes)
    return demands


def kinds_of(lists: PolicyClass) -> tuple[str, ...]:
    """The kinds of a class; those of powers are all that no other row names, which is written ""."""
    if lists == USUAL:
        return ("",)
    return tuple(kind for kind in kinds.names() if traits(kind).declared.policy == lists)
