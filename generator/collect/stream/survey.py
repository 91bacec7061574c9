"""What the bytes of a file tell before it is read: whether the engine may read it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from typing_extensions import override

from generator.collect.inputs import ExportFile

_CHUNK: Final = 256 * 1024
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
    """Without NUL and blanks beside quotes, with one kind of line ends."""


def survey(
    path: Path, delimiter: str | None = ",", progress: Callable[[int], None] = lambda _: None
) -> Survey:
    """Read a file once, some lines at a time; `progress` is told how many bytes were read.

    A file without a delimiter is no text; only its fingerprint is taken.
    """
    if delimiter is None:
        return _fingerprint(path, progress)
    fingerprint = sha256()
    # Blanks outside of quotes belong to the cell, or do not, as the reader likes.
    between = re.escape(delimiter.encode())
    stray = re.compile(rb"(?:^|[\n%b])[ \t]+\"|\"[ \t]+(?:$|[\r\n%b])" % (between, between))
    size = newlines = returns = pairs = 0
    is_ascii, is_plain, last = True, True, _NOTHING
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            lines = chunk + file.readline(_CHUNK)
            fingerprint.update(lines)
            size += len(lines)
            newlines += lines.count(b"\n")
            if b"\r" in lines:
                returns += lines.count(b"\r")
                pairs += lines.count(b"\r\n")
            is_ascii = is_ascii and lines.isascii()
            is_plain = is_plain and b"\0" not in lines
            is_plain = is_plain and not (b'"' in lines and stray.search(lines))
            last = lines[-1:]
            progress(size)
    return Survey(
        digest=fingerprint.hexdigest(),
        size=size,
        lines=newlines + (last not in {b"\n", _NOTHING}),
        ascii=is_ascii,
        plain=is_plain and (returns == 0 or returns == pairs == newlines),
    )


def _fingerprint(path: Path, progress: Callable[[int], None]) -> Survey:
    """Return the fingerprint and size of a file that is no text."""
    fingerprint, size = sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            fingerprint.update(chunk)
            size += len(chunk)
            progress(size)
    return Survey(digest=fingerprint.hexdigest(), size=size, lines=0, ascii=False, plain=False)


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
