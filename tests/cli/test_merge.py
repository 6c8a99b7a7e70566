"""`qzqd merge` as a person and as git call it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cli.command import process, qzqd
from compare.merging.versions import List, row

GOLDEN = Path(__file__).parents[1] / "golden/merge"
Capture = pytest.CaptureFixture[str]
BASE = List((row("A", name="甲"), row("B", name="乙")))
OURS = List((row("A", name="甲甲"), row("B", name="乙")))
THEIRS = List((row("A", name="甲"), row("B", name="乙"), row("C", name="丙")))
OTHERS = List((row("A", name="丁"), row("B", name="乙")))


def lay(folder: Path, *texts: str) -> list[str]:
    places = [folder / f"{name}.yaml" for name in ("旧", "本", "对")]
    for place, text in zip(places, texts, strict=True):
        place.write_bytes(text.encode())
    return [str(place) for place in places]


def test_the_result_goes_to_standard_output(tmp_path: Path, capsys: Capture) -> None:
    sides = lay(tmp_path, BASE.text(), OURS.text(), THEIRS.text())
    ran = qzqd(capsys, "merge", *sides)
    assert ran == (0, List((*OURS.rows, THEIRS.rows[2])).text(), "")
    assert (tmp_path / "本.yaml").read_text("utf-8") == OURS.text()


def test_or_to_a_file(tmp_path: Path, capsys: Capture) -> None:
    sides = lay(tmp_path, BASE.text(), OURS.text(), THEIRS.text())
    made = tmp_path / "合.yaml"
    assert qzqd(capsys, "merge", *sides, "--output", str(made)) == (0, "", f"已写入 {made}\n")
    assert "丙" in made.read_text("utf-8")
    assert (tmp_path / "本.yaml").read_text("utf-8") == OURS.text()


def test_for_git_it_replaces_ours(tmp_path: Path, capsys: Capture) -> None:
    sides = lay(tmp_path, BASE.text(), OURS.text(), OTHERS.text())
    ran = qzqd(capsys, "merge", "--", *sides, "catalogues/街道.yaml")
    assert (ran.code, ran.out) == (1, "")
    assert "catalogues/街道.yaml:8:1   事项 A" in ran.err
    assert "“事项名称”两边改得不一样" in ran.err
    marked = "<<<<<<< ours\n    name: 甲甲\n=======\n    name: 丁\n>>>>>>> theirs\n"
    assert (tmp_path / "本.yaml").read_text("utf-8").count(marked) == 1


def test_a_conflict_is_told_in_english_too(tmp_path: Path, capsys: Capture) -> None:
    sides = lay(tmp_path, BASE.text(), OURS.text(), OTHERS.text())
    ran = qzqd(capsys, "merge", *sides, "--lang", "en")
    assert ran.code == 1
    assert f"<<<<<<< {sides[1]}\n" in ran.out
    assert "error[QZ831] both sides changed" in ran.err


def test_what_cannot_be_read_leaves_all_as_it_was(tmp_path: Path, capsys: Capture) -> None:
    broken = OURS.text().replace("甲甲", "[甲")
    sides = lay(tmp_path, BASE.text(), broken, "不是清单\n")
    ran = qzqd(capsys, "merge", *sides, "名.yaml", "--output", str(tmp_path / "合.yaml"))
    assert (ran.code, ran.out) == (3, "")
    assert "[QZ010]" in ran.err, "every side is told of at once"
    assert "没有已知的 kind" in ran.err
    assert "没有合并" in ran.err
    assert (tmp_path / "本.yaml").read_text("utf-8") == broken
    assert not (tmp_path / "合.yaml").exists()


def test_an_empty_file_stands_for_no_ancestor_and_for_nothing_else(tmp_path: Path, capsys: Capture) -> None:
    sides = lay(tmp_path, "", OURS.text(), THEIRS.text())
    assert qzqd(capsys, "merge", *sides).code == 1
    assert qzqd(capsys, "merge", sides[1], sides[0], sides[2]).code == 3


def test_other_lists_and_missing_files(tmp_path: Path, capsys: Capture) -> None:
    other = THEIRS.text().replace("task-list", "street-powers")
    sides = lay(tmp_path, BASE.text(), OURS.text(), other)
    ran = qzqd(capsys, "merge", *sides)
    assert ran.code == 3
    assert "QZ830" in ran.err
    assert qzqd(capsys, "merge", *sides[:2], str(tmp_path / "无.yaml")).code == 3
    assert qzqd(capsys, "merge", *sides[:2]).code == 2


def test_settings_that_cannot_be_used_are_told(tmp_path: Path, capsys: Capture) -> None:
    sides = lay(tmp_path, BASE.text(), OURS.text(), THEIRS.text() + "# 长\n" * 1024)
    (tmp_path / "qzqd.toml").write_text("max_bytes = 1024\n", "utf-8")
    ran = qzqd(capsys, "merge", *sides)
    assert ran.code == 3
    assert "QZ005" in ran.err
    (tmp_path / "qzqd.toml").write_text("max_bytes =\n", "utf-8")
    ran = qzqd(capsys, "merge", *sides)
    assert ran.code == 3
    assert "qzqd.toml" in ran.err


def test_names_of_files_write_nothing_into_the_result_but_themselves(tmp_path: Path, capsys: Capture) -> None:
    sides = lay(tmp_path, BASE.text(), OURS.text(), OTHERS.text())
    odd = tmp_path / "a\n=======\x1b[2J.yaml"
    odd.write_text(OTHERS.text(), "utf-8")
    ran = qzqd(capsys, "merge", *sides[:2], str(odd))
    assert ran.code == 1
    assert ran.out.count("\n=======\n") == 1
    assert "\x1b" not in ran.out


def test_line_ends_are_not_touched_on_the_way_out(tmp_path: Path) -> None:
    texts = [version.text().replace("\n", "\r\n") for version in (BASE, OURS, THEIRS)]
    sides = lay(tmp_path, *texts)
    ran = process("merge", *sides, "--output", str(tmp_path / "合.yaml"))
    assert (ran.code, ran.out) == (0, "")
    assert (tmp_path / "合.yaml").read_bytes().count(b"\r\n") == texts[2].count("\n")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_reads_as_agreed(language: str, tmp_path: Path, capsys: Capture) -> None:
    """Every kind of conflict in one list; QZQD_WRITE_GOLDEN=1 writes the expected files anew."""
    sides = [tmp_path / f"{name}.yaml" for name in ("base", "ours", "theirs")]
    for side in sides:
        side.write_bytes((GOLDEN / f"street-powers.{side.name}").read_bytes())
    ran = qzqd(capsys, "merge", *map(str, sides), "catalogues/street-powers.yaml", "--lang", language)
    assert ran.code == 1
    for name, text in (("merged.yaml", sides[1].read_text("utf-8")), (f"{language}.txt", ran.err)):
        if os.environ.get("QZQD_WRITE_GOLDEN"):
            (GOLDEN / f"street-powers.{name}").write_text(text, "utf-8", newline="")
        assert text == (GOLDEN / f"street-powers.{name}").read_bytes().decode()
