"""A sample of figures that anybody draws again from its seed, each counted again (R-101, R-102).

A figure's place in the sample is the sha256 of `seed`, a line break, and its name: the
smallest are drawn. So sha256sum and sort give the same sample.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.kinds import MetricKind
from generator.measure.figure import FigureKey
from generator.measure.ledger import Ledger
from generator.measure.measure import measures_of
from generator.measure.parts import parts_of
from generator.measure.rollup import Parts, across_services, over_time
from generator.periods import Period
from generator.workspace.model.audits import AuditedFigure, AuditResult

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.render.written import WrittenEdition, WrittenFigure
    from generator.workspace.workspace import Workspace

NO_SAMPLE = "–"
"""How a figure without a value is written in a sheet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A figure of an edition."""

    edition: WrittenEdition
    figure: WrittenFigure

    @property
    def name(self) -> str:
        """Return edition and figure on one line."""
        return f"{self.edition.name} {self.figure.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """All figures that a sample is drawn from, by name."""

    figures: Mapping[str, Drawn]

    @property
    def sha256(self) -> str:
        """Return the fingerprint of the sorted names, one a line."""
        return listing_sha256(self.figures)

    def draw(self, seed: str, size: int) -> tuple[Drawn, ...]:
        """Return the figures whose names have the smallest hashes with a seed."""
        names = sorted(self.figures, key=lambda name: rank(seed, name))
        return tuple(self.figures[name] for name in names[:size])


def population(editions: Iterable[WrittenEdition]) -> Population:
    """Return the figures of the editions' own periods, without those that nobody sees."""
    found = (
        Drawn(edition=edition, figure=figure)
        for edition in editions
        for figure in edition.figures.values()
        if figure.period == edition.period and not figure.suppressed
    )
    return Population(figures={drawn.name: drawn for drawn in found})


def listing_sha256(names: Iterable[str]) -> str:
    """Return the fingerprint of sorted names, one a line."""
    return hashlib.sha256("".join(f"{name}\n" for name in sorted(names)).encode()).hexdigest()


def rank(seed: str, name: str) -> str:
    """Return what a name is sorted by: the smallest are drawn."""
    return hashlib.sha256(f"{seed}\n{name}".encode()).hexdigest()


def recount(
    workspace: Workspace, ledger: Ledger, drawn: Iterable[Drawn]
) -> tuple[AuditedFigure, ...]:
    """Count figures again from the records that their pages name."""
    return tuple(_recounted(workspace, ledger, each) for each in drawn)


def _recounted(workspace: Workspace, ledger: Ledger, drawn: Drawn) -> AuditedFigure:
    """Count one figure again."""
    figure = drawn.figure
    printed = figure.value or NO_SAMPLE
    value = _value(workspace, ledger, drawn)
    again = value if isinstance(value, str) else _text(value)
    result = AuditResult.EQUAL if again == printed else AuditResult.DIFFERENT
    return AuditedFigure(
        edition=drawn.edition.name,
        figure=figure.id,
        printed=printed,
        recounted=again,
        records=sum(map(len, figure.record_indices.values())),
        result=AuditResult.UNVERIFIED if isinstance(value, str) else result,
    )


def _text(value: Fraction | None) -> str:
    return NO_SAMPLE if value is None else str(value)


def _value(workspace: Workspace, ledger: Ledger, drawn: Drawn) -> Fraction | str | None:
    """Return the value of the records; a sentence where that cannot be said."""
    key = FigureKey.parse(drawn.figure.id)
    metric = workspace.metrics.get(key.metric)
    report = workspace.reports.get(drawn.edition.report)
    if metric is None or report is None:
        return "no definition"
    if metric.kind is MetricKind.INDEX:
        measures = measures_of(workspace, ledger, report, Period.parse(drawn.edition.period))
        return measures.figure(key).value
    try:
        months = list(_months(workspace, drawn.figure.record_indices))
    except LookupError:
        return "no such record"
    return over_time([across_services(parts) for parts in months]).value if months else None


def _months(workspace: Workspace, places: Mapping[str, tuple[int, ...]]) -> Iterator[list[Parts]]:
    """Give the parts of the records of each month, the earliest month first."""
    found: defaultdict[Period, list[Parts]] = defaultdict(list)
    for name, indices in places.items():
        file = workspace.records_of[name]
        records = [file.records[index] for index in indices]
        found[file.period] += [parts_of(workspace.metrics[r.metric], r) for r in records]
    yield from (found[period] for period in sorted(found))
