"""The programs that know what goes wrong with workflows find nothing in ours."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.workflows.files import ROOT

HERE = Path(__file__).parent
GITHUB = ROOT / ".github"
PINNED = "# v"


def said(*words: object, folder: Path = ROOT) -> tuple[int, str]:
    """Run a program; return its exit code and what it said."""
    command = [str(word) for word in words]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def beside(name: str) -> Path:
    """Return a program that is installed beside our Python."""
    return Path(sys.executable).parent / name


def zizmor(folder: Path) -> tuple[int, str]:
    """Let zizmor judge as an auditor, without asking any forge."""
    options = ("--persona", "auditor", "--offline", "--strict-collection", "--no-progress")
    return said(beside("zizmor"), *options, folder)


def schema(name: str, *files: Path) -> tuple[int, str]:
    """Hold files against a schema that check-jsonschema brings."""
    return said(beside("check-jsonschema"), "--builtin-schema", f"vendor.{name}", *files)


def actionlint(*files: Path) -> list[str]:
    """Return what actionlint finds; its list of labels of runners is too old to count."""
    if not shutil.which("node") or not (HERE / "node_modules").is_dir():
        pytest.skip("node or the packages of tests/workflows/package-lock.json are not installed")
    code, text = said("node", HERE / "lint.mjs", *files)
    assert code == 0, text
    return [line for line in text.splitlines() if not line.endswith("[runner-label]")]


def workflow_files(folder: Path = GITHUB) -> list[Path]:
    return sorted((folder / "workflows").glob("*.yml"))


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """Return a copy of .github/ to break."""
    shutil.copytree(GITHUB, tmp_path / ".github")
    return tmp_path / ".github"


def test_zizmor_as_an_auditor_finds_nothing() -> None:
    code, text = zizmor(GITHUB)

    assert (code, "No findings to report" in text) == (0, True), text


def test_zizmor_finds_a_title_that_is_run(copied: Path) -> None:
    file = copied / "workflows" / "check.yml"
    title = '"${{ github.event.pull_request.title }}"'
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("run: make adopt", f"run: make {title}"), encoding="utf-8")

    code, told = zizmor(copied)

    assert (code != 0, "template-injection" in told) == (True, True)


def test_zizmor_finds_an_action_without_its_commit(copied: Path) -> None:
    file = copied / "workflows" / "gate.yml"
    whole = [line for line in file.read_text(encoding="utf-8").splitlines() if PINNED in line]
    text = file.read_text(encoding="utf-8").replace(whole[0], whole[0].split("@")[0] + "@v7")
    file.write_text(text, encoding="utf-8")

    code, told = zizmor(copied)

    assert (code != 0, "unpinned-uses" in told) == (True, True)


def test_the_schema_of_workflows_fits() -> None:
    assert schema("github-workflows", *workflow_files()) == (0, "ok -- validation done\n")


def test_every_job_has_a_limit_of_time() -> None:
    options = ("--builtin-schema", "custom.github-workflows-require-timeout")

    assert said(beside("check-jsonschema"), *options, *workflow_files())[0] == 0


def test_the_schema_of_issue_forms_fits() -> None:
    forms = [p for p in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if p.name != "config.yml"]

    assert len(forms) == 2
    assert schema("github-issue-forms", *forms) == (0, "ok -- validation done\n")


@pytest.mark.parametrize(
    ("name", "file"),
    [("github-issue-config", "ISSUE_TEMPLATE/config.yml"), ("dependabot", "dependabot.yml")],
)
def test_the_schemas_of_the_other_settings_fit(name: str, file: str) -> None:
    assert schema(name, GITHUB / file) == (0, "ok -- validation done\n")


def test_the_schema_finds_a_misspelt_key(copied: Path) -> None:
    file = copied / "workflows" / "gate.yml"
    text = file.read_text(encoding="utf-8").replace("runs-on:", "run-on:")
    file.write_text(text, encoding="utf-8")

    assert schema("github-workflows", file)[0] == 1


def test_actionlint_finds_nothing() -> None:
    assert actionlint(*workflow_files()) == []


def test_actionlint_finds_what_no_event_has(copied: Path) -> None:
    file = copied / "workflows" / "gate.yml"
    text = file.read_text(encoding="utf-8").replace("github.token", "github.tokens")
    file.write_text(text, encoding="utf-8")

    assert '"tokens" is not defined' in "".join(actionlint(file))
