"""Repositories for tests of the archive, and the forge that they know."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from generator.approval import forms
from generator.approval.evidence import PullRequest
from generator.approval.forge import RawEvidence
from generator.archive import verifier
from generator.cli import run
from tests.archive.issued import (
    NOVEMBER,
    OCTOBER,
    TAG,
    TIMES,
    Issued,
    begin,
    merged,
    read_paper,
)
from tests.archive.tampering import manifest_of, sha
from tests.site.plain import Answer

FOLDER = TAG.removeprefix("report/").replace("/", "-")


class Paper:
    """A forge whose evidence lies on paper: there is nobody to ask."""

    @staticmethod
    def gather(_number: int) -> RawEvidence:
        raise AssertionError

    @staticmethod
    def pull_request(evidence: RawEvidence) -> PullRequest:
        return read_paper(evidence)


@pytest.fixture(autouse=True, scope="session")
def paper() -> Iterator[None]:
    """Let the program read evidence of the forge of these tests, beside that of the others."""
    with pytest.MonkeyPatch.context() as patch:
        paper_form = forms.form_of(lambda _: Paper())
        patch.setattr(forms, "FORMS", {**forms.FORMS, "paper": paper_form})
        yield


def reportgen(*arguments: object) -> Answer:
    """Run a command in this process and return what it said."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run([str(each) for each in arguments])
    return Answer(code=code, out=out.getvalue(), err=err.getvalue())


@pytest.fixture(scope="session")
def approved(tmp_path_factory: pytest.TempPathFactory) -> Issued:
    """Return a repository whose edition of October is approved and merged, not issued."""
    made = begin(tmp_path_factory.mktemp("approved"))
    assert reportgen("generate", *OCTOBER.split("/"), "--root", made.root).code == 0
    merged(made.root, 1)
    return made


@pytest.fixture(scope="session")
def two_issued(approved: Issued, tmp_path_factory: pytest.TempPathFactory) -> Issued:
    """Return a repository with two issued editions; nobody may change it."""
    made = approved.copy(tmp_path_factory.mktemp("issued"))
    evidence = approved.root.parent / "evidence-1.json"
    answer = issue(made, OCTOBER, evidence)
    assert answer.code == 0, answer
    assert reportgen("generate", *NOVEMBER.split("/"), "--root", made.root).code == 0
    answer = issue(made, NOVEMBER, merged(made.root, 2))
    assert answer.code == 0, answer
    return made


def issue(made: Issued, edition: str, evidence: Path, *more: object) -> Answer:
    """Release an edition at its time."""
    root = ("--root", made.root, "--evidence", evidence)
    return reportgen("release", edition, *root, "--at", TIMES[edition], *more)


@pytest.fixture
def issued(two_issued: Issued, tmp_path: Path) -> Issued:
    """Return a copy of the repository with two issued editions, to tamper with."""
    return two_issued.copy(tmp_path)


def verify(made: Issued, *more: object) -> Answer:
    """Verify every release."""
    return reportgen("verify", "--all", "--root", made.root, *more)


Verify = Callable[..., Answer]


@pytest.fixture(scope="session")
def copies(two_issued: Issued, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with both copies of October, packed and unpacked."""
    folder = tmp_path_factory.mktemp("copies") / FOLDER
    shutil.copytree(two_issued.root / "build" / "release" / FOLDER, folder)
    for file in folder.glob("*.tar.gz"):
        with tarfile.open(file) as archive:
            archive.extractall(folder, filter="data")
    return folder


@pytest.fixture
def customer(copies: Path, tmp_path: Path) -> Path:
    """Return an unpacked copy of the customer, to tamper with."""
    return Path(shutil.copytree(copies / f"{FOLDER}-customer", tmp_path / "customer"))


@pytest.fixture
def given(two_issued: Issued) -> str:
    """Return the hash of the delivery note."""
    return sha(verifier.canonical(manifest_of(two_issued)).encode())


def alone(folder: Path, *arguments: str) -> Answer:
    """Run the verifier of a copy with nothing but Python."""
    command = [sys.executable, "-I", "-S", str(folder / "verify.py"), *arguments]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={"PATH": "/usr/bin"}
    )
    return Answer(code=done.returncode, out=done.stdout, err=done.stderr)
