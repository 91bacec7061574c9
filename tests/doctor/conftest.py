from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.cli import run
from tests.approval.github.fakeforge import FakeForge
from tests.approval.github.served import served
from tests.doctor.patients import BASE, CAST, KEY, SET_UP, sound_world


@dataclass(frozen=True)
class Place:
    """A repository on this machine, and the command that examines it."""

    root: Path

    def git(self, *arguments: str, cwd: Path | None = None) -> str:
        settings = ["-c", "user.name=lin", "-c", "user.email=lin@example.org"]
        command = ["git", *settings, *arguments]
        result = subprocess.run(
            command, cwd=cwd or self.root, check=True, capture_output=True, text=True
        )
        return result.stdout.strip()

    def write(self, name: str, text: str) -> None:
        (self.root / name).parent.mkdir(parents=True, exist_ok=True)
        (self.root / name).write_text(text)

    def doctor(self, *arguments: str) -> int:
        return run(["doctor", *arguments, "--root", str(self.root)])


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """Return a repository that is sound on this machine, with an empty central one beside it."""
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    found = Place(tmp_path / "reports")
    shutil.copytree(CAST, found.root)
    people = found.root / "report_data/people.yml"
    for change in SET_UP:
        people.write_text(people.read_text().replace(*change))
    for name in (BASE / "paths.txt").read_text().split():
        if not (found.root / name).exists():
            found.write(name, "text\n")
    found.write(".github/CODEOWNERS", (BASE / ".github/CODEOWNERS").read_text())
    found.git("init", "--quiet", "--initial-branch=main")
    found.git("add", "--all")
    found.git("commit", "--quiet", "--message", "base")
    _set_up(found, tmp_path / "hub.git")
    return found


def _set_up(found: Place, hub: Path) -> None:
    found.git("clone", "--quiet", "--bare", ".", str(hub))
    found.git("remote", "add", "origin", str(hub))
    for name in ("receive.denyNonFastForwards", "receive.denyDeletes"):
        found.git("config", name, "true", cwd=hub)
    (hub / "hooks").mkdir(exist_ok=True)
    (hub / "hooks/update").write_text("#!/bin/sh\n")
    (hub / "hooks/update").chmod(0o755)
    signers = found.root.parent / "signers"
    signers.write_text(f"lin@example.org {KEY}\n")
    settings = {
        "gpg.format": "ssh",
        "gpg.ssh.allowedSignersFile": str(signers),
        "user.email": "lin@example.org",
        "user.signingKey": "key",
    }
    for name, value in settings.items():
        found.git("config", name, value)


@pytest.fixture
def forge(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeForge]:
    """Serve a forge that protects what it must, over HTTP."""
    found = FakeForge(sound_world(), per_page=2)
    monkeypatch.setenv("GITHUB_TOKEN", "t0ken")
    with served(found) as here:
        monkeypatch.setenv("GITHUB_API_URL", here)
        yield found
