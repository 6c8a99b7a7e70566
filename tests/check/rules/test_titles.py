"""A title with more in it than a title is no unknown law: what to write is said, once."""

from __future__ import annotations

import pytest
from test_basis import FIRE, judge


@pytest.mark.parametrize(
    ("title", "words", "entry"),
    [
        (f"{FIRE}第三十二条", "条款", f"{{law: {FIRE}, article: 32}}"),
        (f"{FIRE} 第三十二条第一款", "条款", f"{{law: {FIRE}, article: 32, paragraph: 1}}"),
        ("消防法第32条", "条款", "{law: 消防法, article: 32}"),
        (f"{FIRE}（2021年修正）", "版本", f'{{law: {FIRE}, edition: "2021"}}'),
        (f"{FIRE}(2021年4月29日修订)", "版本", f'{{law: {FIRE}, edition: "2021-04-29"}}'),
        (f"{FIRE}（主席令第81号）", "文号", f"{{law: {FIRE}, number: 主席令第81号}}"),
        ("《消防法》第三十二条", "条款", "{law: 消防法, article: 32}"),
        ("湖北省消防条例第十条", "条款", "{law: 湖北省消防条例, article: 10}"),
        ("某市消防办法（2019年修订）", "版本", '{law: 某市消防办法, edition: "2019"}'),
    ],
)
def test_what_stands_behind_a_title_has_a_field_of_its_own(title: str, words: str, entry: str) -> None:
    (finding,) = judge(f'law: "{title}"')
    assert finding.code == "QZ419"
    assert words in finding.message.zh
    assert finding.help is not None
    law, fields = entry.strip("{}").split(", ", 1)
    assert finding.help.zh == f"只写 {law}，旁边另写 {fields}"


@pytest.mark.parametrize(
    "title",
    [
        f"{FIRE}、中医药条例",
        f"{FIRE}第三十二条；湖北省消防条例第十条",
        f"{FIRE}和湖北省消防条例",
        "《甲法》《乙法》",
        "《甲法》和《乙法》",
        f"{FIRE}第三十二条、第四十条",
    ],
)
def test_two_in_one_field_are_two_entries(title: str) -> None:
    (finding,) = judge(f"law: {title}")
    assert finding.code == "QZ419"
    assert finding.help is not None
    assert finding.help.zh.count("- {law: ") == 2


@pytest.mark.parametrize(
    "title",
    ["市场准入负面清单（2022年版）", "消防工作办法（试行）", f"{FIRE}实施办法", "第三方检验机构管理办法"],
)
def test_titles_with_brackets_and_numbers_of_their_own(title: str) -> None:
    assert "QZ419" not in [finding.code for finding in judge(f"law: {title}")]
