"""A file opened: its data, and what is wrong with its text and its structure. No rule has seen it yet."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

from qzqd import kinds
from qzqd.finding import Finding, json_pointer
from qzqd.kinds import text_at
from qzqd.locale import Text
from qzqd.open.advice import unambiguous
from qzqd.open.findings import EXCERPT, TOO_MANY, locate, refusal, too_many
from qzqd.open.messages import full_width_colon
from qzqd.open.partial import SoundParts, sound_parts, unsound_paths
from qzqd.open.schema import Schema
from qzqd.open.summary import IgnoreNote
from qzqd.read import cut_off, source, spaces
from qzqd.read.positions import Positions
from qzqd.read.problem import Problem, Refused
from qzqd.read.tree import Tree, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qzqd.finding import DataPath
    from qzqd.read.config import Config

_FEW = 3


class Opener:
    """Opens files as far as their schema; schemas are made ready once for many files."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self._schemas: dict[str, Schema] = {}

    def structure(self, data: bytes, name: str) -> tuple[list[Finding], dict[str, Any] | None]:
        """Only as far as the schema: the findings, and the data where there are none."""
        file = self.open(data, name)
        if isinstance(file, Finding) or file.findings:
            return closed(file), None
        return [], file.tree.data

    def open(self, data: bytes, name: str, *, remarks: bool = False) -> Opened | Finding:
        """The file with its findings so far; or why there is no tree.

        remarks: tell also what could be read without doubt and should not have been written so.
        """
        try:
            text = source.check(data)
            tree = parse(text)
        except Refused as refused:
            return refusal(refused, name, data, self.config)
        file = Opened(name, tree, self.config)
        if remarks:
            file.remark(text)
        kind = kinds.kind_of(tree.data)
        if kind is None:
            for code, problem in tree.problems:
                file.add(code, problem)
            file.add(*_no_kind(tree.data))
            file.unsound = {()}
            return file
        file.add_problems_of_text(self.schema(kind))
        explained: Callable[[str, Problem], bool] | None = None
        for code, problem in self.schema(kind).problems(tree.data, visible=not tree.has_blank_texts()):
            explained = explained or file.slips(self.schema(kind))
            if not explained(code, problem):
                file.add(code, problem)
            file.unsound.update([()] if file.full else unsound_paths(problem))
            if file.full:
                break
        return file

    def schema(self, kind: str) -> Schema:
        """The schema of a kind under these settings."""
        if kind not in self._schemas:
            self._schemas[kind] = Schema(kind, self.config)
        return self._schemas[kind]


def closed(file: Opened | Finding) -> list[Finding]:
    """All that is wrong with a file that was opened, or why it was not."""
    return [file] if isinstance(file, Finding) else file.close()


