"""`qzqd impact` at the real command line. QZQD_WRITE_GOLDEN=1 writes the expected files anew."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from compare.editions import Item, item, side
from qzqd.report.paper.terminal import cells

from .command import process, promised, qzqd

GOLDEN = Path(__file__).parents[1] / "golden" / "impact"
Capture = pytest.CaptureFixture[str]
FIRE = "中华人民共和国消防法"


def cites(key: str, name: str, *basis: dict[str, Any], **fields: Any) -> Item:
    return item(key, name, power_type="行政检查", authority="街道办事处", basis=list(basis), **fields)


@pytest.fixture
def lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A register with two editions of a law, and three lists that cite it in their own ways."""

    def write(place: str, *items: Item, **header: Any) -> None:
        path = tmp_path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(side(items, **header).documents[0].data)

    editions = [{"date": "2019-04-23", "articles": 74}, {"date": "2021-04-29", "articles": 74}]
    write(
        "registers/laws.yaml",
        item("FL-1", FIRE, short_titles=["消防法"], level="法律", editions=editions),
        kind="laws",
        id="registers/laws",
        title="法规登记簿",
        edition="2025-04-05",
    )
    write(
        "清单/湖北.yaml",
        cites(
            "JD-001", "消防安全检查", {"law": FIRE, "edition": "2021-04-29", "article": 53, "paragraph": 1}
        ),
        cites("JD-002", "群众性消防工作的指导", {"law": f"《{FIRE}》", "edition": "2019", "article": 32}),
        cites("JD-003", "消防宣传", {"law": FIRE}, {"law": "湖北省消防条例", "article": 8}),
        cites("JD-004", "消防演练", {"law": FIRE, "article": 32}, repealed="2025-01-01"),
        cites("JD-005", "养犬登记", {"law": "湖北省养犬条例", "article": 6}),
        kind="street-powers",
        id="hubei/street-powers",
        title="湖北省街道通用权责清单",
        edition="2025-01-01",
    )
    write(
        "清单/十堰.yaml",
        cites(
            "SY-001",
            "占用消防车通道的清理",
            {"law": "消防法", "edition": "2026-01-01", "article": "60-1", "paragraph": 2},
            {"law": "消防法", "edition": "2021", "article": 28, "paragraph": 3, "subparagraph": 1},
        ),
        kind="street-powers",
        id="shiyan/street-powers",
        title="十堰市街道权责清单",
    )
    write("清单/废止.yaml", cites("F-1", "x", {"law": FIRE}), id="toy/old", repealed="2024-12-31")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(capsys: Capture, *arguments: str) -> list[str]:
    """The ids of the items, with a question mark where it is not certain."""
    ran = qzqd(capsys, "impact", *arguments, "--format", "json")
    items = promised("impact", ran.out)["items"]
    assert ran.code == (0 if items else 1)
    return [each["id"] + ("" if each["certain"] else "?") for each in items]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.usefixtures("lists")
def test_reads_as_agreed(language: str, capsys: Capture) -> None:
    ran = qzqd(capsys, "impact", "消防法", "--lang", language)
    assert (ran.code, ran.err) == (0, "")
    assert max(map(cells, ran.out.splitlines())) <= 80
    place = GOLDEN / f"law.{language}.txt"
    if os.environ.get("QZQD_WRITE_GOLDEN"):
        place.parent.mkdir(exist_ok=True)
        place.write_text(ran.out, "utf-8", newline="")
    assert ran.out == place.read_bytes().decode()


@pytest.mark.parametrize("title", ["消防法", FIRE, f"《{FIRE}》", " 《消防法》 ", "〈消防法〉"])
@pytest.mark.usefixtures("lists")
def test_a_law_has_several_names(title: str, capsys: Capture) -> None:
    assert found(capsys, title) == ["SY-001", "JD-001", "JD-002", "JD-003"]


@pytest.mark.parametrize("article", ["32", "三十二", "第三十二条", "第32条", "３２"])
@pytest.mark.usefixtures("lists")
def test_an_article_has_several_names(article: str, capsys: Capture) -> None:
    assert found(capsys, "消防法", "--article", article) == ["JD-002", "JD-003?"]
    assert found(capsys, "消防法", "--article", article, "--paragraph", "1") == ["JD-002?", "JD-003?"]


@pytest.mark.parametrize("article", ["60-1", "第六十条之一", "六十之一", "60之1"])
@pytest.mark.usefixtures("lists")
def test_an_inserted_article_is_one_of_its_own(article: str, capsys: Capture) -> None:
    assert found(capsys, "消防法", "--article", article, "--paragraph", "第二款") == ["SY-001", "JD-003?"]
    assert found(capsys, "消防法", "--article", "60") == ["JD-003?"]


