"""The scenes of rules, played: their files laid in a folder of their own, and the command line run there."""

from __future__ import annotations

import re
import shlex
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple
from unittest.mock import patch

from qzqd.cli import run
from qzqd.finding import SEVERITIES, Severity
from qzqd.report.paper.words import SEVERITY

if TYPE_CHECKING:
    from qzqd.check.rule import Scene
    from qzqd.locale import Language


DAY = "2025-06-30"
"""The day on which every example is played, so that a page reads the same tomorrow."""


class ShownFinding(NamedTuple):
    """One finding as it stood on the screen."""

    code: str
    severity: Severity
    text: str


def play(scene: Scene, language: Language) -> list[ShownFinding]:
    """What the command tells of the files, finding by finding."""
    with TemporaryDirectory() as place:
        for name, content in scene.files.items():
            path = Path(place, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode())
        with chdir(place):
            screen = _screen([*shlex.split(scene.command), "--lang", language])
    words = {SEVERITY[severity].in_(language): severity for severity in SEVERITIES}
    heading = re.compile(rf"({'|'.join(words)})\[(QZ\d{{3}})\]")
    blocks = ((heading.match(block), block) for block in screen.split("\n\n"))
    return [ShownFinding(found[2], words[found[1]], block.rstrip()) for found, block in blocks if found]


def _screen(arguments: list[str]) -> str:
    """Both streams, one after the other: findings go to either."""
    written = BytesIO(), BytesIO()
    out, err = (TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True) for stream in written)
    with redirect_stdout(out), redirect_stderr(err), patch("qzqd.read.config.day_in_china", lambda: DAY):
        run(arguments)
    return "\n\n".join(stream.getvalue().decode() for stream in written)
