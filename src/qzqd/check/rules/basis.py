"""QZ40x: the legal basis is there, in force, and as cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.check.articles import beyond, far
from qzqd.check.cited import (
    cited_places,
    distinct,
    in_title_marks,
    judge_citations,
    near_titles,
    once_each,
    unregistered,
)
from qzqd.check.needs import missing_fields, nothing_missing
from qzqd.check.rule import ANY, Example, power, rule
from qzqd.check.rules.levels import misnamed
from qzqd.check.rules.placeholders import PLACEHOLDERS
from qzqd.check.rules.titles import mixed
from qzqd.locale import Text
from qzqd.open.registers import bare_title
from qzqd.read.problem import Problem
from qzqd.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.check.subject import Subject
    from qzqd.open.registers import LawEntry

_NATIONAL = {None, "宪法", "法律", "行政法规"}
"""What a register of laws is expected to hold. Of the other levels most are missing from any register."""
_WRAPPED = "\0《"
_lacking_basis = missing_fields("QZ401")

_REGISTER = Example(
    "items:\n"
    "  - id: FL-1\n"
    "    name: 中华人民共和国消防法\n"
    "    level: 法律\n"
    '    editions: [{date: "2019-04-23", articles: 74}, {date: "2021-04-29", articles: 74}]\n'
    "  - id: FL-2\n"
    "    name: 个体工商户条例\n"
    "    level: 行政法规\n"
    '    editions: [{date: "2016-02-06", articles: 30}]\n'
    '    repealed: "2022-11-01"\n'
    "    repealed_by: 国务院令第755号\n"
    "    superseded_by: 促进个体工商户发展条例\n"
    "  - id: FL-3\n"
    "    name: 促进个体工商户发展条例\n"
    "    level: 行政法规\n"
    '    editions: [{date: "2022-10-01", articles: 39}]\n',
    {"kind": "laws", "id": "example/laws", "title": "法规登记簿"},
)


def _power(*basis: str) -> Example:
    lines = ("basis:", *(f"  - {{{ground}}}" for ground in basis)) if basis else ()
    return Example("items:\n" + power(*lines), beside=(_REGISTER,))


@rule(
    "QZ401",
    "error",
    title=Text("缺少实施依据", "No legal basis"),
    why=Text(
        "法无授权不可为：没有法律、法规、规章或文件依据的权力不能列入清单。主项的依据可以只写在子项里。",
        "A body may do only what the law grants. A power without legal ground does not belong in the list. A main item may "
        "leave its grounds to its sub-items.",
    ),
    fails=_power(),
    passes=_power("law: 中华人民共和国消防法, article: 53"),
    quiet=nothing_missing("QZ401"),
)
def no_basis(subject: Subject) -> Iterator[Problem]:
    """A main item rests on what its sub-items rest on."""
    lacking = list(_lacking_basis(subject))
    resting = {item.get("parent") for _, item in subject.live if "basis" in item} if lacking else set()
    items = dict(subject.items)
    for problem in lacking:
        if items[int(problem.path[1])]["id"] not in resting:
            yield problem


@rule(
    "QZ402",
    "error",
    title=Text("条号超出法规的最后一条", "An article beyond the last one"),
    why=Text(
        "法规没有这一条，依据就落空了。多半是条号写错，或者照抄了旧版本的条号。",
        "The instrument has no such article, so the ground is void. Mostly a slip, or the number of an old "
        "edition.",
    ),
    fails=_power("law: 中华人民共和国消防法, article: 132"),
    passes=_power("law: 中华人民共和国消防法, article: 32-1"),
)
def article_beyond_last(subject: Subject) -> Iterator[Problem]:
    for path, ground, (date, last, number) in judge_citations(
        subject, beyond, "edition", "article", among=far(subject)
    ):
        law, article = in_title_marks(ground["law"]), ground["article"]
        shown = number if number > int(str(article).partition("-")[0]) else article
        yield Problem(
            Text(
                f"{law}没有第 {shown} 条：{date} 版最后一条是第 {last} 条",
                f"{law} has no article {shown}: the last one of the {date} edition is {last}",
            ),
            (*path, "article"),
            Text("对照法规原文改正条号", "look the article up in the text of the instrument"),
            value=f"{ground['law']} {article}",
        )


@rule(
    "QZ403",
    "error",
    title=Text("所引法规已经失效", "The instrument is no longer in force"),
    why=Text(
        "已经废止或者被取代的法规不能再作依据。以今天为准；已停止施行的清单以停止施行之日为准。",
        "What has been repealed or superseded grants nothing any more. Judged as of today, or of the day on "
        "which the list itself ceased to apply.",
    ),
    fails=_power("law: 个体工商户条例, article: 5"),
    passes=_power("law: 促进个体工商户发展条例, article: 5"),
)
def not_in_force(subject: Subject) -> Iterator[Problem]:
    for path, ground, law in judge_citations(subject, lambda law: law, ended=True):
        name = in_title_marks(law.title)
        message = Text(f"{name}已经失效", f"{name} is no longer in force")
        if law.repealed:
            message = Text(f"{name}已于 {law.repealed} 废止", f"{name} was repealed on {law.repealed}")
        yield Problem(message, (*path, "law"), _successor(law), value=ground["law"])


def _successor(law: LawEntry) -> Text:
    if law.superseded_by:
        name = in_title_marks(law.superseded_by)
        return Text(f"改引{name}的相应条款", f"cite the corresponding provision of {name}")
    by = (
        Text(f"（废止依据：{law.repealed_by}）", f" (repealed by {law.repealed_by})")
        if law.repealed_by
        else Text("", "")
    )
    return Text(
        f"核对事项是否另有依据，没有的应当取消{by.zh}",
        f"look for another ground; an item without one should be cancelled{by.en}",
    )


@rule(
    "QZ404",
    "warning",
    title=Text("引用的不是最新版本", "Not the newest edition"),
    why=Text(
        "法规修订后条序和内容常有变化，依据要按最新版本核对。",
        "A revision often renumbers and rewrites articles: check the ground against the newest edition.",
    ),
    fails=_power('law: 中华人民共和国消防法, edition: "2019", article: 32'),
    passes=_power('law: 中华人民共和国消防法, edition: "2021", article: 32'),
)
def old_edition(subject: Subject) -> Iterator[Problem]:
    def older(law: LawEntry, edition: str | None) -> tuple[str, str] | None:
        newest, _ = law.editions[-1]
        if not edition or edition >= newest[: len(edition)]:
            return None
        published = law.adopted_as(edition) or edition
        return (published, newest) if published < newest else None

    for path, ground, (published, newest) in judge_citations(subject, older, "edition"):
        law, edition = in_title_marks(ground["law"]), ground["edition"]
        adopted = Text("", "")
        if published != edition:
            adopted = Text(
                f"（{edition} 多半是通过日期）", f" ({edition} is probably the day of its adoption)"
            )
        yield Problem(
            Text(
                f"引用的是{law}的 {published} 版{adopted.zh}，最新的是 {newest} 版",
                f"cites the {published} edition of {law}{adopted.en}; the newest is that of {newest}",
            ),
            (*path, "edition"),
            Text(
                f"按 {newest} 版核对条款后改写版本",
                f"check the provision in the {newest} edition, then change this",
            ),
            value=f"{ground['law']} {edition}",
        )


@rule(
    "QZ405",
    "error",
    title=Text("效力级别不符", "Wrong level"),
    why=Text(
        "效力级别决定一部法规能设定什么权力；写错级别，往往是法规名称也写错了。",
        "The level decides what powers an instrument can create. Where it is wrong, the title often is too.",
    ),
    fails=_power("law: 中华人民共和国消防法, level: 行政法规, article: 32"),
    passes=_power("law: 中华人民共和国消防法, level: 法律, article: 32"),
)
def wrong_level(subject: Subject) -> Iterator[Problem]:
    def contradicted(law: LawEntry, level: str | None) -> str | None:
        return law.level if level and level != law.level else None

    for path, ground, level in judge_citations(subject, contradicted, "level"):
        law = in_title_marks(ground["law"])
        yield Problem(
            Text(f"{law}是{level}，不是{ground['level']}", f"{law} is {level}, not {ground['level']}"),
            (*path, "level"),
            Text("核对法规名称和级别", "check both the title and the level"),
            value=f"{ground['law']} {ground['level']}",
        )


@rule(
    "QZ406",
    "info",
    title=Text("法规不在登记簿", "The instrument is not registered"),
    why=Text(
        "登记簿不全，查不到只表示未知，不表示有误。登记簿通常没有的级别，只在名称像是写错时提示。",
        "The register is incomplete: what is not in it is unknown, not wrong. Of levels that registers "
        "mostly lack, only what looks like a slip is told.",
    ),
    fails=_power("law: 中华人民共和国消防发, level: 法律, article: 32"),
    passes=_power("law: 湖北省消防条例, level: 地方性法规, article: 32"),
    yields=ANY,
)
def unknown_law(subject: Subject) -> Iterator[Problem]:
    registers = subject.registers
    strange = unregistered(subject)
    if not strange or not registers.laws:
        return
    strange -= mixed(subject).keys() | PLACEHOLDERS
    unknown = {
        (law, level)
        for law, level in distinct(subject, "level")
        if law in strange and not (level == "法律" and misnamed(law))
    }
    if not unknown:
        return
    local = {law for law, level in unknown if level not in _NATIONAL}
    near = near_titles(registers)
    guesses = {
        law: near(bare_title(law), law in local) for law, _ in unknown if not bare_title(law).startswith("《")
    }
    told = {law for law, guess in guesses.items() if guess or law not in local}
    for law, path, often in once_each(
        subject, lambda _, ground: ground["law"] if ground["law"] in told else None
    ):
        yield Problem(
            Text(
                f"登记簿（截至 {registers.as_of}）里没有{in_title_marks(law)}，无法核对{often.zh}",
                f"{in_title_marks(law)} is not in the register (as of {registers.as_of}) and cannot be checked{often.en}",
            ),
            (*path, "law"),
            did_you_mean(guesses[law], _REGISTER_IT),
            value=law,
        )


_REGISTER_IT = Text(
    "未知不等于有误；名称无误的，可以登记到法规登记簿",
    "unknown does not mean wrong; if the title is right, it can be entered in the register of laws",
)


@rule(
    "QZ408",
    "info",
    title=Text("登记簿里没有这个版本", "An edition that is not registered"),
    why=Text(
        "登记簿里没有所引版本，无法核对条款。多半是把通过日期或者施行日期当成了公布日期，或者登记簿还缺这个版本。",
        "The register does not have the cited edition, so nothing can be checked. Mostly a date of adoption or of entry "
        "into force was taken for that of publication, or the register lacks the edition.",
    ),
    fails=_power('law: 中华人民共和国消防法, edition: "2022-01-01", article: 32'),
    passes=_power('law: 中华人民共和国消防法, edition: "2021-04-29", article: 32'),
)
def unknown_edition(subject: Subject) -> Iterator[Problem]:
    as_of = subject.registers.as_of

    def missing(law: LawEntry, edition: str | None) -> tuple[str, str | None] | None:
        newest, _ = law.editions[-1]
        if not edition:
            return None
        if edition < newest:
            return (newest, newest) if law.adopted_as(edition) == newest else None
        length = len(edition)
        return (newest, None) if newest[:length] < edition < as_of[:length] else None

    for path, ground, (newest, published) in judge_citations(subject, missing, "edition"):
        law, edition = in_title_marks(ground["law"]), ground["edition"]
        yield Problem(
            Text(
                f"登记簿（截至 {as_of}）里没有{law}的 {edition} 版，最新的是 {newest} 版",
                f"the register (as of {as_of}) has no {edition} edition of {law}; the newest is of {newest}",
            ),
            (*path, "edition"),
            _adopted(published) if published else _PUBLISHED,
            value=f"{ground['law']} {edition}",
        )


_PUBLISHED = Text(
    "版本写公布日期，不写施行日期", "an edition goes by its date of publication, not of entry into force"
)


def _adopted(meant: str) -> Text:
    return Text(
        f"所引多半是通过日期；版本写公布日期：{meant}",
        f"this is probably the day of adoption; an edition goes by its date of publication: {meant}",
    )


@rule(
    "QZ409",
    "warning",
    title=Text("法规名称带书名号", "A title in title marks"),
    why=Text(
        "law 只写法规的名称，书名号由输出时统一加；条、款、项各有字段。",
        "`law` holds the bare title: title marks are added in print, and articles have fields of their own.",
    ),
    fails=_power("law: 《中华人民共和国消防法》, article: 32"),
    passes=_power("law: 中华人民共和国消防法, article: 32"),
    quiet=lambda subject: not any(law.startswith("《") for (law,) in distinct(subject)),
)
def wrapped_title(subject: Subject) -> Iterator[Problem]:
    if not any(_WRAPPED in piece for piece in subject.pieces()):
        return
    for path, ground in cited_places(subject):
        law = ground["law"]
        if (
            law.startswith("《")
            and law not in subject.registers.laws
            and law not in mixed(subject)
            and not _begins_with_title(law)
        ):
            title = bare_title(law)
            yield Problem(
                Text("法规名称不加书名号", "the title of an instrument is written without 《》"),
                (*path, "law"),
                Text(
                    "只写名称；条、款、项写在 article、paragraph、subparagraph",
                    "only the title; the provision goes into article, paragraph and subparagraph",
                ),
                value=law,
                fix=None if title.startswith("《") else title,
            )


def _begins_with_title(law: str) -> bool:
    """Whether it is the title of an instrument that belongs to another one: 《…条例》实施细则."""
    from qzqd.law.titles import ends_well

    return bare_title(law) == law and law.count("《") == 1 and not law.endswith("》") and ends_well(law)
