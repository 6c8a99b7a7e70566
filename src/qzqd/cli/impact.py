"""`qzqd impact LAW`: every item that rests on a law, on one of its articles, or on one of its editions."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

import typer

from qzqd import console
from qzqd.cli.exits import FINDINGS, OK, UNABLE
from qzqd.cli.language import Lang, chosen, say
from qzqd.cli.paths import Paths
from qzqd.cli.reading import catalogues, titled, unable
from qzqd.console import tell
from qzqd.locale import Text
from qzqd.report.paper.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qzqd.check.impact import Ground, Inquiry, Resting
    from qzqd.cli.reading import Catalogue
    from qzqd.law.citation import Citation
    from qzqd.open.registers import Registers
    from qzqd.read.workspace import Workspace

ABOUT = Text(
    "列出以某部法规、某一条或者某个版本为依据的事项。",
    "List the items that rest on a law, an article, or an edition.",
)


class _Listed(NamedTuple):
    """One list with the items that rest on what was asked for."""

    path: str
    catalogue: Catalogue
    items: list[Resting]


def impact(
    law: Annotated[
        str,
        typer.Argument(
            metavar="LAW",
            help=say(
                "法规名称、简称，或《…》第…条；后面可以接着写条号",
                "title, short title or 《…》第…条; an article may follow",
            ),
        ),
    ],
    paths: Paths = None,
    article: Annotated[
        str, typer.Option(metavar="N", help=say("条：32、32-1、第三十二条之一", "article: 32, 32-1, 三十二"))
    ] = "",
    paragraph: Annotated[str, typer.Option(metavar="N", help=say("款", "paragraph"))] = "",
    edition: Annotated[
        str, typer.Option(metavar="DATE", help=say("所引版本：年份或日期", "edition: a year or a date"))
    ] = "",
    format: Annotated[
        Literal["text", "json"], typer.Option("--format", "-f", help=say("输出格式", "output format"))
    ] = "text",
    lang: Lang = None,
) -> int:
    """Exit code 1 when nothing rests on it; 3 when nothing does as far as could be read, and not all could."""
    from qzqd.check.impact import Inquiry, is_article
    from qzqd.check.settings import workspace
    from qzqd.read.problem import Refused

    places = list(paths or [])
    if places and not article and is_article(places[0]) and not os.path.lexists(places[0]):
        article = places.pop(0)
    asked = _asked(law, article, paragraph, edition)
    try:
        space = workspace(places)
    except Refused as refused:
        return unable(refused)
    registers = _registers(space)
    inquiry = Inquiry(asked, registers)
    read = list(catalogues(space))
    unread = [entry.name for entry, catalogue in read if catalogue is None]
    found = [
        _Listed(entry.name, catalogue, items)
        for entry, catalogue in read
        if catalogue and (items := list(inquiry.resting(catalogue, space.config.today)))
    ]
    if format == "json":
        console.report(_json(inquiry, registers, found, unread))
    elif found:
        _text(inquiry, registers, found)
    if found:
        return OK
    if not read:
        tell(say("这里没有清单", "there are no lists here"))
    else:
        _nothing(inquiry, registers)
    return UNABLE if unread or not read else FINDINGS


def _asked(law: str, article: str, paragraph: str, edition: str) -> list[Citation]:
    """Raises typer.BadParameter for what cannot be understood."""
    from qzqd.check.impact import is_edition, provisions

    if edition and not is_edition(edition):
        raise typer.BadParameter(
            say(
                "--edition 写年份或日期，例如 2021 或 2021-04-29", "--edition is a year or a date: 2021-04-29"
            )
        )
    try:
        asked = provisions(law, article=article, paragraph=paragraph, edition=edition)
    except ValueError:
        raise typer.BadParameter(
            say(
                "一次只问一部法规；条写作 32、32-1 或第三十二条之一，款写作 1 或第一款",
                "ask about one law; articles are 32 or 32-1, paragraphs 1",
            )
        ) from None
    if paragraph and any(citation.article is None for citation in asked):
        raise typer.BadParameter(
            say("--paragraph 要和 --article 一起用", "--paragraph needs --article beside it")
        )
    return asked


def _registers(space: Workspace) -> Registers:
    """The registers that can be used; of the others it is told that they were not."""
    from qzqd.open.opened import Opener
    from qzqd.open.registers import Registers
    from qzqd.read import source
    from qzqd.read.problem import Refused

    registers, opener = Registers(), Opener(space.config)
    for entry in space.registers:
        try:
            data = source.read(entry.path, entry.root, space.config.max_bytes)
        except Refused:
            data = b""
        _, catalogue = opener.structure(data, entry.name)
        if catalogue:
            registers.add(catalogue)
        else:
            tell(
                say(
                    f"{entry.name}：登记簿有问题，没有用上；先运行 qzqd validate",
                    f"{entry.name}: this register is not used; run qzqd validate first",
                )
            )
    return registers


def _text(inquiry: Inquiry, registers: Registers, found: Sequence[_Listed]) -> None:
    from qzqd.cli.table import table

    _print(_sum(inquiry, found))
    for remark in _remarks(inquiry, registers, found):
        _print(remark.in_(chosen()))
    headings = (say("编号", "Id"), say("事项", "Item"), say("条款", "Provision"), say("版本", "Edition"))
    for listed in found:
        console.put("")
        _print(f"{_items(listed.items)} · {titled(listed.catalogue)}")
        table(headings, [row for resting in listed.items for row in _rows(resting)])


def _print(text: str) -> None:
    from qzqd.cli import output as out
    from qzqd.report.paper.terminal import wrap

    for line in wrap(safe(text), out.width()):
        console.put(line)


def _question(inquiry: Inquiry) -> str:
    from qzqd.law.citation import format

    return "、".join(map(format, inquiry.asked))


def _items(items: Sequence[Resting]) -> str:
    from qzqd.report.paper.words import plural

    return say(f"{len(items)} 项", plural(len(items), "item"))


def _sum(inquiry: Inquiry, found: Sequence[_Listed]) -> str:
    from qzqd.report.paper.words import plural

    items = _items([resting for listed in found for resting in listed.items])
    lists = say(f"{len(found)} 份清单", plural(len(found), "list"))
    return say(f"{_question(inquiry)}：{lists}，{items}", f"{_question(inquiry)}: {lists}, {items}")


def _remarks(inquiry: Inquiry, registers: Registers, found: Sequence[_Listed]) -> Iterator[Text]:
    if vague := _vague(found):
        yield Text(
            f"其中 {vague} 项没有写明条款或者版本，只是可能涉及。",
            f"{vague} of them may only be concerned: they state no provision or no edition.",
        )
    law, as_of = inquiry.law, registers.as_of
    if law is None:
        yield _unregistered(registers)
        return
    newest = law.editions[-1][0]
    yield Text(
        f"最新版本 {newest}（登记簿截至 {as_of}）。", f"Newest edition {newest} (register as of {as_of})."
    )
    if law.repealed:
        yield Text(f"已于 {law.repealed} 废止。", f"Repealed on {law.repealed}.")
    if law.superseded_by:
        yield Text(f"已被《{law.superseded_by}》取代。", f"Superseded by 《{law.superseded_by}》.")


def _unregistered(registers: Registers) -> Text:
    if not registers.laws:
        return Text(
            "没有法规登记簿，版本无法核对。", "There is no register of laws to hold the editions against."
        )
    return Text(
        f"登记簿（截至 {registers.as_of}）里没有这部法规，版本无法核对。",
        f"The register (as of {registers.as_of}) does not have it, so editions cannot be checked.",
    )


def _vague(found: Sequence[_Listed]) -> int:
    return sum(not resting.certain for listed in found for resting in listed.items)


def _rows(resting: Resting) -> Iterator[tuple[str, ...]]:
    """A row for each edition that the item cites."""
    cited: dict[str, dict[str, None]] = {}
    for ground in resting.grounds:
        cited.setdefault(_edition(ground), {})[_provision(ground)] = None
    head = resting.id, resting.name
    for edition, provisions in cited.items():
        yield (*head, "、".join(provisions), edition)
        head = "", ""


def _provision(ground: Ground) -> str:
    from qzqd.law.citation import format

    return format(replace(ground.citation, law="", edition="", number="")) or _unstated()


def _edition(ground: Ground) -> str:
    edition = ground.citation.edition
    if ground.newest is None:
        return edition or _unstated()
    return edition + (say("（最新）", " (newest)") if ground.newest else say("（旧）", " (old)"))


def _unstated() -> str:
    return say("（未写明）", "(not stated)")


def _nothing(inquiry: Inquiry, registers: Registers) -> None:
    """That no item was found is certain only for a law that is known by this title."""
    from qzqd.text import meant, suggest

    question = _question(inquiry)
    tell(say(f"没有事项以{question}为依据", f"no item rests on {question}"))
    if inquiry.is_cited:
        tell(
            say(
                "清单引用的是这部法规的其他条款或者版本；只写法规名称可以列出",
                "lists cite other provisions or editions of it; ask for the title alone to see them",
            )
        )
    elif inquiry.law is None:
        guess = suggest(inquiry.title, {*registers.laws, *inquiry.cited})
        otherwise = Text(
            "也没有登记这部法规：未知不等于没有，请核对名称",
            "nor is it registered: unknown does not mean none; check the title",
        )
        tell(meant(guess, otherwise).in_(chosen()))


def _json(inquiry: Inquiry, registers: Registers, found: Sequence[_Listed], unread: Sequence[str]) -> str:
    import qzqd
    from qzqd.report.paper.jsontext import dump

    law = inquiry.law
    return dump(
        {
            "schema_version": 1,
            "tool": {"name": "qzqd", "version": qzqd.__version__},
            "law": {
                "title": safe(inquiry.title),
                "registered": law is not None,
                "newest_edition": law.editions[-1][0] if law else None,
                "repealed": safe(law.repealed) if law and law.repealed else None,
                "superseded_by": safe(law.superseded_by) if law and law.superseded_by else None,
                "as_of": registers.as_of or None,
            },
            "asked": [_cited(citation) for citation in inquiry.asked],
            "catalogues": [_catalogue(listed) for listed in found],
            "items": [_item(listed, resting) for listed in found for resting in listed.items],
            "unread": [safe(path) for path in unread],
            "summary": {
                "catalogues": len(found),
                "items": sum(len(listed.items) for listed in found),
                "uncertain": _vague(found),
            },
        },
        depth=2,
    )


def _catalogue(listed: _Listed) -> dict[str, Any]:
    header = {key: safe(str(listed.catalogue.get(key, ""))) for key in ("kind", "id", "title", "edition")}
    source = listed.catalogue.get("source")
    provenance = source.get("provenance") if isinstance(source, dict) else None
    return {
        "path": safe(listed.path),
        **header,
        "provenance": safe(str(provenance)) if provenance else None,
        "items": len(listed.items),
    }


def _item(listed: _Listed, resting: Resting) -> dict[str, Any]:
    return {
        "catalogue": safe(str(listed.catalogue.get("id", ""))),
        "path": safe(listed.path),
        "id": safe(resting.id),
        "name": safe(resting.name),
        "certain": resting.certain,
        "basis": [
            {**_cited(ground.citation), "certain": ground.certain, "newest": ground.newest}
            for ground in resting.grounds
        ],
    }


def _cited(citation: Citation) -> dict[str, Any]:
    from qzqd.law.citation import format

    places = {name: getattr(citation, name) for name in ("article", "paragraph", "subparagraph", "item")}
    edition = safe(citation.edition) or None
    return {"citation": safe(format(citation)), "law": safe(citation.law), "edition": edition, **places}
