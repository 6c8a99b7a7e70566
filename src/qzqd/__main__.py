"""The entry point. `--version` is answered before anything is imported."""

from __future__ import annotations

import os
import sys

from qzqd import __version__


def main() -> None:
    """Run the command line and exit with its code."""
    if sys.argv[1:] == ["--version"]:
        print(f"qzqd {__version__}")  # noqa: T201
        return
    import gc

    # Workers that are started anew, and not forked, must not import from the current folder either.
    os.environ["PYTHONSAFEPATH"] = "1"
    gc.disable()  # one short run makes next to no garbage, and looking for it costs a fifth of the time
    from qzqd.cli import run

    code = run(sys.argv[1:])
    gc.freeze()  # nor need the interpreter look for any on its way out
    sys.exit(code)


if __name__ == "__main__":
    if not sys.flags.safe_path:
        del sys.path[0]  # the current folder: a yaml.py that lies beside somebody's lists is none of ours
    main()
