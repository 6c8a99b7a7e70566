"""What was decided, by whom and when."""

from __future__ import annotations

from qzqd.kinds.fields import Date, Line, Model, field
from qzqd.locale import Text


class Decision(Model):
    body: Line = field(
        Text("机关", "Body"), Text("作出决定的机关。", "Who decided."), example="中共某区委", required=True
    )
    number: Line | None = field(
        Text("文号", "Document number"), Text("决定的文号。", "Its number."), example="区委办〔2019〕5号"
    )
    date: Date | None = field(Text("日期", "Date"), Text("决定的日期。", "Its date."), example="2019-04-01")
