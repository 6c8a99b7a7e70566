"""Whether the settings leave a rule switched on, and how severe they make it."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, cast

from qzqd import resources

if TYPE_CHECKING:
    from qzqd.finding import Severity
    from qzqd.read.config import Config


def is_unread_rule(code: str) -> bool:
    """Whether the rule is about what cannot be read.

    Nothing silences it, no setting, ignore or baseline: having checked nothing is not having found nothing.
    """
    return code.startswith("QZ0")


def is_about_form(code: str) -> bool:
    """Whether the rule is about reading or structure; all others judge only what is sound in that."""
    return code < "QZ2"


def active(code: str, config: Config) -> bool:
    """Whether the settings leave a rule switched on; a code's beginning (`QZ2`) stands for its family."""
    if is_unread_rule(code):
        return True
    if config.select and not code.startswith(config.select):
        return False
    return not (config.disable and code.startswith(config.disable))


def severity(code: str, config: Config) -> Severity:
    """The severity a rule has under these settings."""
    return cast("Severity", config.severity.get(code) or _usual()[code])


@cache
def _usual() -> dict[str, str]:
    """The severity each rule has of itself: generated from the rules, so that nobody imports them to tell it."""
    severities: dict[str, str] = json.loads((resources.schemas() / "severities.json").read_bytes())
    return severities
