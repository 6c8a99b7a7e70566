"""Compiles the reader where that can be done and is wanted; without it the package does the same, only slower."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from packaging.tags import sys_tags

MODULE = "qzqd.read._canonical"
SOURCE = "src/qzqd/read/_canonical.c"
LIMITED_API = "0x030B0000"
TAG = "cp311-abi3"
"""Of Python 3.11, for it and all that follow."""


class CustomBuildHook(BuildHookInterface[Any]):
    """Puts the compiled reader into a wheel, or beside its source where the installation is an editable one."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before a wheel is made."""
        folder = tempfile.TemporaryDirectory(prefix="qzqd-build-")
        atexit.register(folder.cleanup)
        source = Path(self.root) / SOURCE
        if version == "editable":
            remove_compiled(source.parent)
        try:
            built = compiled(source, Path(folder.name))
            if version == "editable":
                shutil.copy(built, source.parent)
                return
        except Exception as error:  # whatever there is instead of a compiler
            self.app.display_info(f"without the compiled reader: {error}")
            return
        build_data["force_include"][str(built)] = f"qzqd/read/{built.name}"
        build_data["pure_python"] = False
        build_data["tag"] = f"{TAG}-{platform()}"


def remove_compiled(folder: Path) -> None:
    """Remove what was built of another source, or for another Python, if the system lets us."""
    for old in folder.glob("_canonical*"):
        if old.suffix in (".so", ".pyd"):
            with suppress(OSError):
                old.unlink()


def compiled(source: Path, folder: Path) -> Path:
    """The extension module, made in a folder. Raises where it is not wanted, and whatever the compiler objects to."""
    from setuptools import Distribution, Extension

    if os.environ.get("QZQD_READER") == "python":
        raise NotImplementedError("QZQD_READER=python")
    extension = Extension(
        MODULE, [str(source)], define_macros=[("Py_LIMITED_API", LIMITED_API)], py_limited_api=True
    )
    command = Distribution({"ext_modules": [extension]}).get_command_obj("build_ext")
    command.build_lib, command.build_temp = str(folder), str(folder)
    command.ensure_finalized()
    command.run()
    return Path(command.get_ext_fullpath(MODULE))


def platform() -> str:
    """The tag of this system, for those who have the same: not the one of systems older than it."""
    return next(
        tag.platform
        for tag in sys_tags()
        if "manylinux" not in tag.platform and "musllinux" not in tag.platform
    )
