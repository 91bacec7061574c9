"""Parsed records, kept by the fingerprint of what they were parsed from."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from generator.errors import ReportgenError
from generator.files import read_once, write_if_changed

if TYPE_CHECKING:
    from pathlib import Path

_MAGIC: Final = b"reportgen-cache-1\n"
_CHECKSUM_SIZE: Final = hashlib.sha256().digest_size
_SIZE_LIMIT: Final = 512 * 1024 * 1024


class Cache:
    """A folder of payloads by key; losing it costs time, never a result.

    Each file carries a checksum of its payload. It finds damage, not forgery: whoever can
    write into the folder can run the program as well.
    """

    def __init__(self, folder: Path) -> None:
        """Keep files below `folder`, which is made when the first one is stored."""
        self._folder = folder

    def load(self, key: str) -> memoryview | None:
        """Return a payload; None where there is none, or a damaged or foreign one."""
        content = read_once(self._path(key), _SIZE_LIMIT)
        if content is None or not content.startswith(_MAGIC):
            return None
        start = len(_MAGIC) + _CHECKSUM_SIZE
        payload = memoryview(content)[start:]
        is_whole = hashlib.sha256(payload).digest() == content[len(_MAGIC) : start]
        return payload if is_whole else None

    def store(self, key: str, payload: bytes) -> None:
        """Keep a payload; a full or read-only disk is no error here."""
        content = _MAGIC + hashlib.sha256(payload).digest() + payload
        try:
            write_if_changed(self._path(key), content)
        except (OSError, ReportgenError):
            return

    def _path(self, key: str) -> Path:
        """Return the file of a key, in one of 256 folders."""
        return self._folder / key[:2] / f"{key}.msgpack"
