"""How every JSON report is written: in plain Chinese, one value a line."""

from __future__ import annotations

import json
from typing import Any


def dump(document: Any) -> str:
    """The document as text. Its strings have to be safe already: a lone surrogate cannot be encoded."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
