"""The long way to a command: typer's application, made of what is declared. It gives help, and says what is wrong."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import Abort, TyperException

from qzqd import __version__, console
from qzqd.cli import COMMANDS, command, usage
from qzqd.cli.declared import Misused, Option, parameters
from qzqd.cli.language import Lang, chosen, say
from qzqd.cli.output import INTERRUPTED

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qzqd.cli.declared import Parameter


class BilingualCommand(TyperCommand):
    """Its help is in the language that was chosen, and names no types."""

    def get_help(self, ctx: Any) -> str:
        return usage.help(super().get_help(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        return _put_by_us(super().get_help_option(ctx))


class BilingualGroup(TyperGroup):
    """The same for the help of all commands."""

    def get_help(self, ctx: Any) -> str:
        return f"{usage.help(super().get_help(ctx))}\n\n{usage.EXAMPLES.in_(chosen())}"

    def get_help_option(self, ctx: Any) -> Any:
        return _put_by_us(super().get_help_option(ctx))


def run(arguments: list[str]) -> int:
    """Run one command line; the exit code."""
    try:
        code = application(arguments)(arguments, prog_name="qzqd", standalone_mode=False, obj=arguments)
    except TyperException as error:
        return _wrong(error)
    except Abort:
        return INTERRUPTED
    return int(code or 0)


def application(arguments: Sequence[str] = ()) -> typer.Typer:
    """Only the command that is asked for is imported; without one, all of them, for the help."""
    app = typer.Typer(
        cls=BilingualGroup,
        help=say("检查权责清单", "Validate power-and-responsibility lists"),
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    asked = next((argument for argument in arguments if argument in COMMANDS), None)
    for name in [asked] if asked else COMMANDS:
        function, about = command(name)
        app.command(name, cls=BilingualCommand, help=about.in_(chosen()))(_typed(function))
    app.callback()(_typed(top))
    return app


def top(
    lang: Lang = None,
    version: Annotated[bool, Option(help="显示版本 / show the version", usual=False)] = False,
    verbose: Annotated[
        bool,
        Option(help="和 --version 一起：哪个读取器在用 / with --version: which reader runs", usual=False),
    ] = False,
) -> None:
    """What stands before the command; the language has been chosen, and the version would have been told."""
    if verbose:
        raise Misused(say("--verbose 和 --version 一起用", "--verbose goes with --version"))


def _version(context: typer.Context, asked: bool) -> None:
    if asked:
        console.put(f"qzqd {__version__}")
        if "--verbose" in context.obj:  # the whole command line: what stands behind has not been read yet
            console.put(_reader())
        raise typer.Exit


def _reader() -> str:
    """Which reader runs, and why the other one does not."""
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


_AT_ONCE = {"version": _version}
"""What is answered before anything else of the command line is looked at."""


def _typed(function: Callable[..., int | None]) -> Callable[..., int | None]:
    """The function, declared to typer."""

    declared = parameters(function)

    def called(**given: Any) -> int | None:
        for parameter in declared:
            _require_name(parameter, given.get(parameter.name))
        return function(**given)

    signature = inspect.signature(function, eval_str=True)
    typed = [
        each.replace(annotation=Annotated[each.annotation.__origin__, _told(parameter)])
        for each, parameter in zip(signature.parameters.values(), declared, strict=True)
    ]
    called.__signature__ = signature.replace(parameters=typed)  # type: ignore[attr-defined]
    return called


def _require_name(parameter: Parameter, value: Any) -> None:
    """Raises Misused where - stands for a file: what it means elsewhere is what leaving the option out means here."""
    if _DASH in (value if isinstance(value, list) else [value]):
        name = parameter.names[0] if parameter.names else parameter.declared.metavar
        message = say(
            f"{name} 要写文件或文件夹的名字，不能写 -", f"{name} takes the name of a file or folder, not -"
        )
        if parameter.name == "output":
            message += say("；要到标准输出，就不写 --output", "; for standard output leave --output out")
        raise Misused(message)


_DASH = Path("-")


def _told(parameter: Parameter) -> Any:
    declared = parameter.declared
    if not isinstance(declared, Option):
        return typer.Argument(metavar=declared.metavar, help=declared.help)
    return typer.Option(
        *parameter.names,
        metavar=declared.metavar,
        help=declared.help,
        min=declared.least,
        max=declared.most,
        show_default=declared.usual,
        parser=_chooser(declared.choices) if declared.choices else None,
        is_eager=parameter.name in _AT_ONCE,
        callback=_AT_ONCE.get(parameter.name),
    )


def _chooser(choices: tuple[str, ...]) -> Callable[[str], str]:
    def known(word: str) -> str:
        if word not in choices:
            raise typer.BadParameter(f"{word!r} is not one of {', '.join(map(repr, choices))}.")
        return word

    return known


def _wrong(error: TyperException) -> int:
    """A command line that cannot be understood; what typer only calls an invalid value is told as we told it."""
    own = getattr(error, "param", None) is None and getattr(error, "param_hint", None) is None
    message = str(error) if own else error.format_message()
    guess = _meant(error)
    if chosen() == "zh":
        message = usage.in_chinese(message)
    if guess and guess not in message:
        message += say(f"；是否想写 {guess}？", f" Did you mean {guess}?")
    return usage.wrong(message)


def _meant(error: TyperException) -> str | None:
    """The option that one which does not exist is probably a slip for."""
    from qzqd.text import suggest

    wrong, context = getattr(error, "option_name", ""), getattr(error, "ctx", None)
    if not wrong.startswith("--") or context is None:
        return None
    return suggest(
        wrong, [name for param in context.command.params for name in param.opts if name.startswith("--")]
    )


def _put_by_us(option: Any) -> Any:
    """The option --help, which prints as everything else is printed."""
    if option is not None:
        option.callback = _show
    return option


def _show(ctx: Any, _: Any, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        console.put(*ctx.get_help().split("\n"))
        ctx.exit()
