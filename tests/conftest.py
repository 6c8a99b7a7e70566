"""What every test stands on: no cache, language or colour of the machine it runs on."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

# Or each of the hundreds of processes that the tests start would compile all modules anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

import pytest  # noqa: E402
from hypothesis import settings  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

# Other work on the machine must not fail a test. For a long search: pytest --hypothesis-profile=thorough
settings.register_profile("qzqd", deadline=None, max_examples=25)
settings.register_profile("thorough", deadline=None, max_examples=1_000)
settings.load_profile("qzqd")

SHARED = Path(__file__).parents[2] / "shared"


_serial = count()

os.environ["LC_ALL"] = "zh_CN.UTF-8"
for _name in (
    "NO_COLOR",
    "FORCE_COLOR",
    "COLUMNS",
    "CI",
    "GITHUB_WORKSPACE",
    "CI_PROJECT_DIR",
    "QZQD_SCHEDULER",
):
    os.environ.pop(_name, None)


@pytest.fixture(scope="session")
def _folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all: pytest looks through all of its folders for each new one, and there are thousands of tests."""
    return tmp_path_factory.mktemp("tests")


@pytest.fixture
def tmp_path(_folders: Path) -> Path:
    """A folder of the test's own."""
    folder = _folders / f"{next(_serial)}"
    folder.mkdir()
    return folder


@pytest.fixture(autouse=True)
def _own_cache(monkeypatch: pytest.MonkeyPatch, _folders: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(_folders / f"cache-{next(_serial)}"))


@pytest.fixture(scope="module", params=["compiled", "judge"])
def each_reader(request: pytest.FixtureRequest) -> Iterator[None]:
    """Once with the compiled reader before the judge, and once with the judge alone."""
    from qzqd.read import compiled

    if request.param == "compiled" and not compiled.runs():
        pytest.skip("there is no compiled reader here")
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "judge":
            patch.setattr(compiled, "_canonical", None)
        yield


def pytest_collection_finish() -> None:
    """The collector of garbage need not look again and again at what stays for good: thousands of tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)  # nor after every few objects, next to none of which are garbage


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that need the reference material say so when it is absent."""
    if shutil.which("soffice") is None:
        skip = pytest.mark.skip(reason="LibreOffice is not installed")
        for item in items:
            if item.get_closest_marker("soffice"):
                item.add_marker(skip)
    if not SHARED.is_dir():
        skip = pytest.mark.skip(reason="the reference material is not beside the repository")
        for item in items:
            if item.get_closest_marker("shared"):
                item.add_marker(skip)
