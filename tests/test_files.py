from __future__ import annotations

import os
import socket
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import ReportgenError
from generator.files import (
    TreeLimits,
    collisions,
    foreign_code,
    only_one,
    read_once,
    read_tree,
    refuse_links,
    unsafe_reason,
    write_if_changed,
)
from generator.findings import Finding


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


def read(data: Path, limits: TreeLimits | None = None) -> tuple[dict[str, bytes], list[str]]:
    contents, findings = read_tree(data.parent, data.name, limits or TreeLimits())
    return contents, [f"{finding.file} {finding.rule} {finding.found}" for finding in findings]


def test_files_are_read_by_their_sorted_names_from_the_root(data: Path) -> None:
    (data / "b.yml").write_bytes(b"b: 1\n")
    (data / "a").mkdir()
    (data / "a" / "c.md").write_bytes("说明\n".encode())

    contents, found = read(data)

    assert list(contents.items()) == [("data/a/c.md", "说明\n".encode()), ("data/b.yml", b"b: 1\n")]
    assert found == []


def test_an_empty_file_is_read_and_an_empty_folder_is_nothing(data: Path) -> None:
    (data / "a.yml").touch()
    (data / "b").mkdir()

    assert read(data) == ({"data/a.yml": b""}, [])


def test_a_finding_about_a_file_says_what_to_do(data: Path) -> None:
    (data / "a.yml").symlink_to("/etc/hostname")
    expected = Finding(
        file="data/a.yml",
        line=0,
        path="",
        rule="F004",
        expected="a file or folder",
        found="a symbolic link",
        action="put the file itself there",
    )

    assert read_tree(data.parent, "data") == ({}, (expected,))


UNSAFE = {
    "": "a path with an empty part, `.` or `..`",
    "../a": "a path with an empty part, `.` or `..`",
    "a/../b": "a path with an empty part, `.` or `..`",
    "a//b": "a path with an empty part, `.` or `..`",
    "./a": "a path with an empty part, `.` or `..`",
    "/etc/passwd": "an absolute path",
    "C:/a": "an absolute path",
    "a\\b": "other characters",
    "a\0b": "other characters",
    "%2e%2e/a": "other characters",
    "a.": "other characters",
    "a ": "other characters",
    "-rf": "other characters",
    "a\nb": "other characters",
    "con": "a name that Windows keeps for a device",
    "a/aux.md": "a name that Windows keeps for a device",
    "nul": "a name that Windows keeps for a device",
    "ä": "other characters",
    "a" * 101: "a name longer than 100 bytes",
}


@pytest.mark.parametrize(("path", "reason"), UNSAFE.items())
def test_a_path_that_leads_elsewhere_or_has_odd_parts_is_refused(path: str, reason: str) -> None:
    assert unsafe_reason(path) == reason


@pytest.mark.parametrize("path", ["a", "records/bank/2013-10.yml", "a_b/c-d.e.md", "console.yml"])
def test_a_plain_path_is_fine(path: str) -> None:
    assert unsafe_reason(path) == ""


@given(st.text(max_size=12))
def test_a_path_that_is_fine_stays_below_any_root(path: str) -> None:
    root = Path("/root-of-all")

    assert unsafe_reason(path) or Path(os.path.normpath(root / path)).is_relative_to(root)


def test_a_folder_that_leads_out_of_the_root_is_not_opened(data: Path) -> None:
    contents, findings = read_tree(data, "../data")

    assert (contents, [finding.rule for finding in findings]) == ({}, ["F001"])


def test_a_folder_that_is_missing_or_a_link_is_not_opened(data: Path) -> None:
    (data / "link").symlink_to(data.parent, target_is_directory=True)

    rules = [read_tree(data, name)[1][0].rule for name in ("link", "missing", "link/data")]

    assert rules == ["F002", "F002", "F002"]


def test_names_that_differ_by_case_or_composition_collide() -> None:
    names = ["ACME", "acme", "caf\u00e9", "cafe\u0301", "other", "\uff41cme"]

    assert collisions(names) == (("ACME", "acme", "\uff41cme"), ("cafe\u0301", "caf\u00e9"))


