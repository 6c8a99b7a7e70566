"""`qzqd claims`: is what was published what the data yield?"""

from __future__ import annotations

from typing import Annotated

from qzqd.cli import output as out
from qzqd.cli.language import Lang
from qzqd.cli.output import FINDINGS, OK, UNABLE
from qzqd.cli.paths import Jobs, NoCache, Output, Paths, format_option
from qzqd.cli.scheduler import Scheduler, scheduler_asked
from qzqd.locale import Text

ABOUT = Text(
    "核对公布的数：从清单、承接情况和别的数重新算一遍。",
    "Work published figures out again: from lists, adoptions and other figures.",
)


def claims(
    paths: Paths = None,
    format: Annotated[str | None, format_option("claims")] = None,
    output: Output = None,
    jobs: Jobs = 0,
    scheduler: Scheduler = None,
    no_cache: NoCache = False,
    lang: Lang = None,
) -> int:
    """Exit code: 0 nothing disagrees, 1 something does, 3 something could not be read."""
    from qzqd.cover.coverage import Coverage
    from qzqd.cover.published import published_claims
    from qzqd.read.problem import Refused

    format = out.wanted("claims", format, output)
    elsewhere = scheduler_asked(scheduler, jobs)
    try:
        found = published_claims(paths or [], jobs, use_cache=not no_cache, scheduler=elsewhere)
    except Refused as refused:
        from qzqd.open.findings import refusal_of

        found = Coverage(findings=[refusal_of(refused)], unreadable=True)
    out.deliver("claims", format, found, output)
    if found.unreadable:
        return UNABLE
    return FINDINGS if any(finding.severity != "info" for finding in found.findings) else OK
