"""Spark and the embedded engine: the same definitions give the same records, byte for byte."""

# ruff: noqa: S608 - our own statements over our own rows

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from benchmarks.bench_collect import entry_of
from generator.cli import run
from generator.collect.cells import pattern_of
from generator.collect.collect import Collected
from generator.collect.inputs import Ground
from generator.collect.intake import collect_file, collect_on_spark
from generator.collect.spark.engine import SparkEngine, spark_session
from generator.collect.texts import told_words
from generator.errors import UsageError
from generator.workspace.model.sources import ColumnType, ExportColumn
from generator.workspace.workspace import Entry
from tests.collect.conftest import DESK_MAPPING, ROOT, desk_entry, desk_ground
from tests.site.plain import replace as replace_in

pytest.importorskip("pyspark", reason="pip install --requirement requirements-spark.txt")
pytestmark = [
    pytest.mark.slow,
    # The bridge to Java leaves its own sockets to the end of the process.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

MASTER = "local[2]"
SALT = b"sixteen bytes, or more"


@pytest.fixture(scope="module", autouse=True)
def spark() -> Iterator[SparkEngine]:
    """Return an engine on the one session of these tests."""
    with spark_session(MASTER) as session:
        yield SparkEngine(session)


def exported(folder: Path, rows: str) -> Path:
    path = folder / "desk.parquet"
    with duckdb.connect() as engine:
        engine.execute(f"COPY ({rows}) TO '{path}' (FORMAT parquet)")
    return path


def on_both(path: Path, entry: Entry, ground: Ground) -> tuple[Collected, Collected]:
    spark = collect_on_spark(entry, path, ground, {}, MASTER)
    return spark, collect_file(entry, path, ground, {})


# --- Forty metrics ---------------------------------------------------------------------

# Texts, instants and numbers as a system writes them; a quarter of an hour over two years.
TICKETS = """\
SELECT 'INC' || lpad(CAST(i AS VARCHAR), 9, '0') AS id, 'person ' || (h % 3) AS caller,
    ' svc-0' || (h // 20) % 4 AS service, 'P' || ((h // 200) % 5 + 1) AS urgency,
    ['Phone ', 'mail', 'WEB', 'Monitor', ''][CAST((h // 800) % 5 + 1 AS INTEGER)] AS way,
    strftime(opened, '%d/%m/%Y %H:%M:%S') AS opened, opened + to_seconds(lasted) AS resolved,
    strftime(opened + to_seconds(lasted + h % 9999), '%-m-%-d-%Y %-I:%M %p') AS closed,
    (h // 17) % 5 AS reassignments,
    replace(CAST(((h // 31) % 9999) / 8 AS VARCHAR), '.', ',') AS effort
FROM (SELECT *, CAST((h // 7) % 200000 AS BIGINT) AS lasted,
    TIMESTAMP '2024-01-01' + to_minutes(CAST(i * 10 AS BIGINT)) AS opened
    FROM (SELECT i, (i * 2654435761 + 12345) % 1000000007 AS h FROM range(100000) AS numbers(i)))
"""
COLUMNS = {
    "customer": ExportColumn(header="caller", words={}, pseudonym=True),
    "priority": ExportColumn(header="urgency", words={f"P{each}": f"{each}" for each in range(4)}),
    "way": ExportColumn(header="way", words={}),
    "channel": ExportColumn(text="lower(way)", words={"monitor": "monitor"}),
    "opened": ExportColumn(
        header="opened", words={}, type=ColumnType.INSTANT, format="%d/%m/%Y %H:%M:%S"
    ),
    "closed": ExportColumn(
        header="closed", words={}, type=ColumnType.INSTANT, format="%m-%d-%Y %I:%M %p"
    ),
}


def test_forty_metrics_of_a_hundred_thousand_rows_are_identical(tmp_path: Path) -> None:
    entry, ground = entry_of("parquet")
    form = replace(entry.value.form, decimal=",", missing=("Monitor",))
    columns = {**entry.value.columns, **COLUMNS}
    # The clock of the export is set back and on; that of the party is not.
    mapping = replace(entry.value, form=form, columns=columns, zone="America/New_York")

    spark, embedded = on_both(
        exported(tmp_path, TICKETS),
        replace(entry, value=mapping),
        replace(ground, zone="Asia/Shanghai", salt=SALT),
    )

    assert spark == embedded
    assert embedded.findings == ()
    assert (len(mapping.records), len(embedded.files)) == (40, 23)


# --- A small desk ----------------------------------------------------------------------

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
SELECT 'a' || i // 3 AS Number,
    CASE i % 3 WHEN 0 THEN 'Mail' WHEN 1 THEN 'Chat' END AS Service,
    CASE WHEN i % 7 > 0 THEN ' u' || (i % 5) END AS Urgency,
    TIMESTAMP '2013-01-01' + to_minutes(CAST(h % 470000 AS BIGINT)) AS Closed,
    CASE WHEN i % 11 > 0 THEN CAST((h % 4000) / 100 - 1 AS DECIMAL(9, 2)) END AS Hours
FROM (SELECT i, (i * 2654435761) % 1000000007 AS h FROM range(200) AS numbers(i))
"""


def desk_on_both(
    folder: Path, *changes: tuple[str, str], zone: str = "Asia/Shanghai"
) -> tuple[Collected, Collected]:
    rows, text = ROWS, MAPPING
    for old, new in changes:
        assert old in rows + text
        rows, text = rows.replace(old, new), text.replace(old, new)
    # A zone of few changes: Spark takes long to read hundreds.
    ground = replace(desk_ground(), zone=zone, salt=SALT)
    return on_both(exported(folder, rows), desk_entry(text), ground)


STAMP = "TIMESTAMP '2013-01-01' + to_minutes(CAST(h % 470000 AS BIGINT))"


@pytest.mark.parametrize(
    "changes",
    [
        (
            ("{key: id}", "{key: id, fold: {hours: sum, closed: max, urgency: most-common}}"),
            ("urgency: Urgency", "urgency: {header: Urgency, words: {u1: one, u2: u3, x: u4}}"),
        ),
        (
            ("{key: id}", "{key: id, last_by: closed}"),
            (STAMP, f"strftime({STAMP}, '%Y%m%dT%H%M')"),
            ("{kind: parquet}", "{kind: parquet, instant: '%Y%m%dT%H%M'}"),
        ),
        (
            (STAMP, f"strftime({STAMP}, '%Y-%m-%d %-H:%M:%S')"),
            ("{kind: parquet}", "{kind: parquet, instant: '%Y-%m-%d %H:%M:%S'}"),
        ),
        (
            ("id: Number", "number: Number\n  id: {pseudonym: true, text: number || hours}"),
            ("{kind: parquet}", '{kind: parquet, missing: ["5.55", "u1"], decimal: ","}'),
        ),
    ],
)
def test_cells_are_read_made_put_into_words_and_folded_alike(
    tmp_path: Path, changes: tuple[tuple[str, str], ...]
) -> None:
    spark, embedded = desk_on_both(tmp_path, *changes)

    assert spark == embedded
    assert embedded.findings == ()


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("header: Closed", "header: Urgency", "C004"),
        ("header: Hours", "header: Urgency", "C005"),
        ("urgency: Urgency", "urgency: Urgencies", "C003"),
        ("id: Number", "id: {header: Number, pseudonym: true}", "C066"),
        ("urgency: Urgency", "urgency: {text: urgent}", "C010"),
    ],
)
def test_what_is_wrong_is_found_on_both(tmp_path: Path, old: str, new: str, rule: str) -> None:
    path, entry = exported(tmp_path, ROWS), desk_entry(MAPPING.replace(old, new))

    spark, embedded = on_both(path, entry, desk_ground())

    assert {each.rule for each in spark.findings} == {rule}
    assert [(each.rule, each.found) for each in spark.findings] == [
        (each.rule, each.found) for each in embedded.findings
    ]


def test_a_party_whose_clock_is_set_back_and_on_has_the_same_records(tmp_path: Path) -> None:
    spark, embedded = desk_on_both(tmp_path, zone="America/New_York")

    assert spark == embedded
    assert embedded.findings == ()


def test_an_expression_that_some_row_makes_impossible_is_a_finding_on_both(tmp_path: Path) -> None:
    both = desk_on_both(
        tmp_path, ("numerator: hours > 1", "numerator: CAST(urgency AS BIGINT) > 1")
    )

    assert [[each.rule for each in run.findings] for run in both] == [["C015"], ["C015"]]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("{kind: parquet}", "{delimiter: ';'}", "forms other than Parquet"),
        ("header: Hours", "decimals: 1, header: Hours", "rounding"),
        ("header: Hours", "header: Closed", "columns whose types"),
        (
            "case: {key: id}",
            "clocks: [{column: c, start: closed, end: closed}]\ncase: {key: id}",
            "service clocks",
        ),
    ],
)
def test_what_only_the_embedded_engine_reads_is_named(
    tmp_path: Path, old: str, new: str, found: str
) -> None:
    path, entry = exported(tmp_path, ROWS), desk_entry(MAPPING.replace(old, new))

    with pytest.raises(UsageError, match=found):
        collect_on_spark(entry, path, desk_ground(), {}, MASTER)


def test_an_id_that_a_spreadsheet_spoilt_is_not_hidden_by_its_pseudonym(tmp_path: Path) -> None:
    path = exported(
        tmp_path, ROWS.replace("'a' || i // 3", "CASE i WHEN 7 THEN '1E+5' ELSE 'a' END")
    )
    entry = desk_entry(MAPPING.replace("id: Number", "id: {header: Number, pseudonym: true}"))

    with pytest.raises(UsageError, match="spoilt ids in id"):
        collect_on_spark(entry, path, replace(desk_ground(), salt=SALT), {}, MASTER)


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
    *(
        "stamp > TIMESTAMP '2020-01-01 00:00:00'",
        "CASE WHEN whole > 0 THEN 0.5 ELSE hours END",
        "NOT (whole > 0)",
    ),
    *("name IS NULL OR hours IS NOT NULL", "whole IS DISTINCT FROM 7", "EXTRACT(hour FROM stamp)"),
)


def test_every_function_of_expressions_means_the_same_on_spark(spark: SparkEngine) -> None:
    columns = ", ".join(f"({text}) AS c{place}" for place, text in enumerate(EXPRESSIONS))
    query = f"SELECT {columns} FROM cases ORDER BY hours"
    spark.execute(f"CREATE OR REPLACE VIEW cases AS {CASES}")
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


STYLES = (
    "%d-%m-%Y %H:%M",
    "%Y%m%dT%H%M%S",
    "%m/%d/%Y %I:%M:%S %p",
    "%Y-%m-%d %H:%M:%S.%f",
    "%m.%Y",
)
WRITTEN = (
    *("1-2-2013 9:05", "01-02-2013 09:05", "31-02-2013 09:05", "29-02-2012 24:00", "1-2-2013 9:60"),
    *("20130201T090500", "20130201T090560", "2/1/2013 12:00:00 am", "2/1/2013 12:30:59 PM"),
    *("2/1/2013 1:00:00 pm", "2013-02-01 09:05:01.25", "2013-02-01 09:05:01.000001", "7.2013"),
    *("13.2013", "", "now", "1-2-2013 9:05\\n"),
)


@pytest.mark.parametrize("style", STYLES)
def test_instants_of_a_style_are_read_alike_and_nothing_else(
    spark: SparkEngine, style: str
) -> None:
    texts = ", ".join(f"('{text}')" for text in WRITTEN)
    fits = f"regexp_full_match(cell, '{pattern_of(style)}')"
    read = f"CASE WHEN {fits} THEN try_strptime(cell, '{style}') END"
    query = f"SELECT cell, {read} FROM (VALUES {texts}) AS written(cell) ORDER BY cell"

    with duckdb.connect() as embedded:
        assert spark.execute(query).fetchall() == embedded.execute(query).fetchall()


# --- What the cluster never sees -------------------------------------------------------


def test_no_plan_of_the_cluster_tells_the_salt_or_who_is_behind_a_pseudonym() -> None:
    with spark_session(MASTER) as session:
        engine = SparkEngine(session)
        column = ExportColumn(header="who", words={}, pseudonym=True)
        engine.give("told", told_words(["Ann Other"], column, SALT, "shop"))

        plan = session.sql("SELECT * FROM told")._jdf.queryExecution().toString()  # noqa: SLF001 - what logs show

        assert [secret for secret in ("Ann", "Other", SALT.decode()) if secret in plan] == []
        assert "_told" in plan


# --- From the command line ---------------------------------------------------------------

EXPORT = """\
SELECT * FROM (VALUES ('IM-1', 'PAY', TIMESTAMP '2013-10-02 10:00:00'),
    ('IM-2', 'WEB', TIMESTAMP '2013-10-03 10:00:00'), ('IM-3', 'PAY', NULL)
) AS rows("Number", "Service", "Closed")
"""
RECORDS = "report_data/records/bank/2013-10.yml"


def test_the_command_counts_on_spark_what_it_counts_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SPARK_MASTER", MASTER)
    export = str(exported(tmp_path, EXPORT))
    written = {}
    for engine in ("duckdb", "spark"):
        root = tmp_path / engine
        shutil.copytree(ROOT / "tests" / "examples" / "base", root)
        (root / RECORDS).unlink()
        mapping = root / "report_data/sources/desk.yml"
        replace_in(mapping, 'form: {delimiter: ";"}', "form: {kind: parquet}")
        code = run(("collect", "desk", export, "--engine", engine, "--root", str(root)))
        said = capsys.readouterr().err.splitlines()[-1]
        written[engine] = (code, said, (root / RECORDS).read_bytes())

    assert written["spark"] == written["duckdb"]
    assert written["spark"][:2] == (0, "1 of 1 record files written.")
