"""QZ561, QZ630 to QZ632, QZ635, QZ636: what the head of a list asks of its items, and documents whose time is up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.check.needs import had_below, lacking
from qzqd.check.rule import CERTIFICATES, Example, rule
from qzqd.check.subject import BETWEEN_ITEMS
from qzqd.kinds import title_of
from qzqd.locale import Text
from qzqd.read.problem import Problem
from qzqd.regex import regex
from qzqd.text import did_you_mean, listed, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.check.subject import Subject
    from qzqd.open.catalogue import Item

_MECHANISMS = {"kind": "mechanisms"}
_ITEM = "items:\n  - id: JZ-01\n    name: 党建联席会议\n    type: 机制\n"
_TWO = "items:\n  - {id: ZM-01, name: 出生证明, category: %s, issuance: shall-not}\n"
_ADOPTION = {
    "kind": "adoption",
    "jurisdiction": '{code: "420302001", name: 武当路街道}',
    "upstream": '{catalogue: example/offices, edition: "2025-01-01"}',
}
_OFFICES = Example(
    "items:\n  - {id: JG-01, name: 党政办公室, type: 内设机构}\n",
    {
        "kind": "organisations",
        "id": "example/offices",
        "applies_to": "{type: [street]}",
        "additional_at_most": "1",
    },
)
_ADOPTED = "items:\n  - {id: CJ-01, name: 党政办公室, upstream: JG-01, status: adopted}\n"
_MORE = "[{name: 乡村振兴办公室, reason: 乡村振兴任务重%s}]"


@rule(
    "QZ561",
    "error",
    title=Text("清单以外增设的没有理由或批准", "Set up beyond the list without reason or approval"),
    why=Text(
        "“5+X”的 X 由地方增设，但每一个都要写明理由和批准；否则规定的机构数就成了空话。",
        "The X of 5+X is for the place to set up, but each has its reason and its approval; otherwise the number laid down "
        "means nothing.",
    ),
    fails=Example(_ADOPTED, {**_ADOPTION, "additional": _MORE % ""}, beside=(_OFFICES,)),
    passes=Example(
        _ADOPTED,
        {**_ADOPTION, "additional": _MORE % ", approval: {body: 区委编委, number: 编发〔2025〕3号}"},
        beside=(_OFFICES,),
    ),
)
def additional(subject: Subject) -> Iterator[Problem]:
    for number, more in enumerate(subject.header.get("additional", ())):
        for name, title in (("reason", Text("理由", "a reason")), ("approval", Text("批准", "an approval"))):
            if name not in more:
                message = Text(
                    f"增设的{more['name']}没有写{title.zh}", f"{more['name']} is set up without {title.en}"
                )
                yield Problem(
                    message,
                    ("additional", number),
                    Text(f"补填 {name}", f"fill in {name}"),
                    value=f"{more['name']} {name}",
                )


@rule(
    "QZ630",
    "error",
    title=Text("缺少本清单要求的字段", "A field that this list asks for is missing"),
    why=Text(
        "清单开头的 requires 写明每个事项必须有什么，例如流程、经费、佐证。缺了，这份清单就没有做完。",
        "`requires` at the head of a list says what every item has to have, such as a procedure or funding. Without it the "
        "list is not finished.",
    ),
    fails=Example(_ITEM, {**_MECHANISMS, "requires": "[procedure]"}),
    passes=Example(_ITEM + "    procedure: 每月召开一次\n", {**_MECHANISMS, "requires": "[procedure]"}),
)
def required_fields(subject: Subject) -> Iterator[Problem]:
    asked = [name for name in subject.header.get("requires", ()) if name in subject.traits.fields]
    below = {name: had_below(subject, name) for name in asked}
    for index, item in subject.live if asked else ():
        if missing := [name for name in asked if name not in item and item["id"] not in below[name]]:
            help = Text(
                f"本清单要求每个事项都写，补填 {'、'.join(missing)}",
                f"the list asks for it: fill in {', '.join(missing)}",
            )
            yield lacking(index, missing, subject.traits, help)


@rule(
    "QZ631",
    "error",
    title=Text("要求的字段不存在", "A field is asked for that does not exist"),
    why=Text(
        "requires 里的字段名写错，就什么也没有要求，也没有人知道。",
        "A misspelt name under `requires` asks for nothing, and nobody notices.",
    ),
    fails=Example(_ITEM, {**_MECHANISMS, "requires": "[procedures]"}),
    passes=Example(_ITEM + "    procedure: 每月召开一次\n", {**_MECHANISMS, "requires": "[procedure]"}),
)
def unknown_required_fields(subject: Subject) -> Iterator[Problem]:
    known = subject.traits.fields
    asked = (
        (("requires",), subject.header.get("requires", ())),
        (("upstream", "same"), [name.partition(".")[0] for name in _same(subject)]),
    )
    for path, names in asked:
        for number, name in enumerate(names):
            if name not in known:
                message = Text(f"事项没有字段“{name}”", f"items have no field “{name}”")
                help = did_you_mean(suggest(name, known), Text("改正字段名", "correct the name of the field"))
                yield Problem(message, (*path, number), help, value=name)


def _same(subject: Subject) -> list[str]:
    upstream = subject.header.get("upstream", {})
    found: list[str] = upstream.get("same", [])
    return found


@rule(
    "QZ632",
    "error",
    title=Text("类别不合类别表", "A category that the list does not have"),
    why=Text(
        "categories 是本清单的全部类别：五项职能、六类事项就是五项、六类。多出一类、有的事项没有类别、有的类别没有事项，都是分类没有做对。",
        "`categories` are all that the list has: five functions are five. One more, an item without, or a category without "
        "items means that the sorting went wrong.",
    ),
    fails=Example(_TWO % "户藉", {**CERTIFICATES, "categories": "[户籍]"}),
    passes=Example(_TWO % "户籍", {**CERTIFICATES, "categories": "[户籍]"}),
)
def closed_categories(subject: Subject) -> Iterator[Problem]:
    closed, field = subject.header.get("categories", ()), subject.traits.field("group")
    if not closed:
        return
    used: set[str] = set()
    strange = False
    for index, item in subject.live:
        if "parent" in item:
            continue
        if field not in item:
            names = listed(closed)
            message = Text("没有写类别", "no category")
            yield Problem(message, ("items", index), Text(f"类别有：{names.zh}", f"categories: {names.en}"))
        elif item[field] not in closed:
            names, strange = listed(closed), True
            message = Text(f"类别表里没有“{item[field]}”", f"“{item[field]}” is not a category of this list")
            help = did_you_mean(
                suggest(item[field], closed), Text(f"类别有：{names.zh}", f"categories: {names.en}")
            )
            yield Problem(message, ("items", index, field), help, value=item[field])
        else:
            used.add(item[field])
    unused = [(number, name) for number, name in enumerate(closed) if name not in used]
    if unused and not strange:
        subject.require_all(Text("有没有空的类别", "categories without items"))
        for number, name in unused:
            message = Text(f"“{name}”没有一个事项", f"no item is of category “{name}”")
            help = Text("补录事项，或者改正类别表", "add its items, or correct the categories")
            yield Problem(message, ("categories", number), help, value=name)


_CANCELLED = (
    "items:\n"
    '  - {id: JG-01, name: 城管科, type: 内设机构, repealed: "2020-05-06", repealed_by: 编发〔2020〕3号%s}\n'
    "  - {id: JG-11, name: 综合执法中心, type: 事业单位}\n"
    "  - {id: JG-12, name: 公共管理办公室, type: 内设机构}\n"
)
_OLD = {"kind": "organisations", "destinations": "one"}


@rule(
    "QZ635",
    "error",
    title=Text("取消的没有写清去向", "What was cancelled has no destination"),
    why=Text(
        "整合以后，每个旧机构、每项旧职能都要有去向，去了哪里写在 succeeded_by；没有去向的，就没有人接。",
        "After a merger every old office and duty has gone somewhere, which `succeeded_by` says. Without that nobody has "
        "taken it over.",
    ),
    fails=Example(_CANCELLED % "", _OLD),
    passes=Example(_CANCELLED % ", succeeded_by: [JG-11]", _OLD),
    quiet=lambda subject: "destinations" not in subject.header,
)
def destinations(subject: Subject) -> Iterator[Problem]:
    wanted, ids = subject.header.get("destinations"), {item["id"] for _, item in subject.live}
    for index, item in subject.items if wanted else ():
        if "repealed" not in item:
            continue
        going = item.get("succeeded_by", [])
        lost = [key for key in going if key not in ids]
        if not going:
            message = Text("取消以后没有写去向", "cancelled, and gone nowhere")
        elif wanted == "one" and len(going) > 1:
            names = listed(going)
            message = Text(
                f"有 {len(going)} 个去向：{names.zh}，应当正好一个",
                f"{len(going)} destinations, not one: {names.en}",
            )
        elif lost:
            subject.require_all(BETWEEN_ITEMS)
            names = listed(lost)
            message = Text(f"去向 {names.zh} 不是现行事项", f"its destination {names.en} is not in force")
        else:
            continue
        path = ("items", index, "succeeded_by") if going else ("items", index)
        help = Text("在 succeeded_by 写明由谁接替", "say under succeeded_by what took over")
        yield Problem(message, path, help, value=" ".join(going))


@rule(
    "QZ636",
    "warning",
    title=Text("试行、委托、准入已经到期", "A trial, a mandate or an admission has ended"),
    why=Text(
        "试行文件、委托书和社区准入都有期限。过了期没有续，照着办就没有依据。准入期限写“1年”的，从批准日期算起。",
        "A document on trial, a mandate and an admission to communities hold for a time. Once that is over, and nobody has "
        "renewed it, acting on it has no ground. A term of one year, 1年, runs from the day of approval.",
    ),
    fails=Example(_ITEM + '    trial_until: "2021-12-31"\n', _MECHANISMS),
    passes=Example(_ITEM + '    trial_until: "2999-12-31"\n', _MECHANISMS),
)
def expired(subject: Subject) -> Iterator[Problem]:
    today = subject.config.today
    for field in () if subject.lacks(*subject.traits.having("trial")) else subject.traits.having("trial"):
        title = title_of(subject.traits.fields[field])
        for index, item in subject.live:
            if item.get(field, today) < today:
                message = Text(
                    f"{title.zh} {item[field]} 已过（今天 {today}）",
                    f"{title.en} {item[field]} is past today, {today}",
                )
                help = Text(
                    "办理续期或者废止；已经续了的，改写日期",
                    "have it renewed or repealed; if it was renewed, note the day",
                )
                yield Problem(message, ("items", index, field), help, value=item[field])

    for field in subject.traits.having("term"):
        for index, item in () if subject.lacks(field) else subject.live:
            last = _last_day(item.get(field, ""), item)
            if last and last < today:
                yield Problem(
                    Text(
                        f"“{item[field]}”到 {last} 为止，已经过了（今天 {today}）",
                        f"“{item[field]}” ended on {last}; today is {today}",
                    ),
                    ("items", index, field),
                    Text("办理续期，或者让事项退出", "have it renewed, or let the item leave the list"),
                    value=item[field],
                )


_DAY = regex("((?:19|20)[0-9]{2})[-年./]([0-9]{1,2})[-月./]([0-9]{1,2})日?")
_YEARS = regex("(?:为期|期限|有效期)?([0-9]{1,2})年")
_LAST = regex(
    f"(?:^|至|到|截止|—|-|～|~)\\s*{_DAY.pattern}\\s*(?:$|[）),，。；])|{_DAY.pattern}\\s*(?:为?止|以?前|之前|届满|到期)"
)
"""A day that stands alone, or behind or before a word that it is the last one, and not the one on which something began."""
_OPEN = regex("长期|永久|常年")


def _last_day(term: str, item: Item) -> str:
    """The last day of a term that is written as text; "" where it has none, or none that can be read."""
    days = _DAY.findall(term)
    if days and not _OPEN.search(term) and (len(days) > 1 or _LAST.search(term)):
        year, month, day = map(int, days[-1])
        return f"{year:04}-{month:02}-{day:02}"
    years = _YEARS.fullmatch(term.strip())
    since = item.get("approval", {}).get("date", "")
    return f"{int(since[:4]) + int(years[1]):04}{since[4:]}" if years and since else ""
