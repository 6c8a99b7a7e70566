"""Compare two editions the way a peer does: `peer.py load|deepdiff|daff OLD NEW`.

load only reads both with PyYAML's C loader. deepdiff compares the items by id; daff compares tables, made of the plain fields.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import yaml


def main(how: str, *paths: str) -> None:
    old, new = (yaml.load(Path(path).read_bytes(), yaml.CSafeLoader)["items"] for path in paths)
    if how == "deepdiff":
        from deepdiff import DeepDiff

        found = DeepDiff({item["id"]: item for item in old}, {item["id"]: item for item in new})
        print(sum(map(len, found.values())))
    elif how == "daff":
        import daff

        flags = daff.CompareFlags()
        flags.ids = ["id"]
        found = daff.diff(_table(old), _table(new), flags)
        print(len(found.getData()))


def _table(items: list[dict[str, Any]]) -> list[list[str]]:
    columns = list(items[0])
    return [columns, *([str(item.get(column, "")) for column in columns] for item in items)]


if __name__ == "__main__":
    main(*sys.argv[1:])
