"""One bad file never stops the rest: every verb says what is wrong with it and goes on with the others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from cli.command import qzqd

if TYPE_CHECKING:
    from pathlib import Path

    from cli.command import Ran

    Capture = pytest.CaptureFixture[str]

HEAD = (
    'kind: street-powers\nid: a/{id}\ntitle: 清单\nedition: "2025-01-01"\n'
    "jurisdiction: {{code: '420302', name: 某区}}\nissuer: 某区\nsource: {{title: 示例, provenance: illustrative}}\n"
)
ITEM = (
    "items:\n  - id: JD-001\n    name: 消防检查\n    power_type: 行政检查\n    authority: 街道办事处\n"
    "    basis: [{law: 中华人民共和国消防法, article: 31}]\n"
)
GOOD = HEAD.format(id="good") + ITEM.replace("authority", "authorty")
SOUND = HEAD.format(id="bad") + ITEM
LONG = "9" * 4301

BAD = {
    "nested duplicates": "kind: street-powers\na: 1\na:\n  b: 1\n  b: 2\n",
    "duplicates in duplicates": "kind: units\na: 1\na: {b: {c: 1, c: 2}, b: [{d: 1, d: 2}]}\na: {e: 1, e: 2}\nitems: []\n",
    "a circled digit": SOUND.replace("article: 31", "article: ①"),
    "a raised digit": SOUND.replace("article: 31", "article: ²"),
    "an Arabic digit": SOUND.replace("article: 31", "article: '٣'"),
    "a long number": SOUND.replace("article: 31", f"article: {LONG}"),
    "a long text of digits": SOUND.replace("article: 31", f"article: '{LONG}'"),
    "a long number for a text": SOUND.replace("name: 消防检查", f"name: {LONG}"),
    "a long number as an edition": SOUND.replace("2025-01-01", LONG),
    "a long number as a key": SOUND + f"{LONG}: {LONG}\n",
    "the year zero as an article": SOUND.replace("article: 31", "article: 0000-01-01"),
    "the year zero": SOUND.replace("2025-01-01", "0000-01-01"),
    "the last day": SOUND.replace("2025-01-01", "9999-12-31"),
    "a day that is none": SOUND + "effective: 2025-02-30\n",
    "an excel day": SOUND + "effective: 99999\n",
    "article zero": SOUND.replace("article: 31", "article: 0-5"),
    "no article": SOUND.replace("article: 31", "article: -5"),
    "an article of lists": SOUND.replace("article: 31", "article: [[{a: b}]]"),
    "a kind of lists": SOUND.replace("kind: street-powers", "kind: [street-powers]"),
    "items of texts": HEAD.format(id="bad") + "items: [a, 1, [], {}, null]\n",
    "half a pair": SOUND.replace("消防检查", '"\\uD800"'),
    "nan": SOUND.replace("article: 31", "article: .nan"),
    "deep": SOUND + "note: " + "[" * 5_000 + "]" * 5_000 + "\n",
    "nothing": "",
    "bytes": "\xff\xfe\x00",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for number, text in enumerate(BAD.values()):
        (tmp_path / f"bad-{number}.yaml").write_text(text, "utf-8")
    (tmp_path / "good.yaml").write_text(GOOD, "utf-8")
    (tmp_path / "qzqd.toml").write_text('paths = ["."]\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def answer(capsys: Capture, *arguments: str) -> Ran:
    """What a command says; it is no internal error."""
    ran = qzqd(capsys, *arguments)
    assert ran.code in (0, 1, 3), (arguments, ran)
    assert not re.search("内部错误|internal error|Traceback", ran.err), (arguments, ran)
    return ran


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("arguments", "rest"),
    [
        (["validate"], "authorty"),
        (["validate", "-f", "json"], "authorty"),
        (["validate", "--fix"], "authorty"),
        (["validate", "--write-baseline", "b.json"], ""),
        (["fmt"], "good.yaml"),
        (["show", "检查"], "清单"),
        (["impact", "消防法"], "消防检查"),
        (["impact", "消防法", "-f", "json"], "good.yaml"),
        (["coverage"], ""),
        (["claims"], ""),
    ],
)
def test_every_verb_answers_and_goes_on_with_the_rest(
    arguments: list[str], rest: str, language: str, folder: Path, capsys: Capture
) -> None:
    ran = answer(capsys, *arguments, "--lang", language)
    assert rest in ran.out + ran.err


@pytest.mark.parametrize("number", range(len(BAD)), ids=BAD)
def test_one_of_them_by_itself(number: int, folder: Path, capsys: Capture) -> None:
    bad = f"bad-{number}.yaml"
    answer(capsys, "validate", bad)
    answer(capsys, "git", "textconv", bad)
    answer(capsys, "diff", "good.yaml", bad, "--policy", "public")
    answer(capsys, "diff", bad, bad, "-f", "html")
    answer(capsys, "merge", "good.yaml", bad, bad)


def test_a_list_with_one_item_that_has_no_id(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """Whose code another list has, too."""
    monkeypatch.chdir(tmp_path)
    coded = SOUND + '    codes: {local: "4203020011001001"}\n'
    (tmp_path / "bad.yaml").write_text(coded.replace("id: JD-001", "nr: JD-001"), "utf-8")
    (tmp_path / "other.yaml").write_text(coded.replace("a/bad", "a/other"), "utf-8")
    assert "QZ101" in answer(capsys, "validate").out


SETTINGS = {
    "a long number": f"max_bytes = {LONG}\n",
    "a number that fits": f"max_bytes = {LONG[:4000]}\n",
    "no number": "max_bytes = nan\n",
    "no end": "[coverage]\nfail_under = inf\n",
    "deep": "paths = " + "[" * 300 + "]" * 300 + "\n",
    "deeper": "paths = " + "[" * 50_000 + "]" * 50_000 + "\n",
    "deep keys": "a" + ".a" * 300 + " = 1\n",
    "no path": 'paths = ["\\u0000"]\n',
    "a time": "today = 07:32:00\n",
}


@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS)
def test_settings_that_cannot_be_used_are_told_by_every_verb(
    settings: str, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "good.yaml").write_text(GOOD, "utf-8")
    (tmp_path / "qzqd.toml").write_text(settings, "utf-8")
    monkeypatch.chdir(tmp_path)
    for verb in (
        "validate",
        "coverage",
        "claims",
        "fmt --check",
        "show x",
        "impact x",
        "diff good.yaml good.yaml",
    ):
        assert answer(capsys, *verb.split()).code == 3, verb
