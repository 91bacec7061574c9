from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.plain import (
    ENVIRONMENT,
    RECORDS,
    ROOT,
    Answer,
    Reportgen,
    plain_pages,
    replace,
    run_program,
    tree,
)

PAGES = ("monthly/2013-10.md", "monthly/2013-10.json", "monthly/2013-11.md", "monthly/2013-11.json")

# The program with a disk that kills it at the nth file, after the bytes, before the name.
DIES = """
import os, signal, sys
from generator.cli import main

left = int(sys.argv.pop(1))

def fsync(descriptor):
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)

os.fsync = fsync
main()
"""


def test_the_first_run_writes_every_page(school: Path, reportgen: Reportgen) -> None:
    shutil.rmtree(school / "docs")

    answer = reportgen("generate")

    assert answer == Answer(code=0, err="2 editions, 4 of 4 files written.\n")
    assert {f"docs/{name}": text for name, text in tree(school / "docs").items()} == plain_pages()


@pytest.mark.usefixtures("school")
def test_a_second_run_writes_nothing(reportgen: Reportgen) -> None:
    answer = reportgen("generate")

    assert answer == Answer(code=0, err="2 editions, 0 of 4 files written.\n")


def test_only_pages_that_changed_are_touched(school: Path, reportgen: Reportgen) -> None:
    reports = school / "docs" / "reports"
    for name in PAGES:
        os.utime(reports / name, (0, 0))
    replace(school / "report_data/records/school/2013-11.yml", '"rows": 40', '"rows": 41')

    reportgen("generate")

    touched = {name for name in PAGES if (reports / name).stat().st_mtime}
    assert touched == {"monthly/2013-11.md", "monthly/2013-11.json"}


def test_one_edition_can_be_chosen(school: Path, reportgen: Reportgen) -> None:
    shutil.rmtree(school / "docs")

    answer = reportgen("generate", "monthly", "2013-11")

    assert answer.err == "1 edition, 2 of 2 files written.\n"
    assert set(tree(school / "docs" / "reports")) == {"monthly/2013-11.md", "monthly/2013-11.json"}


@pytest.mark.parametrize(
    ("arguments", "named"),
    [(("nope",), "nope of any period"), (("monthly", "2013-12"), "monthly 2013-12")],
    ids=["report", "period"],
)
@pytest.mark.usefixtures("school")
def test_an_edition_that_does_not_exist_is_wrong_usage(
    reportgen: Reportgen, arguments: tuple[str, ...], named: str
) -> None:
    answer = reportgen("generate", *arguments)

    known = "monthly/2013-10, monthly/2013-11"
    assert answer == Answer(code=2, err=f"reportgen: no edition {named}; there is: {known}\n")


def test_an_empty_catalogue_has_nothing_to_write(school: Path, reportgen: Reportgen) -> None:
    shutil.rmtree(school / "report_data" / "records")
    shutil.rmtree(school / "report_data" / "catalogue")

    answer = reportgen("generate")

    assert answer == Answer(code=0, err="0 editions, 0 of 0 files written.\n")


@pytest.mark.usefixtures("school")
def test_the_check_of_fresh_pages_says_nothing(reportgen: Reportgen) -> None:
    assert reportgen("generate", "--check") == Answer(code=0)


def test_the_committed_editions_of_the_sample_are_fresh(reportgen: Reportgen) -> None:
    assert reportgen("generate", "--check", "--root", str(ROOT)) == Answer(code=0)


def test_the_check_names_every_stale_page_and_writes_none(
    school: Path, reportgen: Reportgen
) -> None:
    replace(school / RECORDS, '"numerator": 46', '"numerator": 47')
    before = tree(school)

    answer = reportgen("generate", "--check")

    lines = [f"docs/reports/{name} is not up to date; run reportgen generate\n" for name in PAGES]
    assert answer == Answer(code=1, out="".join(lines))
    assert tree(school) == before


def test_a_folder_in_the_place_of_a_page_is_named(school: Path, reportgen: Reportgen) -> None:
    page = school / "docs" / "reports" / PAGES[0]
    page.unlink()
    page.mkdir()

    answer = reportgen("generate")

    said = f"reportgen: cannot write {page}: a folder has this name; move it away\n"
    assert answer == Answer(code=1, err=said)


@pytest.mark.parametrize("nth", [1, 2, 4])
def test_a_killed_run_leaves_old_or_new_pages_whole_and_the_next_one_finishes(
    school: Path, nth: int
) -> None:
    replace(school / RECORDS, '"numerator": 46', '"numerator": 47')
    run_program(school, "generate", "--check")  # so that the caches are written already
    old = tree(school / "docs")
    command = [sys.executable, "-c", DIES, str(nth), "generate"]

    run = subprocess.run(command, cwd=school, env=ENVIRONMENT, check=False, capture_output=True)

    killed = tree(school / "docs")
    run_program(school, "generate")
    new = tree(school / "docs")
    changed = [name for name in old if killed[name] != old[name]]
    assert (run.returncode, len(changed)) == (-signal.SIGKILL, nth - 1)
    assert all(killed[name] == new[name] for name in changed)


def test_what_is_known_of_an_edition_ends_with_any_of_its_inputs(
    school: Path, reportgen: Reportgen
) -> None:
    run_program(school, "generate")
    replace(school / "report_data/metrics/incident.yml", "{zh: 按时解决率, ", "{zh: 及时解决率, ")

    answer = reportgen("generate", "--check", "--root", str(school))

    assert answer.code == 1


def test_an_edition_that_somebody_edited_is_not_the_one_that_is_known(
    school: Path, reportgen: Reportgen
) -> None:
    run_program(school, "generate")
    page = school / "docs/reports/monthly/2013-10.md"
    page.write_bytes(page.read_bytes().replace(b"92", b"98"))

    answer = reportgen("generate", "--check", "--root", str(school))

    assert answer.out.startswith("docs/reports/monthly/2013-10.md is not up to date")


@pytest.fixture
def asked(school: Path, reportgen: Reportgen) -> Path:
    """Return the workspace with a team, and what the forge reads."""
    replace(school / "report_data/people.yml", "manager}}", 'manager}, codeowners: "@school/all"}')
    reportgen("generate")
    return school


def test_the_forge_gets_its_files_where_a_role_says_how_it_is_called_there(asked: Path) -> None:
    forms = {"period-data.md", "correction.md", "catalogue-change.md", "release.md"}

    assert set(tree(asked / ".github")) == {
        "CODEOWNERS",
        "PULL_REQUEST_TEMPLATE.md",
        *(f"PULL_REQUEST_TEMPLATE/{name}" for name in forms),
    }


def test_another_team_makes_what_the_forge_reads_stale(asked: Path, reportgen: Reportgen) -> None:
    replace(asked / "report_data/people.yml", "@school/all", "@school/managers")

    answer = reportgen("generate", "--check")

    said = ".github/CODEOWNERS is not up to date; run reportgen generate\n"
    assert answer == Answer(code=1, out=said)


def test_one_report_alone_leaves_what_the_forge_reads(asked: Path, reportgen: Reportgen) -> None:
    replace(asked / "report_data/people.yml", "@school/all", "@school/managers")

    answer = reportgen("generate", "--check", "monthly")

    assert answer == Answer(code=0)
