"""The wheel: complete, and enough in an environment that holds nothing but what it asks for."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.metadata import Metadata
from packaging.requirements import Requirement

import qzqd
from qzqd import formats, kinds

ROOT = Path(__file__).parents[1]
BINARY = {".so", ".pyd"}


def built(folder: Path, **environment: str) -> zipfile.ZipFile:
    """A wheel of the working tree, without network."""
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, env={**os.environ, **environment}, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return zipfile.ZipFile(path)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """As it is built on this machine."""
    return built(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def metadata(wheel: zipfile.ZipFile) -> Metadata:
    (name,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    return Metadata.from_email(wheel.read(name))


@pytest.fixture(scope="module")
def environment(wheel: zipfile.ZipFile, metadata: Metadata, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel unpacked, and beside it what the wheel requires and nothing else."""
    folder = tmp_path_factory.mktemp("environment")
    wheel.extractall(folder)
    missing = [requirement for requirement in metadata.requires_dist or () if needed(requirement)]
    seen: set[str] = set()
    while missing:
        name = missing.pop().name
        if name in seen:
            continue
        seen.add(name)
        try:
            found = distribution(name)
        except PackageNotFoundError:
            pytest.skip(f"{name} is not installed here")
        missing += [each for text in found.requires or () if needed(each := Requirement(text))]
        for top in {
            file.parts[0] for file in found.files or () if file.parts[0] not in ("..", "__pycache__")
        }:
            if not (folder / top).exists():
                (folder / top).symlink_to(Path(str(found.locate_file(top))))
    return folder


def needed(requirement: Requirement) -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"extra": ""})


ONE_AFTER_ANOTHER = """
import contextlib, io, json, sys
from qzqd.cli import run
for arguments in json.loads(sys.argv[1]):
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as err:
        code = run(arguments)
    print(json.dumps([arguments, code, err.getvalue(), bool(out.getvalue())]), flush=True)
"""


def run(environment: Path, cwd: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`qzqd …` with no packages but those of the environment."""
    return python(environment, cwd, "-m", "qzqd", *arguments)


def python(environment: Path, cwd: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """-S leaves out all that this Python has."""
    command = [sys.executable, "-S", "-P", *arguments]
    surroundings = {**os.environ, "PYTHONPATH": str(environment)}
    return subprocess.run(command, cwd=cwd, env=surroundings, capture_output=True, text=True, check=False)


def test_holds_the_program_the_schemas_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    assert {f"qzqd/schemas/{kind}.schema.json" for kind in kinds.names()} <= names
    contracts = {path.name for path in (ROOT / "schemas/contracts").iterdir()}
    assert {f"qzqd/schemas/contracts/{name}" for name in contracts} <= names
    program = {
        f"qzqd/{path.relative_to(ROOT / 'src/qzqd').as_posix()}"
        for path in (ROOT / "src/qzqd").rglob("*.*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix not in BINARY | {".c", ".h"}
    }
    assert program <= names
    assert all(name.startswith(("qzqd/", f"qzqd-{qzqd.__version__}.dist-info/")) for name in names)
    assert not any("__pycache__" in name for name in names)


@pytest.mark.skipif(shutil.which("cc") is None, reason="no compiler")
def test_brings_the_compiled_reader_for_this_system_and_every_python(
    wheel: zipfile.ZipFile, environment: Path, tmp_path: Path
) -> None:
    assert "-cp311-abi3-" in str(wheel.filename)
    (binary,) = (name for name in wheel.namelist() if Path(name).suffix in BINARY)
    assert binary.startswith("qzqd/read/_canonical.")
    assert "编译的" in run(environment, tmp_path, "--version", "--verbose").stdout


@pytest.mark.parametrize("without", [{"CC": "false"}, {"QZQD_READER": "python"}], ids=str)
def test_is_for_every_system_where_nothing_is_compiled(
    without: dict[str, str], wheel: zipfile.ZipFile, tmp_path: Path
) -> None:
    universal = built(tmp_path, **without)
    assert str(universal.filename).endswith("-py3-none-any.whl")
    compiled = {name for name in wheel.namelist() if Path(name).suffix in BINARY}
    assert {*universal.namelist()} == {*wheel.namelist()} - compiled


def test_says_what_it_is(wheel: zipfile.ZipFile, metadata: Metadata) -> None:
    assert (metadata.name, str(metadata.version)) == ("qzqd", qzqd.__version__)
    assert metadata.license_expression == "Apache-2.0"
    folder = f"qzqd-{qzqd.__version__}.dist-info"
    assert "qzqd = qzqd.__main__:main" in wheel.read(f"{folder}/entry_points.txt").decode()
    assert f"{folder}/licenses/LICENSE" in wheel.namelist()


def test_is_started_by_its_name(environment: Path, tmp_path: Path) -> None:
    ran = run(environment, tmp_path, "--version")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, f"qzqd {qzqd.__version__}\n", "")


def test_runs_every_command(environment: Path, tmp_path: Path) -> None:
    for place in ("national", "hubei", "registers"):
        shutil.copytree(ROOT / "catalogues" / place, tmp_path / "catalogues" / place)
    commands = [
        ["rules"],
        ["kinds"],
        ["explain", "QZ104"],
        ["show", "JD-001"],
        ["schema", "laws"],
        ["fmt"],
        ["fmt", "--check"],
        *(["validate", "--format", name] for name in formats.names("validate") if not formats.is_file(name)),
        *(
            ["export", "hubei/street-powers", "--format", name]
            for name in formats.names("export")
            if not formats.is_file(name)
        ),
        ["coverage", "--format", "html"],
        ["init", "new"],
        ["validate", "new"],
    ]
    ran = python(environment, tmp_path, "-c", ONE_AFTER_ANOTHER, json.dumps(commands))
    assert (ran.returncode, ran.stderr) == (0, "")
    for command, line in zip(commands, ran.stdout.splitlines(), strict=True):
        *said, told, ended = json.loads(line)
        assert (said, ended) == ([command, 0], True)
        assert told == "" or ("csv" in command and told.startswith("注："))  # which has no place for notes


def test_makes_pages_and_says_what_they_lack(environment: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "catalogues/hubei", tmp_path / "catalogues/hubei")
    ran = run(environment, tmp_path, "site", "pages")
    assert ran.returncode == 0
    assert "qzqd[office]" in ran.stdout


def test_finds_and_mends_as_the_checkout_does(environment: Path, tmp_path: Path) -> None:
    text = (ROOT / "catalogues/hubei/community-certificates.yaml").read_text("utf-8")
    broken = text.replace("upstream: {", "upstrem: {").replace('"2020"', "2020", 1)
    (tmp_path / "list.yaml").write_text(broken, "utf-8")
    ran = run(environment, tmp_path, "validate", "--fix")
    assert ran.returncode == 1
    assert "已修复 list.yaml" in ran.stderr
    assert "是否想写 upstream？" in ran.stdout
