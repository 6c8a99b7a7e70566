"""Changes that the policy minds, as findings, for the formats that know nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.compare.change import LABELS
from qzqd.finding import Finding, Severity, Span
from qzqd.locale import Text

if TYPE_CHECKING:
    from qzqd.compare.change import Change, Compared, Comparison

_UNAPPROVED = "QZ810"


def judged_changes(comparison: Comparison) -> list[Finding]:
    """The findings, then the changes with a severity that none of them is about.

    One finding stands for all changes whose approval could not be read.
    """
    mentioned = {(finding.catalogue, finding.item) for finding in comparison.findings}
    return comparison.findings + [
        unapproved(change, change.severity, compared)
        for compared in comparison.catalogues
        for change in compared.changes
        if change.severity and (change.catalogue, change.item) not in mentioned and not _unchecked(change)
    ]


def unapproved(change: Change, severity: Severity, compared: Compared) -> Finding:
    """That a change has no approval, or none that suffices."""
    what, name = change_title(change), change.approval
    if name:
        why = Text(f"批准不合要求：{name}", f"its approval does not suffice: {name}")
    elif _unchecked(change):
        why = Text("批准没法核对", "its approval cannot be checked")
    else:
        why = Text("没有批准", "no approval")
    return Finding(
        change.rules[0] if change.rules else _UNAPPROVED,
        severity,
        compared.new_path or compared.old_path,
        Span(),
        Text(f"{what.zh}；{why.zh}", f"{what.en}; {why.en}"),
        catalogue=change.catalogue,
        item=change.item,
        origin=compared.origin(change),
        value=change.type,
    )


def _unchecked(change: Change) -> bool:
    """Whether its approval may be one that cannot be read: the rules are those of reading and structure."""
    return bool(change.rules) and all(rule.startswith(("QZ0", "QZ1")) for rule in change.rules)


def change_title(change: Change) -> Text:
    """Type and name, or both names where they differ. Not made safe."""
    label = LABELS[change.type]
    names = " → ".join(dict.fromkeys(side.name for side in (change.old, change.new) if side))
    return Text(f"{label.zh}：{names}", f"{label.en}: {names}")
