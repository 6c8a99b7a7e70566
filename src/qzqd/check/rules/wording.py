"""QZ7xx: what is written is plain, complete, simplified Chinese.

Every rule looks for a literal in all texts at once, as a clean file must cost next to nothing; only where
there is one are the texts looked at one by one, with patterns that are compiled when they are first needed.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from qzqd.check.rule import Example, rule
from qzqd.locale import Text
from qzqd.read.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from opencc import OpenCC

    from qzqd.check.subject import Subject
    from qzqd.finding import DataPath


def _named(name: str) -> Example:
    item = f"{{id: ZM-01, name: {name}, issuance: shall-not}}"
    return Example(f"items:\n  - {item}\n", {"kind": "community-certificates"})


_GOOD = _named("居民养犬证明")
_PLACE_OR_DATE = "年月日号省市县区乡镇街局"
_WORD = "[-0-9A-Za-z._/:]"
_LEFTOVERS = (
    re.compile("某某+"),
    re.compile(f"×(?:×+|(?=[{_PLACE_OR_DATE}]))"),
    re.compile(f"X(?<!{_WORD}X)X+(?!{_WORD})"),
    re.compile(f"x(?<!{_WORD}x)x+(?!{_WORD})"),
    re.compile("ＸＸ+"),
    re.compile(r"\*\*\*+"),
    re.compile("___+"),
    re.compile("【(?:[ \u3000]*】|(?:请(?=填|输入|选|补)|待(?=填|补|定|核)|填写|此处)[^】\0]{0,30}】)"),
    re.compile("待(?=补充|填写|填报)(?<![有等]待).."),
    re.compile("TODO(?![A-Za-z])(?<![A-Za-z]TODO)"),
    re.compile("地(?<![各个在]地)州市[^，。；、\0]{0,10}局"),
)


@rule(
    "QZ701",
    "warning",
    title=Text("模板里没有填的内容", "A leftover of the template"),
    why=Text(
        "“某某局”“XX街道”“地州市…局”之类是模板的占位，公布出去就不知道是谁的职责。",
        "某某局, XX街道 and the like hold a place in a template; published, they name nobody.",
    ),
    fails=_named("某某局养犬证明"),
    passes=_GOOD,
)
def template_leftover(subject: Subject) -> Iterator[Problem]:
    for path, text in suspects(subject, *_LEFTOVERS):
        if path[-1] != "quote":
            left = next(match[0] for pattern in _LEFTOVERS if (match := pattern.search(text)))
            yield Problem(
                Text(
                    f"“{left}”像是模板里没有填的内容",
                    f"“{left}” looks like a place of the template left open",
                ),
                path,
                Text("换成实际的名称或者内容", "put the actual name or words there"),
                value=text,
            )


_STANDARD = frozenset("昇陞氾甦祕剋谿塚洩濛")
"""Not in GB 2312 and simplified by OpenCC, yet standard in names of people and places."""
_INSIDE_GB2312 = "後麽"
"""Traditional although GB 2312 has them; the others of that sort also stand in names or have uses of their own."""
_FOREIGN = re.compile(rb"&#([0-9]{4,6});")


@rule(
    "QZ702",
    "warning",
    title=Text("繁体字", "Traditional characters"),
    why=Text(
        "清单用规范汉字；混入繁体字，检索、比对和计数都会漏掉。人名地名里的生僻规范字不算。",
        "Lists are written in simplified characters; searching, comparing and counting miss the others. Rare "
        "standard characters of names are left alone.",
    ),
    fails=_named("居民養犬證明"),
    passes=_named("李堃养犬证明"),
)
def traditional_characters(subject: Subject) -> Iterator[Problem]:
    foreign: set[str] = set()
    for piece in subject.pieces():
        foreign.update(filter(_is_hanzi, _outside_gb2312(piece) - _STANDARD))
        foreign.update(character for character in _INSIDE_GB2312 if character in piece)
    simplified = _simplified(foreign) if foreign else {}
    hits = {text for text in subject.strings if simplified and not simplified.keys().isdisjoint(text)}
    for path, text in subject.texts(hits):
        found = "".join(dict.fromkeys(character for character in text if character in simplified))
        yield Problem(
            Text(f"有繁体字：{found}", f"traditional characters: {found}"),
            path,
            Text("改为简体字", "write them simplified"),
            value=found,
            fix="".join(simplified.get(character, character) for character in text),
        )


def _outside_gb2312(text: str) -> set[str]:
    coded = text.encode("gb2312", "xmlcharrefreplace")
    return {chr(int(number)) for number in _FOREIGN.findall(coded)}


def _is_hanzi(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff"


def _simplified(characters: set[str]) -> dict[str, str]:
    """Those of the characters that are traditional, each with its simplified form.

    Where that form is not in GB 2312 either, as in the names of some townships, few machines could write it.
    """
    before = sorted(characters)
    after = _converter().convert("\n".join(before))
    rare = _outside_gb2312(after)
    return {old: new for old, new in zip(before, after.split("\n"), strict=True) if new not in rare | {old}}


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_GLOSS = f"(?<=[一-鿿])[（(][ A-Za-zü]*[{_TONES}][ A-Za-zü{_TONES}]*[）)]"
_GLOSSES = tuple(re.compile(rf"{bracket}[ A-Za-zü]*[{_TONES}]") for bracket in (r"\(", "（"))


@rule(
    "QZ703",
    "warning",
    title=Text("夹带拼音", "A pinyin gloss"),
    why=Text(
        "“产(chǎn)”这样的注音多半是从网页朗读版复制来的，不是文件原文。",
        "Glosses such as 产(chǎn) come from the read-aloud version of a page, not from the document.",
    ),
    fails=_named("居民养(yǎng)犬证明"),
    passes=_GOOD,
)
def pinyin_gloss(subject: Subject) -> Iterator[Problem]:
    for path, text in suspects(subject, *_GLOSSES):
        if match := re.search(_GLOSS, text):
            yield Problem(
                Text(f"夹带拼音 {match[0]}", f"a pinyin gloss: {match[0]}"),
                path,
                Text("删去拼音", "remove the pinyin"),
                value=text,
                fix=re.sub(_GLOSS, "", text),
            )


_GAP = "[ \u3000\xa0]"
_GAPS = tuple(
    re.compile(rf"{gap}(?<=[^\x00-\x7f]{gap}){_GAP}*(?=[^\x00-\x7f])") for gap in (" ", "\u3000", "\xa0")
)
_STRAY = (
    rf"(?P<kept>第[一二三四五六七八九十百千零〇]+[编章节条]{_GAP}+"
    rf"|(?<=[央会院部委厅局署室]){_GAP}++(?=[一-鿿 \u3000]{{2,80}}(?:关于|印发|办公厅|国务院))"
    rf"|(?<=[一-鿿]){_GAP}++(?=根据))"
    rf"|(?<=[一-鿿]){_GAP}++(?=[一-鿿])"
)


@rule(
    "QZ705",
    "warning",
    title=Text("汉字之间有空格", "Spaces between Chinese characters"),
    why=Text(
        "空格多半来自排版或者换行，会让同一名称看起来是两个。“第一章 总则”和“中共中央 国务院关于”不算。",
        "They come from layout or line breaks and make two names of one. Chapter headings and joint issuers "
        "may have them.",
    ),
    fails=_named("居民养犬 证明"),
    passes=_named("居民养犬 A 类证明"),
)
def stray_spaces(subject: Subject) -> Iterator[Problem]:
    for path, text in suspects(subject, *_GAPS):
        mended = re.sub(_STRAY, lambda match: match["kept"] or "", text)
        if mended != text and not (path[-1] == "quote" and "\n" in text):
            yield Problem(
                Text("汉字之间有空格", "spaces between Chinese characters"),
                path,
                Text("删去空格", "remove them"),
                value=text,
                fix=mended,
            )


_MARKS = frozenset("。；，、：;,:.…*＊※†‡#＃①②③④⑤⑥⑦⑧⑨⑩¹²³ \u3000]〕")
_TRAILING = r"(?:[。；，、：;,:.…※†‡#＃①-⑩¹²³\s]|(?<![*＊])[*＊]{1,2}(?![*＊])|[\[〔][0-9]{1,2}[\]〕])+$"


@rule(
    "QZ706",
    "warning",
    title=Text("名称末尾有标点或脚注号", "Punctuation or a footnote mark at the end of a name"),
    why=Text(
        "名称末尾的句号、星号、脚注号会带进比对和公布的文件，脚注的内容写在 note。",
        "They would be carried into comparisons and publications; what a footnote says belongs in `note`.",
    ),
    fails=_named("居民养犬证明①"),
    passes=_GOOD,
)
def trailing_marks(subject: Subject) -> Iterator[Problem]:
    for index, item in subject.items:
        name = item["name"]
        if name[-1] in _MARKS and (mended := re.sub(_TRAILING, "", name)) != name:
            surplus = name[len(mended) :]
            yield Problem(
                Text(f"名称末尾多了“{surplus}”", f"“{surplus}” at the end of the name"),
                ("items", index, "name"),
                Text("删去；脚注的内容写在 note", "remove it; what a footnote says goes into note"),
                value=name,
                fix=mended or None,
            )


_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ](?<!ＸＸ)(?!(?<=Ｘ)Ｘ)")
_NARROW = {
    code: code - 0xFEE0
    for first, last in ("０９", "ＡＺ", "ａｚ")
    for code in range(ord(first), ord(last) + 1)
}


@rule(
    "QZ707",
    "warning",
    title=Text("全角数字或字母", "Full-width digits or letters"),
    why=Text(
        "全角的１和半角的 1 看起来一样，检索、排序和比对时却是两个字。",
        "A full-width １ looks like 1 but is another character to searching, sorting and comparing.",
    ),
    fails=_named("居民养犬证明（２０２０年）"),
    passes=_named("居民养犬证明（2020年）"),
)
def full_width(subject: Subject) -> Iterator[Problem]:
    for path, text in suspects(subject, _WIDE):
        if path[-1] != "quote":
            found = "".join(_WIDE.findall(text))
            yield Problem(
                Text(f"全角的“{found}”", f"full-width “{found}”"),
                path,
                Text("改为半角", "write them half-width"),
                value=text,
                fix=text.translate(_NARROW),
            )


_ORDINALS = (re.compile("第[0-9]*[lIOo]"), re.compile("〔[0-9]*[lIOo]"))


@rule(
    "QZ708",
    "warning",
    title=Text("数字里混入字母", "Letters among digits"),
    why=Text(
        "“第l98号”里是字母 l 而不是数字 1，多半是扫描识别的错，这样的文号查不到。",
        "第l98号 has the letter l for the digit 1, mostly a slip of text recognition; nobody can look it up.",
    ),
    fails=_named("居民养犬证明（国务院令第l98号）"),
    passes=_named("居民养犬证明（国务院令第198号）"),
)
def letters_among_digits(subject: Subject) -> Iterator[Problem]:
    for path, text in suspects(subject, *_ORDINALS):
        from qzqd.law.numerals import digits_mended

        if (mended := digits_mended(text)) != text:
            yield Problem(
                Text("号码里有字母 l、I 或 O", "the letter l, I or O in a number"),
                path,
                Text("改为数字 1 或 0", "write the digit 1 or 0"),
                value=text,
                fix=mended,
            )


def suspects(subject: Subject, *patterns: re.Pattern[str]) -> Iterator[tuple[DataPath, str]]:
    """Path and value of every text in which one of the patterns is found."""
    if found := [pattern for pattern in patterns if any(map(pattern.search, subject.pieces()))]:
        hits = {text for text in subject.strings if any(pattern.search(text) for pattern in found)}
        yield from subject.texts(hits)
