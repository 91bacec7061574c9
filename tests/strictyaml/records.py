"""A record like those of report_data/, and texts and numbers to fill it with."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from hypothesis import strategies as st
from pydantic import ConfigDict, StringConstraints

Word = Annotated[str, StringConstraints(pattern=r"^[a-z0-9.-]{1,40}$")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A record with every kind of field."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    metric: Annotated[Word, "a doc"]
    service: str
    numerator: Decimal
    value: Decimal | None = None
    at: Annotated[Word | None, "a doc"] = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleFile:
    """A file of such records."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    party: str
    records: tuple[Sample, ...]


NUMBERS = st.integers(-(10**18) + 1, 10**18 - 1).map(Decimal) | st.decimals(
    min_value=-1000, max_value=1000, places=3, allow_nan=False
)
# What people write, and what YAML, JSON or Unicode could trip over.
TEXTS = st.text(alphabet="ab 0:-,#&*{}[]'\"\\\t\n/事é😀\u200d\u0301", max_size=8)
WORDS = st.from_regex(r"[a-z0-9.-]{1,40}", fullmatch=True)

SAMPLES = st.builds(
    Sample,
    metric=WORDS,
    service=TEXTS,
    numerator=NUMBERS,
    value=st.none() | NUMBERS,
    at=st.none() | WORDS,
    note=st.none() | TEXTS,
)
