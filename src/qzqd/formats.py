"""Every format of every report, once: which commands have it, which module makes it, and what its files are called.

Another format is an entry here and a module for each command that has it. The module of a text has
`render(answer, page) -> str`; that of a file which only a program opens has `write(answer, path, language)`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from qzqd.locale import Text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from qzqd.locale import Language
    from qzqd.report import Page


class Format(NamedTuple):
    """makers: by command, the module that makes it. endings: of the files that hold it, the usual one first.

    file: it is no text, so it cannot go to the screen.
    """

    makers: Mapping[str, str]
    endings: tuple[str, ...] = ()
    file: bool = False


FORMATS: dict[str, Format] = {
    "text": Format(
        {
            "validate": "report.findings.text",
            "diff": "report.changes.text",
            "diff --stat": "report.changes.stat",
            "coverage": "report.coverage.text",
            "claims": "report.coverage.claims_text",
            "log": "report.changes.life",
            "impact": "report.impact.text",
            "impact --stat": "report.impact.stat",
        }
    ),
    "json": Format(
        {
            "validate": "report.findings.contract",
            "diff": "report.changes.contract",
            "coverage": "report.coverage.contract",
            "claims": "report.coverage.claims_contract",
            "log": "report.changes.life_contract",
            "impact": "report.impact.contract",
            "export": "office.published.contract",
        },
        (".json",),
    ),
    "markdown": Format(
        {
            "validate": "report.findings.markdown",
            "diff": "report.changes.markdown",
            "coverage": "report.coverage.markdown",
            "claims": "report.coverage.claims_markdown",
            "export": "office.published.markdown",
        },
        (".md", ".markdown"),
    ),
    "html": Format(
        {
            "diff": "report.changes.html",
            "coverage": "report.coverage.html",
            "export": "office.published.html",
        },
        (".html", ".htm"),
    ),
    "csv": Format(
        {
            "coverage": "report.coverage.csv",
            "claims": "report.coverage.claims_csv",
            "export": "office.published.csv",
        },
        (".csv",),
    ),
    "xlsx": Format(
        {
            "validate": "office.handback.marked",
            "diff": "office.adjustment.xlsx",
            "coverage": "office.matrix",
            "export": "office.published.xlsx",
            "export --edit": "office.editing.book",
        },
        (".xlsx",),
        file=True,
    ),
    "docx": Format(
        {"diff": "office.adjustment.docx", "export": "office.published.docx"}, (".docx",), file=True
    ),
    "github": Format({"validate": "report.findings.github", "diff": "report.changes.github"}),
    "gitlab": Format({"validate": "report.findings.gitlab"}, (".json",)),
    "sarif": Format(
        {"validate": "report.findings.sarif", "diff": "report.changes.sarif"}, (".sarif", ".json")
    ),
    "junit": Format({"validate": "report.findings.junit", "diff": "report.changes.junit"}, (".xml",)),
    "badge": Format({"coverage": "report.coverage.badge"}, (".svg",)),
    "lcov": Format({"coverage": "report.coverage.lcov"}, (".info", ".lcov")),
}
"""By the name that the command line knows it by; of two with the same ending, the first is meant by it."""

_NO_TEXT = frozenset(
    [
        ".doc",
        ".dot",
        ".wps",
        ".rtf",
        ".odt",
        ".xls",
        ".xlsm",
        ".xlsb",
        ".et",
        ".ods",
        ".ppt",
        ".pptx",
        ".pdf",
        ".zip",
    ]
)
"""Endings of files that programs refuse, or take for damaged, if they hold text."""


class Unwritable(Exception):
    """A format that the command does not have, or that contradicts the name of the file. Says why."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


def names(command: str) -> list[str]:
    """The formats that a command has, text first."""
    return [name for name, each in FORMATS.items() if command in each.makers]


def chosen(command: str, asked: str | None, output: Path | None) -> str:
    """The format to write: the one that was asked for, else the one that the name of the file means, else text.

    Raises Unwritable.
    """
    ending = output.suffix.lower() if output else ""
    name = asked or _meant(command, ending)
    made = FORMATS.get(name)
    if made is None or command not in made.makers:
        listed = "、".join(names(command)), ", ".join(names(command))
        raise Unwritable(
            Text(f"{command} 没有 {name} 格式，有 {listed[0]}", f"{command} has no {name}, only {listed[1]}")
        )
    if made.file and output is None:
        example = f"--output 文件{made.endings[0]}", f"--output FILE{made.endings[0]}"
        raise Unwritable(Text(f"{name} 要写明 {example[0]}", f"{name} needs {example[1]}"))
    if ending and ending not in made.endings and (made.file or _is_of_another(ending)):
        raise Unwritable(_contradiction(name, made, ending))
    return name


def is_file(name: str) -> bool:
    """Whether the format is no text."""
    return FORMATS[name].file


def ending(name: str) -> str:
    """What files of the format end in; "" where nothing is usual."""
    return next(iter(FORMATS[name].endings), "") if name in FORMATS else ""


def render(command: str, name: str, answer: Any, page: Page) -> str:
    """The whole report, ending in a line break. Raises KeyError for a format that the command does not have.

    The text holds no control character but line breaks (and, with `page.colour`, our own colour codes), no bidi
    control and no lone surrogate, whatever the files hold; CSV begins with the byte order mark that Excel asks for.
    """
    text: str = _maker(command, name).render(answer, page)
    return text


def write(command: str, name: str, answer: Any, path: Path, language: Language) -> None:
    """The file. Raises KeyError as `render` does, OSError, and office.OfficeMissing without the libraries for it."""
    _maker(command, name).write(answer, path, language)


def _maker(command: str, name: str) -> Any:
    return import_module(f"qzqd.{FORMATS[name].makers[command]}")


def _meant(command: str, ending: str) -> str:
    """By its ending: a format of the command, else one of another, about which there is something to say."""
    found = [name for name, each in FORMATS.items() if ending and ending in each.endings]
    own = [name for name in found if command in FORMATS[name].makers]
    return next(iter(own or found), "text")


def _is_of_another(ending: str) -> bool:
    return ending in _NO_TEXT or any(ending in each.endings for each in FORMATS.values())


def _contradiction(name: str, made: Format, ending: str) -> Text:
    usual = made.endings[0] if made.endings else ".txt"
    return Text(
        f"{name} 格式不能写进 {ending} 文件：文件名改成 {usual} 结尾，或者改 --format",
        f"{name} does not go into a {ending} file: let its name end in {usual}, or choose another --format",
    )
