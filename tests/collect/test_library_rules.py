"""Definitions of the library that say how they are collected, tried on one export a table."""

from __future__ import annotations

from array import array
from contextlib import closing
from textwrap import dedent

import pytest

from generator.collect.collect import collect
from generator.collect.engine import connect
from generator.collect.inputs import ExportFile, Ground
from generator.collect.metricrules import unsound_rule
from generator.reference.library import library
from generator.strictyaml import Document
from generator.workspace.model.counting import PART_NAMES
from generator.workspace.workspace import Entry, Workspace
from tests.collect.conftest import desk_entry, record_file

METRICS = tuple(metric for file in library().values() for metric in file.metrics)
MAPPING = dedent("""\
    source: desk
    system: {{zh: 台, en: Desk}}
    party: shop
    extracted: 2025-03-01
    zone: UTC
    form: {{instant: "%Y-%m-%dT%H:%M"}}
    columns:
      id: id
      service: service
    {columns}
    case: {{key: id}}
    table: {table}
    period: {period}
    service: {{column: service, map: {{}}, other: shop}}
    records: [{metric}]
    """)
# Table -> its columns by type, and the rows of February 2025; the first of March is another month.
TICKETS = (
    ("kind", "priority", "category", "opened*", "resolved*", "closed*", "reopened*"),
    (
        "1,a,incident,1,mail,2025-02-03T09:00,2025-02-03T10:30,2025-02-04T09:00,",
        "2,a,incident,2,mail,2025-02-03T09:00,2025-02-05T09:00,2025-02-05T10:00,2025-02-04T09:00",
        "3,a,incident,2,mail,2025-02-10T09:00,,,",
        "4,a,request,3,mail,2025-02-03T09:00,2025-02-03T10:00,2025-02-03T12:00,",
        "5,a,request,3,disk,2025-02-03T09:00,2025-02-03T10:00,2025-02-03T12:20,",
    ),
)
CHANGES = (
    ("kind", "planned_start*", "planned_end*", "started*", "ended*"),
    (
        "1,a,normal,2025-02-03T09:00,2025-02-03T10:00,2025-02-03T09:00,2025-02-03T10:00",
        "2,a,emergency,2025-02-03T09:00,2025-02-03T10:00,2025-02-03T09:00,2025-02-03T10:01",
        "3,a,normal,,,2025-02-03T09:00,2025-02-03T10:00",
    ),
)
PROBLEMS = (
    ("opened*", "closed*"),
    ("1,a,2025-02-01T00:00,2025-02-02T12:00", "2,a,2025-02-01T00:00,2025-02-11T00:00"),
)
SURVEYS = (
    ("answered*", "score#"),
    (
        "1,a,2025-02-01T00:00,5",
        "2,a,2025-02-01T00:00,9",
        "3,a,2025-02-01T00:00,2",
        "4,a,2025-02-02T00:00,",
    ),
)
TABLES = {"tickets": TICKETS, "changes": CHANGES, "problems": PROBLEMS, "surveys": SURVEYS}
# The table of reports is filled by the register, whose tests count it.
RULED = tuple(each for each in METRICS if each.collected and each.collected.table in TABLES)
PERIODS = {"event": "ended", "survey": "answered"}
EXPECTED = {
    "incident.resolved": {"numerator": "2", "denominator": "3"},
    "incident.resolved-in-one-day": {"numerator": "1", "denominator": "2"},
    "incident.mean-time-to-restore": {"sum": "49.5", "count": "2"},
    "incident.time-to-restore-p90": {"histogram": "1.5:1 48:1"},
    "incident.reopen-rate": {"numerator": "1", "denominator": "2"},
    "request.received": {"value": "2"},
    "request.time-to-fulfil-p90": {"histogram": "3:1 3.333333333:1"},
    "change.emergency-share": {"numerator": "1", "denominator": "3"},
    "change.in-window": {"numerator": "1", "denominator": "3"},
    "problem.mean-time-to-close": {"sum": "11.5", "count": "2"},
    "problem.time-to-close-p90": {"histogram": "1.5:1 10:1"},
    "satisfaction.top-two": {"numerator": "2", "denominator": "3"},
    "satisfaction.mean-score": {"sum": "16", "count": "3"},
    "satisfaction.net-promoter": {"sum": "-100", "count": "3"},
}


def parts(metric: str) -> dict[str, str]:
    """Return the parts of February that a definition of the library comes to."""
    [definition] = [each for each in RULED if each.id == metric]
    assert definition.collected
    table = str(definition.collected.table)
    columns, rows = TABLES[table]
    types = {"*": "instant", "#": "number"}
    named = {column.rstrip("*#"): types.get(column[-1], "text") for column in columns}
    lines = [f"  {name}: {{header: {name}, type: {type_}}}" for name, type_ in named.items()]
    period = PERIODS.get(str(definition.cohort), str(definition.cohort))
    text = MAPPING.format(columns="\n".join(lines), table=table, period=period, metric=metric)
    heading = ",".join(("id", "service", *named))
    run = collect(
        desk_entry(text),
        ExportFile(name="desk.csv", content="\n".join((heading, *rows)).encode()),
        Ground(zone="UTC", services=("shop",), metrics=METRICS, tool="reportgen test"),
        {},
    )
    assert run.findings == ()
    records = record_file(run.files["report_data/records/shop/2025-02.yml"]).records
    [whole] = [each for each in records if each.dimension is None]
    told = ((name, getattr(whole, name)) for name in PART_NAMES)
    return {name: str(part) for name, part in told if part is not None}


@pytest.mark.parametrize("metric", [each.id for each in RULED])
def test_a_definition_counts_what_its_formula_says(metric: str) -> None:
    assert parts(metric) == EXPECTED[metric]


def test_every_rule_of_the_library_is_sound() -> None:
    lines = Document({}, array("I"))
    files = (
        Entry(kind="metrics", file=name, sha256="0" * 64, value=file, lines=lines)
        for name, file in library().items()
    )
    items = Workspace(entries=tuple(files)).items("metric")

    with closing(connect()) as engine:
        assert [found for item in items for found in unsound_rule(item, engine)] == []
