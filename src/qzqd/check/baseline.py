"""A file of the findings an old list starts with, so that only new ones count; it should only shrink."""

from __future__ import annotations

import json
from collections import Counter
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from qzqd.check.ignores import UPKEEP
from qzqd.check.rule import RULES
from qzqd.finding import Finding, Span
from qzqd.locale import Text
from qzqd.open.severity import active, is_about_form, is_unread_rule, severity
from qzqd.read import source
from qzqd.read.config import Unusable, bounds
from qzqd.read.lines import LineIndex
from qzqd.read.problem import Problem, Refused
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable

    from qzqd.read.config import Config

    _Entry = tuple[str, str, str]

VERSION = 1
_TEXT = regex(r'"[0-9a-f]+"')
_ANEW = Text("用 --write-baseline 重写基线", "write the baseline anew with --write-baseline")


def enterable(findings: list[Finding]) -> list[Finding]:
    """Those that a baseline may hold: not what cannot be read, nor what is said of ignores and baselines."""
    return [
        finding
        for finding in findings
        if not (is_unread_rule(finding.code) or finding.code.startswith(UPKEEP))
    ]


def dump(findings: list[Finding], place: Callable[[str], str] = str) -> str:
    """The baseline of these findings, one a line, in an order that makes good diffs. place: what it calls a file."""
    rows = [
        ((place(each.path), each.code, str(each.item), each.fingerprint), each.item)
        for each in enterable(findings)
    ]
    lines = ",\n".join(
        "    " + _line({"fingerprint": fingerprint, "code": code, "path": path, "item": item})
        for (path, code, _, fingerprint), item in sorted(rows, key=itemgetter(0))
    )
    return f'{{\n  "schema_version": {VERSION},\n  "findings": [\n{lines}\n  ]\n}}\n'


def _line(entry: dict[str, str | None]) -> str:
    """Chinese stays legible; what is invisible is escaped, as files that hold it are not read."""
    line = json.dumps(entry, ensure_ascii=False)
    return line if line.isprintable() else json.dumps(entry)


def apply(
    findings: list[Finding], place: Path, checked: dict[str, str], config: Config, whole: bool
) -> tuple[list[Finding], int]:
    """What is left of the findings, and how many the baseline silenced; entries no longer true are findings.

    checked: the files of this run, by every name that a baseline may have for them; entries of other files are not judged, unless the run was whole and the file is
    gone. Those silence nothing, as a new list may well come to have the same ids and faults. Raises Unusable.
    """
    judged = _Judged(findings, config, whole)
    text, entries = _read(place, config.max_bytes)
    absent = {path for path in {path for _, path, _ in entries} - checked.keys() if _is_gone(path, config)}
    left = Counter(fingerprint for fingerprint, path, _ in entries if path not in absent)
    kept = []
    for finding in findings:
        if left[finding.fingerprint] > 0 and not is_unread_rule(finding.code):
            left[finding.fingerprint] -= 1
        else:
            kept.append(finding)
    silenced = len(findings) - len(kept)
    lines = LineIndex(text)
    starts = {match[0]: match.start() for match in _TEXT.finditer(text)}
    for fingerprint, path, code in entries:
        settled = path in checked and left[fingerprint] > 0 and judged.by(code, checked[path])
        if settled or (path in absent and whole):
            left[fingerprint] -= settled
            start = starts.get(json.dumps(fingerprint), 0)
            message = (
                Text(f"{path} 的 {code} 已经解决", f"{code} of {path} is settled")
                if settled
                else Text(
                    f"{path} 已经没有了，它的 {code} 不再需要",
                    f"{path} is gone, and its {code} no longer needed",
                )
            )
            kept.append(_stale(place, lines, start, fingerprint, message, config))
    return kept, silenced


class _Judged:
    """Which rules have seen a file: what was not looked at is not settled."""

    def __init__(self, findings: list[Finding], config: Config, whole: bool) -> None:
        faults = [(each.code, each.path) for each in findings if each.severity == "error"]
        self._unread = {path for code, path in faults if is_unread_rule(code)}
        self._unsound = {path for code, path in faults if is_about_form(code)}
        self._config = config
        self._all = whole and not self._unsound

    def by(self, code: str, path: str) -> bool:
        if not active(code, self._config) or path in self._unread:
            return False
        if code in RULES and RULES[code].across is not None:
            return self._all
        return is_about_form(code) or path not in self._unsound


def _is_gone(path: str, config: Config) -> bool:
    """Whether no file is there, from whichever folder the baseline was written."""
    starts = [Path.cwd(), *([config.root] if config.root else [])]
    return not any((folder / path).exists() for start in starts for folder in (start, *start.parents))


def _read(place: Path, max_bytes: int) -> tuple[str, list[_Entry]]:
    """The text of a baseline, and what it lists. Raises Unusable."""
    data = b""
    try:
        data = source.read(place, bounds(place), max_bytes)
        text = source.check(data).decode()
        return text, _parsed(text)
    except Refused as refused:
        raise Unusable(refused, place, data) from None


def _parsed(text: str) -> list[_Entry]:
    offsets, message = None, Text("不是 qzqd 写的基线文件", "not a baseline that qzqd wrote")
    try:
        body = json.loads(text)
        version = body["schema_version"]
        if version == VERSION:
            return [
                (str(entry["fingerprint"]), str(entry["path"]), str(entry["code"]))
                for entry in body["findings"]
            ]
        message = Text(
            f"基线文件的版本是 {version!s:.20}，这里只认 {VERSION}",
            f"a baseline of version {version!s:.20}, not {VERSION}",
        )
    except json.JSONDecodeError as error:
        message, offsets = Text("这里不是合法的 JSON", "not JSON from here on"), (error.pos, error.pos + 1)
    except (KeyError, TypeError, ValueError, RecursionError):
        pass  # ValueError: Python reads no number of more than 4,300 digits
    raise Refused("QZ009", Problem(message, help=_ANEW, offsets=offsets))


def _stale(
    place: Path, lines: LineIndex, start: int, fingerprint: str, message: Text, config: Config
) -> Finding:
    span = lines.span(start, start)
    excerpt = lines.line(span.line)
    indent = len(excerpt) - len(excerpt.lstrip())
    return Finding(
        code="QZ622",
        severity=severity("QZ622", config),
        path=place.as_posix(),
        span=Span(span.line, indent + 1, span.line, len(excerpt) + 1),
        message=message,
        help=_ANEW,
        excerpt=excerpt,
        value=fingerprint,
    )
