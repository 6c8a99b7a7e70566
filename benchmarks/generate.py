"""Street-powers catalogues as large and as nested as real ones, all of them invented and all of them right.

A workspace in which `qzqd validate` finds nothing: whatever a run over it costs is the cost of looking.
Laws and articles are taken from the register; names and quotations are put together from word lists.
"""

from __future__ import annotations

import argparse
import random
import shutil
from pathlib import Path
from typing import NamedTuple

import yaml
from stdnum.cn import uscc

REGISTERS = Path(__file__).parents[1] / "catalogues" / "registers"
ITEMS = 235
"""Items of an ordinary county list; at 1.1 KB each a file of 260 KB."""
_CITED = 90
"""Laws that one list draws on: in the bundled list of 74 items 85 citations are of 37 laws."""


def _words(text: str) -> list[str]:
    return text.split()


_PLACES = _words(
    "城市道路 背街小巷 居民小区 集贸市场 公共绿地 河道沿线 学校周边 施工场地 "
    "商业街区 老旧住宅 地下空间 公园广场 屋顶平台 出入通道"
)
_BODIES = _words(
    "物业服务企业 餐饮服务经营者 个体工商户 建设单位 施工单位 业主委员会 养老服务机构 再生资源回收者 "
    "户外广告设置者 临时摊点经营者 房屋出租人 停车场经营者 犬只饲养人 食品小作坊 校外托管机构 快递末端网点"
)
_OBJECTS = _words(
    "消防安全责任落实 生活垃圾分类投放 油烟净化设施使用 占道堆放物料 违法搭建构筑物 噪声扰民行为 雨污混接排放 "
    "安全生产隐患整改 装修活动备案 绿化养护义务履行 电动自行车充电 燃气使用安全 防汛物资储备 公共设施损毁 "
    "流动人口信息登记 燃放烟花爆竹 卫生责任区管理 无障碍设施占用 外墙附着物悬挂 健身器材维护 宣传品张贴 积雪清扫责任"
)
_ACTS = {
    "行政许可": ("01", "的审核批准"),
    "行政处罚": ("02", "不符合要求的处罚"),
    "行政强制": ("03", "逾期不改正的代履行"),
    "行政检查": ("06", "的监督检查"),
    "行政确认": ("07", "情况的确认"),
    "其他行政权力": ("10", "的协调处理"),
}
"""Power types with their digits in local codes, and how names of that type end."""
_CATEGORIES = _words("城市管理 公共安全 生态环境 民生服务 基层治理 经济发展")
_OFFICES = _words("党政综合办公室 公共安全办公室 公共服务办公室 综合执法中心 社区建设办公室")
_CLAUSES = (
    "有关单位应当建立日常巡查制度并如实记录",
    "发现问题的应当当场告知并督促改正",
    "不得以任何理由推诿或者拖延",
    "街道办事处应当会同有关部门开展核实",
    "处理结果应当在办结之日起向当事人反馈",
    "必要时可以邀请居民代表参加",
    "涉及两个以上辖区的由共同上级协调",
    "相关材料应当一事一档妥善保存",
    "对拒不改正的依照有关规定处理",
    "所需经费列入年度工作安排",
    "鼓励通过协商方式化解分歧",
    "应当为老年人和残疾人提供便利",
)


class Law(NamedTuple):
    title: str
    level: str
    edition: str
    articles: int


def laws(register: Path) -> list[Law]:
    """Statutes and regulations in force whose articles have been counted."""
    items = yaml.load(register.read_bytes(), yaml.CSafeLoader)["items"]
    return [
        Law(item["name"], item["level"], newest["date"], newest["articles"])
        for item in items
        if item["level"] in ("法律", "行政法规") and not item.keys() & {"repealed", "superseded_by"}
        if (newest := item["editions"][-1]).get("articles", 0)
    ]


