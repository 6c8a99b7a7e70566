"""Where an item stands: in a large list the same as in a small one, though the others are not read."""

from __future__ import annotations

from pathlib import Path

import pytest

from qzqd.compare.run import compare
from qzqd.locale import Text
from qzqd.open import places
from qzqd.open.places import Locator
from qzqd.read.side import Side, SideFile

CATALOGUES = Path(__file__).parents[2] / "catalogues"
_SAID = Text("甲", "a")


@pytest.mark.parametrize("name", ["heping/consultation", "hubei/street-powers", "shiyan/organisations"])
def test_without_the_other_items_the_place_is_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = (CATALOGUES / f"{name}.yaml").read_bytes()
    document = SideFile("list.yaml", data)
    whole = Locator([document])
    monkeypatch.setattr(places, "_LARGE", 0)
    alone = Locator([document])
    ids = [line.split(b'"')[1].decode() for line in data.splitlines() if line.startswith(b'  - id: "')]
    assert ids
    asked = [(key, field) for key in (*ids, "", "no-such-id") for field in ("id", "name", "edition", "basis")]
    for key, field in asked:
        found, other = (
            each.finding("QZ816", "list.yaml", key, field, _SAID, _SAID, "") for each in (whole, alone)
        )
        assert found == other, (key, field)
    for key in (*ids, "no-such-id"):
        assert whole.of(key, ("", "list.yaml")) == alone.of(key, ("", "list.yaml"))


def test_a_file_that_was_compared_is_not_cut_up_again(monkeypatch: pytest.MonkeyPatch) -> None:
    data = (CATALOGUES / "hubei/street-powers.yaml").read_bytes()
    old, new = (
        Side(f"{name}.yaml", [SideFile(f"{name}.yaml", data)], single=True) for name in ("old", "new")
    )
    new.documents[0] = SideFile("new.yaml", data.replace("对".encode(), "关于".encode(), 1))
    places_of = compare(old, new).places
    monkeypatch.setattr(places, "_LARGE", 0)
    monkeypatch.setattr(places, "cut", lambda _: pytest.fail("cut up again"))
    assert places_of.of("", ("old.yaml", "new.yaml"))[0] == "new.yaml"
