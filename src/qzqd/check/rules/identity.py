"""Ids and names: each belongs to one item, and an id once used is never used again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.check.rule import CERTIFICATES, Example, rule, rule_across
from qzqd.kinds.traits import Archetype, archetype, traits
from qzqd.locale import Text
from qzqd.read.problem import Problem
from qzqd.text import all_distinct, listed, normalised

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.check.subject import Subject
    from qzqd.finding import DataPath
    from qzqd.open.catalogue import Item
    from qzqd.open.summary import Summary

_BIRTH = "items:\n  - {id: ZM-01, name: 出生证明, issuance: shall-not}\n"
_DEATH = "items:\n  - {id: ZM-02, name: 死亡证明, issuance: shall-not}\n"
_BURIED = (
    "items:\n"
    "  - id: ZM-01\n"
    "    name: 健在证明\n"
    "    issuance: shall-not\n"
    '    repealed: "2025-03-01"\n'
    "    repealed_by: 鄂政发〔2025〕3号\n"
)


def _ids_differ(subject: Subject) -> bool:
    return len({item["id"] for item in subject.every}) == len(subject.every)


@rule(
    "QZ201",
    "error",
    title=Text("事项编号重复", "Duplicate item id"),
    why=Text(
        "编号是事项的身份：对比版本、统计承接、引用事项都靠它。两个事项同号，就分不清说的是哪一个。",
        "The id is what an item is known by when editions are compared, adoption is counted and items are "
        "cited. With one id on two items nobody can tell which is meant.",
    ),
    fails=Example(_BIRTH + "  - {id: ZM-01, name: 死亡证明, issuance: shall-not}\n", CERTIFICATES),
    passes=Example(_BIRTH + "  - {id: ZM-02, name: 死亡证明, issuance: shall-not}\n", CERTIFICATES),
    quiet=_ids_differ,
)
def duplicate_id(subject: Subject) -> Iterator[Problem]:
    for holders in _repeated_ids(subject):
        standing = {index for index, _ in subject.live}
        if len({index in standing for index, _ in holders}) == 1:
            (first, item), *others = holders
            for index, _ in others:
                yield Problem(
                    Text(
                        f"编号 {item['id']} 与第 {first + 1} 个事项“{item['name']}”重复",
                        f"id {item['id']} is already that of item no. {first + 1}, “{item['name']}”",
                    ),
                    ("items", index, "id"),
                    Text(
                        "同一事项写了两遍的删去一遍；不同事项的换一个没有用过的编号",
                        "delete the item if it stands there twice; otherwise give it an id never used before",
                    ),
                    value=item["id"],
                )


@rule(
    "QZ203",
    "error",
    title=Text("重新使用已取消事项的编号", "Id of a cancelled item used again"),
    why=Text(
        "已取消的事项留在清单里，就是为了它的编号不再属于别的事项；否则旧文件里的编号会指到新事项上。",
        "A cancelled item stays in the list so that its id never comes to mean something else; otherwise an "
        "id in an older document would point at the new item.",
    ),
    fails=Example(_BURIED + "  - {id: ZM-01, name: 出生证明, issuance: shall-not}\n", CERTIFICATES),
    passes=Example(_BURIED + "  - {id: ZM-02, name: 出生证明, issuance: shall-not}\n", CERTIFICATES),
    quiet=_ids_differ,
)
def reused_id(subject: Subject) -> Iterator[Problem]:
    for holders in _repeated_ids(subject):
        standing = {index for index, _ in subject.live}
        grave = next((index for index, _ in holders if index not in standing), None)
        if grave is not None:
            for index, item in holders:
                if index in standing:
                    yield Problem(
                        Text(
                            f"编号 {item['id']} 属于已取消的第 {grave + 1} 个事项，不得再用",
                            f"id {item['id']} belongs to the cancelled item no. {grave + 1} and must not be "
                            "used again",
                        ),
                        ("items", index, "id"),
                        _NEW_ID,
                        value=item["id"],
                    )


_NEW_ID = Text(
    "换一个从未用过的编号；接替旧事项的，用 replaces 写明旧编号",
    "give it an id never used before; if it takes the place of the old item, say so with replaces",
)


def _repeated_ids(subject: Subject) -> list[list[tuple[int, Item]]]:
    """The items of every id that more than one has."""
    holders: dict[str, list[tuple[int, Item]]] = {}
    for pair in subject.items:
        holders.setdefault(pair[1]["id"], []).append(pair)
    return [pairs for pairs in holders.values() if len(pairs) > 1]


@rule(
    "QZ204",
    "warning",
    title=Text("事项名称重复", "Duplicate item name"),
    why=Text(
        "同一主项、类别、类型和主体之下，两个事项只差全半角、空格、标点或者一个形近字（己、已），多半是同一事项录了两遍。"
        "归属不同、填报同一上级事项、部门得分重复的，另有规则提示。",
        "Two items under one main item, category, type and body whose names differ at most in width, spaces, "
        "punctuation or a character that looks alike (己, 已) are most likely one item entered twice. Other rules tell of those "
        "that have two owners, of one upstream item that is reported twice, and of scores given twice.",
    ),
    fails=Example(
        "items:\n"
        "  - {id: ZM-01, name: 出生、死亡证明, issuance: shall-not}\n"
        "  - {id: ZM-02, name: 出生死亡证明, issuance: shall-not}\n",
        CERTIFICATES,
    ),
    passes=Example(_BIRTH + "  - {id: ZM-02, name: 死亡证明, issuance: shall-not}\n", CERTIFICATES),
)
def duplicate_name(subject: Subject) -> Iterator[Problem]:
    names = subject.column("name")
    if (alike := _as_it_looks(subject.names())) != subject.names():
        names = alike.split("\0")
    if all_distinct(names):
        return
    about = subject.traits
    if about.declared.ledger == "scores" or about.archetype is Archetype.ADOPTION:
        return
    telling = {
        *about.having("distinguishes"),
        *filter(None, [about.declared.sole]),
        *(path[0] for path in about.refers.get("upstream", ())),
    }
    first: dict[tuple[str, ...], tuple[int, Item]] = {}
    for (index, item), name in zip(subject.live, names, strict=True):
        key = (normalised(name), *(str(item.get(field)) for field in telling))
        earlier, twin = first.setdefault(key, (index, item))
        if earlier != index and twin["id"] != item["id"]:
            yield Problem(
                _twin(item["name"], earlier + 1, twin),
                ("items", index, "name"),
                Text(
                    "录了两遍的删去一遍；不同事项的改用能区分的名称",
                    "delete it if it was entered twice; otherwise give it a name that tells them apart",
                ),
                value=item["name"],
            )


def _twin(name: str, number: int, twin: Item) -> Text:
    if normalised(name) == normalised(twin["name"]):
        return Text(
            f"名称“{name}”与第 {number} 个事项（{twin['id']}）相同",
            f"the name “{name}” is also that of item no. {number} ({twin['id']})",
        )
    return Text(
        f"名称“{name}”与第 {number} 个事项（{twin['id']}）“{twin['name']}”只差形近字",
        f"the name “{name}” differs from item no. {number} ({twin['id']}), “{twin['name']}”, in what looks alike",
    )


_LOOK_ALIKE = ("己已巳", "未末", "戊戌戍", "曰日", "土士", "千干", "折拆", "侯候", "帐账", "廷延", "徒徙")


def _as_it_looks(text: str) -> str:
    """The text with the first of its like that it has for each character that is easily taken for another one."""
    for signs in _LOOK_ALIKE:
        first, *others = [sign for sign in signs if sign in text] or [""]
        for other in others:
            text = text.replace(other, first)
    return text


@rule_across(
    "QZ202",
    "error",
    title=Text("不同清单的事项编号重复", "Item id used in two lists"),
    why=Text(
        "同一地区同一类型的几份清单共用一套编号，一个编号只能是一个事项。同一清单的不同版本编号相同，"
        "不算重复。",
        "The lists of one kind in one place share one set of ids, and each id is one item. Editions of the "
        "same list share their ids rightly.",
    ),
    fails=Example(_BIRTH, CERTIFICATES, beside=(Example(_BIRTH, {**CERTIFICATES, "id": "example/other"}),)),
    passes=Example(_BIRTH, CERTIFICATES, beside=(Example(_DEATH, {**CERTIFICATES, "id": "example/other"}),)),
)
def shared_id(summaries: list[Summary]) -> Iterator[tuple[Summary, Problem]]:
    for namespace in _namespaces(summaries):
        owners: dict[str, Summary] = {}
        for summary in namespace:
            live = _live(summary)
            clashes = {
                key: owners[key]
                for key in owners.keys() & live
                if owners[key].id != summary.id and not _adopted_twice(summary, owners[key])
            }
            for other, places in _by_file(summary, clashes):
                ids = listed([*places])
                message = Text(
                    f"编号 {ids.zh} 在 {other.path} 里已经使用",
                    f"already used in {other.path}: {ids.en}",
                )
                advice = Text(
                    "换用另一组编号；若是同一清单的另一版本，两份文件的清单编号 id 应相同",
                    "use other ids; if these are editions of one list, both files should have the same "
                    "catalogue id",
                )
                yield summary, Problem(message, at_the_one(places, "id"), advice, value=" ".join(places))
            for key in live:
                owners.setdefault(key, summary)


@rule_across(
    "QZ211",
    "error",
    title=Text("重新使用别处已取消事项的编号", "Id of an item cancelled elsewhere used again"),
    why=Text(
        "同一地区同一类型的另一份清单或同一清单的旧版本里，这个编号已经随事项取消，不能再指别的事项。",
        "In another list of this kind and place, or in an earlier edition of this list, the id was "
        "cancelled with its item; it cannot come to mean something else.",
    ),
    fails=Example(_BIRTH, CERTIFICATES, beside=(Example(_BURIED, {**CERTIFICATES, "id": "example/other"}),)),
    passes=Example(_DEATH, CERTIFICATES, beside=(Example(_BURIED, {**CERTIFICATES, "id": "example/other"}),)),
)
def reused_id_across(summaries: list[Summary]) -> Iterator[tuple[Summary, Problem]]:
    for namespace in _namespaces(summaries):
        graves: dict[str, list[Summary]] = {}
        for summary in namespace:
            for key in summary.repealed:
                graves.setdefault(key, []).append(summary)
        for summary in namespace if graves else ():
            clashes = {
                key: grave
                for key in graves.keys() & _live(summary)
                if (grave := next((other for other in graves[key] if _binds(other, summary)), None))
            }
            for other, places in _by_file(summary, clashes):
                ids = listed([*places])
                message = Text(
                    f"编号 {ids.zh} 在 {other.path} 里属于已取消的事项，不得再用",
                    f"cancelled in {other.path} and not to be used again: {ids.en}",
                )
                yield summary, Problem(message, at_the_one(places, "id"), _NEW_ID, value=" ".join(places))


@rule_across(
    "QZ210",
    "error",
    title=Text("清单编号和版本重复", "Two files are the same edition of one list"),
    why=Text(
        "一份清单的一个版本只能有一个文件，否则对比、统计时不知道以哪个为准。",
        "An edition of a list is one file; with two nobody knows which one counts.",
    ),
    fails=Example(_BIRTH, CERTIFICATES, beside=(Example(_DEATH, CERTIFICATES),)),
    passes=Example(
        _BIRTH, CERTIFICATES, beside=(Example(_DEATH, {**CERTIFICATES, "edition": '"2026-01-01"'}),)
    ),
)
def duplicate_catalogue(summaries: list[Summary]) -> Iterator[tuple[Summary, Problem]]:
    first: dict[tuple[str, str], Summary] = {}
    for summary in summaries:
        other = first.setdefault((summary.id, summary.edition), summary)
        if other is not summary:
            yield (
                summary,
                Problem(
                    Text(
                        f"{other.path} 也是清单 {summary.id} 的 {summary.edition} 版",
                        f"{other.path} is edition {summary.edition} of {summary.id} too",
                    ),
                    ("id",),
                    Text(
                        "不同的清单改 id；同一清单的新版本改 edition；多余的文件删去",
                        "change id if it is another list, edition if it is a later one; delete a stray copy",
                    ),
                    value=f"{summary.id} {summary.edition}",
                ),
            )


def _adopted_twice(one: Summary, other: Summary) -> bool:
    """Two adoptions of one list by one unit, of which QZ505 tells."""
    adopted = archetype(one.kind) is Archetype.ADOPTION
    return adopted and one.upstream_catalogue == other.upstream_catalogue


def _namespaces(summaries: list[Summary]) -> Iterator[list[Summary]]:
    """Catalogues that share one set of ids: of one kind and one place, or editions of one department's list."""
    grouped: dict[tuple[str, str, str], list[Summary]] = {}
    for summary in summaries:
        own = summary.id if traits(summary.kind).declared.per_body else ""
        grouped.setdefault((summary.kind, summary.jurisdiction, own), []).append(summary)
    return (namespace for namespace in grouped.values() if len(namespace) > 1)


def _binds(grave: Summary, summary: Summary) -> bool:
    """Whether what was cancelled in `grave` is gone for `summary`: a later edition says nothing of an earlier."""
    return grave.id != summary.id or grave.edition < summary.edition


def _live(summary: Summary) -> set[str]:
    return set(summary.ids).difference(summary.repealed, ("",))


def _by_file(summary: Summary, clashes: dict[str, Summary]) -> Iterator[tuple[Summary, dict[str, int]]]:
    """Each other catalogue with the ids that clash with it, and at which item of `summary` each is first."""
    found: dict[str, tuple[Summary, dict[str, int]]] = {}
    for index, key in enumerate(summary.ids if clashes else ()):
        if key in clashes:
            other = clashes[key]
            found.setdefault(other.path, (other, {}))[1].setdefault(key, index)
    yield from found.values()


def at_the_one(places: dict[str, int], field: str) -> DataPath:
    """At the item, or, where several are shared and the lists as a whole are the matter, at the list's own id."""
    return ("items", next(iter(places.values())), field) if len(places) == 1 else ("id",)
