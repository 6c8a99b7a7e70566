"""The entry point. `--version` is answered before anything is imported."""

from __future__ import annotations

import os
import sys

_INTERRUPTED = 130


def main() -> int:
    """Run the command line; its exit code. An interrupt ends it without a traceback, also while it is imported."""
    try:
        return _run(sys.argv[1:])
    except KeyboardInterrupt:
        return _INTERRUPTED


def _run(arguments: list[str]) -> int:
    from qzqd import console

    console.ready()
    if arguments == ["--version"]:
        return _version()
    import gc
    import signal

    # Workers that are started anew, and not forked, must not import from the current folder either.
    os.environ["PYTHONSAFEPATH"] = "1"
    gc.disable()  # one short run makes next to no garbage, and looking for it costs a fifth of the time
    from qzqd.cli import run

    code = run(arguments)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # nothing is left to be tidied up
    gc.freeze()  # nor need the interpreter look for any garbage on its way out
    return code


def _version() -> int:
    from qzqd import __version__, console

    try:
        console.put(f"qzqd {__version__}")
        console.flush()
    except console.Unsaid as unsaid:
        from qzqd.cli import unheard

        return unheard(unsaid.error)
    return 0


if __name__ == "__main__":
    if not sys.flags.safe_path:
        del sys.path[0]  # the current folder: a yaml.py that lies beside somebody's lists is none of ours
    sys.exit(main())
