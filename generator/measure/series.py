"""Series: the figures of one key, period by period, each rolled up once.

A year to date is the one of the month before with one more month, and a history is the one of
the period before with one more figure: editions that follow each other share their work.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING

from typing_extensions import override

from generator.measure.composite import Component, Index
from generator.measure.figure import Figure, FigureKey, Maturity, RecordKey
from generator.measure.origin import Origin, least_mature, maturity_of
from generator.measure.rollup import Parts, across_services, over_time, total

if TYPE_CHECKING:
    from generator.measure.coverage import ShareCovered
    from generator.periods import Period
    from generator.periods.workingtime import WorkingCalendar

Cell = tuple[Parts, RecordKey, Origin]
"""What one record says, where it stands, and where its data come from."""


# As records sort, without a call of Python for each pair of them.
_PLACE = attrgetter("file", "index")
_WHOLE = Fraction(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Hold what the records of some months in a row say together."""

    parts: Parts | None
    records: tuple[RecordKey, ...]
    covered: int
    """Months with all their records."""
    partial: tuple[Fraction, ...]
    """Shares told of the months of which not all is told; none of it counts as 0."""
    by_hand: bool
    maturity: Maturity

    @classmethod
    def of(cls, months: tuple[Stretch, ...]) -> Stretch:
        """Add up stretches in a row, the earliest first."""
        parts = [each.parts for each in months if each.parts]
        return cls(
            parts=over_time(parts) if parts else None,
            records=tuple(chain.from_iterable(each.records for each in months)),
            covered=sum(each.covered for each in months),
            partial=tuple(chain.from_iterable(each.partial for each in months)),
            by_hand=any(each.by_hand for each in months),
            maturity=least_mature(each.maturity for each in months),
        )

    def then(self, next_one: Stretch) -> Stretch:
        """Add the stretch that follows, as `of` both would: most years to date are made so."""
        mine, theirs = self.parts, next_one.parts
        same = self.maturity is next_one.maturity
        return Stretch(
            parts=over_time((mine, theirs)) if mine and theirs else mine or theirs,
            records=self.records + next_one.records,
            covered=self.covered + next_one.covered,
            partial=self.partial + next_one.partial,
            by_hand=self.by_hand or next_one.by_hand,
            maturity=self.maturity if same else least_mature((self.maturity, next_one.maturity)),
        )


_NO_CELLS: Mapping[str, Cell] = {}
# A month of which nothing is told: most of those that a short history looks back on.
_SILENT = Stretch(
    parts=None,
    records=(),
    covered=0,
    partial=(Fraction(0),),
    by_hand=False,
    maturity=Maturity.MATURE,
)


