"""What a run changes in months that were recorded before: candidates for a restatement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from generator.plurals import plural
from generator.workspace.model.records import Record, RecordFile

_PARTS: Final = (
    *("numerator", "denominator", "weight", "sum", "count", "seconds"),
    *("value", "histogram", "ids", "scope", "at", "case"),
)
_LONGEST: Final = 60
_Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A figure of a recorded month that is another one now; "" where there was or is none."""

    metric: str
    service: str
    member: str
    old: str
    new: str

    @property
    def sentence(self) -> str:
        """Return the change as a line for people."""
        place = f" {self.member}" if self.member else ""
        return (
            f"{self.metric} {self.service}{place}: "
            f"{self.old or 'no record'} -> {self.new or 'no record'}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthChange:
    """A recorded month whose figures change: a candidate for a restatement."""

    period: str
    before: int
    """Cases that the source had told of the month."""
    now: int
    changes: tuple[Change, ...]

    @property
    def sentence(self) -> str:
        """Return why the month is a candidate, as a line for people."""
        more = self.now - self.before
        late = plural(more, "late case") if more > 0 else "no late cases"
        figures = len(self.changes)
        change = f"{plural(figures, 'figure')} {'changes' if figures == 1 else 'change'}"
        return (
            f"{self.period}: candidate for restatement, {change}; "
            f"{plural(self.now, 'case')}, {self.before} recorded before, {late}"
        )


def changes_of(
    source: str, existing: Mapping[str, RecordFile], fresh: Mapping[str, RecordFile]
) -> tuple[MonthChange, ...]:
    """Return what differs in months of which the source had told before, in their order."""
    known = ((name, file) for name, file in sorted(fresh.items()) if name in existing)
    return tuple(
        MonthChange(period=file.period.label, before=before.used, now=now.used, changes=found)
        for name, file in known
        for before in existing[name].sources
        for now in file.sources
        if before.id == now.id == source
        and (found := tuple(_of_month(source, existing[name], file)))
    )


def _of_month(source: str, old: RecordFile, new: RecordFile) -> Iterator[Change]:
    """Yield the figures of one month that differ."""
    before, after = _figures(source, old), _figures(source, new)
    for key in sorted(before.keys() | after.keys()):
        was, now = before.get(key, ""), after.get(key, "")
        if was != now:
            service, metric, dimension, member = key
            yield Change(
                metric=metric,
                service=service,
                member=f"{dimension}={member}" if dimension else "",
                old=_short(was),
                new=_short(now),
            )


def _figures(source: str, file: RecordFile) -> Mapping[_Key, str]:
    """Return the parts of every record of a source."""
    only = file.sources[0].id if len(file.sources) == 1 else None
    return {
        (each.service, each.metric, each.dimension or "", each.member or ""): _parts(each)
        for each in file.records
        if (each.source or only) == source
    }


def _parts(record: Record) -> str:
    """Return the parts of a record as text."""
    told = ((part, getattr(record, part)) for part in _PARTS)
    return ", ".join(f"{part} {value}" for part, value in told if value is not None)


def _short(text: str) -> str:
    """Return a text short enough for a line; both ends tell most."""
    half = _LONGEST // 2
    return text if len(text) <= _LONGEST else f"{text[:half]}…{text[-half:]}"
