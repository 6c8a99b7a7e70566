"""Only read the bytes of files and run libyaml's parser over them, or load them as PyYAML does: `bare.py raw|load FILE…`."""

from __future__ import annotations

import sys
from pathlib import Path

import yaml
from yaml._yaml import CParser


def main(mode: str, *paths: str) -> None:
    for path in paths:
        data = Path(path).read_bytes()
        if mode == "raw":
            CParser(data).raw_parse()
        else:
            yaml.load(data, yaml.CSafeLoader)


if __name__ == "__main__":
    main(*sys.argv[1:])
