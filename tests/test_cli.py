from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

from generator import __version__, cli
from generator.commands import check as check_module
from generator.commands import output
from generator.errors import ToolError, UsageError
from tests.site.plain import ENVIRONMENT, RECORDS, copy_plain, replace, run_program, tree

FIGURE = ("trace", "monthly", "2013-10", "incident.in-target@all")
BUG = f"reportgen: this is a bug of reportgen {__version__}; please report it\n"


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """Return the small workspace."""
    return copy_plain(tmp_path)


def run_and_raise(error: BaseException, monkeypatch: pytest.MonkeyPatch, root: Path) -> int:
    """Run a command in which something goes wrong."""

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(check_module, "loaded_from", fail)
    return cli.run(["check", "--root", str(root)])


@pytest.mark.parametrize(
    ("error", "ending"),
    [
        (ToolError("git is missing"), (1, "reportgen: git is missing\n")),
        (UsageError("no such thing"), (2, "reportgen: no such thing\n")),
        (OSError(28, "No space left on device", "a/b"), (1, "a/b: No space left on device\n")),
        (OSError(5, "Input/output error"), (1, "reportgen: output: Input/output error\n")),
        (click.Abort(), (1, "reportgen: interrupted; nothing half was left behind\n")),
        (ZeroDivisionError("oh"), (3, f"ZeroDivisionError: oh\n{BUG}")),
    ],
    ids=["tool", "usage", "disk", "device", "interrupt", "bug"],
)
def test_every_error_ends_in_a_sentence_and_the_documented_exit_code(
    school: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: BaseException,
    ending: tuple[int, str],
) -> None:
    code, sentence = ending

    assert run_and_raise(error, monkeypatch, school) == code
    assert capsys.readouterr().err.endswith(sentence)


def test_only_a_bug_shows_its_traceback(
    school: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run_and_raise(ToolError("git is missing"), monkeypatch, school)
    run_and_raise(KeyError("oh"), monkeypatch, school)

    assert capsys.readouterr().err.count("Traceback (most recent call last)") == 1


@pytest.mark.parametrize("arguments", [["nope"], ["check", "--nope"], ["trace"], []])
def test_wrong_usage_shows_how_it_is_used(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(arguments) == 2
    assert capsys.readouterr().err.startswith("Usage: reportgen")


def test_the_list_of_commands_imports_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["--help"]) == 0
    listed = capsys.readouterr().out.partition("Commands:\n")[2]
    assert [line.split()[0] for line in listed.splitlines() if line[2] != " "] == list(cli.VERBS)


@pytest.mark.parametrize("verb", cli.VERBS)
def test_the_help_of_every_command_ends_with_an_example(
    verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run([verb, "--help"]) == 0
    assert f"Example: reportgen {verb}" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ("generate",),
        ("build",),
        ("publish", "school"),
        ("trace", "monthly", "2013-10", "incident.closed@all"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_nothing_is_written_when_anything_is_wrong(
    school: Path, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    replace(school / RECORDS, '"numerator": 46', '"numerator": 51')
    before = tree(school)

    code = cli.run([*arguments, "--root", str(school)])

    last = capsys.readouterr().err.splitlines()[-2:]
    assert (code, tree(school)) == (1, before)
    assert last == [
        "1 problem in 1 file.",
        "reportgen: correct report_data/ first; nothing was written",
    ]


def test_the_workspace_is_found_from_a_folder_below(
    school: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(school / "docs" / "reports")

    assert cli.run(["check"]) == 0
    assert capsys.readouterr().err == "13 files checked, no problem.\n"


@pytest.mark.parametrize(("option", "where"), [(True, ""), (False, " or above")])
def test_a_folder_without_data_is_wrong_usage(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    option: bool,
    where: str,
) -> None:
    monkeypatch.chdir(tmp_path)

    assert cli.run(["check", *(["--root", "."] if option else [])]) == 2
    assert capsys.readouterr().err == (
        f"reportgen: no report_data/ in {tmp_path}{where}; name it with --root\n"
    )


def test_a_program_of_its_own_leaves_with_the_exit_code(school: Path) -> None:
    replace(school / RECORDS, '"numerator": 46', '"numerator": 51')

    process = run_program(school, "check")

    assert (process.returncode, process.stdout) == (1, "")
    assert process.stderr.endswith("1 problem in 1 file.\n")


def test_main_hands_the_exit_code_to_the_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["reportgen", "--version"])

    with pytest.raises(SystemExit) as left:
        cli.main()

    assert left.value.code == 0


def test_progress_is_silent_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(output.progress((1, 2, 3), "Steps")) == [1, 2, 3]
    assert capsys.readouterr() == ("", "")


def test_a_terminal_of_another_encoding_is_no_bug(school: Path) -> None:
    surroundings = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}

    process = run_program(school, *FIGURE, environment={**ENVIRONMENT, **surroundings})

    assert (process.returncode, process.stderr) == (0, "")
    assert "按时解决率 = 96.0 %" in process.stdout


def test_output_that_cannot_be_written_is_a_problem_and_no_bug(school: Path) -> None:
    command = [sys.executable, "-m", "generator", *FIGURE]

    with Path("/dev/full").open("w", encoding="utf-8") as full:
        process = subprocess.run(
            command, cwd=school, env=ENVIRONMENT, stdout=full, stderr=subprocess.PIPE, check=False
        )

    assert process.returncode == 1
    assert process.stderr == b"reportgen: output: No space left on device\n"
