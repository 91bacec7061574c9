from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.site.plain import ROOT, copy_plain, git
from tests.workflows.runner import Runner

COPIED = (".ci", ".github", "Makefile", ".gitignore", ".gitattributes")
CONTEXT = {
    "github.ref": "refs/pull/7/merge",
    "github.repository": "example/reports",
    "github.token": "t0ken",
    "github.event.pull_request.number": "7",
    "secrets.DRAFTER_TOKEN": "t0ken",
    "secrets.PUBLISHER_TOKEN": "t0ken",
}
Change = Callable[[Path], None]


NOVEMBER = ("docs/reports/monthly/2013-11.md", "docs/reports/monthly/2013-11.json")


def committed(root: Path, message: str) -> str:
    """Commit everything; return the commit."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", message)
    return git(root, "rev-parse", "HEAD").strip()


def october(root: Path) -> None:
    """Put the small workspace into a folder, with one month alone."""
    copy_plain(root)
    for name in ("report_data/records/school/2013-11.yml", *NOVEMBER):
        (root / name).unlink()


def begun(folder: Path, data: Callable[[Path], object] = october) -> Path:
    """Make the repository of somebody who works with ours: program files, data, an origin."""
    root = folder / "work"
    data(root)
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, root / name)
        else:
            shutil.copy(ROOT / name, root)
    git(root, "init", "--quiet", "--initial-branch=main")
    committed(root, "Begin")
    git(root, "init", "--quiet", "--bare", "--initial-branch=main", str(folder / "reports.git"))
    git(folder / "reports.git", "config", "uploadpack.allowFilter", "true")
    git(root, "remote", "add", "origin", str(folder / "reports.git"))
    git(root, "push", "--quiet", "origin", "main")
    return root


def proposed(root: Path, change: Change, number: int = 7) -> str:
    """Push a change as a pull request; return its head."""
    git(root, "switch", "--quiet", "--create", f"change-{number}")
    change(root)
    head = committed(root, "Change")
    git(root, "push", "--quiet", "origin", f"HEAD:refs/pull/{number}/head")
    git(root, "push", "--quiet", "origin", f"HEAD:refs/pull/{number}/merge")
    git(root, "switch", "--quiet", "main")
    return head


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """Return the small workspace as a repository with an origin."""
    return begun(tmp_path)


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """Return a machine of the forge."""
    (tmp_path / "runner").mkdir()
    return Runner(
        folder=tmp_path / "runner", origin=tmp_path / "reports.git", context=dict(CONTEXT)
    )