class Opened:
    """Gathers the findings of one file; positions are worked out when the first one comes.

    unsound: the places that its structure has wrong; the empty path is everything. records: the table beside the
    file whose records have been read with it; "" for none.
    """

    records = ""

    def __init__(self, name: str, tree: Tree, config: Config) -> None:
        self.name = name
        self.tree = tree
        self.config = config
        self.findings: list[Finding] = []
        self.unsound: set[DataPath] = set()
        self._positions: Positions | None = None

    @property
    def data(self) -> Any:
        """The plain data of the file."""
        return self.tree.data

    def strings(self) -> list[str]:
        """Every distinct text of the file; can be had once."""
        return self.tree.take_strings()

    @property
    def full(self) -> bool:
        """Whether so much is wrong that more would help nobody."""
        return len(self.findings) >= self.config.most

    def close(self) -> list[Finding]:
        """All findings; one more says so where there may be others. Where anything stands is then forgotten."""
        if self.full:
            self.findings.append(
                locate(TOO_MANY, too_many(self.config), self.name, self.positions, self.config)
            )
        self._positions, self.tree.positions = None, array("I")
        return self.findings

    @property
    def positions(self) -> Positions:
        if self._positions is None:
            self._positions = Positions(self.tree)
        return self._positions

    def add(self, code: str, problem: Problem) -> None:
        """One cause, one finding: what the reader has said of a value, the schema does not say again."""
        if self.full:
            return
        if problem.offsets is None:
            offsets = self.positions.offsets(problem.path, problem.at)
            if offsets in self.tree.spoilt:
                return
        self.findings.append(locate(code, problem, self.name, self.positions, self.config))

    def add_problems_of_text(self, schema: Schema) -> None:
        """What the reader has found; how a value is to be written depends on its field."""
        problems = self.tree.problems
        ambiguous = {problem.offsets for code, problem in problems if code == "QZ020" and problem.offsets}
        paths = self.positions.paths(ambiguous) if ambiguous else {}
        for code, problem in problems:
            path = paths.get(problem.offsets) if problem.offsets else None
            self.add(code, problem if path is None else unambiguous(problem, schema.at(path)))

    def sound(self) -> tuple[SoundParts | None, set[int]]:
        """What is sound of it, if there are items to look at; and the positions of those that were misread as a whole."""
        values, misread = self._misread() if self.tree.problems else (set(), set())
        return sound_parts(self.data, self.unsound | values), misread

    def _misread(self) -> tuple[set[DataPath], set[int]]:
        """What the reader could not read for certain: the places of values, and the positions of items as a whole."""
        problems = [problem for _, problem in self.tree.problems if problem.offsets]
        paths = self.positions.paths({problem.offsets for problem in problems if problem.offsets})
        values, items = set(paths.values()), set[int]()
        for problem in problems:
            if problem.offsets is None or problem.offsets in paths:
                continue
            at = self.positions.item_at(problem.offsets[0])
            if at is not None:
                items.add(at)
            elif problem.value == "items":  # the list begins twice, and only one of both was read
                read = self.tree.data["items"]
                items.update(range(len(read) if isinstance(read, list) else 0))
        return values, items

    def slips(self, schema: Schema) -> Callable[[str, Problem], bool]:
        """Tell the slips because of which the text reads as it was not meant; gives what says whether a fault is theirs."""
        from qzqd.read import slips
        from qzqd.read.slips.trial import edited

        text = self.tree.source.decode()
        found = slips.hidden(text)
        if not found:
            return lambda *_: False
        lines = {finding.span.line for finding in self.findings}
        for slip in found:
            if self.positions.lines.span(*slip.place).line not in lines:  # the reader may have told it
                self.add(slip.code, slips.problem(text, slip))
        mended = edited(text, [edit for slip in found for edit in slip.edits])
        left = {_key(code, problem) for code, problem in schema.problems(parse(mended.encode()).data)}
        return lambda code, problem: _key(code, problem) not in left

    def remark(self, source: bytes) -> None:
        """What could be read, and is told where lists are checked; `source` is the text as it came."""
        for problem in spaces.remarks(source, self.tree):
            self.add("QZ007", problem)
        for code, problem in cut_off.remarks(self.tree):
            self.add(code, problem)

    def ignores(self) -> Iterator[IgnoreNote]:
        """Every well-formed ignore of a file that has items, beside sound and unsound items alike."""
        yield from self._ignores_of(self.tree.data, ())
        for index, item in enumerate(self.tree.data["items"]):
            if isinstance(item, dict) and "ignore" in item:
                yield from self._ignores_of(item, ("items", index))

    def _ignores_of(self, holder: Any, path: DataPath) -> Iterator[IgnoreNote]:
        entries = holder.get("ignore") if isinstance(holder, dict) else None
        for number, entry in enumerate(entries if isinstance(entries, list) else ()):
            place = (*path, "ignore", number)
            if rule := text_at(entry, "rule"):
                span = self.positions.span(place)
                yield IgnoreNote(
                    (text_at(holder, "id") or "") if path else "",
                    rule,
                    text_at(entry, "until") or "",
                    span.line,
                    span.column,
                    span.end_line,
                    span.end_column,
                    self.positions.lines.line(span.line)[:EXCERPT],
                    json_pointer(place),
                )


def _key(code: str, problem: Problem) -> tuple[str, DataPath, str, str]:
    return code, problem.path, problem.at, problem.value


def _no_kind(data: Any) -> tuple[str, Problem]:
    if isinstance(data, str) and "：" in data:
        return "QZ012", full_width_colon(data, ())
    if not isinstance(data, dict):
        message = Text(
            "文件内容不是清单：应当由“字段: 值”组成",
            "not a catalogue: it should be made of “field: value” lines",
        )
        return "QZ102", Problem(
            message, help=Text("第一行写 kind: 清单类型", "begin with kind: and the kind of the list")
        )
    if "kind" not in data:
        problem = _kind_missing(data)
        return problem.code or "QZ101", problem
    kind = str(data["kind"])
    message = Text(f"没有清单类型“{kind}”", f"no such kind of list: “{kind}”")
    guess = kinds.meant_kind(kind)
    help = Text(f"是否想写 {guess}？", f"did you mean {guess}?") if guess else kinds.all_kinds()
    return "QZ110", Problem(message, ("kind",), help, value=kind)


def _kind_missing(data: dict[str, Any]) -> Problem:
    """With the kinds that the list may be, going by its fields; or the field that was to be `kind`."""
    from qzqd.read.config import Config

    title = kinds.schema(kinds.names()[0])["properties"]["kind"]["title"]
    if meant := next((key for key in data if key.strip().casefold() == "kind" or key == title), None):
        return Problem(
            Text(f"未知字段 {meant}", f"unknown field {meant}"),
            (meant,),
            Text("字段名写成 kind", "the field is called kind"),
            "key",
            meant,
            fix="kind",
            code="QZ104",
        )
    fitting = [name for name in kinds.names() if Schema(name, Config()).fits({**data, "kind": name})]
    named = [name for name in fitting if name in str(data.get("id", ""))] or fitting
    help = kinds.all_kinds()
    if named and len(named) <= _FEW:
        first = named[0]
        words = "、".join(f"{name}（{kinds.schema(name)['title']}）" for name in named)
        help = Text(
            f"从内容看是 {words}：在第一行写 kind: {first}",
            f"it looks like {', '.join(named)}: begin with the line kind: {first}",
        )
    return Problem(Text("缺少字段 kind（清单类型）", "missing field kind"), help=help, value="kind")
