"""A run on a file talks to nobody: neither this program nor the libraries below it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import openpyxl
import pytest

from tests.collect.workbooks import saved
from tests.site.plain import ROOT, replace

STRACE = shutil.which("strace")
CASES = (
    {"Number": "IM-1", "Service": "PAY", "Closed": "2013-10-02T10:00:00"},
    {"Number": "IM-2", "Service": "WEB", "Closed": "2013-10-03T10:00:00"},
)
MAPPING = "report_data/sources/desk.yml"
# Every event of a socket is told to the hook, names that are looked up too.
WATCHED = """\
import sys
from generator.cli import run

def refuse(event, arguments):
    if event.startswith("socket.") or event.startswith("urllib."):
        print("network:", event, arguments)

sys.addaudithook(refuse)
sys.exit(run(sys.argv[1:]))
"""


def as_text(file: Path) -> None:
    rows = [";".join(CASES[0]), *(";".join(case.values()) for case in CASES)]
    file.write_text("\n".join(rows) + "\n")


def as_lines(file: Path) -> None:
    file.write_text("\n".join(map(json.dumps, CASES)))


def as_sheet(file: Path) -> None:
    book = openpyxl.Workbook()
    for row in (CASES[0], *(case.values() for case in CASES)):
        book.worksheets[0].append(tuple(row))
    file.write_bytes(saved(book))


def as_parquet(file: Path) -> None:
    lines = file.with_suffix(".jsonl")
    as_lines(lines)
    duckdb.read_json(str(lines)).write_parquet(str(file))


FORMS: dict[str, tuple[str, Callable[[Path], None]]] = {
    "delimited": ('form: {delimiter: ";"}', as_text),
    "json-lines": ("form: {kind: json-lines}", as_lines),
    "excel": ("form: {kind: excel}", as_sheet),
    "parquet": ("form: {kind: parquet}", as_parquet),
}


def exported(folder: Path, kind: str) -> Path:
    """Return an export of a form beside a workspace that reads it."""
    form, write = FORMS[kind]
    shutil.copytree(ROOT / "tests" / "examples" / "base", folder / "bank")
    (folder / "bank/report_data/records/bank/2013-10.yml").unlink()
    replace(folder / "bank" / MAPPING, 'form: {delimiter: ";"}', form)
    export = folder / "desk.export"
    write(export)
    return export


def ran(*command: str, folder: Path) -> str:
    """Run something in the workspace, and return what it said."""
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "TMPDIR": str(folder)}
    done = subprocess.run(
        command, cwd=folder / "bank", env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr.splitlines()[-1:]) == (
        0,
        ["1 of 1 record files written."],
    ), done
    return done.stdout


@pytest.mark.parametrize("kind", FORMS)
def test_no_run_on_a_file_opens_a_socket(tmp_path: Path, kind: str) -> None:
    export = exported(tmp_path, kind)

    said = ran(sys.executable, "-c", WATCHED, "collect", "desk", str(export), folder=tmp_path)

    assert re.findall("network:.*", said) == []


@pytest.mark.slow
@pytest.mark.skipif(STRACE is None, reason="needs strace to see calls of libraries")
@pytest.mark.parametrize("kind", FORMS)
def test_no_library_below_a_run_on_a_file_calls_the_network(tmp_path: Path, kind: str) -> None:
    export = exported(tmp_path, kind)
    calls = tmp_path / "calls"

    ran(
        *(STRACE or "strace", "-f", "-qq", "-e", "trace=%network", "-o", str(calls)),
        *(sys.executable, "-m", "generator", "collect", "desk", str(export)),
        folder=tmp_path,
    )

    # A socket of this machine is no network: where names of users are asked for, for one.
    assert re.findall(r".*AF_(?!UNIX).*", calls.read_text()) == []


def test_the_watch_sees_a_name_that_is_looked_up() -> None:
    look = WATCHED.replace("sys.exit(run(sys.argv[1:]))", "import socket; socket.socket()")

    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)

    assert done.stdout.startswith("network: socket.__new__")
