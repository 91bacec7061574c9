"""One look at all cases: their months and fates, and how many show what is looked for."""

# ruff: noqa: S608 - conditions were checked by plan or made here, names are quoted

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.collect.cases import ASIDE, LABEL, MONTH, PERIOD, SERVICE
from generator.collect.engine import Engine, count_where, quoted
from generator.workspace.model.sources import Mapping as SourceMapping


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseGroup:
    """Cases of one month, service and fate: how many, and the last day that has one."""

    period: str | None
    service: str
    aside: int | None
    """Place of the exclusion that took them out; None for cases that count."""
    cases: int
    last: date | None
    seen: tuple[int, ...]
    """How many meet each condition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What was seen."""

    groups: tuple[CaseGroup, ...]
    conditions: tuple[str, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """Return how many cases meet each condition."""
        return {
            condition: sum(group.seen[place] for group in self.groups)
            for place, condition in enumerate(self.conditions)
        }

    def by_month(self, condition: str) -> dict[str, int]:
        """Return how many cases that count meet a condition, by month."""
        place = self.conditions.index(condition)
        return _added((period, group.seen[place]) for period, group in self._counting())

    @property
    def cases(self) -> int:
        """Return the number of all cases."""
        return sum(group.cases for group in self.groups)

    @property
    def used(self) -> Mapping[str, int]:
        """Return the cases that count, by month, in the order of the months."""
        return _added((period, group.cases) for period, group in self._counting())

    @property
    def of_service(self) -> Mapping[tuple[str, str], int]:
        """Return the cases that count, by month and service."""
        return {(period, group.service): group.cases for period, group in self._counting()}

    @property
    def days(self) -> Mapping[str, date]:
        """Return the last day of each month that has a case that counts."""
        days: dict[str, date] = {}
        for period, group in self._counting():
            if group.last:
                days[period] = max(group.last, days.get(period, group.last))
        return days

    def _counting(self) -> Iterator[tuple[str, CaseGroup]]:
        """Yield the months with their cases that count."""
        for group in self.groups:
            if group.aside is None and group.period is not None:
                yield group.period, group


def _added(counts: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return the sum of the counts of each month."""
    sums: dict[str, int] = {}
    for period, count in counts:
        sums[period] = sums.get(period, 0) + count
    return sums


def look_at(engine: Engine, mapping: SourceMapping, conditions: Iterable[str]) -> Look:
    """Go once through the engine's table `cases`."""
    wanted = tuple(dict.fromkeys(conditions))
    counts = "".join(f", {count_where(condition)}" for condition in wanted)
    query = (
        f"SELECT {LABEL} AS {PERIOD}, {SERVICE}, {ASIDE}, count(*) AS _cases, "
        f"max({day_of(mapping)}) AS _day{counts} FROM cases "
        f"GROUP BY {MONTH}, {SERVICE}, {ASIDE} ORDER BY {PERIOD}, {ASIDE}, {SERVICE}"
    )
    rows = engine.execute(query).fetchall()
    return Look(
        groups=tuple(
            CaseGroup(
                period=row[0],
                service=row[1],
                aside=row[2],
                cases=int(row[3]),
                last=row[4],
                seen=tuple(map(int, row[5:])),
            )
            for row in rows
        ),
        conditions=wanted,
    )


def day_of(mapping: SourceMapping) -> str:
    """Return the day of a case by the party's clock, as SQL."""
    return f"CAST({quoted(mapping.period + '_local')} AS DATE)"
