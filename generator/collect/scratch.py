"""A folder for what does not fit into memory; what killed runs left of theirs is taken away."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_ISDIR
from typing import Final

_PREFIX: Final = "reportgen-collect-"
_FOLDER: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


@contextmanager
def scratch() -> Iterator[Path]:
    """Give a folder below TMPDIR that is gone afterwards, or when another run begins.

    It is locked as long as this process lives, whatever ends it.
    """
    place = Path(tempfile.gettempdir())
    _clear(place)
    # Locked under another name first: under its own, it could be taken for one that was left.
    made = Path(tempfile.mkdtemp(prefix=f".{_PREFIX}", dir=place))
    folder = place / made.name.removeprefix(".")
    lock = os.open(made, _FOLDER)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        made.rename(folder)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def _clear(place: Path) -> None:
    """Remove the folders whose runs are gone; those of other people stay."""
    for folder in place.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            found = folder.lstat()
            if S_ISDIR(found.st_mode) and found.st_uid == os.getuid():
                _remove_left(folder)


def _remove_left(folder: Path) -> None:
    """Remove a folder, unless a run holds it."""
    lock = os.open(folder, _FOLDER)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder)
    finally:
        os.close(lock)
