"""What is said of a command line: its help, and what is wrong with it. What typer says in English and is not known here is shown as it is."""

from __future__ import annotations

import re

from qzqd import console
from qzqd.cli.language import chosen, say
from qzqd.cli.output import USAGE
from qzqd.locale import Text
from qzqd.regex import regex

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
_PLACEHOLDERS = {
    "ACTION": "动作",
    "BASE": "共同版本",
    "CATALOGUE": "清单",
    "CODE": "编号",
    "DATE": "日期",
    "FILE": "文件",
    "FOLDER": "文件夹",
    "ID": "编号",
    "KIND": "类型",
    "LAW": "法规",
    "LEVEL": "程度",
    "LIST": "清单",
    "N": "数",
    "NAME": "名称",
    "NEW": "新版",
    "OLD": "旧版",
    "OURS": "本方",
    "OUT": "文件夹",
    "PATH": "路径",
    "PCT": "百分比",
    "PRESET": "预设",
    "REV": "版本",
    "RULE": "规则",
    "SHELL": "终端",
    "THEIRS": "对方",
    "WHAT": "什么",
}
_PLACEHOLDER = regex(rf"(?<![\w-])(?:{'|'.join(_PLACEHOLDERS)})(?![\w-])")
_ENTRY = regex(r"^(  \S.*?)(?:( {2,})(\S.*))?$")
_WIDTH = 80
_TYPE = regex(r"^(  [A-Z]+)( <\S+>)", re.MULTILINE)
"""The type of an argument, which tells nobody anything."""
_DEFAULT = regex(r"\[default: \(([^()]*)\)\]")
_GUESS = regex(r"Did you mean '?(?P<guess>[\w-]+)'?|Possible options: (?P<options>[^)]+)")


EXAMPLES = Text(
    """\
例子：
  qzqd validate                                    检查当前工作区
  qzqd import 清单.xlsx                            把表格导入成清单
  qzqd show 消防                                   查找事项
  qzqd diff HEAD~1 --output 对照表.docx            与上一次提交比较，做成对照表
  qzqd coverage --output 承接情况.html             承接情况的热力图
  qzqd site 网页                                   把全部清单做成网页""",
    """\
Examples:
  qzqd validate                                    check the workspace
  qzqd import list.xlsx                            make a list of a table
  qzqd show fire                                   find an item
  qzqd diff HEAD~1 --output table.docx             compare with the last commit, as the table of adjustments
  qzqd coverage --output coverage.html             the heat map
  qzqd site pages                                  make pages of all lists""",
)


def help(text: str) -> str:
    """A page of help, in the language that was chosen."""
    text = _TYPE.sub(lambda match: match[1] + " " * len(match[2]), text)
    text = _DEFAULT.sub(r"[default: \1]", text)
    if chosen() == "zh":
        for pattern, wording in _HELP:
            text = re.sub(pattern, wording, text, flags=re.MULTILINE)
        lines = map(_named, text.split("\n"))
        text = "\n".join(piece for line in lines for piece in _fitted(line))
    return text


def _fitted(line: str) -> list[str]:
    """The line, broken where it is too wide: what it says goes on below where it begins."""
    from qzqd.report.paper.terminal import cells, wrap

    if cells(line) <= _WIDTH or not line.startswith("  "):
        return [line]
    entry = _ENTRY.match(line)
    left = f"{entry[1]}{entry[2]}" if entry and entry[3] else " " * (len(line) - len(line.lstrip()))
    column = cells(left)
    pieces = wrap(line.removeprefix(left), _WIDTH - column)
    return [f"{left}{pieces[0]}", *(" " * column + piece for piece in pieces[1:])]


def _named(line: str) -> str:
    """The line with Chinese words for what is to be put in; what stands beside them stays in its column."""
    if line.startswith("用法："):
        return _PLACEHOLDER.sub(lambda match: _PLACEHOLDERS[match[0]], line)
    entry = _ENTRY.match(line)
    if not entry or (not entry[1].lstrip().startswith("-") and not _PLACEHOLDER.match(entry[1].strip())):
        return line
    left = _PLACEHOLDER.sub(lambda match: _PLACEHOLDERS[match[0]], entry[1])
    if not entry[3]:
        return left
    from qzqd.report.paper.table import filled
    from qzqd.report.paper.terminal import cells

    column = len(entry[1]) + len(entry[2])
    return filled(left, max(column, cells(left) + 2)) + entry[3]


def in_chinese(message: str) -> str:
    """The message in Chinese, with the suggestion it makes."""
    for pattern, wording in _SAID:
        if match := re.fullmatch(pattern, message, re.DOTALL):
            translated = wording.format(*match.groups())
            if message.startswith("Missing argument"):
                translated = _PLACEHOLDER.sub(lambda found: _PLACEHOLDERS[found[0]], translated)
            if guess := _GUESS.search(message):
                translated += f"；是否想写 {guess['guess'] or guess['options']}？"
            return translated
    return message


def wrong(message: str) -> int:
    """Tell what is wrong with the command line; the exit code."""
    if message:
        complain(say("命令用法错误", "usage error"), message)
        console.tell(
            say("用 qzqd --help 查看命令，qzqd 命令 --help 查看选项", "see qzqd --help, qzqd COMMAND --help")
        )
    return USAGE


def complain(what: str, message: str) -> None:
    """What has gone wrong, and why."""
    console.tell(f"{what}{say('：', ': ')}{message}")
