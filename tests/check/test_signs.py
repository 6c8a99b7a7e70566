"""The first look at texts."""

from __future__ import annotations

import pytest

from qzqd.check.signs import Look, watched
from qzqd.read import compiled

TEXTS = [
    "",
    "消防安全检查（一）",
    "《养犬〈管理〉条例》",
    "後、麽、犬證、堃、𠀀、⻓",
    "\ufeff\ud800\U0010ffff",
    "第5条 =B2",
]
FIRM = "民" * 3 + "（" * 200


@pytest.mark.skipif(not compiled.runs(), reason="there is no compiled reader here")
@pytest.mark.parametrize("texts", [TEXTS, TEXTS[::-1], [], [""], [FIRM, *TEXTS * 300]])
def test_sees_the_same_with_the_compiled_reader_and_without(
    texts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    watched("《》〈〉（）後麽=")
    seen = Look.at(texts, lambda: ["\0".join(["", *texts, ""])])
    monkeypatch.setattr(compiled, "_canonical", None)
    slowly = Look.at(texts, lambda: ["\0".join(["", *texts, ""])])
    assert (seen.there - {"\0"}, seen.rare) == (slowly.there - {"\0"}, slowly.rare)
    assert seen.outline.replace("\0", "") == slowly.outline.replace("\0", "")