@dataclass(frozen=True, kw_only=True)
class Series(ABC):
    """Tell the figure of a key over any period."""

    key: FigureKey
    _figures: dict[Period, Figure] = field(default_factory=dict, compare=False, repr=False)
    _histories: dict[tuple[Period, int], tuple[Figure, ...]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def figure(self, period: Period) -> Figure:
        """Return the figure of a period; raises RollUpError for parts without a roll-up."""
        found = self._figures.get(period)
        if found is None:
            found = self._figures[period] = self._rolled_up(period)
        return found

    def history(self, periods: tuple[Period, ...]) -> tuple[Figure, ...]:
        """Return the figures of periods in a row, at least one, the earliest first."""
        last, length = periods[-1], len(periods)
        found = self._histories.get((last, length))
        if found is None:
            before = self._histories.get((periods[-2], length)) if length > 1 else None
            older = before[1:] if before else tuple(map(self.figure, periods[:-1]))
            found = self._histories[last, length] = (*older, self.figure(last))
        return found

    @abstractmethod
    def _rolled_up(self, period: Period) -> Figure:
        """Compute the figure of a period."""


@dataclass(frozen=True, kw_only=True)
class Recorded(Series):
    """Hold a metric that has records of its own."""

    services: tuple[str, ...]
    """Those that the figures speak of."""
    cells: Mapping[int, Mapping[str, Cell]]
    """Month, as a number -> service -> its record."""
    share_covered: ShareCovered
    matures_after: str | None
    calendar: WorkingCalendar
    _stretches: dict[range, Stretch] = field(default_factory=dict, compare=False, repr=False)

    @override
    def _rolled_up(self, period: Period) -> Figure:
        """Roll up the months of a period; one that cuts a month has none."""
        months = period.month_numbers()
        found = self._stretch(months)
        parts = found.parts
        return Figure(
            key=self.key,
            period=period,
            parts=parts.beyond_a_month() if parts and len(months) > 1 else parts,
            records=found.records,
            months=len(months),
            covered=found.covered,
            coverage=_coverage(found.partial, len(months)),
            by_hand=found.by_hand,
            maturity=found.maturity,
        )

    def _stretch(self, months: range) -> Stretch:
        """Return what some months say, added to what all but the last of them said."""
        found = self._stretches.get(months)
        if found is None:
            found = self._stretches[months] = self._added_up(months)
        return found

    def _added_up(self, months: range) -> Stretch:
        """Add the last month to a stretch that is known, or all months up."""
        if len(months) == 1:
            return self._month(months.start)
        before = self._stretches.get(months[:-1]) if months else None
        if before:
            return before.then(self._stretch(months[-1:]))
        return Stretch.of(tuple(self._stretch(months[at : at + 1]) for at in range(len(months))))

    def _month(self, month: int) -> Stretch:
        """Return what one month says: services first, as two stocks may be of two months."""
        here = self.cells.get(month, _NO_CELLS)
        found = [here[name] for name in self.services if name in here]
        share = self.share_covered(month)
        if not found and not share:
            return _SILENT
        if len(found) == 1:
            return self._alone(*found[0], share)
        origins = list({id(origin): origin for _, _, origin in found}.values())
        told = min((origin.share for origin in origins), default=_WHOLE)
        return Stretch(
            parts=across_services([parts for parts, _, _ in found]) if found else None,
            records=tuple(sorted((place for _, place, _ in found), key=_PLACE)),
            covered=int(share == 1),
            partial=_partial(share if told == 1 else share * told),
            by_hand=any(origin.by_hand for origin in origins),
            maturity=maturity_of(origins, self.matures_after, self.calendar),
        )

    def _alone(self, parts: Parts, place: RecordKey, origin: Origin, share: Fraction) -> Stretch:
        """Return what one record says of a month: most figures are of one service."""
        return Stretch(
            parts=parts,
            records=(place,),
            covered=int(share == 1),
            partial=_partial(share if origin.share == 1 else share * origin.share),
            by_hand=origin.by_hand,
            maturity=maturity_of((origin,), self.matures_after, self.calendar),
        )


@dataclass(frozen=True, kw_only=True)
class Guarded(Series):
    """Hold a metric of which small groups are suppressed (trap 35)."""

    own: Series
    beside: tuple[Series, ...]
    """The series among which the others give one away, this one included."""
    limit: int

    @override
    def _rolled_up(self, period: Period) -> Figure:
        """Return the figure without its value where that tells of very few.

        With a month every period around it is suppressed, as the other months tell the rest.
        """
        figure = self.own.figure(period)
        months = period.months() or (period,)
        sizes = (series.figure(month).n for series in self.beside for month in months)
        if any(n is not None and 0 < n < self.limit for n in sizes):
            return replace(figure, parts=None, suppressed=True)
        return figure


@dataclass(frozen=True, kw_only=True)
class Composed(Series):
    """Hold an index, which has no records but those of its components."""

    components: tuple[tuple[Fraction, Series], ...]
    """Weight and series of each."""

    @override
    def _rolled_up(self, period: Period) -> Figure:
        """Compute the index from its components, each rolled up in its own way."""
        figures = [(weight, series.figure(period)) for weight, series in self.components]
        found = tuple(
            Component(metric=figure.key.metric, weight=weight, parts=figure.parts)
            for weight, figure in figures
        )
        return Figure(
            key=self.key,
            period=period,
            parts=Index(components=found) if any(each.parts for each in found) else None,
            records=tuple(sorted({place for _, figure in figures for place in figure.records})),
            months=figures[0][1].months,
            covered=min(figure.covered for _, figure in figures),
            coverage=min(figure.coverage for _, figure in figures),
            by_hand=any(figure.by_hand for _, figure in figures),
            maturity=least_mature(figure.maturity for _, figure in figures),
        )


def _partial(share: Fraction) -> tuple[Fraction, ...]:
    """Return what a month adds to the partial ones."""
    return () if share == 1 else (share,)


def _coverage(partial: tuple[Fraction, ...], months: int) -> Fraction:
    """Return the mean share of some months; of none, there is nothing to cover."""
    if not partial:
        return _WHOLE
    if months == 1:
        return partial[0]
    return (months - len(partial) + total(partial)) / months
