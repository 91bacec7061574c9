"""Events that an export tells before they could have happened."""

# ruff: noqa: S608 - conditions are made here, names are quoted

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

from generator.collect.cases import ASIDE
from generator.collect.engine import Engine, quoted
from generator.collect.inputs import ExportFile
from generator.collect.look import Look
from generator.collect.quality import EXAMPLES
from generator.collect.table import LINE
from generator.findings import Finding
from generator.workspace.canonical import CANONICAL
from generator.workspace.model.sources import Mapping as SourceMapping


def after_export(mapping: SourceMapping, name: str) -> str:
    """Return the condition of an instant after the day on which the export was taken."""
    tomorrow = mapping.extracted + timedelta(days=1)
    return f"{quoted(name + '_local')} >= TIMESTAMP '{tomorrow.isoformat()} 00:00:00'"


def events(mapping: SourceMapping) -> tuple[str, ...]:
    """Return the instants that have happened: of that of the month and those in an order.

    What was planned or promised, by the mapping or its canonical table, is none of them.
    """
    table = CANONICAL[mapping.table] if mapping.table else {}
    plans = {name for name, column in table.items() if column.planned}
    plans.update(name for name, column in mapping.columns.items() if column.planned)
    return tuple(
        name for name in dict.fromkeys((mapping.period, *mapping.in_order)) if name not in plans
    )


def not_yet(mapping: SourceMapping) -> Mapping[str, str]:
    """Return, by event, the condition of a case that has it after the export.

    What the mapping itself sets aside may say what it likes.
    """
    own = len(mapping.set_aside)
    kept = f"coalesce({ASIDE}, {own}) >= {own}"
    return {name: f"{kept} AND {after_export(mapping, name)}" for name in events(mapping)}


def future_events(
    engine: Engine, export: ExportFile, mapping: SourceMapping, look: Look
) -> Iterator[Finding]:
    """C027: events after the export was taken, by which open cases would count as closed."""
    for name, condition in not_yet(mapping).items():
        if look.counts[condition]:
            lines = _lines(engine, condition)
            yield export.finding(
                lines[0],
                "C027",
                column=name,
                expected=f"instants of {name!r} up to {mapping.extracted}, "
                "the day on which the export was taken",
                found=f"later ones: {look.counts[condition]} (rows {', '.join(map(str, lines))})",
                action="see whether day and month are swapped in the style, or mend extracted; "
                "name cases that are wrong in the system in set_aside; write planned: true at a "
                "column of plans",
            )


def _lines(engine: Engine, condition: str) -> tuple[int, ...]:
    """Return the first lines of cases that meet a condition."""
    query = f"SELECT {LINE} FROM cases WHERE {condition} ORDER BY {LINE} LIMIT {EXAMPLES}"
    return tuple(int(line) for (line,) in engine.execute(query).fetchall())
