"""Files that are not what they seem are refused by name, at once."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from qzqd.characters import plainly_visible
from qzqd.read import source
from qzqd.read.problem import Refused
from qzqd.report.paper.safe import safe

pytestmark = pytest.mark.usefixtures("each_reader")

LIMIT = 1_000_000


def refusal(path: Path, root: Path | None = None, limit: int = LIMIT) -> Refused:
    with pytest.raises(Refused) as refused:
        source.load(path, root or path.parent, limit)
    return refused.value


def test_missing_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "无.yaml").code == "QZ001"


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes in folders there")
def test_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    assert refusal(tmp_path / "pipe.yaml").code == "QZ003"


@pytest.mark.skipif(sys.platform == "win32", reason="no such device there")
def test_device(tmp_path: Path) -> None:
    (tmp_path / "zero.yaml").symlink_to("/dev/zero")
    assert refusal(tmp_path / "zero.yaml", Path("/")).code == "QZ003"


def test_link_out_of_the_workspace(tmp_path: Path) -> None:
    inside, secret = tmp_path / "inside", tmp_path / "secret.yaml"
    inside.mkdir()
    secret.write_text("token: 1\n")
    (inside / "list.yaml").symlink_to(secret)
    assert refusal(inside / "list.yaml", inside).code == "QZ004"
    (inside / "own.yaml").write_text("a: 1\n")
    (inside / "alias.yaml").symlink_to(inside / "own.yaml")
    assert source.load(inside / "alias.yaml", inside, LIMIT) == b"a: 1\n"


def test_too_large(tmp_path: Path) -> None:
    (tmp_path / "large.yaml").write_bytes(b"#" * 2000)
    assert refusal(tmp_path / "large.yaml", limit=1999).code == "QZ005"
    assert len(source.load(tmp_path / "large.yaml", tmp_path, 2000)) == 2000


def test_a_file_of_fifty_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with (tmp_path / "huge.yaml").open("wb") as file:
        file.truncate(50_000_000)
    assert refusal(tmp_path / "huge.yaml", limit=32 * 1024 * 1024).code == "QZ005"


def test_changed_while_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "list.yaml"
    path.write_text("a: 1\n")
    real = os.fdopen

    def slow(descriptor: int, mode: str) -> object:
        file = real(descriptor, mode)
        read = file.read

        class Slow:
            fileno = file.fileno

            def __enter__(self) -> Slow:
                return self

            def __exit__(self, *_: object) -> None:
                file.close()

            def read(self, size: int) -> bytes:
                data: bytes = read(size)
                path.write_text("a: 1\nb: 2\n")
                return data

        return Slow()

    monkeypatch.setattr(os, "fdopen", slow)
    assert refusal(path).code == "QZ008"


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("gbk", "GBK"),
        ("gb18030", "GBK"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16LE"),
        ("utf-16-be", "UTF-16BE"),
        ("utf-32", "UTF-32LE"),
        ("utf-32-le", "UTF-32LE"),
        ("utf-32-be", "UTF-32BE"),
    ],
)
def test_other_encodings_are_named(encoding: str, name: str) -> None:
    with pytest.raises(Refused) as refused:
        source.check("kind: units\ntitle: 单位登记簿\n".encode(encoding))
    assert refused.value.code == "QZ006"
    assert name in refused.value.problem.message.zh
    assert refused.value.problem.help is not None
    assert "iconv" in refused.value.problem.help.zh


def test_broken_utf8_is_not_called_gbk() -> None:
    with pytest.raises(Refused) as refused:
        source.check(b"title: " + "清单".encode() + b"\xff\n")
    assert refused.value.code == "QZ006"
    assert "GBK" not in refused.value.problem.message.zh


def test_byte_order_mark_is_accepted() -> None:
    assert source.check(b"\xef\xbb\xbfa: 1\n") == b"a: 1\n"


@pytest.mark.parametrize(
    "character",
    [
        "\0",
        "\x07",
        "\x1b",
        "\x7f",
        "\x85",
        "\x9b",
        "\u202e",
        "\u2066",
        "\u200e",
        "\u061c",
        "\u2028",
        "\ufeff",
        "\ufffe",
        "\u200b",
        "\u200d",
        "\u2060",
        "\xad",
        "\u3164",
        "\U000e0041",
        "\ufffd",
        "\ue5e5",
        "\uf8ff",
        "\U000f0000",
    ],
)
def test_invisible_characters_are_pointed_at(character: str) -> None:
    with pytest.raises(Refused) as refused:
        source.check(f"名称: 甲{character}乙\n".encode())
    assert refused.value.code == "QZ007"
    assert refused.value.problem.offsets == (5, 6)


def test_all_that_is_invisible_is_counted() -> None:
    with pytest.raises(Refused) as refused:
        source.check("名称: 甲\u200b乙\ue5e5丙\u200b\n".encode())
    assert "U+200B" in refused.value.problem.message.zh
    assert "3 处" in refused.value.problem.message.zh


def test_what_is_hidden_in_a_file_is_shown_in_a_report() -> None:
    for code in range(0x110000):
        character = chr(code)
        if source.INVISIBLE.match(character):
            assert safe(character) == f"‹U+{code:04X}›"


@pytest.mark.parametrize("character", ["㎡", "①", "〔", "　", "\xa0", "𬭬", "👍", "é", "ā"])
def test_rare_characters_are_text(character: str) -> None:
    assert source.check(character.encode())


@pytest.mark.parametrize("encoding", ["big5", "shift_jis"])
def test_what_only_could_be_gbk_is_not_called_so(encoding: str) -> None:
    text = {
        "big5": "名稱: 中華民國街道辦事處",
        "shift_jis": "名前: これはカタカナです",
    }
    with pytest.raises(Refused) as refused:
        source.check(text[encoding].encode(encoding))
    assert refused.value.code == "QZ006"
    assert "GBK" not in refused.value.problem.message.zh


@pytest.mark.parametrize(
    ("start", "name"),
    [(b"PK\x03\x04\x14\0", "Excel"), (b"\xd0\xcf\x11\xe0\xa1\xb1", "Word"), (b"%PDF-1.7\n\xe2", "PDF")],
)
def test_office_files_are_called_by_name(start: bytes, name: str) -> None:
    with pytest.raises(Refused) as refused:
        source.check(start + bytes(range(256)))
    assert refused.value.code == "QZ006"
    assert name in refused.value.problem.message.zh
    assert "iconv" not in refused.value.problem.help.zh  # type: ignore[union-attr]


CONFLICT = "name: 甲\n<<<<<<< HEAD\na: 一\n||||||| base\na: 零\n=======\na: 二\n>>>>>>> 分支\n"


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_an_unresolved_conflict_is_told_once_with_its_lines(ends: str) -> None:
    with pytest.raises(Refused) as refused:
        source.check(CONFLICT.replace("\n", ends).encode())
    assert refused.value.code == "QZ024"
    assert refused.value.problem.message.zh == "合并冲突没有解决：第 2、4、6、8 行"
    with pytest.raises(Refused) as refused:
        source.check((CONFLICT * 3).encode())
    assert refused.value.problem.message.en == (
        "an unresolved merge conflict, marked on line 2, 4, 6, 8, 10, 12, 14, 16…"
    )


def test_markers_within_a_line_are_text() -> None:
    for text in ("note: 见 <<<<<<< 处\n", "a: 1\n=======\n", 'note: ">>>>>>> "\n=======\n'):
        assert source.check(text.encode()) == text.encode()


def test_the_quick_look_lets_nothing_through_that_the_pattern_finds() -> None:
    for code in range(0x110000):
        character = chr(code)
        if not 0xD800 <= code <= 0xDFFF and (source.INVISIBLE.search(character) or character == "\t"):
            assert not plainly_visible(f"甲{character}\n乙"), hex(code)
    assert plainly_visible("kind: units\ntitle: 《单位登记簿》（2025）“甲”\n")
