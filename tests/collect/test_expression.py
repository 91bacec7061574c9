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
    connection.execute(
        "CREATE TABLE cases (name VARCHAR, hours DECIMAL(30, 9), closed TIMESTAMP, whole BIGINT)"
    )
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
        ("whole * 1000000000 // 3600 * 0.000000001", Yields.NUMBER),
        ("CAST(hours AS BIGINT) // 60", Yields.NUMBER),
        ("round(hours, 1) + floor(hours) + hours % 2", Yields.NUMBER),
        ("closed > TIMESTAMP '2013-01-01 00:00:00' OR closed IS NULL", Yields.CONDITION),
        ("closed > DATE '2013-01-01'", Yields.CONDITION),
        ("closed + to_hours(whole) - INTERVAL '90' SECOND", Yields.INSTANT),
        ("whole BETWEEN 0.5 AND hours", Yields.CONDITION),
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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1e5", "1e5, of type DOUBLE"),
        ("hours // 2", "(hours // 2), of type DOUBLE"),
        ("hours * 1e0 > 3", "1e0, of type DOUBLE"),
        ("CAST(hours AS DOUBLE) = 0.1", "CAST(hours AS DOUBLE), of type DOUBLE"),
        ("ceil(whole)", "ceil(whole), of type DOUBLE"),
        ("floor(whole) = 3", "floor(whole), of type DOUBLE"),
        ("CAST(whole AS HUGEINT) % hours > 1", "of type DOUBLE"),
        ("date_part('epoch', closed) > 0", "date_part('epoch', closed), of type DOUBLE"),
        ("CAST(date_part('julian', closed) AS BIGINT)", "of type DOUBLE"),
        ("closed + INTERVAL (hours) HOUR > closed", "CAST(hours AS DOUBLE), of type DOUBLE"),
        ("closed + INTERVAL 1.5 HOUR > closed", "CAST(1.5 AS DOUBLE), of type DOUBLE"),
        ("CASE WHEN name = 'a' THEN 0.5 ELSE 1e-1 END", "1e-1, of type DOUBLE"),
        ("greatest(hours, 1e0) IN (1, 2)", "of type DOUBLE"),
        ("hours = '1.0000000001'", "a number and a text in (hours = '1.0000000001')"),
        ("name = 1", "a number and a text in (name = 1)"),
        ("name IN (1, 2)", "a number and a text in (name IN (1, 2))"),
        ("hours BETWEEN '1' AND '2'", "a number and a text in"),
        ("nullif(hours, '0') > 1", "a number and a text in"),
        ("coalesce(hours, '0') > 1", "a number and a text in"),
        ("hours AND true", "a condition and a number in (hours AND true)"),
        ("NOT whole", "a number in (NOT whole)"),
        ("(name = 'a') = 1", "a condition and a number in"),
        ("closed > '2013-01-01'", "a text and an instant in (closed > '2013-01-01')"),
        ("closed BETWEEN '2013-01-01' AND closed", "a text and an instant in"),
        ("date_part('hour', closed - closed) <= 8", "a part of a span of time in date_part"),
        ("CASE WHEN whole THEN 1 END", "a number in CASE"),
    ],
)
def test_every_part_of_an_expression_is_exact_and_converts_nothing_in_silence(
    engine: duckdb.DuckDBPyConnection, text: str, found: str
) -> None:
    fault = read_expression(engine, text)

    assert isinstance(fault, Fault)
    assert found in fault.found


def test_an_unknown_column_is_named(engine: duckdb.DuckDBPyConnection) -> None:
    fault = read_expression(engine, "hour > 1")

    assert isinstance(fault, Fault)
    assert (fault.found, fault.action.partition("? ")[0]) == (
        "no column 'hour'",
        "did you mean 'hours'",
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("lower(hours, 1)", "no function matches the given name and argument types 'lower("),
        ("DROP TABLE cases", "syntax error at or near"),
        ("true); DROP TABLE cases; SELECT (true", "more than an expression"),
    ],
)
def test_what_is_no_expression_is_told_without_words_of_the_engine(
    engine: duckdb.DuckDBPyConnection, text: str, found: str
) -> None:
    fault = read_expression(engine, text)

    assert isinstance(fault, Fault)
    assert fault.found.startswith(found)
    assert not {"Error:", "Candidate", "json"} & set(fault.found.split())


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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("date_diff('hour', closed, closed) <= 8", "date_diff('hour', …)"),
        ("name = 'a' AND 30 > date_sub('minutes', closed, closed)", "date_sub('minutes', …)"),
        ("date_diff('HOUR', closed, closed) BETWEEN 1 AND 8", "date_diff('hour', …)"),
        ("date_diff('hour', closed, closed) + 0 <= 8", "date_diff('hour', …)"),
        ("8 >= greatest(date_diff('h', closed, closed), 0)", "date_diff('h', …)"),
        ("CAST(date_diff('hour', closed, closed) AS BIGINT) // 24 = 1", "date_diff('hour', …)"),
        ("date_diff('minute', closed, closed) IN (0, 1)", "date_diff('minute', …)"),
    ],
)
def test_whole_hours_and_minutes_are_not_compared(
    engine: duckdb.DuckDBPyConnection, text: str, found: str
) -> None:
    assert read_expression(engine, text) == Fault(
        expected="lengths of time that are compared to the second",
        found=found,
        action="write closed <= opened + INTERVAL 8 HOUR, or take the unit 'second'",
    )


@pytest.mark.parametrize("unit", ["second", "day"])
def test_seconds_and_days_of_the_calendar_are_compared(
    engine: duckdb.DuckDBPyConnection, unit: str
) -> None:
    text = f"date_diff('{unit}', closed, closed) <= 8"

    assert read_expression(engine, text) is Yields.CONDITION
