"""Where the lists come from. Every report repeats it, so that nobody takes an example for the law."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from qzqd.kinds import item_schema, names, schema, title_of
from qzqd.locale import LANGUAGES, Text
from qzqd.report.paper.safe import safe
from qzqd.report.paper.words import plural
from qzqd.text import listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qzqd.outcome import ListBrief

_MADE: dict[str | None, Text] = {
    "compiled": Text(
        "根据所引法规编制，不是公布的原文", "compiled from the cited statutes, not the published text"
    ),
    "stated": Text(
        "据公开报道整理，不是公布的原文", "gathered from published reports, not the published text"
    ),
    "illustrative": Text("仅为示意，不是公布的原文", "illustrative only, not a published text"),
    None: Text("没有写明来源性质", "provenance not stated"),
}
_IN_SHORT: dict[str | None, Text] = {
    "official": Text("公布的原文", "the published text"),
    "compiled": Text("依法规编制", "compiled from statutes"),
    "stated": Text("据公开报道整理", "gathered from published reports"),
    "illustrative": Text("仅为示意", "illustrative only"),
    None: Text("没有写明来源性质", "of unstated origin"),
}
_NAMED = 3
_LONGEST = 60


def provenance(checked: ListBrief) -> str | None:
    """`official`, `compiled`, `stated` or `illustrative`; None where the list says none of them."""
    stated = checked.provenance
    return stated if stated == "official" or stated in _MADE else None


def in_short(provenance: str) -> Text:
    """The same in a few words."""
    return _IN_SHORT.get(provenance, _IN_SHORT[None])


def provenance_notes(catalogues: Sequence[ListBrief]) -> list[Text]:
    """One line for each way in which lists came to be, unless it is the published text. Safe.

    Items, and fields, that are illustrative within another list have lines of their own. Two editions of one list are
    told apart.
    """
    notes = []
    twice = {key for key, count in Counter(map(_key, catalogues)).items() if count > 1}
    for made, how in _MADE.items():
        if lists := [checked for checked in catalogues if provenance(checked) == made]:
            which = _names(lists, twice)
            notes.append(Text(f"来源：{which.zh}{how.zh}。", f"Provenance: {which.en}: {how.en}."))
    if mixed := [each for each in catalogues if each.illustrative and each.provenance != "illustrative"]:
        which, count = _names(mixed, twice), sum(checked.illustrative for checked in mixed)
        notes.append(
            Text(
                f"来源：{which.zh}中有 {count} 个事项仅为示意。",
                f"Provenance: {which.en}: {plural(count, 'illustrative item')} among the rest.",
            )
        )
    if shapes := [checked for checked in catalogues if checked.illustrative_fields]:
        which, fields = _names(shapes, twice), _fields(shapes)
        notes.append(
            Text(
                f"来源：{which.zh}中有字段仅为示意：{fields.zh}。",
                f"Provenance: {which.en}: values of these fields are illustrative: {fields.en}.",
            )
        )
    return notes


def provenance_of(checked: ListBrief) -> list[Text]:
    """The same of one list, beside its title. Safe."""
    made, notes = provenance(checked), []
    if how := _MADE.get(made):
        notes.append(Text(f"{how.zh}。", f"{how.en[0].upper()}{how.en[1:]}."))
    if checked.illustrative and made != "illustrative":
        count = checked.illustrative
        notes.append(
            Text(f"有 {count} 个事项仅为示意。", f"{plural(count, 'illustrative item')} among the rest.")
        )
    if checked.illustrative_fields:
        fields = _fields([checked])
        notes.append(
            Text(f"有字段仅为示意：{fields.zh}。", f"Values of these fields are illustrative: {fields.en}.")
        )
    return notes


def provenance_in_short(catalogues: Sequence[ListBrief]) -> list[Text]:
    """The same in one line, once there are more lists than anybody reads the names of."""
    counts = Counter(provenance(checked) for checked in catalogues)
    counts.pop("official", None)
    if counts.total() <= _NAMED:
        return provenance_notes(catalogues)
    made_how = [(how, counts[made]) for made, how in _IN_SHORT.items() if counts[made]]
    shapes = sum(bool(each.illustrative or each.illustrative_fields) for each in catalogues)
    zh = "、".join(f"{how.zh} {count} 份" for how, count in made_how)
    en = ", ".join(f"{count} {how.en}" for how, count in made_how)
    zh_shapes = f"；另有 {shapes} 份清单的部分字段或事项仅为示意" if shapes else ""
    en_shapes = f"; {plural(shapes, 'list')} with illustrative fields or items" if shapes else ""
    return [
        Text(
            f"来源：{zh}，以上都不能当作公布的原文{zh_shapes}。",
            f"Provenance: {en}; none of these may be taken for the published text{en_shapes}.",
        )
    ]


def titled(header: Mapping[str, Any]) -> Text:
    """The title and the edition of a list of a known kind, and where it comes from. Not safe."""
    source = header.get("source")
    made = str(source.get("provenance", "")) if isinstance(source, dict) else ""
    from qzqd.report.paper.values import field_words

    zh, en = (field_words(header["kind"], language).plain("provenance", made) for language in LANGUAGES)
    title, edition = header.get("title", ""), header.get("edition", "")
    return Text(f"{title}（{edition}，{zh}）", f"{title} ({edition}, {en})")


def _fields(lists: Sequence[ListBrief]) -> Text:
    """The illustrative fields of these lists, each once, by their titles; of no known kind, as they are."""
    titles = {
        name: Text(_short(name), _short(name))
        for checked in lists
        if checked.kind not in names()
        for name in checked.illustrative_fields
    }
    titles |= {
        name: title
        for checked in lists
        for name, title in _titles(checked.kind).items()
        if name in checked.illustrative_fields
    }
    return listed([*titles.values()])


def _titles(kind: str) -> dict[str, Text]:
    fields = item_schema(schema(kind))["properties"] if kind in names() else {}
    return {name: title_of(field) for name, field in fields.items()}


def _names(lists: Sequence[ListBrief], twice: set[str]) -> Text:
    named = [(_short(each.title), _called(each, twice)) for each in lists[:_NAMED]]
    more = len(lists) - len(named)
    rest = Text(f"等 {len(lists)} 份清单", f" and {more} more") if more else Text("", "")
    return Text(
        "".join(f"《{title}》（{key}）" if key else f"《{title}》" for title, key in named) + rest.zh,
        ", ".join(f"{title} ({key})" if key else title for title, key in named) + rest.en,
    )


def _key(brief: ListBrief) -> str:
    return brief.id or brief.title


def _called(brief: ListBrief, twice: set[str]) -> str:
    words = (brief.id, brief.edition if _key(brief) in twice else "")
    return " ".join(map(_short, filter(None, words)))


def _short(name: str) -> str:
    return safe(name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…")
