"""What typer says of the command line, in Chinese. What is not known here is shown as it is."""

from __future__ import annotations

import re
from typing import Any

from typer.core import TyperCommand, TyperGroup

from qzqd import console
from qzqd.cli.language import chosen

_SAID: tuple[tuple[str, str], ...] = (
    (r"No such command '(.+?)'\.(?: Did you mean '?(.+?)'?\?)?", "没有命令 {0}"),
    (r"No such option: (\S+)(?:\.? (?:Did you mean|\(Possible options:) ?(.+?)\)?\??)?", "没有选项 {0}"),
    (r"Missing argument '(.+?)'\.?", "缺少参数 {0}"),
    (r"Missing option '(.+?)'\.?", "缺少选项 {0}"),
    (r"Missing command\.", "缺少命令"),
    (r"Option '(.+?)' requires an argument\.", "选项 {0} 后面缺少值"),
    (r"Option '(.+?)' does not take a value\.", "选项 {0} 不带值"),
    (r"Got unexpected extra argument(?:s|\(s\))? \((.+)\)", "多余的参数 {0}"),
    (
        r"Invalid value for '(\S+)'.*?: (?:Value error, )?'(.*)' is not one of (.+)\.",
        "{0} 的值 {1} 不对，可以是 {2}",
    ),
    (r"Invalid value for '(\S+)'.*?: Input should be greater than or equal to (.+)", "{0} 不能小于 {1}"),
    (r"Invalid value for '(\S+)'.*?: Input should be less than or equal to (.+)", "{0} 不能大于 {1}"),
    (r"Invalid value for '(\S+)'.*?: Input should be a valid (?:number|integer).*", "{0} 的值要是数字"),
    (r"Invalid value for '(\S+)'.*?: (?:Value error, )?(.+)", "{0} 的值不对：{1}"),
)
_HELP: tuple[tuple[str, str], ...] = (
    (r"^Usage: ", "用法："),
    (r"\[OPTIONS\]", "[选项]"),
    (r"COMMAND \[ARGS\]\.\.\.", "命令 [参数]..."),
    (r"^Arguments:$", "参数："),
    (r"^Options:$", "选项："),
    (r"^Commands:$", "命令："),
    (r"Show this message and exit\.", "显示帮助"),
    (r"\[default: (.*?)(?:; x>=.*?)?\]", r"[默认 \1]"),
    (r"\[required\]", "[必填]"),
)
_TYPE = re.compile(r"^(  [A-Z]+)( <\S+>)", re.MULTILINE)
"""The type of an argument, which tells nobody anything."""
_GUESS = re.compile(r"Did you mean '?(?P<guess>[\w-]+)'?|Possible options: (?P<options>[^)]+)")


class Command(TyperCommand):
    """Its help is in the language that was chosen, and names no types."""

    def get_help(self, ctx: Any) -> str:
        return _help(super().get_help(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        return _put_by_us(super().get_help_option(ctx))


class Group(TyperGroup):
    """The same for the help of all commands."""

    def get_help(self, ctx: Any) -> str:
        return _help(super().get_help(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        return _put_by_us(super().get_help_option(ctx))


def _put_by_us(option: Any) -> Any:
    """The option --help, which prints as everything else is printed."""
    if option is not None:
        option.callback = _show
    return option


def _show(ctx: Any, _: Any, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        console.put(*ctx.get_help().split("\n"))
        ctx.exit()


def _help(text: str) -> str:
    text = _TYPE.sub(lambda match: match[1] + " " * len(match[2]), text)
    if chosen() == "zh":
        for pattern, wording in _HELP:
            text = re.sub(pattern, wording, text, flags=re.MULTILINE)
    return text


def in_chinese(message: str) -> str:
    """The message in Chinese, with the suggestion it makes."""
    for pattern, wording in _SAID:
        if match := re.fullmatch(pattern, message, re.DOTALL):
            told = wording.format(*match.groups())
            if guess := _GUESS.search(message):
                told += f"；是否想写 {guess['guess'] or guess['options']}？"
            return told
    return message
