"""Release and publish, stopped at any call to the system: nothing is torn, a rerun completes it.

By default a few calls are tried, of different kinds; `REPORTGEN_EVERY_CRASH=1` tries them all.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.archive.conftest import reportgen
from tests.archive.crashes import STRACE, Command, Point, growing, sampled
from tests.archive.issued import OCTOBER, TIMES, Issued
from tests.site.plain import git

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(STRACE is None, reason="needs strace to stop the program at a call"),
]
State = Mapping[str, bytes | str]


def release(made: Issued) -> tuple[str, ...]:
    """Return the command that issues October."""
    evidence = made.root.parent / "evidence-1.json"
    return ("release", OCTOBER, "--root", str(made.root), "--evidence", str(evidence),
            "--at", TIMES[OCTOBER])  # fmt: skip


def publish(made: Issued) -> tuple[str, ...]:
    """Return the command that publishes October to its customer."""
    return ("publish", "school", "--version", "2013-10", "--root", str(made.root))


def fresh(approved: Issued, folder: Path) -> Issued:
    """Return the approved repository in a folder that nothing was done in."""
    shutil.rmtree(folder, ignore_errors=True)
    made = approved.copy(folder)
    shutil.copy(approved.root.parent / "evidence-1.json", folder)
    return made


def state(made: Issued) -> State:
    """Return what a release leaves: files, anchors and tags, without what is hidden."""
    notes = made.root / "build" / "release"
    files = [path for path in notes.rglob("*") if path.is_file() and path.name[0] != "."]
    found: dict[str, bytes | str] = {
        str(path.relative_to(notes)): path.read_bytes() for path in files
    }
    if made.anchors.exists():
        found["anchors"] = made.anchors.read_bytes()
    listed = git(made.root, "for-each-ref", "--format=%(refname) %(objectname)", "refs/tags")
    return found | dict(line.split(" ") for line in listed.splitlines())


def site(made: Issued) -> State:
    """Return what publishing leaves: the files of the branch, whatever time its commit tells."""
    listed = git(made.root, "for-each-ref", "--format=%(refname) %(tree)", "refs/heads/site")
    return dict(line.split(" ") for line in listed.splitlines())


def hidden(made: Issued) -> list[str]:
    """Return what a run that was stopped may leave beside files and references."""
    left = [*(made.root / "build").rglob(".*.*"), *(made.root / ".git" / "refs").rglob("*.lock")]
    return [path.name for path in left]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A command that is stopped: where, from what, and what it leaves when nobody stops it."""

    folder: Path
    approved: Issued
    arguments: Callable[[Issued], tuple[str, ...]]
    state: Callable[[Issued], State]
    whole: State
    points: tuple[Point, ...]

    def trouble(self, point: Point, *, full: bool) -> str:
        """Stop the command at a call, then run it again; return what is wrong, or nothing."""
        made = fresh(self.approved, self.folder)
        code = Command(arguments=self.arguments(made), folder=made.root).stop(point, full=full)
        if code == 0 and not full:
            return f"{point}: was not reached"
        torn = {name for name, each in self.state(made).items() if self.whole.get(name) != each}
        if torn:
            return f"{point} ({code}): torn {torn}"
        again = reportgen(*self.arguments(made))
        if again.code or self.state(made) != self.whole or hidden(made):
            return f"{point} ({code}): {again} {hidden(made)}"
        return ""

    def troubles(self, points: Iterable[Point], *, full: bool) -> list[str]:
        """Return what is wrong after each point."""
        return [found for point in points if (found := self.trouble(point, full=full))]


def trial_of(
    approved: Issued,
    folder: Path,
    arguments: Callable[[Issued], tuple[str, ...]],
    look: Callable[[Issued], State],
) -> Trial:
    """Run a command undisturbed, and note what it does and leaves."""
    made = fresh(approved, folder)
    points = Command(arguments=arguments(made), folder=made.root).points()
    return Trial(
        folder=folder,
        approved=approved,
        arguments=arguments,
        state=look,
        whole=look(made),
        points=points,
    )


@pytest.fixture(scope="module")
def releasing(approved: Issued, tmp_path_factory: pytest.TempPathFactory) -> Trial:
    """Return the release of October."""
    folder = tmp_path_factory.mktemp("releasing") / "here"
    return trial_of(approved, folder, release, state)


@pytest.fixture(scope="module")
def publishing(approved: Issued, tmp_path_factory: pytest.TempPathFactory) -> Trial:
    """Return the publication of October."""
    folder = tmp_path_factory.mktemp("publishing") / "here"
    return trial_of(approved, folder, publish, site)


def test_a_release_changes_something_in_many_places(releasing: Trial) -> None:
    calls = {point.call for point in releasing.points}

    assert {"write", "rename", "fsync", "link", "unlink", "mkdir", "openat"} <= calls
    assert len({point.git for point in releasing.points}) > 5
    assert len(releasing.points) > 60


def test_a_release_killed_at_any_call_is_not_torn_and_a_rerun_completes_it(
    releasing: Trial,
) -> None:
    tried = sampled(releasing.points, 4, seed=1)

    assert releasing.troubles(tried, full=False) == []


def test_a_release_on_a_full_disk_is_not_torn_and_a_rerun_completes_it(releasing: Trial) -> None:
    tried = sampled(growing(releasing.points), 3, seed=2)

    assert releasing.troubles(tried, full=True) == []


def test_a_publication_killed_at_any_call_is_not_torn_and_a_rerun_completes_it(
    publishing: Trial,
) -> None:
    tried = sampled(publishing.points, 2, seed=1)

    assert publishing.troubles(tried, full=False) == []


def test_a_publication_on_a_full_disk_is_not_torn_and_a_rerun_completes_it(
    publishing: Trial,
) -> None:
    tried = sampled(growing(publishing.points), 1, seed=2)

    assert publishing.troubles(tried, full=True) == []
