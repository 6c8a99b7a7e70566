"""The command line: one module per command. The only place that knows exit codes, and, in `application` and `asking`, typer."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from qzqd import console
from qzqd.cli import language, short, usage
from qzqd.cli.declared import Misused
from qzqd.cli.language import say
from qzqd.cli.output import INTERRUPTED, UNABLE, USAGE, Unwritten
from qzqd.extra import Unavailable
from qzqd.locale.fault import why
from qzqd.report.paper import safe  # noqa: F401  (so that a fault can be told even when no file can be opened)

if TYPE_CHECKING:
    from collections.abc import Callable

    from qzqd.locale import Text

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
    language.choose(arguments)
    os.environ.pop("_QZQD_COMPLETE", None)  # else typer completes a command line instead of running it
    try:
        _require_text(arguments)
        code = _run(arguments or ["--help"])
        console.flush()
        return code if arguments else USAGE
    except Misused as error:
        return usage.wrong(*error.args)
    except KeyboardInterrupt:
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
        pass  # told below: until then the error holds on to whatever filled the memory
    except Exception as error:
        return _broken(error)
    console.tell(
        say(
            "内存不够：一次少检查一些文件，或者换内存大一些的机器",
            "out of memory: give it fewer files at a time, or a machine that has more",
        )
    )
    return UNABLE


def _require_text(arguments: list[str]) -> None:
    """Raises Misused where a word that is no path has bytes that the system could not make characters of."""
    for argument in arguments:
        name, _, value = argument.rpartition("=")
        path = value if name.startswith("--") else argument
        if _is_mangled(argument) and not (
            os.path.lexists(path) or os.path.dirname(path) or os.path.splitext(path)[1]
        ):
            word = os.fsencode(argument).decode("utf-8", "replace")
            raise Misused(
                say(
                    f"“{word}”不是能读的文字：终端的编码和系统设置的不一致；设置 PYTHONUTF8=1，或者 LC_ALL=C.UTF-8，再运行",
                    f"“{word}” is no readable text: the terminal's encoding is not the one that the system is set to; "
                    "set PYTHONUTF8=1, or LC_ALL=C.UTF-8, and run it again",
                )
            )


def _is_mangled(argument: str) -> bool:
    return not argument.isascii() and any("\udc80" <= character <= "\udcff" for character in argument)


def _run(arguments: list[str]) -> int:
    """By the short way, or by that of typer, which takes as long as many a command."""
    name, *words = arguments
    if name in COMMANDS:
        function, _ = command(name)
        if (given := short.given(function, words)) is not None:
            return function(**given)
    from qzqd.cli import application

    return application.run(arguments)


def command(name: str) -> tuple[Callable[..., int], Text]:
    """The function of a command, and what it is for."""
    from importlib import import_module
    from keyword import iskeyword

    called = f"{name}_" if iskeyword(name) else name
    module = import_module(f"{__name__}.{called}")
    return getattr(module, called), module.ABOUT


def unheard(error: OSError) -> int:
    """The exit code where standard output takes no more, and why; a reader that has left, such as `head`, has seen enough."""
    if not isinstance(error, BrokenPipeError):
        usage.complain(
            say("标准输出无法写入", "standard output cannot be written"), why(error).in_(language.chosen())
        )
    return UNABLE


def _prevented(error: OSError) -> int:
    """What the system did not let us do, where no command can say more about it."""
    about = (
        f"{os.fsdecode(error.filename)}{say('：', ': ')}" if isinstance(error.filename, str | bytes) else ""
    )
    usage.complain(say("系统不允许", "the system refuses"), about + why(error).in_(language.chosen()))
    return UNABLE


def _broken(error: Exception) -> int:
    """A fault of qzqd itself: what and where, in one line that can be reported."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace else ""
    usage.complain(
        say("内部错误，请报告", "internal error, please report it"),
        f"{type(error).__name__}: {error} ({place})",
    )
    return UNABLE
