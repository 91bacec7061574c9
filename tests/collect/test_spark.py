"""Spark and the embedded engine: the same definitions give the same records, byte for byte."""

# ruff: noqa: S608 - our own statements over our own rows

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from generator.collect.collect import Collected
from generator.collect.intake import collect_file, collect_on_spark
from generator.collect.spark.engine import SparkEngine, start_spark
from generator.errors import UsageError
from tests.collect.conftest import DESK_MAPPING, desk_entry, desk_ground

pytest.importorskip("pyspark", reason="pip install --requirement requirements-spark.txt")
pytestmark = [
    pytest.mark.slow,
    # The bridge to Java leaves its own sockets to the end of the process.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

MASTER = "local[2]"
FORM = 'form: {delimiter: ";", decimal: ",", instant: "%d-%m-%Y %H:%M", missing: ["?"]}'
RULES = """\
  - {metric: desk.ratio, numerator: hours > 1, denominator: hours IS NOT NULL}
  - {metric: desk.mean, sum: hours * 1.5, count: hours IS NOT NULL, dimensions: {urgency: urgency}}
  - {metric: desk.count, value: "true", dimensions: {urgency: urgency}}
  - {metric: desk.maximum, value: hours, dimensions: {urgency: urgency}}
  - {metric: desk.minimum, value: hours}
  - {metric: desk.percentile, histogram: "date_diff('hour', closed, closed + INTERVAL 90 MINUTE)"}
  - {metric: desk.distinct, ids: sha256(urgency)}
"""
MAPPING = (
    DESK_MAPPING.replace(FORM, "form: {kind: parquet}").split("records:\n", maxsplit=1)[0]
    + "set_aside:\n  - {when: hours < 0, reason: {zh: 负数, en: negative}}\nrecords:\n"
    + RULES
)
ROWS = """\
SELECT 'a' || i AS Number,
    CASE i % 3 WHEN 0 THEN 'Mail' WHEN 1 THEN 'Chat' END AS Service,
    CASE WHEN i % 7 > 0 THEN ' u' || (i % 5) END AS Urgency,
    TIMESTAMP '2013-01-01' + to_minutes(CAST(h % 470000 AS BIGINT)) AS Closed,
    CASE WHEN i % 11 > 0 THEN CAST((h % 4000) / 100 - 1 AS DECIMAL(9, 2)) END AS Hours
FROM (SELECT i, (i * 2654435761) % 1000000007 AS h FROM range({rows}) AS numbers(i))
"""


def exported(folder: Path, rows: str) -> Path:
    path = folder / "desk.parquet"
    with duckdb.connect() as engine:
        engine.execute(f"COPY ({rows}) TO '{path}' (FORMAT parquet)")
    return path


def on_both(path: Path, text: str) -> tuple[Collected, Collected]:
    # A zone of few changes: Spark takes long to compile hundreds.
    entry, ground = desk_entry(text), replace(desk_ground(), zone="Asia/Shanghai")
    spark = collect_on_spark(entry, path, ground, {}, MASTER)
    return spark, collect_file(entry, path, ground, {})


def test_a_hundred_thousand_rows_give_identical_records_and_accounts(tmp_path: Path) -> None:
    spark, embedded = on_both(exported(tmp_path, ROWS.format(rows=100_000)), MAPPING)

    assert spark == embedded
    assert embedded.findings == ()
    assert len(embedded.files) == 11


@pytest.mark.parametrize(
    "case",
    ["{key: id, fold: {hours: sum, closed: max}}", "{key: id, last_by: closed}"],
)
def test_rows_of_one_case_are_folded_alike(tmp_path: Path, case: str) -> None:
    rows = ROWS.format(rows=200).replace("'a' || i", "'a' || (i // 3)")

    spark, embedded = on_both(exported(tmp_path, rows), MAPPING.replace("{key: id}", case))

    assert spark == embedded
    assert embedded.findings == ()


def test_an_expression_that_some_row_makes_impossible_is_a_finding_on_both(tmp_path: Path) -> None:
    path = exported(tmp_path, ROWS.format(rows=30))
    text = MAPPING.replace("numerator: hours > 1", "numerator: CAST(urgency AS BIGINT) > 1")

    spark, embedded = on_both(path, text)

    assert [[finding.rule for finding in run.findings] for run in (spark, embedded)] == [
        ["C015"],
        ["C015"],
    ]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("{kind: parquet}", "{delimiter: ';'}", "forms other than Parquet"),
        ("urgency: Urgency", "urgency: {header: Urgency, words: {u1: U}}", "words"),
        ("{key: id}", "{key: id, fold: {urgency: most-common}}", "the fold most-common"),
        ("header: Closed", "header: Urgency", "columns whose types"),
    ],
)
def test_what_only_the_embedded_engine_reads_is_named(
    tmp_path: Path, old: str, new: str, found: str
) -> None:
    path = exported(tmp_path, ROWS.format(rows=10))

    with pytest.raises(UsageError, match=found):
        collect_on_spark(desk_entry(MAPPING.replace(old, new)), path, desk_ground(), {}, MASTER)


# --- Expressions -----------------------------------------------------------------------

