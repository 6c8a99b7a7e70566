"""`qzqd merge`: two sides of a catalogue in one file, by item and by field."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from qzqd import console
from qzqd.cli import output as out
from qzqd.cli.declared import Argument, Option
from qzqd.cli.language import Lang, chosen, say
from qzqd.cli.output import FINDINGS, OK, UNABLE
from qzqd.locale import Text

if TYPE_CHECKING:
    from qzqd.compare.merging.pieces import Version
    from qzqd.finding import Finding

ABOUT = Text(
    "按事项和字段合并两边的改动；也用作 git 的合并驱动。",
    "Merge what two sides changed, by item and by field; also as a merge driver of git.",
)


def merge(
    base: Annotated[
        Path,
        Argument(
            metavar="BASE",
            help=say(
                "两边共同的旧版；空文件表示没有", "what both have grown from; an empty file for nothing"
            ),
        ),
    ],
    ours: Annotated[Path, Argument(metavar="OURS", help=say("本方的文件", "our side"))],
    theirs: Annotated[Path, Argument(metavar="THEIRS", help=say("对方的文件", "their side"))],
    path: Annotated[
        Path | None,
        Argument(
            metavar="PATH",
            help=say(
                "git 里的文件名；写了它，结果写回本方的文件",
                "its name in git; with it, the result replaces OURS",
            ),
        ),
    ] = None,
    output: Annotated[
        Path | None,
        Option(short="-o", metavar="FILE", help=say("结果写入文件", "write the result to a file")),
    ] = None,
    lang: Lang = None,
) -> int:
    """Exit code: 0 merged, 1 conflicts are marked in the result, 3 it cannot be merged and nothing is written."""
    from qzqd.check.settings import with_severities
    from qzqd.compare.merging.clash import SIDES
    from qzqd.compare.merging.merge import merge as merged
    from qzqd.open.findings import refusal_of
    from qzqd.read.config import Config, load, nearest
    from qzqd.read.problem import Refused
    from qzqd.read.workspace import shown_path

    place = path or output or ours
    labels = SIDES if path else (_called(ours), _called(theirs))
    try:
        root = nearest((path or ours).parent)
        limit = (with_severities(load(root)) if root else Config()).max_bytes
        findings: list[Finding] = []
        ancestor = _read(base, limit, findings, empty=True)
        mine, yours = _read(ours, limit, findings), _read(theirs, limit, findings)
        if mine is None or yours is None or findings:
            return _refuse(findings)
        result = merged(ancestor, mine, yours, shown_path(place), labels)
    except Refused as refused:
        return _refuse([refusal_of(refused, shown_path(place))])
    _put(result.data, output or (ours if path else None), mine.raw if output in (None, ours) else None)
    if output:
        out.written(output)
    _tell(result.findings)
    return FINDINGS if result.findings else OK


def _called(file: Path) -> Text:
    from qzqd.report.paper.safe import safe

    name = safe(file.as_posix())
    return Text(f"“{name}”", name)


def _read(place: Path, limit: int, findings: list[Finding], *, empty: bool = False) -> Version | None:
    """A side; None for an empty one that may be so, or where a finding says why it cannot be read."""
    from qzqd.compare.merging.pieces import read_version
    from qzqd.open.findings import refusal
    from qzqd.read import source
    from qzqd.read.config import Config, bounds
    from qzqd.read.problem import Refused
    from qzqd.read.workspace import shown_path

    data = b""
    try:
        data = source.read(place, bounds(place), limit)
        return None if empty and not data.strip() else read_version(data)
    except Refused as refused:
        findings.append(refusal(refused, shown_path(place), data, Config()))
    return None


def _put(data: bytes, place: Path | None, expected: bytes | None) -> None:
    """To the file, or to standard output. Raises Unwritten."""
    from qzqd.write import atomic

    if place is None:
        console.copy(data)
        return
    with out.writing(place):
        atomic.replace(place, data, expected=expected)


def _refuse(findings: list[Finding]) -> int:
    _tell(findings)
    console.tell(say("没有合并，没有写入", "not merged; nothing was written"))
    return UNABLE


def _tell(findings: list[Finding]) -> None:
    """On standard error: the result may go to standard output."""
    from qzqd.report import Page
    from qzqd.report.findings.text import finding_blocks

    if findings:
        console.tell(*"\n\n".join(finding_blocks(findings, (), Page(chosen()))).split("\n"))
