"""What git and the disk say about a repository on this machine."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from generator import git
from generator.doctor.clone import OLDEST_GIT
from generator.doctor.place import appointed_in, clone_at, owners_files, paths_at
from tests.doctor.conftest import Place


def test_a_sound_clone_says_so_in_every_respect(place: Place) -> None:
    clone = clone_at(place.root, "main")

    assert clone.version >= OLDEST_GIT
    assert (clone.trouble, clone.can_sign, clone.has_branch) == ("", True, True)
    assert (dict(clone.hazards), clone.says("user.email")) == ({}, "lin@example.org")


def test_the_central_repository_is_the_remote_on_this_machine(place: Place) -> None:
    hub = clone_at(place.root, "main").hub

    assert hub is not None
    assert set(hub.settings.values()) == {"true"}
    assert hub.hooks == {"update"}


def test_a_central_repository_elsewhere_is_not_looked_at(place: Place) -> None:
    place.git("remote", "set-url", "origin", "https://forge.test/example/reports")

    assert clone_at(place.root, "main").hub is None


def test_without_a_remote_others_would_push_here(place: Place) -> None:
    place.git("remote", "remove", "origin")
    place.git("config", "core.hooksPath", "my-hooks")
    place.write("my-hooks/pre-receive", "#!/bin/sh\n")
    (place.root / "my-hooks/pre-receive").chmod(0o755)
    place.write("my-hooks/update", "not executable\n")

    hub = clone_at(place.root, "main").hub
    assert hub is not None
    assert hub.hooks == {"pre-receive"}


def test_a_branch_that_was_only_fetched_is_here(place: Place) -> None:
    place.git("fetch", "--quiet", "origin")
    place.git("switch", "--quiet", "--create", "october")
    place.git("branch", "--quiet", "--delete", "--force", "main")

    assert clone_at(place.root, "main").has_branch
    assert not clone_at(place.root, "other").has_branch


def test_a_shallow_clone_and_replaced_objects_are_told(place: Place, tmp_path: Path) -> None:
    place.write("more", "text\n")
    place.git("add", "more")
    place.git("commit", "--quiet", "--message", "more")
    url = f"file://{place.root}"
    place.git("clone", "--quiet", "--depth=1", url, str(tmp_path / "shallow"))
    place.git(
        "replace", place.git("rev-parse", "HEAD:more"), place.git("rev-parse", "HEAD:Makefile")
    )

    assert set(clone_at(tmp_path / "shallow", "main").hazards) == {"shallow"}
    assert set(clone_at(place.root, "main").hazards) == {"replaced"}


def test_a_folder_without_git_says_why_and_lists_nothing(tmp_path: Path) -> None:
    clone = clone_at(tmp_path, "main")

    assert "not a git repository" in clone.trouble
    assert clone.version >= OLDEST_GIT
    assert paths_at(tmp_path) is None


def test_without_git_and_ssh_keygen_there_is_neither(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    clone = clone_at(tmp_path, "main")

    assert (clone.version, clone.can_sign) == ((), False)
    assert clone.trouble.startswith("git did not answer")


def test_codeowners_is_sought_where_github_looks_and_in_its_order(place: Place) -> None:
    place.write("docs/CODEOWNERS", "* @eve\n")
    place.write("CODEOWNERS", "* @bob\n")

    assert list(owners_files(place.root)) == [
        *(".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")
    ]


def test_who_may_decide_is_read_from_the_files_as_they_are(place: Place) -> None:
    found = appointed_in(place.root)

    assert found.mandates.doubts == ()
    reports = ("bank-monthly", "operations-monthly", "status-monthly")
    assert found.authors == dict.fromkeys(reports, "report-administrator")


TAG = "report/bank-monthly/2013-10/r1"


def pushed(place: Place, *arguments: str) -> bool:
    """Tell whether the central repository takes a push."""
    command = ["git", "push", "--quiet", "origin", *arguments]
    return subprocess.run(command, cwd=place.root, capture_output=True, check=False).returncode == 0


@pytest.fixture
def released(place: Place) -> Place:
    """Return a repository whose central one holds the tag of a release."""
    place.git("tag", "--annotate", "--message", "r1", TAG)
    assert pushed(place, f"refs/tags/{TAG}")
    place.git("tag", "--annotate", "--force", "--message", "another", TAG)
    return place


def test_settings_of_git_keep_branches_and_no_tags(released: Place) -> None:
    assert not pushed(released, "--delete", "main")
    assert pushed(released, "--force", f"refs/tags/{TAG}")
    assert pushed(released, "--delete", f"refs/tags/{TAG}")


@pytest.mark.parametrize("guide", ["docs/guides/doctor.md", "docs/en/guides/doctor.md"])
def test_the_hook_of_the_guide_keeps_the_tags_of_releases(released: Place, guide: str) -> None:
    text = (Path(__file__).parents[2] / guide).read_text()
    hook = text.split("```sh\n#!/bin/sh\n")[1].split("```")[0]
    (released.root.parent / "hub.git/hooks/update").write_text(f"#!/bin/sh\n{hook}")
    released.git("tag", "--annotate", "--message", "r2", TAG.replace("r1", "r2"))
    released.git("tag", "v1")

    assert not pushed(released, "--force", f"refs/tags/{TAG}")
    assert not pushed(released, "--delete", f"refs/tags/{TAG}")
    assert pushed(released, f"refs/tags/{TAG.replace('r1', 'r2')}")
    assert pushed(released, "v1")
    assert pushed(released, "--delete", "v1")


def test_the_version_of_git_is_numbers(tmp_path: Path) -> None:
    assert git.version(tmp_path) > (2, 0)
