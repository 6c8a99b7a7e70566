"""`qzqd rules`: every rule in one table."""

from __future__ import annotations

from qzqd.cli import output as out
from qzqd.cli.language import Lang, chosen, say
from qzqd.cli.output import OK
from qzqd.locale import Text

ABOUT = Text("列出所有规则。", "List every rule.")


def rules(lang: Lang = None) -> int:
    """Code, severity and title."""
    from qzqd.check import rules as _rules  # noqa: F401
    from qzqd.check.rule import RULES
    from qzqd.report.paper.words import SEVERITY

    rows = [
        (code, SEVERITY[rule.severity].in_(chosen()), rule.title.in_(chosen()))
        for code, rule in sorted(RULES.items())
    ]
    out.table((say("编号", "Code"), say("程度", "Severity"), say("规则", "Rule")), rows)
    return OK
