"""The repository's own sample, generated and built once for all tests of a run."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from generator.cli import run
from generator.site.audience import views
from generator.workspace.load import load
from generator.workspace.workspace import Workspace
from tests.site.plain import ENVIRONMENT, ROOT, run_program

# The newest month of the bank; the provider's own site goes on with other parties.
NEWEST = "2013-12"
_PARTS = ("report_data", "docs", "hooks")


def months_of(audience: str) -> list[str]:
    """Return the months that the site of an audience has, newest first."""
    workspace = load(ROOT)
    assert isinstance(workspace, Workspace)
    return [view.version for view in views(workspace) if view.audience == audience]


def copy_sample(folder: Path) -> Path:
    """Make a repository of the sample: fresh pages, nothing built yet.

    That the committed pages are fresh is another test's claim.
    """
    for part in _PARTS:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / part, folder / part, ignore=ignored)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    assert run(["generate", "--root", str(folder)]) == 0
    return folder


def build(folder: Path, *options: str, environment: Mapping[str, str] = ENVIRONMENT) -> None:
    """Build the site of a repository, as a user does."""
    done = run_program(folder, "build", *options, environment=environment)
    assert done.returncode == 0, done.stderr


def built_sample(factory: pytest.TempPathFactory) -> Path:
    """Return the sample with its site; only the first process that asks builds it."""
    # With xdist each process has a folder of its own below the one of the run.
    base = factory.getbasetemp()
    shared = base.parent if base.name.startswith("popen-") else base
    return _once(shared / "sample", lambda folder: build(copy_sample(folder)))


def _once(folder: Path, make: Callable[[Path], None]) -> Path:
    """Make a folder unless another process has made it."""
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        finished = folder.with_suffix(".made")
        if not finished.exists():
            make(folder)
            finished.touch()
    return folder
