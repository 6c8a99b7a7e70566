"""Approvals: one file a document, with one line for each change that it covers."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from qzqd import resources
from qzqd.kinds import labels
from qzqd.open.findings import refusal
from qzqd.open.opened import Opened
from qzqd.open.schema import Schema
from qzqd.read import source
from qzqd.read.problem import Refused
from qzqd.read.tree import parse
from qzqd.text import canonical_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qzqd.compare.change import Change, ChangeSide, ChangeType
    from qzqd.finding import Finding
    from qzqd.kinds.labels import Labels
    from qzqd.read.config import Config
    from qzqd.read.problem import Problem
    from qzqd.read.side import SideFile

_NO_CONTENT = {"seq", "ignore", "origin"}
"""A row that moves is still the row that was approved."""
_LENGTH = 16


@dataclass(frozen=True, slots=True)
class ApprovalEntry:
    """One approved change: all four have to agree. `rule` is what would be found without it."""

    rule: str
    item: str
    change: ChangeType
    hash: str


@dataclass(frozen=True, slots=True)
class Approval:
    """One document under approvals/. What has `faults` approves nothing: its document and entries are empty."""

    path: str
    document: dict[str, Any] = field(default_factory=dict)
    entries: tuple[ApprovalEntry, ...] = ()
    faults: tuple[Finding, ...] = ()
    file: Opened | None = None

    @property
    def name(self) -> str:
        """Its document number, or its title where it has none."""
        return str(self.document.get("number") or self.document.get("title", ""))


class ApprovalForm(Schema):
    """The schema of an approval; what breaks it is told in the words of any other schema."""

    def __init__(self) -> None:
        from jsonschema_rs import Draft202012Validator

        place = resources.schemas() / "contracts" / "approval.schema.json"
        self.body = json.loads(place.read_bytes())
        self._whole = Draft202012Validator(self.body, validate_formats=True)

    def problems(self, data: Any, **_: bool) -> Iterator[tuple[str, Problem]]:
        """Code and problem of every structural fault, one per cause."""
        yield from self._told(list(self._whole.iter_errors(data)), ())


@cache
def approval_form() -> ApprovalForm:
    """The schema, compiled once."""
    return ApprovalForm()


@cache
def _labels() -> Labels:
    return labels.of_schema(approval_form().body)


def read_approvals(documents: Iterable[SideFile], config: Config) -> list[Approval]:
    """The approvals that a side has to show; what is wrong with one is kept with it."""
    return [
        Approval(document.path, faults=(refusal(document.refused, document.path, b"", config),))
        if document.refused
        else read_approval(document.data, document.path, config)
        for document in documents
    ]


def read_approval(data: bytes, path: str, config: Config) -> Approval:
    """One approval from the bytes of its file; `path` is what findings call it."""
    try:
        tree = parse(source.check(data))
    except Refused as refused:
        return Approval(path, faults=(refusal(refused, path, data, config),))
    if isinstance(tree.data, dict):
        labels.put(tree.data, _labels(), tree.plain)
    file = Opened(path, tree, config)
    for code, problem in (*tree.problems, *approval_form().problems(tree.data)):
        file.add(code, problem)
    if file.findings:
        return Approval(path, faults=tuple(file.close()))
    entries = tuple(ApprovalEntry(**entry) for entry in tree.data["entries"])
    return Approval(path, tree.data, entries, file=file)


def approval_entry(change: Change, rule: str) -> ApprovalEntry:
    """What an approval of this change has to list. Neither wording nor row numbers count."""
    if change.fields and not change.regroups:
        content = sorted(
            ([part.field, part.old, part.new] for part in change.fields), key=lambda part: part[0]
        )
    else:
        content = [["", _kept(change.old, change.before), _kept(change.new, change.after)]]
    text = canonical_json([rule, change.item, content])
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]
    return ApprovalEntry(rule, change.item, change.type, digest)


def approval_block(change: Change, rule: str) -> str:
    """The line to paste below `entries` of the file of the document that approves the change."""
    from qzqd.write.scalar import scalar_text

    wanted = approval_entry(change, rule)
    item = scalar_text(wanted.item, flow=True)
    return f'- {{rule: {rule}, item: {item}, change: {wanted.change}, hash: "{wanted.hash}"}}'


def _kept(side: ChangeSide | None, items: tuple[dict[str, Any], ...]) -> list[dict[str, Any]] | None:
    """The content of one side; None where no item is in force, whatever is kept there as a record."""
    if side is None:
        return None
    return [{key: value for key, value in item.items() if key not in _NO_CONTENT} for item in items]
