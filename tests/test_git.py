from __future__ import annotations

import subprocess
import zlib
from pathlib import Path

import pytest

from generator.archive.objects import Shelf
from generator.errors import ToolError
from generator.git import (
    commit_id,
    commits_of_lines,
    files_at,
    history,
    objects,
    setting,
    uncommitted,
)
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


def test_files_that_differ_from_the_commit_are_named(repository: Path) -> None:
    name = f"data/{NAME}"
    contents = {name: b"z\n", "data/new.yml": b"n\n"}

    assert uncommitted(repository, contents) == ("data/new.yml", name)
    assert uncommitted(repository, {name: b"a\nb\nc\n"}) == ()


@pytest.mark.parametrize("switch", ["--assume-unchanged", "--skip-worktree"])
def test_what_git_is_told_not_to_look_at_is_compared_all_the_same(
    repository: Path, switch: str
) -> None:
    git(repository, "update-index", switch, f"data/{NAME}")

    assert uncommitted(repository, {f"data/{NAME}": b"z\n"}) == (f"data/{NAME}",)


def test_a_shallow_clone_does_not_say_who_wrote_a_line(repository: Path, tmp_path: Path) -> None:
    (repository / "data" / NAME).write_text("a\nB\nc\n", encoding="utf-8")
    git(repository, "commit", "--quiet", "--all", "--message", "B")
    git(tmp_path, "clone", "--quiet", "--depth", "1", repository.as_uri(), "shallow")

    with pytest.raises(ToolError, match="a shallow clone does not know"):
        commits_of_lines(tmp_path / "shallow", f"data/{NAME}", (1,))


def test_a_shallow_clone_would_name_a_wrong_commit(repository: Path, tmp_path: Path) -> None:
    first = git(repository, "rev-parse", "HEAD").strip()
    git(repository, "commit", "--quiet", "--allow-empty", "--message", "later")
    git(tmp_path, "clone", "--quiet", "--depth", "1", repository.as_uri(), "shallow")

    blamed = git(tmp_path / "shallow", "blame", "--porcelain", f"data/{NAME}")

    assert first not in blamed


def test_a_history_that_is_replaced_or_grafted_does_not_say_who_wrote_a_line(
    repository: Path,
) -> None:
    grafts = repository / ".git" / "info" / "grafts"
    grafts.parent.mkdir(exist_ok=True)
    grafts.write_text(git(repository, "rev-parse", "HEAD"), encoding="ascii")
    with pytest.raises(ToolError, match="the history is grafted"):
        commits_of_lines(repository, f"data/{NAME}", (1,))
    grafts.write_text("\n", encoding="ascii")
    git(repository, "commit", "--quiet", "--allow-empty", "--message", "later")
    git(repository, "replace", "HEAD", "HEAD~1")

    with pytest.raises(ToolError, match="objects of the history are replaced"):
        commits_of_lines(repository, f"data/{NAME}", (1,))


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

    with pytest.raises(ToolError, match=r"git (blame|rev-parse): fatal: "):
        commits_of_lines(tmp_path, "a.yml", (1,))


def test_a_repository_of_the_surroundings_is_not_asked(
    repository: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(repository / ".git"))
    outside = tmp_path_factory.mktemp("outside")

    with pytest.raises(ToolError, match="not a git repository"):
        uncommitted(outside, {})


def test_a_command_of_the_repository_is_not_run(repository: Path) -> None:
    git(repository, "config", "core.fsmonitor", "touch fsmonitor-ran; false")

    uncommitted(repository, {})

    assert not (repository / "fsmonitor-ran").exists()


