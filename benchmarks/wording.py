"""How offices reword: other words for the same thing, joined names, a common name for several items."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from invented import SYNONYMS, Power

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

    Edit = Callable[[str, random.Random], str]
    Span = tuple[float, float]

_CHANGED = (0.2, 0.6)
"""Share of the characters of a name that a renaming changes."""
_NO_BASIS_LEFT = 0.03
_WORDS = {
    "的监督检查$": ("检查", "情况的检查", "的行政检查", "的日常监管"),
    "的处罚$": ("的行政处罚", "行为的处罚", "行为的行政处罚", "的查处"),
    "的强制执行$": ("的行政强制", "的代履行", "行为的强制执行"),
    "审批$": ("许可", "的行政许可", "核准"),
    "(?<!备案)备案$": ("的备案管理", "登记备案", "的备案"),
    "的确认$": ("的行政确认", "认定", "的认定"),
    "的奖励$": ("的表彰奖励", "给予奖励", "的行政奖励"),
    "的组织$": ("的组织实施", "的组织开展", "工作"),
    "的办理$": ("工作的办理", "办理"),
    "的协助$": ("的配合", "的协助开展", "协助"),
    "的调解处理$": ("的调处", "调解", "的排查化解"),
    "^对": ("", "对单位或者个人", "对当事人"),
    "擅自": ("未经批准", "未经许可擅自", "私自"),
    "未经(批准|许可|审批|同意|核准)": ("擅自", "未取得批准文件", "未经主管部门批准"),
    "未取得许可": ("无证", "未依法取得许可证件", "未经许可"),
    "未按规定": ("未按照规定", "不按规定", "未依照国家有关规定", "违反规定未"),
    "不按规定": ("未按照规定", "未按规定"),
    "违规|违反规定": ("违反有关规定", "不符合规定", "未按规定"),
    "拒不": ("拒绝", "不按要求", "经责令仍不"),
    "逾期不": ("逾期未", "到期仍未", "在规定期限内不"),
    "损毁|损坏": ("毁坏", "破坏", "故意损坏"),
    "占用": ("侵占", "非法占用"),
    "倾倒": ("倾倒、抛撒", "丢弃"),
    "处置": ("处理", "处置、利用"),
    "设置": ("设立", "设置、安装"),
    "经营(?!者|企业)": ("从事经营活动", "销售经营"),
    "维护": ("维修养护", "维护管理"),
    "贮存|储存": ("存放", "保管"),
    "组织": ("组织开展", "统筹"),
    "情况": ("状况", "有关情况"),
    "宣传教育": ("宣传", "宣传普及"),
    "工作成绩突出单位和个人": ("有突出贡献的单位和个人", "先进集体和先进个人", "成绩显著者"),
    "申请": ("申报", "有关申请"),
    "审核": ("审查", "初审"),
    "监督管理": ("监管", "管理"),
    "、": ("和", "以及"),
    **{re.escape(word): (other,) for word, other in SYNONYMS.items()},
}
_INSERTED = ("依法", "有关", "本行政区域内", "涉嫌")


def renamed(
    name: str, rng: random.Random, share: Span = _CHANGED, edits: Sequence[Edit] | None = None
) -> str:
    """Another name for the same item, that differs in so large a share of its characters.

    Where no other words are known for it, two are put round it.
    """
    least, most = share
    for _ in range(20):
        target = rng.uniform(least, most - 0.05)
        changed = name
        for edit in rng.sample(edits := edits or _EDITS, len(edits)):
            attempt = edit(changed, rng)
            if _distance(name, attempt) <= most:
                changed = attempt
            if _distance(name, changed) >= target:
                break
        if least <= _distance(name, changed):
            return changed
    return f"有关{name}工作"


def reworded(name: str, power: Power | None, rng: random.Random) -> str:
    """Another name; sometimes the subject is left out, or the object stands in front of the act."""
    edits = [*_EDITS]
    if power and rng.random() < 0.3:
        edits += [
            lambda name, _: name.replace(power.subject, "", 1),
            lambda name, _: name.replace(power.act + power.object, power.object + power.act, 1),
        ]
    return renamed(name, rng, edits=edits)


def joint(parts: list[Power], rng: random.Random) -> str:
    """One name for siblings: joined in half of all cases, else that of the first with 等, or what they have in common.

    对擅自占用、挖掘城市道路的处罚; 对擅自占用城市道路等行为的处罚; 对违反城市道路管理规定行为的处罚.
    """
    first = parts[0]
    one_object = all(part.object == first.object for part in parts)
    one_subject = all(part.subject == first.subject for part in parts)
    lot = rng.random()
    if lot < 0.55 and (name := _joined(parts, one_object, rng)):
        return name
    if one_object and (lot > 0.75 or not one_subject):
        return _generalised(first, rng)
    return re.sub("(的[^的]*|[^的]{2})$", r"等行为\1" if one_object else r"等事项\1", first.name)


def _joined(parts: list[Power], one_object: bool, rng: random.Random) -> str:
    """What the names have in common is said once. Empty where other words stand between subject and act."""
    words = list(dict.fromkeys(part.subject + part.act if one_object else part.object for part in parts))
    first, sign = words[0], rng.choices(["、", "，", "或者"], [8, 1, 1])[0]
    shared = "".join(
        letters[0] for letters in takewhile(lambda letters: len(set(letters)) == 1, zip(*words, strict=False))
    )
    if len(shared) > 1 and rng.random() < 0.6:
        words = [first, *(word[len(shared) :] for word in words[1:])]
    return parts[0].name.replace(first, sign.join(words), 1) if first in parts[0].name else ""


def _generalised(power: Power, rng: random.Random) -> str:
    """A name for everything that concerns the object."""
    thing = power.place + power.object
    if power.power_type in ("行政处罚", "行政强制"):
        what = power.power_type[2:]
        frames = (f"对违反{thing}管理规定行为的{what}", f"对{thing}违法行为的{what}", f"{thing}管理类{what}")
        return rng.choice(frames)
    return power.name.replace(power.act, rng.choice(("管理", "有关事项", "")), 1)


def _word(pattern: str, others: tuple[str, ...]) -> Edit:
    found = re.compile(pattern)
    return lambda name, rng: found.sub(lambda _: rng.choice(others), name, count=1)


def _inserted(name: str, rng: random.Random) -> str:
    place = 1 if name.startswith("对") else 0
    return name[:place] + rng.choice(_INSERTED) + name[place:]


def _shortened(name: str, _: random.Random) -> str:
    """Without what stands behind 、 up to the last 的."""
    return re.sub("、[^、的]+的", "的", name, count=1)


_EDITS: list[Edit] = [*(_word(pattern, others) for pattern, others in _WORDS.items()), _inserted, _shortened]


def _distance(name: str, other: str) -> float:
    return Levenshtein.normalized_distance(name, other)
