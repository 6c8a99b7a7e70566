"""Paths on the command line, what several commands ask, and what was probably meant by a path that does not exist."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from qzqd import formats
from qzqd.cli.declared import Argument, Misused, Option
from qzqd.cli.language import chosen, say
from qzqd.text import SEMICOLON, did_you_mean

if TYPE_CHECKING:
    from qzqd.finding import Finding
    from qzqd.outcome import Outcome
    from qzqd.read.named import Unclear

Paths = Annotated[
    list[str] | None, Argument(metavar="PATH", help=say("清单文件或文件夹", "files or folders"))
]

Output = Annotated[
    Path | None,
    Option(short="-o", metavar="FILE", help=say("写入文件", "write the report to a file")),
]
Jobs = Annotated[
    int,
    Option(
        short="-j",
        least=0,
        metavar="N",
        help=say("进程数，0 为每核一个", "processes, 0: one per core"),
    ),
]
NoCache = Annotated[bool, Option(help=say("不用缓存", "do not use the cache"))]

_SLIPS = 20


def format_option(command: str) -> Option:
    """The option --format of a command: what `formats` has for it."""
    names = tuple(formats.names(command))
    ending = len({ending for name in names for ending in formats.FORMATS[name].endings}) > 1
    help = say("输出格式", "output format")
    if ending:
        help += say("；不写就看 --output 的扩展名", "; left out, the ending of --output decides")
    usual = "text" if "text" in names else False
    return Option(short="-f", metavar=f"<{'|'.join(names)}>", choices=names, help=help, usual=usual)


def hinted(outcome: Outcome) -> Outcome:
    """The outcome with a question in findings about files that are not there.

    Only in the first 20, as slips are few, and whole folders may be gone.
    """
    absent = [number for number, finding in enumerate(outcome.findings) if finding.code == "QZ001"]
    findings = [*outcome.findings]
    for number in absent[:_SLIPS]:
        findings[number] = with_path_guess(findings[number])
    return replace(outcome, findings=findings)


def near(path: Path) -> str | None:
    """The path up to the first part that does not exist, with the name beside it that it is a slip for."""
    from qzqd.text import suggest

    while not path.parent.is_dir() and path.parent != path:
        path = path.parent
    try:
        names = [child.name for child in path.parent.iterdir() if not child.name.startswith(".")]
    except OSError:
        return None
    guess = suggest(path.name, names)
    return (path.parent / guess).as_posix() if guess else None


def with_path_guess(finding: Finding) -> Finding:
    """The finding with that question, where a file beside it may have been meant."""
    named = finding.value or finding.path
    looks = "/" in named or Path(named).suffix.lower() in (".yaml", ".yml")
    wanted = finding.help is None or (finding.code == "QZ008" and bool(finding.value) and looks)
    if wanted and not Path(named).exists() and (guess := near(Path(named))):
        return replace(finding, help=did_you_mean(guess, finding.message))
    return finding


def unclear_usage(unclear: Unclear) -> Misused:
    """What to say of a command line that leaves open what is to be compared."""
    problem = unclear.problem
    return Misused(SEMICOLON.join(filter(None, (problem.message, problem.help))).in_(chosen()))