def test_colliding_files_are_refused(data: Path) -> None:
    (data / "A.yml").touch()
    (data / "a.yml").touch()

    expected = ["data/A.yml F003 other characters", "data/A.yml F005 A.yml and a.yml"]

    assert read(data)[1] == expected


def fifo(path: Path) -> None:
    os.mkfifo(path)


def listening_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        # The short way round, as the address of a socket has a narrow limit.
        here = os.open(path.parent, os.O_RDONLY)
        try:
            server.bind(f"/proc/self/fd/{here}/{path.name}")
        finally:
            os.close(here)


@pytest.mark.parametrize(
    ("make", "found"),
    [
        (lambda path: path.symlink_to("/etc/hostname"), "a symbolic link"),
        (lambda path: path.symlink_to("/etc", target_is_directory=True), "a symbolic link"),
        (lambda path: path.symlink_to("missing"), "a symbolic link"),
        (fifo, "a named pipe"),
        (listening_socket, "a socket"),
    ],
    ids=["link-to-file", "link-to-folder", "dangling-link", "pipe", "socket"],
)
def test_what_is_no_plain_file_is_refused_unread(
    data: Path, make: Callable[[Path], None], found: str
) -> None:
    make(data / "a.yml")

    assert read(data) == ({}, [f"data/a.yml F004 {found}"])


def test_a_link_to_the_folder_around_it_makes_no_loop(data: Path) -> None:
    (data / "loop").symlink_to(data, target_is_directory=True)

    assert read(data) == ({}, ["data/loop F004 a symbolic link"])


def test_only_kinds_of_data_are_read(data: Path) -> None:
    for name in ("a.py", "b.pth", "c.html", "makefile"):
        (data / name).touch()

    rules = [line.split()[1] for line in read(data)[1]]

    assert rules == ["F008"] * 4


def test_a_sparse_file_is_refused_by_its_size(data: Path) -> None:
    with (data / "a.yml").open("wb") as file:
        file.truncate(10**12)

    assert read(data) == ({}, ["data/a.yml F006 1,000,000,000,000 bytes"])


def test_too_many_files_and_folders_too_deep_are_refused(data: Path) -> None:
    (data / "a" / "b").mkdir(parents=True)
    for name in ("d.yml", "e.yml"):
        (data / name).touch()

    contents, found = read(data, TreeLimits(files=1, depth=1))

    assert list(contents) == ["data/d.yml"]
    assert found == ["data/a/b F012 level 2", "data/e.yml F011 one more"]


