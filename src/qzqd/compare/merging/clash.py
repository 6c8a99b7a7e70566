"""What a merge leaves to a person, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qzqd import kinds
from qzqd.compare.merging.pieces import END, TOP
from qzqd.locale import Text
from qzqd.text import CLAUSE, canonical_json, listed

if TYPE_CHECKING:
    from qzqd.compare.merging.pieces import Piece
    from qzqd.compare.merging.rivals import Rivals

SideLabels = tuple[Text, Text]
"""What the two sides are called, ours first; the marks in the file are in English, as those of git."""

SIDES: SideLabels = (Text("本方（ours）", "ours"), Text("对方（theirs）", "theirs"))
"""As git calls them."""

_MARKS = Text("再删去三行冲突标记", "and delete the three marker lines")
HELP = {
    "QZ831": Text(f"留下应有的写法，{_MARKS.zh}", f"keep what is right {_MARKS.en}"),
    "QZ832": Text(
        f"确定取消的留下取消的一边，否则留下修改的一边，{_MARKS.zh}",
        f"keep the side that cancels it, or the one that changes it, {_MARKS.en}",
    ),
    "QZ833": Text(
        f"两个都要就给其中一个换新编号，{_MARKS.zh}", f"to keep both give one another id, {_MARKS.en}"
    ),
    "QZ834": Text(
        f"把改动移到应有的事项上，{_MARKS.zh}",
        f"carry the change over to the item it belongs to, {_MARKS.en}",
    ),
}
_COMMENTS = {
    TOP: Text("上方的注释", "the comments above"),
    END: Text("文件末尾的注释", "the comments at the end"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Clash:
    """One conflict; `item` and `field` are empty where it is about no single one."""

    code: str
    message: Text
    item: str = ""
    field: str = ""


class ClashWords:
    """Clashes of one kind of list, told with the names of its fields and of both sides."""

    def __init__(self, kind: str, labels: SideLabels) -> None:
        self._labels = labels
        schema = kinds.schema(kind)
        self._header: dict[str, Any] = schema["properties"]
        self._item: dict[str, Any] = kinds.item_schema(schema)["properties"]

    def field(self, item: str, field: str, ours: Piece | None, theirs: Piece | None) -> Clash:
        """A field, or the comments in its place, that both changed; None is the side that deleted it."""
        title = self._title(field, self._item if item else self._header)
        message = Text(f"“{title.zh}”两边改得不一样", f"both sides changed “{title.en}”, and not to the same")
        if ours is None or theirs is None:
            deleting, editing = self._labels if ours is None else self._labels[::-1]
            message = Text(
                f"“{title.zh}”：{deleting.zh}删去，{editing.zh}修改",
                f"{deleting.en} deleted “{title.en}”, {editing.en} changed it",
            )
        return Clash("QZ831", message, item, field)

    def item(self, key: str, base: Piece, ours: Piece, theirs: Piece) -> Clash:
        """An item that both changed and whose fields could not be merged one by one."""
        titles = [
            self._title(name, self._item)
            for name in {**base.value, **ours.value, **theirs.value}
            if len(
                {canonical_json([name in side.value, side.value.get(name)]) for side in (base, ours, theirs)}
            )
            == 3
        ]
        message = Text(
            "两边都改了这个事项，写法不同，不能逐字段合并",
            "both sides changed this item, and it is laid out differently",
        )
        if titles:
            names = listed(titles)
            message = Text(
                f"“{names.zh}”两边改得不一样", f"both sides changed “{names.en}”, and not to the same"
            )
        return Clash("QZ831", message, key)

    def deleted(self, key: str, *, by_ours: bool) -> Clash:
        """An item that one side deleted or repealed and the other changed."""
        deleting, editing = self._labels if by_ours else self._labels[::-1]
        message = Text(
            f"{deleting.zh}取消了这个事项，{editing.zh}改了它",
            f"{deleting.en} deleted or repealed this item, {editing.en} changed it",
        )
        return Clash("QZ832", message, key)

    def twice(self, key: str) -> Clash:
        """An id that both sides gave to something new."""
        message = Text(
            f"两边各自新增了 {key}，内容不同", f"both sides added {key}, and not the same under it"
        )
        return Clash("QZ833", message, key)

    def left_behind(self, key: str, successors: list[str], *, by_ours: bool) -> Clash:
        """An item that one side edited after the other had made others of it."""
        editing, making = self._labels if by_ours else self._labels[::-1]
        new = listed(successors)
        message = Text(
            f"{editing.zh}改了这个事项，{making.zh}已把它变成 {new.zh}",
            f"{editing.en} changed this item, of which {making.en} made {new.en}",
        )
        return Clash("QZ834", message, key)

    def rivals(self, rivals: Rivals) -> Clash:
        """Items that the sides made into different ones."""
        older = listed(rivals.older)
        sides = [
            Text(f"{label.zh}变成 {listed(keys).zh}", f"{label.en} made {listed(keys).en} of it")
            if keys
            else Text(f"{label.zh}取消", f"{label.en} deleted it")
            for label, keys in zip(self._labels, (rivals.ours, rivals.theirs), strict=True)
        ]
        apart = CLAUSE.join(sides)
        message = Text(f"{older.zh} 两边去向不同：{apart.zh}", f"{older.en}: {apart.en}")
        return Clash("QZ834", message, rivals.older[0])

    def _title(self, name: str, known: dict[str, Any]) -> Text:
        if name in _COMMENTS:
            return _COMMENTS[name]
        return kinds.title_of(known[name]) if name in known else Text(name, name)
