"""qzqd.toml: what is taken from it, and how what is wrong with it is told."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from qzqd.read.config import FILE, Config, Unusable, load
from qzqd.read.lines import LineIndex

if TYPE_CHECKING:
    from pathlib import Path


def refused(folder: Path, settings: str | bytes) -> Unusable:
    """Why these settings cannot be used."""
    (folder / FILE).write_bytes(settings.encode() if isinstance(settings, str) else settings)
    with pytest.raises(Unusable) as caught:
        load(folder)
    assert caught.value.place == folder / FILE
    assert not any(
        word in caught.value.problem.message.zh for word in ("Errno", "is not", "does not", "codec")
    )
    return caught.value


def marked(refusal: Unusable) -> tuple[int, str]:
    """The line and the text that are pointed at."""
    assert refusal.problem.offsets is not None
    lines = LineIndex(refusal.data.decode("utf-8-sig"))
    span = lines.span(*refusal.problem.offsets)
    return span.line, lines.line(span.line)[span.column - 1 : span.end_column - 1]


def test_settings_are_read_as_notepad_writes_them(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(
        b'\xef\xbb\xbfpaths = ["lists"]\r\n[[ignores]]\r\nrule = "QZ207"\r\nreason = "x"\r\nuntil = 2027-12-31\r\n'
    )
    config = load(tmp_path)
    assert config.paths == ("lists",)
    assert config.ignores[0].until == "2027-12-31"
    assert Config().root is None


@pytest.mark.parametrize(
    ("settings", "line", "words"),
    [
        ("paths = [\n", 1, "没有配对"),
        ("a = 1\npaths = x\n", 2, "引号"),
        ('paths = ["a"]\npaths = ["b"]\n', 2, "两次"),
        ("\npaths ['a']\n", 2, "设置 = 值"),
        ('paths = ["a]\n', 1, "引号"),
        ("paths：['a']\n", 1, "设置 = 值"),
    ],
)
def test_what_cannot_be_read_is_told_in_chinese_at_its_place(
    tmp_path: Path, settings: str, line: int, words: str
) -> None:
    refusal = refused(tmp_path, settings)
    assert refusal.code == "QZ009"
    assert words in refusal.problem.message.zh
    assert marked(refusal)[0] == line


@pytest.mark.parametrize(
    ("settings", "mark", "words", "remedy"),
    [
        ("# paths\npaths = 1\n", (2, "paths"), "paths（清单位置）", 'paths = ["catalogues"]'),
        ("pahts = ['a']\n", (1, "pahts"), "未知设置 pahts", "是否想写 paths"),
        ("[severity]\nQZ404 = 'bad'\n", (2, "QZ404"), "bad", "error、warning、info"),
        ("severity = {QZ404 = 'bad'}\n", (1, "QZ404"), "bad", "error、warning、info"),
        ("select = ['207']\n", (1, "select"), "select.1", "例如"),
        ("[[ignores]]\nrule = 'QZ207'\n", (1, "ignores"), "缺少 reason", "公布原文如此"),
        (
            "[[ignores]]\nrule = 'QZ207'\nreason = 'x'\n[[ignores]]\nrule = 'QZ208'\nreason = 1\n",
            (6, "reason"),
            "reason（理由）",
            "公布原文如此",
        ),
        ("max_bytes = 1e999\n", (1, "max_bytes"), "max_bytes", "33554432"),
        ("max_bytes = nan\n", (1, "max_bytes"), "max_bytes", "33554432"),
        ("[schemas]\nunit = 'x.json'\n", (2, "unit"), "没有清单类型 unit", "是否想写 units"),
    ],
)
def test_a_wrong_setting_is_told_with_an_example(
    tmp_path: Path, settings: str, mark: tuple[int, str], words: str, remedy: str
) -> None:
    refusal = refused(tmp_path, settings)
    assert words in refusal.problem.message.zh
    assert refusal.problem.help is not None
    assert remedy in refusal.problem.help.zh
    assert marked(refusal) == mark


def test_endless_nesting_is_told(tmp_path: Path) -> None:
    assert "嵌套" in refused(tmp_path, "x = " + "[" * 9_000).problem.message.zh


def test_gbk_is_recognised_with_the_command_that_converts(tmp_path: Path) -> None:
    refusal = refused(tmp_path, "# 设置\npaths = ['清单']\n".encode("gbk"))
    assert "GBK" in refusal.problem.message.zh
    assert refusal.problem.help is not None
    assert "iconv -f GBK" in refusal.problem.help.zh


@pytest.mark.parametrize("place", ["/etc", "../x", "a/../../x", "C:/x", "\\\\host\\x", "a\\..\\..\\x"])
@pytest.mark.parametrize("setting", ["paths = [{}]", "registers = [{}]", "schemas = {{units = {}}}"])
def test_no_setting_leaves_the_workspace(tmp_path: Path, setting: str, place: str) -> None:
    quoted = f"'{place}'"
    refusal = refused(tmp_path, setting.format(quoted))
    assert "工作区之外" in refusal.problem.message.zh
    assert "outside" in refusal.problem.message.en


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes differ there")
def test_links_lead_nowhere(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "outside").mkdir()
    (root / "link").symlink_to(tmp_path / "outside")
    refused(root, "paths = ['link']")
    (root / FILE).unlink()
    (tmp_path / "secret").write_text("password")
    (root / FILE).symlink_to(tmp_path / "secret")
    with pytest.raises(Unusable) as caught:
        load(root)
    assert (caught.value.code, caught.value.data) == ("QZ004", b"")


@pytest.mark.parametrize("pattern", ["a**b/*.yaml", ".", "", "a\\u0000b"])
def test_patterns_are_sound(tmp_path: Path, pattern: str) -> None:
    refused(tmp_path, f'registers = ["{pattern}"]')


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the time zone of a process cannot be set on Windows")
@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Etc/GMT+12", "Asia/Shanghai"])
def test_today_is_the_day_in_china(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        before, found, after = in_china(), Config().today, in_china()
    finally:
        monkeypatch.undo()
        time.tzset()
    assert before <= found <= after


def in_china() -> str:
    return (datetime.now(UTC) + timedelta(hours=8)).date().isoformat()


def test_so_many_patterns_and_no_more(tmp_path: Path) -> None:
    for setting, written in (
        ("exclude", "exclude = [{}]"),
        ("registers", "registers = [{}]"),
        ("ignores", "ignores = [{}]"),
    ):

        def settings(word: str, count: int, setting: str = setting, written: str = written) -> str:
            names = (f'"{word}{number}"' for number in range(count))
            entry = '{{rule = "QZ207", reason = "x", path = {}}}' if setting == "ignores" else "{}"
            return written.format(", ".join(map(entry.format, names)))

        assert setting in refused(tmp_path, settings("x*", 1_001)).problem.message.zh
        (tmp_path / FILE).write_text(settings("x*", 1_000))
        load(tmp_path)
        (tmp_path / FILE).write_text(settings("name", 5_000))
        load(tmp_path)


@pytest.mark.parametrize(
    "settings",
    [
        "a" + ".a" * 400_000 + " = 1\n",
        "[" + "a" + " . 'a'" * 100_000 + "]\n",
        "x = {b = 1, " + '"\\"".' * 100_000 + "a = 1}\n",
        'x = """ \\""" """\na' + ".a" * 400_000 + ' = 1\nx = """\n"""\n',
    ],
)
def test_a_key_of_very_many_parts_is_refused_at_once(tmp_path: Path, settings: str) -> None:
    """Python's reader of TOML is quadratic in them: it would take hours."""
    refusal = refused(tmp_path, settings)
    assert refusal.problem.message.zh == "嵌套太深"
    assert refusal.problem.offsets is not None


def test_dots_in_texts_are_no_keys(tmp_path: Path) -> None:
    dotted = ".".join("a" * 100)
    (tmp_path / FILE).write_text(
        f'# {dotted}\nexclude = ["{dotted}", \'{dotted}\', """\n{dotted}""", ".",".",' + '".",' * 100 + "]\n"
    )
    assert len(load(tmp_path).exclude) == 105