@pytest.mark.usefixtures("lists")
def test_a_citation_may_be_pasted(capsys: Capture) -> None:
    assert found(capsys, "《消防法》第五十三条第一款") == ["JD-001", "JD-003?"]
    assert found(capsys, "《消防法》第五十三条", "--paragraph", "2") == ["JD-003?"]
    assert found(capsys, f"《{FIRE}》第二十八条第三款第（一）项、第三十二条") == [
        "SY-001",
        "JD-002",
        "JD-003?",
    ]


@pytest.mark.parametrize(
    "arguments",
    [["消防法", "32"], ["消防法", "第三十二条"], ["消防法32"], ["消防法 第32条"], ["消防法", "32", "清单"]],
    ids=" ".join,
)
@pytest.mark.usefixtures("lists")
def test_an_article_may_follow_the_title(arguments: list[str], capsys: Capture) -> None:
    assert found(capsys, *arguments) == ["JD-002", "JD-003?"]


@pytest.mark.parametrize(
    "title", ["实施《消防法》办法", "《消防法》实施细则", "《湖北省实施〈消防法〉办法》第五条"]
)
@pytest.mark.usefixtures("lists")
def test_a_title_inside_a_title_is_not_what_was_asked_for(title: str, capsys: Capture) -> None:
    ran = qzqd(capsys, "impact", title)
    assert (ran.code, ran.out) == (1, "")
    assert "〈消防法〉" in ran.err


def test_a_range_holds_every_article_in_it(lists: Path, capsys: Capture) -> None:
    place = lists / "清单" / "十堰.yaml"
    place.write_text(place.read_text("utf-8").replace('"60-1"', '"58-60"'), "utf-8")
    assert found(capsys, "消防法", "--article", "59", "--paragraph", "2") == ["SY-001", "JD-003?"]
    assert found(capsys, "消防法", "--article", "59-1") == ["SY-001", "JD-003?"]
    assert found(capsys, "《消防法》第五十九条至第六十一条") == ["SY-001", "JD-003?"]
    assert found(capsys, "消防法", "--article", "61") == ["JD-003?"]


@pytest.mark.usefixtures("lists")
def test_an_edition_by_its_day_or_its_year(capsys: Capture) -> None:
    for edition in ("2021", "2021-04-29"):
        assert found(capsys, "消防法", "--edition", edition) == ["SY-001", "JD-001", "JD-003?"]
    assert found(capsys, "消防法", "--edition", "2019-04-23") == ["JD-002", "JD-003?"]


@pytest.mark.usefixtures("lists")
def test_whether_the_edition_is_the_newest(capsys: Capture) -> None:
    data = json.loads(qzqd(capsys, "impact", "消防法", "--format", "json").out)
    newest = {each["id"]: [ground["newest"] for ground in each["basis"]] for each in data["items"]}
    assert newest == {"SY-001": [None, True], "JD-001": [True], "JD-002": [False], "JD-003": [None]}
    assert data["law"] == {
        "title": FIRE,
        "registered": True,
        "newest_edition": "2021-04-29",
        "repealed": None,
        "superseded_by": None,
        "as_of": "2025-04-05",
    }
    assert data["summary"] == {"catalogues": 2, "items": 4, "uncertain": 0}


@pytest.mark.usefixtures("lists")
def test_a_law_without_entry_is_unknown_and_may_be_cited(capsys: Capture) -> None:
    ran = qzqd(capsys, "impact", "湖北省消防条例")
    assert ran.code == 0
    assert "登记簿（截至 2025-04-05）里没有这部法规" in ran.out
    assert found(capsys, "湖北省消防条例", "清单/十堰.yaml") == []


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["75"], 0, "最后一条是第 74 条"),  # may be where no article is stated
        (["75-1", "--edition", "2021"], 0, "最后一条是第 74 条"),
        (["53", "--edition", "2015"], 0, "没有这部法规的 2015 版"),
    ],
)
@pytest.mark.usefixtures("lists")
def test_what_the_register_does_not_know_of_the_law(
    arguments: list[str], code: int, said: str, capsys: Capture
) -> None:
    ran = qzqd(capsys, "impact", FIRE, *arguments)
    assert ran.code == code
    assert said in ran.out
    assert said not in qzqd(capsys, "impact", FIRE, "74").out


@pytest.mark.usefixtures("lists")
def test_nothing_rests_on_it(capsys: Capture) -> None:
    for arguments, said in (
        (["消防发"], "没有事项以《消防发》为依据\n是否想写 消防法？\n"),
        (["湖北省养犬条列"], "没有事项以《湖北省养犬条列》为依据\n是否想写 湖北省养犬条例？\n"),
        (
            ["社会救助暂行办法"],
            "没有事项以《社会救助暂行办法》为依据\n也没有登记这部法规：未知不等于没有，请核对名称\n",
        ),
        (
            ["湖北省养犬条例", "--article", "7"],
            "没有事项以《湖北省养犬条例》第七条为依据\n清单引用的是这部法规的其他条款或者版本；只写法规名称可以列出\n",
        ),
    ):
        assert qzqd(capsys, "impact", *arguments) == (1, "", said)
    assert "did you mean" in qzqd(capsys, "impact", "消防发", "--lang", "en").err


