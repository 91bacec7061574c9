"""Statements for a warehouse: run by PostgreSQL, they give what collecting gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import psycopg
import pytest

from generator.collect.collect import Collected
from generator.collect.tally import exact
from generator.collect.warehouse import warehouse_sql
from generator.errors import UsageError
from generator.workspace.model.packed import write_histogram
from tests.collect.conftest import DESK_MAPPING, desk_entry, desk_ground, record_file
from tests.collect.servers import PASSWORD, postgresql

Desk = Callable[..., Collected]
NO_VALUE = write_histogram({})
RULES = """\
  - {metric: desk.ratio, numerator: hours > 1, denominator: hours IS NOT NULL}
  - {metric: desk.mean, sum: "date_diff('hour', closed, closed + INTERVAL 3 HOUR)", count: "true"}
  - {metric: desk.count, value: "urgency LIKE 'h%'", dimensions: {urgency: urgency}}
  - {metric: desk.maximum, value: hours}
  - {metric: desk.percentile, histogram: hours}
"""
MAPPING = DESK_MAPPING.split("records:\n", maxsplit=1)[0] + "records:\n" + RULES
ROWS = (
    ("a1", "Mail", "high", "3-10-2013 9:05", "1,5"),
    ("a2", "Mail", "low", "27-10-2013 02:30", "0,25"),
    ("a3", "Chat", "high", "31-10-2013 23:30", "1,5"),
    ("a4", "Chat", "?", "1-11-2013 00:30", "7"),
    ("a5", "Mail", "high", "31-10-2013 23:59", "1,5"),
    ("a5", "Mail", "high", "31-10-2013 23:59", "1,5"),
    ("a6", "Mail", "high", "1-12-2013 9:05", "99"),
)


@pytest.fixture(scope="module")
def tickets() -> Iterator[psycopg.Connection]:
    """Return a connection to a table of typed columns with the rows of the export."""
    with postgresql() as port:
        address = f"host=127.0.0.1 port={port} dbname=postgres user=reporter password='{PASSWORD}'"
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(
                'CREATE TABLE desk ("Number" text, "Service" text, "Urgency" text, '
                '"Closed" timestamp, "Hours" numeric(9, 2))'
            )
            for number, service, urgency, closed, hours in ROWS:
                connection.execute(
                    "INSERT INTO desk VALUES (%s, %s, nullif(%s, '?'), "
                    "to_timestamp(%s, 'DD-MM-YYYY HH24:MI')::timestamp, %s)",
                    (number, service, urgency, closed, hours.replace(",", ".")),
                )
            yield connection


def figures(run: Collected) -> dict[tuple[str, ...], object]:
    """Return the parts of records with cases by metric, month, service and member."""
    assert run.findings == ()
    return {
        (f"{each.metric}.{part}", file.period.label, each.service, each.member or ""): value
        for file in map(record_file, run.files.values())
        for each in file.records
        for part in ("numerator", "denominator", "sum", "count", "value", "histogram")
        if (value := getattr(each, part)) and value != NO_VALUE
    }


def answers(tickets: psycopg.Connection) -> dict[tuple[str, ...], object]:
    """Return what the statements of the script answer, in the same form."""
    script = warehouse_sql(desk_entry(MAPPING), desk_ground(), "desk", "postgres")
    assert isinstance(script, str)
    told: dict[tuple[str, ...], object] = {}
    for block in script.strip().split("-- ")[1:]:
        head, query = block.split("\n", maxsplit=1)
        answer = tickets.execute(query.encode())
        names = [column.name for column in answer.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
        told |= spread(head, rows) if "_cases" in names else parts(head, rows)
    return told


def parts(head: str, rows: list[dict[str, Any]]) -> dict[tuple[str, ...], object]:
    """Return the amounts of an answer; an extreme's column is called by what it is."""
    named = ({f"{head}.value" if key == "_value" else key: row[key] for key in row} for row in rows)
    return {
        (name, row["_period"], row["_service"], row["_member"] or ""): value
        for row in named
        for name, value in row.items()
        if value and name.startswith("desk.")
    }


def spread(head: str, rows: list[dict[str, Any]]) -> dict[tuple[str, ...], object]:
    """Return the histograms of an answer, in which each value has a row."""
    found: dict[tuple[str, ...], dict[Decimal, int]] = defaultdict(dict)
    for row in rows:
        key = (head.replace(": ", "."), row["_period"], row["_service"], row["_member"] or "")
        found[key][exact(row["_value"])] = row["_cases"]
    return {key: write_histogram(counts) for key, counts in found.items()}


def test_postgresql_counts_what_collecting_counts(tickets: psycopg.Connection, desk: Desk) -> None:
    rules = DESK_MAPPING.split("records:\n", maxsplit=1)[1]
    expected = figures(desk(*map(";".join, ROWS), changes=((rules, RULES),)))

    actual = answers(tickets)

    members = {key: value for key, value in expected.items() if key[0] != "desk.count.value"}
    assert {key: each for key, each in actual.items() if key[0] != "desk.count.value"} == members
    assert actual["desk.count.value", "2013-10", "mail", "high"] == 2


@pytest.mark.parametrize("dialect", ["bigquery", "spark"])
def test_other_dialects_get_a_statement_for_each_group_of_metrics(dialect: str) -> None:
    script = warehouse_sql(desk_entry(MAPPING), desk_ground(), "desk", dialect)

    assert isinstance(script, str)
    assert script.count("-- desk.") == 4


@pytest.mark.parametrize(
    ("old", "new", "dialect", "found"),
    [
        ("urgency: Urgency", "urgency: {header: Urgency, words: {a: b}}", "postgres", "words"),
        ("urgency: Urgency", "urgency: Urgency", "klingon", "no dialect 'klingon'"),
        ("{key: id}", "{key: id, fold: {urgency: most-common}}", "postgres", "most-common"),
    ],
)
def test_what_no_statement_can_tell_is_named(old: str, new: str, dialect: str, found: str) -> None:
    with pytest.raises(UsageError, match=found):
        warehouse_sql(desk_entry(MAPPING.replace(old, new)), desk_ground(), "desk", dialect)
