"""Every fault of the forge, as a user meets it: over HTTP, to the exit code of the gate."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from generator.approval.github import forge as adapter
from generator.approval.github.transport import MOST_BYTES, Reply
from tests.approval.github.conftest import Scene
from tests.approval.github.fakeforge import NOW, Watch
from tests.approval.github.served import served
from tests.approval.github.test_faults import (
    BROKEN,
    CHANGES,
    Fault,
    Faulty,
    body,
    dropped,
    reviewed,
    status,
)

HOUR = 3600
YEARS = 10 * 365 * 24 * HOUR
LIMITED = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": f"{NOW + HOUR:.0f}"}


def hang_up(_url: str, _reply: Reply, _tries: int) -> Reply:
    """Close the line without a word."""
    raise ConnectionAbortedError


# Fault -> what the forge does, to which kind of request, and what our clock says.
FAULTS: dict[str, tuple[Fault, str, float]] = {
    **{
        name: (fault, "/reviews", NOW)
        for name, fault in BROKEN.items()
        if name[:3] not in {"F40", "F46", "F48"}
    },
    **{name: (fault, "/pulls/7", NOW) for name, fault in CHANGES.items()},
    **{name: (BROKEN[name], "/files", NOW) for name in BROKEN if name.startswith("F46")},
    "F40 the line is cut": (hang_up, "/reviews", NOW),
    "F46 a page is missing": (dropped, "/files", NOW),
    "F48 more than 50 MB": (body(lambda _text: b"[" + b" " * MOST_BYTES), "/reviews", NOW),
    "F49 an unknown state": (reviewed(state="SUPER_APPROVED"), "/reviews", NOW),
    "F50 our clock is ahead": (status(403, LIMITED), "/reviews", NOW + YEARS),
    "F50 our clock is behind": (status(403, LIMITED), "/reviews", NOW - YEARS),
    "F50 no clock of the forge": (status(403, LIMITED | {"date": "?"}), "/reviews", NOW - YEARS),
}


@contextmanager
def faulty(scene: Scene, name: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    """Serve a forge with a fault; the time that is waited only passes on a watch."""
    fault, kind, now = FAULTS[name]
    watch = Watch(now=now)
    ours = SimpleNamespace(time=watch.clock, sleep=watch.sleep)
    monkeypatch.setattr(adapter, "time", ours)
    with served(Faulty(fault, kind, forge=scene.forge)) as here:
        monkeypatch.setenv("GITHUB_API_URL", here)
        yield watch


def test_every_fault_ends_in_exit_code_4_and_in_no_word_of_approval(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found, said = {}, {}
    for name in FAULTS:
        with faulty(scene, name, monkeypatch):
            found[name] = scene.gate("7", "--repository", "example/reports")
        said[name] = capsys.readouterr().out

    assert found == dict.fromkeys(FAULTS, 4)
    assert [name for name, text in said.items() if "已批准 approved" in text] == []


def test_without_any_fault_the_same_pull_request_is_approved(scene: Scene) -> None:
    assert scene.gate("7", "--repository", "example/reports") == 0


def test_nobody_listening_ends_in_exit_code_4(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = Watch()
    ours = SimpleNamespace(time=watch.clock, sleep=watch.sleep)
    monkeypatch.setattr(adapter, "time", ours)
    monkeypatch.setenv("GITHUB_API_URL", "http://127.0.0.1:9")

    assert scene.gate("7", "--repository", "example/reports") == 4


def test_a_clock_that_is_wrong_waits_no_longer_and_no_shorter_than_the_forge_says(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    soon = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": f"{NOW + 5:.0f}"}
    monkeypatch.setitem(FAULTS, "soon", (status(403, soon), "/reviews", NOW + YEARS))
    with faulty(scene, "soon", monkeypatch) as watch:
        assert scene.gate("7", "--repository", "example/reports") == 4

    assert watch.slept == [5.0, 5.0, 5.0]


def test_the_table_has_every_fault_of_a_forge() -> None:
    assert {name[:3] for name in FAULTS} == {f"F{number}" for number in range(40, 51)}
