"""The fast way into a file of canonical record lines."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic

import msgspec

from generator.pause import paused_gc
from generator.strictyaml.document import Document
from generator.strictyaml.limits import RECORD_LIMITS, Limits
from generator.strictyaml.lines import RECORDS_KEY, CanonicalReader, R, Split, head_of
from generator.strictyaml.loader import parse
from generator.strictyaml.text import blocks, is_clean

if TYPE_CHECKING:
    from generator.strictyaml.cache import Cache

# To be raised when the same bytes are to be read as other records.
_READER_VERSION: Final = 1

# What stands for the lines when the head is parsed, so that only a head to which a block
# list of records can be added is taken for one.
_NO_RECORDS: Final = RECORDS_KEY.removesuffix(b"\n") + b" []\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLines(Generic[R]):
    """A record file: the document of its head, its records and where they are.

    Record `i` stands on line `first_line + i`. In the head's document `records` is empty.
    """

    head: Document
    records: tuple[R, ...]
    first_line: int


def load_lines(
    source: bytes,
    file: str,
    reader: CanonicalReader[R],
    cache: Cache | None = None,
    limits: Limits = RECORD_LIMITS,
) -> RecordLines[R] | None:
    """Read a file of canonical lines; None means: not one, or something is wrong with it.

    It never complains: `parse` gives the same values and all findings, only slower.
    """
    with paused_gc():
        if cache is None:
            return _read(source, file, reader, limits)
        key = _key(source, reader, limits)
        kept = _unpacked(cache.load(key), reader)
        if kept is not None:
            return _joined(head_of(source), kept, file)
        fresh = _read(source, file, reader, limits)
        if fresh:
            cache.store(key, msgspec.msgpack.encode(fresh.records))
        return fresh


def _read(
    source: bytes, file: str, reader: CanonicalReader[R], limits: Limits
) -> RecordLines[R] | None:
    """Read a file without a cache."""
    split = reader.split(source) if _is_small(source, limits) and _is_clean(source) else None
    if split is None or _most_values(split) > limits.values:
        return None
    records = reader.decode(split.lines)
    return None if records is None else _joined(split.head, records, file)


def _joined(head: bytes, records: tuple[R, ...], file: str) -> RecordLines[R] | None:
    """Join records with the document of the head before them."""
    document = parse(head + _NO_RECORDS, file, RECORD_LIMITS)
    if not isinstance(document, Document):
        return None
    return RecordLines(head=document, records=records, first_line=head.count(b"\n") + 2)


def _is_small(source: bytes, limits: Limits) -> bool:
    """Tell whether a file keeps the bounds of both ways."""
    return len(source) <= limits.size and limits.scalar >= RECORD_LIMITS.scalar


def _is_clean(source: bytes) -> bool:
    """Tell whether a file is text of fine characters only."""
    try:
        return all(is_clean(block.decode()) for block in blocks(source))
    except UnicodeDecodeError:
        return False


def _most_values(split: Split) -> int:
    """Return a number that the values of a file surely do not exceed.

    A text that starts with a colon counts as a key here; the ordinary way counts exactly.
    """
    return len(split.head) + split.lines.count(b'": ') + split.lines.count(b"\n")


def _key(source: bytes, reader: CanonicalReader[R], limits: Limits) -> str:
    """Return the fingerprint of all that decides what a file's records are."""
    facts = f"{_READER_VERSION}\n{reader.fingerprint}\n{limits}\n"
    digest = hashlib.sha256(facts.encode())
    digest.update(source)
    return digest.hexdigest()


def _unpacked(payload: memoryview | None, reader: CanonicalReader[R]) -> tuple[R, ...] | None:
    """Return records from the cache; None where they are none of this class."""
    if payload is None:
        return None
    try:
        return reader.unpack(payload)
    except msgspec.DecodeError:
        return None
