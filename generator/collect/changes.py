"""What a run changes in months that were recorded before: candidates for a restatement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

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

    period: str
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
            f"{self.period} {self.metric} {self.service}{place}: "
            f"{self.old or 'no record'} -> {self.new or 'no record'}"
        )


def changes_of(
    source: str, existing: Mapping[str, RecordFile], fresh: Mapping[str, RecordFile]
) -> tuple[Change, ...]:
    """Return what differs in months of which the source had told before, in their order."""
    return tuple(
        change
        for name, file in sorted(fresh.items())
        if name in existing and any(each.id == source for each in existing[name].sources)
        for change in _of_month(source, existing[name], file)
    )


def _of_month(source: str, old: RecordFile, new: RecordFile) -> Iterator[Change]:
    """Yield the changes of one month."""
    before, after = _figures(source, old), _figures(source, new)
    for key in sorted(before.keys() | after.keys()):
        was, now = before.get(key, ""), after.get(key, "")
        if was != now:
            service, metric, dimension, member = key
            yield Change(
                period=new.period.label,
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
