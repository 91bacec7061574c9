"""The only way to read a folder of data or to write a file: no links, no surprises."""

from __future__ import annotations

import errno
import fcntl
import glob
import os
import re
import stat
import sys
import tempfile
import unicodedata
from collections import defaultdict
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, Final

from generator.errors import ReportgenError
from generator.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MEBIBYTE: Final = 1024 * 1024
# The only capitals are those of a period's label: 2013-Q4, 2013-W40, 2013-H2.
_NAME: Final = re.compile(r"[a-z0-9](?:[a-z0-9._-]|(?<=-)[HQW](?=[0-9]))*(?<![.])", re.ASCII)
_NAME_SIZE: Final = 100
_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
_KINDS: Final = {
    stat.S_IFLNK: "a symbolic link",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}

# Not to follow a link, nor to wait for the writer of a pipe that took a file's place.
_OPEN_FLAGS: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeLimits:
    """What a folder of data may hold; sizes in bytes."""

    suffixes: frozenset[str] = frozenset({".yml", ".yaml", ".md"})
    size: int = 32 * _MEBIBYTE
    files: int = 20_000
    depth: int = 8


TREE_LIMITS: Final = TreeLimits()


@dataclass(slots=True)
class _Walk:
    """What a walk has gathered so far."""

    limits: TreeLimits
    contents: dict[str, bytes] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def refuse(self, rule: str, name: str, words: tuple[str, str, str]) -> None:
        """Add a finding about a file or folder: expected, found, what to do."""
        expected, found, action = words
        shown = name.encode("utf-8", "backslashreplace").decode()
        finding = Finding(
            file="".join(char if char.isprintable() else ascii(char)[1:-1] for char in shown),
            line=0,
            path="",
            rule=rule,
            expected=expected,
            found=found,
            action=action,
        )
        self.findings.append(finding)


def read_tree(
    root: Path, folder: str, limits: TreeLimits = TREE_LIMITS
) -> tuple[dict[str, bytes], tuple[Finding, ...]]:
    """Read all files below a folder of `root`, each once, by their sorted POSIX names.

    Names are relative to `root`. Links, devices, odd names, two names that differ by case
    alone, files that are too large or not readable are findings, and are not read. Hidden
    files are passed over, as editors and systems leave them, unless they look like data.
    """
    walk = _Walk(limits)
    reason = unsafe_reason(folder)
    if reason:
        walk.refuse("F001", folder, ("a folder below the root", reason, "correct the path"))
        return {}, tuple(walk.findings)
    opened = _open_folder(root, folder, walk)
    if opened is not None:
        try:
            _read_folder(opened, folder, walk)
        finally:
            os.close(opened)
    return dict(sorted(walk.contents.items())), tuple(sorted(walk.findings))


def read_once(path: Path, limit: int) -> bytes | None:
    """Return the bytes of a regular file of at most `limit` bytes; None for all else."""
    try:
        with _opened(path) as file:
            size = os.fstat(file.fileno()).st_size
            return file.read(size) if size <= limit else None
    except OSError:
        return None


def refuse_links(root: Path, name: str) -> None:
    """Raise ReportgenError where a link stands on the way from `root` to a path below it.

    Git can carry a link; what is written or deleted through it lies somewhere else.
    """
    path = root
    for part in PurePosixPath(name).parts:
        path /= part
        if path.is_symlink():
            raise ReportgenError(f"{path} is a symbolic link; delete it, nothing was written")


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold a lock in a folder; raise ReportgenError when another process holds it."""
    folder.mkdir(parents=True, exist_ok=True)
    refuse_links(folder, ".lock")
    # Nothing is written into a lock, and nothing of what has its name is cut off.
    lock = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as busy:
        os.close(lock)
        raise ReportgenError(f"another run is at work in {folder}; try again later") from busy
    try:
        yield
    finally:
        os.close(lock)


def differs(path: Path, content: bytes) -> bool:
    """Tell whether a file is absent or holds something else."""
    return read_once(path, len(content)) != content


def write_if_changed(path: Path, content: bytes) -> bool:
    """Write a file so that others see the old or the new whole; tell whether it changed.

    Raises `ReportgenError` where a folder has the file's place. A link there is replaced,
    not followed.
    """
    if path.is_dir() and not path.is_symlink():
        message = f"cannot write {path}: a folder has this name; move it away"
        raise ReportgenError(message)
    if not differs(path, content):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    # In the same folder, because a rename is one step only inside one file system.
    descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor has no path
            os.fchmod(descriptor, 0o644)
            file.write(content)
            file.flush()
            os.fsync(descriptor)
        Path(temporary).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise
    return True


def write_below(root: Path, name: str, content: bytes) -> Path:
    """Write a file below `root` that one process alone writes, and return its path.

    Raises `ReportgenError` where a link stands anywhere on the way.
    """
    refuse_links(root, name)
    file = root / name
    clear_torn(file)
    write_if_changed(file, content)
    return file


def clear_torn(path: Path) -> None:
    """Remove what a run that was killed left beside a file that one process alone writes."""
    for torn in path.parent.glob(f".{glob.escape(path.name)}.*"):
        torn.unlink(missing_ok=True)


def unsafe_reason(path: str) -> str:
    """Say why a relative POSIX path taken from data may not be used; nothing if it may."""
    parts = path.split("/")
    if path.startswith("/") or re.match(r"[A-Za-z]:", path):
        return "an absolute path"
    if not set(parts).isdisjoint({"", ".", ".."}):
        return "a path with an empty part, `.` or `..`"
    return next((reason for reason in map(_bad_name, parts) if reason), "")


def collisions(names: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Return the groups of names that some system or reader takes for one name."""
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        groups[unicodedata.normalize("NFKC", name).casefold()].add(name)
    return tuple(tuple(sorted(group)) for _, group in sorted(groups.items()) if len(group) > 1)


