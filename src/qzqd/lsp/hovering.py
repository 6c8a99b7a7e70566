"""What is told of the word under the pointer: the field, the value in Chinese, the law with its editions, the item."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qzqd.kinds import kind_of, value_at
from qzqd.kinds.forms import meaning, value_constraints
from qzqd.locale import Text
from qzqd.lsp.cursor import spot
from qzqd.lsp.lookup import LAW, is_item_id, lookup_targets, refers
from qzqd.report.findings.markdown import escape
from qzqd.report.paper.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.finding import DataPath
    from qzqd.locale import Language
    from qzqd.lsp.checking import KeptWorkspace
    from qzqd.lsp.lookup import LookupTarget
    from qzqd.open.schema import Schema
    from qzqd.read.positions import Spot
    from qzqd.read.tree import Tree
    from qzqd.read.workspace import WorkspaceFile


def hover(
    kept: KeptWorkspace, entry: WorkspaceFile, tree: Tree, offset: int, language: Language
) -> tuple[Spot, str] | None:
    """The word at an offset and, in Markdown in which nothing from a file is markup, what is told of it."""
    found = spot(tree, offset)
    kind = kind_of(tree.data)
    if found is None or kind is None:
        return None
    schema = kept.schema(kind)
    named = _named(schema, found.path)
    node = schema.at(named)
    lines = list(_field(node, named, language))
    if found.at == "value":
        value = value_at(tree.data, found.path)
        lines += _value(kept, entry, tree, found.path, value, node, language)
    return (found, "\n\n".join(lines)) if lines else None


def _named(schema: Schema, path: DataPath) -> DataPath:
    """The path of the field that a value is in: entries of a list, and names that are no fields, have no title."""
    while path and "title" not in schema.at(path):
        path = path[:-1]
    return path


def _field(node: dict[str, Any], path: DataPath, language: Language) -> Iterator[str]:
    if not path:
        return  # a field that the kind does not have
    english = node.get("x-en", node)
    title = Text(node["title"], english.get("title", ""))
    key = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    yield (
        f"**{_safe(title.in_(language))}**　`{key}`"
        if key.isidentifier()
        else f"**{_safe(title.in_(language))}**"
    )
    about = Text(node.get("description", ""), english.get("description", "")).in_(language)
    if about:
        yield _safe(about)
    asked = [text.in_(language) for text in value_constraints(node, lambda _: Text("", "")) if text.zh]
    if asked and "enum" not in node:
        yield _safe("；".join(asked) if language == "zh" else "; ".join(asked))


def _value(
    kept: KeptWorkspace,
    entry: WorkspaceFile,
    tree: Tree,
    path: DataPath,
    value: Any,
    node: dict[str, Any],
    language: Language,
) -> Iterator[str]:
    if not isinstance(value, str):
        return
    if gloss := meaning(value, node.get("description", "")):
        yield _safe(f"{value}：{gloss}")
    target = refers(kept, tree.data, path)
    if target == LAW:
        yield _law(kept, value, value_at(tree.data, path[:-1]), language)
    elif target or is_item_id(path):
        found = lookup_targets(kept, entry, tree, path, value)
        for each in found[:3]:
            yield _target(each, language)
        if not found and target:
            yield Text("工作区里没有找到", "not found in the workspace").in_(language)


def _law(kept: KeptWorkspace, title: str, ground: Any, language: Language) -> str:
    """The law in the register: its level, the edition and the article that are cited, its editions, what became of it."""
    law = kept.registers.law(title)
    if law is None:
        return Text("法规登记簿里没有", "not in the register of laws").in_(language)
    lines = [Text(f"{law.title}（{law.level}）", f"{law.title} ({law.level})")]
    cited = ground if isinstance(ground, dict) else {}
    if law.repealed:
        instead = law.superseded_by or law.repealed_by
        lines.append(
            Text(
                f"已于 {law.repealed} 废止" + (f"，现为 {instead}" if instead else ""),
                f"repealed on {law.repealed}" + (f", now {instead}" if instead else ""),
            )
        )
    shown = [edition + (f"（{count} 条）" if count else "") for edition, count in law.editions]
    shown_en = [edition + (f" ({count} articles)" if count else "") for edition, count in law.editions]
    if shown:
        lines.append(Text(f"版本：{'、'.join(shown)}", f"editions: {', '.join(shown_en)}"))
    edition, article = cited.get("edition"), cited.get("article")
    if isinstance(edition, str | int):
        lines.append(Text(f"所引版本：{edition}", f"edition cited: {edition}"))
    if isinstance(article, str | int):
        lines.append(Text(f"所引条文：第 {article} 条", f"article cited: {article}"))
    if kept.registers.as_of:
        lines.append(
            Text(f"登记簿截至 {kept.registers.as_of}", f"the register is as of {kept.registers.as_of}")
        )
    return "  \n".join(_safe(line.in_(language)) for line in lines)


def _target(target: LookupTarget, language: Language) -> str:
    """An item by its id and name, or a list by its title, and where it stands."""
    holder = target.holder
    name = holder.get("name", holder.get("title", ""))
    parts = [str(part) for part in (holder.get("id"), name) if isinstance(part, str)]
    where = Text(f"见 {target.entry.name}", f"in {target.entry.name}").in_(language)
    return f"{_safe(' '.join(parts))}  \n{_safe(where)}"


def _safe(text: str) -> str:
    return escape(safe(text))
