"""Findings that may stay, each for a reason and some until a day; and whether that is still needed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from qzqd.check.rule import RULES
from qzqd.finding import Finding, Span
from qzqd.locale import Text
from qzqd.open.severity import active, is_about_form, is_unread_rule, severity
from qzqd.read.config import FILE
from qzqd.read.globs import Globs
from qzqd.read.workspace import below, shown_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qzqd.check.rule import UpheldBy
    from qzqd.open.summary import IgnoreNote, Summary
    from qzqd.read.config import Config, IgnoreEntry

UPKEEP = "QZ62"


_Key = tuple[str, str, str, str]
"""Rule, item, file, pattern; empty where an entry does not care."""


@dataclass(slots=True)
class _Ignore:
    """An entry, from a file or from the settings, in one shape. `notice` tells where it stands."""

    rule: str
    item: str
    until: str
    notice: Finding
    path: str = ""
    pattern: str = ""

    @property
    def key(self) -> _Key:
        return self.rule, self.item, self.path, self.pattern


def apply(
    findings: list[Finding],
    summaries: Iterable[Summary],
    config: Config,
    whole: bool,
    command: UpheldBy = "validate",
    *,
    uncertain: bool = False,
) -> tuple[list[Finding], int]:
    """What is left of the findings, with those about the ignores themselves, and how many were silenced.

    Every command silences by all ignores, and judges those of the rules that it upholds itself.

    whole: the run covered the whole workspace, so that an unused entry of the settings is known to be unused. An entry
    that is about what could not be judged is not called unused either; uncertain: something could not be read that any of
    them may be about.
    """
    summaries = list(summaries)
    unjudged = _Unjudged(findings, summaries)
    ignores = [_noted(note, summary) for summary in summaries for note in summary.ignores]
    ignores += [_configured(entry, config) for entry in config.ignores]
    if ignores:  # which rules there are is known once they are loaded, and other commands load none
        from qzqd.check import rules  # noqa: F401
    known = {ignore.key for ignore in ignores}
    homes = _homes(summaries)
    in_force = {ignore.key for ignore in ignores if not _expired(ignore, config)}
    patterns = _Patterns(config)
    remedies = _Remedies(summaries, patterns)
    used: set[_Key] = set()
    kept: list[Finding] = []
    for finding in findings:
        covering = known.intersection(_keys(finding, patterns, homes)) if known else set[_Key]()
        used |= covering
        if in_force.isdisjoint(covering):
            kept.append(finding)
    silenced = len(findings) - len(kept)
    for ignore in ignores:
        if ignore.rule in RULES and RULES[ignore.rule].command != command:
            continue
        judged = not uncertain and (whole or bool(ignore.path))
        unneeded = judged and ignore.key not in used and not unjudged.covers(ignore, patterns)
        remedy = remedies.of(ignore) if unneeded else None
        kept += _upkeep(ignore, remedy, config)
    return kept, silenced


class _Remedies:
    """What to do about entries that cover nothing: they may well be mistyped."""

    def __init__(self, summaries: Sequence[Summary], patterns: _Patterns) -> None:
        self._summaries = summaries
        self._patterns = patterns
        self._matching = cache(self._matched)

    def of(self, ignore: _Ignore) -> Text:
        if ignore.pattern and ignore.pattern not in self._matching(ignore.rule):
            return Text(
                f"没有清单文件对上 path：{ignore.pattern}；改正，或者删去这一条",
                f"no list file matches the path {ignore.pattern}: correct it, or remove the entry",
            )
        if ignore.item and ignore.item not in self._ids:
            return Text(
                f"没有事项 {ignore.item}；改正编号，或者删去这一条",
                f"there is no item {ignore.item}: correct the id, or remove the entry",
            )
        return Text("删去这一条", "remove it")

    def _matched(self, rule: str) -> set[str]:
        """The patterns under which the rule is ignored in any list."""
        return {each for summary in self._summaries for each in self._patterns.at(rule, summary.path)}

    @cached_property
    def _ids(self) -> set[str]:
        return {key for summary in self._summaries for key in summary.ids}


class _Unjudged:
    """By file the rules that have not seen all of it. What could not be opened as a catalogue, no rule has seen.

    A rule across files has not seen all as long as anything is wrong with any.
    """

    def __init__(self, findings: Iterable[Finding], summaries: Iterable[Summary]) -> None:
        self._rules = {summary.path: frozenset(summary.unjudged) for summary in summaries}
        self._unread = {
            finding.path for finding in findings if is_about_form(finding.code)
        } - self._rules.keys()
        self._any = bool(self._unread) or not all(summary.sound for summary in summaries)

    def covers(self, ignore: _Ignore, patterns: _Patterns) -> bool:
        """Whether the entry may be needed for what was not judged."""
        rule = RULES.get(ignore.rule)
        if rule is not None and rule.across is not None and self._any:
            return True
        if ignore.path:
            return ignore.rule in self._rules.get(ignore.path, ())
        doubtful = [path for path, rules in self._rules.items() if ignore.rule in rules]
        return any(
            ignore.pattern in patterns.at(ignore.rule, path) for path in (*doubtful, *sorted(self._unread))
        )


def _homes(summaries: Iterable[Summary]) -> dict[str, list[str]]:
    """By the path of a table, the ledgers that it belongs to: what they ignore, they ignore in it as well."""
    homes: dict[str, list[str]] = {}
    for summary in summaries:
        if summary.ignores and summary.records:
            folder, slash, _ = summary.path.rpartition("/")
            homes.setdefault(f"{folder}{slash}{summary.records}", []).append(summary.path)
    return homes


def _keys(finding: Finding, patterns: _Patterns, homes: dict[str, list[str]]) -> Iterator[_Key]:
    """The keys of every entry that would cover the finding; nothing covers what cannot be read."""
    if is_unread_rule(finding.code):
        return
    for item in {finding.item or "", ""}:
        for path in (finding.path, *homes.get(finding.path, ())):
            yield finding.code, item, path, ""
        for pattern in patterns.matching(finding):
            yield finding.code, item, "", pattern


_NONE = Globs(())


class _Patterns:
    """The patterns of the settings; which of them match is worked out once for each rule and file."""

    def __init__(self, config: Config) -> None:
        self.root = config.root or Path.cwd()
        paths: defaultdict[str, list[str]] = defaultdict(list)
        for entry in config.ignores:
            paths[entry.rule].append(entry.path)
        # An entry that is about no file in particular is about every one.
        self.of_rule = {rule: ("" in globs, Globs(filter(None, globs))) for rule, globs in paths.items()}
        self.known: dict[tuple[str, str], list[str]] = {}

    def matching(self, finding: Finding) -> list[str]:
        return self.at(finding.code, finding.path)

    def at(self, code: str, path: str) -> list[str]:
        """The patterns under which a rule is ignored in a file."""
        key = code, path
        if key not in self.known:
            name = below(Path(path), self.root) or path
            everywhere, globs = self.of_rule.get(code, (False, _NONE))
            self.known[key] = [""] * everywhere + globs.matching(name)
        return self.known[key]


def _expired(ignore: _Ignore, config: Config) -> bool:
    return bool(ignore.until) and ignore.until < config.today


def _upkeep(ignore: _Ignore, remedy: Text | None, config: Config) -> Iterable[Finding]:
    """What is to be said of an entry itself. remedy: what to do about it, where nothing needs it."""
    help = remedy
    if ignore.rule not in RULES:
        code, help = "QZ623", _meant(ignore.rule)
        text = Text(
            f"没有规则 {ignore.rule}，这条忽略不起作用",
            f"there is no rule {ignore.rule}: this silences nothing",
        )
    elif _expired(ignore, config):
        code = "QZ620"
        text = Text(
            f"对 {ignore.rule} 的忽略已于 {ignore.until} 到期",
            f"the ignore of {ignore.rule} expired on {ignore.until}",
        )
        help = Text(
            "问题解决了就删去这一条；还要保留就改 until",
            "remove it if the matter is settled; otherwise renew `until`",
        )
    elif remedy and active(ignore.rule, config):
        code = "QZ621"
        text = Text(f"对 {ignore.rule} 的忽略没有用到", f"the ignore of {ignore.rule} is not used")
    else:
        return
    if active(code, config):
        yield replace(ignore.notice, code=code, severity=severity(code, config), message=text, help=help)


def _meant(rule: str) -> Text:
    from qzqd.text import did_you_mean, suggest

    return did_you_mean(suggest(rule, RULES), Text("用 qzqd rules 查看", "see qzqd rules"))


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


def _configured(entry: IgnoreEntry, config: Config) -> _Ignore:
    notice = Finding(
        code=UPKEEP,
        severity="warning",
        path=shown_path(config.root / FILE) if config.root else FILE,
        span=entry.span,
        message=Text("", ""),
        excerpt=entry.excerpt,
        item=entry.item or None,
        value=f"{entry.rule} {entry.path}",
    )
    return _Ignore(entry.rule, entry.item, entry.until, notice, pattern=entry.path)
