"""QZ62x: what is ignored, and whether there is still a reason. Upheld when all findings are known."""

from __future__ import annotations

from qzqd.check.rule import CERTIFICATES, SOUND, Example, Scene, declare
from qzqd.locale import Text


def _with(ignore: str, seq: int) -> Example:
    items = (
        "items:\n  - {id: ZM-01, name: 居民养犬证明, issuance: shall-not, seq: 1}\n"
        f"  - {{id: ZM-02, name: 死亡证明, issuance: shall-not, seq: {seq}}}\n"
    )
    return Example(f"ignore:\n  - {ignore}\n{items}", CERTIFICATES)


_GAP = Example(
    "items:\n  - {id: ZM-01, name: 居民养犬证明, issuance: shall-not, seq: 1}\n"
    "  - {id: ZM-02, name: 死亡证明, issuance: shall-not, seq: 3}\n",
    CERTIFICATES,
)
_BASELINE = """\
{
  "schema_version": 1,
  "findings": [
    {"fingerprint": "7d2c4f5827ac5c118ce39c5a", "code": "QZ207", "path": "list.yaml", "item": "ZM-02"}
  ]
}
"""


def _based(example: Example) -> Scene:
    return Scene(
        "validate --baseline baseline.json", {"list.yaml": example.text(), "baseline.json": _BASELINE}
    )


def _workspace(settings: str = "", **more: str) -> Scene:
    """The whole of a workspace. more: files beside the list, with _ for the dots of their names."""
    beside = {name.replace("_", "."): text for name, text in more.items()}
    return Scene("validate", {"qzqd.toml": settings, "list.yaml": SOUND.text(), **beside})


_UNITS = Example(
    'items:\n  - {id: DJ, name: 东街街道, type: street, code: "420302001"}\n',
    {"kind": "units", "id": "example/units"},
).text()

declare(
    "QZ620",
    "error",
    title=Text("忽略已经到期", "An ignore that has expired"),
    why=Text(
        "忽略时约定了有效期；到期后问题重新计入，这条忽略也要改期或删去。",
        "It was to last until a day that has passed: the finding counts again, and the entry must be renewed or removed.",
    ),
    fails=_with('{rule: QZ204, reason: 核实中, until: "2024-12-31"}', 2),
    passes=_with("{rule: QZ207, reason: 公布原文缺 2}", 3),
)
declare(
    "QZ621",
    "warning",
    title=Text("忽略没有用到", "An ignore that is not used"),
    why=Text(
        "要忽略的问题已经没有了；留着它，以后同类问题会被悄悄放过。",
        "What it silences is no longer there; kept, it would let the next such finding pass unseen.",
    ),
    fails=_with("{rule: QZ207, reason: 公布原文缺 2}", 2),
    passes=_with("{rule: QZ207, reason: 公布原文缺 2}", 3),
)
declare(
    "QZ622",
    "warning",
    title=Text("基线里的问题已经解决", "A baseline entry that is no longer true"),
    why=Text(
        "基线只应越来越短。用 --write-baseline 重写，已解决的问题就不会再回来。",
        "A baseline should only shrink. Write it anew with --write-baseline, so that what is mended stays mended.",
    ),
    fails=_based(_GAP._replace(body=_GAP.body.replace("seq: 3", "seq: 2"))),
    passes=_based(_GAP),
)
declare(
    "QZ624",
    "warning",
    title=Text("设置没有对上任何文件", "A setting that matches nothing"),
    why=Text(
        "registers 的路径写错，就没有登记簿可以核对；paths、schemas 写错，就少查了清单。没有对上任何文件的设置不会起作用，也不会有别的提示。",
        "With a wrong path under registers nothing is held against a register; under paths or schemas, lists go unchecked. "
        "A setting that matches nothing does nothing, and nothing else would tell.",
    ),
    fails=_workspace('registers = ["units/*.yaml"]\n'),
    passes=_workspace(),
)
declare(
    "QZ625",
    "warning",
    title=Text("登记簿没有用上", "A register that is not used"),
    why=Text(
        "法规、单位登记簿要与 qzqd.toml 的 registers 对得上，清单才会与它核对；默认是 registers 文件夹里的 .yaml 文件。",
        "Lists are checked against a register of laws or units only where registers in qzqd.toml matches it; without that, the "
        ".yaml files of the folder registers.",
    ),
    fails=_workspace(units_yaml=_UNITS),
    passes=_workspace('registers = ["units.yaml"]\n', units_yaml=_UNITS),
)
declare(
    "QZ626",
    "warning",
    title=Text("像清单的文件没有读", "A file that looks like a list and is not read"),
    why=Text(
        "只读 .yaml 和 .yml 文件。Windows 常常把扩展名藏起来，“清单.yaml”其实是“清单.yaml.txt”。",
        "Only .yaml and .yml files are read. Windows often hides endings, so that what looks like list.yaml is list.yaml.txt.",
    ),
    fails=_workspace(town_yaml_txt=SOUND.text()),
    passes=_workspace(readme_txt="这个文件夹里是街道权责清单。\n"),
)
declare(
    "QZ627",
    "info",
    title=Text("清单旁边的表格没有读", "A table beside the lists that is not read"),
    why=Text(
        "清单文件夹里的 Excel、WPS 表格不检查，除非是台账的表格。里面若是清单，就等于没有检查。",
        "Workbooks in the folders of lists are not checked, unless they are the table of a ledger. A list in one is a list "
        "that nobody checks.",
    ),
    fails=_workspace(town_xlsx=""),
    passes=_workspace(readme_txt="这个文件夹里是街道权责清单。\n"),
)
declare(
    "QZ628",
    "info",
    title=Text("设置用的是旧名", "A setting by its old name"),
    why=Text(
        "停用规则以前写在 ignore 里，与忽略单个问题的 ignores 只差一个字母，容易写错。现在叫 disable；旧名照样读。",
        "Rules were switched off under `ignore`, one letter from `ignores`, which is about single findings. It is called "
        "`disable` now; the old name is read as before.",
    ),
    fails=_workspace('ignore = ["QZ207"]\n'),
    passes=_workspace('disable = ["QZ207"]\n'),
)
declare(
    "QZ623",
    "error",
    title=Text("忽略的规则不存在", "An ignore of a rule that does not exist"),
    why=Text(
        "规则编号写错，忽略不会生效。qzqd rules 列出所有规则。",
        "The code is mistyped and silences nothing. `qzqd rules` lists them all.",
    ),
    fails=_with("{rule: QZ999, reason: 核实中}", 2),
    passes=_with("{rule: QZ207, reason: 公布原文缺 2}", 3),
)
