"""A list into its file: a new one, or one that is there brought up to date; beside it, what the workbook said."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from qzqd import kinds
from qzqd.locale import Text
from qzqd.office.importing import update, writing
from qzqd.read import source
from qzqd.read.problem import Problem, Refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from qzqd.compare.change import Comparison


_STATE = ".import.json"
_VERSION = 1


@dataclass
class Delivery:
    """old: the file as it is, None where there is none. updated: what became of it, where there is one.

    header: what the workbook itself says of the list, before anybody decided otherwise. unread: ids of items that the workbook has and
    that were not read.
    """

    place: Path
    data: dict[str, Any]
    root: Path
    max_bytes: int
    old: bytes | None
    updated: update.Updated | None = None
    header: dict[str, Any] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()

    @classmethod
    def to(
        cls,
        place: Path,
        data: dict[str, Any],
        root: Path,
        max_bytes: int,
        header: dict[str, Any] | None = None,
        unread: frozenset[str] = frozenset(),
    ) -> Delivery:
        """What is to be written to a place. root, max_bytes: as `source.read` has them, for what is there.

        Raises Refused and Unsafe for a file that cannot be brought up to date.
        """
        old = source.read(place, root, max_bytes) if place.is_symlink() or place.exists() else None
        made = cls(place, data, root, max_bytes, old, header=header or {}, unread=unread)
        made.settle({})
        return made

    @property
    def removed(self) -> list[str]:
        """The ids that the workbook no longer has."""
        gone = self.updated.removed if self.updated else []
        return [key for key in gone if key not in self.unread]

    def settle(self, repealed: Mapping[str, str]) -> None:
        """Work out the file. repealed: by id, the day on which an item that has gone was cancelled."""
        if self.old is not None:
            said = self._said_before("proposed")
            same = frozenset(
                name
                for name, digest in update.of_header(self.header).items()
                if said.get(name) == digest and self.data.get(name) == self.header[name]
            )
            self.updated = update.update(self.old, self.data, self._said_before("items"), repealed, same)

    def compared(self, file: str, name: str) -> Comparison | None:
        """What changes in a file that is there, in the words of an adjustment. name: the file, as users are told of it."""
        if self.old is None or self.updated is None:
            return None
        return list_differences(self.old, self.updated.data, file, name)

    def stays(self) -> Iterator[Text]:
        """What the workbook does not have its way in, or has where that may not be right."""
        if not self._memory and self.updated and self.updated.data != self.old:
            yield Text(
                f"没有 {self._state.name}，分不清清单里哪些是手工改的：和工作簿不一样的都按工作簿，请看上面的改动",
                f"{self._state.name} is not there, so that edits by hand cannot be told: the workbook has its way everywhere, as the changes above show",
            )
        for title, number in self._columns_gone():
            yield Text(
                f"上次有、这次没有“{title.zh}”这一栏，{number} 项的这一栏跟着删去了（手工改过的除外）：不是有意删的，把这一栏加回来再导入",
                f"the column “{title.en}” is there no more, and {number} items have lost it, but for edits by hand: if that is not meant, put it back and import again",
            )
        for key in self.removed:
            yield Text(
                f"{key} 在工作簿里没有了，清单里保留；确已取消的，请填写 repealed（取消日期）",
                f"{key} is no longer in the workbook and was kept; if it was cancelled, fill in repealed",
            )
        for key in self.updated.removed if self.updated else ():
            if key in self.unread:
                yield Text(
                    f"{key} 在工作簿里还有，但是没有读（隐藏、划了删除线等，见上面），清单里保留；确已取消的，请填写 repealed（取消日期）",
                    f"{key} is in the workbook, but was not read (hidden, struck through or the like, see above), and was kept; if it was cancelled, fill in repealed",
                )
        for key, name in self.updated.kept if self.updated else ():
            yield Text(
                f"{key or '清单开头'} 的 {name} 清单和工作簿不一致，清单里的是手工改过的，保留；请核对",
                f"{name} of {key or 'header'} was edited by hand and differs from the workbook; the edit was kept",
            )

    def _columns_gone(self) -> Iterator[tuple[Text, int]]:
        """The fields that several items had from the workbook before, and that none has now."""
        before = Counter(
            name
            for key, fields in self._said_before("items").items()
            if key != update.HEADER and isinstance(fields, dict)
            for name in fields
        )
        there = {name for item in self.data["items"] for name in item}
        for name, number in before.items():
            node = kinds.item_schema(kinds.schema(self.data["kind"]))["properties"].get(name)
            if number > 1 and node and name not in there:
                yield kinds.title_of(node), number

    def write(self) -> None:
        """Put the list in its place. Raises what `atomic.replace` raises."""
        from qzqd.write import atomic

        made = self.updated.data if self.updated else writing.written_list(self.data)
        base = self.updated.base if self.updated else update.digests(self.data)
        said = {"version": _VERSION, "items": base, "proposed": update.of_header(self.header)}
        text = json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        atomic.make_folder(self.place.parent, self.root)
        atomic.replace(self.place, made, expected=self.old, root=self.root)
        atomic.replace(self._state, text.encode(), root=self.root)

    @property
    def _state(self) -> Path:
        return self.place.with_suffix(_STATE)

    @cached_property
    def _memory(self) -> dict[str, Any]:
        """What the workbook said the last time; empty where nobody has kept that. Raises Refused for one that is broken."""
        if not self._state.exists():
            return {}
        try:
            said = json.loads(source.read(self._state, self.root, self.max_bytes))
        except (ValueError, RecursionError):
            said = None
        if isinstance(said, dict) and said.get("version") == _VERSION and isinstance(said.get("items"), dict):
            return said
        name = self._state.name
        message = Text(
            f"导入记录 {name} 坏了，或者有合并冲突：分不清清单里哪些是手工改的，没有导入",
            f"{name}, the memory of the last import, is broken or has conflicts: what was edited by hand cannot be told, and nothing was imported",
        )
        help = Text(
            f"用工作簿较新的那一边的：git checkout --ours {name}，或者 --theirs；都没有了就删去它，再导入时按工作簿更新",
            f"take that of the side with the newer workbook: git checkout --ours {name}, or --theirs; where both are lost delete it, and the workbook will have its way",
        )
        raise Refused("QZ009", Problem(message, help=help))

    def _said_before(self, part: str) -> dict[str, Any]:
        found = self._memory.get(part)
        return found if isinstance(found, dict) else {}


def list_differences(old: bytes, new: bytes, file: str, name: str) -> Comparison:
    """What changes in a list. file: the workbook that changes it; name: the list, as users are told of them."""
    from qzqd.compare.run import compare
    from qzqd.read.side import Side, SideFile

    sides = ((name, old), (file, new))
    return compare(*(Side(label, [SideFile(name, data)], single=True) for label, data in sides))
