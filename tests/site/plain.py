"""The small workspace that the tests of commands and site work on, in a folder of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator.measure.editions import editions
from generator.measure.ledger import Ledger
from generator.render.edition import edition_files
from generator.workspace.load import load
from generator.workspace.workspace import Workspace

ROOT = Path(__file__).parents[2]
PLAIN = ROOT / "tests" / "golden" / "plain"
RECORDS = "report_data/records/school/2013-10.yml"
# The program is run as a user runs it, also where it is not installed.
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a command left in the terminal."""

    code: int
    out: str = ""
    err: str = ""


Reportgen = Callable[..., Answer]


@cache
def plain_pages() -> dict[str, bytes]:
    """Return the editions of the golden case; that they are right is the golden test's claim."""
    workspace = load(PLAIN)
    assert isinstance(workspace, Workspace), workspace
    ledger = Ledger.of(workspace)
    made = (edition_files(workspace, ledger, key) for key in editions(workspace))
    return {name: content for files in made for name, content in files.items()}


def copy_plain(folder: Path) -> Path:
    """Make a repository of the golden case: data, fresh editions, MkDocs' settings."""
    shutil.copytree(PLAIN / "report_data", folder / "report_data")
    for name, content in plain_pages().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    shutil.copytree(ROOT / "hooks", folder / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def replace(file: Path, old: str, new: str) -> None:
    """Edit a file as a user would; the old text must be there."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def tree(folder: Path) -> dict[str, bytes]:
    """Return name -> content of every file below a folder, without caches and git's own."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not {".cache", ".git", "__pycache__"} & set(path.parts)
    }


def run_program(
    root: Path, *arguments: str, environment: Mapping[str, str] = ENVIRONMENT
) -> subprocess.CompletedProcess[str]:
    """Run `python -m generator` in a folder and return what it said."""
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=root,
        env=dict(environment),
        capture_output=True,
        text=True,
        check=False,
    )


def git(root: Path, *arguments: str) -> str:
    """Run git as a person with a name and a fixed clock; return what it prints."""
    person = {
        "GIT_AUTHOR_NAME": "Lin",
        "GIT_AUTHOR_EMAIL": "lin@example.invalid",
        "GIT_COMMITTER_NAME": "Lin",
        "GIT_COMMITTER_EMAIL": "lin@example.invalid",
        "GIT_AUTHOR_DATE": "2014-01-03T00:00:00Z",
        "GIT_COMMITTER_DATE": "2014-01-03T00:00:00Z",
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    done = subprocess.run(
        ["git", *arguments],
        cwd=root,
        env={**os.environ, **person},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def commit_all(root: Path) -> str:
    """Make a repository of a folder; return its one commit."""
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Records")
    return git(root, "rev-parse", "HEAD").strip()
