"""Fields that a list has to have as its upstream list has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.cover.unplaced import UnplacedFinding
from qzqd.kinds import value_at
from qzqd.locale import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.cover.gathered import WorkspaceData
    from qzqd.open.catalogue import Catalogue, Item


def upstream_differences(gathered: WorkspaceData) -> Iterator[UnplacedFinding]:
    """Every value that differs from that of the upstream item, list by list."""
    known = {loaded.id: loaded for loaded in gathered.lists}
    for loaded in gathered.lists:
        upstream = loaded.header.get("upstream", {})
        fields, above = upstream.get("same", ()), known.get(loaded.upstream)
        if fields and above is not None:
            yield from _compared(loaded, {item["id"]: item for item in above.items}, above.id, fields)


def _compared(
    loaded: Catalogue, above: dict[str, Item], catalogue: str, fields: list[str]
) -> Iterator[UnplacedFinding]:
    for item in loaded.in_force:
        theirs = above.get(item.get("upstream", ""))
        for field in fields if theirs is not None else ():
            mine, wanted = (value_at(each, field.split(".")) for each in (item, theirs))
            if mine != wanted:
                shown = [
                    Text("没有", "nothing") if each is None else Text(str(each), str(each))
                    for each in (mine, wanted)
                ]
                key = item["upstream"]
                message = Text(
                    f"{field} 是 {shown[0].zh}，{catalogue} 的 {key} 是 {shown[1].zh}",
                    f"{field} is {shown[0].en}, and {shown[1].en} in {key} of {catalogue}",
                )
                help = Text("改成一致，或者核对 upstream", "make them the same, or check `upstream`")
                place = field if mine is not None else "upstream"
                yield UnplacedFinding(
                    "QZ317", loaded.path, item["id"], place, message, help, f"{field} {mine} {wanted}"
                )
