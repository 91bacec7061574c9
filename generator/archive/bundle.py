"""Copies of a release for both sides: the same bytes on every machine and day."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from generator.archive.verifier import (
    GZIP_HEAD,
    LARGEST,
    MANIFEST_FILE,
    TAG_FILE,
    manifest_text,
    seconds,
    tar_of,
)
from generator.errors import ReportgenError

if TYPE_CHECKING:
    from generator.archive.repository import Release

_BEST = 9


def copy_files(
    release: Release,
    outputs: Mapping[str, bytes],
    copies: Mapping[str, bytes],
    *,
    own: Mapping[str, bytes],
) -> dict[str, bytes]:
    """Return name -> content of a copy; `own` is what only the provider gets."""
    return {
        TAG_FILE: release.raw,
        MANIFEST_FILE: manifest_text(release.tag.message).encode(),
        **outputs,
        **copies,
        **own,
    }


def providers_own(kept: Mapping[str, bytes], inputs: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return what the provider's copy has beside the customer's: evidence and inputs."""
    return {**{f"evidence/{name}": text for name, text in kept.items()}, **inputs}


def packed(files: Mapping[str, bytes], top: str, issued: str) -> bytes:
    """Return a .tar.gz with one folder: names in order, nobody's files, the time of issue.

    Raises ReportgenError for what no copy's verifier would unpack.
    """
    plain = tar_of(files, top, seconds(issued))
    if len(plain) > LARGEST:
        raise ReportgenError(f"a copy of {len(plain):,} bytes is larger than {LARGEST:,}")
    return _compressed(plain)


def _compressed(plain: bytes) -> bytes:
    """Return a gzip file without name and time, whose first bytes are always the same."""
    press = zlib.compressobj(_BEST, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = press.compress(plain) + press.flush()
    tail = zlib.crc32(plain).to_bytes(4, "little") + (len(plain) % 2**32).to_bytes(4, "little")
    return GZIP_HEAD + body + tail
