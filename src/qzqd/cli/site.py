"""`qzqd site OUT`: all lists of the workspace as pages to publish."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from qzqd import console
from qzqd.cli import output as out
from qzqd.cli.declared import Argument, Option
from qzqd.cli.language import Lang, about, chosen, say
from qzqd.cli.output import OK, UNABLE, USAGE
from qzqd.cli.paths import Jobs, NoCache, unclear_usage
from qzqd.cli.reading import unable
from qzqd.locale import Text

ABOUT = Text(
    "把工作区的全部清单做成网页，可以双击打开、放上网站、打包带走。",
    "Make pages of all lists: to open by double click, to put on any web server, to carry in a zip.",
)


def site(
    place: Annotated[Path, Argument(metavar="OUT", help=say("放网页的文件夹", "the folder for the pages"))],
    since: Annotated[
        str | None,
        Option(
            metavar="REV",
            help=say("附上自该 git 版本以来的调整对照表", "add the adjustment table since a git revision"),
        ),
    ] = None,
    jobs: Jobs = 0,
    no_cache: NoCache = False,
    lang: Lang = None,
) -> int:
    """Exit code 2 where the folder holds something else, 3 where a file could not be read: the site says so, too."""
    from qzqd.check.settings import judged_workspace
    from qzqd.read.named import Unclear
    from qzqd.read.problem import Refused
    from qzqd.site.build import build
    from qzqd.site.folder import Foreign
    from qzqd.site.gathering import content

    try:
        found = content(judged_workspace([]), since or "", jobs, use_cache=not no_cache)
    except Unclear as unclear:
        raise unclear_usage(unclear) from None
    except Refused as refused:
        return unable(refused)
    try:
        with out.writing(place):
            made = build(found, place, chosen(), use_cache=not no_cache)
    except Foreign:
        console.tell(about(place, Foreign.message), Foreign.help.in_(chosen()))
        return USAGE
    for note in found.lacking():
        console.tell(note.in_(chosen()))
    for note in found.notes:
        console.put(note.in_(chosen()))
    console.put(
        say(
            f"已写入 {place}：{made.files} 个文件，改动 {made.written} 个，删去 {made.removed} 个。打开 {place / 'index.html'}",
            f"written to {place}: {made.files} files, {made.written} of them changed, {made.removed} removed. Open {place / 'index.html'}",
        )
    )
    return UNABLE if found.lacking() else OK