def foreign_code(root: Path) -> tuple[Finding, ...]:
    """Refuse files at the root that Python would load in place of its own modules."""
    walk = _Walk(TREE_LIMITS)
    words = ("no code at the root", "a name that Python loads by itself", "move or delete it")
    for path in sorted(root.iterdir()):
        is_module = path.suffix in {".py", ".pth"} or path.name in sys.stdlib_module_names
        if is_module:
            walk.refuse("F010", path.name, words)
    return tuple(walk.findings)


@contextmanager
def _opened(name: str | Path, folder: int | None = None) -> Iterator[BinaryIO]:
    """Open a regular file, and nothing else that may have its name by now."""
    descriptor = os.open(name, _OPEN_FLAGS, dir_fd=folder)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "not a plain file")
        with open(descriptor, "rb", closefd=False) as file:
            yield file
    finally:
        os.close(descriptor)


def _open_folder(root: Path, folder: str, walk: _Walk) -> int | None:
    """Open a folder below the root step by step, so that no step can be a link."""
    flags = os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
    here = os.open(root, os.O_DIRECTORY | os.O_CLOEXEC)
    for part in PurePosixPath(folder).parts:
        try:
            below = os.open(part, flags, dir_fd=here)
        except OSError as error:
            found = error.strerror or "an error"
            walk.refuse("F002", folder, ("a folder that can be read", found.lower(), "create it"))
            return None
        finally:
            os.close(here)
        here = below
    return here


def _read_folder(folder: int, prefix: str, walk: _Walk) -> None:
    """Read what an open folder holds."""
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        _refuse_unreadable(prefix, error, walk)
        return
    for group in collisions(names):
        words = ("names that differ by more than case", " and ".join(group), "rename one of them")
        walk.refuse("F005", f"{prefix}/{group[0]}", words)
    for name in names:
        _read_entry(folder, name, prefix, walk)


def _read_entry(folder: int, name: str, prefix: str, walk: _Walk) -> None:
    """Read one file or folder, or say why not."""
    full = f"{prefix}/{name}"
    try:
        mode = os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode
    except OSError as error:
        _refuse_unreadable(full, error, walk)
        return
    if _is_passed_over(name, mode, walk.limits):
        return
    if _bad_name(name):
        words = ("a plain name", _bad_name(name), "rename it with a-z, 0-9, dots and hyphens")
        walk.refuse("F003", full, words)
    elif stat.S_IFMT(mode) in _KINDS:
        words = ("a file or folder", _KINDS[stat.S_IFMT(mode)], "put the file itself there")
        walk.refuse("F004", full, words)
    elif stat.S_ISDIR(mode):
        _enter(folder, name, full, walk)
    else:
        _read_file(folder, name, full, walk)


def _is_passed_over(name: str, mode: int, limits: TreeLimits) -> bool:
    """Tell what editors and systems leave beside the data: hidden, and not data itself."""
    looks_like_data = stat.S_ISREG(mode) and PurePosixPath(name).suffix in limits.suffixes
    return name.startswith(".") and not looks_like_data


def _enter(folder: int, name: str, full: str, walk: _Walk) -> None:
    """Read the folder inside a folder; the bound on depth also ends a loop of mounts."""
    depth = full.count("/")
    if depth > walk.limits.depth:
        words = (f"at most {walk.limits.depth} levels of folders", f"level {depth}", "flatten them")
        walk.refuse("F012", full, words)
        return
    try:
        below = os.open(name, os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=folder)
    except OSError as error:
        _refuse_unreadable(full, error, walk)
        return
    try:
        _read_folder(below, full, walk)
    finally:
        os.close(below)


def _read_file(folder: int, name: str, full: str, walk: _Walk) -> None:
    """Read one file through one descriptor, so that what was checked is what is read."""
    limits = walk.limits
    suffix = PurePosixPath(name).suffix
    if suffix not in limits.suffixes:
        known = ", ".join(sorted(limits.suffixes))
        walk.refuse("F008", full, (f"a name that ends with {known}", repr(suffix), "move it away"))
        return
    if len(walk.contents) >= limits.files:
        words = (f"at most {limits.files:,} files", "one more", "archive old ones")
        walk.refuse("F011", full, words)
        return
    try:
        with _opened(name, folder) as file:
            _take(file, full, walk)
    except OSError as error:
        _refuse_unreadable(full, error, walk)


def _take(file: BinaryIO, full: str, walk: _Walk) -> None:
    """Keep the bytes of an open file, if it stays as large as it said."""
    size, limit = os.fstat(file.fileno()).st_size, walk.limits.size
    # The size is known before a byte is read: a sparse file costs nothing to make.
    if size > limit:
        words = (f"a file of at most {limit:,} bytes", f"{size:,} bytes", "split it")
        walk.refuse("F006", full, words)
        return
    content = file.read(size + 1)
    if len(content) == size:
        walk.contents[full] = content
    else:
        words = ("a file that stays as it is", "another size while reading", "run it again")
        walk.refuse("F009", full, words)


def _refuse_unreadable(full: str, error: OSError, walk: _Walk) -> None:
    """Say what the system said."""
    found = (error.strerror or "an error").lower()
    walk.refuse("F007", full, ("a file that can be read", found, "correct its permissions"))


def _bad_name(name: str) -> str:
    """Say why a name is refused; nothing if it is fine."""
    if len(os.fsencode(name)) > _NAME_SIZE:
        return f"a name longer than {_NAME_SIZE} bytes"
    if _DEVICES.fullmatch(name):
        return "a name that Windows keeps for a device"
    return "" if _NAME.fullmatch(name) else "other characters"
