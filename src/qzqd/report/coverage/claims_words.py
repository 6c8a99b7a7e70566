"""What several reports of claims say in the same words: the verdicts, and which figures have which."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from qzqd.locale import Text
from qzqd.report.paper.words import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qzqd.cover.coverage import ClaimResult, Coverage

VERDICTS: dict[bool | None, Text] = {
    False: Text("不符", "disagree"),
    True: Text("相符", "agree"),
    None: Text("无法重算", "cannot be worked out"),
}
"""By `agrees`, what somebody has to see to first."""

UNSAID = Text("没有写明怎样重算", "nothing says how")
COLUMNS = (
    Text("编号", "Id"),
    Text("公布", "Published"),
    Text("重算", "Worked out"),
    Text("数据", "Figure"),
)
HOW = Text("依据", "From")
NONE = "—"
_IGNORED = Text("（已忽略）", " (ignored)")
_NOTHING = Text("", "")


class ClaimsByVerdict(NamedTuple):
    """One catalogue's claims by verdict; unsaid: of which nothing says how to work them out."""

    catalogue: str
    groups: dict[bool | None, list[ClaimResult]]
    unsaid: list[ClaimResult]


def claims_by_list(claims: Sequence[ClaimResult]) -> Iterator[ClaimsByVerdict]:
    """Catalogue by catalogue, in order of first appearance."""
    found: dict[str, ClaimsByVerdict] = {}
    for claim in claims:
        own = found.setdefault(
            claim.catalogue, ClaimsByVerdict(claim.catalogue, {each: [] for each in VERDICTS}, [])
        )
        (own.groups[claim.agrees] if claim.how.zh else own.unsaid).append(claim)
    yield from found.values()


def ignored(coverage: Coverage) -> set[tuple[str, str]]:
    """Catalogue and id of disagreements that are no finding, because they are ignored."""
    mentioned = {(finding.catalogue or "", finding.item or "") for finding in coverage.findings}
    disagreeing = {(claim.catalogue, claim.id) for claim in coverage.claims if claim.agrees is False}
    return disagreeing - mentioned


def claim_verdict(claim: ClaimResult) -> Text:
    """What became of a figure."""
    return VERDICTS[claim.agrees] if claim.how.zh else UNSAID


def verdict_counts(claims: Sequence[ClaimResult]) -> Text:
    """How many figures have which verdict."""
    counts = Counter(map(claim_verdict, claims))
    present = [(title, counts[title]) for title in (*VERDICTS.values(), UNSAID) if counts[title]]
    zh = "，".join(f"{title.zh} {count}" for title, count in present)
    en = ", ".join(f"{title.en} {count}" for title, count in present)
    return Text(f"公布数据 {len(claims)}：{zh}", f"{plural(len(claims), 'published figure')}: {en}")


def summary(coverage: Coverage) -> Text:
    """The same as a sentence."""
    if not coverage.claims:
        return Text("没有核对公布数据。", "No published figure was looked at.")
    counts = verdict_counts(coverage.claims)
    return Text(f"{counts.zh}。", f"{counts.en}.")


def remarks(coverage: Coverage) -> Iterator[Text]:
    """What else has to be known of the sum."""
    if count := len(ignored(coverage)):
        yield Text(f"其中 {count} 个不符已忽略。", f"Ignored: {plural(count, 'disagreement')}.")
    if coverage.unreadable and coverage.claims:
        yield Text(
            "有文件没有读到，数得不全。", "Some files could not be read, so not everything is counted."
        )


def claim_name(claim: ClaimResult, ignored: set[tuple[str, str]]) -> Text:
    """What the figure is, and whether its disagreement is ignored. Not safe."""
    behind = _IGNORED if (claim.catalogue, claim.id) in ignored else _NOTHING
    return Text(claim.text + behind.zh, claim.text + behind.en)


def claim_cells(claim: ClaimResult) -> tuple[str, str, str]:
    """Id, what was published and what was worked out again. Not safe."""
    return claim.id, claim.stated, claim.recomputed or NONE


def left(count: int) -> Text:
    """How many rows found no room."""
    return Text(
        f"篇幅所限，另有 {count} 行没有列出。运行 qzqd claims 可以看到全部。",
        f"{count} more rows did not fit. Run qzqd claims to see them all.",
    )
