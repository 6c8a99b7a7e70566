"""The command line: one module per command. The only place that knows typer, and exit codes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from qzqd import console
from qzqd.cli import language
from qzqd.cli.language import say
from qzqd.cli.output import INTERRUPTED, UNABLE, USAGE, Unwritten
from qzqd.cli.usage import in_chinese
from qzqd.extra import Unavailable
from qzqd.locale.fault import why
from qzqd.report.paper import safe  # noqa: F401  (so that a fault can be told even when no file can be opened)

if TYPE_CHECKING:
    from collections.abc import Sequence

    import typer
    from typer.exceptions import TyperException

COMMANDS = (
    "validate",
    "explain",
    "rules",
    "kinds",
    "show",
    "schema",
    "init",
    "import",
    "export",
    "fmt",
    "diff",
    "log",
    "impact",
    "merge",
    "git",
    "coverage",
    "claims",
    "site",
    "lsp",
    "completion",
)


def run(arguments: list[str]) -> int:
    """Run one command line; the exit code. Nothing that goes wrong ends in a traceback."""
    from typer.exceptions import Abort, TyperException

    language.choose(arguments)
    os.environ.pop("_QZQD_COMPLETE", None)  # else typer completes a command line instead of running it
    try:
        code = application(arguments)(arguments or ["--help"], prog_name="qzqd", standalone_mode=False)
        console.flush()
        return int(code or 0) if arguments else USAGE
    except TyperException as error:
        return _wrong(error)
    except (Abort, KeyboardInterrupt):
        return INTERRUPTED
    except console.Unsaid as unsaid:
        return unheard(unsaid.error)
    except Unwritten as error:
        console.tell(*error.args)
        return UNABLE
    except Unavailable as error:
        console.tell(error.message.in_(language.chosen()), error.help.in_(language.chosen()))
        return UNABLE
    except OSError as error:
        return _prevented(error)
    except MemoryError:
        console.tell(say("内存不够", "out of memory"))
        return UNABLE
    except Exception as error:
        return _broken(error)


def application(arguments: Sequence[str] = ()) -> typer.Typer:
    """Only the command that is asked for is imported; without one, all of them, for the help."""
    from importlib import import_module
    from keyword import iskeyword

    from typer import Typer

    from qzqd.cli.usage import Command, Group

    app = Typer(
        cls=Group,
        help=say("检查权责清单", "Validate power-and-responsibility lists"),
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    asked = next((argument for argument in arguments if argument in COMMANDS), None)
    for name in [asked] if asked else COMMANDS:
        called = f"{name}_" if iskeyword(name) else name
        module = import_module(f"{__name__}.{called}")
        app.command(name, cls=Command, help=module.ABOUT.in_(language.chosen()))(getattr(module, called))
    app.callback()(_top)
    return app


def _top(lang: language.Lang = None, version: language.Version = False) -> None:
    """What stands before the command; the language has been chosen by then."""


def _wrong(error: TyperException) -> int:
    """A command line that cannot be understood; what typer only calls an invalid value is told as we told it."""
    own = getattr(error, "param", None) is None and getattr(error, "param_hint", None) is None
    message = str(error) if own else error.format_message()
    guess = _meant(error)
    if language.chosen() == "zh":
        message = in_chinese(message)
    if guess and guess not in message:
        message += say(f"；是否想写 {guess}？", f" Did you mean {guess}?")
    if message:
        _complain(say("命令用法错误", "usage error"), message)
        console.tell(
            say("用 qzqd --help 查看命令，qzqd 命令 --help 查看选项", "see qzqd --help, qzqd COMMAND --help")
        )
    return USAGE


def _meant(error: TyperException) -> str | None:
    """The option that one which does not exist is probably a slip for."""
    from qzqd.text import suggest

    wrong, context = getattr(error, "option_name", ""), getattr(error, "ctx", None)
    if not wrong.startswith("--") or context is None:
        return None
    return suggest(
        wrong, [name for param in context.command.params for name in param.opts if name.startswith("--")]
    )


def unheard(error: OSError) -> int:
    """The exit code where standard output takes no more, and why; a reader that has left, such as `head`, has seen enough."""
    if not isinstance(error, BrokenPipeError):
        _complain(
            say("标准输出无法写入", "standard output cannot be written"), why(error).in_(language.chosen())
        )
    return UNABLE


def _prevented(error: OSError) -> int:
    """What the system did not let us do, where no command can say more about it."""
    about = (
        f"{os.fsdecode(error.filename)}{say('：', ': ')}" if isinstance(error.filename, str | bytes) else ""
    )
    _complain(say("系统不允许", "the system refuses"), about + why(error).in_(language.chosen()))
    return UNABLE


def _broken(error: Exception) -> int:
    """A fault of qzqd itself: what and where, in one line that can be reported."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace else ""
    _complain(
        say("内部错误，请报告", "internal error, please report it"),
        f"{type(error).__name__}: {error} ({place})",
    )
    return UNABLE


def _complain(what: str, message: str) -> None:
    console.tell(f"{what}{say('：', ': ')}{message}")
