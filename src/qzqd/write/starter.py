"""The files of a new workspace. The first list is made from its schema, so a new kind has a starter at once."""

from __future__ import annotations

import json
from typing import Any

from qzqd import kinds, resources
from qzqd.kinds.traits import Archetype, archetype, traits
from qzqd.write import canonical

_SETTINGS = """\
#:schema schemas/qzqd.schema.json
# 清单所在的文件夹 / where the catalogues are
paths = ["catalogues"]

# 登记簿：清单引用的法规、单位、科室都按它核对；已附法规登记簿，单位登记簿用 qzqd init --kind units 建立
# registers that lists are held against: laws are here, units come with qzqd init --kind units
registers = ["catalogues/registers/*.yaml"]

# 地方增加的权力类型（“9+X”中的 X） / power types that this place adds
# power_types = ["行政调解"]

# 地方编码是 16 位还是 31 位 / the shape of local item codes
# code_profile = "16"

# 改变规则的严重程度 / severities other than the rule's own
# [severity]
# QZ404 = "error"

# 有理由不改的问题，可以设有效期 / findings that may stay, each with its reason
# [[ignores]]
# rule = "QZ207"
# path = "catalogues/**"
# reason = "公布原文如此"
# until = "2027-12-31"
"""

_WORKFLOW = """\
# 每次改动清单都检查；问题标注在改动的行上 / checks every change and annotates the lines
name: qzqd
on: [push, pull_request]
permissions:
  contents: read
env:
  # 请填写从哪里安装 qzqd：安装包（.whl）的网址、它在本仓库里的路径，或 git+https://…@提交号
  # fill in where qzqd comes from: the address of its wheel, a path in this repository, or git+https://…@COMMIT
  QZQD_SOURCE: ""
jobs:
  validate:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2
        with:
          persist-credentials: false
      - uses: actions/setup-python@a309ff8b426b58ec0e2a45f0f869d46889d02405 # v6.2.0
        with:
          python-version: "3.12"
      - run: pip install "${QZQD_SOURCE:?请先填写从哪里安装 qzqd / say first where to install qzqd from}"
      - run: qzqd validate --format github
"""

_PAGES = """\
# 把清单做成网页，发布到 GitHub Pages；只在手动启动时发布 / makes pages of the lists and publishes them, when started by hand
# 先在仓库设置里把 Pages 的来源改为 GitHub Actions / first set the source of Pages to GitHub Actions
name: qzqd-site
on:
  workflow_dispatch:
  # 每次合并都发布，就去掉下面两行的 # / to publish with every merge, uncomment these two lines
  # push:
  #   branches: [main]
permissions:
  contents: read
concurrency:
  group: pages
env:
  # 请填写从哪里安装 qzqd，与 qzqd.yml 相同 / fill in where qzqd comes from, as in qzqd.yml
  QZQD_SOURCE: ""
jobs:
  build:
    runs-on: ubuntu-latest
    timeout-minutes: 20
    steps:
      - uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2
        with:
          fetch-depth: 0 # 沿革来自全部提交 / histories come from all commits
          persist-credentials: false
      - uses: actions/setup-python@a309ff8b426b58ec0e2a45f0f869d46889d02405 # v6.2.0
        with:
          python-version: "3.12"
      - run: pip install "${QZQD_SOURCE:?请先填写从哪里安装 qzqd / say first where to install qzqd from}"
      - run: qzqd site public
      - uses: actions/upload-pages-artifact@7b1f4a764d45c48632c6b24a0339c27f5614fb0b # v4.0.0
        with:
          path: public
  publish:
    needs: build
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      pages: write
      id-token: write
    environment:
      name: github-pages
      url: ${{ steps.published.outputs.page_url }}
    steps:
      - id: published
        uses: actions/deploy-pages@d6db90164ac5ed86f2b6aed7e0febac5b3c0c03e # v4.0.5
"""

_EDITOR = {
    "settings.json": {
        "glspc.server.command": "qzqd",
        "glspc.server.commandArguments": ["lsp"],
        "glspc.server.languageId": ["yaml"],
        "[yaml]": {
            "editor.quickSuggestions": {"other": True, "comments": False, "strings": True},
            "editor.wordBasedSuggestions": "off",
            "editor.unicodeHighlight.allowedLocales": {"zh-hans": True, "zh-hant": True},
            "editor.unicodeHighlight.allowedCharacters": {"〔": True, "〕": True},
        },
    },
    "extensions.json": {"recommendations": ["zsol.vscode-glspc"]},
}
"""What VS Code needs to start `qzqd lsp`: it starts no server by itself, but has an extension that starts any.

And to complete what stands in quotation marks, to offer no word just because it stands elsewhere in the file, and not to
take Chinese punctuation for a Latin letter's double.
"""


