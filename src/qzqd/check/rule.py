"""What a rule is: data, words in both languages, two examples, and (mostly) a generator of problems."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from qzqd.locale import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from qzqd.check.subject import Subject
    from qzqd.finding import Severity
    from qzqd.open.summary import Summary
    from qzqd.read.problem import Problem

    CatalogueCheck = Callable[["Subject"], Iterable[Problem]]
    Quiet = Callable[["Subject"], bool]
    WorkspaceCheck = Callable[["list[Summary]"], Iterable[tuple[Summary, Problem]]]

HEADER: Mapping[str, str] = {
    "kind": "street-powers",
    "id": "example/list",
    "title": "示例清单",
    "edition": '"2025-01-01"',
    "jurisdiction": '{code: "420302", name: 茅箭区}',
    "issuer": "茅箭区人民政府",
    "source": "{title: 示例, provenance: illustrative}",
}


UpheldBy = Literal["validate", "coverage"]


class Example(NamedTuple):
    """A catalogue that shows a rule: `body` comes after the standard header, which `header` overrides or extends.

    beside: more catalogues that lie in the same workspace, such as a register.
    raw: the bytes of the file where the point is that they are not text.
    """

    body: str
    header: Mapping[str, str] = MappingProxyType({})
    beside: tuple[Example, ...] = ()
    raw: bytes | None = None

    def text(self) -> str:
        """The whole catalogue."""
        lines = [f"{key}: {value}\n" for key, value in {**HEADER, **self.header}.items() if value]
        return "".join(lines) + self.body

    def source(self) -> bytes:
        """The bytes of the file."""
        return self.text().encode() if self.raw is None else self.raw


def power(
    *lines: str,
    key: str = "JD-001",
    name: str = "消防安全检查",
    power_type: str = "行政检查",
    authority: str = "街道办事处",
) -> str:
    """An item of a list of powers. lines: its other fields."""
    head = (f"id: {key}", f"name: {name}", f"power_type: {power_type}", f"authority: {authority}")
    return "  - " + "    ".join(f"{line}\n" for line in (*head, *lines))


def resting_on(law: str = "中华人民共和国消防法", article: int = 32) -> str:
    """The line that says what an item rests on."""
    return f"basis: [{{law: {law}, article: {article}}}]"


SOUND = Example("items:\n" + power(resting_on(article=31), key="JD-002"))
"""A list that passes every rule: the example for rules that no files can break."""
CERTIFICATES = {"kind": "community-certificates"}
"""The header of examples whose items need few fields."""


def certificate(name: str, more: str = "") -> Example:
    """A list whose one item has this name. more: its other fields, behind a comma."""
    item = f"{{id: ZM-01, name: {name}, issuance: shall-not{more}}}"
    return Example(f"items:\n  - {item}\n", CERTIFICATES)


class Scene(NamedTuple):
    """A rule shown by a run: `files` by their names in one folder, and what follows `qzqd` on a command line there.

    along: the codes of other rules whose findings cannot be kept out of it.
    """

    command: str
    files: Mapping[str, str]
    along: tuple[str, ...] = ()


class Rule(NamedTuple):
    """`check` sees one catalogue, `across` the summaries of all; a rule of the reader or the schema has neither.

    fails: None where no files can show it, such as a library that is missing. whole: `across` only makes sense where the
    run sees the whole workspace, because it tells what does not exist. command: which one upholds it.
    yields: it is silent about a value that a rule whose code begins so has a finding about, as it may follow from that.
    quiet: asked first of a list in which nothing is wrong: whether one look at all of it shows that `check` would find nothing.
    """

    code: str
    severity: Severity
    title: Text
    why: Text
    fails: Example | Scene | None
    passes: Example | Scene
    check: CatalogueCheck | None = None
    across: WorkspaceCheck | None = None
    whole: bool = False
    command: UpheldBy = "validate"
    yields: tuple[str, ...] = ()
    quiet: Quiet | None = None


FAMILIES = {
    "QZ0": Text("读取", "reading"),
    "QZ1": Text("结构", "structure"),
    "QZ2": Text("编号和数量", "identity and counts"),
    "QZ3": Text("引用", "references"),
    "QZ4": Text("实施依据", "legal basis"),
    "QZ5": Text("承接和覆盖、公布的数、台账", "adoption and coverage, published figures, ledgers"),
    "QZ6": Text("程序和批准", "process and approvals"),
    "QZ7": Text("文字", "wording"),
    "QZ8": Text("调整、批准和合并", "changes between editions, their approval, merging"),
}
"""What rules are about, by how their codes begin."""

ANY = ("QZ",)
"""That a rule yields to every other one."""

RULES: dict[str, Rule] = {}
"""Every rule by code. Filled by importing `qzqd.check.rules`."""


def declare(
    code: str,
    severity: Severity,
    *,
    title: Text,
    why: Text,
    fails: Example | Scene | None,
    passes: Example | Scene,
    command: UpheldBy = "validate",
) -> Rule:
    """A rule that the reader, the schema or another command upholds: it has words and examples here, no check."""
    return _register(Rule(code, severity, title, why, fails, passes, command=command))


def rule(
    code: str,
    severity: Severity,
    *,
    title: Text,
    why: Text,
    fails: Example,
    passes: Example,
    yields: tuple[str, ...] = (),
    quiet: Quiet | None = None,
) -> Callable[[CatalogueCheck], CatalogueCheck]:
    """Make a rule of a generator that sees one catalogue."""

    def decorate(check: CatalogueCheck) -> CatalogueCheck:
        _register(Rule(code, severity, title, why, fails, passes, check=check, yields=yields, quiet=quiet))
        return check

    return decorate


def rule_across(
    code: str,
    severity: Severity,
    *,
    title: Text,
    why: Text,
    fails: Example,
    passes: Example,
    whole: bool = False,
) -> Callable[[WorkspaceCheck], WorkspaceCheck]:
    """Make a rule of a generator that sees the summaries of all catalogues of the run, in order of path."""

    def decorate(across: WorkspaceCheck) -> WorkspaceCheck:
        _register(Rule(code, severity, title, why, fails, passes, across=across, whole=whole))
        return across

    return decorate


def _register(made: Rule) -> Rule:
    if made.code in RULES:
        raise ValueError(f"two rules are called {made.code}")
    RULES[made.code] = made
    return made
