"""`qzqd export` as a user runs it, and what `qzqd import` makes of a workbook that was edited."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from cli.command import promised, qzqd

if TYPE_CHECKING:
    from collections.abc import Callable

Capture = pytest.CaptureFixture[str]
ROOT = Path(__file__).parents[2]
POWERS = "hubei/street-powers"
FILE = Path("catalogues/hubei/street-powers.yaml")


@pytest.fixture(autouse=True)
def _workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "catalogues/hubei", "catalogues/hubei")
    shutil.copytree(ROOT / "catalogues/registers", "catalogues/registers")
    shutil.copy(ROOT / "qzqd.toml", "qzqd.toml")


def change(place: str, edit: Callable[[Any, dict[str, int]], None]) -> None:
    """Edit the first sheet; the columns go by their headings."""
    book = openpyxl.load_workbook(place)
    sheet = book.worksheets[0]
    edit(sheet, {str(cell.value): int(cell.column or 0) for cell in sheet[1]})
    book.save(place)


def one_office_and_one_row(sheet: Any, at: dict[str, int]) -> None:
    """What a person does who keeps the list in a spreadsheet."""
    sheet.cell(3, at["承办机构"]).value = "平安法治办公室"
    row = sheet.max_row + 1
    for heading, text in (
        ("事项名称", "对占道经营的处罚"),
        ("权力类型", "行政处罚"),
        ("行使主体", "街道办事处"),
        ("实施依据", "《城市道路管理条例》第三十二条"),
    ):
        sheet.cell(row, at[heading]).value = text


def test_a_list_is_kept_in_a_spreadsheet(capsys: Capture) -> None:
    before = FILE.read_bytes()
    assert qzqd(capsys, "export", POWERS, "--edit", "-o", "powers.xlsx").code == 0
    same = qzqd(capsys, "import", "powers.xlsx")
    assert (same.code, FILE.read_bytes()) == (0, before)
    change("powers.xlsx", one_office_and_one_row)
    shown = qzqd(capsys, "import", "powers.xlsx", "--dry-run")
    assert "新增 1 · 要素变更 1 · 共 74 → 75" in shown.out
    assert FILE.read_bytes() == before
    assert qzqd(capsys, "import", "powers.xlsx").code == 0
    old, new = before.decode().splitlines(), FILE.read_text("utf-8").splitlines()
    assert [line for line in old if line not in new] == []
    assert [line.strip() for line in new if line not in old] == [
        "office: 平安法治办公室",
        '- id: "JD-075"',
        "name: 对占道经营的处罚",
        "power_type: 行政处罚",
        "- law: 城市道路管理条例",
    ]


def test_a_cell_that_cannot_be_is_named_and_nothing_is_written(capsys: Capture) -> None:
    before = FILE.read_bytes()
    qzqd(capsys, "export", POWERS, "--edit", "-o", "powers.xlsx")

    def edit(sheet: Any, at: dict[str, int]) -> None:
        sheet.cell(3, at["权力类型"]).value = "行政检察"
        sheet.cell(sheet.max_row + 1, at["事项名称"]).value = "没有类型的一行"

    change("powers.xlsx", edit)
    ran = qzqd(capsys, "import", "powers.xlsx")
    assert (ran.code, FILE.read_bytes()) == (1, before)
    assert "!D3：" in ran.err
    assert "行政检查" in ran.err
    assert "76：" in ran.err


def test_a_workbook_of_a_list_that_is_not_here_is_told(capsys: Capture) -> None:
    qzqd(capsys, "export", POWERS, "--edit", "-o", "powers.xlsx")
    FILE.unlink()
    ran = qzqd(capsys, "import", "powers.xlsx")
    assert ran.code == 3
    assert POWERS in ran.err


def test_several_lists_in_one_workbook_and_in_a_folder(capsys: Capture) -> None:
    files = [*Path("catalogues").rglob("*.yaml")]
    before = [file.read_bytes() for file in files]
    assert qzqd(capsys, "export", "catalogues/hubei", "--edit", "-o", "both.xlsx").code == 0
    assert qzqd(capsys, "import", "both.xlsx").code == 0
    assert [file.read_bytes() for file in files] == before
    assert qzqd(capsys, "export", "catalogues/hubei", "-f", "xlsx", "-o", "out").code == 0
    lists = sorted(f"hubei-{path.stem}.xlsx" for path in Path("catalogues/hubei").glob("*.yaml"))
    assert sorted(path.name for path in Path("out").iterdir()) == lists


@pytest.mark.parametrize(
    "arguments",
    [
        ("-f", "csv", "-o", "x.xlsx"),
        ("--edit", "-o", "x.csv"),
        (),
        ("nowhere.yaml", "-o", "x.xlsx"),
    ],
)
def test_a_command_that_contradicts_itself_is_refused(capsys: Capture, arguments: tuple[str, ...]) -> None:
    assert qzqd(capsys, "export", *arguments).code == 2
    assert not Path("x.xlsx").exists()


def test_a_list_in_a_form_of_its_own_keeps_it(capsys: Capture) -> None:
    own = FILE.read_text("utf-8").replace(
        "    power_type: 其他行政权力\n", "    power_type: '其他行政权力'\n\n", 1
    )
    FILE.write_text(own, "utf-8")
    qzqd(capsys, "export", POWERS, "--edit", "-o", "powers.xlsx")
    change("powers.xlsx", lambda sheet, at: setattr(sheet.cell(3, at["行使主体"]), "value", "区政府"))
    assert qzqd(capsys, "import", "powers.xlsx").code == 0
    lines = FILE.read_text("utf-8").splitlines()
    assert [line for line in lines if line not in own.splitlines()] == ["    authority: 区政府"]


def test_options_that_say_what_the_workbook_knows_are_refused(capsys: Capture) -> None:
    qzqd(capsys, "export", POWERS, "--edit", "-o", "powers.xlsx")
    assert qzqd(capsys, "import", "powers.xlsx", "--kind", "street-powers").code == 2


def test_json_has_every_value_as_it_is(capsys: Capture) -> None:
    value = "甲\t乙\xa0\\丁\n戊"
    written = '"甲\\t乙\\xa0\\\\丁\\n戊"'
    text = FILE.read_text("utf-8")
    FILE.write_text(text.replace("    name: ", f"    extra: {{备考: {written}}}\n    name: ", 1), "utf-8")
    ran = qzqd(capsys, "export", POWERS, "-f", "json")
    assert promised("export", ran.out)["catalogues"][0]["items"][0]["extra"] == {"备考": value}
    assert "\t" not in ran.out


def test_a_list_that_cannot_be_read_is_told_and_the_others_go_out(capsys: Capture) -> None:
    FILE.write_text(
        FILE.read_text("utf-8").replace("power_type: 其他行政权力", "power_type: 其他权", 1), "utf-8"
    )
    ran = qzqd(capsys, "export", "catalogues/hubei", "-f", "json")
    assert ran.code == 3
    assert "street-powers.yaml" in ran.err
    told = promised("export", ran.out)
    assert [each["id"] for each in told["catalogues"]] == [
        "hubei/community-certificates",
        "hubei/organisations",
    ]


@pytest.mark.soffice
def test_libreoffice_saves_a_workbook_that_changes_nothing(capsys: Capture) -> None:
    before = FILE.read_bytes()
    qzqd(capsys, "export", POWERS, "--edit", "-o", "powers.xlsx")
    convert = ["soffice", "--headless", f"-env:UserInstallation={Path('home').absolute().as_uri()}"]
    filters = "xlsx:Calc MS Excel 2007 XML"
    subprocess.run(
        [*convert, "--convert-to", filters, "--outdir", "saved", "powers.xlsx"], check=True, timeout=120
    )
    ran = qzqd(capsys, "import", "saved/powers.xlsx")
    assert (ran.code, "没有改动" in ran.err, FILE.read_bytes()) == (0, True, before)


def test_no_folder_is_made_through_a_link(capsys: Capture, tmp_path: Path) -> None:
    away = tmp_path.with_name(f"{tmp_path.name}-away")
    away.mkdir()
    Path("out").symlink_to(away)
    for place in ("out/new/list.csv", "out/list.csv"):
        assert qzqd(capsys, "export", POWERS, "-o", place).code == 3
    assert qzqd(capsys, "export", POWERS, "-f", "csv", "-o", "out").code == 3
    assert [*away.iterdir()] == []


def test_a_list_that_is_named_twice_is_exported_once(capsys: Capture) -> None:
    ran = qzqd(capsys, "export", POWERS, str(FILE), f"./{FILE}", "-f", "csv", "-o", "out")
    assert (ran.code, [path.name for path in Path("out").iterdir()]) == (0, ["hubei-street-powers.csv"])


def test_a_csv_has_no_place_for_where_the_data_comes_from_so_it_is_told(capsys: Capture) -> None:
    ran = qzqd(capsys, "export", POWERS, "-o", "list.csv")
    assert ran.code == 0
    assert "注：数据来源：《" in ran.err
    assert "》，根据所引法规编制\n" in ran.err
    assert "数据来源" not in qzqd(capsys, "export", POWERS, "-o", "list.xlsx").err


def old_edition() -> Path:
    """The list as it once was stays beside it, as a file that comes first."""
    place = FILE.with_name("a-2024.yaml")
    text = FILE.read_text("utf-8").replace('edition: "2025-04-05"', 'edition: "2024"', 1)
    place.write_text(text, "utf-8")
    return place


def test_of_several_editions_the_newest_goes_out_and_comes_back_where_it_was(capsys: Capture) -> None:
    old = old_edition()
    before = old.read_bytes()
    ran = qzqd(capsys, "export", POWERS, "--edit", "-o", "powers.xlsx")
    assert "导出的是 2025-04-05 版" in ran.err
    assert str(old) in ran.err
    change("powers.xlsx", one_office_and_one_row)
    assert qzqd(capsys, "import", "powers.xlsx").code == 0
    assert "平安法治办公室" in FILE.read_text("utf-8")
    assert qzqd(capsys, "export", str(old), "--edit", "-o", "old.xlsx").code == 0
    change("old.xlsx", one_office_and_one_row)
    FILE.write_text(FILE.read_text("utf-8").replace('edition: "2025-04-05"', 'edition: "2026"', 1), "utf-8")
    assert old.read_bytes() == before
    assert qzqd(capsys, "import", "old.xlsx").code == 0
    assert "平安法治办公室" in old.read_text("utf-8")


def test_an_edition_that_is_no_longer_there_is_not_written_into_another(capsys: Capture) -> None:
    old = old_edition()
    assert qzqd(capsys, "export", str(old), "--edit", "-o", "old.xlsx").code == 0
    change("old.xlsx", one_office_and_one_row)
    old.write_text(old.read_text("utf-8").replace('edition: "2024"', 'edition: "2023"', 1), "utf-8")
    before = FILE.read_bytes(), old.read_bytes()
    ran = qzqd(capsys, "import", "old.xlsx")
    assert ran.code == 3
    assert "没有导出时的 2024 版" in ran.err
    assert (FILE.read_bytes(), old.read_bytes()) == before


def test_a_workbook_to_edit_holds_one_edition_of_a_list(capsys: Capture) -> None:
    old = old_edition()
    ran = qzqd(capsys, "export", str(FILE), str(old), "--edit", "-o", "both.xlsx")
    assert (ran.code, Path("both.xlsx").exists()) == (2, False)
    assert "有 2 个版本" in ran.err
    assert qzqd(capsys, "export", str(FILE), str(old), "--edit", "-o", "both").code == 0
    assert len([*Path("both").iterdir()]) == 2
