"""Tests with the lowest and with the newest versions of the dependencies that pyproject.toml allows.

Each in an environment of its own that is thrown away. What runs the tests is as requirements-dev.txt has it.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
TESTS = (
    "tests/read",
    "tests/tables",
    "tests/office/published",
    "tests/open/test_schema.py",
    "tests/cli",
    "tests/lsp",
)
EXTRAS = ("--extra=office", "--extra=lsp", "--extra=cluster")
TOOLS = ("pytest", "pytest-xdist", "hypothesis", "jsonschema", "python-calamine", "xlwt")


def main() -> None:
    """Stops at the first command that fails."""
    with tempfile.TemporaryDirectory() as folder:
        pip = [sys.executable, "-m", "pip", "install", "-q", "--no-compile"]
        run(*pip, "--target", f"{folder}/uv", "-r", ".ci/uv.txt")
        for title, resolution in (("lowest", "lowest-direct"), ("newest", "highest")):
            print(f"\nWith the {title} versions:", flush=True)
            test(f"{folder}/uv/bin/uv", f"{folder}/{title}", f"--resolution={resolution}")


def test(uv: str, folder: str, resolution: str) -> None:
    """In a new environment, all of it from wheels but what is tested."""
    run(uv, "venv", "-q", "--python", sys.executable, folder)
    python = folder + ("/Scripts/python.exe" if sys.platform == "win32" else "/bin/python")
    # What pytest imports first must not be what compiles it: a warning of that would end the tests.
    install = [uv, "pip", "install", "-q", "--python", python, "--compile-bytecode"]
    run(*install, "--no-build", resolution, "-r", "pyproject.toml", *EXTRAS, *tools())
    run(*install, "--no-deps", "-e", ".")
    run(uv, "pip", "freeze", "--python", python, "--exclude-editable")
    run(python, "-m", "pytest", "-q", *TESTS)


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
