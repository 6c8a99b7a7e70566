"""`python -m qzqd.generate [--check]`: write the files that follow from the code, or say which are stale.

Run in a checkout: schemas/ from the kinds, then docs/rules, docs/kinds and docs/policy.md from the rules, those schemas and the presets.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from qzqd import console
from qzqd.compare.policy.approval_schema import approval_schema
from qzqd.contracts import impact_schema, log_schema
from qzqd.kinds.export import json_schema, models
from qzqd.read.config_schema import config_schema
from qzqd.reference import pages

ROOT = Path(__file__).parents[2]
GENERATED = (
    "schemas/*.schema.json",
    "schemas/contracts/qzqd.schema.json",
    "schemas/contracts/approval.schema.json",
    "schemas/contracts/log.schema.json",
    "schemas/contracts/impact.schema.json",
    "docs/rules/*.md",
    "docs/kinds/*.md",
    "docs/policy.md",
)


def schemas() -> dict[str, str]:
    """Path below the root, and text, of every generated schema."""
    bodies = {f"schemas/{kind}.schema.json": json_schema(model) for kind, model in models().items()}
    bodies["schemas/contracts/qzqd.schema.json"] = config_schema()
    bodies["schemas/contracts/approval.schema.json"] = approval_schema()
    bodies["schemas/contracts/log.schema.json"] = log_schema()
    bodies["schemas/contracts/impact.schema.json"] = impact_schema()
    return {path: json.dumps(body, ensure_ascii=False, indent=2) + "\n" for path, body in bodies.items()}


def main(arguments: list[str]) -> int:
    """Write what is stale and remove what nothing generates; with --check only name it, and return 1."""
    present = {path.relative_to(ROOT).as_posix() for pattern in GENERATED for path in ROOT.glob(pattern)}
    check = "--check" in arguments
    wanted: set[str] = set()
    stale: list[str] = []
    for stage in (schemas, pages):  # the pages are made from the schemas on disk
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
            console.tell(f"{path}: not what the code says; run python -m qzqd.generate")
        return 1 if stale or surplus else 0
    for path in surplus:
        (ROOT / path).unlink()
    return 0


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
