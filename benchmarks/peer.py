"""What a peer makes of the same files: `peer.py parse|load FILE…`, `peer.py deepdiff|daff OLD NEW`.

parse runs libyaml's parser over their bytes and builds nothing; load reads them with PyYAML's C loader. deepdiff compares
the items by id; daff compares tables, made of the plain fields.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import yaml
from yaml._yaml import CParser


def parse(data: bytes) -> None:
    CParser(data).raw_parse()


def load(data: bytes) -> Any:
    return yaml.load(data, yaml.CSafeLoader)


def deepdiff(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> int:
    from deepdiff import DeepDiff

    found = DeepDiff({item["id"]: item for item in old}, {item["id"]: item for item in new})
    return sum(map(len, found.values()))


def daff(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> int:
    import daff

    flags = daff.CompareFlags()
    flags.ids = ["id"]
    return len(daff.diff(_table(old), _table(new), flags).getData())


def _table(items: list[dict[str, Any]]) -> list[list[str]]:
    columns = list(items[0])
    return [columns, *([str(item.get(column, "")) for column in columns] for item in items)]


def main(how: str, *paths: str) -> None:
    contents = (Path(path).read_bytes() for path in paths)
    if how in _COMPARING:
        print(_COMPARING[how](*(load(data)["items"] for data in contents)))
        return
    for data in contents:
        _READING[how](data)


_READING = {"parse": parse, "load": load}
_COMPARING = {"deepdiff": deepdiff, "daff": daff}


if __name__ == "__main__":
    main(*sys.argv[1:])
