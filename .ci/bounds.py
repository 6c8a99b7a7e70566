"""Tests with the lowest and with the newest versions of the dependencies that pyproject.toml allows.

Each in an environment of its own that is thrown away. What runs the tests is as requirements-dev.txt has it.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
TESTS = ("tests/read", "tests/tables", "tests/open/test_schema.py", "tests/cli", "tests/lsp")
EXTRAS = ("office", "lsp", "cluster")
TOOLS = ("pytest", "pytest-xdist", "hypothesis", "jsonschema", "python-calamine", "xlwt")


def main() -> None:
    """Stops at the first command that fails."""
    for title, pins in (("lowest", lowest()), ("newest", [])):
        print(f"\nWith the {title} versions:", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            venv.create(folder, with_pip=True)
            python = Path(folder) / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
            pip = [str(python), "-m", "pip"]
            ours = f".[{','.join(EXTRAS)}]"
            run(*pip, "install", "-q", "--only-binary", ":all:", "-e", ours, *pins, *tools())
            run(*pip, "freeze", "--exclude-editable")
            run(str(python), "-m", "pytest", "-q", *TESTS)


def lowest() -> list[str]:
    """The dependencies at the bound of their range that applies to this Python."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked = [*project["dependencies"], *(each for name in EXTRAS for each in extras[name])]
    return [
        f"{each.name}=={bound.version}"
        for each in map(Requirement, asked)
        if each.marker is None or each.marker.evaluate()
        for bound in each.specifier
        if bound.operator == ">="
    ]


def tools() -> list[str]:
    """What the tests themselves need, as it is locked."""
    lock = (ROOT / "requirements-dev.txt").read_text("utf-8")
    return [
        pin for pin in re.findall(r"^[a-z0-9-]+==[^\s;]+", lock, re.MULTILINE) if pin.split("==")[0] in TOOLS
    ]


def run(*command: str) -> None:
    """A command in the repository."""
    subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as failed:
        sys.exit(failed.returncode)
