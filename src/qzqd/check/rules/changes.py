"""QZ80x, QZ835, QZ836: what stands in the way of comparing two editions. Upheld by `qzqd diff`, which sees both."""

from __future__ import annotations

from qzqd.check.rule import CERTIFICATES, Example, Scene, declare
from qzqd.locale import Text

_DOGS = "  - {id: ZM-01, name: 居民养犬证明, issuance: shall-not%s}\n"
_DEATH = "  - {id: ZM-02, name: 死亡证明, issuance: shall-not%s}\n"
_BIRTH = "  - {id: ZM-03, name: 出生证明, issuance: shall-not%s}\n"
_PETS = "  - {id: ZM-04, name: 宠物饲养证明, issuance: shall-not%s}\n"
_GONE = ', repealed: "2025-01-01", repealed_by: 茅政发〔2025〕3号'
_MERGED = ", merged_from: [ZM-01, ZM-02]"


def _scene(old: str, new: str) -> Scene:
    """Two editions of one list."""
    editions = {"old.yaml": ("2024-01-01", old), "new.yaml": ("2025-01-01", new)}
    return Scene(
        "diff old.yaml new.yaml",
        {
            name: Example(f"items:\n{items}", {**CERTIFICATES, "edition": f'"{edition}"'}).text()
            for name, (edition, items) in editions.items()
        },
    )


_OLD = _DOGS % "" + _DEATH % ""
_REPLACED = _scene(_OLD, _DOGS % _GONE + _DEATH % "" + _PETS % ", replaces: [ZM-01]")
_MERGER = _scene(_OLD, _DOGS % _GONE + _DEATH % _GONE + _BIRTH % _MERGED)

declare(
    "QZ801",
    "error",
    title=Text("编号重复，不能比较", "Ids occur twice, so nothing is compared"),
    why=Text(
        "按编号对照前后两版。一个编号有两个事项，就说不清是哪一个变了；先改正编号再比较。",
        "Editions are matched by id. Where one id stands for two items nobody can say which of them changed.",
    ),
    fails=_scene(_OLD, _DOGS % "" + _DOGS % ""),
    passes=_scene(_OLD, _OLD + _BIRTH % ""),
)
declare(
    "QZ802",
    "error",
    title=Text("被替代的事项仍然有效", "A replaced item is still in force"),
    why=Text(
        "新事项写明替代、合并或拆分自旧事项，旧事项就应当取消；两者并存，同一件事算了两次。",
        "What was replaced, merged or split is cancelled. If it stays in force, the same thing counts twice.",
    ),
    fails=_scene(_OLD, _OLD + _PETS % ", replaces: [ZM-01]"),
    passes=_REPLACED,
)
declare(
    "QZ803",
    "error",
    title=Text("沿革是多对多", "Lineage from several to several"),
    why=Text(
        "合并是几个变成一个，拆分是一个变成几个。几个变成几个，就查不清哪一个从哪里来，只能按取消和新增列出。",
        "A merge makes one of several, a split several of one. From several to several nobody can trace what "
        "came from where; they are shown as cancelled and added.",
    ),
    fails=_scene(_OLD, _DOGS % _GONE + _DEATH % _GONE + _BIRTH % _MERGED + _PETS % _MERGED),
    passes=_MERGER,
)
declare(
    "QZ804",
    "error",
    title=Text("沿革首尾相接", "Lineage in a circle"),
    why=Text(
        "两个事项互相写明来自对方，总有一个写反了。",
        "Of two items that each claim to come from the other, one is the wrong way round.",
    ),
    fails=_scene(_OLD, _OLD + _BIRTH % ", replaces: [ZM-04]" + _PETS % ", replaces: [ZM-03]"),
    passes=_REPLACED,
)
declare(
    "QZ805",
    "warning",
    title=Text("沿革重复", "Lineage says it twice"),
    why=Text(
        "同一个旧事项既写在替代里又写在合并里，或者写了两遍；以后改一处漏一处，前后就不一致。",
        "The same older item is named twice, say as replaced and as merged. Sooner or later only one of the "
        "two is corrected.",
    ),
    fails=_scene(_OLD, _DOGS % _GONE + _DEATH % _GONE + _PETS % (_MERGED + ", replaces: [ZM-01]")),
    passes=_REPLACED,
)

_CALLS = Example(
    "records: 记录.csv\nitems: []\n",
    {
        "kind": "consultation-records",
        "title": "征求意见记录",
        "upstream": "{catalogue: example/consultation}",
    },
).text()


def _ledgers(*tables: str) -> Scene:
    files = {}
    for folder, rows in zip(("old", "new"), tables, strict=True):
        files[f"{folder}/list.yaml"] = _CALLS
        files[f"{folder}/记录.csv"] = f"事项编号,事项名称,征求意见事项,征求日期\n{rows}"
    return Scene("diff old new", files)


_ASKED = "ZQ-1,规划编制,ZX-01,2025-03-03\n"

declare(
    "QZ835",
    "info",
    title=Text("有改动，没有比较", "It differs, and was not compared"),
    why=Text(
        "台账的记录可以放在旁边的表格里，登记簿可以放在 paths 以外。旧版可以和最新版放在一起。比较的是 paths 里各清单的最新版和写在清单里的"
        "事项；表格、登记簿、旧版变了，只能说变了，不能当作没有调整。",
        "The records of a ledger may lie in a table beside it, and registers outside of `paths`, earlier editions beside "
        "the newest. What is compared is the newest edition of each list within, and the items in it; that a table, a register or an "
        "earlier edition differs can only be told, and is not the same as no change.",
    ),
    fails=_ledgers(_ASKED, _ASKED.replace("03-03", "03-04")),
    passes=_ledgers(_ASKED, _ASKED),
)


def _settings(newer: str) -> Scene:
    """The same list, with the settings of each edition."""
    text = Example("items:\n" + _DEATH % "", CERTIFICATES).text()
    settings = {"old/qzqd.toml": 'disable = ["QZ7"]\n', "new/qzqd.toml": newer}
    return Scene("diff old new", {"old/list.yaml": text, "new/list.yaml": text, **settings})


declare(
    "QZ836",
    "info",
    title=Text("检查用的设置变了", "Judged by other settings than before"),
    why=Text(
        "每一版都按它自己带来的 qzqd.toml 检查。新版关掉一条规则、改了严重程度、审批要求或者达标要求，检查结果就和从前不是一个标准，所以要说出来。"
        '这一条由旧版的设置管：新版的 disable 关不掉它；旧版写 QZ836 = "error"，改设置就通不过。',
        "Each edition is judged by the qzqd.toml that it brings. Where the newer one disables a rule, or changes severities, the policy "
        "or the gates, its result is by another measure than before, which has to be told. The settings of the older side decide about "
        'this rule: the newer one cannot disable it, and with QZ836 = "error" in the older one no change of settings passes.',
    ),
    fails=_settings('disable = ["QZ2", "QZ7"]\n'),
    passes=_settings('disable = ["QZ7"]\n'),
)
