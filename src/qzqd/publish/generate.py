"""`python -m qzqd.publish.generate [--check]`: write the files that follow from the code, or say which are stale.

Run in a checkout: schemas/ from the kinds, what `explain` shows from the examples of rules, then docs/rules, docs/kinds and docs/policy.md from the rules, those schemas and the presets,
the table of kinds in README.zh-CN.md, and .importlinter from the table of rooms in docs/architecture.md.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from qzqd import console
from qzqd.check.rule import RULES
from qzqd.kinds.export import json_schema, models
from qzqd.publish import headings, upheld
from qzqd.publish.answers import answer
from qzqd.publish.approval_schema import approval_schema
from qzqd.publish.config_schema import config_schema
from qzqd.publish.contracts import export_schema, impact_schema, log_schema
from qzqd.publish.declarations import unmet_declarations
from qzqd.publish.reference import pages
from qzqd.publish.rooms import contracts

ROOT = Path(__file__).parents[3]
GENERATED = (
    "schemas/*.schema.json",
    "schemas/severities.json",
    "schemas/answers.json",
    "schemas/contracts/qzqd.schema.json",
    "schemas/contracts/approval.schema.json",
    "schemas/contracts/log.schema.json",
    "schemas/contracts/impact.schema.json",
    "schemas/contracts/export.schema.json",
    "docs/rules/*.md",
    "docs/kinds/*.md",
    "docs/policy.md",
    ".importlinter",
)


def schemas() -> dict[str, str]:
    """Path below the root, and text, of every generated schema. Raises SystemExit for what holds nowhere."""
    kinds, settings = {kind: json_schema(model) for kind, model in models().items()}, config_schema()
    if wrong := [*unmet_declarations(kinds, settings["properties"]), *upheld.wrong()]:
        raise SystemExit("\n".join(wrong))
    bodies = {f"schemas/{kind}.schema.json": body for kind, body in kinds.items()}
    bodies["schemas/contracts/qzqd.schema.json"] = settings
    bodies["schemas/contracts/approval.schema.json"] = approval_schema()
    bodies["schemas/contracts/log.schema.json"] = log_schema()
    bodies["schemas/contracts/impact.schema.json"] = impact_schema()
    bodies["schemas/contracts/export.schema.json"] = export_schema()
    bodies["schemas/severities.json"] = {code: rule.severity for code, rule in sorted(RULES.items())}
    return {path: json.dumps(body, ensure_ascii=False, indent=2) + "\n" for path, body in bodies.items()}


def answers() -> dict[str, str]:
    """What `explain` shows of every rule, a rule to a line."""
    found = {code: json.dumps(answer(rule), ensure_ascii=False) for code, rule in sorted(RULES.items())}
    lines = [f'"{code}": {text}' for code, text in found.items()]
    return {"schemas/answers.json": "{\n" + ",\n".join(lines) + "\n}\n"}


def architecture() -> dict[str, str]:
    """The contract of imports, from the page that explains it."""
    return {".importlinter": contracts((ROOT / "docs/architecture.md").read_text(encoding="utf-8"))}


def guide() -> dict[str, str]:
    """The guide, with its table of kinds."""
    return {"README.zh-CN.md": headings.guide((ROOT / "README.zh-CN.md").read_text(encoding="utf-8"))}


def main(arguments: list[str]) -> int:
    """Write what is stale and remove what nothing generates; with --check only name it, and return 1."""
    present = {path.relative_to(ROOT).as_posix() for pattern in GENERATED for path in ROOT.glob(pattern)}
    check = "--check" in arguments
    wanted: set[str] = set()
    stale: list[str] = []
    for stage in (
        schemas,
        answers,
        pages,
        guide,
        architecture,
    ):  # answers and pages are made from the schemas on disk
        texts = stage()
        wanted |= texts.keys()
        changed = [path for path, text in texts.items() if _read(ROOT / path) != text]
        stale += changed
        for path in [] if check else changed:
            (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / path).write_text(texts[path], encoding="utf-8")
    surplus = sorted(present - wanted)
    if check:
        for path in (*stale, *surplus):
            console.tell(f"{path}: not what the code says; run python -m qzqd.publish.generate")
        return 1 if stale or surplus else 0
    for path in surplus:
        (ROOT / path).unlink()
    return 0


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
