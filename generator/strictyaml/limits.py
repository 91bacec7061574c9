"""How much one file may ask of the machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MEBIBYTE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds that are checked before or while a tree is built, never afterwards.

    `size` is in bytes, `scalar` in characters; `values` counts list items and mapping
    entries; `findings` is how many problems are told before the rest is left out.
    """

    size: int = 2 * MEBIBYTE
    depth: int = 20
    values: int = 300_000
    scalar: int = 20_000
    findings: int = 1_000


FILE_LIMITS: Final = Limits()

# Generated files of a busy month: about 200,000 records at their usual width. A text of a
# record may be a histogram or a set of ids.
RECORD_LIMITS: Final = Limits(size=32 * MEBIBYTE, values=1_500_000, scalar=1_000_000)
