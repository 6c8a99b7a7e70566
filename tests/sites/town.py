"""A small workspace of every sort of page, and what its scripts hold, read as a browser reads it."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qzqd.cli import run

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = "edition: '2025'\njurisdiction: {{code: '{code}', name: {name}}}\nissuer: 县政府\n"
_LIST = (
    "kind: {kind}\nid: {id}\ntitle: {title}\n" + _HEAD + "source: {{title: 公告, provenance: {provenance}}}\n"
)

POWERS = _LIST.format(
    kind="street-powers",
    id="x/powers",
    title="甲县街道权力清单",
    code="420300",
    name="甲市",
    provenance="official",
) + (
    "published_count: {total: 2}\napplies_to: {type: [street], within: '420300'}\nitems:\n"
    "  - {id: JD-001, name: 消防安全检查, power_type: 行政检查, authority: 街道办事处, office: 综合执法中心,"
    " category: 公共安全, codes: {basic: '000125004000'}, basis: [{law: 中华人民共和国消防法, article: 53},"
    " {law: 甲县办法}]}\n"
    "  - {id: JD-002, name: 消防演练的组织, power_type: 其他行政权力, authority: 街道办事处, category: 公共安全,"
    " basis: [{law: 消防法, article: 52-53}]}\n"
    "  - {id: JD-003, name: 旧事项, power_type: 行政检查, authority: 街道办事处, repealed: '2024-01-01'}\n"
)
DUTIES = _LIST.format(
    kind="township-duties",
    id="x/duties",
    title="乙镇履职清单",
    code="420302100",
    name="乙镇",
    provenance="compiled",
) + (
    "items:\n"
    "  - {id: LZ-01, name: 森林防火, section: assist, lead_department: 县林业局、县应急局,"
    " lead_duty: 统一领导, township_duty: 组织巡护}\n"
    "  - {id: LZ-02, name: 打疫苗, section: recalled, receiving_department: 县林业局, method: 部门直接做}\n"
)
CALLS = _LIST.format(
    kind="call-situations",
    id="x/calls",
    title="呼叫清单",
    code="420300",
    name="甲市",
    provenance="official",
) + (
    "items:\n  - {id: HJ-01, name: 群租房管理, situations: [承租人过多, 用于非法经营], departments: [公安分局, 县林业局],"
    " responses: [{level: 红, within_minutes: 30}]}\n"
)
UNITS = _LIST.format(
    kind="units", id="x/units", title="单位登记簿", code="420300", name="甲市", provenance="compiled"
) + (
    "items:\n"
    "  - {id: '420302001', name: 一街, code: '420302001', type: street, offices: [综合执法中心]}\n"
    "  - {id: '420302002', name: 二街, code: '420302002', type: street}\n"
    "  - {id: LYJ, name: 县林业局, type: department, aliases: [林业局]}\n"
)
ADOPTION = (
    "kind: adoption\nid: x/a1\ntitle: 一街承接\n"
    + _HEAD.format(code="420302001", name="一街")
    + "source: {title: 公告, provenance: stated}\nupstream: {catalogue: x/powers, edition: '2025'}\n"
    "items:\n  - {id: JD-001, name: 消防安全检查, upstream: JD-001, status: adopted, office: 综合执法中心}\n"
    "  - {id: JD-002, name: 消防演练的组织, upstream: JD-002, status: not-adopted, reason: 没有条件}\n"
)
LAWS = _LIST.format(
    kind="laws", id="x/laws", title="法规登记簿", code="100000", name="全国", provenance="compiled"
) + (
    "items:\n  - {id: XF, name: 中华人民共和国消防法, level: 法律, short_titles: [消防法],"
    " editions: [{date: '2021-04-29', articles: 74}]}\n"
)
CLAIMS = _LIST.format(
    kind="claims", id="x/claims", title="甲市公布数据", code="420300", name="甲市", provenance="stated"
) + (
    "items:\n  - {id: G-01, name: 职权数, figure: 2项, value: 2, place: {section: 公告},"
    " recount: {catalogue: x/powers}}\n"
)
FILES = {
    "lists/powers.yaml": POWERS,
    "lists/duties.yaml": DUTIES,
    "lists/calls.yaml": CALLS,
    "lists/a1.yaml": ADOPTION,
    "lists/claims.yaml": CLAIMS,
    "registers/units.yaml": UNITS,
    "registers/laws.yaml": LAWS,
    "qzqd.toml": 'paths = ["lists"]\nregisters = ["registers/*.yaml"]\n',
}


def lay(folder: Path) -> None:
    """Write the workspace."""
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    """For fixtures of more than one test."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def made(folder: Path, *options: str) -> Path:
    """The site of a workspace."""
    with inside(folder):
        assert run(["site", "pages", *options]) == 0
    return folder / "pages"


def called(script: Path) -> list[Any]:
    """The values that a data file calls our function with."""
    text = script.read_text("utf-8")
    _, opened, values = text.partition("(")
    assert opened
    assert values.endswith(");\n")
    found: list[Any] = json.loads(f"[{values[:-3]}]")
    return found


def facts(site: Path, catalogue: str, item: str) -> dict[str, list[str]]:
    """What the page of an item tells: the lines of every fact by its title."""
    (search,) = called(site / "data/search.js")
    at = next(number for number, each in enumerate(search["lists"]) if each[0] == catalogue)
    first = sum(each[3] for each in search["lists"][:at])
    rows = search["items"][first : first + search["lists"][at][3]]
    place = next(number for number, row in enumerate(rows) if row[0] == item)
    number = place // search["chunk"]
    _, _, texts, items = called(site / f"{search['lists'][at][4]}-{number}.js")
    told = items[place % search["chunk"]]
    return {
        texts[title]: [texts[part if isinstance(part, int) else part[0]] for part in parts]
        for title, *parts in told
    }