def test_a_missing_or_hanging_git_is_an_error(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hang(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("git", 30)

    monkeypatch.setenv("PATH", str(repository))
    with pytest.raises(ToolError, match=r"git did not answer: .*No such file"):
        uncommitted(repository, {})
    monkeypatch.setattr(subprocess, "run", hang)
    with pytest.raises(ToolError, match="timed out after 30 seconds"):
        uncommitted(repository, {})


def test_a_setting_that_git_cannot_read_is_not_taken_for_one_that_is_not_set(
    repository: Path,
) -> None:
    assert not setting(repository, "user.signingKey")
    (repository / ".git" / "config").write_text("[broken", encoding="utf-8")

    with pytest.raises(ToolError, match=r"git config: .*bad config"):
        setting(repository, "user.signingKey")


def test_files_of_a_commit_are_read_whatever_stands_in_the_folder(repository: Path) -> None:
    (repository / "data" / NAME).write_text("changed since\n", encoding="utf-8")

    assert files_at(repository, commit_id(repository, "HEAD"), "data") == {
        f"data/{NAME}": b"a\nb\nc\n"
    }


def test_a_folder_that_a_commit_lacks_has_no_files(repository: Path) -> None:
    assert files_at(repository, "HEAD", "elsewhere") == {}


def test_a_link_is_no_file_of_a_commit(repository: Path) -> None:
    (repository / "data" / "link").symlink_to("/etc/hostname")
    commit_all(repository)

    with pytest.raises(ToolError, match="is no plain file"):
        files_at(repository, "HEAD", "data")


def test_an_object_that_was_changed_on_the_disk_is_refused(repository: Path) -> None:
    name = git(repository, "rev-parse", f"HEAD:data/{NAME}").strip()
    place = repository / ".git" / "objects" / name[:2] / name[2:]
    place.chmod(0o600)
    place.write_bytes(zlib.compress(b"blob 6\0a\nb\nX\n"))

    with pytest.raises(ToolError, match="was changed on the disk"):
        files_at(repository, "HEAD", "data")


@pytest.mark.parametrize("name", ["--output=x", "main", "refs/heads/-x/../y z", "HEAD~1", ""])
def test_only_full_names_and_ids_are_asked_for(repository: Path, name: str) -> None:
    with pytest.raises(ToolError):
        commit_id(repository, name)


def test_the_history_of_files_is_typed_and_the_newest_comes_first(repository: Path) -> None:
    (repository / "b.md").write_text("b\n", encoding="utf-8")
    git(repository, "add", "b.md")
    git(repository, "commit", "--quiet", "--message", "B with a | bar")
    git(repository, "rm", "--quiet", "b.md")
    git(repository, "commit", "--quiet", "--message", "No more B")

    found = history(repository, {"b": ["b.md"], "none": ["c.md"]})

    rows = [(each.type, each.day, each.author, each.subject) for each in found.of("b")]
    assert rows == [
        ("D", "2014-01-03", "Lin", "No more B"),
        ("A", "2014-01-03", "Lin", "B with a | bar"),
    ]
    assert (found.of("none"), found.unverified) == ((), "")


def test_outside_a_repository_the_history_is_unverified(tmp_path: Path) -> None:
    assert "not a git repository" in history(tmp_path, {"b": ["b.md"]}).unverified


def tree_of(root: Path, *names: str) -> str:
    """Store a tree that git itself would not make: the same file under some names."""
    file = git(root, "rev-parse", f"HEAD:data/{NAME}").strip()
    content = b"".join(b"100644 %b\0%b" % (name.encode(), bytes.fromhex(file)) for name in names)
    words = ("git", "hash-object", "-t", "tree", "-w", "--stdin", "--literally")
    done = subprocess.run(words, cwd=root, input=content, capture_output=True, check=True)
    return done.stdout.decode().strip()


@pytest.mark.parametrize("name", ["..", ".", ".git", ".GIT", "a/../../b"])
def test_a_name_that_leads_out_of_a_commit_is_refused(repository: Path, name: str) -> None:
    tree = tree_of(repository, name)

    with pytest.raises(ToolError, match="has a file with the name"):
        files_at(repository, tree)


@pytest.mark.parametrize("names", [("a", "a"), ("..",), ("a", ".git"), ("a/b",)])
def test_a_tree_that_git_would_not_make_is_a_changed_one(
    repository: Path, names: tuple[str, ...]
) -> None:
    shelf, tree = Shelf(repository), tree_of(repository, *names)

    shelf.read([tree])

    assert (shelf.changed, shelf.contents) == ({tree}, {})


def test_what_a_partial_clone_lacks_is_missing_and_nothing_is_run_to_fetch_it(
    repository: Path,
) -> None:
    file = git(repository, "rev-parse", f"HEAD:data/{NAME}").strip()
    ran = repository / "ran"
    settings = {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "other",
        "remote.other.url": str(repository),
        "remote.other.promisor": "true",
        "remote.other.uploadpack": f"touch {ran}; git-upload-pack",
    }
    for key, value in settings.items():
        git(repository, "config", key, value)
    (repository / ".git" / "objects" / file[:2] / file[2:]).unlink()

    assert objects(repository, [file]).missing | objects(repository, [file]).changed == {file}
    assert not ran.exists()


def test_who_wrote_a_line_is_asked_without_running_what_turns_files_into_text(
    repository: Path,
) -> None:
    ran = repository / "ran"
    (repository / ".gitattributes").write_text("*.yml diff=run\n")
    git(repository, "config", "diff.run.textconv", f"touch {ran}; cat")
    first = git(repository, "rev-parse", "HEAD").strip()

    assert commits_of_lines(repository, f"data/{NAME}", (1,)) == {1: first}
    assert not ran.exists()
