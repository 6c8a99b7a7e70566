"""What every test stands on: no cache, language or colour of the machine it runs on."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# Other work on the machine must not fail a test. For a long search: pytest --hypothesis-profile=thorough
settings.register_profile("qzqd", deadline=None, max_examples=40)
settings.register_profile("thorough", deadline=None, max_examples=1_000)
settings.load_profile("qzqd")

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(autouse=True)
def _own_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "CI"):
        monkeypatch.delenv(name, raising=False)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that need the reference material say so when it is absent."""
    if not SHARED.is_dir():
        skip = pytest.mark.skip(reason="the reference material is not beside the repository")
        for item in items:
            if item.get_closest_marker("shared"):
                item.add_marker(skip)
