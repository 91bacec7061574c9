"""A run of collect that is killed leaves record files that are old or new as a whole."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.files import only_one
from tests.collect.conftest import EXPORTS, ROOT

pytestmark = pytest.mark.slow
RECORDS = Path("report_data/records/bank")
COMMAND = (*(sys.executable, "-P", "-m", "generator"), "collect", "bank-incidents")


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """Return the sample without what its export of incidents gave: no record is right yet."""
    shutil.copytree(ROOT / "report_data", tmp_path / "report_data")
    for file in (tmp_path / RECORDS).iterdir():
        file.unlink()
    return tmp_path


def run(folder: Path) -> subprocess.Popen[bytes]:
    """Start a run on the fixture's export."""
    return subprocess.Popen(
        [*COMMAND, str(EXPORTS / "incidents.csv"), "--root", str(folder)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def records(folder: Path) -> dict[str, bytes]:
    """Return the record files that a reader of the workspace takes for such."""
    return {file.name: file.read_bytes() for file in sorted((folder / RECORDS).glob("[!.]*.yml"))}


def test_a_run_that_is_killed_tears_no_file_and_the_next_one_completes_it(before: Path) -> None:
    assert run(before).wait() == 0
    whole = records(before)
    assert len(whole) > 1
    for name in whole:
        (before / RECORDS / name).unlink()

    process = run(before)
    while process.poll() is None and not records(before):
        time.sleep(0.0005)
    process.kill()
    process.wait()

    torn = records(before)
    assert torn.items() <= whole.items()
    assert run(before).wait() == 0
    assert records(before) == whole


def test_what_a_killed_run_left_beside_the_records_goes_with_the_next_one(before: Path) -> None:
    left = before / RECORDS / ".2013-10.yml.x7k2m9qd"
    left.write_bytes(b"party: ba")

    assert run(before).wait() == 0

    assert {file.name for file in (before / RECORDS).iterdir()} == set(records(before))


def test_two_runs_never_write_records_at_the_same_time(before: Path) -> None:
    with only_one(before / "build"):
        assert run(before).wait() == 1

    assert records(before) == {}
