"""What only the checker can judge of the settings: the rules they name, and local schemas."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from qzqd.check import rules
from qzqd.check.rule import RULES
from qzqd.locale import Text
from qzqd.read.config import doubt
from qzqd.read.problem import Refused

if TYPE_CHECKING:
    from pathlib import Path

    from qzqd.read.config import Config

_ = rules  # imported to fill RULES


def family(code: str) -> list[str]:
    """The rules that a code, or its beginning such as QZ2, stands for; none for an unknown one."""
    return [known for known in RULES if known.startswith(code)] if len(code) > len("QZ") else []


def judged(config: Config) -> Config:
    """The settings with families of severities spelt out. Raises Unusable."""
    if config.root is None:
        return config
    for setting in ("select", "ignore", "severity"):
        for code in getattr(config, setting):
            if not family(code):
                path = (setting, code) if setting == "severity" else (setting,)
                doubt(config.root, path, *no_rule(code))
    for kind, place in config.schemas.items():
        if trouble := _trouble(config.root, place, config.max_bytes):
            message = Text(
                f"本地格式 {place} 不能用：{trouble.zh}", f"local schema {place} cannot be used: {trouble.en}"
            )
            doubt(config.root, ("schemas", kind), message)
    return replace(config, severity=spelt(config.severity))


def spelt(severities: dict[str, str]) -> dict[str, str]:
    """Severity by code of every rule that is named; the longer beginning of a code has its way."""
    return {code: severities[name] for name in sorted(severities, key=len) for code in family(name)}


def no_rule(code: str) -> tuple[Text, Text]:
    """What to say of a code that no rule has, and how to mend it."""
    from qzqd.text import meant, suggest

    guess = suggest(code, RULES)
    return Text(f"没有规则 {code}", f"no rule {code}"), meant(
        guess, Text("用 qzqd rules 查看", "see qzqd rules")
    )


def _trouble(root: Path, place: str, max_bytes: int) -> Text | None:
    from qzqd.check.schema import local_schema

    try:
        local_schema(root, place, max_bytes)
    except Refused as refused:
        return refused.problem.message
    except json.JSONDecodeError as error:
        return Text(
            f"第 {error.lineno} 行第 {error.colno} 个字不是合法的 JSON",
            f"not JSON at line {error.lineno}, column {error.colno}",
        )
    except ValueError as error:
        return Text(
            "不是 JSON Schema（2020-12），或者引用了别的文件",
            f"no JSON Schema (2020-12): {str(error).splitlines()[0]}",
        )
    return None
