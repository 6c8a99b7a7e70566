"""What became of each item, in official terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.editions import Item, compared, item, side, told
from qzqd.compare import edition
from qzqd.compare.change import LABELS
from qzqd.compare.run import compare
from qzqd.read.side import Side, SideFile
from qzqd.report.changes.words import summary

if TYPE_CHECKING:
    from qzqd.compare.change import Comparison

A, B, C = item("A", "养老服务"), item("B", "托育服务"), item("C", "防汛排涝")
GONE = {"repealed": "2025-01-01", "repealed_by": "3号"}
POWER = {"power_type": "行政处罚", "authority": "街道办事处", "basis": [{"law": "消防法", "article": 31}]}


def power(key: str, name: str, **fields: Any) -> Item:
    return item(key, name, **{**POWER, **fields})


def test_nothing() -> None:
    comparison = compared([A, B], [A, B])
    assert told(comparison) == []
    assert (comparison.old_items, comparison.new_items, comparison.by_type()) == (2, 2, {})
    assert [each.id for each in comparison.catalogues] == ["toy/tasks"]


@pytest.mark.parametrize(
    ("lists", "more", "sums"),
    [
        (True, [], (2, 2)),
        (True, [item("U3", "丙街道", type="street")], (2, 2)),
        (False, [], (2, 2)),
    ],
)
def test_a_register_counts_apart_or_alone(lists: bool, more: list[Item], sums: tuple[int, int]) -> None:
    """The laws and units that lists are held against are no part of an adjustment."""
    units = [item("U1", "甲街道", type="street"), item("U2", "乙街道", type="street")]
    sides = []
    for label, added in (("old", []), ("new", more)):
        register = side([*units, *added], f"{label}-units", kind="units", id="toy/units").documents
        listed = side([A, B], label).documents if lists else []
        sides.append(Side(label, [*listed, *register]))
    comparison = compare(*sides)
    assert (comparison.old_items, comparison.new_items) == sums
    assert [(each.old_items, each.new_items) for each in comparison.registers()] == ([(2, 3)] if more else [])
    assert ("登记簿 2 → 3" in {part.zh for part in summary(comparison)}) == bool(more)


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ([A], [A, B], [("added", (), ("B",), "id")]),
        ([A, B], [A], [("cancelled", ("B",), (), "id")]),
        ([A, B], [A, {**B, **GONE}], [("cancelled", ("B",), (), "id")]),
        ([A, {**B, **GONE}], [A, B], [("added", (), ("B",), "id")]),
        ([A, {**B, **GONE}], [A], []),
        ([A], [{**A, "name": "居家养老服务"}], [("renamed", ("A",), ("A",), "id")]),
        ([A], [{**A, "basis": [{"law": "民法典"}]}], [("basis", ("A",), ("A",), "id")]),
        (
            [{**A, "lead_department": "市教育局"}],
            [{**A, "lead_department": "市民政局"}],
            [("transferred", ("A",), ("A",), "id")],
        ),
        (
            [{**A, "supporting_departments": ["市民政局"]}],
            [{**A, "supporting_departments": ["市财政局"]}],
            [("transferred", ("A",), ("A",), "id")],
        ),
        # Nobody was named before: nothing passes from one body to another.
        ([A], [{**A, "lead_department": "市民政局"}], [("edited", ("A",), ("A",), "id")]),
        ([A], [{**A, "category": "民生"}], [("moved", ("A",), ("A",), "id")]),
        ([A], [{**A, "deadline": "2025-12-31"}], [("edited", ("A",), ("A",), "id")]),
        ([A], [{**A, "seq": 7}], []),
        ([A], [{**A, "id": "A-1"}], [("edited", ("A",), ("A-1",), "name")]),
        (
            [A],
            [{**A, "name": "居家养老服务", "category": "民生", "deadline": "2025-12-31"}],
            [
                ("renamed", ("A",), ("A",), "id"),
                ("moved", ("A",), ("A",), "id"),
                ("edited", ("A",), ("A",), "id"),
            ],
        ),
    ],
)
def test_one_item(old: list[Item], new: list[Item], wanted: list[tuple[object, ...]]) -> None:
    assert told(compared(old, new)) == wanted


MERGED = item("AB", "一老一小服务", merged_from=["A", "B"])


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ([A, B], [MERGED], ("merged", ("A", "B"), ("AB",), "lineage")),
        ([A, B], [MERGED, {**A, **GONE}, {**B, **GONE}], ("merged", ("A", "B"), ("AB",), "lineage")),
        ([A, B], [{**A, "replaces": ["B"]}], ("merged", ("B", "A"), ("A",), "lineage")),
        ([A, B], [A, {**B, **GONE, "succeeded_by": ["A"]}], ("merged", ("B", "A"), ("A",), "lineage")),
        ([C], [item("X", "防汛", split_from="C"), item("Y", "排涝", split_from="C")],
         ("split", ("C",), ("X", "Y"), "lineage")),
        ([C], [C, item("Y", "排涝", split_from="C")], ("split", ("C",), ("Y", "C"), "lineage")),
        ([C], [{**C, **GONE, "succeeded_by": ["X", "Y"]}, item("X", "防汛"), item("Y", "排涝")],
         ("split", ("C",), ("X", "Y"), "lineage")),
        ([A], [item("N", "居家养老", replaces=["A"])], ("renamed", ("A",), ("N",), "lineage")),
        ([A], [{**A, "id": "N", "replaces": ["A"]}], ("edited", ("A",), ("N",), "lineage")),
    ],
)  # fmt: skip
def test_declared_lineage(old: list[Item], new: list[Item], wanted: tuple[object, ...]) -> None:
    comparison = compared(old, new)
    assert told(comparison) == [wanted]
    assert comparison.findings == []


def test_lineage_of_an_earlier_edition_is_no_news() -> None:
    assert told(compared([MERGED, {**A, **GONE}], [{**MERGED, "note": "改"}, {**A, **GONE}])) == [
        ("edited", ("AB",), ("AB",), "id")
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ([A, B], [{**A, "name": "一老一小", "note": "并", "replaces": ["B"]}]),
        ([A], [{**A, "name": "养老", "note": "拆"}, item("N", "托老", split_from="A")]),
    ],
)
def test_a_merger_or_split_tells_what_changed_in_the_item_that_stays(
    old: list[Item], new: list[Item]
) -> None:
    (change,) = [*compared(old, new).changes()]
    assert [(field.field, field.old) for field in change.fields] == [("name", "养老服务"), ("note", None)]


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ([A, B], [A, item("N", "新", replaces=["A"])], ["QZ802"]),
        ([A, B], [item("X", "甲", replaces=["A", "B"]), item("Y", "乙", replaces=["A", "B"])], ["QZ803"]),
        ([A, B], [item("X", "甲", replaces=["Y"]), item("Y", "乙", replaces=["X"])], ["QZ804"]),
        ([A, B], [item("X", "甲", merged_from=["A", "B"], replaces=["A"])], ["QZ805"]),
    ],
)
def test_lineage_that_cannot_be(old: list[Item], new: list[Item], codes: list[str]) -> None:
    assert [finding.code for finding in compared(old, new).findings] == codes


def test_lineage_that_was_wrong_before_is_no_news() -> None:
    circle = [item("X", "甲", replaces=["Y"]), {**item("Y", "乙", replaces=["X"]), **GONE}]
    assert compared([A, *circle], [{**A, "note": "改"}, *circle]).findings == []
    (finding,) = compared([A, *circle], [A, {**circle[0], "note": "改"}, circle[1]]).findings
    assert (finding.code, finding.item) == ("QZ804", "X")


def test_a_finding_stands_at_its_place() -> None:
    (finding,) = compared([A], [A, item("N", "新", replaces=["A"])]).findings
    assert (finding.path, finding.span.line, finding.item) == ("new.yaml", 13, "N")


HANDED_DOWN = {"kind": "delegated-powers"}
DUTIES = {"kind": "township-duties"}
ACCESS = {"kind": "community-access"}


@pytest.mark.parametrize(
    ("header", "old", "new", "there", "back"),
    [
        (HANDED_DOWN, [], [power("A", "甲")], "delegated", "recalled"),
        ({"kind": "street-powers"}, [power("A", "甲", level=["县"])],
         [power("A", "甲", level=["镇（乡、街道）"])], "delegated", "recalled"),
        ({"kind": "street-powers"}, [power("A", "甲", power_source="法定本级行使")],
         [power("A", "甲", power_source="上级下放")], "delegated", "recalled"),
        (DUTIES, [item("A", "甲", section="recalled")], [item("A", "甲", section="basic")],
         "delegated", "recalled"),
        (DUTIES, [item("A", "甲", section="basic")], [item("A", "甲", section="assist")], "moved", "moved"),
        ({}, [A], [A, B], "added", "cancelled"),
        (ACCESS, [], [item("A", "甲", listing="positive")], "added", "withdrawn"),
        ({}, [A, B], [MERGED], "merged", "split"),
    ],
)  # fmt: skip
def test_every_change_has_its_opposite(
    header: dict[str, Any], old: list[Item], new: list[Item], there: str, back: str
) -> None:
    kept = power("Z", "留") if "powers" in header.get("kind", "") else item("Z", "留", section="basic")
    kept = item("Z", "留", listing="positive") if header == ACCESS else kept
    kept = item("Z", "留") if not header else kept
    forth = compared([kept, *old], [kept, *new], **header)
    lineage = {"A": {"split_from": "AB"}, "B": {"split_from": "AB"}} if there == "merged" else {}
    home = compared(
        [kept, *(_without_lineage(each) for each in new)],
        [kept, *({**each, **lineage.get(each["id"], {})} for each in old)],
        **header,
    )
    assert [change.type for change in forth.changes()] == [there]
    assert [change.type for change in home.changes()] == [back]


def _without_lineage(one: Item) -> Item:
    return {key: value for key, value in one.items() if key not in ("merged_from", "replaces")}


def test_every_type_is_mirrored_somewhere() -> None:
    """Those that are their own opposite: the other direction is the same kind of change."""
    mirrored = {"added", "cancelled", "delegated", "recalled", "merged", "split", "moved", "withdrawn"}
    assert LABELS.keys() - mirrored == {"adopted", "renamed", "basis", "transferred", "edited"}


ADOPTION = {"kind": "adoption", "upstream": {"catalogue": "a/b", "edition": "2025"}, "unlisted": "adopted"}


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("not-adopted", "adopted", "adopted"),
        ("adopted", "returned", "recalled"),
        ("returned", "adopted", "adopted"),
        ("adopted", "not-applicable", "cancelled"),
        ("adopted", "partial", "edited"),
        (None, "not-adopted", "cancelled"),
        ("not-adopted", None, "adopted"),
    ],
)
def test_adoption(before: str | None, after: str | None, wanted: str) -> None:
    def rows(status: str | None) -> list[Item]:
        return [item("A", "甲", upstream="JD-1", status=status)] if status else []

    changes = [*compared(rows(before), rows(after), **ADOPTION).changes()]
    assert [change.type for change in changes] == [wanted]


def test_order_is_one_number() -> None:
    rows = [item(f"I-{number}", f"事项{number}", seq=number + 1) for number in range(40)]
    moved = [{**row, "seq": place + 1} for place, row in enumerate([rows[-1], *rows[:-1]])]
    comparison = compared(rows, moved)
    assert told(comparison) == []
    assert comparison.catalogues[0].reordered == 1


def test_a_new_set_of_ids_is_one_change_an_item() -> None:
    rows = [item(f"I-{number}", f"事项{number}") for number in range(40)]
    comparison = compared(rows, [{**row, "id": f"N-{row['id']}"} for row in rows])
    assert {(change.type, change.by) for change in comparison.changes()} == {("edited", "name")}
    assert all([field.field for field in change.fields] == ["id"] for change in comparison.changes())


def test_doubled_ids_stop_the_comparison() -> None:
    comparison = compared([A, B], [A, A])
    assert comparison.unreadable
    assert [(finding.code, finding.path) for finding in comparison.findings] == [("QZ801", "new.yaml")]
    assert comparison.catalogues == []


@pytest.mark.parametrize(
    "text", [b"items: [", b"kind: task-list\n", b"\xff\xfe", b"kind: nothing\nitems: []\n"]
)
def test_what_cannot_be_read_is_never_no_change(text: bytes) -> None:
    broken = Side("x", [SideFile("x.yaml", text)], single=True)
    for pair in ((side([A]), broken), (broken, side([A])), (broken, broken)):
        comparison = compare(*pair)
        assert comparison.unreadable
        assert comparison.findings


def test_a_list_that_cannot_be_read_is_not_a_list_that_was_deleted() -> None:
    old = _folder(("a.yaml", side([A, B])), ("c.yaml", side([C], id="toy/other")))
    new = _folder(("c.yaml", side([C], id="toy/other")))
    new.documents.append(SideFile("a.yaml", b"kind: task-list\n- [\n"))
    for pair in ((old, new), (new, old)):
        comparison = compare(*pair)
        assert comparison.unreadable
        assert told(comparison) == []


def test_an_item_that_others_were_merged_into_may_name_itself() -> None:
    comparison = compared([A, B], [{**A, "merged_from": ["A", "B"]}])
    assert told(comparison) == [("merged", ("B", "A"), ("A",), "lineage")]
    assert comparison.findings == []


@pytest.mark.parametrize("fault", [b'"open', b"[open", b'"a" b', b"{a: b"])
def test_a_fault_is_told_whichever_side_has_it(fault: bytes) -> None:
    """Of the newer side only what the older has not is read, and libyaml goes over the older alone."""
    sound = side([A, B, C]).documents[0].data
    changed = sound.replace("防汛".encode(), "防灾".encode())
    for faulty in ({"o", "n"}, {"o"}, {"n"}):
        old, new = (
            Side(
                name,
                [SideFile(name, data.replace('"托育服务"'.encode(), fault) if name in faulty else data)],
                single=True,
            )
            for name, data in (("o", sound), ("n", changed))
        )
        comparison = compare(old, new)
        assert comparison.unreadable == ("n" in faulty)
        assert faulty <= {finding.path for finding in comparison.findings}


def test_header_changes_are_told_apart() -> None:
    comparison = compare(side([A]), side([A], title="新任务清单"))
    (field,) = comparison.catalogues[0].header
    assert (field.field, field.title.zh, field.old, field.new) == (
        "title",
        "清单名称",
        "任务清单",
        "新任务清单",
    )


def _folder(*files: tuple[str, Side]) -> Side:
    return Side("folder", [SideFile(path, each.documents[0].data) for path, each in files])


def test_catalogues_pair_by_id_and_not_by_path() -> None:
    other = side([C], id="toy/other")
    comparison = compare(
        _folder(("a.yaml", side([A])), ("b.yaml", other)),
        _folder(("b.yaml", side([A, B])), ("c/甲.yaml", other)),
    )
    assert told(comparison) == [("added", (), ("B",), "id")]


def test_a_catalogue_that_comes_or_goes() -> None:
    there = compare(_folder(("a.yaml", side([A]))), _folder(("a.yaml", side([B], id="toy/new"))))
    assert sorted(told(there)) == [("added", (), ("B",), "id"), ("cancelled", ("A",), (), "id")]


def test_of_two_editions_the_newer_counts() -> None:
    comparison = compare(
        _folder(("a.yaml", side([A])), ("b.yaml", side([A, B], edition="2026"))),
        _folder(("a.yaml", side([A, B, C], edition="2027")), ("b.yaml", side([A, B], edition="2026"))),
    )
    assert told(comparison) == [("added", (), ("C",), "id")]


def test_an_earlier_edition_that_says_something_else_now_is_told() -> None:
    newest = "z.yaml", side([A], edition="2026")
    comparison = compare(_folder(("a.yaml", side([A, B])), newest), _folder(("a.yaml", side([A, C])), newest))
    assert told(comparison) == []
    assert [(each.code, each.path, each.value) for each in comparison.findings] == [
        ("QZ835", "a.yaml", "2025")
    ]
    assert not comparison.unreadable


@pytest.mark.parametrize("swapped", [False, True])
def test_two_files_of_one_edition_are_not_compared(swapped: bool) -> None:
    kept = ("c.yaml", side([C], id="toy/other"))
    one = _folder(("a.yaml", side([A])), kept)
    two = _folder(("a.yaml", side([A])), ("b.yaml", side([A, B])), kept)
    comparison = compare(two, one) if swapped else compare(one, two)
    assert comparison.unreadable
    assert [(finding.code, finding.path, finding.catalogue) for finding in comparison.findings] == [
        ("QZ210", "b.yaml", "toy/tasks")
    ]
    assert "a.yaml、b.yaml" in comparison.findings[0].message.zh
    assert [each.id for each in comparison.catalogues] == ["toy/other"]


def test_older_editions_may_be_there_twice() -> None:
    old = _folder(("a.yaml", side([A])), ("b.yaml", side([A])), ("c.yaml", side([A, B], edition="2026")))
    comparison = compare(old, _folder(("c.yaml", side([A], edition="2026"))))
    assert told(comparison) == [("cancelled", ("B",), (), "id")]
    assert comparison.findings == []


def test_a_list_pairs_by_its_id_however_it_is_laid_out() -> None:
    data = b'"kind": task-list\n"id": toy/flow\n' + side([A]).documents[0].data.split(b"\n", 2)[2]
    sides = [Side(label, [SideFile(f"{label}/a.yaml", data)]) for label in ("old", "new")]
    sides[1].documents.append(SideFile("b.yaml", side([B]).documents[0].data))
    assert told(compare(*sides)) == [("added", (), ("B",), "id")]


texts = st.text(alphabet="甲乙丙 \"#:|-'\\n", min_size=1, max_size=6).filter(lambda text: text.strip())
Rows = dict[str, dict[str, Any]]
keys = st.sampled_from([f"I-{number}" for number in range(6)])
lineage = {
    "replaces": st.lists(keys, min_size=1, max_size=2),
    "merged_from": st.lists(keys, min_size=2, max_size=3),
    "split_from": keys,
    "succeeded_by": st.lists(keys, min_size=1, max_size=2),
    "repealed": st.just("2025-01-01"),
}
items_of = st.dictionaries(
    keys,
    st.fixed_dictionaries({"name": texts}, optional={"note": texts, "category": texts, **lineage}),
    min_size=1,
)


@st.composite
def editions(draw: st.DrawFn) -> tuple[Rows, Rows]:
    """Two editions that have much in common."""
    old = draw(items_of)
    kept = {key: row for key, row in old.items() if draw(st.integers(0, 3))}
    return old, {**kept, **draw(items_of)}


@given(editions())
def test_reading_only_what_differs_finds_the_same(rows_of: tuple[Rows, Rows]) -> None:
    sides = [side([item(key, **row) for key, row in rows.items()]) for rows in rows_of]
    with pytest.MonkeyPatch.context() as patch:
        quick = compare(*sides)
        patch.setattr(edition, "cut", lambda data: None)  # noqa: ARG005
        assert _everything(quick) == _everything(compare(*sides))


def _everything(comparison: Comparison) -> list[object]:
    counts = [(each.old_items, each.new_items, each.reordered) for each in comparison.catalogues]
    changes = [
        (*_key(change), [(f.field, f.old, f.new) for f in change.fields]) for change in comparison.changes()
    ]
    findings = sorted((finding.code, finding.item, finding.value) for finding in comparison.findings)
    return [counts, sorted(changes, key=repr), comparison.unreadable, findings]


def _key(change: Any) -> tuple[object, ...]:
    return change.type, change.item, change.old, change.new, change.by


def test_old_lineage_is_no_news_when_its_item_is_edited() -> None:
    child = item("C1", "防汛", split_from="P")
    comparison = compared([item("P", "防汛排涝"), child], [{**child, "note": "改"}])
    assert told(comparison) == [("edited", ("C1",), ("C1",), "id"), ("cancelled", ("P",), (), "id")]
    assert comparison.findings == []


def test_lists_of_different_kinds_are_not_compared_item_by_item() -> None:
    comparison = compare(side([A]), side([item("A", "一票否决", weight=100)], kind="scoring"))
    assert sorted(told(comparison)) == [("added", (), ("A",), "id"), ("cancelled", ("A",), (), "id")]
