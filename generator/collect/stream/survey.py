"""What the bytes of a file tell before it is read: whether the engine may read it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from typing_extensions import override

from generator.collect.inputs import ExportFile

_CHUNK: Final = 4 * 1024**2
_MOST_HEADING: Final = 1024**2
_NOTHING: Final = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamedFile(ExportFile):
    """An export that stays on disk: its name and fingerprint, without its bytes."""

    digest: str

    @property
    @override
    def sha256(self) -> str:
        """Return the fingerprint of the file."""
        return self.digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """The bytes of a file, counted."""

    digest: str
    size: int
    lines: int
    """Ends of lines, and one more for a last line without an end."""
    ascii: bool
    plain: bool
    """Without NUL, with one kind of line ends."""


def survey(path: Path, progress: Callable[[int], None] = lambda _: None) -> Survey:
    """Read a file once, a little at a time; `progress` is told how many bytes were read."""
    fingerprint = sha256()
    size = newlines = returns = pairs = 0
    is_ascii, has_nul, last = True, False, _NOTHING
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            fingerprint.update(chunk)
            size += len(chunk)
            newlines += chunk.count(b"\n")
            returns += chunk.count(b"\r")
            pairs += (last + chunk).count(b"\r\n") if returns else 0
            is_ascii = is_ascii and chunk.isascii()
            has_nul = has_nul or b"\0" in chunk
            last = chunk[-1:]
            progress(size)
    return Survey(
        digest=fingerprint.hexdigest(),
        size=size,
        lines=newlines + (last not in {b"\n", _NOTHING}),
        ascii=is_ascii,
        plain=not has_nul and (returns == 0 or returns == pairs == newlines),
    )


def heading_of(path: Path, delimiter: str) -> list[str] | None:
    """Return the cells of the first line; None when quotes or a mark make it more than a line."""
    with path.open("rb") as file:
        line = file.readline(_MOST_HEADING)
    text = line.decode("utf-8", "replace").rstrip("\r\n")
    if not line.endswith(b"\n") or "\ufffd" in text:
        return None
    try:
        (cells,) = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    except (csv.Error, ValueError):
        return None
    return [cell.removeprefix("\ufeff") if not place else cell for place, cell in enumerate(cells)]
