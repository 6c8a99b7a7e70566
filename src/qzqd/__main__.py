"""The entry point. `--version` is answered before anything is imported."""

from __future__ import annotations

import sys

from qzqd import __version__


def main() -> None:
    """Run the command line and exit with its code."""
    if sys.argv[1:] == ["--version"]:
        print(f"qzqd {__version__}")  # noqa: T201
        return
    from qzqd.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
