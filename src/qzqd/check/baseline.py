"""A file of the findings an old list starts with, so that only new ones count; it should only shrink."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from qzqd.check.engine import severity
from qzqd.check.ignores import UPKEEP
from qzqd.finding import Finding, Span
from qzqd.locale import Text
from qzqd.read.problem import Problem, Refused

if TYPE_CHECKING:
    from pathlib import Path

    from qzqd.read.config import Config

VERSION = 1


def dump(findings: list[Finding]) -> str:
    """The baseline of these findings, one a line, in an order that makes good diffs."""
    entries = sorted(
        (
            {
                "fingerprint": finding.fingerprint,
                "code": finding.code,
                "path": finding.path,
                "item": finding.item,
            }
            for finding in findings
            if not finding.code.startswith(UPKEEP)
        ),
        key=lambda entry: (
            str(entry["path"]),
            str(entry["code"]),
            str(entry["item"]),
            str(entry["fingerprint"]),
        ),
    )
    lines = ",\n".join("    " + json.dumps(entry, ensure_ascii=False) for entry in entries)
    return f'{{\n  "schema_version": {VERSION},\n  "findings": [\n{lines}\n  ]\n}}\n'


def apply(
    findings: list[Finding], place: Path, checked: set[str], config: Config
) -> tuple[list[Finding], int]:
    """What is left of the findings, and how many the baseline silenced; entries no longer true are findings.

    checked: the files of this run; entries of other files are not judged. Raises Refused (QZ009).
    """
    try:
        text = place.read_text("utf-8")
        body = json.loads(text)
        if body["schema_version"] != VERSION:
            raise ValueError(f"schema_version {body['schema_version']}")
        entries = [
            (str(entry["fingerprint"]), str(entry["path"]), str(entry["code"])) for entry in body["findings"]
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = Text(f"基线文件不能用：{error}", f"the baseline cannot be used: {error}")
        raise Refused("QZ009", Problem(message)) from None
    left = Counter(fingerprint for fingerprint, _, _ in entries)
    kept = []
    for finding in findings:
        if left[finding.fingerprint] > 0:
            left[finding.fingerprint] -= 1
        else:
            kept.append(finding)
    silenced = len(findings) - len(kept)
    lines = text.splitlines()
    for fingerprint, path, code in entries:
        if left[fingerprint] > 0 and path in checked:
            left[fingerprint] -= 1
            kept.append(_stale(place, lines, fingerprint, path, code, config))
    return kept, silenced


def _stale(place: Path, lines: list[str], fingerprint: str, path: str, code: str, config: Config) -> Finding:
    number, excerpt = next((pair for pair in enumerate(lines, 1) if fingerprint in pair[1]), (1, ""))
    start = len(excerpt) - len(excerpt.lstrip()) + 1
    return Finding(
        code="QZ622",
        severity=severity("QZ622", config),
        path=place.as_posix(),
        span=Span(number, start, number, len(excerpt) + 1),
        message=Text(f"{path} 的 {code} 已经解决", f"{code} of {path} is settled"),
        help=Text("用 --write-baseline 重写基线", "write the baseline anew with --write-baseline"),
        excerpt=excerpt,
        value=fingerprint,
    )
