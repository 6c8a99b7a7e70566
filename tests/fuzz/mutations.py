"""Files as they come from accidents and from strangers: sound ones, with something done to them."""

from __future__ import annotations

import csv
import datetime
import io
import json
from typing import TYPE_CHECKING, Any

import yaml
from hypothesis import strategies as st

from qzqd.read.problem import Refused
from qzqd.read.source import check
from qzqd.read.tree import parse

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

WORDS = [
    *("", " ", "　", "x", "JD-001", "a/b", "hubei/street-powers", "街道办事处", "中华人民共和国消防法", "420302001"),
    *("①", "²", "½", "٣", "３２", "三十二", "第三十二条之一", "32-1", "0-5", "-5", "5-", "1-1-1", "00", "-0", "+3"),
    *("1e999", "nan", "inf", "-inf", "0x1F", "0o17", "1_000", "1:30", "1,000", "50%", "9" * 4301, "9" * 40, "0." + "3" * 400),
    *("0000-01-01", "0001-01-01", "9999-12-31", "2025-02-30", "2025-13-01", "2025", "0000", "2025-01-01 24:00", "45658"),
    *("2025-01-01", "2025/1/3", "10000-01-01", "2025-W01-1", "null", "true", "no", "~", "<<", "=1+1", "#REF!", "@SUM(A1)"),
    *("《", "》", "《》", "《甲》第〇条", "《甲法》第三条至第九千条", "（", "((((", "〔2020〕1号", "两三万余", "１０万2千"),
    *("::error::x", "##[error]x", "<script>", "<!--", "`@org` #1 :smile:", "{0}", "{", "%s", "$x", "\\", "'", '"', "|", ">"),
    *("\u202egnp", "\x1b[2J", "\x00", "\r\n::add-mask::x", "\ufeff", "\u2028", "\U000f0000", "\ud800", "𠮷", "e\u0301"),
    *("街" * 700, "a: b", "- x", "# x", "*x", "&x", "!x", "..", "../../x", "/etc/passwd", ".", "**/**", "[", "QZ", "QZ999"),
]  # fmt: skip
"""What has broken programs, or might."""

_NUMBERS = [0, 1, -1, 2**31, 2**63, 10**17, 10**400, 0.5, -0.0, 1e-300, 1e300, 99.995, True, False, None]
_CELLS = [
    *(datetime.datetime(9999, 12, 31, 23, 59, 59, 999000), datetime.datetime(1900, 1, 1), datetime.date(2025, 1, 3)),
    *(datetime.time(9, 6), datetime.timedelta(days=400), float(10**16), -1, 0.1, True, None, "=1/0", "#N/A"),
]  # fmt: skip
_PIECES = [
    *("[" * 40, "{a: " * 40, "a:\n", "- ", "  ", "\t", "　", "：", "，", "\n\n", "---\n", "...\n", "%YAML 1.2\n", "<<: *a\n"),
    *("&a ", "*a", "!!python/object:x ", "? [a]\n: b\n", "|+\n", ">-\n", "# x\n", '"', "'", "]", "}", ",", ": ", "a: 1\na: 2\n"),
    *("a: 1\na:\n  b: 1\n  b: 2\n", "<<<<<<< ours\n", "=======\n", ">>>>>>> theirs\n", "\r", "\r\n", "\x00", "\ufeff"),
]  # fmt: skip

words = st.sampled_from(WORDS)
_leaves = words | st.sampled_from(_NUMBERS)
_values = st.recursive(
    _leaves,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(words, inner, max_size=2),
    max_leaves=4,
)


@st.composite
def mutated(draw: DrawFn, name: str, data: bytes) -> bytes:
    """The file with one to three things done to it, or nothing."""
    for _ in range(draw(st.sampled_from([1, 1, 2, 3, 0]))):
        kind = name.rpartition(".")[2]
        how = draw(st.sampled_from(["structure", "structure", "lines", "lines", "lines", "bytes"]))
        if how == "structure" and kind in _STRUCTURES:
            data = _STRUCTURES[kind](draw, data)
        elif how == "bytes" or kind == "xlsx":
            data = _bytes(draw, data)
        else:
            data = _lines(draw, data)
    return data


