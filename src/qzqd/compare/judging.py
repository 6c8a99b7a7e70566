"""Whether both sides are judged alike: settings come with the edition that they decide about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.finding import Finding, Span
from qzqd.locale import Text
from qzqd.open.severity import active, severity
from qzqd.read.config import FILE
from qzqd.text import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.read.side import Side

CODE = "QZ836"
_DECIDING = (
    "select",
    "disable",
    "severity",
    "ignores",
    "power_types",
    "code_profile",
    "schemas",
    "policy",
    "coverage",
)


def judged_otherwise(old: Side, new: Side) -> Iterator[Finding]:
    """The settings that decide what is a fault, where the newer side has others. The older side's say whether that counts."""
    if not active(CODE, old.config):
        return
    before, after = old.written, new.written
    changed = [key for key in _DECIDING if getattr(before, key) != getattr(after, key)]
    if not changed:
        return
    side, root = (new, after.root) if after.root else (old, before.root)
    names = listed(changed)
    message = Text(
        f"决定怎么检查的设置两边不一样：{names.zh}",
        f"the settings that decide how lists are judged are not the same on both sides: {names.en}",
    )
    help = Text(
        "请管清单的人看过这些设置；不让它们算数，就先换回旧版的 qzqd.toml 再检查",
        "have whoever keeps the lists look at them; where they must not count, put back the older qzqd.toml before checking",
    )
    path = side.files.name(root / FILE) if root else FILE
    yield Finding(CODE, severity(CODE, old.config), path, Span(), message, help, value=" ".join(changed))
