"""What is printed: in one place, never obeyed, and an answer even where nothing can be printed."""

from __future__ import annotations

import ast
import io
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import qzqd
from forking import CLOSED, forked
from qzqd import console
from qzqd.cli import run

SOURCE = Path(qzqd.__file__).parent
_WRITING = {"stdout", "stderr", "__stdout__", "__stderr__"}
_PRINTING = {"print", "echo", "secho", "print_exc", "print_exception", "excepthook"}
LIST = (
    'kind: units\nid: a/b\ntitle: 登记簿\nedition: "2025"\njurisdiction: {code: "420000", name: 湖北省}\n'
    "issuer: 某机关\nsource: {title: 公告, provenance: official}\n"
    "items:\n- {id: x, name: 湖北省, type: province, code: '420000'}\n"
)


def _writers(path: Path) -> list[str]:
    """Every way to write to a stream that a module uses; what a child process gives back is no stream of ours."""
    found: list[str] = []
    text = path.read_text("utf-8")
    if not any(word in text for word in (*_WRITING, *_PRINTING, "write")):
        return found
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Attribute(value=ast.Name(id="sys"), attr=attribute) if attribute in _WRITING:
                found.append(f"sys.{attribute}")
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in _PRINTING:
                found.append(name)
            case ast.ImportFrom(module="sys", names=names):
                found += [each.name for each in names if each.name in _WRITING]
            case ast.Call(func=ast.Attribute(value=ast.Name(id="os"), attr="write" | "writev")):
                found.append("os.write")
    return found


