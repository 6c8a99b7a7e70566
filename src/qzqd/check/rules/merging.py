"""QZ83x: where two people have changed the same thing. Upheld by `qzqd merge`, which sees three versions."""

from __future__ import annotations

from qzqd.check.rule import CERTIFICATES, Example, Scene, declare
from qzqd.locale import Text

_PETS = "  - id: ZM-03\n    name: 宠物饲养证明\n    issuance: shall-not\n"


def _dogs(*lines: str, name: str = "居民养犬证明") -> str:
    more = "".join(f"    {line}\n" for line in lines)
    return f"  - id: ZM-01\n    name: {name}\n    issuance: shall-not\n{more}"


_ACCESS = {"kind": "community-access"}


def _scene(ours: str, theirs: str, header: dict[str, str] = CERTIFICATES) -> Scene:
    """Two sides that have grown from one list. header: of theirs."""
    return Scene(
        "merge base.yaml ours.yaml theirs.yaml",
        {
            "base.yaml": Example(f"items:\n{_dogs()}", CERTIFICATES).text(),
            "ours.yaml": Example(f"items:\n{ours}", CERTIFICATES).text(),
            "theirs.yaml": Example(f"items:\n{theirs}", header).text(),
        },
    )


_GONE = _dogs('repealed: "2025-01-01"', "repealed_by: 茅政发〔2025〕3号")
_MERGED = _scene(_dogs(name="养犬证明"), _dogs("note: 由公安机关核实") + _PETS)

declare(
    "QZ830",
    "error",
    title=Text("不能按事项合并", "It cannot be merged by item"),
    why=Text(
        "合并按编号找事项、按字段取两边的改动。三个版本都要是同一类型的清单，事项都有编号、不重复；不符合的什么也不写。",
        "A merge finds items by id and takes what each side changed of each field. All three versions have to be "
        "lists of one kind whose items have an id each, none twice; otherwise nothing is written.",
    ),
    fails=_scene(_dogs(name="养犬证明"), _dogs(), _ACCESS),
    passes=_MERGED,
)
declare(
    "QZ831",
    "error",
    title=Text("两边改了同一处", "Both sides changed the same"),
    why=Text(
        "同一个字段两边改得不一样，只有人才能定留哪一个。文件里用冲突标记列出两边的写法。",
        "Both sides changed a field, and not to the same. Only a person can tell which is right; the file shows "
        "both between conflict markers.",
    ),
    fails=_scene(_dogs(name="养犬证明"), _dogs(name="居民饲养犬只证明")),
    passes=_MERGED,
)
declare(
    "QZ832",
    "error",
    title=Text("一边取消、一边修改", "Deleted on one side, edited on the other"),
    why=Text(
        "一边删去或取消了事项，另一边还在改它。照删，改动就丢了；照留，取消就落空了。",
        "One side deleted or repealed an item that the other went on editing. Deleting it would lose the edit, "
        "keeping it would undo the decision.",
    ),
    fails=_scene(_GONE, _dogs(name="养犬证明")),
    passes=_scene(_GONE, _dogs() + _PETS),
)
declare(
    "QZ833",
    "error",
    title=Text("同一个新编号，两样内容", "One new id for two things"),
    why=Text(
        "两边各自新增了事项，用了同一个编号。编号只能指一个事项，其中一个要换新编号。",
        "Both sides added an item under the same id. An id stands for one item only, so one of them needs another.",
    ),
    fails=_scene(_dogs() + _PETS, _dogs() + _PETS.replace("宠物饲养", "出生")),
    passes=_scene(_dogs() + _PETS, _dogs() + _PETS),
)
declare(
    "QZ834",
    "error",
    title=Text(
        "一边改编号、合并或拆分，一边另有改动",
        "Renumbered, merged or split on one side, changed on the other",
    ),
    why=Text(
        "一边按沿革把事项变成了别的编号，另一边改的还是旧事项，或者变成了另外的编号。改动要由人移到新事项上。",
        "By its lineage one side turned an item into others, while the other side edited the old one or turned it "
        "into something else. A person has to carry the change over to the new item.",
    ),
    fails=_scene(_GONE + _PETS + "    replaces: [ZM-01]\n", _dogs(name="养犬证明")),
    passes=_scene(_GONE + _PETS + "    replaces: [ZM-01]\n", _dogs()),
)
