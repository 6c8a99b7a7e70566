"""The files that put qzqd into CI: held against their official schemas, and run where a machine can."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

from cli.command import process
from qzqd.cli import COMMANDS
from qzqd.write.starter import files
from town import Town

ROOT = Path(__file__).parents[1]
BASH = shutil.which("bash")
BROKEN = (
    "kind: community-certificates\nid: a/b\ntitle: 证明清单\nedition: '2025'\n"
    "jurisdiction: {code: '420000', name: 湖北省}\nissuer: 民政厅\n"
    "source: {title: 公告, provenance: official}\nitems:\n"
    "  - {id: ZM-01, name: 居民养犬证明, isuance: shall-not}\n"
)
SOUND = BROKEN.replace("isuance", "issuance")


@pytest.mark.parametrize(
    ("schema", "paths"),
    [
        ("vendor.github-actions", ["action.yml"]),
        (
            "vendor.github-workflows",
            [".github/workflows/ci.yml", "templates/github-workflow.yml", "templates/github-pages.yml"],
        ),
        (
            "custom.github-workflows-require-timeout",
            [".github/workflows/ci.yml", "templates/github-workflow.yml", "templates/github-pages.yml"],
        ),
        ("vendor.gitlab-ci", ["--data-transform", "gitlab-ci", "templates/gitlab-ci.yml"]),
    ],
)
def test_files_meet_their_official_schemas(
    schema: str, paths: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from check_jsonschema import main

    monkeypatch.chdir(ROOT)
    with pytest.raises(SystemExit) as end:
        main(["--builtin-schema", schema, *paths])
    assert end.value.code == 0, capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "template"), [("qzqd.yml", "github-workflow.yml"), ("qzqd-site.yml", "github-pages.yml")]
)
def test_init_writes_the_workflows_that_may_be_copied(name: str, template: str) -> None:
    copied = (ROOT / "templates" / template).read_text("utf-8")
    assert files("street-powers")[f".github/workflows/{name}"] == copied


def test_nothing_is_published_unless_somebody_starts_it() -> None:
    github = yaml.safe_load((ROOT / "templates/github-pages.yml").read_text("utf-8"))
    assert github[True] == {"workflow_dispatch": None}  # YAML 1.1 takes `on` for true
    gitlab = yaml.safe_load((ROOT / "templates/gitlab-ci.yml").read_text("utf-8"))
    assert [rule["when"] for rule in gitlab["pages"]["rules"]] == ["manual"]
    assert github["permissions"] == {"contents": "read"}
    assert "permissions" not in github["jobs"]["build"]


def test_ci_runs_the_two_commands_of_the_readme() -> None:
    """The first two shell blocks of the README, and of the guide, are the first two commands of .ci/run."""
    script = (ROOT / ".ci/run").read_text("utf-8")
    commands = re.findall(r"^run '(.+)'$", script, re.MULTILINE)
    readme = (ROOT / "README.md").read_text("utf-8")
    assert re.findall(r"^```sh\n(.+?)\n```$", readme, re.MULTILINE | re.DOTALL)[:2] == commands[:2]
    assert f"\n{commands[0]}\n" in (ROOT / "README.zh-CN.md").read_text("utf-8")
    assert os.access(ROOT / ".ci/run", os.X_OK)


WORKFLOWS = ("action.yml", ".github/workflows/ci.yml", "templates/github-workflow.yml")


@pytest.mark.parametrize("path", [*WORKFLOWS, "templates/github-pages.yml", "docs/usage.md"])
def test_actions_are_pinned_to_a_commit(path: str) -> None:
    """A tag can be moved to other code; the version stands beside the commit for whoever reads it."""
    used = re.findall(r"^ *(?:- )?uses: *(.+)$", (ROOT / path).read_text("utf-8"), re.MULTILINE)
    assert used
    for action in used:
        ours = action in ("./", "OWNER/qzqd@COMMIT")
        assert ours or re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), action


@pytest.mark.parametrize("path", WORKFLOWS[1:])
def test_a_workflow_reads_and_leaves_no_token_behind(path: str) -> None:
    workflow = yaml.safe_load((ROOT / path).read_text("utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    for name, job in workflow["jobs"].items():
        assert "permissions" not in job, name
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False, name


def installs() -> list[tuple[str, str]]:
    """The command of each template that installs qzqd, and the value that the template gives to its variable."""
    github, pages, gitlab = (
        yaml.safe_load((ROOT / "templates" / name).read_text("utf-8"))
        for name in ("github-workflow.yml", "github-pages.yml", "gitlab-ci.yml")
    )
    scripts = [
        (
            [step.get("run", "") for step in workflow["jobs"][job]["steps"]],
            workflow["env"]["QZQD_SOURCE"],
        )
        for workflow, job in ((github, "validate"), (pages, "build"))
    ]
    scripts += [(gitlab[job]["script"], gitlab[job]["variables"]["QZQD_SOURCE"]) for job in ("qzqd", "pages")]
    return [(line, source) for script, source in scripts for line in script if "pip install" in line]


@pytest.mark.skipif(BASH is None, reason="no bash")
@pytest.mark.parametrize(
    ("command", "source"), installs(), ids=["github", "github pages", "gitlab", "gitlab pages"]
)
def test_a_template_installs_what_its_user_names_and_nothing_before(
    command: str, source: str, tmp_path: Path
) -> None:
    (tmp_path / "pip").write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n', "utf-8")
    (tmp_path / "pip").chmod(0o755)

    def told(value: str) -> subprocess.CompletedProcess[str]:
        surroundings = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "QZQD_SOURCE": value}
        return subprocess.run(
            [str(BASH), "-e", "-c", command], env=surroundings, capture_output=True, text=True, check=False
        )

    untouched = told(source)
    assert untouched.returncode != 0
    assert untouched.stdout == ""
    assert "从哪里安装 qzqd" in untouched.stderr
    filled = told("dist/权责 清单.whl")
    assert filled.returncode == 0
    assert filled.stdout.splitlines()[-1] == "dist/权责 清单.whl"


@pytest.mark.skipif(BASH is None, reason="no bash")
def test_ci_stops_at_the_first_command_that_fails(tmp_path: Path) -> None:
    """Also where it fails in the middle of `a && b && c`, which `set -e` alone lets pass."""
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci/run", tmp_path / ".ci/run")
    fakes = tmp_path / "fakes"
    fakes.mkdir()
    (fakes / "python3").write_text("#!/bin/sh\nexit 7\n", "utf-8")
    (fakes / "python3").chmod(0o755)
    path = f"{fakes}{os.pathsep}{os.environ['PATH']}"
    ran = subprocess.run(
        [str(BASH), ".ci/run"], cwd=tmp_path, env={"PATH": path}, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 7
    assert ran.stdout.count("$ ") == 1


class TestPreCommit:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))

    @pytest.mark.skipif(find_spec("pre_commit") is None, reason="pre-commit is not installed")
    def test_manifest_is_what_pre_commit_reads(self) -> None:
        command = [
            sys.executable,
            "-m",
            "pre_commit",
            "validate-manifest",
            str(ROOT / ".pre-commit-hooks.yaml"),
        ]
        assert subprocess.run(command, check=False).returncode == 0

    def test_every_hook_names_a_command_and_the_files_that_start_it(self) -> None:
        assert [hook["id"] for hook in self.hooks] == ["qzqd-validate", "qzqd-fmt"]
        for hook in self.hooks:
            program, command = hook["entry"].split()
            assert (program, hook["language"], hook["pass_filenames"]) == ("qzqd", "python", False)
            assert command in COMMANDS
        check, form = self.hooks
        # A table, a local schema, or a list that is no longer there may be all that changed.
        assert check["always_run"] is True
        assert "files" not in check
        assert re.search(form["files"], "catalogues/hubei/street-powers.yaml")
        assert not re.search(form["files"], "README.md")

    @pytest.mark.parametrize(("text", "code"), [(SOUND, 0), (BROKEN, 1)])
    def test_hook_judges_the_workspace(self, text: str, code: int, tmp_path: Path) -> None:
        (tmp_path / "list.yaml").write_text(text, "utf-8")
        entry = self.hooks[0]["entry"].split()[1:]
        assert process(*entry, cwd=tmp_path).code == code


STEPS = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["runs"]["steps"]


def step(name: str, cwd: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """A shell step of the action as a runner runs it."""
    (script,) = (step["run"] for step in STEPS if step.get("name") == name)
    shell = [str(BASH), "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    environment = {**os.environ, "PYTHON": sys.executable, **environment}
    return subprocess.run(shell, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """RUNNER_TEMP after the install step, without network: the dependencies are those of this Python."""
    temp = tmp_path_factory.mktemp("runner")
    offline = {"PIP_NO_INDEX": "1", "PIP_NO_DEPS": "1", "PIP_NO_BUILD_ISOLATION": "0"}  # 0: do not isolate
    ran = step("Install qzqd", temp, {"RUNNER_TEMP": str(temp), "SOURCE": str(ROOT), **offline})
    assert ran.returncode == 0, ran.stderr
    return temp


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    place = tmp_path / "repository"
    place.mkdir()
    (place / "good.yaml").write_text(SOUND.replace("a/b", "a/c").replace("ZM-01", "ZM-02"), "utf-8")
    (place / "bad.yaml").write_text(BROKEN, "utf-8")
    return place


@pytest.mark.skipif(BASH is None or find_spec("pip") is None, reason="no bash, or no pip beside this Python")
class TestAction:
    """Only setup-python is left to GitHub."""

    def validate(self, installed: Path, repository: Path, arguments: str) -> tuple[int, str, str]:
        """Exit code, log and job summary."""
        summary = repository.parent / "summary.md"
        summary.touch()
        surroundings = {
            "RUNNER_TEMP": str(installed),
            "GITHUB_STEP_SUMMARY": str(summary),
            "ARGUMENTS": arguments,
        }
        ran = step("qzqd validate", repository, surroundings)
        return ran.returncode, ran.stdout, summary.read_text("utf-8")

    def test_counts_where_it_is_asked_to(self, installed: Path, tmp_path: Path) -> None:
        town = Town(tmp_path / "town")
        town.says("420302001")
        summary = tmp_path / "summary.md"
        surroundings = {
            "RUNNER_TEMP": str(installed),
            "GITHUB_STEP_SUMMARY": str(summary),
            "ARGUMENTS": "--fail-under 50",
        }
        ran = step("qzqd coverage", town.folder, surroundings)
        assert ran.returncode == 1
        assert "4/12" in ran.stdout
        assert "4/12" in summary.read_text("utf-8")

    def test_scripts_hold_no_expression(self) -> None:
        """An expression inside a script would let an input write the script."""
        assert not any("${{" in step.get("run", "") for step in STEPS)

    @pytest.mark.parametrize("arguments", ["", "bad.yaml", "good.yaml\nbad.yaml"])
    def test_annotates_and_writes_the_summary(
        self, arguments: str, installed: Path, repository: Path
    ) -> None:
        code, log, summary = self.validate(installed, repository, arguments)
        assert code == 1
        assert "::error file=bad.yaml,line=9" in log
        assert summary.startswith("### 权责清单检查结果")
        assert "QZ104" in summary

    def test_passes_what_is_sound(self, installed: Path, repository: Path) -> None:
        code, log, summary = self.validate(installed, repository, "good.yaml")
        assert code == 0
        assert "::" not in log
        assert "没有发现问题" in summary

    def test_imports_nothing_from_the_repository_it_checks(self, installed: Path, repository: Path) -> None:
        for name in ("qzqd", "yaml", "json", "typer"):
            (repository / f"{name}.py").write_text("raise SystemExit(0)\n", "utf-8")
        assert self.validate(installed, repository, "")[0] == 1

    def test_arguments_are_words_and_not_commands(self, installed: Path, repository: Path) -> None:
        self.validate(installed, repository, "$(touch made) `touch made` ; touch made")
        assert not (repository / "made").exists()
