"""Excel and Word, out and in. The libraries are an extra of the package."""

from __future__ import annotations

from qzqd import extra
from qzqd.locale import Text


class OfficeMissing(extra.ExtraMissing):
    """The libraries that write Excel and Word are not installed."""

    message = Text("没有安装写 Excel 和 Word 的组件", "what writes Excel and Word files is not installed")
    help = Text('安装：pip install "qzqd[office]"', 'install it: pip install "qzqd[office]"')


installed = OfficeMissing.raised
