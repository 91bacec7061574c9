"""An edition as it was written: its figures read back from the JSON beside its page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec


class WrittenError(ValueError):
    """The bytes are not the figures of an edition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenFigure:
    """One figure: its exact value as text (`19/20`), None without one, and what is shown."""

    id: str
    period: str
    value: str | None
    shown: str
    suppressed: bool = False
    record_indices: Mapping[str, tuple[int, ...]]
    """File -> places of the records behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenSection:
    """One section with its figures."""

    id: str
    title: str
    figures: tuple[WrittenFigure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPromise:
    """One promise: the figure that was judged, against which target, and the verdict."""

    agreement: str
    clause: str
    figure: str
    target: str | None
    verdict: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenEdition:
    """What the figures of an edition say, as far as others compare it."""

    report: str
    period: str
    title: str
    language: str
    sections: tuple[WrittenSection, ...]
    promises: tuple[WrittenPromise, ...]

    @property
    def name(self) -> str:
        """Return report/period."""
        return f"{self.report}/{self.period}"

    @property
    def figures(self) -> Mapping[tuple[str, str], WrittenFigure]:
        """Return (id, period) -> figure; one that several sections show is there once."""
        found = (figure for section in self.sections for figure in section.figures)
        return {(figure.id, figure.period): figure for figure in found}


_DECODER = msgspec.json.Decoder(WrittenEdition)


def read_written(figures: bytes) -> WrittenEdition:
    """Read the figures of an edition; raise WrittenError when they are none."""
    try:
        return _DECODER.decode(figures)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise WrittenError(f"not the figures of an edition: {error}") from error
