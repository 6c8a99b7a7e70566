"""`python -m qzqd.generate [--check]`: write the files that follow from the code, or say which are stale.

Run in a checkout: schemas/ from the kinds, docs/rules and docs/kinds from the rules and the kinds.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from qzqd.kinds.export import json_schema, models
from qzqd.read.config_schema import config_schema
from qzqd.reference import pages

ROOT = Path(__file__).parents[2]
GENERATED = (
    "schemas/*.schema.json",
    "schemas/contracts/qzqd.schema.json",
    "docs/rules/*.md",
    "docs/kinds/*.md",
)


def generated() -> dict[str, str]:
    """Every generated file: its path below the root, and its text."""
    schemas = {f"schemas/{kind}.schema.json": json_schema(model) for kind, model in models().items()}
    schemas["schemas/contracts/qzqd.schema.json"] = config_schema()
    texts = {path: json.dumps(body, ensure_ascii=False, indent=2) + "\n" for path, body in schemas.items()}
    return {**texts, **pages()}


def main(arguments: list[str]) -> int:
    """Write what is stale and remove what nothing generates; with --check only name it, and return 1."""
    wanted = generated()
    present = {path.relative_to(ROOT).as_posix() for pattern in GENERATED for path in ROOT.glob(pattern)}
    surplus = sorted(present - wanted.keys())
    stale = sorted(path for path, text in wanted.items() if _read(ROOT / path) != text)
    if "--check" in arguments:
        for path in (*stale, *surplus):
            sys.stderr.write(f"{path}: not what the code says; run python -m qzqd.generate\n")
        return 1 if stale or surplus else 0
    for path in surplus:
        (ROOT / path).unlink()
    for path in stale:
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_text(wanted[path], encoding="utf-8")
    return 0


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
