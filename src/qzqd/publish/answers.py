"""What qzqd says of the failing example of each rule: for its page, and for `explain`."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from qzqd.check.rule import Example, Scene
from qzqd.check.run import run
from qzqd.locale import LANGUAGES
from qzqd.outcome import Outcome
from qzqd.publish.scenes import DAY, play
from qzqd.read.config import Config
from qzqd.read.workspace import Workspace, WorkspaceFile
from qzqd.report import Page
from qzqd.report.findings.text import render

if TYPE_CHECKING:
    from qzqd.check.rule import Rule
    from qzqd.finding import Finding
    from qzqd.locale import Language

_KNOWN: dict[str, dict[Language, str]] = {}


def answer(rule: Rule) -> dict[Language, str]:
    """The findings of the rule in each language, as the screen shows them; of a rule that no files can show, nothing."""
    if rule.code not in _KNOWN:
        _KNOWN[rule.code] = _worked_out(rule.code, rule.fails)
    return _KNOWN[rule.code]


def _worked_out(code: str, example: Example | Scene | None) -> dict[Language, str]:
    if example is None:
        return {}
    if isinstance(example, Scene):
        return {
            language: "\n\n".join(each.text for each in play(example, language) if each.code == code)
            for language in LANGUAGES
        }
    shown = Outcome([finding for finding in _findings(example) if finding.code == code])
    blocks = {language: render(shown, Page(language, width=100)).split("\n\n") for language in LANGUAGES}
    return {language: "\n\n".join(found[1:-1]) for language, found in blocks.items()}  # no heading, no sum


def _findings(example: Example) -> list[Finding]:
    with TemporaryDirectory() as place:
        folder = Path(place).resolve()
        entries = []
        for name, content in _bytes(example).items():
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
            entries.append(WorkspaceFile(path, name, path, folder))
        registers = [entry for entry in entries if entry.name.startswith("registers/")]
        return run(Workspace(Config(today=DAY), entries, registers), jobs=1, use_cache=False).findings


def files(example: Example) -> dict[str, str]:
    """The example and what lies beside it, by name; registers lie in their folder."""
    found = {"example.yaml": example.text()}
    for number, beside in enumerate(example.beside, 1):
        folder = "registers/" if beside.header.get("kind") in ("laws", "units") else ""
        found[f"{folder}beside-{number}.yaml"] = beside.text()
    return found


def _bytes(example: Example) -> dict[str, bytes]:
    found = {name: text.encode() for name, text in files(example).items()}
    return found if example.raw is None else {**found, "example.yaml": example.raw}
