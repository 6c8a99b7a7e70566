"""The reference pages: one for each rule and each kind and one for the policy, written from these themselves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qzqd import kinds
from qzqd.check import rules
from qzqd.check.rule import FAMILIES, RULES, Example, Rule, Scene
from qzqd.kinds import named
from qzqd.kinds.forms import definition_headings, value_constraints
from qzqd.locale import Text
from qzqd.publish.answers import answer, files
from qzqd.publish.headings import in_full
from qzqd.publish.policy_page import policy_page
from qzqd.publish.upheld import free, modules, upheld_by
from qzqd.report.paper.words import SEVERITY
from qzqd.write.starter import starter_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_ = rules  # imported to fill RULES
_NOTICE = "<!-- python -m qzqd.publish.generate 生成，请勿手改 / generated, do not edit -->\n\n"


def pages() -> dict[str, str]:
    """Every page: its path below the root of the repository, and its Markdown."""
    written = {
        "docs/rules/README.md": _rules_index(),
        **{f"docs/rules/{code}.md": rule_page(rule) for code, rule in sorted(RULES.items())},
        "docs/kinds/README.md": _kinds_index(),
        **{f"docs/kinds/{kind}.md": _kind(kind) for kind in kinds.names()},
        "docs/policy.md": policy_page(),
    }
    return {path: _NOTICE + text for path, text in written.items()}


def _rules_index() -> str:
    raised = modules()
    parts = [
        "# 规则 Rules",
        "命令行上用 `qzqd rules` 列出，`qzqd explain 编号` 查看；程度在 `qzqd.toml` 的 `[severity]` 里改。",
        "On the command line: `qzqd rules`, `qzqd explain CODE`; `[severity]` in `qzqd.toml` changes them.",
        "“模块”是 `src/qzqd` 里提出问题、要求填写的地方，“命令”是看得到它的命令。",
        "The modules are those below `src/qzqd` that raise it or ask for it, the command is one that shows it.",
    ]
    for prefix, family in FAMILIES.items():
        rows = [
            (
                f"[{code}]({code}.md)",
                rule.title.zh,
                rule.title.en,
                _both(SEVERITY[rule.severity]),
                "<br>".join(map(_code, raised[code])),
                _code(upheld_by(rule)),
            )
            for code, rule in sorted(RULES.items())
            if code.startswith(prefix)
        ]
        parts += [
            f"## {prefix}xx {_both(family)}",
            _table(("编号 Code", "规则", "Rule", "程度 Severity", "模块 Module", "命令 Command"), rows),
            f"下一个新编号 Next free code: {_code(free(prefix, RULES))}",
        ]
    return _page(parts)


def rule_page(rule: Rule) -> str:
    """The page of one rule: what it asks and why, what fails, what qzqd says of that, and what passes."""
    parts = [
        f"# {rule.code} {rule.title.zh}",
        f"{rule.title.en} · **{_both(SEVERITY[rule.severity])}**",
        rule.why.zh,
        rule.why.en,
    ]
    if rule.fails is not None:
        parts += [
            "## 有问题的 Fails",
            *_example(rule.fails),
            "## 检查结果 What qzqd says",
            *(_fenced("text", text) for text in answer(rule).values()),
        ]
    parts += ["## 正确的 Passes", *_example(rule.passes)]
    return _page(parts)


def _example(example: Example | Scene) -> Iterator[str]:
    if isinstance(example, Example) and example.raw is not None:
        yield "问题在字节里，页面上写不出来。The fault is in the bytes, which a page cannot show."
        return
    for name, content in (example.files if isinstance(example, Scene) else files(example)).items():
        yield f"`{name}`"
        yield _fenced(_NOTATIONS.get(Path(name).suffix, "text"), content) if content else _EMPTY
    if isinstance(example, Scene):
        yield _fenced("text", f"$ qzqd {example.command}")


_EMPTY = "空文件 An empty file"
_NOTATIONS = {".yaml": "yaml", ".toml": "toml", ".csv": "csv", ".json": "json"}


def _kinds_index() -> str:
    rows = []
    for kind in kinds.names():
        schema = kinds.schema(kind)
        title = f"{schema['title']}<br>{schema['x-en']['title']}"
        rows.append((f"[`{kind}`]({kind}.md)", title, _described(schema)))
    return _page(
        [
            "# 清单类型 Kinds",
            "每份清单开头的 `kind` 说明它是哪一种。`qzqd init --kind 类型` 建立一份带注释的清单。",
            "`kind` at the head of a catalogue says which list it is; `qzqd init --kind KIND` starts one.",
            _table(("类型 Kind", "清单 List", "说明 About"), rows),
        ]
    )


def _kind(kind: str) -> str:
    schema = kinds.schema(kind)
    definitions = schema["$defs"]
    item = named(schema["properties"]["items"]["items"])
    headings = {name: f"{title.zh} {title.en}" for name, title in definition_headings(schema).items()}
    parts = [
        f"# {schema['title']} `{kind}`",
        f"**{schema['x-en']['title']}**",
        schema["description"],
        schema["x-en"]["description"],
        "## 清单开头 Header",
        _fields(schema, headings),
        f"## {headings[item]}",
        _fields(definitions[item], headings),
    ]
    for name in sorted(definitions.keys() - {item}):
        parts += [f"### {headings[name]}", _fields(definitions[name], headings)]
    if known := in_full(kind):
        parts += [
            "## 表头 Headings",
            "表格里的这些表头各归哪个字段；空格和换行不算。",
            "Which field a heading of a table stands for; white space does not count.",
            _table(("字段 Field", "表头 Headings"), known),
        ]
    parts += ["## 例子 Example", _fenced("yaml", starter_list(kind))]
    return _page(parts)


def _fields(node: dict[str, Any], headings: dict[str, str]) -> str:
    required = node.get("required", ())
    rows = [
        (
            f"`{name}`",
            f"{prop['title']}<br>{prop['x-en']['title']}",
            _asked(prop, name in required),
            _form(prop, headings),
            _code(json.dumps(prop["const"] if "const" in prop else prop["examples"][0], ensure_ascii=False)),
            _described(prop),
        )
        for name, prop in node["properties"].items()
    ]
    return _table(("字段 Field", "名称 Title", "要求 Asked", "写法 Form", "例子 Example", "说明 About"), rows)


def _described(node: dict[str, Any]) -> str:
    return f"{node['description']}<br>{node['x-en']['description']}"


def _asked(prop: dict[str, Any], required: bool) -> str:
    if required:
        return "必填 required"
    need = prop.get("x-need")
    if not need:
        return ""
    code = need["rule"]
    link = f"[{code}](../rules/{code}.md)" if code in RULES else code
    when = "".join(f"<br>{_code(f'{field}: {value}')}" for field, value in need.get("when", {}).items())
    return link + when


def _form(prop: dict[str, Any], headings: dict[str, str]) -> str:
    def refer(name: str) -> Text:
        heading = headings[name]
        return Text("见", f"see [{heading}](#{heading.lower().replace(' ', '-')})")

    return "<br>".join(map(_both, value_constraints(prop, refer, _code)))


def _both(text: Text) -> str:
    """What is the same in both languages but for the commas stands once."""
    zh, en = (words.replace("、", "").replace(", ", "") for words in text)
    return text.zh if zh == en else f"{text.zh} {text.en}"


def _code(text: str) -> str:
    return f"`{text}`"


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(
        f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |" for cells in lines
    )


def _fenced(language: str, text: str) -> str:
    return f"```{language}\n{text.rstrip()}\n```"


def _page(parts: Iterable[str]) -> str:
    return "\n\n".join(parts) + "\n"
