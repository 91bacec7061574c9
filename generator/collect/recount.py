"""A record counted again from the rows of its export, row by row, without the engine's sums."""

# ruff: noqa: S608 - expressions were checked by plan, names are quoted

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import duckdb

from generator.collect.cases import ASIDE, PERIOD, SERVICE, load_rows, make_cases, make_whole
from generator.collect.columns import typed_table
from generator.collect.engine import connect, quoted
from generator.collect.export import read_table
from generator.collect.expression import Yields
from generator.collect.inputs import ExportFile, Ground, Refused
from generator.collect.parts import EXTREMES
from generator.collect.plan import SINGLES, Plan, Step, plan
from generator.collect.soundness import STOCKS
from generator.collect.table import LINE
from generator.collect.tally import exact
from generator.collect.workingseconds import add_working_seconds
from generator.kinds import MetricKind
from generator.workspace.model.packed import write_histogram, write_ids
from generator.workspace.model.records import NOT_STATED, Record

if TYPE_CHECKING:
    from generator.workspace.model.sources import Mapping as SourceMapping
    from generator.workspace.workspace import Entry

Value = bool | Decimal | str | None
"""What an expression gives for a case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedRow:
    """A case behind a record: its line in the export, its id, and what each part says of it."""

    line: int
    case: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recount:
    """The rows behind a record, and the parts that they come to."""

    rows: tuple[CountedRow, ...]
    parts: Mapping[str, Decimal | str]

    def differing(self, record: Record) -> tuple[str, ...]:
        """Return the parts in which the record says something else."""
        return tuple(name for name, part in self.parts.items() if getattr(record, name) != part)


def recount(
    entry: Entry, export: ExportFile, ground: Ground, records: Iterable[tuple[str, Record]]
) -> tuple[Recount | None, ...] | Refused:
    """Count records again, each beside the label of its month; or say why that cannot be done.

    `entry` is the mapping of cases that made them, `export` the file of the same fingerprint.
    None stands for a metric that the mapping no longer asks for.
    """
    with closing(connect()) as engine:
        steps = plan(entry, ground, engine)
        if isinstance(steps, Refused):
            return steps
        refused = _make_cases(engine, entry, export, ground, steps)
        if refused:
            return refused
        by_metric = {step.rule.metric: step for step in steps.steps}
        asked = tuple((by_metric.get(record.metric), label, record) for label, record in records)
        return tuple(
            _recounted(engine, entry.value, step, label, record) if step else None
            for step, label, record in asked
        )


def _make_cases(
    engine: duckdb.DuckDBPyConnection, entry: Entry, export: ExportFile, ground: Ground, steps: Plan
) -> Refused | None:
    """Create the table of cases, as collecting does."""
    table = read_table(engine, entry, export, ground.salt)
    if isinstance(table, Refused):
        return table
    typed = typed_table(table, entry.value, ground.zone, export)
    if isinstance(typed, Refused):
        return typed
    load_rows(engine, typed, entry.value)
    make_whole(engine, entry.value)
    unread = add_working_seconds(engine, entry, steps.clocks)
    if isinstance(unread, Refused):
        return unread
    make_cases(engine, entry.value)
    return None


def _recounted(
    engine: duckdb.DuckDBPyConnection,
    mapping: SourceMapping,
    step: Step,
    label: str,
    record: Record,
) -> Recount:
    """Return the rows of one record, and what they come to."""
    every = tuple(_rows(engine, mapping, step, label, record))
    counted = tuple(row for row in every if any(_says(each) for each in row.values.values()))
    return Recount(rows=counted, parts=_parts(step, counted))


def _says(value: Value) -> bool:
    """Tell whether a case says anything to a part."""
    return value is not None and value is not False


def _rows(
    engine: duckdb.DuckDBPyConnection,
    mapping: SourceMapping,
    step: Step,
    label: str,
    record: Record,
) -> Iterator[CountedRow]:
    """Yield the cases of the record's month, service and member in the order of their lines."""
    parts = ", ".join(f"(\n{part.sql}\n)" for part in step.parts.values())
    conditions = [f"{ASIDE} IS NULL", f"{PERIOD} = ?", f"{SERVICE} = ?"]
    values = [label, record.service]
    if record.dimension:
        member = step.rule.dimensions[record.dimension]
        conditions.append(f"coalesce(CAST((\n{member}\n) AS VARCHAR), '{NOT_STATED}') = ?")
        values.append(record.member or "")
    if step.kind in STOCKS:
        conditions.append(f"CAST(CAST({quoted(mapping.period + '_local')} AS DATE) AS VARCHAR) = ?")
        values.append(record.at or "")
    found = engine.execute(
        f"SELECT {LINE}, CAST({quoted(mapping.case.key)} AS VARCHAR), {parts} "
        f"FROM cases WHERE {' AND '.join(conditions)} ORDER BY {LINE}",
        values,
    ).fetchall()
    for line, case, *told in found:
        named = zip(step.parts, map(_value, told), strict=True)
        yield CountedRow(line=int(line), case=str(case), values=dict(named))


def _value(value: object) -> Value:
    """Return what the engine gave, numbers exactly."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return exact(value)
    return value if isinstance(value, bool | str) else None


def _parts(step: Step, rows: tuple[CountedRow, ...]) -> dict[str, Decimal | str]:
    """Return the parts that the rows come to; of an extreme of nothing there is none."""
    parts: dict[str, Decimal | str] = {}
    for name in step.parts:
        told = [row.values[name] for row in rows if _among(step, name, row)]
        part = _part(step, name, [value for value in told if value is not None])
        if part is not None:
            parts[name] = part
    return parts


def _among(step: Step, name: str, row: CountedRow) -> bool:
    """Tell whether a case reaches a part: of a ratio or mean, the whole must have it first."""
    if step.kind is MetricKind.AVERAGE_STOCK:
        return all(value is not None for value in row.values.values())
    whole = {"numerator": "denominator", "sum": "count"}.get(name)
    if whole is None or step.parts[whole].yields is not Yields.CONDITION:
        return True
    return row.values[whole] is True


def _part(step: Step, name: str, values: list[bool | Decimal | str]) -> Decimal | str | None:
    """Return what some values come to."""
    if name in {"ids", "scope"}:
        return write_ids(set(map(str, values)))
    if step.parts[name].yields is Yields.CONDITION:
        return Decimal(sum(value is True for value in values))
    numbers = [value for value in values if isinstance(value, Decimal)]
    if name == "histogram":
        return write_histogram(Counter(numbers))
    if step.kind in EXTREMES or (step.kind, name) in SINGLES:
        highest = step.kind is MetricKind.MAXIMUM
        return exact(max(numbers) if highest else min(numbers)) if numbers else None
    return exact(sum(numbers, Decimal(0)))
