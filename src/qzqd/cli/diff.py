"""`qzqd diff`: what changed, and was the change allowed?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from qzqd import formats
from qzqd.cli import output as out
from qzqd.cli.declared import Argument, Misused, Option
from qzqd.cli.language import Lang, chosen, say
from qzqd.cli.output import FINDINGS, OK, UNABLE
from qzqd.cli.paths import Output, format_option, unclear_usage, with_path_guess
from qzqd.locale import Text

if TYPE_CHECKING:
    from qzqd.compare.change import Change, Comparison
    from qzqd.compare.policy.policy import Policy
    from qzqd.read.side import Side

ABOUT = Text(
    "比较两个版本：新增、取消、合并、名称变更、依据调整，以及调整有没有批准。",
    "Compare two editions: what was added, cancelled, merged, renamed or re-based, and was it allowed.",
)

_WORK_TREE = Text("工作区", "work tree")


def diff(
    old: Annotated[
        str | None,
        Argument(
            metavar="OLD",
            help=say(
                "旧版：文件、文件夹、git 版本、版本:路径，或 A..B、A...B  [默认 HEAD]",
                "file, folder, git revision, REV:PATH, or A..B, A...B  [HEAD]",
            ),
        ),
    ] = None,
    new: Annotated[
        str | None,
        Argument(metavar="NEW", help=say("新版  [默认工作区]", "the newer side  [the work tree]")),
    ] = None,
    paths: Annotated[
        list[str] | None,
        Option(
            metavar="PATH",
            help=say("只比较这个文件、文件夹；可以重复写", "only this file or folder; may be repeated"),
        ),
    ] = None,
    format: Annotated[str | None, format_option("diff")] = None,
    output: Output = None,
    stat: Annotated[bool, Option(help=say("只列数目", "only the counts"))] = False,
    policy: Annotated[
        str | None,
        Option(
            metavar="FILE|PRESET",
            help=say(
                "调整规则：public、internal、community 或文件", "public, internal, community, or a file"
            ),
        ),
    ] = None,
    write_approval: Annotated[
        Path | None,
        Option(
            metavar="FILE",
            help=say(
                "把还没有批准的调整写成一份批准文件，文号、日期留空",
                "write the changes without approval as an approval, with blanks for number and dates",
            ),
        ),
    ] = None,
    fail_on: Annotated[
        Literal["error", "warning", "any"],
        Option(help=say("到什么程度算不通过", "what makes it fail")),
    ] = "warning",
    lang: Lang = None,
) -> int:
    """Exit code: 0 nothing to object to, 1 findings or, with --fail-on any, changes, 3 a side cannot be read.

    Faults of an older side that can be read are told and fail nothing: the change may be the one that mends them.
    """
    command = "diff --stat" if stat else "diff"
    format = out.wanted(command, format, output)
    from qzqd.read.named import is_path

    if paths and (stray := next((side for side in (old, new) if side and is_path(side)), None)):
        raise Misused(
            say(
                f"--paths 只缩小 git 版本和工作区的范围，{stray} 是文件或文件夹；几个路径要写成 --paths 甲 --paths 乙",
                f"--paths narrows revisions and the work tree; {stray} is a path itself. For several paths repeat it: --paths A --paths B",
            )
        )
    if write_approval is not None and write_approval.exists():
        raise Misused(
            say(f"已经有 {write_approval}，没有写", f"{write_approval} is there already and was left alone")
        )
    if old and new and is_path(old) and is_path(new) and Path(old).samefile(new):
        _tell_same(old, new)
    comparison, rules = _compared(old, new, paths or [], policy)
    if write_approval is not None:
        _draft(comparison, rules, write_approval)
    if formats.is_file(format):
        out.warn(comparison.findings)
    out.deliver(command, format, comparison, output, newer=comparison.new)
    if comparison.unreadable:
        return UNABLE
    return FINDINGS if _fails(comparison, fail_on) else OK


def _tell_same(old: str, new: str) -> None:
    from qzqd import console

    what = Text("文件", "file") if Path(old).is_file() else Text("文件夹", "folder")
    console.tell(
        say(
            f"两边是同一个{what.zh}：{old}、{new}；看还没有提交的改动：qzqd diff --paths {old}",
            f"both sides are the same {what.en}: {old}, {new}; for what is not committed of it: qzqd diff --paths {old}",
        )
    )


def _draft(comparison: Comparison, rules: Policy | None, place: Path) -> None:
    """Write what is to be approved; what cannot be complete, or would be empty, is not written, which is said."""
    from qzqd import console
    from qzqd.compare.policy.draft import draft

    if comparison.unreadable:
        console.tell(
            say(f"有清单没有比较，没有写 {place}", f"not every list was compared: {place} was not written")
        )
    elif text := draft(comparison, rules, chosen()):
        out.write(text, place)
    else:
        console.tell(
            say(f"没有要批准的调整，没有写 {place}", f"nothing needs an approval: {place} was not written")
        )


def _compared(
    old: str | None, new: str | None, paths: list[str], policy: str | None
) -> tuple[Comparison, Policy | None]:
    """The two sides compared, and the policy that they were held against, if any."""
    from qzqd.check.settings import with_severities
    from qzqd.compare.change import Comparison
    from qzqd.compare.policy.policy import load_policy
    from qzqd.compare.remarks import remarked
    from qzqd.compare.run import compare
    from qzqd.open.findings import refusal_of
    from qzqd.read.named import Unclear
    from qzqd.read.problem import Refused
    from qzqd.read.side import sides

    try:
        before, after = sides(old, new, paths)
        after.config = with_severities(after.config, after.files)
        after.label = after.label or _WORK_TREE.in_(chosen())
        comparison, rules = compare(before, after), load_policy(policy, after.config)
        if rules is None:
            return remarked(comparison, after.config), None
        return _weighed(comparison, before, after, rules), rules
    except Unclear as unclear:
        raise unclear_usage(unclear) from None
    except Refused as refused:
        about = with_path_guess(refusal_of(refused, refused.problem.value or "."))
        labels = old or "HEAD", new or _WORK_TREE.in_(chosen())
        return Comparison(*labels, findings=[about], unreadable=True, uncompared=[about.path]), None


def _weighed(comparison: Comparison, before: Side, after: Side, policy: Policy) -> Comparison:
    from qzqd.compare.policy.approvals import read_approvals
    from qzqd.compare.policy.verdict import judge
    from qzqd.read.snapshot import Snapshot

    paths = {compared.id: (compared.old_path, compared.new_path) for compared in comparison.catalogues}
    # Two files of one workspace have one folder of approvals, which is no past for either.
    own = set() if isinstance(before.files, Snapshot) else {document.path for document in after.approvals}
    past = [document for document in before.approvals if document.path not in own]

    def where(change: Change) -> tuple[str, str]:
        old, new = paths[change.catalogue]
        return (old, new) if change.new or change.after or not old else (old, "")

    return judge(
        comparison,
        policy,
        read_approvals(after.approvals, after.config),
        after.config,
        lambda change: comparison.places.of(change.item, where(change)),
        read_approvals(past, after.config),
    )


def _fails(comparison: Comparison, fail_on: str) -> bool:
    severities = {finding.severity for finding in comparison.findings if finding not in comparison.older}
    severities |= {change.severity for change in comparison.changes() if change.severity}
    if fail_on == "any" and any(compared.changes or compared.header for compared in comparison.catalogues):
        return True
    return "error" in severities or (fail_on != "error" and "warning" in severities)
