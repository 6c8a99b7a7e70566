"""The page docs/policy.md: what each preset asks of each change, written from the presets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd import kinds
from qzqd.compare.change import LABELS
from qzqd.compare.policy.approvals import approval_form
from qzqd.compare.policy.policy import PRESETS
from qzqd.compare.policy.presets import TABLE, USUAL, kinds_of
from qzqd.locale import Text
from qzqd.report.paper.words import SEVERITY
from qzqd.text import COMMA

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qzqd.compare.policy.presets import Demand, PresetRow
    from qzqd.locale import Language

_TITLE = "# 调整要什么批准 What a change needs"
_ABOUT = Text(
    "`qzqd diff --policy` 有三档预设，一档比一档严：`public` 看公布的文件，`internal` 再看内部审核，`community` 再看事先公告。"
    "下表是每种调整的批准文件要写明的内容；缺了就是错误，注明“警告”的是警告。数字是建议值。",
    "`qzqd diff --policy` knows three presets, each of which asks for all that the one before asks: `public` looks at the "
    "document, `internal` at the review before it, `community` at the notice as well. The tables say what the approval "
    "of a change has to show. What is missing is an error, or a warning where the cell says so. The numbers are a "
    "proposal.",
)
_OWN = Text(
    "本地的规矩写在 `qzqd.toml` 里，盖过预设；`severity` 写 `off` 就是不要求。",
    "A place's own rules stand in `qzqd.toml` and go before the preset; the severity `off` asks for nothing.",
)
EXAMPLE = """\
[policy]
base = "internal"

[policy.all]
renamed = {severity = "warning", rank = "同级编办"}

[policy.kinds.community-access]
added = {severity = "error", rank = "县级政府", number = true, dates = ["reviewed"], notice_days = 15}
"""
_COLUMNS = (Text("清单", "Lists"), Text("调整", "Changes"))
_ALL = Text("各类调整", "every change")
_REST = Text("其他清单", "all others")
_NOTHING = Text("不要求", "nothing")
_NUMBER = Text("文号", "number")
_PEERS = {
    "同级编办": Text("同级编办审核", "reviewed by the establishment office of its level"),
    "同级编委": Text("同级编委批准", "approved by the establishment commission of its level"),
    "同级政府": Text("同级政府批准", "approved by the government of its level"),
}


def policy_page() -> str:
    """The page in both languages."""
    return "\n\n".join((_TITLE, *_ABOUT, demands("zh"), demands("en"), *_OWN, f"```toml\n{EXAMPLE}```\n"))


def demands(language: Language) -> str:
    """What the presets ask, as a table in Markdown; of the lists that are named, then of all others."""
    heads = [*(column.in_(language) for column in _COLUMNS), *(f"`{name}`" for name in PRESETS)]
    rows = sorted(TABLE, key=lambda row: row.lists == USUAL)
    lines = (heads, ["---"] * len(heads), *(_cells(row, language) for row in rows))
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _cells(row: PresetRow, language: Language) -> Iterator[str]:
    yield _joined([_list(kind) for kind in kinds_of(row.lists)], language)
    every = len(row.changes) == len(LABELS)
    yield _joined([_ALL] if every else [LABELS[change] for change in row.changes], language)
    for name in PRESETS:
        yield _asked(getattr(row, name), language)


def _list(kind: str) -> Text:
    return kinds.title_of(kinds.schema(kind)) if kind else _REST


def _asked(demand: Demand | None, language: Language) -> str:
    if demand is None:
        return _NOTHING.in_(language)
    parts = [_PEERS[demand.rank]] if demand.rank else []
    parts += [_NUMBER] * demand.number
    for name in demand.dates:
        title = kinds.title_of(approval_form().at((name,)))
        parts.append(Text(title.zh, title.en.lower()))
    if days := demand.notice_days:
        parts.append(Text(f"提前 {days} 个工作日公告", f"{days} working days of notice"))
    weight = SEVERITY[demand.severity]
    mark = Text(f"{weight.zh}：", f"{weight.en}: ").in_(language) if demand.severity != "error" else ""
    return mark + _joined(parts, language)


def _joined(parts: Sequence[Text], language: Language) -> str:
    return COMMA.join(parts).in_(language)
