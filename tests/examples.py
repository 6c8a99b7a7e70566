"""How many examples a property is tried on, as a share of what the profile says: `thorough` then reaches every one."""

from __future__ import annotations

from hypothesis import settings


def share(of: float) -> settings:
    """More than the profile's number where an example costs nothing, fewer where each writes a workbook."""
    # The profile of the command line is loaded before any module of tests is.
    return settings(max_examples=max(1, round(settings().max_examples * of)))
