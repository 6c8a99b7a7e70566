"""Whether a row, its section or its table says that an item no longer holds: cancelled, handed down, merged into another.

A list counts what holds, and a notice of what was cancelled looks just like one.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from qzqd.kinds.traits import traits
from qzqd.locale import Text
from qzqd.office.importing.columns import NAME, of_after
from qzqd.office.importing.plan import EXTRA
from qzqd.regex import regex
from qzqd.tables.headings import heading_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from qzqd.office.importing.header import Heading

Standing = Literal["holds", "gone", "away", "back", "mixed"]
"""Away: it is somebody else's or part of another item, or still holds; back: it was taken back by who had given it;
mixed: its table has some that are gone."""

HOLDS = "no"
"""In a map, instead of the day on which items were cancelled: none was."""

_ENDED = (
    "(?:取消|废止|停止(?:实施|执行|行使|审批|使用)|不再(?:实施|执行|行使|保留|列入|审批|收取)|失效|作废|停征)"
)
_GONE = f"(?:{_ENDED}|撤销|删除|剔除|终止|注销|停用)"
"""The same, and what else a column says that is about nothing but what becomes of items; elsewhere it is also what one does."""
_NOT_HERE = "(?:[暂]?[不未]予?(?:承接|赋权|纳入|认领|行使))"
_NOT_LET_IN = "(?:不予?(?:准入|同意|通过|保留)|不同意|未通过|退出)"
_BACK = "(?:收回|上收)"
_AWAY = "(?:下放|下沉|划转|划出|移交|转移|(?:合并|归并|整合)(?!原|了|自|后)|并入|拆分)"
_ALL_OF_IT = "(?!.*(?:仅限|部分|子项|环节))"
_FIRST = "(?:(?:于|自)?[0-9]{4}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?起?)?(?:拟|已经?|现|均|予以|建议|决定|同意|直接|全部|整体|本次|国务院|国家|[省市县区](?:级|政府|人民政府)?|经批准)*"
_OF_IT = "(?:该|此|本)?(?:项|类)?(?:行政)?(?:审批|许可|事项|项目|权力|职权|执行|实施|收费|证明)*"
_CELL_TELLS = regex(
    rf"{_FIRST}(?:(?P<gone>{_GONE}|{_NOT_LET_IN}){_OF_IT}(?:[，。；、,;（(：:]{_ALL_OF_IT}.*)?|(?P<back>{_BACK}).*|(?P<away>{_AWAY}|{_NOT_HERE}).*)"
)
_LINE_TELLS = regex(
    rf"{_FIRST}{_ENDED}(?!收费|证明){_OF_IT}[。；]?(?:[（(]{_ALL_OF_IT}[^（()）]*[）)])?[。；]?"
)
"""A note that a fee was dropped, or a certificate that it took, tells of no more than that."""
_HEAD_TELLS = regex(rf"{_FIRST}(?:(?P<gone>{_ENDED})|(?P<back>{_BACK})|(?P<away>{_AWAY}))的?{_OF_IT}类?")
_TITLE_GONE = regex(
    "(?:取消|废止|停止(?:实施|执行|审批)|不再(?:实施|执行|保留|列入)|撤销|失效|停征)(?!后|机制|办法|制度|程序|流程)|退出(?:社区|村|清单|目录)?(?:的|工作)*(?:事项|清单|目录)"
)
_TITLE_AWAY = regex("下放|合并")
_TITLE_HOLDS = regex("保留|承接|新增|增加|调整|变更|更名|修改|继续|备案|准入|划入|衔接")
_HOLDING = regex(
    f"{_TITLE_HOLDS.pattern}|修订|优化|规范|告知承诺|有效|在用|启用|正常|同意|通过|不变|变化|赋权|认领|纳入|实施"
)
_SURELY = "取消|废止|停止(?:实施|执行|审批)|不再(?:实施|执行|保留|列入)|失效|停征|下放"
_PERHAPS = f"撤销|退出|合并|{_TITLE_HOLDS.pattern}"
_SEVERAL = f"(?:{_SURELY}|{_PERHAPS})(?:[、，和及与或/]*(?:{_SURELY}|{_PERHAPS}))*"
_SECTION_TELLS = regex(
    f"{_SURELY}|{_SEVERAL}(?:[的类后（(]|(?:行政)?(?:审批|许可|权力|职权)?(?:事项|项目))|^{_FIRST}{_SEVERAL}$"
)
"""Some words are also what items are about: a section that has them tells where the items, or nothing more, follow."""
_SAID_GONE = regex(_GONE)
_SHORT = 80
_DAY = regex("((?:19|20)[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日")
_HEADINGS = frozenset(
    (
        *(f"{of}{what}" for of in ("调整", "处理", "处置", "清理", "变更", "变动", "动态调整", "改革") for what in ("类型", "方式", "意见", "情况", "结果", "类别", "决定", "建议", "措施", "状态")),
        *("状态", "事项状态", "权力状态", "有效状态", "效力状态", "实施状态", "存废情况", "取消或下放", "取消下放情况", "审核意见", "审核结果", "审查意见", "准入意见", "调整", "增减情况", "变化情况", "承接情况", "认领情况", "赋权情况"),
    )
)  # fmt: skip
"""What columns are headed that say of each item what becomes of it."""
_ASKED = regex(
    rf"(?:是否)?(?:拟|已|建议)?(?:(?P<gone>{_ENDED}|退出)|(?P<away>{_AWAY})|(?P<holds>保留|有效|(?:继续)?(?:实施|行使)|准入|承接|赋权|纳入(?:清单)?|认领))"
)
_YES = frozenset(("是", "√", "✓", "✔", "☑", "●", "v", "y", "yes", "1"))
_NO = frozenset(("否", "×", "✗", "✘", "x", "n", "no", "0"))

_MEND = Text(
    '仍然有效的，在对照文件里写 cancelled = "no"', 'where it holds, write cancelled = "no" in the map'
)
REASONS: Mapping[Standing, Text] = {
    "gone": Text(
        f'标明已经取消，没有导入：要留作已取消的事项，加一栏“取消日期”，或者在对照文件里写 cancelled = "取消日期"；{_MEND.zh}',
        f'said to be cancelled, and not imported: to keep it as a cancelled item add a column 取消日期, or cancelled = "day" to the map; {_MEND.en}',
    ),
    "away": Text(
        f"标明下放、划转、合并等，看不出还是不是这份清单的事项，没有导入；{_MEND.zh}",
        f"said to be handed on or merged, so that it may be an item of this list no more, and not imported; {_MEND.en}",
    ),
    "mixed": Text(
        f"标题说有取消的也有别的，没有一栏或者分类写明这一项是哪一种，没有导入：加一栏“调整类型”；{_MEND.zh}",
        f"the title says that some are cancelled, and neither column nor section says which; not imported: add a column 调整类型; {_MEND.en}",
    ),
}
PERHAPS = Text(
    "写的是取消，不知道是不是整个事项取消，照样导入了",
    "says that something is cancelled; whether the item is cannot be told, and it was imported",
)


class Verdict(NamedTuple):
    """day: on which it was cancelled, where the row says so; else ""."""

    standing: Standing
    day: str = ""


def titled(text: str) -> Standing | None:
    """What a title says of the items under it; None where it says nothing of the sort."""
    gone, away, holds = (each.search(text) for each in (_TITLE_GONE, _TITLE_AWAY, _TITLE_HOLDS))
    if gone:
        return "mixed" if away or holds else "gone"
    if holds:
        return "holds"
    return "away" if away else None


class StandingReader:
    """Of one table. table: what its title and its sheet say of all of it."""

    def __init__(self, kind: str, columns: Iterable[tuple[Heading, str]], title: str, sheet: str) -> None:
        """columns: with the field of each."""
        own = traits(kind)
        self._handed = own.declared.added == "delegated"
        self._recalls = any("recalled" in own.handed(name).values() for name in own.fields)
        grouping = {own.field("group"), own.field("type")}
        nodes = own.fields.values()
        self._meant = [word for node in nodes for words in node.get("x-said", {}).values() for word in words]
        whole, part = self._titled(title), self._titled(sheet)
        self.table = whole if whole == "gone" else part or whole
        self._columns: list[tuple[int, Callable[[str], Standing | None]]] = []
        self._others: list[tuple[int, Callable[[str], object]]] = []
        for heading, goal in columns:
            if heading.text in _HEADINGS:
                self._columns.insert(0, (heading.column, _said))
                self._others.append((heading.column, _SAID_GONE.search))
            elif _ASKED.fullmatch(heading.text):
                self._columns.insert(0, (heading.column, _asked(heading.text)))
            elif goal == "note" or (goal == ".".join(NAME) and of_after(heading.text)):
                self._columns.append((heading.column, _whole))
            elif goal in grouping:
                self._columns.append((heading.column, _grouped))
            elif goal == EXTRA:
                self._others.append((heading.column, _whole))

    def section(self, name: str) -> Standing | None:
        """What the title of a section says of its items, unless it only says what these are about, as 变更、撤销登记 does."""
        return self._titled(name) if name and _SECTION_TELLS.search(name) else None

    def _titled(self, text: str) -> Standing | None:
        """What a title says of its items, without the words by which it says which value of a field they have."""
        for word in self._meant:
            text = text.replace(word, "")
        return self._own(titled(text))

    def of(self, section: str, said: Callable[[int], str]) -> Verdict:
        """What a row says of its item; else its section; else its table. said: what the row says in a column."""
        for column, read in self._columns:
            text = said(column)
            if text and (found := self._own(read(text))):
                return Verdict(found, _day(text) if found == "gone" else "")
        return Verdict(self.section(section) or self.table or "holds")

    def doubtful(self, said: Callable[[int], str]) -> list[int]:
        """The columns in which a row whose item holds says that something is cancelled, perhaps all of it."""
        return [column for column, read in self._others if (text := said(column)) and read(text)]

    def _own(self, standing: Standing | None) -> Standing | None:
        """What is handed down is just what a list of such items has, and what was taken back it has no more, unless that is a part of the list."""
        if standing == "back" and not self._recalls:
            return "gone" if self._handed else "away"
        if standing == "back":
            return "holds"
        return "holds" if standing == "away" and self._handed else standing


@lru_cache(maxsize=4_096)
def _said(text: str) -> Standing | None:
    found = _CELL_TELLS.fullmatch(heading_key(text))
    if found is None:
        return "holds" if _HOLDING.search(text) else None
    return "gone" if found["gone"] else "back" if found["back"] else "away"


@lru_cache(maxsize=4_096)
def _whole(text: str) -> Standing | None:
    return "gone" if len(text) <= _SHORT and _LINE_TELLS.fullmatch(heading_key(text)) else None


@lru_cache(maxsize=4_096)
def _grouped(text: str) -> Standing | None:
    found = _HEAD_TELLS.fullmatch(heading_key(text)) if len(text) <= _SHORT else None
    return ("gone" if found["gone"] else "back" if found["back"] else "away") if found else None


def _asked(heading: str) -> Callable[[str], Standing | None]:
    asked = _ASKED.fullmatch(heading)
    means: Standing = "gone" if asked and asked["gone"] else "away"
    kept = asked is not None and asked["holds"] in ("保留", "有效")

    def read(text: str) -> Standing | None:
        text = heading_key(text)
        if asked and asked["holds"]:
            return ("gone" if kept else "away") if text in _NO else "holds" if text in _YES else None
        return means if text in _YES else None

    return read


def _day(text: str) -> str:
    found = _DAY.search("".join(text.split()))
    try:
        return date(*map(int, found.groups())).isoformat() if found else ""
    except ValueError:
        return ""
