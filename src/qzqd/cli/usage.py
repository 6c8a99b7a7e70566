"""What typer says of a wrong command line, in Chinese. What is not known here is shown as it is."""

from __future__ import annotations

import re

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
    (r"Invalid value for '(\S+)'.*?: (?:Value error, )?(.+)", "{0} 的值不对：{1}"),
)
_GUESS = re.compile(r"Did you mean '?(?P<guess>[\w-]+)'?|Possible options: (?P<options>[^)]+)")


def in_chinese(message: str) -> str:
    """The message in Chinese, with the suggestion it makes."""
    for pattern, wording in _SAID:
        if match := re.fullmatch(pattern, message, re.DOTALL):
            told = wording.format(*match.groups())
            if guess := _GUESS.search(message):
                told += f"；是否想写 {guess['guess'] or guess['options']}？"
            return told
    return message
