"""What a browser finds in the folder that `qzqd site` makes."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from cli.command import qzqd
from qzqd.office import OfficeMissing
from qzqd.site.names import is_name
from repository import Repository

from .town import DUTIES, FILES, POWERS, called, facts, lay, made

if TYPE_CHECKING:
    from pathlib import Path

Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("town")
    lay(folder)
    return made(folder)


def text(page: Path) -> str:
    """What is read on a page, but for its script."""
    body = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", page.read_text("utf-8"), flags=re.DOTALL)
    return unescape(re.sub("<[^>]*>", " ", body))


def test_published_figures_stand_under_the_title_of_their_list(site: Path) -> None:
    told = text(site / "claims.html")
    assert "甲市公布数据" in told
    assert "x/claims" not in told


def test_every_link_leads_somewhere(site: Path) -> None:
    (search,) = called(site / "data/search.js")
    known = set()
    rows = iter(search["items"])
    for key, _, _, size, _ in search["lists"]:
        known |= {f"{key}/{next(rows)[0]}" for _ in range(size)}
    links = 0
    for page in site.glob("*.html"):
        for link in re.findall('href="([^"]*)"', page.read_text("utf-8")):
            name, _, anchor = unescape(link).partition("#")
            links += 1
            if name == "item.html":
                assert unquote(anchor) in known, link
            else:
                target = site / name if name else page
                assert target.is_file(), f"{page.name}: {link}"
                assert not anchor or f'id="{anchor}"' in target.read_text("utf-8"), f"{page.name}: {link}"
    assert links > 100


def test_links_of_items_lead_somewhere(site: Path) -> None:
    pages = 0
    for script in site.glob("data/*-*.js"):
        _, _, texts, items = called(script)
        for part in (part for item in items for fact in item for part in fact[1:] if isinstance(part, list)):
            name, _, anchor = texts[part[1]].partition("#")
            pages += 1
            assert (site / name).is_file(), name
            assert name == "item.html" or not anchor or f'id="{anchor}"' in (site / name).read_text("utf-8")
    assert pages > 5


def test_names_are_safe_on_every_system(site: Path) -> None:
    names = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    assert all(re.fullmatch(r"(?:(?:data|download)/)?[a-z0-9_][a-z0-9_~.-]*\.[a-z]+", name) for name in names)
    reserved = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)\.", re.IGNORECASE)
    assert not any(reserved.match(name.rpartition("/")[2]) for name in names)


def test_nothing_but_the_page_and_the_data_beside_it_is_allowed(site: Path) -> None:
    for page in site.glob("*.html"):
        content = page.read_text("utf-8")
        policy = re.search('http-equiv="Content-Security-Policy" content="([^"]*)"', content)
        assert policy
        assert policy[1].lstrip().startswith("default-src 'none'")
        assert "unsafe" not in policy[1]
        assert not re.search(r"https?:|\*", policy[1])
        for tag, inline in re.findall(r"<(style|script)>(.*?)</\1>", content, re.DOTALL):
            assert b64encode(sha256(inline.encode()).digest()).decode() in policy[1], tag
        loaded = re.findall(r"<(?:link|script)\b[^>]* (?:href|src)=[^>]*>", content)
        assert not loaded or loaded == [
            '<link rel="stylesheet" href="site.css">',
            '<script src="site.js">',
        ]
        alone = content.replace('<link rel="stylesheet" href="site.css">', "").replace(' src="site.js"', "")
        assert not re.search(r"<(?:img|iframe|object|link|base|form)\b| src=| on[a-z]+=| style=", alone)


def test_the_front_page_counts(site: Path) -> None:
    front = " ".join(text(site / "index.html").split())
    assert "2 个地区，3 份清单，6 个事项" in front
    assert "2，公布 2，一致" in front


def test_an_item_tells_its_basis_and_what_else_rests_on_it(site: Path) -> None:
    told = facts(site, "x/powers", "JD-001")
    assert told["实施依据"] == ["《中华人民共和国消防法》第五十三条", "《甲县办法》"]
    assert told["承办机构"] == ["综合执法中心"]
    assert told["编码"] == ["基本编码：000125004000"]
    _, _, texts, items = called(site / "data/x~powers-0.js")
    basis = next(parts for title, *parts in items[0] if texts[title] == "实施依据")
    assert [len(part) for part in basis] == [
        4,
        2,
    ]  # one more item rests on article 53, by a short title and a range
    assert basis[0][2:] == [1, 4]


def test_an_item_tells_who_carries_it(site: Path) -> None:
    assert facts(site, "x/powers", "JD-002")["各单位情况"] == [
        "已纳入：0 / 2 个单位",
        "一街：未纳入（没有条件）",
        "二街：缺失",
    ]
    assert facts(site, "x/powers", "JD-001")["各单位情况"][-1] == "一街：综合执法中心"


def test_what_was_cancelled_is_nobodys_to_carry_and_rests_on_nothing(tmp_path: Path) -> None:
    lay(tmp_path)
    ended = "authority: 街道办事处, repealed: '2024-01-01', basis: [{law: 消防法, article: 52}, {law: 旧法, article: 1}]}"
    (tmp_path / "lists/powers.yaml").write_text(
        POWERS.replace("authority: 街道办事处, repealed: '2024-01-01'}", ended), "utf-8"
    )
    pages = made(tmp_path)
    told = facts(pages, "x/powers", "JD-003")
    assert "各单位情况" not in told
    assert told["实施依据"] == ["《消防法》第五十二条", "《旧法》第一条"]
    assert "旧法" not in text(pages / "laws.html")
    assert "JD-003" not in "".join(text(page) for page in pages.glob("law-*.html"))
    assert "JD-002 消防演练的组织" in "".join(text(page) for page in pages.glob("law-*.html"))


def test_duties_are_told_line_by_line(tmp_path: Path) -> None:
    lay(tmp_path)
    duty = "{name: 受理, content: 一次性告知需要补正的全部材料, steps: [收件并登记。, 当场核对材料。]}, {name: 送达}"
    powers = POWERS.replace("kind: street-powers", "kind: department-powers").replace(
        "basis: [{law: 中", f"duties: [{duty}], basis: [{{law: 中"
    )
    (tmp_path / "lists/powers.yaml").write_text(powers, "utf-8")
    told = facts(made(tmp_path), "x/powers", "JD-001")
    assert told["责任事项"] == [
        "责任事项：受理\n责任事项内容：一次性告知需要补正的全部材料\n责任事项分项\n　· 收件并登记。\n　· 当场核对材料。",
        "责任事项：送达",
    ]


def test_a_list_that_is_not_the_published_text_says_so_first(site: Path) -> None:
    page = (site / "list-x~duties.html").read_text("utf-8")
    assert page.index("不是公布的原文") < page.index("清单类型")
    assert facts(site, "x/duties", "LZ-01")["清单来源"][0].endswith("不是公布的原文。")


def test_a_law_tells_what_rests_on_each_article(site: Path) -> None:
    name = re.search(r'href="(law-[^"]*)">中华人民共和国消防法<', (site / "laws.html").read_text("utf-8"))
    assert name
    told = " ".join(text(site / name[1]).split())
    assert "2021-04-29（74 条）" in told
    assert re.search("第五十二条.*JD-002.*第五十三条.*JD-001.*第五十三条.*JD-002", told)


def test_a_department_tells_whom_it_asks_for_what(site: Path) -> None:
    name = re.search(r'href="(department-[^"]*)">县林业局<', (site / "departments.html").read_text("utf-8"))
    assert name
    told = " ".join(text(site / name[1]).split())
    assert "配合履职事项：对应上级部门（1） " in told
    assert "上级部门收回事项：承接部门（1） " in told
    assert "报到部门：配合（1）" in told
    assert "LZ-01 森林防火 乙镇履职清单 组织巡护" in told


def test_a_unit_tells_its_gaps_and_offices(site: Path) -> None:
    told = " ".join(text(site / "unit-420302001.html").split())
    assert "综合执法中心" in told
    assert "JD-002 消防演练的组织 未纳入 没有条件" in told
    assert "见于公开报道" in told


def test_what_is_searched_in(site: Path) -> None:
    (search,) = called(site / "data/search.js")
    words = {
        item[0]: [item[1], item[2], *(search["words"][at] for at in item[3])] for item in search["items"]
    }
    assert words["JD-001"][:2] == ["消防安全检查", "000125004000"]
    assert {"行政检查", "公共安全", "街道办事处", "综合执法中心", "甲县办法"} <= {*words["JD-001"]}
    assert "配合履职事项" in words["LZ-01"]
    assert [(item[0], item[4]) for item in search["items"] if item[4:]] == [("JD-003", "ended")]


def test_only_what_differs_is_written(tmp_path: Path, capsys: Capture) -> None:
    lay(tmp_path)
    pages = made(tmp_path)
    assert "删去 0 个" in capsys.readouterr().out
    before = {path: path.stat().st_mtime_ns for path in pages.rglob("*") if path.is_file()}
    (pages / "data/mine.js").write_text("x", "utf-8")
    made(tmp_path)
    assert "改动 0 个" in capsys.readouterr().out
    assert (
        before.items()
        <= {path: path.stat().st_mtime_ns for path in pages.rglob("*") if path.is_file()}.items()
    )
    (tmp_path / "lists/duties.yaml").write_text(DUTIES.replace("打疫苗", "接种疫苗"), "utf-8")
    made(tmp_path)
    unit = pages / "unit-420302002.html"
    assert before[unit] == unit.stat().st_mtime_ns
    (tmp_path / "lists/duties.yaml").unlink()
    made(tmp_path)
    assert not (pages / "list-x~duties.html").exists()
    assert not (pages / "data/x~duties-0.js").exists()
    assert (pages / "data/mine.js").exists()


def test_two_runs_are_the_same_bytes(site: Path, tmp_path: Path) -> None:
    lay(tmp_path)
    other = made(tmp_path)
    names = {path.relative_to(site) for path in site.rglob("*") if path.is_file()}
    assert names == {path.relative_to(other) for path in other.rglob("*") if path.is_file()}
    assert all((site / name).read_bytes() == (other / name).read_bytes() for name in names)


def test_workbooks_are_kept_between_runs_and_the_same(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qzqd.site.downloads._WORTH_KEEPING", 0)
    lay(tmp_path)
    made(tmp_path)
    monkeypatch.setattr("qzqd.office.published.xlsx.made", lambda _: b"another")
    books = [
        path.relative_to(tmp_path / "pages") for path in (tmp_path / "pages" / "download").glob("*.xlsx")
    ]
    for name in books:
        (tmp_path / "pages" / name).unlink()
    monkeypatch.setattr("qzqd.read.config.day_in_china", lambda: "2999-12-31")  # of which no workbook tells
    other = made(tmp_path)
    assert books
    assert all((site / name).read_bytes() == (other / name).read_bytes() for name in books)
    fresh = made(tmp_path, "--no-cache")
    assert {(fresh / name).read_bytes() for name in books} == {b"another"}


def test_nothing_is_written_among_the_files_of_others(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(tmp_path)
    monkeypatch.chdir(tmp_path)
    ran = qzqd(capsys, "site", "lists")
    assert ran.code == 2
    assert "文件夹里已有别的文件" in ran.err
    assert sorted(path.name for path in (tmp_path / "lists").iterdir()) == [
        "a1.yaml",
        "calls.yaml",
        "claims.yaml",
        "duties.yaml",
        "powers.yaml",
    ]
    (tmp_path / "other").mkdir()
    (tmp_path / "other/site.json").write_text('{"files": ["../qzqd.toml"]}', "utf-8")
    assert qzqd(capsys, "site", "other").code == 2


def test_a_manifest_cannot_have_files_of_others_removed(tmp_path: Path) -> None:
    lay(tmp_path)
    pages = made(tmp_path)
    wanted = '"../qzqd.toml", "data/../../qzqd.toml", "lists/powers.yaml", "/etc/hostname"'
    (pages / "site.json").write_text(f'{{"made_by": "qzqd site", "files": [{wanted}]}}', "utf-8")
    made(tmp_path)
    assert {name for name in FILES if not (tmp_path / name).exists()} == set()


def test_a_manifest_that_came_with_the_folder_removes_no_other_file(tmp_path: Path) -> None:
    lay(tmp_path)
    pages = tmp_path / "pages"
    (pages / "data").mkdir(parents=True)
    others = ("README.md", "notes.html", "data/mine.csv", "qzqd.toml")
    for name in others:
        (pages / name).write_text("", "utf-8")
    manifest = {"made_by": "qzqd site", "files": [*others, "C:notes.html", 1, "index.html\n"]}
    (pages / "site.json").write_text(json.dumps(manifest), "utf-8")
    assert made(tmp_path) == pages
    assert all((pages / name).is_file() for name in others)
    listed = json.loads((pages / "site.json").read_bytes())["files"]
    assert [name for name in listed if not is_name(name)] == []


def test_a_site_does_not_leave_the_workspace_through_a_link(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = tmp_path / "away"
    away.mkdir()
    lay(tmp_path / "work")
    monkeypatch.chdir(tmp_path / "work")
    (tmp_path / "work/site").symlink_to(away)
    assert qzqd(capsys, "site", "site").code == 3
    assert qzqd(capsys, "site", "site/deeper").code == 3
    assert [*away.iterdir()] == []


@pytest.mark.parametrize("lies_there", ["[" * 100_000, "null", "1" * 5000, "link"])
def test_a_manifest_that_is_none(
    lies_there: str, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(tmp_path)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "site").mkdir()
    if lies_there == "link":
        away = tmp_path.with_name(f"{tmp_path.name}.json")
        away.write_text('{"made_by": "qzqd site", "files": []}', "utf-8")
        (tmp_path / "site/site.json").symlink_to(away)
    else:
        (tmp_path / "site/site.json").write_text(lies_there, "utf-8")
    assert qzqd(capsys, "site", "site").code == 2


def test_ids_that_windows_keeps_for_itself(tmp_path: Path) -> None:
    lay(tmp_path)
    for at, key in enumerate(("con", "nul/a", "a~b".replace("~", "/"), "x" * 120)):
        text_ = DUTIES.replace("id: x/duties", f"id: {key}")
        (tmp_path / f"lists/more{at}.yaml").write_text(text_, "utf-8")
    pages = made(tmp_path)
    names = [path.name for path in pages.rglob("*") if path.is_file()]
    assert len({name.lower() for name in names}) == len({*names})
    assert not [name for name in names if name.split(".")[0] in ("con", "nul", "aux", "prn")]
    assert (pages / "list-nul~a.html").is_file()
    assert max(map(len, names)) < 120


def test_what_could_not_be_read_is_said(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(tmp_path)
    (tmp_path / "lists/\u202ebroken.yaml").write_text("kind: [", "utf-8")
    monkeypatch.chdir(tmp_path)
    ran = qzqd(capsys, "site", "pages")
    assert ran.code == 3
    assert "本站不完整：lists/‹U+202E›broken.yaml" in ran.err
    assert "本站不完整：lists/‹U+202E›broken.yaml" in text(tmp_path / "pages/index.html")


@pytest.mark.parametrize(
    "name",
    [
        "</script><script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "{{ 7 * 7 }}",
        "<!--",
    ],
)
def test_hostile_content_stays_text(name: str, tmp_path: Path) -> None:
    lay(tmp_path)
    quoted = json.dumps(name)
    hostile = POWERS.replace("消防安全检查", quoted).replace("公共安全", quoted).replace("甲县办法", quoted)
    (tmp_path / "lists/powers.yaml").write_text(
        hostile.replace("title: 甲县街道权力清单", f"title: {quoted}"), "utf-8"
    )
    pages = made(tmp_path)
    for path in (*pages.glob("*.html"), *pages.glob("data/*.js")):
        content = path.read_text("utf-8")
        assert "<img" not in content
        assert "49" not in re.findall(r"<h1>(.*?)</h1>", content)
        if path.suffix == ".js":
            assert not re.search("[<>&]", content)
        else:
            assert "alert(1)</script>" not in content
    (search,) = called(pages / "data/search.js")
    assert search["items"][3][1] == name


def test_history_comes_from_git(tmp_path: Path) -> None:
    lay(tmp_path)
    repository = Repository(tmp_path)
    repository.commit("first")
    (tmp_path / "lists/powers.yaml").write_text(POWERS.replace("消防安全检查", "消防监督检查"), "utf-8")
    repository.commit("second")
    pages = made(tmp_path, "--since", "HEAD~1")
    first, second = facts(pages, "x/powers", "JD-001")["沿革"]
    assert first.startswith("2025-01-02　新增；提交 ")
    assert second.startswith("2025-01-03　名称变更；JD-001 消防安全检查 → JD-001 消防监督检查；提交 ")
    assert re.search("2025-01-03 +甲县街道权力清单 +名称变更 1", text(pages / "index.html"))
    assert "消防监督检查" in text(pages / "changes.html")


def test_what_changed_last_goes_by_titles_and_the_counts_agree(tmp_path: Path) -> None:
    lay(tmp_path)
    (tmp_path / "registers/laws.yaml").rename(tmp_path / "lists/laws.yaml")
    (tmp_path / "qzqd.toml").write_text(
        'paths = ["lists"]\nregisters = ["registers/*.yaml", "lists/laws.yaml"]\n'
    )
    Repository(tmp_path).commit("first")
    front = " ".join(text(made(tmp_path) / "index.html").split())
    assert "6 个事项（现行主项 5，其余是子项和不在施行的）" in front
    assert "法规登记簿 新增" in front


def test_an_unknown_revision_is_told(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(tmp_path)
    Repository(tmp_path).commit("first")
    monkeypatch.chdir(tmp_path)
    ran = qzqd(capsys, "site", "pages", "--since", "nothing")
    assert ran.code in (2, 3)
    assert not (tmp_path / "pages").exists()


def test_pages_in_english(tmp_path: Path) -> None:
    lay(tmp_path)
    pages = made(tmp_path, "--lang", "en")
    assert '<html lang="en">' in (pages / "index.html").read_text("utf-8")
    assert "2 places, 3 lists, 6 items" in text(pages / "index.html")


def test_without_what_writes_excel_the_rest_is_there(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: object) -> bytes:
        raise OfficeMissing

    monkeypatch.setattr("qzqd.office.published.xlsx.made", missing)
    lay(tmp_path)
    pages = made(tmp_path)
    assert "没有 Excel 下载" in capsys.readouterr().out
    assert "没有 Excel 下载" in text(pages / "index.html")
    assert {path.suffix for path in (pages / "download").iterdir()} == {".csv", ".json"}
    assert "Excel" not in text(pages / "list-x~powers.html")


def test_a_list_is_narrowed_by_one_of_several_departments(site: Path) -> None:
    told = (site / "list-x~calls.html").read_text("utf-8")
    choices = re.search(r"<select[^>]*>(.*?)</select>", told)
    assert choices
    assert re.findall("<option>([^<]*)", choices[1]) == ["公安分局", "县林业局"]


def test_who_leads_is_told_and_that_no_basis_is_stated(site: Path) -> None:
    told = facts(site, "x/calls", "HJ-01")
    assert told["报到部门"] == ["公安分局（主责）", "县林业局"]
    assert told["分级响应"] == ["响应级别：红，报到时限（分钟）：30"]
    assert told["实施依据"] == ["没有写明"]


def test_a_situation_finds_its_item(site: Path) -> None:
    (search,) = called(site / "data/search.js")
    (row,) = (item for item in search["items"] if item[0] == "HJ-01")
    assert "承租人过多" in [search["words"][at] for at in row[3]]


def test_every_page_leads_to_every_other(site: Path) -> None:
    places = re.compile(r'<nav class="site-nav".*?</nav>', re.DOTALL)
    found = {page.name: places.search(page.read_text("utf-8")) for page in site.glob("*.html")}
    told = {name: [*re.findall('href="([^"]+)"', nav[0])] if nav else [] for name, nav in found.items()}
    assert {"coverage.html", "index.html", "laws.html"} <= {*told["index.html"]}
    assert {*map(tuple, told.values())} == {tuple(told["index.html"])}
