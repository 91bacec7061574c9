"""Expressions: one scalar over one case, exact, without clock or chance."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from generator.collect.engine import connect
from generator.collect.expression import Fault, Yields, read_expression


@pytest.fixture
def engine() -> Iterator[duckdb.DuckDBPyConnection]:
    connection = connect()
    connection.execute("CREATE TABLE cases (name VARCHAR, hours DECIMAL(30, 9), closed TIMESTAMP)")
    yield connection
    connection.close()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("true", Yields.CONDITION),
        ("true -- why", Yields.CONDITION),
        ("hours <= CASE name WHEN 'a' THEN 4 ELSE 8.5 END", Yields.CONDITION),
        ("name IN ('a', 'b') AND name LIKE 'a%'", Yields.CONDITION),
        ("closed + INTERVAL 24 HOUR >= closed", Yields.CONDITION),
        ("hours * 60", Yields.NUMBER),
        ("date_diff('day', closed, closed)", Yields.NUMBER),
        ("coalesce(hours, 0)", Yields.NUMBER),
        ("lower(name)", Yields.TEXT),
    ],
)
def test_an_expression_gives_a_condition_a_number_or_a_text(
    engine: duckdb.DuckDBPyConnection, text: str, expected: Yields
) -> None:
    assert read_expression(engine, text) == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("true; DROP TABLE cases", 'syntax error at or near ";"'),
        ("true), (false", "more than an expression"),
        ("true FROM cases WHERE (true", 'syntax error at or near "FROM"'),
        ("(SELECT 1)", "subquery"),
        ("EXISTS (SELECT 1)", "subquery"),
        ("count(*)", "function count_star"),
        ("sum(hours)", "function sum"),
        ("row_number() OVER ()", "window"),
        ("now()", "function now"),
        ("random()", "function random"),
        ("read_csv('/etc/passwd')", "function read_csv"),
        ("strftime(closed, '%b')", "function strftime"),
        ("hours / 2", "function /"),
        ("cases.name", "column cases.name"),
        ("*", "star"),
        ("$1", "parameter"),
        ("date_diff('day', closed, current_date)", "current_date, which differs from run to run"),
        ("name = user", "user, which differs from run to run"),
        ("rowid > 3", "rowid, which differs from run to run"),
        ("CAST(closed AS TIMESTAMPTZ) IS NULL", "type TIMESTAMPTZ"),
        ("1e5", "DOUBLE"),
        ("CAST(closed AS DATE)", "DATE"),
        ("NULL", '"NULL"'),
        ("", "function row"),
    ],
)
def test_anything_else_is_refused_and_named(
    engine: duckdb.DuckDBPyConnection, text: str, found: str
) -> None:
    fault = read_expression(engine, text)

    assert isinstance(fault, Fault)
    assert fault.found.lower() == found.lower()


def test_an_unknown_column_is_named(engine: duckdb.DuckDBPyConnection) -> None:
    fault = read_expression(engine, "hour > 1")

    assert isinstance(fault, Fault)
    assert 'column "hour" not found' in fault.found


@pytest.mark.parametrize("text", ["(" * 1900, "- " * 900 + "hours", "hours+" * 300 + "hours"])
def test_a_very_deep_expression_is_a_fault_or_fine_but_never_a_crash(
    engine: duckdb.DuckDBPyConnection, text: str
) -> None:
    assert isinstance(read_expression(engine, text), Fault | Yields)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_text('/etc/hostname')",
        "COPY (SELECT 1) TO 'leak.csv'",
        "ATTACH 'other.db'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "SET threads = 4",
    ],
)
def test_the_engine_reaches_no_file_and_cannot_be_opened_again(
    engine: duckdb.DuckDBPyConnection, statement: str
) -> None:
    with pytest.raises(duckdb.Error):
        engine.execute(statement)
