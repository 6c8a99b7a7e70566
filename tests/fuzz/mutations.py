"""Files as they come from accidents and from strangers: sound ones, with something done to them."""

from __future__ import annotations

import copy
import csv
import datetime
import io
import json
import re
import zipfile
from html import escape
from typing import TYPE_CHECKING, Any

import yaml

from qzqd.read.problem import Refused
from qzqd.read.source import check
from qzqd.read.tree import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

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

_KEYS = [
    *("kind", "id", "title", "edition", "jurisdiction", "issuer", "source", "items", "ignore", "upstream", "unlisted", "records"),
    *("applies_to", "published_count", "effective", "repealed", "repealed_by", "replaces", "merged_from", "split_from", "seq"),
    *("basis", "law", "article", "name", "codes", "office", "status", "provenance", "recount", "formula", "scores", "editions"),
]  # fmt: skip


def mutated(random: Random, name: str, data: bytes) -> bytes:
    """The file with something done to it, once or a few times."""
    kind = name.rpartition(".")[2]
    how = random.choices(["structure", "lines", "bytes"], [6, 4, 1])[0]
    if how == "structure" and kind in _STRUCTURES:
        return _STRUCTURES[kind](random, data)
    text = kind in ("yaml", "json", "csv", "toml")
    for _ in range(random.choice([1, 1, 1, 2, 4])):
        data = _lines(random, data) if text and how != "bytes" else _bytes(random, data)
    return data


def value(random: Random, depth: int = 0) -> Any:
    """A value of any type and shape."""
    match random.randrange(10 if depth < 3 else 8):
        case 0 | 1:
            return random.choice(_NUMBERS)
        case 8:
            return [value(random, depth + 1) for _ in range(random.randrange(3))]
        case 9:
            return {_key(random): value(random, depth + 1) for _ in range(random.randrange(3))}
        case _:
            return random.choice(WORDS)


def _key(random: Random) -> str:
    return random.choice(_KEYS if random.randrange(3) else WORDS)


def _bytes(random: Random, data: bytes) -> bytes:
    start = random.randrange(len(data) + 1)
    end = start + random.choice([0, 1, 4, 100])
    part = data[start:end]
    others = [
        b"",
        part * 2,
        part[::-1],
        b"\xff",
        b"\0",
        b"\xef\xbb\xbf",
        b"\r",
        b"\xed\xa0\x80",
        random.randbytes(3),
    ]
    match random.randrange(20):
        case 0:
            return data[:start]
        case 1:
            text = data.decode("utf-8", "replace")
            return text.encode(random.choice(["gb18030", "utf-16", "utf-32", "utf-8-sig"]), "replace")
        case _:
            return data[:start] + random.choice(others) + data[end:]


def _lines(random: Random, data: bytes) -> bytes:
    lines = data.decode("utf-8", "replace").splitlines(keepends=True) or [""]
    at, other = random.randrange(len(lines)), random.randrange(len(lines))
    line = lines[at]
    match random.choice(
        [
            "drop",
            "twice",
            "swap",
            "in",
            "out",
            "value",
            "value",
            "value",
            "key",
            "piece",
            "piece",
            "cut",
            "join",
            "move",
        ]
    ):
        case "drop":
            del lines[at : at + random.choice([1, 1, 3])]
        case "twice":
            lines[other:other] = lines[at : at + random.choice([1, 1, 2, 8])]
        case "swap":
            lines[at], lines[other] = lines[other], line
        case "in":
            lines[at] = random.choice(["  ", " ", "\t", "　"]) + line
        case "out":
            lines[at] = line[random.randrange(1, 5) :]
        case "value":
            separator = random.choice([": ", ": ", " = ", ","])
            before, found, _ = (
                line.rpartition(separator) if random.randrange(2) else line.partition(separator)
            )
            lines[at] = before + found + _written(random) + "\n"
        case "key":
            _, colon, after = line.partition(":")
            lines[at] = _key(random) + colon + after
        case "piece":
            place = random.randrange(len(line) + 1)
            lines[at] = line[:place] + random.choice(_PIECES + WORDS) + line[place:]
        case "cut":
            lines[at:] = [line[: random.randrange(len(line) + 1)]]
        case "join":
            lines[at] = line.rstrip("\n")
        case _:
            lines.insert(other, lines.pop(at))
    return "".join(lines).encode("utf-8", "surrogatepass")


def _written(random: Random) -> str:
    """A value, as a text or as it may be taken for a number, a list or a mapping."""
    made = value(random)
    return made if isinstance(made, str) and random.randrange(2) else json.dumps(made, ensure_ascii=False)


def _yaml(random: Random, data: bytes) -> bytes:
    try:
        tree = parse(check(data)).data
    except Refused:
        return _lines(random, data)
    style = random.choice([None, True, False])
    changed = _changed(random, tree)
    text = yaml.safe_dump(changed, allow_unicode=True, sort_keys=False, default_flow_style=style)
    return text.encode("utf-8", "surrogatepass")


