"""What `--version` says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd import __version__
from qzqd.cli.language import say

if TYPE_CHECKING:
    from collections.abc import Iterator


def version_lines(verbose: bool) -> Iterator[str]:
    """The lines. verbose: also which reader runs."""
    yield f"qzqd {__version__}"
    if verbose:
        yield _reader()


def _reader() -> str:
    from qzqd.read import compiled

    if compiled.runs():
        return say(
            "读取器：编译的；fmt 以外的写法由 libyaml 读",
            "reader: compiled; libyaml reads what fmt would write otherwise",
        )
    if compiled.is_unwanted():
        return say(
            f"读取器：libyaml（{compiled.SETTING} 停用了编译的读取器）",
            f"reader: libyaml ({compiled.SETTING} turns the compiled one off)",
        )
    return say(
        "读取器：libyaml（安装包里没有编译的读取器：各系统通用，或者生成时没有编译器；结果相同，只是慢些）",
        "reader: libyaml (the package came without the compiled one: it is for every system, or there was no compiler when it was built; the same results, only slower)",
    )