def files(kind: str) -> dict[str, str]:
    """Text by path below the new folder."""
    settings = (resources.schemas() / "contracts" / "qzqd.schema.json").read_text("utf-8")
    return {
        "qzqd.toml": _SETTINGS,
        **additions(kind),
        place("laws"): resources.laws().read_text("utf-8"),
        **_schema("laws"),
        "schemas/qzqd.schema.json": settings,
        **{
            f".vscode/{name}": json.dumps(said, indent=2, ensure_ascii=False) + "\n"
            for name, said in _EDITOR.items()
        },
        ".github/workflows/qzqd.yml": _WORKFLOW,
        ".github/workflows/qzqd-site.yml": _PAGES,
    }


def additions(kind: str) -> dict[str, str]:
    """The same for a workspace that is there already: one more list, with its schema."""
    held_against = traits(kind).declared.held_against
    beside = additions(held_against) if held_against else {}
    return {place(kind): starter_list(kind), **_schema(kind), **beside}


def _schema(kind: str) -> dict[str, str]:
    return {
        f"schemas/{kind}.schema.json": json.dumps(kinds.schema(kind), ensure_ascii=False, indent=2) + "\n"
    }


def place(kind: str) -> str:
    """Where the list goes; a register goes where the settings look for registers."""
    folder = "registers/" if archetype(kind) in (Archetype.LAWS, Archetype.UNITS) else ""
    return f"catalogues/{folder}{kind}.yaml"


def starter_list(kind: str) -> str:
    """A commented first list of this kind: required fields filled with examples, the others commented out."""
    schema = kinds.schema(kind)
    up = "../" * place(kind).count("/")
    head = f"# yaml-language-server: $schema={up}schemas/{kind}.schema.json\n# {schema['title']}：{schema['description']}\n"
    properties = {name: prop for name, prop in schema["properties"].items() if name != "items"}
    required = set(schema["required"])
    example = {
        "id": _id(kind),
        "title": schema["title"],
        "source": _SOURCE,
        "published_count": {"total": 1},
        "upstream": _upstream(schema),
    }
    body = "".join(_field(name, prop, name in required, example, "") for name, prop in properties.items())
    item = kinds.item_schema(schema)
    first = {name: prop["examples"][0] for name, prop in item["properties"].items()}
    wanted = {*item["required"], *(name for name, prop in item["properties"].items() if _needed(prop, first))}
    lines = "".join(
        _field(name, prop, name in wanted, _FIRST_ITEM, "    ") for name, prop in item["properties"].items()
    )
    return canonical.format(f"{head}{body}items:\n  - {lines.lstrip()}".encode(), schema).decode()


def _needed(prop: dict[str, Any], first: dict[str, Any]) -> bool:
    """Whether an item of these values lacks something without this field."""
    when = prop["x-need"].get("when", {}) if "x-need" in prop else None
    return when is not None and all(first[name] in values for name, values in when.items())


_SOURCE = {"title": "示例，请改成真实来源", "provenance": "illustrative"}


_FIRST_ITEM = {"seq": 1, "upstream": "JD-003"}
"""A first record is about the item of the list beside it, which has the example id of every item."""


def _id(kind: str) -> str:
    return f"example/{kind}"


def _upstream(schema: dict[str, Any]) -> dict[str, Any]:
    """The list beside it, as the kind says which that is; its edition where that has to be named."""
    held_against = traits(schema["x-kind"]).declared.held_against
    named = {"catalogue": _id(held_against)}
    reference = schema["$defs"][kinds.named(schema["properties"]["upstream"])]
    if "edition" in reference["required"]:
        named["edition"] = schema["properties"]["edition"]["examples"][0]
    return named


def _field(name: str, prop: dict[str, Any], wanted: bool, example: dict[str, Any], indent: str) -> str:
    if prop.get("x-later") and not wanted:
        return ""
    value = example[name] if name in example else prop["examples"][0]
    comment = f"  # {prop['title']}：{prop['description']}"
    mark = "" if wanted else "# "
    return f"{indent}{mark}{name}: {_flow(value)}{comment}\n"


def _flow(value: Any) -> str:
    """A value on one line: JSON is YAML, and every text in it is quoted."""
    return json.dumps(value, ensure_ascii=False)