def _json(random: Random, data: bytes) -> bytes:
    try:
        return json.dumps(_changed(random, json.loads(data)), indent=1).encode()
    except (ValueError, RecursionError):
        return _lines(random, data)


def _changed(random: Random, tree: Any) -> Any:
    """The data with one value in it, or many, that is another, is gone, is there twice, or stands elsewhere."""
    for _ in range(random.choice([1, 1, 1, 2, 3, 15])):
        places = [((), tree), *_places(tree, ())]
        path, found = random.choice(places)
        if path:
            holder = tree
            for part in path[:-1]:
                holder = holder[part]
            _change(random, holder, path[-1], random.choice(places)[1])
        elif random.randrange(10) == 0:
            tree = [found] if random.randrange(2) else value(random)
    return tree


def _places(tree: Any, path: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], Any]]:
    entries: Sequence[tuple[Any, Any]] = ()
    if isinstance(tree, dict):
        entries = [*tree.items()]
    elif isinstance(tree, list):
        entries = [*enumerate(tree)]
    for key, inner in entries:
        yield (*path, key), inner
        yield from _places(inner, (*path, key))


def _change(random: Random, holder: Any, key: Any, elsewhere: Any) -> None:
    match random.choice(
        ["value", "value", "value", "value", "value", "drop", "twice", "wrap", "swap", "add", "rename"]
    ):
        case "value":
            holder[key] = value(random)
        case "drop":
            del holder[key]
        case "wrap":
            holder[key] = random.choice([[holder[key]], {"id": holder[key]}, str(holder[key])])
        case "swap":
            holder[key] = copy.deepcopy(elsewhere)
        case "twice" if isinstance(holder, list):
            holder.insert(key, holder[key])
        case "add" if isinstance(holder, dict):
            holder[_key(random)] = value(random)
        case "rename" if isinstance(holder, dict):
            holder[_key(random)] = holder.pop(key)


def _package(random: Random, data: bytes) -> bytes:
    """An archive of XML with something in one of its parts that is another, or gone."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    except Exception:  # whatever a broken archive makes of the library
        return _bytes(random, data)
    name = random.choice([*parts])
    for _ in range(random.choice([1, 1, 2, 5])):
        text = parts[name].decode("utf-8", "replace")
        spans = [
            match.span(1)
            for match in re.finditer(r'="([^"]*)"|>([^<>]+)<|<(/?[^<>]+)>', text)
            if match[1] is not None
        ]
        match random.choice(["attribute"] * 6 + ["tag", "bytes", "part"]):
            case "attribute" if spans:
                start, end = random.choice(spans)
                parts[name] = (
                    text[:start] + escape(random.choice([*WORDS, *_ORDINALS])) + text[end:]
                ).encode("utf-8", "surrogatepass")
            case "tag" if tags := [match.span() for match in re.finditer(r"<[^<>]+>", text)]:
                start, end = random.choice(tags)
                parts[name] = (text[:start] + random.choice(["", text[start:end] * 2]) + text[end:]).encode()
            case "part":
                parts[name] = random.choice([*parts.values()])
            case _:
                parts[name] = _bytes(random, parts[name])
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return file.getvalue()


_ORDINALS = [
    "0",
    "1",
    "-1",
    "2",
    "9" * 18,
    "1e5",
    "4294967296",
    "A1:XFD1048576",
    "A0",
    "ZZZZZ1",
    "rId1",
    "s",
    "shared",
    "d",
    "b",
]


def _csv(random: Random, data: bytes) -> bytes:
    try:
        rows = [*csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))]
    except (csv.Error, UnicodeDecodeError):
        return _bytes(random, data)
    _cells(random, rows, WORDS)
    text = io.StringIO()
    csv.writer(text, delimiter=random.choice(",,,,;\t")).writerows(rows)
    return text.getvalue().encode("utf-8", "surrogatepass")


def _xlsx(random: Random, data: bytes) -> bytes:
    """Another workbook, sound or not."""
    if random.randrange(3):
        return _package(random, data)
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data))
        sheet = book.worksheets[0]
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        _cells(random, rows, [*WORDS, *_CELLS])
        sheet.delete_rows(1, sheet.max_row)
        for row in rows:
            sheet.append(row)
        file = io.BytesIO()
        book.save(file)
    except Exception:  # whatever a broken archive, or a cell that it cannot write, makes of the library
        return _bytes(random, data)
    return file.getvalue()


def _cells(random: Random, rows: list[list[Any]], cells: Sequence[Any]) -> None:
    for _ in range(random.choice([1, 1, 2, 5])):
        row = random.choice(rows) if rows else []
        match random.choice(["cell", "cell", "cell", "cell", "row", "more", "less", "drop"]):
            case "row":
                rows.append(list(row))
            case "more":
                row.append(random.choice(cells))
            case "less":
                del row[len(row) // 2 :]
            case "drop" if row:
                rows.remove(row)
            case _ if row:
                row[random.randrange(len(row))] = random.choice(cells)


_STRUCTURES = {"yaml": _yaml, "json": _json, "csv": _csv, "xlsx": _xlsx, "docx": _package, "ods": _package}
