"""QZ7xx: what is written is plain, complete, simplified Chinese.

Every rule looks for a literal in all texts at once, as a clean file must cost next to nothing; only where
there is one are the texts looked at one by one, with patterns that are compiled when they are first needed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from qzqd.characters import outside_gb2312
from qzqd.check.rule import certificate, rule
from qzqd.check.rules.placeholders import names_nothing
from qzqd.check.signs import signs, watched
from qzqd.locale import Text
from qzqd.read.problem import Problem
from qzqd.read.simplified import simplified
from qzqd.regex import regex
from qzqd.text import GLOSS, TONES

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from qzqd.check.subject import Subject


_GOOD = certificate("居民养犬证明")
_PLACE_OR_DATE = "年月日号省市县区乡镇街局"
_WORD = "[-0-9A-Za-z._/:]"
_ENDS = r"(?![^\0。；，、）)】])"
_ALONE, _ALL = r"(?<![^\0、，；/（])", r"(?![^\0、，；/）])"
"""Around what is the name of a body and no part of a sentence: 县市区民政局 is a place to fill in, 报县市区民政局 is not."""
_LEFTOVERS = signs(
    ("某", regex("某(?:某+|(?=局(?!部)|街道|办事处))")),
    ("×", regex(f"×(?:×+|(?=[{_PLACE_OR_DATE}]))")),
    ("X", regex(f"X(?<!{_WORD}X)(?:X+(?!{_WORD})|(?=街道|局|省|市|县))")),
    ("x", regex(f"x(?<!{_WORD}x)x+(?!{_WORD})")),
    ("Ｘ", regex("ＸＸ+")),
    ("**", regex(rf"\*\*(?:\*+|(?=[{_PLACE_OR_DATE}]))")),
    ("__", regex(f"__(?:_+|(?=[{_PLACE_OR_DATE}]))")),
    ("【", regex("【(?:[ \u3000]*】|(?:请(?=填|输入|选|补)|待(?=填|补|定|核)|填写|此处)[^】\0]{0,30}】)")),
    *(
        (
            literal,
            regex(
                "（(?:[ \u3000]*）|(?:请(?=填|输入|选)|待[填补定]|填写(?=名|单位|日期|内容)|此处填)[^）\0]{0,30}）)"
            ),
        )
        for literal in ("（）", "（ ", "（\u3000", "（请", "（待", "（填写", "（此处填")
    ),
    ("请填写", regex(r"请填写(?<![^\0]...)[^\0]{0,12}(?![^\0）)】])")),
    ("请输入", regex(r"请输入(?<![^\0]...)[^\0]{0,12}(?![^\0）)】])")),
    ("待", regex(rf"待(?:(?=补充|填写|填报)(?<![有等]待)..|[填补定](?<![有等]待.){_ENDS})")),
    ("TODO", regex("TODO(?![A-Za-z])(?<![A-Za-z]TODO)")),
    ("TBD", regex("TBD(?![A-Za-z])(?<![A-Za-z]TBD)")),
    ("地州市", regex("地(?<![各个在]地)州市[^，。；、\0]{0,10}局")),
    ("地州市", regex(f"{_ALONE}地州市[^，。；、\0]{{0,12}}(?:部门|委员会){_ALL}")),
    ("县市区", regex(f"{_ALONE}县市区[^，。；、\0]{{0,10}}局{_ALL}")),
    ("具体承办", regex(f"{_ALONE}具体承办的?业务科室{_ALL}")),
)


@rule(
    "QZ701",
    "warning",
    title=Text("模板里没有填的内容", "A leftover of the template"),
    why=Text(
        "“某某局”“XX街道”“地州市…局”之类是模板的占位，公布出去就不知道是谁的职责。",
        "某某局, XX街道 and the like hold a place in a template; published, they name nobody.",
    ),
    fails=certificate("某某局养犬证明"),
    passes=_GOOD,
)
def template_leftover(subject: Subject) -> Iterator[Problem]:
    for path, text in subject.matching(*_LEFTOVERS):
        if path[-1] != "quote":
            match = next(match for _, pattern in _LEFTOVERS if (match := pattern.search(text)))
            left = match[0]
            yield Problem(
                Text(
                    f"“{left}”像是模板里没有填的内容",
                    f"“{left}” looks like a place of the template left open",
                ),
                path,
                Text("换成实际的名称或者内容", "put the actual name or words there"),
                value=text,
                within=match.span(),
            )


_STANDARD = frozenset("昇陞氾甦祕剋谿塚洩濛")
"""Not in GB 2312 and simplified by OpenCC, yet standard in names of people and places."""
_INSIDE_GB2312 = watched("後麽")
"""Traditional although GB 2312 has them; the others of that sort also stand in names or have uses of their own."""


@rule(
    "QZ702",
    "warning",
    title=Text("繁体字", "Traditional characters"),
    why=Text(
        "清单用规范汉字；混入繁体字，检索、比对和计数都会漏掉。人名地名里的生僻规范字不算。",
        "Lists are written in simplified characters; searching, comparing and counting miss the others. Rare "
        "standard characters of names are left alone.",
    ),
    fails=certificate("居民養犬證明"),
    passes=certificate("李堃养犬证明"),
)
def traditional_characters(subject: Subject) -> Iterator[Problem]:
    foreign = {character for character in subject.rare() - _STANDARD if "㐀" <= character <= "鿿"}
    foreign |= _INSIDE_GB2312 & subject.signs()
    plain = _simplified(foreign) if foreign else {}
    told = Text("有繁体字", "traditional characters")
    return _unusual(subject, plain, told, Text("改为简体字", "write them simplified"))


def _unusual(subject: Subject, usual: dict[str, str], told: Text, help: Text) -> Iterator[Problem]:
    """One problem for every text with characters that have a usual form."""
    hits = {text for text in subject.strings if not usual.keys().isdisjoint(text)} if usual else set()
    for path, text in subject.texts(hits):
        found = "".join(dict.fromkeys(character for character in text if character in usual))
        yield Problem(
            Text(f"{told.zh}：{found}", f"{told.en}: {found}"),
            path,
            help,
            value=found,
            within=_first(text, usual),
            fix="".join(usual.get(character, character) for character in text),
        )


def _first(text: str, wanted: Container[str]) -> tuple[int, int]:
    """Where the first run of the wanted characters is."""
    start = end = next(place for place, character in enumerate(text) if character in wanted)
    while end < len(text) and text[end] in wanted:
        end += 1
    return start, end


def _simplified(characters: set[str]) -> dict[str, str]:
    """Those of the characters that are traditional, each with its simplified form.

    Where that form is not in GB 2312 either, as in the names of some townships, few machines could write it.
    """
    before = sorted(characters)
    after = simplified("\n".join(before))
    rare = outside_gb2312(after)
    return {old: new for old, new in zip(before, after.split("\n"), strict=True) if new not in rare | {old}}


_GLOSSES = signs(*((bracket, regex(rf"[{bracket}][ A-Za-zü]*[{TONES}]")) for bracket in "(（"))
_TONED = watched(TONES)


@rule(
    "QZ703",
    "warning",
    title=Text("夹带拼音", "A pinyin gloss"),
    why=Text(
        "“产(chǎn)”这样的注音多半是从网页朗读版复制来的，不是文件原文。",
        "Glosses such as 产(chǎn) come from the read-aloud version of a page, not from the document.",
    ),
    fails=certificate("居民养(yǎng)犬证明"),
    passes=_GOOD,
    quiet=lambda subject: _TONED.isdisjoint(subject.signs()),
)
def pinyin_gloss(subject: Subject) -> Iterator[Problem]:
    for path, text in subject.matching(*_GLOSSES):
        if match := re.search(GLOSS, text):
            yield Problem(
                Text(f"夹带拼音 {match[0]}", f"a pinyin gloss: {match[0]}"),
                path,
                Text("删去拼音", "remove the pinyin"),
                value=text,
                within=match.span(),
                fix=re.sub(GLOSS, "", text),
            )


_MARKS = frozenset("。；，、：;,:.…*＊※†‡#＃①②③④⑤⑥⑦⑧⑨⑩¹²³ \u3000]〕")
_TRAILING = r"(?:[。；，、：;,:.…※†‡#＃①-⑩¹²³\s]|(?<![*＊])[*＊]{1,2}(?![*＊])|[\[〔][0-9]{1,2}[\]〕]){1,20}$"
_PUNCTUATION = "。；，、：;,:.… \u3000"
_NUMBERS = frozenset("0123456789(（①②③④⑤⑥⑦⑧⑨⑩一二三四五六七八九十*＊※%@!?&#|>~-")
_CHINESE = "一二三四五六七八九十"
_LEADING = (
    rf"(?:[※①-⑩]|[%@!?&#|>~-]|[*＊](?![*＊])|[0-9]{{1,3}}[、.．](?![0-9])|[{_CHINESE}]{{1,3}}、(?![{_CHINESE}])"
    rf"|[(（](?:[0-9]{{1,3}}|[{_CHINESE}]{{1,3}})[)）])[ \u3000]*"
)


def _plain_ends(subject: Subject) -> bool:
    names = [item["name"] for item in subject.every]
    return _NUMBERS.isdisjoint({name[0] for name in names}) and _MARKS.isdisjoint(
        {name[-1] for name in names}
    )


@rule(
    "QZ706",
    "warning",
    title=Text("名称首尾有序号、标点或脚注号", "A number, punctuation or a footnote mark around a name"),
    why=Text(
        "名称开头的序号和多打的符号、末尾的句号、星号、脚注号会带进比对和公布的文件：序号写在 seq，脚注的内容写在 note。",
        "They would be carried into comparisons and publications; the number belongs in `seq`, what a footnote "
        "says in `note`.",
    ),
    fails=certificate("居民养犬证明①"),
    passes=_GOOD,
    quiet=_plain_ends,
)
def marks_around_a_name(subject: Subject) -> Iterator[Problem]:
    for index, item in subject.items:
        name = item["name"]
        if names_nothing(name):
            continue
        if name[-1] in _MARKS and (mended := re.sub(_TRAILING, "", name)) != name:
            yield _trailing(name, mended, index)
        elif name[0] in _NUMBERS and (match := re.match(_LEADING, name)):
            yield Problem(
                Text(f"名称开头多了“{match[0]}”", f"“{match[0]}” at the beginning of the name"),
                ("items", index, "name"),
                Text("删去；序号写在 seq", "remove it; the number belongs in seq"),
                value=name,
                within=match.span(),
            )


def _trailing(name: str, mended: str, index: int) -> Problem:
    """Punctuation may safely go; a mark stands for a footnote, which somebody has to look up first."""
    surplus = name[len(mended) :]
    punctuation = not surplus.strip(_PUNCTUATION)
    footnote = Text("脚注的内容写进 note，再把它删去", "put what the footnote says into note, then remove it")
    return Problem(
        Text(f"名称末尾多了“{surplus}”", f"“{surplus}” at the end of the name"),
        ("items", index, "name"),
        Text("删去末尾的标点", "remove it") if punctuation else footnote,
        value=name,
        within=(len(mended), len(name)),
        fix=mended or None if punctuation else None,
    )


_NARROW = {
    code: code - 0xFEE0
    for first, last in ("０９", "ＡＺ", "ａｚ")
    for code in range(ord(first), ord(last) + 1)
}
_WIDE = regex("[０-９Ａ-Ｚａ-ｚ](?<!ＸＸ)(?!(?<=Ｘ)Ｘ)")
_ANY_WIDE = watched("".join(map(chr, _NARROW)))


@rule(
    "QZ707",
    "warning",
    title=Text("全角数字或字母", "Full-width digits or letters"),
    why=Text(
        "全角的１和半角的 1 看起来一样，检索、排序和比对时却是两个字。",
        "A full-width １ looks like 1 but is another character to searching, sorting and comparing.",
    ),
    fails=certificate("居民养犬证明（２０２０年）"),
    passes=certificate("居民养犬证明（2020年）"),
    quiet=lambda subject: _ANY_WIDE.isdisjoint(subject.signs()),
)
def full_width(subject: Subject) -> Iterator[Problem]:
    for path, text in subject.matching(("", _WIDE)):
        if path[-1] != "quote":
            found = "".join(_WIDE.findall(text))
            run = re.search(f"(?:{_WIDE.pattern})+", text)
            yield Problem(
                Text(f"全角的“{found}”", f"full-width “{found}”"),
                path,
                Text("改为半角", "write them half-width"),
                value=text,
                within=run.span() if run else None,
                fix=text.translate(_NARROW),
            )


_ORDINALS = signs(("第", regex("第[0-9]*[lIOo]")), ("〔", regex("〔[0-9]*[lIOo]")))


@rule(
    "QZ708",
    "warning",
    title=Text("数字里混入字母", "Letters among digits"),
    why=Text(
        "“第l98号”里是字母 l 而不是数字 1，多半是扫描识别的错，这样的文号查不到。",
        "第l98号 has the letter l for the digit 1, mostly a slip of text recognition; nobody can look it up.",
    ),
    fails=certificate("居民养犬证明（国务院令第l98号）"),
    passes=certificate("居民养犬证明（国务院令第198号）"),
)
def letters_among_digits(subject: Subject) -> Iterator[Problem]:
    for path, text in subject.matching(*_ORDINALS):
        from qzqd.law.numerals import digits_mended

        if (mended := digits_mended(text)) != text:
            place = next(at for at, pair in enumerate(zip(text, mended, strict=True)) if pair[0] != pair[1])
            yield Problem(
                Text("号码里有字母 l、I 或 O", "the letter l, I or O in a number"),
                path,
                Text("改为数字 1 或 0", "write the digit 1 or 0"),
                value=text,
                within=(place, place + 1),
                fix=mended,
            )


_RADICALS = dict(
    zip(
        "⺠⻄⻁⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰",
        "民西虎见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙",
        strict=True,
    )
)
"""Those that Unicode does not relate to their characters."""


@rule(
    "QZ710",
    "warning",
    title=Text("部首符号或兼容汉字", "A radical or a compatibility character"),
    why=Text(
        "从 PDF 复制的“⼈”“⻓”看起来是人、长，其实是部首符号，检索、比对和计数都会漏掉。",
        "⼈ and ⻓ copied from a PDF look like 人 and 长 but are radicals; searching, comparing and counting miss them.",
    ),
    fails=certificate("居⺠养⽝证明"),
    passes=_GOOD,
)
def radicals(subject: Subject) -> Iterator[Problem]:
    usual = {
        character: plain
        for character in subject.rare()
        if "⺀" <= character <= "⿟" or "豈" <= character <= "﫿" or "\U0002f800" <= character <= "\U0002fa1f"
        if (plain := _RADICALS.get(character) or normalize("NFKC", character)) != character
    }
    told = Text("部首符号或兼容汉字", "radicals or compatibility characters")
    return _unusual(subject, usual, told, Text("改为通用的汉字", "write the usual characters"))