def test_only_one_module_writes_to_a_stream() -> None:
    writers = {
        path.relative_to(SOURCE).as_posix(): found
        for path in SOURCE.rglob("*.py")
        if (found := _writers(path)) and path.name != "console.py"
    }
    assert writers == {"report/paper/table.py": ["print"]}  # into its own files
    assert _writers(SOURCE / "console.py")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("::stop-commands::x", "∶∶stop-commands::x\n"),
        ("  ::error::x", "  ∶∶error::x\n"),
        ("a ##[error]x", "a ♯♯[error]x\n"),
        ("a\n::error::x", "a␊::error::x\n"),
        ("a\r::error::x", "a‹U+000D›::error::x\n"),
        ("\x1b[2J\u202ex\u2028", "‹U+001B›[2J‹U+202E›x‹U+2028›\n"),
        ("plain 1.0", "plain 1.0\n"),
        ("a\nb", "a␊b\n"),
    ],
)
def test_a_line_is_one_line_that_nothing_obeys(
    text: str, printed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    console.put(text)
    console.tell(text)
    assert capsys.readouterr() == (printed, printed)


def test_a_report_keeps_its_lines_and_colours_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    console.report("\ufeff\x1b[1;31ma\x1b[0m\n::b\n\x1b[2J\x07\u202e\ufeff\r\n")
    assert (
        capsys.readouterr().out
        == "\ufeff\x1b[1;31ma\x1b[0m\n∶∶b\n‹U+001B›[2J‹U+0007›‹U+202E›‹U+FEFF›‹U+000D›\n"
    )
    console.report("::error::ours\n", commands=True)
    assert capsys.readouterr().out == "::error::ours\n"


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A line of sh, in which Q is qzqd."""
    return subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env={**os.environ, "Q": f"{sys.executable} -m qzqd"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "list.yaml").write_text(LIST, "utf-8")
    (tmp_path / "bad.yaml").write_text(LIST.replace("issuer", "isuer"), "utf-8")
    return tmp_path


VERBS = (
    "--help", "validate list.yaml", "validate -f json list.yaml", "fmt --check list.yaml", "show x list.yaml",
    "kinds", "rules", "explain QZ101", "schema units", "impact 消防法 list.yaml -f json", "claims", "coverage",
    "diff list.yaml bad.yaml", "merge list.yaml list.yaml list.yaml", "git textconv list.yaml",
)  # fmt: skip


FORKED = pytest.mark.skipif(
    sys.platform != "linux", reason="streams are only laid for processes that are forked"
)
WITH_A_FULL_DISK = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full here")


@WITH_A_FULL_DISK
@pytest.mark.parametrize("verb", VERBS)
def test_no_verb_is_content_when_its_output_is_lost(
    verb: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = io.StringIO()
    monkeypatch.chdir(folder)
    monkeypatch.setattr(sys, "stderr", said)
    with open("/dev/full", "w", encoding="utf-8") as full:
        monkeypatch.setattr(sys, "stdout", full)
        assert run(verb.split()) == 3
    assert said.getvalue().splitlines()[-1] == "标准输出无法写入：磁盘满了"


@FORKED
@pytest.mark.parametrize("verb", ["--version", "validate list.yaml", "git textconv list.yaml"])
def test_standard_output_that_takes_nothing(verb: str, folder: Path) -> None:
    for where, reason in (("/dev/full", "磁盘满了"), (CLOSED, "已经关闭")):
        ran = forked(verb.split(), cwd=folder, streams={1: where})
        assert ran.code == 3, (where, ran)
        assert ran.err.splitlines()[-1] == f"标准输出无法写入：{reason}", (where, ran)
        assert "Traceback" not in ran.err
        assert "Exception" not in ran.err


@FORKED
@pytest.mark.parametrize("streams", [{2: CLOSED}, {2: "/dev/full"}, {0: CLOSED, 2: CLOSED}], ids=str)
def test_standard_error_that_takes_nothing_changes_no_exit_code(
    streams: dict[int, str], folder: Path
) -> None:
    for verb, code in (
        ("validate list.yaml", 0),
        ("validate no", 3),
        ("show nothing list.yaml", 1),
        ("fmt --no", 2),
    ):
        ran = forked(verb.split(), cwd=folder, streams=streams)
        assert (ran.code, ran.err) == (code, ""), (verb, ran)
    assert forked(["validate", "list.yaml"], cwd=folder, streams={1: CLOSED, **streams}).code == 3


@pytest.mark.skipif(sys.platform == "win32", reason="there is no sh here")
def test_no_file_gets_the_number_of_a_closed_stream(folder: Path) -> None:
    ran = shell(
        "$Q validate bad.yaml -o out.txt <&- >&- 2>&-; echo $?; $Q validate list.yaml >&-; echo $?", folder
    )
    assert (ran.stdout, ran.stderr) == ("1\n3\n", "标准输出无法写入：已经关闭\n")
    assert "QZ104" in (folder / "out.txt").read_text("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no sh here")
def test_a_reader_that_leaves_ends_it_quietly(folder: Path) -> None:
    ran = shell("{ $Q kinds; echo $? >code; } | true; { $Q --help; echo $? >>code; } | true", folder)
    assert ran.stderr == ""
    assert set((folder / "code").read_text().split()) <= {"0", "3"}


_INTERRUPTING = """\
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # which a job in the background ignores
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == {at!r}:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Finder())
sys.argv[1:] = ["validate", "list.yaml"]
from qzqd.__main__ import main
sys.exit(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals differ there")
@pytest.mark.parametrize(
    "at",
    [
        "qzqd.console",
        "qzqd.cli",
        "qzqd.cli.validate",
        "qzqd.read.compiled",
        "yaml._yaml",
        "jsonschema_rs",
        "qzqd.report.findings.text",
    ],
)
def test_an_interrupt_ends_it_without_a_traceback_from_the_first_import_on(at: str, folder: Path) -> None:
    (folder / "list.yaml").write_text(f"---\n{LIST}", "utf-8")  # which only libyaml reads
    ran = subprocess.run(
        [sys.executable, "-c", _INTERRUPTING.format(at=at)],
        cwd=folder,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (130, b"", b"")


@pytest.mark.skipif(sys.platform == "win32", reason="signals differ there")
def test_an_interrupt_in_the_middle(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "begun")
    program = (
        "import signal, sys, qzqd.check.engine as engine\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from qzqd.__main__ import main\n"
        "def check(*_):\n    open('begun', 'w').close()\n    import time; time.sleep(60)\n"
        "engine.Engine.check = check\nsys.argv[1:] = ['validate', 'list.yaml']\nsys.exit(main())\n"
    )
    (tmp_path / "list.yaml").write_text(LIST, "utf-8")
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        (tmp_path / "begun").open().close()
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
    assert (running.returncode, out, err) == (130, b"", b"")
