"""Half-written files, which are to become others in one step; and those that a killed run has left behind."""

from __future__ import annotations

import os
import re
import secrets
import time
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_NAME = re.compile(r"\.qzqd-[0-9a-f]{16}\.tmp")
_OLD = 600
"""Seconds without a byte written, after which nobody is writing it any more."""


def draft(path: Path) -> Path:
    """Where to write what shall stand at `path`: not under the name of a catalogue, so that nobody reads it."""
    return path.with_name(f".qzqd-{secrets.token_hex(8)}.tmp")


@cache
def clear(folder: Path) -> None:
    """Remove drafts that have grown old, once a run; whatever else is called so stays."""
    with suppress(OSError), os.scandir(folder) as found:
        for child in found:
            if _NAME.fullmatch(child.name) and child.is_file(follow_symlinks=False):
                with suppress(OSError):  # gone, or not ours to remove
                    if time.time() - child.stat(follow_symlinks=False).st_mtime > _OLD:
                        os.unlink(child.path)