def catalogue(number: int, items: int, known: list[Law], rng: random.Random) -> str:
    """The text of one list; `number` makes its ids and its place its own."""
    county, street = divmod(number, 99)
    division = f"{428_000 + county:06}{street + 1:03}"
    name = f"第{number + 1}街道"
    head = f"""\
kind: street-powers
id: benchmark/street-powers/{number:05}
title: {name}通用职权清单（性能测试用，内容虚构）
edition: "2026-07-01"
effective: "2026-07-01"
jurisdiction: {{code: "{division}", name: {name}}}
issuer: {name}办事处
source:
  title: 性能测试用的虚构清单
  date: "2026-07-01"
  provenance: illustrative
published_count:
  total: {items}
items:
"""
    cited = rng.sample(known, _CITED)
    names = rng.sample(range(len(_PLACES) * len(_BODIES) * len(_OBJECTS) * len(_ACTS)), items)
    return head + "".join(
        _item(seq, chosen, division, name, cited, rng) for seq, chosen in enumerate(names, 1)
    )


def _item(seq: int, chosen: int, division: str, street: str, cited: list[Law], rng: random.Random) -> str:
    chosen, act = divmod(chosen, len(_ACTS))
    chosen, target = divmod(chosen, len(_OBJECTS))
    place, body = divmod(chosen, len(_BODIES))
    power_type = list(_ACTS)[act]
    digits, ending = _ACTS[power_type]
    basic = f"0001{digits}{seq:06}"
    first, second = rng.sample(cited, 2)
    return f"""\
  - id: "JD-{seq:05}"
    name: 对{_PLACES[place]}{_BODIES[body]}{_OBJECTS[target]}{ending}
    seq: {seq}
    power_type: {power_type}
    authority: {street}办事处
    office: {rng.choice(_OFFICES)}
    level: [镇（乡、街道）]
    power_source: 法定本级行使
    codes:
      local: "{division}{digits}{seq % 1000:03}{seq // 1000:02}"
      basic: "{basic}"
      implementation: "{_credit_code(division)}5{basic}"
    category: {rng.choice(_CATEGORIES)}
    basis:
{_citation(first, 4, rng)}{_citation(second, 2, rng)}    effective: "2026-07-01"
"""


def _citation(law: Law, clauses: int, rng: random.Random) -> str:
    quote = "，".join(rng.sample(_CLAUSES, clauses))
    return f"""\
      - law: {law.title}
        level: {law.level}
        edition: "{law.edition}"
        article: {rng.randint(1, law.articles)}
        paragraph: {rng.randint(1, 3)}
        quote: {quote}。
"""


def _credit_code(division: str) -> str:
    """A credit code of a government body of the division."""
    body = f"11{division[:6]}{division:0>9}"
    return body + uscc.calc_check_digit(body)


_SETTINGS = """\
paths = ["lists"]
registers = ["registers/*.yaml"]
code_profile = "16"
"""
_STREET = """\
kind: units
id: benchmark/offices
title: 内设机构（性能测试用）
edition: "2026-07-01"
jurisdiction: {{code: "528000", name: 虚构县}}
issuer: 虚构县
source: {{title: 性能测试用的虚构登记簿, provenance: illustrative}}
items:
  - {{id: JD, name: 虚构街道, code: "528000001", type: street, offices: [{offices}]}}
"""


def workspace(out: Path, files: int, items: int = ITEMS, seed: int = 1) -> list[Path]:
    """Write a workspace with so many lists of so many items each; the lists. The same seed, the same bytes."""
    (out / "lists").mkdir(parents=True, exist_ok=True)
    shutil.copytree(REGISTERS, out / "registers", dirs_exist_ok=True)
    (out / "registers" / "offices.yaml").write_text(_STREET.format(offices=", ".join(_OFFICES)), "utf-8")
    (out / "qzqd.toml").write_text(_SETTINGS, "utf-8")
    known = laws(out / "registers" / "laws.yaml")
    rng = random.Random(seed)
    paths = [out / "lists" / f"{number:05}.yaml" for number in range(files)]
    for number, path in enumerate(paths):
        path.write_text(catalogue(number, items, known, rng), "utf-8")
    return paths


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=100)
    parser.add_argument("--items", type=int, default=ITEMS, help="items per file")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    paths = workspace(options.out, options.files, options.items, options.seed)
    size = sum(path.stat().st_size for path in paths)
    each = size / (options.files * options.items)
    print(f"{options.files} files, {size / 1e6:.1f} MB, {each:.0f} bytes per item")


if __name__ == "__main__":
    main()
