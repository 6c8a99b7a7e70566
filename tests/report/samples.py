"""Outcomes that the tests of the reports share."""

from __future__ import annotations

from qzqd.finding import Finding, Span
from qzqd.locale import Text
from qzqd.outcome import ListBrief, Outcome

STREET = "catalogues/hubei/street-powers.yaml"
UNITS = "catalogues/registers/units.yaml"
LIST = "catalogues/hubei/community-certificates.yaml"
HOSTILE = "catalogues/\x1b[2J\u202elmay.`@org`|<b>,a:b%.yaml"

_QUOTE = (
    "        quote: 街道办事处在本辖区内办理派出它的人民政府交办的公共服务、公共管理、公共安全等工作，"
    "依法履行综合管理、统筹协调、应急处置和行政执法等职责，反映居民的意见和要求。（第六十八条）"
)


def rich() -> Outcome:
    """Every severity, wide characters, tabs, long lines, twins, no place, no item, and hostile text."""
    findings = [
        Finding(
            "QZ310",
            "info",
            UNITS,
            Span(12, 32, 12, 40),
            Text("区划代码像是县级的，单位类型却是街道", "the code is that of a county, the type is street"),
            pointer="/items/0/code",
            catalogue="registers/units",
            item="茅箭区",
            excerpt='  - {id: 茅箭区, name: 茅箭区人民政府, code: "420302", type: street}',
            value="420302",
        ),
        Finding(
            "QZ104",
            "error",
            STREET,
            Span(35, 5, 35, 13),
            Text("未知字段 authorty", "unknown field authorty"),
            Text("是否想写 authority？", "did you mean authority?"),
            pointer="/items/2/authorty",
            catalogue="hubei/street-powers",
            item="JD-003",
            excerpt="    authorty: 街道办事处",
            value="authorty",
        ),
        Finding(
            "QZ402",
            "error",
            STREET,
            Span(41, 95, 41, 103),
            Text("引用的条款超出该法最后一条", "the article is beyond the last article of that law"),
            Text(
                "《中华人民共和国地方各级人民代表大会和地方各级人民政府组织法》（2022年修正）共 90 条；"
                "核对条号，或者写明所引的版本。",
                "the Organic Law of Local People's Congresses and Local People's Governments (2022) has 90 "
                "articles; check the number, or state the edition.",
            ),
            pointer="/items/3/basis/0/quote",
            catalogue="hubei/street-powers",
            item="JD-004",
            excerpt=_QUOTE,
            value=_QUOTE,
        ),
        *(
            Finding(
                "QZ207",
                "warning",
                STREET,
                Span(60 + 7 * number, 10, 60 + 7 * number, 13),
                Text(f"序号 {number} 重复", f"seq {number} occurs twice"),
                pointer=f"/items/{7 + number}/seq",
                catalogue="hubei/street-powers",
                item=f"JD-{max(8, 6 + number):03}",
                excerpt=f"    seq: {number:>3}",
                value="seq",
            )
            for number in range(1, 13)
        ),
        Finding(
            "QZ006",
            "error",
            "catalogues/registers/laws.yaml",
            Span(),
            Text("文件是 GBK 编码，应当是 UTF-8", "the file is GBK, not UTF-8"),
            Text(
                "转换：iconv -f GBK -t UTF-8 laws.yaml > new.yaml",
                "convert it: iconv -f GBK -t UTF-8 laws.yaml > new.yaml",
            ),
        ),
        Finding(
            "QZ007",
            "error",
            HOSTILE,
            Span(3, 11, 5, 2),
            Text(
                "值\n::error::没有 <script>alert(1)</script> [点这里](https://example.org) `rm`",
                "value\n::error::is not <script>alert(1)</script> [here](https://example.org) `rm`",
            ),
            Text("改成 ##[add-mask]x 或 @org #12\u202e\ud800", "write ##[add-mask]x or @org #12\u202e\ud800"),
            pointer="/items/0/<b>|",
            item="X|`@org`\x1b[31m",
            excerpt="\t- 名称：\t“\x1b[31m甲\u202e",
        ),
    ]
    catalogues = [
        ListBrief(
            STREET,
            "street-powers",
            "hubei/street-powers",
            "湖北省街道通用权责清单",
            "2025",
            "compiled",
            74,
            2,
        ),
        ListBrief(
            LIST, "community-certificates", "hubei/certificates", "社区证明事项清单", "2021", "official", 21
        ),
        *(
            ListBrief(
                f"catalogues/toy/{n}.yaml", "task-list", f"toy/{n}", f"示例清单{n}", "1", "illustrative", n
            )
            for n in range(1, 5)
        ),
        ListBrief(UNITS, "units", "registers/units", "单位登记簿", "", "", 15),
    ]
    findings.sort(key=lambda finding: finding.path)
    return Outcome(findings, catalogues, files=9, items=120, suppressed=4)


def clean() -> Outcome:
    """Nothing wrong with one official list."""
    return Outcome([], rich().catalogues[1:2], files=1, items=21)
