"""What a run imports from other people, as docs/architecture.md tells it: start-up is most of what a person waits for."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from qzqd.check.rule import SOUND
from qzqd.read import compiled

if TYPE_CHECKING:
    from pathlib import Path

READER = set() if compiled.runs() else {"yaml"}
CHECKER = READER | {"jsonschema_rs"}
PARTS = {
    *("annotated_doc", "annotated_types", "pydantic_core", "shellingham", "typing_extensions"),
    *("typing_inspection", "cython_runtime", "colorama"),
}
"""What those bring with them."""
_SCRIPT = """
import sys
before = {*sys.modules}
from qzqd.__main__ import main
sys.argv = ["qzqd", *sys.argv[1:]]
try:
    main()
finally:
    new = {name.partition(".")[0] for name in sys.modules.keys() - before} - sys.stdlib_module_names
    print(*sorted(name for name in new if not name.startswith("_")), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (("--version",), set()),
        (("validate", "--help"), {"typer", "pydantic"}),
        (("explain", "QZ104"), set()),
        (("validate", "list.yaml"), CHECKER),
        (("validate", "list.yaml", "--scheduler", "tcp://127.0.0.1:9"), CHECKER),
        (("diff", "list.yaml", "new.yaml"), CHECKER | {"yaml"}),
        (("coverage",), CHECKER),
        (("show", "消防"), READER),
        (("fmt", "--check", "list.yaml"), READER),
    ],
    ids=lambda each: each[0] if isinstance(each, tuple) else "",
)
def test_a_run_imports_no_more_than_it_needs(
    arguments: tuple[str, ...], wanted: set[str], tmp_path: Path
) -> None:
    (tmp_path / "list.yaml").write_text(SOUND.text(), "utf-8")
    (tmp_path / "new.yaml").write_text(SOUND.text().replace("2025-01-01", "2026-01-01"), "utf-8")
    ran = subprocess.run(
        [sys.executable, "-c", _SCRIPT, *arguments],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.stdout, ran.stderr
    assert {*ran.stderr.splitlines()[-1].split()} - PARTS - {"qzqd"} == wanted
