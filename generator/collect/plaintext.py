"""The bytes of an export as text, in the encoding that the mapping names."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from generator.collect.inputs import ExportFile, Refused, first_few
from generator.findings import Finding

# A longer mark may begin with a shorter one.
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8"),
)
_PACKED: Final = (
    (b"\x1f\x8b", "a file packed by gzip"),
    (b"PK\x03\x04", "a zip archive or a workbook"),
    (b"\xd0\xcf\x11\xe0", "an old workbook"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3\0", "a database of SQLite"),
)
# Encodings in which all bytes are text: whatever is decoded wrongly is not told by itself.
_LATIN: Final = frozenset({"iso8859-1", "iso8859-15", "cp1252"})
_WITH_CONTROLS: Final = _LATIN - {"cp1252"}
_CONTROL: Final = re.compile(rb"[\x80-\x9f]")
_BEYOND_ASCII: Final = re.compile(rb"[\x80-\xff]")
_BREAK: Final = re.compile(rb"\r\n|\r|\n")


def decoded(export: ExportFile, encoding: str) -> str | Refused:
    """Return the text without a byte order mark, or what is not text in the encoding."""
    doubt = _packed(export) or _doubt(export, codecs.lookup(encoding).name)
    if doubt:
        return Refused(findings=(doubt,))
    try:
        text = export.content.decode(encoding).removeprefix("\ufeff")
    except UnicodeError as wrong:
        return Refused(findings=first_few(_undecodable(export, encoding, wrong), "such lines"))
    if "\0" in text:
        before = text[: text.index("\0")].encode("ascii", "replace")
        action = "name the export's encoding in form.encoding, or export the file again"
        line = _line_at(before, len(before))
        return Refused(findings=(_finding(export, line, encoding, "a NUL character", action),))
    return text


def _packed(export: ExportFile) -> Finding | None:
    """C001: a file that is no text at all, told by how it begins."""
    found = next((what for mark, what in _PACKED if export.content.startswith(mark)), None)
    action = "unpack it, or name its kind in form.kind"
    return _finding(export, 1, "an encoding", found, action) if found else None


def _doubt(export: ExportFile, encoding: str) -> Finding | None:
    """Return what tells that the bytes are text in another encoding, although they decode."""
    content = export.content
    marked = next((name for mark, name in _MARKS if content.startswith(mark)), None)
    if marked and not encoding.startswith(marked):
        found, other, place = f"the byte order mark of {marked}", marked, 0
    elif (start := _utf8_at(content, encoding)) is not None:
        found, other, place = "text in utf-8", "utf-8", start
    elif encoding in _WITH_CONTROLS and (control := _CONTROL.search(content)):
        found, other, place = (
            f"the control character 0x{control[0].hex()}",
            "cp1252",
            control.start(),
        )
    else:
        return None
    action = f"write form.encoding: {other}"
    return _finding(export, _line_at(content, place), encoding, found, action)


def _utf8_at(content: bytes, encoding: str) -> int | None:
    """Return where text in utf-8 begins, in a file of another encoding.

    One line tells where every byte is a letter of its own; where letters are pairs of bytes,
    a short line may be both, and the whole file tells.
    """
    if encoding.startswith("utf") or not _BEYOND_ASCII.search(content):
        return None
    ends = [0, len(content)]
    if encoding in _LATIN:
        ends[1:1] = [found.end() for found in _BREAK.finditer(content)]
    for start, end in pairwise(ends):
        beyond = _BEYOND_ASCII.search(content, start, end)
        if beyond and _is_utf8(content[start:end]):
            return beyond.start()
    return None


def _is_utf8(content: bytes) -> bool:
    """Tell whether the bytes are utf-8; what people write in another encoding never is."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _undecodable(export: ExportFile, encoding: str, wrong: UnicodeError) -> Iterator[Finding]:
    """Find the lines that are not in the encoding: all, or the first where lines need others."""
    # Some codecs do not say where they stopped.
    start = wrong.start if isinstance(wrong, UnicodeDecodeError) else 0
    has_lines = "\n".encode(encoding) == b"\n"
    bad = tuple(_bad_lines(export.content, encoding)) if has_lines else ()
    for line, place in bad or ((_line_at(export.content, start), start),):
        found = f"the byte 0x{export.content[place]:02x}"
        action = "name the export's encoding in form.encoding"
        yield _finding(export, line, encoding, found, action)


def _bad_lines(content: bytes, encoding: str) -> Iterator[tuple[int, int]]:
    """Yield each line that is not in the encoding, and where it stops to be it."""
    ends = [0, *(found.end() for found in _BREAK.finditer(content)), len(content)]
    for line, (start, end) in enumerate(pairwise(ends), start=1):
        try:
            content[start:end].decode(encoding)
        except UnicodeDecodeError as wrong:
            yield line, start + wrong.start
        except UnicodeError:
            yield line, start


def _line_at(content: bytes, place: int) -> int:
    """Return the line of a byte, however lines end."""
    return len(_BREAK.findall(content, 0, place)) + 1


def _finding(export: ExportFile, line: int, encoding: str, found: str, action: str) -> Finding:
    """C001: bytes that are no text in the encoding."""
    return export.finding(line, "C001", expected=f"text in {encoding}", found=found, action=action)
