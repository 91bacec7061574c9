from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from generator.approval.evidence import USER, Account, Commit
from generator.cli import run
from tests.approval.github.fakeforge import FakeForge, World, approved_world
from tests.approval.github.served import served

ROOT = Path(__file__).parents[3]
EDITION = "docs/reports/bank-monthly/2013-10"
LIN, HE, QIN = (Account(id=1000000 + n, login=str(n), kind=USER) for n in (1, 3, 4))


@dataclass(frozen=True)
class Scene:
    """A repository with a branch, and the forge that has its pull request."""

    root: Path
    forge: FakeForge

    def gate(self, *arguments: str) -> int:
        return run(["gate", *arguments, "--root", str(self.root)])


def git(root: Path, *arguments: str) -> str:
    settings = ["-c", "user.name=lin", "-c", "user.email=lin@x.test"]
    command = ["git", *settings, *arguments]
    return subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout


def committed(root: Path) -> str:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "change")
    return git(root, "rev-parse", "HEAD").strip()


def world_at(base: str, head: str) -> World:
    """Return the world in which the branch was approved by the two stages of its chain."""
    facts = approved_world().facts
    given = facts.reviews[0]
    return World(
        replace(
            facts,
            author=LIN,
            base=base,
            head=head,
            paths=(f"{EDITION}.json", f"{EDITION}.md"),
            commits=(Commit(sha=head, author=LIN, committer=LIN, emails=("l@x.test",) * 2),),
            reviews=(
                replace(given, account=HE, commit=head),
                replace(given, id=2, account=QIN, commit=head),
            ),
            writers=None,
        )
    )


@pytest.fixture
def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    shutil.copytree(ROOT / "report_data", tmp_path / "report_data")
    base = committed(tmp_path)
    shutil.copytree(ROOT / "docs/reports/bank-monthly", tmp_path / "docs/reports/bank-monthly")
    for other in (tmp_path / "docs/reports/bank-monthly").glob("*-1[12].*"):
        other.unlink()
    forge = FakeForge(world_at(base, committed(tmp_path)), per_page=1)
    monkeypatch.setenv("GITHUB_TOKEN", "t0ken")
    with served(forge) as here:
        monkeypatch.setenv("GITHUB_API_URL", here)
        yield Scene(tmp_path, forge)
