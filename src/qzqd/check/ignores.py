"""Findings that may stay, each for a reason and some until a day; and whether that is still needed."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from qzqd.check.engine import active, severity
from qzqd.check.rule import RULES
from qzqd.finding import Finding, Span
from qzqd.locale import Text
from qzqd.read.config import FILE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qzqd.check.summary import IgnoreNote, Summary
    from qzqd.read.config import Config, IgnoreEntry

UPKEEP = "QZ62"


@dataclass(slots=True)
class _Ignore:
    """An entry, from a file or from the settings, in one shape. `notice` tells where it stands."""

    rule: str
    item: str
    until: str
    notice: Finding
    path: str = ""
    pattern: str = ""
    used: bool = False

    def covers(self, finding: Finding, root: Path) -> bool:
        if self.item and finding.item != self.item:
            return False
        if self.path:
            return finding.path == self.path
        return not self.pattern or fnmatchcase(_below(finding.path, root), self.pattern)


def apply(
    findings: list[Finding], summaries: Iterable[Summary], config: Config, whole: bool
) -> tuple[list[Finding], int]:
    """What is left of the findings, with those about the ignores themselves, and how many were silenced.

    whole: the run covered the whole workspace, so that an unused entry of the settings is known to be unused.
    """
    ignores = [_noted(note, summary) for summary in summaries for note in summary.ignores]
    ignores += [_configured(entry) for entry in config.ignores]
    by_rule: dict[str, list[_Ignore]] = {}
    for ignore in ignores:
        by_rule.setdefault(ignore.rule, []).append(ignore)
    root = config.root or Path.cwd()
    kept: list[Finding] = []
    for finding in findings:
        covering = [ignore for ignore in by_rule.get(finding.code, ()) if ignore.covers(finding, root)]
        for ignore in covering:
            ignore.used = True
        if not any(not _expired(ignore, config) for ignore in covering):
            kept.append(finding)
    silenced = len(findings) - len(kept)
    for ignore in ignores:
        kept += _upkeep(ignore, config, whole)
    return kept, silenced


def _expired(ignore: _Ignore, config: Config) -> bool:
    return bool(ignore.until) and ignore.until < config.today


def _upkeep(ignore: _Ignore, config: Config, whole: bool) -> Iterable[Finding]:
    if ignore.rule not in RULES:
        text = Text(
            f"没有规则 {ignore.rule}，这条忽略不起作用",
            f"there is no rule {ignore.rule}: this silences nothing",
        )
        yield from _about(ignore, "QZ623", text, None, config)
    elif _expired(ignore, config):
        text = Text(
            f"对 {ignore.rule} 的忽略已于 {ignore.until} 到期",
            f"the ignore of {ignore.rule} expired on {ignore.until}",
        )
        help = Text(
            "问题解决了就删去这一条；还要保留就改 until",
            "remove it if the matter is settled, else renew `until`",
        )
        yield from _about(ignore, "QZ620", text, help, config)
    elif not ignore.used and active(ignore.rule, config) and (whole or ignore.path):
        text = Text(f"对 {ignore.rule} 的忽略没有用到", f"the ignore of {ignore.rule} is not used")
        yield from _about(ignore, "QZ621", text, Text("删去这一条", "remove it"), config)


def _about(ignore: _Ignore, code: str, message: Text, help: Text | None, config: Config) -> Iterable[Finding]:
    from dataclasses import replace

    if active(code, config):
        yield replace(ignore.notice, code=code, severity=severity(code, config), message=message, help=help)


def _noted(note: IgnoreNote, summary: Summary) -> _Ignore:
    notice = Finding(
        code=UPKEEP,
        severity="warning",
        path=summary.path,
        span=Span(note.line, note.column, note.end_line, note.end_column),
        message=Text("", ""),
        pointer=note.pointer,
        catalogue=summary.id,
        item=note.item or None,
        excerpt=note.excerpt,
        value=note.rule,
    )
    return _Ignore(note.rule, note.item, note.until, notice, path=summary.path)


def _configured(entry: IgnoreEntry) -> _Ignore:
    notice = Finding(
        code=UPKEEP,
        severity="warning",
        path=FILE,
        span=Span(),
        message=Text("", ""),
        item=entry.item or None,
        value=f"{entry.rule} {entry.path}",
    )
    return _Ignore(entry.rule, entry.item, entry.until, notice, pattern=entry.path)


def _below(name: str, root: Path) -> str:
    try:
        return Path(name).absolute().relative_to(root).as_posix()
    except ValueError:
        return name
