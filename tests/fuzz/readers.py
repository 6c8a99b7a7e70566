"""Both readers held against each other, on documents that somebody has spoilt: `python tests/fuzz/readers.py COUNT`.

`.ci/fuzz-reader` runs it with a compiled reader that watches its own memory.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
from itertools import product
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qzqd.read.tree import Tree

CATALOGUES = Path(__file__).parents[2] / "catalogues"
_LARGEST = 1_500
"""So many bytes of a bundled list are enough, and quickly read."""
ODD = """\
# 开头的说明
kind: street-powers  # 类型

id: "hubei/街道"
'title': '清单 # 2025'
effective: 2025-01-01
count: -12
ratio: 0.25
none:
empty: ""
truth: true
note: 见 http://example.cn/a#b，WiFi：已覆盖  # 说明
flow: {level: [镇（乡、街道）, "a, b", 'c'], of: {}, none: null, at: [[1, 2], [], {x: y}]}
items:
  - id: JD-001
    basis:
      - law: 中华人民共和国消防法
        article: 19

      - {law: 反洗钱法, article: 3}  # 旁注
    quote: |-
      第一款　内容 # 1
        （一）缩进

      第二款

    # 段落的说明
    office:
      党政　综合办公室
  -
    id: JD-002
    tags:
    - 甲
    -
    - {a: 1}
    - |
      一行
      两行
    next: no problem
  - - 甲
    - - 乙
  - plain text
