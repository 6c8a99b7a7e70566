"""The compiled reader: certain of what `fmt` writes, never of more than the judge, and done without where it is not there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tracemalloc
from collections import Counter
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from fuzz.readers import ODD, search, seeds, short, spoilt
from qzqd.characters import BEYOND, HIDDEN, NO_TEXT, ODD_SPACES
from qzqd.read import compiled, tree
from qzqd.read.scalars import CURIOUS

if TYPE_CHECKING:
    from pathlib import Path

built = pytest.mark.skipif(not compiled.runs(), reason="there is no compiled reader here")


@built
def test_reads_as_the_judge_does_or_not_at_all() -> None:
    documents = seeds()
    assert search(documents) == (len(documents), len(documents))
    assert min(sure for _, sure in (search(short(3)), search(spoilt(4_000)))) > 100


@built
def test_sees_what_is_not_seen() -> None:
    """As the classes of characters have it, every one of them."""
    hidden = re.compile(f"[{HIDDEN}{NO_TEXT}{BEYOND}{ODD_SPACES}\t\r]")
    every = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x110000))))
    assert compiled.legible(hidden.sub("", every).encode())
    assert not any(map(compiled.legible, map(str.encode, hidden.findall(every))))
    assert compiled.legible("行\r\n".encode())


@built
@pytest.mark.parametrize(
    "broken",
    [b"\x80", b"\xc0\x80", b"\xc3", b"\xe4\xb8", b"\xe4\xb8a", b"\xe0\x9f\xbf", b"\xed\xa0\x80", b"\xf0\x8f\xbf\xbf",
     b"\xf0\x9f\x91", b"\xf4\x90\x80\x80", b"\xf8\x88\x80\x80\x80", b"\xff"],
)  # fmt: skip
def test_broken_utf_8_is_left_to_the_judge(broken: bytes) -> None:
    for text in (broken, b"a: " + broken, broken + b"\n", b"a: 1\n" + broken + b"\n"):
        assert not compiled.legible(text)
        assert compiled.read(text) is None


@built
@pytest.mark.parametrize(
    "text",
    ["", "# x\n", "a: 'it''s'\n", 'a: "\\n"\n', 'a: "x\n  y"\n', "a: x\n  y\n", "a: >\n  x\n", "a: |+\n  x\n", "a: |2\n  x\n",
     "a: | # x\n  x\n", "a: |\n", "a: |\nb: 1\n", "a: |\n\n  x\n", "a: |\n  x\n \n", "a: |\n  x", "|\n  x\n", "a: [\n  1\n]\n", "a: [1]#\n",
     "a: &x 1\n", "a: *x\n", "a: !t 1\n", "? a\n", "a: 012\n", "1: a\n", "<<: 1\n", "a: 1\na: 2\n", "a: [甲，乙]\n", "a: 　甲\n",
     "a:\t1\n", "a: 1\rb: 2\n", "a\u00a0b: 1\n", "---\na: 1\n", "a: 1\n...\n", "%YAML 1.2\n", "a: x: y\n", "a: -x\n",
     "a: 1\n b: 2\n", " a: 1\nb: 2\n", "a: [b: c]\n", "a: {b}\n", "a: [1, ]\n", "a: [x:y]\n", "a: [" + "[" * 20, "a" * 2_000 + ": 1\n"],
    ids=ascii,
)  # fmt: skip
def test_what_fmt_does_not_write_is_left_to_the_judge(text: str) -> None:
    assert compiled.read(text.encode()) is None


@built
def test_whether_a_text_may_be_blank() -> None:
    """Every white space that is legible, in quotes, as it stands, and below a line."""
    spaces = [
        space
        for space in map(chr, range(sys.maxunicode))
        if space.isspace() and compiled.legible(space.encode())
    ]
    assert spaces
    for space in ["", *spaces]:
        for text in (
            f"a: '{space}'\n",
            f"a: {space}\n",
            f"a: |\n  {space}\n",
            f"a: [{space}]\n",
            f"'{space}': 1\n",
        ):
            if (parts := compiled.read(text.encode())) is not None and any(
                isinstance(value, str) and not value.strip() for value in (*parts[2].values(), *parts[3])
            ):
                assert parts[4], ascii(text)
                assert tree.parse(text.encode()).has_blank_texts()
    assert not tree.parse("a: 甲 乙\nb: 'x '\n".encode()).has_blank_texts()


@built
def test_what_was_found_legible_is_not_gone_through_again() -> None:
    text = b"a: 1\n"
    assert compiled.legible(text)
    assert compiled.read(b"a: \xff\n") is None
    assert compiled.read(b"a: \xff\n") is None
    assert compiled.legible(text)
    assert compiled.read(text) == compiled.read(text)


@built
def test_keeps_no_memory() -> None:
    """Wherever it gives up, and however often it has read."""
    documents = [ODD.encode()[:end] for end in range(0, len(ODD.encode()), 7)]

    def read() -> int:
        for document in documents:
            compiled.read(document)
            compiled.look([document.decode(errors="ignore"), "《民》"], "《》")
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    try:
        before = min(read() for _ in range(3))
        assert read() - before < 200
    finally:
        tracemalloc.stop()


@built
def test_takes_one_byte_for_each_ascii_character() -> None:
    canonical = pytest.importorskip("qzqd.read._canonical")
    with pytest.raises(ValueError, match="one byte"):
        canonical.read(b"a: 1\n", b"", str, False)
    with pytest.raises(TypeError):
        canonical.read("a: 1\n", bytes(128), str, False)
    with pytest.raises(TypeError):
        canonical.look(["a", 1], "")


@built
def test_what_goes_wrong_elsewhere_is_no_doubt() -> None:
    """Only that a scalar is ambiguous is one; and what is neither a text nor a whole number is asked for once."""
    canonical = pytest.importorskip("qzqd.read._canonical")
    asked: Counter[str] = Counter()
    curious = bytes(chr(number) in CURIOUS for number in range(128))
    canonical.read(b"a: 1.5\nb: [1.5, 1.5, 2, x]\n", curious, lambda text: asked.update([text]), False)
    assert asked == {"1.5": 1}
    with pytest.raises(ZeroDivisionError):
        canonical.read(b"a: 1.5\n", curious, lambda _: 1 // 0, False)


@pytest.mark.parametrize("setting", ["python", ""])
def test_is_done_without_where_that_is_wanted(setting: str, tmp_path: Path) -> None:
    (tmp_path / "list.yaml").write_text(ODD, "utf-8")
    script = "import sys; from qzqd.read import compiled, tree; from pathlib import Path; print(compiled.runs(), tree.parse(Path(sys.argv[1]).read_bytes()).data)"
    ran = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "list.yaml")],
        env={**os.environ, compiled.SETTING: setting},
        capture_output=True,
        text=True,
        check=True,
    )
    runs, _, data = ran.stdout.partition(" ")
    assert runs == str(find_spec("qzqd.read._canonical") is not None and not setting)
    assert "JD-002" in data
