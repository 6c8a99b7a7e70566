"""The registers of a workspace, opened before anything that points into them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.open.findings import refusal
from qzqd.open.opened import Opener
from qzqd.open.pool import worth_caching
from qzqd.open.registers import Registers
from qzqd.open.severity import active
from qzqd.read.problem import Refused

if TYPE_CHECKING:
    from qzqd.finding import Finding
    from qzqd.read.workspace import Workspace, WorkspaceFile


def registers_of(workspace: Workspace, use_cache: bool) -> tuple[Registers, list[bytes], list[Finding]]:
    """The registers of the workspace, their bytes, and what is wrong with those that are not checked anyway."""
    config = workspace.config
    opener = Opener(config)
    read = [(entry, *_read(entry, workspace)) for entry in workspace.registers]
    contents = [data for _, data, _ in read]
    place = b""
    if use_cache and worth_caching(workspace.registers):
        from qzqd.open import store

        place = store.context(config, contents)
        if (known := store.registers(place)) is not None:
            return known, contents, []
    registers, findings, sound = Registers(), [], True
    checked = {entry.real for entry in workspace.entries}
    for entry, data, refused in read:
        wrong, catalogue = ([refused], None) if refused else opener.structure(data, entry.name)
        if catalogue is not None:
            registers.add(catalogue)
        else:
            sound = False
        if entry.real not in checked:
            findings += [finding for finding in wrong if active(finding.code, config)][:1]
    if place and sound:
        store.keep_registers(place, registers)
    return registers, contents, findings


def _read(entry: WorkspaceFile, workspace: Workspace) -> tuple[bytes, Finding | None]:
    """The bytes of a register, or why there are none."""
    config = workspace.config
    try:
        return workspace.files.read(entry.path, entry.root, config.max_bytes), None
    except Refused as refused:
        return b"", refusal(refused, entry.name, b"", config)
