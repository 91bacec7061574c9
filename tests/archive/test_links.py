"""Links that somebody put where the program writes lead nowhere."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.archive.conftest import reportgen
from tests.archive.issued import TAG, Issued
from tests.site.plain import Answer, git

ASKER = ("--by", "cai", "--purpose", "complaint", "--allowed-by", "manager")


def run(made: Issued, *arguments: object) -> Answer:
    return reportgen(*arguments, "--root", made.root)


def linked(made: Issued, name: str, target: Path) -> None:
    """Put a link in the place of what lies below build/."""
    place = made.root / "build" / name
    if place.is_dir():
        shutil.rmtree(place)
    place.unlink(missing_ok=True)
    place.symlink_to(target)


# t88
def test_a_lock_that_is_a_link_is_refused_and_its_target_kept(issued: Issued) -> None:
    precious = issued.root.parent / "precious"
    precious.write_text("precious\n")
    linked(issued, ".lock", precious)

    answer = run(issued, "archive", "bundle", TAG, *ASKER)

    assert (answer.code, precious.read_text()) == (1, "precious\n"), answer
    assert "build/.lock is a symbolic link" in answer.err


# t89
@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("release", ("archive", "bundle", TAG, *ASKER)),
        ("archive", ("archive", "get", TAG, *ASKER)),
        ("release", ("archive", "get", TAG, *ASKER, "--copies")),
        ("release/monthly-2013-10-r1", ("release", "monthly/2013-10")),
    ],
)
def test_nothing_is_handed_out_through_a_link(
    issued: Issued, name: str, command: tuple[str, ...]
) -> None:
    outside = issued.root.parent / "outside"
    outside.mkdir()
    linked(issued, name, outside)

    answer = run(issued, *command)

    assert (answer.code, list(outside.iterdir())) == (1, []), answer
    assert f"build/{name} is a symbolic link" in answer.err


# t90
def test_a_backup_is_written_over_no_file_that_a_link_leads_to(issued: Issued) -> None:
    folder = issued.root.parent
    precious = folder / "precious"
    precious.write_text("precious\n")
    (folder / ".b.bundle.part").symlink_to(precious)
    (folder / "b.bundle").symlink_to(precious)

    answer = run(issued, "archive", "backup", folder / "b.bundle")

    left = [path.name for path in folder.iterdir() if path.name.startswith(".b")]
    assert (answer.code, precious.read_text(), left) == (0, "precious\n", [".b.bundle.part"])
    assert not (folder / "b.bundle").is_symlink()


# t91
@pytest.mark.parametrize("command", [("bundle", TAG, *ASKER), ("get", TAG, *ASKER, "--copies")])
def test_what_is_merged_into_another_branch_is_taken_out_of_it(
    issued: Issued, command: tuple[str, ...]
) -> None:
    shutil.rmtree(issued.root / "build")
    git(issued.root, "branch", "--move", "main", "trunk")

    without = run(issued, "archive", *command)
    recorded = git(issued.root, "status", "--porcelain")
    answer = run(issued, "archive", *command, "--branch", "trunk")

    assert (without.code, recorded, answer.code) == (1, "", 0), (without, answer)
