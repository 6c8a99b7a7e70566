"""`show` and `impact` say the same whether lists are read, or what they can be found by is kept from a run before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qzqd.open import pool

from .command import qzqd

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "edition: '2025'\njurisdiction: {code: '420302', name: 甲区}\nissuer: 区政府\nsource: {title: 公告, provenance: official}\n"
FILES: dict[str, str | bytes] = {
    "powers.yaml": (
        f'kind: department-powers\nid: x/powers\ntitle: 区水利局"权责"清单\n{HEAD}items:\n'
        "  - {id: SL-001, name: 取水许可, codes: {basic: '000119001000', local: A-77}, basis: [{law: 水法, article: 7}]}\n"
        '  - {id: SL-002, name: "\\u6cb3\\u9053\\u68c0\\u67e5", basis: [{law: "中华人民共和国\\u6c34法"}]}\n'
        "  - id: 'SL''003'\n    name: 河道\n      采砂管理\n    basis: [{law: 《水法》, article: 39}]\n"
        "  - {id: SL-004, name: Straße KTV, repealed: '2020-01-01', basis: [{law: 废止的法}]}\n"
        "  - {id: SL-005, name: 1.50, basis: [{law: 防洪法, article: 7}]}\n"
        "  - {id: SL-006, name: 水闸}\n  - {id: SL-007, name: 水库}\n  - {id: SL-008, name: 水坝}\n  - {id: 9, name: 水井}\n"
    ),
    "laws.yaml": (
        f"kind: laws\nid: x/laws\ntitle: 法规登记簿\n{HEAD}items:\n"
        "  - {id: AA-01, name: 中华人民共和国水法, short_titles: [水法], level: 法律, editions: [{date: '2016-07-02'}]}\n"
    ),
    "old.yaml": f"kind: department-powers\nid: x/old\ntitle: 旧\nrepealed: '2020-01-01'\n{HEAD}items:\n  - {{id: OLD, name: 旧事项, basis: [{{law: 旧法}}]}}\n",
    "broken.yaml": "kind: department-powers\ntitle: 'x\n",
    "other.yaml": "name: 取水许可\n",
    "odd.yaml": "kind: department-powers\ntitle: [a]\nitems: {a: 1}\n",
    "gbk.yaml": "kind: department-powers\ntitle: 水利局\n".encode("gb18030"),
}
SHOWN = [
    *("sl-001", "SL'003", "a-77", "00011900", "河道", "道 采", "河道检查", '"权责"', "strasse ktv", "1.5", "水", "法规", "旧"),
    *("OLD", "没有", "[a]", "9", "aa-01"),
]  # fmt: skip
ASKED = [
    "水法",
    "水法 39",
    "《水法》第七条",
    "中华人民共和国水法",
    "防洪法",
    "防洪",
    "废止的法",
    "旧法",
    "没有的法",
]


@pytest.fixture
def space(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    (tmp_path / "qzqd.toml").write_text('registers = ["laws.yaml"]\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("command", "questions"), [("show", SHOWN), ("impact", ASKED)])
def test_what_is_kept_changes_no_answer(
    command: str,
    questions: list[str],
    space: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read = [qzqd(capsys, command, question) for question in questions]
    monkeypatch.setattr(pool, "WORTH_CACHING", 0)
    for _ in ("written", "read again"):
        assert [qzqd(capsys, command, question) for question in questions] == read
    (space / "broken.yaml").unlink()
    (space / "gbk.yaml").unlink()
    (space / "other.yaml").unlink()
    assert {qzqd(capsys, command, question).code for question in questions} == {0, 1}


@pytest.mark.parametrize("command", ["show", "impact", "log"])
@pytest.mark.usefixtures("space")
def test_nothing_is_not_looked_for(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    ran = qzqd(capsys, command, "  ")
    assert (ran.code, ran.out) == (2, "")
    assert "要找的没有写" in ran.err
