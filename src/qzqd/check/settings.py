"""What only the checker can judge of the settings: the rules they name, and local schemas."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qzqd.locale import Text
from qzqd.read import workspace as unjudged
from qzqd.read.config import RENAMED, reject_setting
from qzqd.read.disk import DISK
from qzqd.read.problem import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qzqd.check.rule import Rule
    from qzqd.read.config import Config
    from qzqd.read.disk import Files
    from qzqd.read.workspace import Workspace


def judged_workspace(paths: Iterable[str], files: Files = DISK) -> Workspace:
    """The files under `paths`, under settings that every command judges alike. Raises Refused."""
    space = unjudged.workspace(paths, files)
    return space._replace(config=with_severities(space.config, files))


def family(code: str) -> list[str]:
    """The rules that a code, or its beginning such as QZ2, stands for; none for an unknown one."""
    return [known for known in _rules() if known.startswith(code)] if len(code) > len("QZ") else []


def with_severities(config: Config, files: Files = DISK) -> Config:
    """The settings with families of severities spelt out; `files` has them. Raises Unusable."""
    if config.root is None:
        return config
    for setting in ("select", "disable", "severity"):
        for code in getattr(config, setting):
            if not family(code):
                path = (setting, code) if setting == "severity" else (_written(setting, config),)
                reject_setting(config.root, path, *no_rule(code), files=files)
    contents: dict[str, bytes] = {}
    for kind, place in config.schemas.items():
        from qzqd.open import local

        try:
            contents[kind] = local.read(kind, config)
            local.validator(contents[kind])
        except Refused as refused:
            why = refused.problem.message
            message = Text(
                f"本地格式 {place} 不能用：{why.zh}", f"local schema {place} cannot be used: {why.en}"
            )
            reject_setting(config.root, ("schemas", kind), message, files=files)
    return replace(config, severity=spelt(config.severity), local=contents)


def _written(setting: str, config: Config) -> str:
    """What a setting is called in the file."""
    return next((old for old in config.outdated if RENAMED[old] == setting), setting)


def spelt(severities: dict[str, str]) -> dict[str, str]:
    """Severity by code of every rule that is named; the longer beginning of a code has its way."""
    return {code: severities[name] for name in sorted(severities, key=len) for code in family(name)}


def no_rule(code: str) -> tuple[Text, Text]:
    """What to say of a code that no rule has, and how to mend it."""
    from qzqd.text import did_you_mean, suggest

    guess = suggest(code, _rules())
    return Text(f"没有规则 {code}", f"no rule {code}"), did_you_mean(
        guess, Text("用 qzqd rules 查看", "see qzqd rules")
    )


def _rules() -> dict[str, Rule]:
    """Every rule by its code; only settings that name rules are worth the time that loading them takes."""
    from qzqd.check import rules
    from qzqd.check.rule import RULES

    _ = rules  # imported to fill RULES
    return RULES
