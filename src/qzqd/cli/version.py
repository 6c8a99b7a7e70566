"""What `--version` says."""

from __future__ import annotations

from typing import Annotated

import typer

from qzqd.cli.language import say


def _version(context: typer.Context, asked: bool) -> None:
    if not asked:
        return
    from qzqd import __version__, console

    console.put(f"qzqd {__version__}")
    if "--verbose" in context.obj:  # the whole command line: what stands behind has not been read yet
        console.put(_reader())
    raise typer.Exit


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
        "读取器：libyaml（安装时没有编译器，结果相同，只是慢些）",
        "reader: libyaml (there was no compiler when qzqd was installed: the same results, only slower)",
    )


VersionOption = Annotated[
    bool,
    typer.Option(
        "--version", help="显示版本 / show the version", is_eager=True, callback=_version, show_default=False
    ),
]
VerboseOption = Annotated[
    bool,
    typer.Option(
        "--verbose",
        help="和 --version 一起：哪个读取器在用 / with --version: which reader runs",
        show_default=False,
    ),
]


def reject_alone(verbose: bool) -> None:
    """Raises BadParameter where there is a command of which nothing more can be told."""
    if verbose:
        raise typer.BadParameter(say("--verbose 和 --version 一起用", "--verbose goes with --version"))
