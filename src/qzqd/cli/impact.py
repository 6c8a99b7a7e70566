"""`qzqd impact LAW`: every item that rests on a law, on one of its articles, or on one of its editions."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

from qzqd.cli import output as out
from qzqd.cli.declared import Argument, Misused, Option
from qzqd.cli.language import Lang, chosen, say
from qzqd.cli.output import FINDINGS, OK, UNABLE
from qzqd.cli.paths import Paths, format_option
from qzqd.cli.reading import catalogues, looked_up, require_words, unable, usable_registers
from qzqd.cli.scheduler import Scheduler, scheduler_asked
from qzqd.console import tell
from qzqd.locale import Text
from qzqd.text import listed

if TYPE_CHECKING:
    from qzqd.check.impact import CitationQuery, Impact
    from qzqd.check.lookup import IndexCard
    from qzqd.cli.reading import ListData
    from qzqd.law.citation import Citation
    from qzqd.read.workspace import Workspace, WorkspaceFile

ABOUT = Text(
    "列出以某部法规、某一条或者某个版本为依据的事项。",
    "List the items that rest on a law, an article, or an edition.",
)


def impact(
    law: Annotated[
        str,
        Argument(
            metavar="LAW",
            help=say(
                "法规名称、简称，或《…》第…条；后面可以接着写条号",
                "title, short title or 《…》第…条; an article may follow",
            ),
        ),
    ],
    paths: Paths = None,
    article: Annotated[
        str, Option(metavar="N", help=say("条：32、32-1、第三十二条之一", "article: 32, 32-1, 三十二"))
    ] = "",
    paragraph: Annotated[str, Option(metavar="N", help=say("款", "paragraph"))] = "",
    edition: Annotated[
        str, Option(metavar="DATE", help=say("所引版本：年份或日期", "edition: a year or a date"))
    ] = "",
    format: Annotated[str | None, format_option("impact")] = None,
    stat: Annotated[bool, Option(help=say("只列数目", "only the counts"))] = False,
    scheduler: Scheduler = None,
    lang: Lang = None,
) -> int:
    """Exit code 1 when nothing rests on it; 3 when nothing does as far as could be read, and not all could."""
    from qzqd.check.impact import CitationQuery, Impact, ListImpact, is_article
    from qzqd.check.settings import judged_workspace
    from qzqd.read.problem import Refused

    require_words(law)
    places = list(paths or [])
    if places and not article and is_article(places[0]) and not os.path.lexists(places[0]):
        article = places.pop(0)
    asked = _asked(law, article, paragraph, edition)
    elsewhere = scheduler_asked(scheduler)
    try:
        space = judged_workspace(places)
    except Refused as refused:
        return unable(refused)
    inquiry = CitationQuery(asked, usable_registers(space))
    read = _read(space, inquiry, elsewhere)
    unread = [entry.name for entry, catalogue in read if catalogue is None]
    found = [
        ListImpact(entry.name, catalogue, items)
        for entry, catalogue in read
        if catalogue and (items := list(inquiry.matches(catalogue, space.config.today)))
    ]
    answer = Impact(inquiry, found, unread)
    command = "impact --stat" if stat else "impact"
    out.deliver(command, out.wanted(command, format, None), answer)
    if found:
        return OK
    if not space.entries:
        tell(say("这里没有清单", "there are no lists here"))
    else:
        _nothing(answer)
    return UNABLE if unread or not space.entries else FINDINGS


def _read(
    space: Workspace, inquiry: CitationQuery, scheduler: str
) -> list[tuple[WorkspaceFile, ListData | None]]:
    """The lists that may cite the law, and None for every file that cannot be read, which is told.

    Of several editions of a list the newest alone: what an earlier one says is in force no more. That is told.
    """
    from qzqd.check.lookup import edition_of

    newest: dict[str, str] = {}

    def wanted(card: IndexCard) -> bool:
        key, edition = card.edition
        newest[key] = max(edition, newest.get(key, ""))
        return inquiry.may_match(card.laws)

    known = looked_up(space, wanted, scheduler)
    today = space.config.today
    if known is None:
        read = list(catalogues(space))
        newest = dict(sorted(edition_of(data, today) for _, data in read if data))
    else:
        citing = [entry for entry, _ in known.cards]
        read = [*((entry, None) for entry in known.unread), *catalogues(space._replace(entries=citing))]
    earlier = {}
    for entry, data in read:
        key, edition = edition_of(data, today) if data else ("", "")
        if data and edition < newest.get(key, ""):
            earlier[entry] = any(inquiry.matches(data, today))
    if any(earlier.values()):
        names = listed([entry.name for entry, rests in earlier.items() if rests])
        tell(say(f"没有列旧版：{names.zh}", f"earlier editions are left out: {names.en}"))
    return [(entry, data) for entry, data in read if entry not in earlier]


def _asked(law: str, article: str, paragraph: str, edition: str) -> list[Citation]:
    """Raises Misused for what cannot be understood."""
    from qzqd.check.impact import is_edition, provisions

    if edition and not is_edition(edition):
        raise Misused(
            say(
                "--edition 写年份或日期，例如 2021 或 2021-04-29", "--edition is a year or a date: 2021-04-29"
            )
        )
    try:
        asked = provisions(law, article=article, paragraph=paragraph, edition=edition)
    except ValueError:
        raise Misused(
            say(
                "一次只问一部法规；条写作 32、32-1 或第三十二条之一，款写作 1 或第一款",
                "ask about one law; articles are 32 or 32-1, paragraphs 1",
            )
        ) from None
    if paragraph and any(citation.article is None for citation in asked):
        raise Misused(say("--paragraph 要和 --article 一起用", "--paragraph needs --article beside it"))
    return asked


def _nothing(answer: Impact) -> None:
    """That no item was found is certain only for a law that is known by this title."""
    from qzqd.text import did_you_mean, suggest

    inquiry, question = answer.inquiry, answer.inquiry.question
    tell(say(f"没有事项以{question}为依据", f"no item rests on {question}"))
    for doubt in inquiry.doubts():
        tell(doubt.in_(chosen()))
    if inquiry.is_cited:
        tell(
            say(
                "清单引用的是这部法规的其他条款或者版本；只写法规名称可以列出",
                "lists cite other provisions or editions of it; ask for the title alone to see them",
            )
        )
    elif inquiry.law is None:
        guess = suggest(inquiry.title, {*inquiry.registers.laws, *inquiry.cited})
        otherwise = Text(
            "也没有登记这部法规：未知不等于没有，请核对名称",
            "nor is it registered: unknown does not mean none; check the title",
        )
        tell(did_you_mean(guess, otherwise).in_(chosen()))