def _bytes(draw: DrawFn, data: bytes) -> bytes:
    # Parts per thousand: how long a workbook is depends on the time of the day.
    start, end = sorted(draw(st.integers(0, 1_000)) * len(data) // 1_000 for _ in range(2))
    part = data[start:end]
    other = draw(
        st.sampled_from([b"", part * 2, part[::-1], b"\xff", b"\0", b"\xef\xbb\xbf", b"\r"])
        | st.binary(max_size=6)
    )
    whole = data[:start] + other + data[end if draw(st.booleans()) else min(start + 1, len(data)) :]
    if draw(st.integers(0, 19)):
        return whole
    text = data.decode("utf-8", "replace")
    return text.encode(draw(st.sampled_from(["gb18030", "utf-16", "utf-32", "utf-8-sig"])), "replace")


def _lines(draw: DrawFn, data: bytes) -> bytes:
    lines = data.decode("utf-8", "replace").splitlines(keepends=True) or [""]
    at, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
    line = lines[at]
    match draw(
        st.sampled_from(
            ["drop", "twice", "swap", "indent", "outdent", "value", "key", "piece", "cut", "join", "move"]
        )
    ):
        case "drop":
            del lines[at]
        case "twice":
            lines[other:other] = lines[at : at + draw(st.integers(1, 8))]
        case "swap":
            lines[at], lines[other] = lines[other], line
        case "indent":
            lines[at] = draw(st.sampled_from(["  ", " ", "\t", "　"])) + line
        case "outdent":
            lines[at] = line[draw(st.integers(1, 4)) :]
        case "value":
            separator = draw(st.sampled_from([": ", " = ", ",", ":"]))
            before, found, _ = (
                line.rpartition(separator) if draw(st.booleans()) else line.partition(separator)
            )
            lines[at] = before + found + _written(draw) + "\n"
        case "key":
            _, colon, after = line.partition(":")
            lines[at] = draw(words) + colon + after
        case "piece":
            place = draw(st.integers(0, len(line)))
            lines[at] = line[:place] + draw(st.sampled_from(_PIECES) | words) + line[place:]
        case "cut":
            lines[at:] = [line[: draw(st.integers(0, len(line)))]]
        case "join":
            lines[at] = line.rstrip("\n")
        case _:
            lines.insert(other, lines.pop(at))
    return "".join(lines).encode("utf-8", "surrogatepass")


def _written(draw: DrawFn) -> str:
    value = draw(_values)
    plain = isinstance(value, str) and draw(st.booleans())
    return value if plain and isinstance(value, str) else json.dumps(value, ensure_ascii=draw(st.booleans()))


def _yaml(draw: DrawFn, data: bytes) -> bytes:
    try:
        tree = parse(check(data)).data
    except Refused:
        return _lines(draw, data)
    text = yaml.safe_dump(
        _changed(draw, tree),
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=draw(st.sampled_from([None, True, False])),
    )
    return text.encode("utf-8", "surrogatepass")


def _json(draw: DrawFn, data: bytes) -> bytes:
    try:
        tree = json.loads(data)
    except (ValueError, RecursionError):
        return _lines(draw, data)
    return json.dumps(_changed(draw, tree), indent=1).encode()


def _changed(draw: DrawFn, value: Any, depth: int = 0) -> Any:
    """The data with one thing in it that is another, that is gone, or that is there twice."""
    if isinstance(value, dict) and value and draw(st.integers(0, 6 + depth)) > depth:
        key = draw(st.sampled_from(list(value)))
        match draw(st.sampled_from(["in", "in", "in", "drop", "add", "rename"])):
            case "drop":
                return {name: inner for name, inner in value.items() if name != key}
            case "add":
                return {**value, draw(words | st.sampled_from(_KEYS)): draw(_values)}
            case "rename":
                other = draw(words)
                return {other if name == key else name: inner for name, inner in value.items()}
            case _:
                return {**value, key: _changed(draw, value[key], depth + 1)}
    if isinstance(value, list) and value and draw(st.integers(0, 6 + depth)) > depth:
        at = draw(st.integers(0, len(value) - 1))
        match draw(st.sampled_from(["in", "in", "in", "drop", "twice", "reverse", "add"])):
            case "drop":
                return value[:at] + value[at + 1 :]
            case "twice":
                return [*value, value[at]]
            case "reverse":
                return value[::-1]
            case "add":
                return [*value, draw(_values)]
            case _:
                return [*value[:at], _changed(draw, value[at], depth + 1), *value[at + 1 :]]
    return draw(st.just([value]) | st.just({"id": value}) | _values)


_KEYS = [
    *("kind", "id", "title", "edition", "jurisdiction", "issuer", "source", "items", "ignore", "upstream", "unlisted", "records"),
    *("applies_to", "published_count", "effective", "repealed", "repealed_by", "replaces", "merged_from", "split_from", "seq"),
    *("basis", "law", "article", "name", "codes", "office", "status", "provenance", "recount", "formula", "scores", "editions"),
]  # fmt: skip


def _csv(draw: DrawFn, data: bytes) -> bytes:
    try:
        rows = [*csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))]
    except (csv.Error, UnicodeDecodeError):
        return _bytes(draw, data)
    _cells(draw, rows, words)
    text = io.StringIO()
    csv.writer(text, delimiter=draw(st.sampled_from(",,,;\t"))).writerows(rows)
    return text.getvalue().encode("utf-8", "surrogatepass")


def _xlsx(draw: DrawFn, data: bytes) -> bytes:
    """Another workbook: of what a broken one is, the bytes tell."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import IllegalCharacterError

    try:
        book = load_workbook(io.BytesIO(data))
        sheet = book.worksheets[0]
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        _cells(draw, rows, words | st.sampled_from(_CELLS))
        sheet.delete_rows(1, sheet.max_row)
        for row in rows:
            sheet.append(row)
    except (IllegalCharacterError, KeyError, ValueError, OSError, IndexError):
        return _bytes(draw, data)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cells(draw: DrawFn, rows: list[list[Any]], cells: st.SearchStrategy[Any]) -> None:
    for _ in range(draw(st.integers(1, 3))):
        if not rows:
            return
        row = rows[draw(st.integers(0, len(rows) - 1))]
        match draw(st.sampled_from(["cell", "cell", "cell", "row", "more", "less", "drop"])):
            case "row":
                rows.append(list(row))
            case "more":
                row.append(draw(cells))
            case "less":
                del row[len(row) // 2 :]
            case "drop":
                rows.remove(row)
            case _ if row:
                row[draw(st.integers(0, len(row) - 1))] = draw(cells)


_STRUCTURES = {"yaml": _yaml, "json": _json, "csv": _csv, "xlsx": _xlsx}
