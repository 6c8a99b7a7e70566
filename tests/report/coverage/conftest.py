"""What the golden reports of coverage are made with."""

from __future__ import annotations

import pytest

import qzqd


@pytest.fixture
def frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A release does not change what a report looks like."""
    monkeypatch.setattr(qzqd, "__version__", "0.0.0")
