"""What was meant, and which names are the same."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzqd.locale import Text
from qzqd.text import did_you_mean, listed, normalised, suggest, suggestions


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("消防安全检查", "消防 安全检查"),
        ("消防安全检查", "消防安全检查。"),
        ("处罚（含罚款）", "处罚(含罚款)"),
        ("处罚（含罚款）", "处罚〔含罚款〕"),
        ("排查、核查", "排查核查"),
        ("12345热线", "１２３４５热线"),
        ("ETC办理", "ＥＴＣ办理"),
        ("事项⑴", "事项(1)"),
    ],
)
def test_names_that_are_the_same(one: str, other: str) -> None:
    assert normalised(one) == normalised(other)


@pytest.mark.parametrize(
    ("one", "other"), [("道路检查", "道路监察"), ("第一批", "第二批"), ("etc", "ETC"), ("——", "……")]
)
def test_names_that_are_not(one: str, other: str) -> None:
    assert normalised(one) != normalised(other)


WRITTEN = st.one_of(
    st.sampled_from("消防安全检查一⼀㈠⑴㎡ＡａAaéº０0、，。（）《》… 　_"),
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
    st.characters(min_codepoint=0x2E80, max_codepoint=0x33FF, exclude_categories=["M", "Cn"]),
)


@given(st.text(WRITTEN, min_size=1), st.sampled_from(" 　、，。（）-·“”_"), st.integers(0))
def test_noise_anywhere_changes_nothing(name: str, noise: str, place: int) -> None:
    place %= len(name) + 1
    noisy = name[:place] + noise + name[place:]
    if any(character.isalnum() for character in normalize("NFKC", name)):
        assert normalised(noisy) == normalised(name)


@pytest.mark.parametrize(
    ("word", "options", "guess"),
    [
        ("authorty", ["authority", "office"], "authority"),
        ("OFICE", ["authority", "office"], "office"),
        ("市民证局", ["市民政局", "市财政局"], "市民政局"),
        ("市民政局", ["十堰市民政局", "市财政局"], "十堰市民政局"),
        ("JD-03", ["JD-003", "JD-033", "JD-004"], "JD-003"),
        ("JD-003", ["JD-004", "JD-013"], None),
        ("毛箭区", ["茅箭区"], "茅箭区"),
        ("完全无关", ["街道办事处"], None),
        ("", ["街道办事处"], None),
        ("x", [], None),
    ],
)
def test_suggestion(word: str, options: list[str], guess: str | None) -> None:
    assert suggest(word, options) == guess


def test_suggestion_does_not_hang_on_the_order_of_a_set() -> None:
    options = {"区民政局甲", "区民政局乙", "区民政局丙"}
    assert suggest("区民政局", options) == min(options)


def test_suggestions_stop_where_slips_end() -> None:
    words = [f"w{number:05}x" for number in range(100)]
    found = suggestions(words, [word + "y" for word in words])
    assert found == {word: word + "y" for word in words[:20]}


def test_what_is_meant() -> None:
    assert did_you_mean("甲", Text("无", "none")).zh == "是否想写 甲？"
    assert did_you_mean(None, Text("无", "none")) == Text("无", "none")


def test_many_words_are_cut_and_counted() -> None:
    assert listed(["a", "b"]) == Text("a、b", "a, b")
    many = listed([str(number) for number in range(10)])
    assert many == Text("0、1、2、3、4、5、6、7 等 10 个", "0, 1, 2, 3, 4, 5, 6, 7 and 2 more")


@pytest.mark.parametrize("word", ["古南街道", "南江镇"])
def test_a_shared_ending_does_not_make_names_alike(word: str) -> None:
    assert suggest(word, ["南市街道", "白浪街道", "六里坪镇", "官山镇"]) is None


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("武当璐街道", "武当路街道"),
        ("区财正局", "区财政局"),
        ("isuance", "issuance"),
        ("shal-not", "shall-not"),
    ],
)
def test_slips_in_front_of_a_shared_ending(word: str, meant: str) -> None:
    assert suggest(word, [meant, "别的"]) == meant
