"""`qzqd explain CODE`: what a rule asks, why, and what fails and passes."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from qzqd.cli import output as out
from qzqd.cli.exits import OK
from qzqd.cli.language import Lang, chosen, say
from qzqd.locale import Text

ABOUT = Text(
    "说明一条规则：查什么、为什么、怎么改。", "Explain a rule: what it asks, why, and how to comply."
)


def explain(
    code: Annotated[str, typer.Argument(help=say("规则编号，如 QZ104", "a code such as QZ104"))],
    lang: Lang = None,
) -> int:
    """Exit code 2 for a code that no rule has."""
    from qzqd.check import rules  # noqa: F401
    from qzqd.check.rule import RULES
    from qzqd.report.terminal import wrap
    from qzqd.text import suggest

    rule = RULES.get(code.upper())
    if rule is None:
        guess = suggest(code.upper(), RULES)
        hint = say(f"；是否想写 {guess}？", f"; did you mean {guess}?") if guess else ""
        raise typer.BadParameter(say(f"没有规则 {code}", f"no rule {code}") + hint)
    language = chosen()
    level = {"error": ("错误", "error"), "warning": ("警告", "warning"), "info": ("提示", "info")}[
        rule.severity
    ]
    lines = [f"{rule.code}  {rule.title.in_(language)}  [{say(*level)}]", ""]
    lines += wrap(rule.why.in_(language), min(out.width(), 100))
    for heading, example in ((say("有问题的", "Fails"), rule.fails), (say("正确的", "Passes"), rule.passes)):
        if example is not None and example.raw is None:
            lines += [
                "",
                f"{heading}{say('：', ':')}",
                *(f"    {line}" for line in example.body.rstrip().split("\n")),
            ]
    sys.stdout.write("\n".join(lines) + "\n")
    return OK
