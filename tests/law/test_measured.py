"""Real lists: what a careful reader takes from them. Needs the reference material beside the repository.

`python -m pytest -n0 tests/law/test_measured.py -s` tells the figures.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from conftest import SHARED
from qzqd.law.citation import format_citation, parse_citations
from qzqd.law.reading import read_citations

if TYPE_CHECKING:
    from qzqd.law.provisions import Provision, ProvisionStep
    from qzqd.law.sources import CitedInstrument, Reading

DATA = SHARED / "data"
GOLDEN = Path(__file__).parents[1] / "golden" / "citations"
UNITS = {
    "article": "条",
    "paragraph": "款",
    "subparagraph": "项",
    "item": "目",
    "chapter": "章",
    "part": "部分",
}

pytestmark = pytest.mark.shared


def step_of(provision: Provision | None, unit: str) -> ProvisionStep | None:
    return next((step for step in provision.steps if step.unit == unit), None) if provision else None


def plain(source: CitedInstrument, provision: Provision | None) -> dict[str, Any]:
    """In the words of the reference material."""
    told: dict[str, Any] = {
        "law": source.title or None,
        "level": source.tag,
        "number": source.number,
        "issuer": source.issuer,
        "edition": source.edition,
        "issued": source.edition,
        "role": source.role,
        "quote": provision.quote if provision else source.quote,
    }
    for name, unit in UNITS.items():
        step = step_of(provision, unit)
        told[name] = step.number if step else None
    annex = step_of(provision, "附件")
    told["annex"] = annex.number if annex else None
    words = step_of(provision, "")
    told["clause"] = told["entry"] = str(words.number).removesuffix("项") if words else None
    return told


def flat(reading: Reading) -> list[tuple[CitedInstrument, Provision | None]]:
    return [
        (source, provision)
        for source in reading.sources
        for named in source.provisions or (None,)
        for provision in (named.each("条", "款", "项") if named else (None,))
    ]


def differences(wanted: dict[str, Any], found: dict[str, Any], reading: Reading) -> list[str]:
    """What the careful reader has that we have not; an ellipsis stands for words."""
    wrong = []
    for name, value in wanted.items():
        if name == "suspected":
            if not reading.faults:
                wrong.append("nothing is suspected")
        elif name == "quote":
            pattern = ".*".join(re.escape(piece) for piece in value.split("…"))
            if not re.fullmatch(f".*{pattern}.*" if "…" in value else pattern, found["quote"], re.DOTALL):
                wrong.append(f"quote: {found['quote']!r}")
        elif name == "annex":
            if str(found["annex"]).removeprefix("附件") != value.removeprefix("附件"):
                wrong.append(f"annex: {found['annex']!r}")
        elif found[name] != value:
            wrong.append(f"{name}: {found[name]!r}, not {value!r}")
    return wrong


def table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((DATA / name).read_text("utf-8").splitlines(), delimiter="\t"))


def test_hard_strings() -> None:
    """All of them, to the last field."""
    wrong, rows = {}, table("citations-hard.tsv")
    for row in rows:
        text, wanted = row["string"].replace("\\n", "\n"), json.loads(row["parse"])
        reading = read_citations(text)
        assert "".join(part.text for part in reading.parts) == text
        found = flat(reading)
        faults = [f"{len(found)} provisions, not {len(wanted)}"] if len(found) != len(wanted) else []
        for one, (source, provision) in zip(wanted, found, strict=False):
            faults += differences(one, plain(source, provision), reading)
        if faults:
            wrong[row["id"]] = faults
    sys.stdout.write(f"\nhard strings: {len(rows) - len(wrong)} of {len(rows)} right\n")
    assert wrong == {}


def strings() -> list[str]:
    lines = (DATA / "citations.txt").read_text("utf-8").splitlines()
    return [line.split("   <--")[0].strip() for line in lines if line.strip() and not line.startswith("#")]


def test_strings_of_real_lists() -> None:
    agreed("strings.txt", [format_citation(one) for text in strings() for one in parse_citations(text)])


def agreed(name: str, lines: list[str]) -> None:
    """As the golden file has it. QZQD_WRITE_GOLDEN=1 writes it anew."""
    told = "".join(f"{line}\n" for line in lines)
    if os.environ.get("QZQD_WRITE_GOLDEN"):
        (GOLDEN / name).write_text(told, "utf-8", newline="")
    assert told == (GOLDEN / name).read_bytes().decode()


def cells() -> list[tuple[str, str]]:
    """Address and text of every cell of the workbooks that holds citations."""
    calamine = pytest.importorskip("python_calamine")
    found = []
    for column in table("truth/columns.tsv"):
        if column["field"] in ("basis", "duty_basis"):
            book = (DATA / "workbooks" / column["file"]).read_bytes()
            sheet = calamine.CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_name(
                column["sheet"]
            )
            at, rows = ord(column["column"]) - ord("A"), sheet.to_python(skip_empty_area=False)
            for number, row in enumerate(rows[int(column["header_row"]) :], int(column["header_row"]) + 1):
                if at < len(row) and str(row[at]).strip():
                    found.append((f"{column['file']} {column['column']}{number}", str(row[at])))
    return found


def test_cells_of_workbooks() -> None:
    """Nothing is lost, hardly anything is not understood, and nothing is taken from inside a quotation.

    The golden file was held against the workbooks by a person: instruments, editions, numbers and provisions of all.
    """
    lines, count, whole = [], 0, 0
    for address, text in cells():
        reading = read_citations(text)
        assert "".join(part.text for part in reading.parts) == text
        lines.append(address)
        for source in reading.sources:
            count += 1
            whole += not any(source.start <= part.start < source.end for part in reading.rest)
            notes = (source.tag, source.title, source.number, source.edition or f"({source.effective})")
            lines.append("  " + " | ".join((*notes, "、".join(map(placed, source.provisions)))))
    sys.stdout.write(f"\nworkbooks: {whole} of {count} citations read to the last character\n")
    agreed("workbooks.txt", lines)
    assert whole >= 0.96 * count


def placed(provision: Provision) -> str:
    return "".join(map(str, provision.steps)) + ("：" if provision.quote else "")


def test_no_law_is_taken_from_the_words_of_a_statute() -> None:
    """Every paragraph of national law that names 街道 or 社区, quoted in seven ways, hard line breaks among them."""
    lines = (DATA / "street-office-articles.jsonl").read_text("utf-8").splitlines()
    for row in map(json.loads, lines):
        words, article = row["text"], row["article"]
        ways = [f"{sign}{words}" for sign in ("：", " ", "\n    ", "　")]
        ways += [f"：“{words}”", *("：" + "\n".join(words[at : at + width] for at in range(0, len(words), width)) for width in (9, 30))]  # fmt: skip
        for way in ways:
            reading = read_citations(f"《{row['law']}》（2019年修订）{article}{way}")
            told = [
                (source.title, [placed(each) for each in source.provisions]) for source in reading.sources
            ]
            assert told == [(row["law"], [f"{article}："])], way