def test_a_file_that_changes_while_it_is_read_is_refused(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (data / "a.yml").write_bytes(b"a: 1\n")
    sizes = os.stat_result((stat.S_IFREG, 0, 0, 0, 0, 0, 3, 0, 0, 0))
    monkeypatch.setattr(os, "fstat", lambda _: sizes)

    assert read(data) == ({}, ["data/a.yml F009 another size while reading"])


def test_a_file_that_turns_into_a_pipe_is_refused_without_waiting(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(data / "a.yml")
    plain = os.stat_result((stat.S_IFREG, 0, 0, 0, 0, 0, 3, 0, 0, 0))
    monkeypatch.setattr(os, "stat", lambda *_, **__: plain)

    assert read(data) == ({}, ["data/a.yml F007 not a plain file"])


@pytest.mark.parametrize("call", ["open", "stat", "listdir"])
def test_what_cannot_be_read_is_a_finding(
    data: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    (data / "a.yml").touch()
    (data / "b").mkdir()
    real = getattr(os, call)

    def refuse(name: object, *rest: object, **named: object) -> object:
        if name in {"a.yml", "b"} or call == "listdir":
            raise PermissionError(13, "Permission denied")
        return real(name, *rest, **named)

    monkeypatch.setattr(os, call, refuse)

    contents, found = read(data)

    assert contents == {}
    assert {line.split(" ", 1)[1] for line in found} == {"F007 permission denied"}


@pytest.mark.parametrize(
    ("name", "found"),
    [
        (b"-rf.yml", "data/-rf.yml F003 other characters"),
        (b"a\nb.yml", "data/a\\nb.yml F003 other characters"),
        (b"\xff.yml", "data/\\udcff.yml F003 other characters"),
        ("报告.yml".encode(), "data/报告.yml F003 other characters"),
        (b"A.yml", "data/A.yml F003 other characters"),
        (b"a.yml ", "data/a.yml  F003 other characters"),
        (b"aux.yml", "data/aux.yml F003 a name that Windows keeps for a device"),
        (b"a" * 101, f"data/{'a' * 101} F003 a name longer than 100 bytes"),
        (b".a.yml", "data/.a.yml F003 other characters"),
    ],
)
def test_an_odd_name_is_refused_and_shown_in_printable_form(
    data: Path, name: bytes, found: str
) -> None:
    Path(os.fsdecode(os.fsencode(data) + b"/" + name)).touch()

    assert read(data) == ({}, [found])


def test_what_editors_leave_is_passed_over(data: Path) -> None:
    (data / ".a.yml.swp").touch()
    (data / ".#a.yml").symlink_to("me@host.1")
    (data / ".idea").mkdir()

    assert read(data) == ({}, [])


def test_code_at_the_root_that_python_would_load_is_refused(tmp_path: Path) -> None:
    for name in ("yaml.py", "conftest.py", "site.pth", "json", "docs", "README.md"):
        (tmp_path / name).touch()

    refused = [f"{finding.file} {finding.rule}" for finding in foreign_code(tmp_path)]

    assert refused == ["conftest.py F010", "json F010", "site.pth F010", "yaml.py F010"]


def test_a_file_is_written_with_its_folders_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.md"

    assert write_if_changed(path, b"new")
    assert [entry.name for entry in path.parent.iterdir()] == ["b.md"]
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", 0o644)


def test_an_unchanged_file_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    write_if_changed(path, b"same")
    before = path.stat()

    assert not write_if_changed(path, b"same")
    assert path.stat() == before


@pytest.mark.parametrize("content", [b"same but longer", b"sam", b"", b"SAME"])
def test_a_changed_file_is_replaced_whole(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.md"
    write_if_changed(path, b"same")

    assert write_if_changed(path, content)
    assert path.read_bytes() == content


def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    outside, path = tmp_path / "outside", tmp_path / "a.md"
    outside.write_bytes(b"same")
    path.symlink_to(outside)

    assert write_if_changed(path, b"same")
    assert (path.is_symlink(), outside.read_bytes()) == (False, b"same")


def test_a_folder_in_the_way_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ReportgenError, match="a folder has this name"):
        write_if_changed(tmp_path, b"")


def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    write_if_changed(path, b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(OSError, match="No space left"):
        write_if_changed(path, b"new")
    assert [(entry.name, entry.read_bytes()) for entry in tmp_path.iterdir()] == [("a.md", b"old")]


def test_only_a_plain_file_within_its_limit_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1234")
    (tmp_path / "link").symlink_to("a")
    os.mkfifo(tmp_path / "pipe")
    names = ["a", "link", "pipe", "missing", "."]

    assert [read_once(tmp_path / name, 4) for name in names] == [b"1234", None, None, None, None]
    assert read_once(tmp_path / "a", 3) is None


@pytest.mark.parametrize("place", ["build", "build/site", "build/site/bank"])
def test_a_link_on_the_way_to_a_file_is_refused(tmp_path: Path, place: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / place).symlink_to(elsewhere, target_is_directory=True)

    with pytest.raises(ReportgenError, match="is a symbolic link"):
        refuse_links(tmp_path, "build/site/bank/2013-12")


def test_folders_and_what_is_not_there_yet_are_no_links(tmp_path: Path) -> None:
    (tmp_path / "build").mkdir()

    refuse_links(tmp_path, "build/site/bank")


def test_two_runs_do_not_write_the_same_folder_at_once(tmp_path: Path) -> None:
    with only_one(tmp_path / "build"):  # noqa: SIM117 - the second is the act
        with (
            pytest.raises(ReportgenError, match="another run is at work"),
            only_one(tmp_path / "build"),
        ):
            pass
    with only_one(tmp_path / "build"):
        assert (tmp_path / "build").is_dir()
