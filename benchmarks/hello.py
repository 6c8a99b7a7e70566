"""The least that a command line made with typer can be."""

from __future__ import annotations

import typer


def hello(name: str = "world") -> None:
    print(f"hello {name}")


if __name__ == "__main__":
    typer.run(hello)
