"""A figure that a text quotes: its name, and which side of it is wanted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Shown(StrEnum):
    """What of a figure a text shows."""

    VALUE = "value"
    """The value of the period."""
    PREVIOUS = "previous"
    """The value of the period before."""
    YEAR_TO_DATE = "year-to-date"
    """The value since the start of the year."""
    TARGET = "target"
    """What was promised."""


_LONGEST: Final = 200
_QUOTE: Final = re.compile(
    r"(?P<metric>[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*)"
    r"(?:\s*@\s*(?P<service>[a-z0-9-]+))?"
    r"(?:\s*/\s*(?P<dimension>[a-z0-9-]+)\s*=\s*(?P<member>\S.*?))?"
    rf"(?:\s+(?P<shown>{'|'.join(Shown)}))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A metric of a service or of all together, perhaps one member of a break-down."""

    metric: str
    service: str = "all"
    dimension: str = ""
    member: str = ""
    shown: Shown = Shown.VALUE

    @classmethod
    def parse(cls, text: str) -> Quote | None:
        """Read `incident.closed @ payments / priority=2 previous`; None when it is no quote."""
        match = _QUOTE.fullmatch(text.strip()) if len(text) <= _LONGEST else None
        if match is None:
            return None
        return cls(
            metric=match["metric"],
            service=match["service"] or "all",
            dimension=match["dimension"] or "",
            member=match["member"] or "",
            shown=Shown(match["shown"] or Shown.VALUE),
        )

    @property
    def text(self) -> str:
        """Return the quote as it is written, without its brackets."""
        part = f" / {self.dimension}={self.member}" if self.dimension else ""
        side = "" if self.shown is Shown.VALUE else f" {self.shown}"
        return f"{self.metric} @ {self.service}{part}{side}"
