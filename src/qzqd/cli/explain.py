"""`qzqd explain CODE`: what a rule asks, why, what fails and what is said of that, and what passes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

from qzqd import console, resources
from qzqd.cli import output as out
from qzqd.cli.declared import Argument, Misused
from qzqd.cli.language import Lang, chosen, say
from qzqd.cli.output import OK
from qzqd.locale import Text
from qzqd.text import SEMICOLON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.check.rule import Example, Scene

ABOUT = Text(
    "说明一条规则：查什么、为什么、怎么改。", "Explain a rule: what it asks, why, and how to comply."
)


_HERE = "qzqd explain "
"""What every finding refers to, and nobody has to be told who has just asked for it."""


def explain(
    code: Annotated[str, Argument(metavar="CODE", help=say("规则编号，如 QZ104", "a code such as QZ104"))],
    lang: Lang = None,
) -> int:
    """Exit code 2 for a code that no rule has."""
    from qzqd.check import rules
    from qzqd.check.rule import RULES
    from qzqd.check.settings import no_rule
    from qzqd.report.paper.terminal import wrap
    from qzqd.report.paper.words import SEVERITY

    _ = rules  # imported to fill RULES
    rule = RULES.get(code.upper())
    if rule is None:
        raise Misused(SEMICOLON.join(no_rule(code.upper())).in_(chosen()))
    language = chosen()
    lines = [f"{rule.code}  {rule.title.in_(language)}  [{SEVERITY[rule.severity].in_(language)}]", ""]
    lines += wrap(rule.why.in_(language), min(out.width(), 100))
    lines += _example(say("有问题的：", "Fails:"), rule.fails)
    if found := _answer(rule.code):
        lines += ["", say("检查结果：", "What qzqd says:")]
        lines += (
            f"    {line}".rstrip() for line in found.split("\n") if not line.endswith(_HERE + rule.code)
        )
    lines += _example(say("正确的：", "Passes:"), rule.passes)
    console.put(*lines)
    return OK


def _answer(code: str) -> str:
    """What qzqd says of the failing example; "" where no files can show the rule."""
    answers = json.loads((resources.schemas() / "answers.json").read_bytes())
    return str(answers[code].get(chosen(), ""))


def _example(heading: str, example: Example | Scene | None) -> Iterator[str]:
    """An example under its heading; nothing of one that is no text."""
    from qzqd.check.rule import Scene

    if example is not None and (isinstance(example, Scene) or example.raw is None):
        yield from ("", heading)
        yield from _played(example) if isinstance(example, Scene) else _shown(example)


def _shown(example: Example) -> Iterator[str]:
    """What an example adds to, or leaves out of, the usual header; its items; and what lies beside it."""
    for key, value in example.header.items():
        yield f"    {key}: {value}" if value else say(f"    # 没有 {key}", f"    # no {key}")
    yield from (f"    {line}" for line in example.body.rstrip().split("\n"))
    for beside in example.beside:
        yield say("  同一工作区的另一个文件：", "  Another file of the workspace:")
        yield from _shown(beside)


def _played(scene: Scene) -> Iterator[str]:
    """The files, each under its name, and the command that is run beside them."""
    for name, text in scene.files.items():
        yield f"  {name}{say('：', ':')}"
        yield from (f"    {line}" for line in text.splitlines())
    yield f"  qzqd {scene.command}"
