"""Samples that were kept of Prometheus, and how much of each month they cover."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.collect.inputs import ExportFile, Refused, first_few
from generator.collect.live.prometheus import MONTH, OWN, VALUE
from generator.collect.live.snapshot import rows_of, table_of_rows
from generator.collect.quality import EXAMPLES, Remark
from generator.collect.table import Table
from generator.findings import Finding
from generator.workspace.model.forms import PrometheusForm
from generator.workspace.model.sources import ExportReading


def read_samples(
    export: ExportFile, mapping: ExportReading, form: PrometheusForm
) -> Table | Refused:
    """Return the columns of the mapping, unless a series has too few samples in some month."""
    kept = rows_of(export)
    if isinstance(kept, Refused):
        return kept
    columns, rows = kept
    if not set(OWN) <= set(columns):
        return Refused(findings=(_uncovered(export, "no samples", form),))
    bare = tuple(_gaps(export, columns, rows, form))
    if bare:
        return Refused(findings=first_few(bare, "such series and months"))
    table = table_of_rows(export, columns, rows, mapping, form)
    if isinstance(table, Refused):
        return table
    return replace(table, remarks=(*table.remarks, *_unknown(columns, rows)))


def _gaps(
    export: ExportFile,
    columns: Sequence[str],
    rows: Sequence[Sequence[object]],
    form: PrometheusForm,
) -> Iterator[Finding]:
    """C047: the months of a series of which too little is known."""
    month_at, value = columns.index(MONTH), columns.index(VALUE)
    labels = [at for at, name in enumerate(columns) if name not in OWN]
    steps: dict[tuple[str, str], int] = defaultdict(int)
    known: dict[tuple[str, str], int] = defaultdict(int)
    for row in rows:
        series = ", ".join(f"{columns[at]}={row[at]}" for at in labels if row[at] is not None)
        key = (str(row[month_at]), series)
        steps[key] += 1
        known[key] += row[value] is not None
    for (month, series), count in sorted(steps.items()):
        if 100 * known[month, series] < form.least * count:
            found = f"{known[month, series]:,} of {count:,} steps of {month} for {series}"
            yield _uncovered(export, found, form)


def _uncovered(export: ExportFile, found: str, form: PrometheusForm) -> Finding:
    """C047: too little of a month."""
    return export.finding(
        0,
        "C047",
        expected=f"a sample at {form.least} % of the steps of each month and series",
        found=found,
        action="see why it was not measured; lower form.least when that is known",
    )


def _unknown(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[Remark]:
    """Yield a remark on steps at which nothing was measured."""
    value = columns.index(VALUE)
    bare = [number for number, row in enumerate(rows, start=1) if row[value] is None]
    if bare:
        yield Remark(
            zh="没有样本的时刻，状态未知",
            en="steps without a sample, of which nothing is known",
            count=len(bare),
            lines=tuple(bare[:EXAMPLES]),
        )
