"""`qzqd diff`: what changed, and was the change allowed?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qzqd.cli import output as out
from qzqd.cli.exits import FINDINGS, OK, UNABLE
from qzqd.cli.language import Lang, chosen, say
from qzqd.cli.paths import Output, asked, unclear_usage
from qzqd.locale import Text

if TYPE_CHECKING:
    from qzqd.compare.change import Comparison
    from qzqd.compare.policy.policy import Policy
    from qzqd.read.side import Side

ABOUT = Text(
    "比较两个版本：新增、取消、合并、名称变更、依据调整，以及调整有没有批准。",
    "Compare two editions: what was added, cancelled, merged, renamed or re-based, and was it allowed.",
)

_WORK_TREE = Text("工作区", "work tree")
_OFFICE = ("xlsx", "docx")


def diff(
    old: Annotated[
        str | None,
        typer.Argument(
            metavar="OLD",
            help=say(
                "旧版：文件、文件夹、git 版本、版本:路径，或 A..B、A...B  [默认 HEAD]",
                "file, folder, git revision, REV:PATH, or A..B, A...B  [HEAD]",
            ),
        ),
    ] = None,
    new: Annotated[
        str | None,
        typer.Argument(metavar="NEW", help=say("新版  [默认工作区]", "the newer side  [the work tree]")),
    ] = None,
    paths: Annotated[
        list[str] | None,
        typer.Option(
            "--paths",
            metavar="PATH",
            help=say("只比较这个文件、文件夹；可以重复写", "only this file or folder; may be repeated"),
        ),
    ] = None,
    format: Annotated[
        Literal["text", "markdown", "json", "github", "sarif", "junit", "html", "xlsx", "docx"],
        typer.Option("--format", "-f", help=say("输出格式", "output format")),
    ] = "text",
    output: Output = None,
    stat: Annotated[bool, typer.Option("--stat", help=say("只列数目", "only the counts"))] = False,
    policy: Annotated[
        str | None,
        typer.Option(
            metavar="FILE|PRESET",
            help=say(
                "调整规则：public、internal、community 或文件", "public, internal, community, or a file"
            ),
        ),
    ] = None,
    fail_on: Annotated[
        Literal["error", "warning", "any"],
        typer.Option("--fail-on", help=say("到什么程度算不通过", "what makes it fail")),
    ] = "warning",
    lang: Lang = None,
) -> int:
    """Exit code: 0 nothing to object to, 1 findings or, with --fail-on any, changes, 3 a side cannot be read."""
    if format in _OFFICE and output is None:
        raise typer.BadParameter(say(f"{format} 要写明 --output 文件", f"{format} needs --output FILE"))
    from qzqd.read.named import is_path

    if paths and (stray := next((side for side in (old, new) if side and is_path(side)), None)):
        raise typer.BadParameter(
            say(
                f"--paths 只缩小 git 版本和工作区的范围，{stray} 是文件或文件夹；几个路径要写成 --paths 甲 --paths 乙",
                f"--paths narrows revisions and the work tree; {stray} is a path itself. For several paths repeat it: --paths A --paths B",
            )
        )
    comparison = _compared(old, new, paths or [], policy)
    _told(comparison, format, output, stat)
    if comparison.unreadable:
        return UNABLE
    return FINDINGS if _fails(comparison, fail_on) else OK


def _compared(old: str | None, new: str | None, paths: list[str], policy: str | None) -> Comparison:
    from qzqd.check.settings import judged
    from qzqd.cli.refused import finding
    from qzqd.compare.change import Comparison
    from qzqd.compare.policy.policy import load_policy
    from qzqd.compare.remarks import remarked
    from qzqd.compare.run import compare
    from qzqd.open.places import Places
    from qzqd.read.named import Unclear
    from qzqd.read.problem import Refused
    from qzqd.read.side import sides

    try:
        before, after = sides(old, new, paths)
        after.config = judged(after.config, after.files)
        after.label = after.label or _WORK_TREE.in_(chosen())
        comparison, rules = compare(before, after), load_policy(policy, after.config)
        if rules is None:
            return remarked(comparison, after.config, Places([*before.documents, *after.documents]))
        return _weighed(comparison, before, after, rules)
    except Unclear as unclear:
        raise unclear_usage(unclear) from None
    except Refused as refused:
        about = asked(finding(refused, refused.problem.value or "."))
        labels = old or "HEAD", new or _WORK_TREE.in_(chosen())
        return Comparison(*labels, findings=[about], unreadable=True, uncompared=[about.path])


def _weighed(comparison: Comparison, before: Side, after: Side, policy: Policy) -> Comparison:
    from qzqd.compare.policy.approvals import read_approvals
    from qzqd.compare.policy.verdict import judge
    from qzqd.open.places import Places

    paths = {compared.id: (compared.old_path, compared.new_path) for compared in comparison.catalogues}
    places = Places([*before.documents, *after.documents])
    return judge(
        comparison,
        policy,
        read_approvals(after.approvals, after.config),
        after.config,
        lambda change: places.of(change.item, paths[change.catalogue]),
        read_approvals(before.approvals, after.config),
    )


def _told(comparison: Comparison, format: str, output: Path | None, stat: bool) -> None:
    if format in _OFFICE and output is not None:
        _tabled(comparison, format, output)
        format, output, stat = "text", None, True  # whoever opens the table should know what it lacks
    from qzqd.report.changes import render

    plain = output is not None
    width = 80 if plain else out.width()
    text = render(comparison, format, chosen(), colour=not plain and out.colour(), width=width, stat=stat)
    out.write(text, output, commands=format == "github")


def _tabled(comparison: Comparison, format: str, output: Path) -> None:
    from importlib import import_module

    write = getattr(import_module(f"qzqd.office.{format}"), f"write_{format}")
    out.office(lambda: write(comparison, output, chosen()), output)


def _fails(comparison: Comparison, fail_on: str) -> bool:
    severities = {finding.severity for finding in comparison.findings}
    severities |= {change.severity for change in comparison.changes() if change.severity}
    if fail_on == "any" and any(compared.changes or compared.header for compared in comparison.catalogues):
        return True
    return "error" in severities or (fail_on != "error" and "warning" in severities)
