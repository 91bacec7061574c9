from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from generator.cli import run
from tests.approval.branches import EDITION, Branch, make_keys


@pytest.fixture(scope="session")
def _begun(tmp_path_factory: pytest.TempPathFactory) -> Branch:
    folder = tmp_path_factory.mktemp("signed")
    return Branch.begin(folder / "reports", make_keys(folder / "keys"))


@pytest.fixture
def branch(_begun: Branch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Branch:
    """Return a repository with an edition on a branch; it is the current folder."""
    shutil.copytree(_begun.root, tmp_path / "reports")
    monkeypatch.chdir(tmp_path / "reports")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    return Branch(tmp_path / "reports", _begun.keys)


@dataclass(frozen=True, slots=True)
class Desk:
    """The commands, in the hands of somebody with a key."""

    branch: Branch
    capsys: pytest.CaptureFixture[str]

    def sign(self, who: str, *options: str, edition: str = EDITION) -> None:
        """Sign with the key of somebody, and commit the file."""
        key = str(self.branch.keys / who)
        assert run(["approve", edition, "--key", key, "--yes", *options]) == 0
        self.branch.commit(who)

    def gate(self, *options: str) -> tuple[int, list[str]]:
        """Return exit code and English sentences of the gate."""
        self.capsys.readouterr()
        code = run(["gate", "--signed", "--format", "json", *options])
        decision = json.loads(self.capsys.readouterr().out)
        return code, list(_sentences(decision))


def _sentences(decision: Any) -> Any:  # noqa: ANN401 - JSON
    yield from (each["en"] for each in decision["doubts"])
    yield from (each["en"] for each in decision["sentences"])
    for part in decision["parts"]:
        yield from (each["en"] for each in part["sentences"])
        yield from (each["why"]["en"] for each in part["refused"])
    yield from (each["en"] for each in decision["notes"])


@pytest.fixture
def desk(branch: Branch, capsys: pytest.CaptureFixture[str]) -> Desk:
    """Return the commands on a branch."""
    return Desk(branch, capsys)