CASES = """\
SELECT * FROM (VALUES
  (CAST(2.5 AS DECIMAL(30, 9)), CAST(7 AS BIGINT), 'Ab-c', TIMESTAMP '2020-02-29 23:59:59'),
  (CAST(-2.5 AS DECIMAL(30, 9)), CAST(-7 AS BIGINT), '2.5', TIMESTAMP '2019-12-31 00:00:00'),
  (CAST(0.125 AS DECIMAL(30, 9)), CAST(0 AS BIGINT), '', TIMESTAMP '2020-03-01 12:30:01'),
  (NULL, NULL, NULL, NULL)
) AS told(hours, whole, name, stamp)
"""
EXPRESSIONS = (
    *("hours + whole", "hours - 0.5", "hours * 1.25", "hours * hours", "whole * 3", "-hours"),
    *("whole // 2", "whole % 4", "hours % 2", "abs(hours)", "round(hours)", "round(hours, 1)"),
    *("floor(hours)", "ceil(hours)", "trunc(hours)", "CAST(hours AS BIGINT)"),
    *("CAST(hours AS DECIMAL(10, 1))", "CAST(whole AS VARCHAR)", "CAST(hours AS VARCHAR)"),
    *("greatest(hours, 1)", "least(hours, whole)", "nullif(whole, 0)", "coalesce(hours, 0)"),
    *("name || '!'", "concat(name, '!')", "contains(name, 'b')", "starts_with(name, 'A')"),
    *("ends_with(name, 'c')", "left(name, 2)", "right(name, 2)", "length(name)", "lower(name)"),
    *("upper(name)", "trim(name)", "ltrim(name)", "rtrim(name)", "replace(name, '-', '/')"),
    *("split_part(name, '-', 2)", "substring(name, 2, 2)", "sha256(name)", "name LIKE 'A%'"),
    *("name ILIKE 'a%'", "name NOT LIKE '%c'", "name IN ('', '2.5')", "whole BETWEEN -7 AND 0"),
    *("stamp + INTERVAL 36 HOUR", "stamp - INTERVAL '90' SECOND", "stamp + INTERVAL 1 MONTH"),
    *("stamp + to_hours(whole)", "stamp + to_days(whole)", "stamp - to_seconds(whole)"),
    *("stamp + to_months(whole)", "stamp + to_minutes(whole)", "stamp + to_weeks(whole)"),
    *(
        f"date_diff('{unit}', TIMESTAMP '2020-02-28 12:00:00', stamp)"
        for unit in ("second", "minute")
    ),
    *(f"date_diff('{unit}', TIMESTAMP '2020-02-28 12:00:00', stamp)" for unit in ("hour", "day")),
    *(f"date_diff('{unit}', TIMESTAMP '2020-02-28 12:00:00', stamp)" for unit in ("month", "year")),
    *(f"date_sub('{unit}', TIMESTAMP '2020-02-28 12:00:00', stamp)" for unit in ("hour", "day")),
    *(
        f"date_part('{unit}', stamp)"
        for unit in ("year", "month", "day", "hour", "minute", "second")
    ),
    *(f"date_part('{unit}', stamp)" for unit in ("quarter", "week", "dow", "isodow", "doy")),
    *("CAST(stamp AS DATE) = DATE '2020-02-29'", "date_trunc('month', stamp) + INTERVAL 0 DAY"),
    *("stamp > '2020-01-01'", "CASE WHEN whole > 0 THEN 0.5 ELSE hours END", "NOT (whole > 0)"),
    *("name IS NULL OR hours IS NOT NULL", "whole IS DISTINCT FROM 7", "EXTRACT(hour FROM stamp)"),
)


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkEngine]:
    session = start_spark(MASTER)
    engine = SparkEngine(session)
    engine.execute(f"CREATE OR REPLACE VIEW cases AS {CASES}")
    yield engine
    session.stop()


def test_every_function_of_expressions_means_the_same_on_spark(spark: SparkEngine) -> None:
    columns = ", ".join(f"({text}) AS c{place}" for place, text in enumerate(EXPRESSIONS))
    query = f"SELECT {columns} FROM cases ORDER BY hours"
    with duckdb.connect() as embedded:
        embedded.execute(f"CREATE VIEW cases AS {CASES}")
        expected = embedded.execute(query).fetchall()

    actual = spark.execute(query).fetchall()

    by_text = dict(zip(EXPRESSIONS, zip(*actual, strict=True), strict=True))
    assert by_text == dict(zip(EXPRESSIONS, zip(*expected, strict=True), strict=True))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("date_diff('week', stamp, stamp)", "the unit 'WEEK'"),
        ("date_sub('month', stamp, stamp)", "the unit 'month'"),
        ("date_part('era', stamp)", "the unit 'era'"),
        ("trunc(hours, 1)", "cuts no decimals off"),
        ("name LIKE 'a\\b'", "a backslash in LIKE"),
        ("like_escape(name, 'a', '!')", "no like_escape"),
    ],
)
def test_what_spark_would_read_in_another_way_is_refused(
    spark: SparkEngine, text: str, found: str
) -> None:
    with pytest.raises(UsageError, match=found):
        spark.execute(f"SELECT {text} FROM cases")
