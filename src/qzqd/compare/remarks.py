"""What is said of two editions though no policy asks: ids that mean something else now, and records that are missing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qzqd.compare.reuse import keeps_ids, reused
from qzqd.finding import Finding, Span
from qzqd.locale import Text
from qzqd.open.severity import active, severity
from qzqd.text import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.compare.change import Compared, Comparison
    from qzqd.open.places import Locator
    from qzqd.read.config import Config

_SHOWN = 3
LIST_GONE = (
    Text("整份清单被删去，没有留下记录", "the whole list was removed and left no record"),
    Text("保留文件，在清单开头写上 repealed", "keep the file, with repealed at the head of the list"),
)
"""What is wrong there, and how to mend it."""


def remarked(comparison: Comparison, config: Config) -> Comparison:
    """The same comparison with a remark on each list that gives cause to it. By itself a remark fails nothing."""
    found = [
        replace(
            finding, severity=severity(finding.code, config) if finding.code in config.severity else "info"
        )
        for compared in comparison.catalogues
        for finding in (*_misused(compared, comparison.places), *_deleted(compared))
        if active(finding.code, config)
    ]
    return replace(comparison, findings=[*comparison.findings, *found])


def _misused(compared: Compared, places: Locator) -> Iterator[Finding]:
    """That ids have moved, and where to, in one sentence: there may be hundreds."""
    if not (found := sorted(reused(compared), key=lambda each: each.id)):
        return
    shown = [f"{each.id}“{each.was}”→“{each.now}”" for each in found[:_SHOWN]]
    more = Text("等", ", …") if len(found) > _SHOWN else Text("", "")
    message = Text(
        f"{len(found)} 个编号改作他用：{'、'.join(shown)}{more.zh}",
        f"{len(found)} ids now stand for something else: {', '.join(shown)}{more.en}",
    )
    help = Text(
        "事项已按名称、主体和依据对应。编号不要按行号编：沿用原编号，新事项另编新号",
        "items were paired by name, bodies and basis instead. Do not number by rows: keep ids, give new items new ones",
    )
    ids = " ".join(each.id for each in found)
    place = places.finding("QZ817", compared.new_path, found[0].id, "id", message, help, ids)
    yield replace(place, catalogue=compared.id)


def _deleted(compared: Compared) -> Iterator[Finding]:
    """That items were removed without leaving a record: about the list, which need not be parsed again for a place."""
    if not keeps_ids(compared):
        return
    removed = [
        change
        for change in compared.changes
        if change.by != "suspected" and not change.new and not change.after
    ]
    if not compared.new_path:
        yield _about(compared, *LIST_GONE, "list")
    elif removed:
        ids = [change.item for change in removed]
        message = Text(
            f"{len(ids)} 个事项被直接删去，没有留下取消记录：{listed(ids).zh}",
            f"{len(ids)} items were removed and left no record: {listed(ids).en}",
        )
        help = Text(
            "把事项放回清单，写上 repealed 和 repealed_by",
            "put the items back, with repealed and repealed_by",
        )
        yield _about(compared, message, help, " ".join(ids))


def _about(compared: Compared, message: Text, help: Text, value: str) -> Finding:
    path = compared.new_path or compared.old_path
    return Finding("QZ816", "info", path, Span(), message, help, catalogue=compared.id, value=value)
