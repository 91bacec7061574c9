from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from generator.measure.editions import editions
from generator.measure.ledger import Ledger
from generator.render.edition import edition_files
from generator.workspace.load import load
from generator.workspace.workspace import Workspace

GOLDEN = Path(__file__).parent
ROOT = GOLDEN.parents[1]
CASES = sorted(folder.name for folder in GOLDEN.iterdir() if (folder / "report_data").is_dir())


def generated(case: str) -> dict[str, bytes]:
    """Return name -> content of everything that a case is made into."""
    workspace = load(GOLDEN / case)
    assert isinstance(workspace, Workspace), workspace
    ledger = Ledger.of(workspace)
    made = (edition_files(workspace, ledger, key) for key in editions(workspace))
    return {name: content for files in made for name, content in files.items()}


def tree(folder: Path) -> dict[str, bytes]:
    """Return name -> content of every file below a folder, which may be absent."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def expected_tree(
    request: pytest.FixtureRequest,
) -> Callable[[str, Mapping[str, bytes]], dict[str, bytes]]:
    """Return the committed tree of a case, written anew first with `--update-golden`."""

    def read(case: str, actual: Mapping[str, bytes]) -> dict[str, bytes]:
        folder = GOLDEN / case / "expected"
        if request.config.getoption("--update-golden"):
            shutil.rmtree(folder, ignore_errors=True)
            for name, content in actual.items():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(content)
        return tree(folder)

    return read


@pytest.mark.parametrize("case", CASES)
def test_a_case_becomes_just_the_files_that_are_expected(
    case: str, expected_tree: Callable[[str, Mapping[str, bytes]], dict[str, bytes]]
) -> None:
    actual = generated(case)

    assert actual == expected_tree(case, actual)


@pytest.mark.parametrize("case", CASES)
def test_a_case_read_and_generated_twice_gives_the_same_bytes(case: str) -> None:
    assert generated(case) == generated(case)


def test_a_report_without_records_has_no_edition() -> None:
    assert generated("empty") == {}


@pytest.mark.parametrize(
    "surroundings",
    [
        {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "zh_CN.GB18030"},
    ],
    ids=["plain", "strange"],
)
@pytest.mark.parametrize("umask", [0o022, 0o077], ids=["open", "closed"])
def test_nothing_around_the_program_changes_a_byte(
    tmp_path: Path, surroundings: dict[str, str], umask: int
) -> None:
    root = tmp_path / "另一个 checkout"
    shutil.copytree(GOLDEN / "plain" / "report_data", root / "report_data")

    subprocess.run(
        [sys.executable, "-m", "generator", "generate", "--root", str(root)],
        cwd=ROOT,
        env={**os.environ, **surroundings},
        umask=umask,
        check=True,
        capture_output=True,
    )

    assert tree(root / "docs") == tree(GOLDEN / "plain" / "expected" / "docs")


def test_files_that_are_the_same_are_not_written_again(tmp_path: Path) -> None:
    shutil.copytree(GOLDEN / "plain" / "report_data", tmp_path / "report_data")
    command = [sys.executable, "-m", "generator", "generate", "--root", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.glob("docs/reports/*/*")}

    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)

    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_golden_files_are_not_written_where_nobody_reads_the_difference() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "--update-golden", "--collect-only", str(GOLDEN)],
        cwd=ROOT,
        env={**os.environ, "CI": "true"},
        check=False,
        capture_output=True,
        text=True,
    )

    assert (result.returncode, "not in CI" in result.stderr) == (pytest.ExitCode.USAGE_ERROR, True)
