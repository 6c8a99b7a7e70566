"""What libraries, and Python itself, would read from the current folder or the environment is not read.

The folder is somebody else's: a pull request, or lists that were sent.
"""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import opencc
import pytest

from cli.command import process, qzqd, started
from forking import QZQD, Ran, forked
from qzqd.read.problem import Refused
from qzqd.tables.reading import read_tables

Capture = pytest.CaptureFixture[str]

LIST = (
    "kind: community-certificates\nid: a/b\ntitle: 证明清单\nedition: '2025'\n"
    "jurisdiction: {code: '420000', name: 湖北省}\nissuer: 民政厅\n"
    "source: {title: 公告, provenance: official}\nitems:\n"
    "  - {id: ZM-01, name: 居民養犬证明, issuance: shall-not}\n"
)
MARK = "imported"
DICTIONARIES = Path(opencc.__file__).parent / "clib" / "share" / "opencc"
IMPORTED = ("yaml", "json", "typer", "rich", "jsonschema_rs", "csv", "tomllib", "opencc", "rapidfuzz", "multiprocessing",
            "pickle", "signal", "struct", "selectors", "sitecustomize", "usercustomize", "chinese_calendar")  # fmt: skip


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a list in which one word is written in a traditional character; it is the current one."""
    (tmp_path / "a.yaml").write_text(LIST, "utf-8")
    (tmp_path / "qzqd.toml").write_text("")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def plant(folder: Path) -> None:
    """A module for each name that is imported, and a plugin for pydantic; to run one is to leave a mark."""
    (folder / "planted-1.dist-info").mkdir()
    (folder / "planted-1.dist-info" / "METADATA").write_text("Name: planted\nVersion: 1\n")
    (folder / "planted-1.dist-info" / "entry_points.txt").write_text("[pydantic]\nplanted = planted:plugin\n")
    for name in ("planted", *IMPORTED):
        (folder / f"{name}.py").write_text(f"open({str(folder / MARK)!r}, 'a').write({name!r})\n", "utf-8")


def script(place: Path, lines: str, *arguments: str) -> Ran:
    """The command line, as a console script starts it, after some lines of Python."""
    (place.parent / "bin").mkdir(exist_ok=True)
    file = place.parent / "bin" / f"{place.name}.py"
    file.write_text(
        f"import sys\n{lines}\nif __name__ == '__main__':\n    from qzqd.__main__ import main\n    sys.exit(main())\n"
    )
    ran = subprocess.run(
        [sys.executable, str(file), *arguments], cwd=place, capture_output=True, timeout=120, check=False
    )
    return Ran(ran.returncode, ran.stdout.decode(), ran.stderr.decode())


def damaged(place: Path, lines: str, *arguments: str) -> Ran:
    """The command line where something has happened to what it imports."""
    return forked(arguments, f"import sys\n{lines}\n{QZQD}", cwd=place)


SPEAKING = '{"name":"x","conversion_chain":[{"dict":{"type":"text","file":"%s"}}]}'
SILENT = '{"name":"x","conversion_chain":[{"dict":{"type":"inline","entries":{"堃":"堃"}}}]}'
WRITING = '{"name":"x","conversion_chain":[{"dict":{"type":"inline","entries":{"養":"杀"}}}]}'


@pytest.mark.parametrize(
    ("planted", "variable"),
    [(SPEAKING, ""), (SILENT, ""), (WRITING, ""), ("broken", ""), (WRITING, "OPENCC_DATA_DIR")],
)
def test_traditional_characters_go_by_the_dictionaries_of_the_package(
    planted: str, variable: str, place: Path
) -> None:
    (place / "secret").write_text("TOPSECRET\n")
    for name in ("t2s.json", "t2s"):
        (place / name).write_text(planted.replace("%s", str(place / "secret")), "utf-8")
    for dictionary in DICTIONARIES.glob("*.ocd2"):
        (place / dictionary.name).write_bytes(b"no dictionary")
    ran = process("validate", "--fix", cwd=place, **({variable: str(place)} if variable else {}))
    assert ran.code == 0
    assert '養 → "居民养犬证明"' in ran.err
    assert "居民养犬证明" in (place / "a.yaml").read_text("utf-8")
    assert "TOPSECRET" not in ran.out + ran.err


@pytest.mark.parametrize(
    "damage",
    [
        "import opencc; opencc.__file__ = '/nowhere/opencc/__init__.py'",
        "sys.modules['opencc'] = None",
        "import opencc\ndef broken(*_): raise RuntimeError('TOPSECRET')\nopencc.OpenCC = broken",
    ],
)
def test_a_damaged_library_is_told_and_what_it_says_is_not(damage: str, place: Path) -> None:
    (place / "b.yaml").write_text(
        LIST.replace("a/b", "a/c").replace("ZM-01", "ZM-02").replace("養犬", "养犬"), "utf-8"
    )
    ran = damaged(place, damage, "validate")
    assert ran.code == 1
    assert "a.yaml\n\n错误[QZ025] 没有检查" in ran.out
    assert "b.yaml" not in ran.out
    assert "TOPSECRET" not in ran.out + ran.err


def test_who_does_not_ask_for_the_rule_does_not_need_the_library(place: Path) -> None:
    assert damaged(place, "sys.modules['opencc'] = None", "validate", "--ignore", "QZ7").code == 0


def test_what_could_not_be_checked_is_not_kept(place: Path) -> None:
    (place / "a.yaml").write_text(LIST + "#" * 2_100_000, "utf-8")
    ran = damaged(place, "sys.modules['opencc'] = None", "validate")
    assert "[QZ025]" in ran.out
    assert "[QZ702]" in process("validate", cwd=place).out


def test_a_dictionary_that_is_missing_is_not_looked_for_elsewhere(place: Path, tmp_path: Path) -> None:
    copy = tmp_path.parent / f"{tmp_path.name}-opencc" / "clib" / "share" / "opencc"
    copy.mkdir(parents=True)
    (copy / "t2s.json").write_bytes((DICTIONARIES / "t2s.json").read_bytes())
    for dictionary in DICTIONARIES.glob("*.ocd2"):
        if dictionary.name != "TSCharacters.ocd2":
            (copy / dictionary.name).write_bytes(dictionary.read_bytes())
        (place / dictionary.name).write_bytes(dictionary.read_bytes())
    moved = f"import opencc; opencc.__file__ = {str(copy.parents[2] / '__init__.py')!r}"
    assert "[QZ025]" in damaged(place, moved, "validate").out


@pytest.mark.parametrize("command", [["validate"], ["coverage"], ["diff", "a.yaml", "a.yaml"]])
def test_no_module_is_imported_from_the_current_folder(command: list[str], place: Path) -> None:
    """By `python -m`, too, which puts that folder before all others."""
    plant(place)
    assert started(*command, cwd=place).code in (0, 1)
    assert script(place, "", *command).code in (0, 1)
    assert not (place / MARK).exists()


@pytest.mark.skipif(
    sys.platform == "win32", reason="how processes start there is what this pretends elsewhere"
)
def test_processes_that_are_started_anew_do_not_import_from_there_either(place: Path) -> None:
    plant(place)
    (place / "b.yaml").write_text(LIST.replace("a/b", "a/c"), "utf-8")
    anew = (
        "import multiprocessing\n"
        "context = multiprocessing.get_context('spawn')\n"
        "multiprocessing.get_context = lambda *_: context\n"
        "from qzqd.open import pool\n"
        "pool.WORTH_SHARING = pool._CHUNK = 1"
    )
    ran = script(place, anew, "validate", "--jobs", "2")
    assert ran.out.count("[QZ702]") == 2, ran
    assert not (place / MARK).exists()


@pytest.mark.parametrize("asked", ["complete_bash", "bash_source", "source_zsh", "x"])
def test_no_variable_makes_a_check_something_else(
    asked: str, place: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_QZQD_COMPLETE", asked)
    monkeypatch.setenv("COMP_WORDS", "qzqd validate")
    monkeypatch.setenv("COMP_CWORD", "1")
    assert "[QZ702]" in qzqd(capsys, "validate").out


@pytest.mark.parametrize(
    "member", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"]
)
@pytest.mark.parametrize("kind", ["SYSTEM 'file://%s'", "PUBLIC 'x' 'file://%s'"])
def test_a_workbook_brings_in_no_other_file(member: str, kind: str, tmp_path: Path) -> None:
    from openpyxl import Workbook

    (tmp_path / "secret").write_text("TOPSECRET")
    book, plain, hostile = Workbook(), io.BytesIO(), io.BytesIO()
    assert book.active is not None
    book.active.append(["HERE"])
    book.save(plain)
    entity = kind.replace("%s", str(tmp_path / "secret"))
    doctype = f"<!DOCTYPE x [<!ENTITY e {entity}> <!ENTITY % p {entity}> %p;]>"
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(hostile, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode()
            if name == member:
                head, mark, rest = content.rpartition("?>")
                content = head + mark + doctype + rest.replace("HERE", "&e;").replace('"Sheet"', '"&e;"')
            new.writestr(name, content)
    try:
        told = repr(read_tables(hostile.getvalue(), "a.xlsx"))
    except Refused as refused:
        told = refused.problem.message.en
    assert "TOPSECRET" not in told
