from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from generator.errors import ToolError
from generator.git import changed_files, commits_of_lines
from tests.site.plain import commit_all, git

NAME = "记录 1.yml"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository with one file of three lines."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / NAME).write_text("a\nb\nc\n", encoding="utf-8")
    commit_all(tmp_path)
    return tmp_path


def test_every_line_has_the_commit_that_wrote_it(repository: Path) -> None:
    first = git(repository, "rev-parse", "HEAD").strip()
    (repository / "data" / NAME).write_text("a\nB\nc\n", encoding="utf-8")
    git(repository, "commit", "--quiet", "--all", "--message", "B")
    second = git(repository, "rev-parse", "HEAD").strip()

    found = commits_of_lines(repository, f"data/{NAME}", (3, 2, 1, 2))

    assert found == {1: first, 2: second, 3: first}


def test_a_line_that_is_not_committed_has_none(repository: Path) -> None:
    (repository / "data" / NAME).write_text("a\nb\nc\nd\n", encoding="utf-8")

    assert set(commits_of_lines(repository, f"data/{NAME}", (1, 4))) == {1}


def test_changed_files_are_named_whole_and_only_below_the_folders(repository: Path) -> None:
    (repository / "data" / NAME).write_text("z\n", encoding="utf-8")
    (repository / "data" / "new.yml").write_text("n\n", encoding="utf-8")
    (repository / "other.txt").write_text("o\n", encoding="utf-8")

    assert changed_files(repository, "data") == ("data/new.yml", f"data/{NAME}")


def test_a_clean_repository_has_no_changed_files(repository: Path) -> None:
    assert changed_files(repository, "data") == ()


@pytest.mark.parametrize(
    "prepare",
    [
        lambda _: None,
        lambda root: git(root, "init", "--quiet"),
        lambda root: (root / ".git").write_text("gitdir: /nonexistent\n", encoding="utf-8"),
    ],
    ids=["no-repository", "no-commit", "torn-worktree"],
)
def test_where_git_cannot_say_its_own_words_are_the_error(tmp_path: Path, prepare: object) -> None:
    (tmp_path / "a.yml").write_text("a\n", encoding="utf-8")
    assert callable(prepare)
    prepare(tmp_path)

    with pytest.raises(ToolError, match="git blame: fatal: "):
        commits_of_lines(tmp_path, "a.yml", (1,))


def test_a_repository_of_the_surroundings_is_not_asked(
    repository: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(repository / ".git"))
    outside = tmp_path_factory.mktemp("outside")

    with pytest.raises(ToolError, match="not a git repository"):
        changed_files(outside, ".")


def test_a_command_of_the_repository_is_not_run(repository: Path) -> None:
    git(repository, "config", "core.fsmonitor", "touch fsmonitor-ran; false")

    changed_files(repository, "data")

    assert not (repository / "fsmonitor-ran").exists()


def test_a_missing_or_hanging_git_is_an_error(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hang(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("git", 30)

    monkeypatch.setenv("PATH", str(repository))
    with pytest.raises(ToolError, match=r"git did not answer: .*No such file"):
        changed_files(repository, ".")
    monkeypatch.setattr(subprocess, "run", hang)
    with pytest.raises(ToolError, match="timed out after 30 seconds"):
        changed_files(repository, ".")