# 结尾
"""
PIECES = [
    *(" ", "  ", "    ", "\n", "\n\n", "\r\n", "\r", "\t", "\0", ": ", ":", ":\n", "- ", "-", "\n- ", "\n  - ", " #", "#", "# x\n"),
    *("[", "]", "{", "}", ", ", ",", "[]", "{}", "{a: b}", "[a, b]", "[a]#", "{a}#x", '"', "'", "''", '""', "\\", "\\n", "\\\n"),
    *("|", ">", "|-\n    x\n", ">\n", "&a ", "*a", "!t ", "!!str ", "? ", "?", "%", "%YAML 1.2\n", "@", "`", "<<", "<<: ", "=", "~"),
    *("---\n", "--- ", "...\n", "...", "---", "\n...\n", "<<<<<<< ours\n", "=======\n", ">>>>>>> theirs\n", "||||||| base\n"),
    *("，", "：", "　", "\n　", "、", "“", "”", "…", "é", "👍", "𠮷", "\u00a0", "\u2003", "\u0085", "\u2028", "\u2029", "\ufeff"),
    *("\u200b", "\u202e", "\ue000", "\ufffd", "\u3164", "\x7f", "\x1b", "\u0378", "012", "1:30", "1e3", "0x1F", "1.0", "0.5", "-0"),
    *("no", "on", "y", "true", "null", "Null", "2025-1-1", "2025-01-01", ".5", ".inf", "+1", "1_000", "9" * 40, "a: 1\na: 2\n"),
    *("k" * 1_001, "街" * 340, "[" * 20, "{a: " * 20, "- " * 20, "\n" + " " * 40 + "x: 1"),
    *(" |-\n", " |\n", " |\n      x\n", "\n   \n", "\n          \n", "\n            \n"),
]  # fmt: skip
_BROKEN = [
    b"\xff",
    b"\xc0\x80",
    b"\xe4\xb8",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\xe0\x80\x80",
    b"\x80",
    b"\xf0\x9f",
]


def seeds() -> list[bytes]:
    """Documents in the form that `fmt` writes, short ones: the beginnings of bundled lists, and one with everything."""
    found = [ODD.encode(), ODD.replace("\n", "\r\n").encode()]
    for path in sorted(CATALOGUES.rglob("*.yaml")):
        whole = path.read_bytes()
        found.append(whole[: whole.rfind(b"\n", 0, _LARGEST) + 1])
    return found


def mutated(random: Random, data: bytes) -> bytes:
    """The document with one thing done to it, or a few."""
    for _ in range(random.choice([1, 1, 1, 2, 3])):
        start = random.randrange(len(data) + 1)
        if random.randrange(2):  # where something begins or ends, more goes wrong
            start = max(data.find(random.choice([b"\n", b": ", b"- ", b", ", b"  "]), start), 0)
        end = min(start + random.choice([0, 0, 1, 2, 3, 9, 40]), len(data))
        match random.randrange(12):
            case 0:
                data = data[:start]
            case 1:
                data = data[:start] + random.choice(_BROKEN) + data[end:]
            case 2:
                data = data[:start] + data[start:end] * 2 + data[end:]
            case 3:
                other = random.randrange(len(data) + 1)
                data = data[:start] + data[other : other + random.choice([1, 5, 20, 80])] + data[end:]
            case 4 | 5:
                data = data[:start] + data[end:]
            case 6:
                data = data[:start] + random.randbytes(1) + data[end:]
            case 7:
                lines = data.splitlines(keepends=True) or [b""]
                lines.insert(random.randrange(len(lines)), lines.pop(random.randrange(len(lines))))
                data = b"".join(lines)
            case _:
                data = data[:start] + random.choice(PIECES).encode() + data[end:]
    return data


_PIECES_OF_YAML = [
    "a",
    "1",
    ": ",
    ":",
    " ",
    "\n",
    "- ",
    "#",
    '"',
    "[",
    "]",
    "{",
    "}",
    ", ",
    "\n ",
    "，",
    ": |-\n",
]
_LINES = ["a:\n", "b: 1\n", "c: |-\n", "-\n", "- d\n", "- e: 1\n", "  - f\n", "  - |\n", "  g: 1\n", "  h:\n",
          "    i\n", "      j\n", "\n", "  \n", "      \n", "# k\n", "      # l\n", "- - m\n"]  # fmt: skip


def short(length: int) -> Iterator[bytes]:
    """Every document of so many pieces, or of so many lines but one."""
    for parts, count in ((_PIECES_OF_YAML, length), (_LINES, length - 1)):
        yield from map(str.encode, map("".join, product(parts, repeat=count)))


def disagreement(source: bytes) -> str | None:
    """How the compiled reader reads the document in another way than the judge; "" where it does not, None where it leaves it."""
    from yaml.error import MarkedYAMLError

    from qzqd.read import compiled, events, tree
    from qzqd.read import source as bytes_read
    from qzqd.read.problem import Refused

    parts = compiled.read(source)
    if compiled.legible(source):
        bytes_read.look_through(source)
    elif parts is not None:
        return f"read, and not legible: {source!r}"
    if parts is None:
        return None
    mine = tree.certain(source)
    judged = tree.Tree(source)
    try:
        events.fill(judged)
    except (Refused, MarkedYAMLError) as error:
        return f"{error!r}: {source!r}"
    return "" if told(mine) == told(judged) else f"{source!r}\n{told(mine)}\n{told(judged)}"


def told(tree: Tree | None) -> list[Any]:
    """All of a tree, types and order included."""
    assert tree is not None
    texts = (repr(each) for each in (tree.data, [*tree.plain.items()], [*tree.quoted.items()]))
    return [tree.source, *texts, tree.positions, tree.problems, tree.spoilt, tree.has_blank_texts()]


def search(documents: Iterable[bytes]) -> tuple[int, int]:
    """How many documents there were, and how many the compiled reader was certain of. Raises where the readers differ."""
    said = [disagreement(document) for document in documents]
    assert not any(said), next(filter(None, said))
    return len(said), sum(each is not None for each in said)


def starved(document: bytes) -> int:
    """How often memory ran out while the document was read, at each request for some in turn; it then must say so."""
    import _testcapi  # of CPython's own tests

    from qzqd.read import _canonical

    def read() -> object:
        # `str` is no code of Python, which bears it less well.
        return _canonical.read(document, bytes(range(128)), str, False)

    whole = repr(read())
    times = request = passed = 0
    while passed < 100:
        _testcapi.set_nomemory(request, request + 1)
        try:
            found = read()
            passed += 1
        except MemoryError:
            found, passed, times = None, 0, times + 1
        finally:
            _testcapi.remove_mem_hooks()
        assert found is None or repr(found) == whole, request
        request += 1
    return times


def spoilt(count: int, start: int = 0) -> Iterator[bytes]:
    """So many mutations, half of what has everything in it; the same number gives the same document."""
    sound = seeds()
    for number in range(start, start + count):
        random = Random(number)
        yield mutated(random, random.choice(sound if random.randrange(2) else sound[:2]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, help="so many mutations")
    parser.add_argument("--start", type=int, default=0, help="the number of the first one")
    parser.add_argument(
        "--length", type=int, default=5, help="so many pieces have the longest of all short documents"
    )
    parser.add_argument("--module", type=Path, help="the compiled reader, where it is not the installed one")
    asked = parser.parse_args()
    if asked.module:
        name = "qzqd.read._canonical"
        spec = importlib.util.spec_from_file_location(name, asked.module)
        assert spec
        assert spec.loader
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    print(f"memory ran out {starved(ODD.encode())} times", flush=True)
    tell("sound documents", seeds())
    for length in range(1, asked.length + 1):
        tell(f"all of {length} pieces or {length - 1} lines", short(length))
    tell("mutations", spoilt(asked.count, asked.start))


def tell(name: str, documents: Iterable[bytes]) -> None:
    """Search, and say what came of it."""
    count, sure = search(documents)
    print(f"{name}: {count:,}, certain of {sure:,}", flush=True)


if __name__ == "__main__":
    main()