@pytest.mark.parametrize(
    "arguments",
    [
        ["《消防法》第一条、《劳动法》第二条"],
        ["消防法", "--article", "x"],
        ["消防法", "--article", "第三十二条第一款"],
        ["消防法", "--article", "0"],
        ["消防法", "--article", "32", "--paragraph", "甲"],
        ["消防法", "--paragraph", "1"],
        ["消防法", "--edition", "去年"],
    ],
)
@pytest.mark.usefixtures("lists")
def test_what_cannot_be_understood(arguments: list[str], capsys: Capture) -> None:
    ran = qzqd(capsys, "impact", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("命令用法错误：")


def test_what_cannot_be_read_may_hold_it(lists: Path, capsys: Capture) -> None:
    (lists / "清单" / "坏.yaml").write_text("kind: [\n", "utf-8")
    ran = qzqd(capsys, "impact", "消防法")
    assert ran.code == 0
    assert "坏.yaml" in ran.err
    ran = qzqd(capsys, "impact", "劳动法", "--format", "json")
    assert (ran.code, promised("impact", ran.out)["unread"]) == (3, ["清单/坏.yaml"])
    (lists / "registers" / "laws.yaml").write_text("kind: laws\nitems: 5\n", "utf-8")
    ran = qzqd(capsys, "impact", FIRE, "清单/湖北.yaml")
    assert ran.code == 0
    assert "没有法规登记簿" in ran.out
    (lists / "空").mkdir()
    (lists / "空" / "qzqd.toml").write_text("", "utf-8")
    assert qzqd(capsys, "impact", "消防法", "空").code == 3


def test_lists_may_be_of_any_shape(lists: Path, capsys: Capture) -> None:
    (lists / "清单" / "怪.yaml").write_text(
        "kind: street-powers\nid: [a]\ntitle: {a: b}\nsource: 5\nrepealed: {a: b}\nitems:\n"
        "- {id: 5, basis: {law: 消防法, article: x, paragraph: {a: b}, edition: [1]}}\n"
        "- {name: [x], authorty: y, duties: [{basis: [[{law: 消防法, article: 99999}], {law: [x]}, 7]}]}\n- 7\n",
        "utf-8",
    )
    for format in ("text", "json"):
        ran = qzqd(capsys, "impact", "消防法", "清单/怪.yaml", "--format", format)
        assert ran.code == 0
    promised("impact", ran.out)


def test_hostile_text_is_shown_and_not_obeyed(lists: Path) -> None:
    (lists / "清单" / "恶.yaml").write_text(
        'kind: street-powers\nid: "::error::"\ntitle: "##[group]\\e[2J"\nitems:\n'
        '- {id: "::error::x", name: "\\u202e::y ##[x]", basis: [{law: 消防法, edition: "\\e[2J"}]}\n',
        "utf-8",
    )
    for format in ("text", "json"):
        ran = process("impact", "消防法", "清单/恶.yaml", "--format", format, cwd=lists)
        assert ran.code == 0
        assert not {"\x1b", "\u202e", "\x9b"} & {*ran.out}
        assert promised("impact", ran.out) if format == "json" else "##[" not in ran.out
        assert not any(line.lstrip().startswith("::") for line in ran.out.splitlines())


def test_in_numbers_by_list_and_by_article(lists: Path, capsys: Capture) -> None:
    whole, short = (qzqd(capsys, "impact", "消防法", *options).out for options in ((), ("--stat",)))
    assert short.splitlines()[:2] == whole.splitlines()[:2]
    told = [line.split() for line in short.splitlines()]
    articles = told[told.index(["条", "事项数"]) + 2 :]
    assert next(filter(None, articles))[0] in ("（未写明）", "第三十二条")
    assert sum(int(each[-1]) for each in articles if each) >= int(
        whole.splitlines()[0].rsplit("，", 1)[1].split()[0]
    )


@pytest.mark.parametrize("kept", [True, False])
def test_of_several_editions_the_newest_is_asked_and_the_others_are_named(
    kept: bool, lists: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not kept:
        monkeypatch.setattr("qzqd.cli.impact.looked_up", lambda *_: None)
    (before, *_) = qzqd(capsys, "impact", "消防法", "--stat").out.split("\n")
    text = (lists / "清单/湖北.yaml").read_text("utf-8")
    for edition in ("2023-01-01", "2024-01-01"):
        (lists / f"清单/{edition}.yaml").write_text(text.replace("2025-01-01", edition, 1), "utf-8")
    ran = qzqd(capsys, "impact", "消防法", "--stat")
    assert ran.out.split("\n")[0] == before
    assert ran.err == "没有列旧版：清单/2023-01-01.yaml、清单/2024-01-01.yaml\n"
    assert qzqd(capsys, "impact", "消防法", "清单/2023-01-01.yaml").code == 0
