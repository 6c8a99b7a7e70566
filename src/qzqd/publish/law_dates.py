"""`python -m qzqd.publish.law_dates SOURCE.jsonl [REGISTER.yaml]`: a register of laws against the history of each law.

The source has a law a line: its title, and its editions with their `version` and `history`, the lines that say when
it was passed, published and amended. It does not ship with qzqd; whoever maintains the register has it. What is told:

- an edition whose date the history contradicts: published within days of it, only later, or amended after it;
- a date that may be a day early: China had summer time from 1986 to 1991, and midnight of a summer day, taken back
  by an hour, is the day before; it passes if the history has it, or the note of the law names the day and what it rests on;
- a law that the register lacks or has besides, and one without a mark although a law of the same name took its place.

A history that ends before an edition, or that is empty, proves nothing; such editions are counted.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from qzqd import console
from qzqd.law import COUNTRY
from qzqd.law.dates import dates
from qzqd.read import source
from qzqd.read.tree import parse
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).parents[3]
REGISTER = ROOT / "catalogues" / "registers" / "laws.yaml"
SUMMER_TIME = (
    ("1986-05-04", "1986-09-14"),
    ("1987-04-12", "1987-09-13"),
    ("1988-04-10", "1988-09-11"),
    ("1989-04-16", "1989-09-17"),
    ("1990-04-15", "1990-09-16"),
    ("1991-04-14", "1991-09-15"),
)
"""First and last day of summer time in China, in every year that had one."""
_DAYS = 31
"""An edition this near to a publication, and not on it, is a slip and no edition of its own."""
_NO_PUBLICATION = regex("(批准|通过|施行|实施|执行|生效)[^》]*$")
_KIND = regex("(暂行条例|条例|暂行办法|试行办法|办法|暂行规定|规定|细则|法)$")

LawRecord = dict[str, Any]


class HistoryDay(NamedTuple):
    """A day in a history. published: the text was made public or amended that day, not only passed or put into effect."""

    day: str
    published: bool
    line: str


def events(history: Iterable[str]) -> Iterator[HistoryDay]:
    """Every day in the lines of a history."""
    for line in history:
        key = "".join(unicodedata.normalize("NFKC", line).split())
        for found in dates(key):
            if len(found.value) == len("2021-04-29"):
                yield HistoryDay(found.value, not _NO_PUBLICATION.search(key), line)


def contradiction(day: str, days: list[HistoryDay]) -> str:
    """What in a history speaks against the date of an edition; "" for nothing."""
    if any(event.day == day for event in days):
        return ""
    published = [event for event in days if event.published]
    for event in published:
        if abs((date.fromisoformat(event.day) - date.fromisoformat(day)).days) <= _DAYS:
            return event.line
    later = [event for event in published if event.day > day]
    return later[0].line if later else ""


def in_summer_time(day: str) -> bool:
    """Whether clocks in China were an hour ahead on this day."""
    return any(first <= day <= last for first, last in SUMMER_TIME)


def faults(laws: list[LawRecord], rows: list[LawRecord], seen: Counter[str]) -> Iterator[str]:
    """What is wrong with a register, one line each; `seen` counts the editions by what their history proves."""
    sources: dict[str, list[LawRecord]] = {}
    for row in rows:
        sources.setdefault(row["title"], []).extend(row["editions"])
    registered = {law["name"]: law for law in laws}
    yield from (f"{title}: not in the register" for title in sources if title not in registered)
    for title, law in registered.items():
        if title not in sources:
            yield f"{title}: not in the source"
            continue
        for edition in law["editions"]:
            if wrong := _edition(law, edition["date"], sources[title], seen):
                yield f"{title} {edition['date']}: {wrong}"
    yield from _replaced(registered)


def _edition(law: LawRecord, day: str, rows: list[LawRecord], seen: Counter[str]) -> str:
    days = list(events(_history(law, day, rows)))
    explained = day in law.get("note", "")  # what a date rests on that the history does not have
    if any(event.day == day for event in days):
        seen["confirmed"] += 1
        return ""
    if line := contradiction(day, days):
        seen["contradicted"] += 1
        return "" if explained else f"the history says: {line}"
    seen["beyond the history" if days else "without a history"] += 1
    return "may be a day early (summer time)" if in_summer_time(day) and not explained else ""


def _history(law: LawRecord, day: str, rows: list[LawRecord]) -> Iterator[str]:
    """The lines of the edition of this day; of those the register does not have as they are, where there is none."""
    own = {edition["date"] for edition in law["editions"]}
    exact = [row for row in rows if row["version"] == day]
    for row in exact or [row for row in rows if row["version"] not in own]:
        yield from row["history"]


def _replaced(registered: dict[str, LawRecord]) -> Iterator[str]:
    """Laws of one name, or that carry out one law: the older is replaced, unless something is said of it."""
    alike: dict[str, list[LawRecord]] = {}
    for law in registered.values():
        alike.setdefault(_KIND.sub("", law["name"].removeprefix(COUNTRY)), []).append(law)
    for laws in alike.values():
        newest = max(laws, key=_last)
        for law in laws:
            if law is not newest and not law.keys() & {"repealed", "superseded_by", "note"}:
                yield f"{law['name']}: replaced by {newest['name']}? Mark it, or say in its note that it is not"


def _last(law: LawRecord) -> str:
    return str(law["editions"][-1]["date"])


def main(arguments: list[str]) -> int:
    """Tell what is wrong, and how far the histories reach; 1 where anything is wrong."""
    if not 1 <= len(arguments) <= 2:
        console.tell(__doc__ or "")
        return 2
    lines = Path(arguments[0]).read_text(encoding="utf-8").splitlines()
    register = Path(arguments[1]) if len(arguments) > 1 else REGISTER
    laws = parse(source.check(register.read_bytes())).data["items"]
    seen: Counter[str] = Counter()
    wrong = list(faults(laws, [json.loads(line) for line in lines if line.strip()], seen))
    for line in wrong:
        console.tell(line)
    counts = ", ".join(f"{count} {name}" for name, count in sorted(seen.items()))
    console.tell(f"{len(laws)} laws, {seen.total()} editions: {counts}; {len(wrong)} to look at")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
