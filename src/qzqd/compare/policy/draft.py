"""An approval to be filled in: every change at hand that has none, with blanks for what only the document says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.compare.change import LABELS
from qzqd.compare.policy.approval_index import MISSING
from qzqd.compare.policy.approvals import approval_block, approval_form
from qzqd.compare.policy.evidence import demand_at_rank, fields_of, strictest
from qzqd.kinds import title_of
from qzqd.locale import Text
from qzqd.write.scalar import scalar_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.compare.change import Change, Compared, Comparison
    from qzqd.compare.policy.policy import Policy
    from qzqd.compare.policy.presets import Demand
    from qzqd.locale import Language

_HEAD = Text(
    "填好空白处，放在 approvals/ 里。没有填好的批准不算数。",
    "Fill in the blanks and keep this file under approvals/. Until then it approves nothing.",
)
_EXAMPLE = Text("，例如", ", such as")


def draft(comparison: Comparison, policy: Policy | None, language: Language) -> str:
    """The file for all changes without an approval; "" where there are none.

    policy: the one that the comparison was judged by; without one every change is listed.
    """
    wanted = [
        (change, asked)
        for compared in comparison.catalogues
        for change in compared.changes
        if change.by != "suspected" and change.approval is None
        if (asked := _asked(change, compared, policy)) or policy is None
    ]
    if not wanted:
        return ""
    demands = [demand for _, demand in wanted if demand]
    head = _blanks(strictest(demands) if demands else None, language)
    lines = dict.fromkeys(_entry(change, language) for change, _ in wanted)
    return "\n".join((f"# {_HEAD.in_(language)}", *head, "entries:", *lines)) + "\n"


def _asked(change: Change, compared: Compared, policy: Policy | None) -> Demand | None:
    demand = policy.demand(compared.kind, change.type) if policy else None
    header = compared.new_header or compared.old_header
    return demand_at_rank(demand, header.get("jurisdiction", {}).get("code", "")) if demand else None


def _blanks(demand: Demand | None, language: Language) -> Iterator[str]:
    """Every field that is needed, in the order of the schema, each with what it is; the rank that is needed is filled in."""
    body = approval_form().body
    needed = {*body["required"], "number", *(fields_of(demand) if demand else ())} - {"entries"}
    for name in body["properties"]:
        if name not in needed:
            continue
        field = approval_form().at((name,))
        value = demand.rank if name == "rank" and demand and demand.rank else ""
        about = title_of(field).in_(language)
        if not value:
            about += f"{_EXAMPLE.in_(language)} {scalar_text(str(field['examples'][0]))}"
        yield f"{name}: {value}".rstrip() + f"  # {about}"


def _entry(change: Change, language: Language) -> str:
    """The line for a change, and above it in a remark what it is about."""
    names = " → ".join(dict.fromkeys(side.name for side in (change.old, change.new) if side))
    comment = f"{LABELS[change.type].in_(language)} {names}"
    remark = "".join(sign if sign.isprintable() else " " for sign in comment)
    return f"  # {remark}\n  {approval_block(change, MISSING)}"
