"""SQL databases: read where they live, changed by nothing, and never told where that is."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
import sqlalchemy

from generator.collect.collect import Collected, collect
from generator.collect.inputs import ExportFile, Refused
from generator.collect.live.address import AnswerError
from generator.collect.live.database import Question, answer
from generator.collect.live.fetch import fetch
from generator.collect.live.snapshot import snapshot
from generator.collect.live.statement import statement_fault
from generator.errors import UsageError
from generator.workspace.workspace import Entry
from tests.collect.conftest import DESK_MAPPING, desk_entry, desk_ground
from tests.collect.servers import PASSWORD, postgresql

DELIMITED = 'form: {delimiter: ";", decimal: ",", instant: "%d-%m-%Y %H:%M", missing: ["?"]}'
SQL = "form: {kind: sql, address: DESK_DB, table: tickets, timeout: 2}"
OCTOBER = "report_data/records/shop/2013-10.yml"
CREATE = (
    'CREATE TABLE tickets ("Number" VARCHAR(20), "Service" VARCHAR(20), "Urgency" VARCHAR(20), '
    '"Closed" TIMESTAMP, "Hours" NUMERIC(9, 3))'
)
ROWS = (
    "INSERT INTO tickets VALUES ('2', 'Mail', 'low', '2013-10-04 10:00:00', 0.125), "
    "('1', 'Mail', 'high', '2013-10-03 09:05:00', 1.5), ('3', 'Web', NULL, NULL, NULL)"
)
Address = str


@pytest.fixture(scope="session")
def server() -> Iterator[Address]:
    """Return the address of PostgreSQL with the tickets of the help desk."""
    with postgresql() as port:
        user = f"reporter:{quote(PASSWORD, safe='')}"
        address = f"postgresql+psycopg://{user}@127.0.0.1:{port}/postgres"
        fill(address, CREATE, ROWS, "CREATE SEQUENCE seen")
        yield address


@pytest.fixture
def file(tmp_path: Path) -> Address:
    """Return the address of an SQLite file with the same tickets."""
    with sqlite3.connect(tmp_path / "desk.db") as connection:
        connection.execute(CREATE.replace("TIMESTAMP", "VARCHAR"))
        connection.execute(re.sub(r"(2013-10-0[34]) ", r"\1T", ROWS))
    connection.close()
    return f"sqlite:///{tmp_path}/desk.db"


def fill(address: Address, *statements: str) -> None:
    """Run statements that change a database."""
    engine = sqlalchemy.create_engine(address, poolclass=sqlalchemy.pool.NullPool)
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def entry_of(form: str = SQL, *changes: tuple[str, str]) -> Entry:
    """Return the mapping of the help desk for a database."""
    text = DESK_MAPPING
    for old, new in ((DELIMITED, form), *changes):
        assert old in text
        text = text.replace(old, new)
    return desk_entry(text)


def taken(address: Address, form: str = SQL, *changes: tuple[str, str]) -> ExportFile:
    """Return what is kept of a database."""
    kept = fetch(entry_of(form, *changes), desk_ground(), {"DESK_DB": address})
    assert isinstance(kept, ExportFile), kept
    return kept


def refused(address: Address, form: str = SQL) -> str:
    """Return why nothing was read of a database."""
    told = fetch(entry_of(form), desk_ground(), {"DESK_DB": address})
    assert isinstance(told, Refused)
    [finding] = told.findings
    return f"{finding.place}: {finding.path}: {finding.found} ({finding.rule})"


def counted(address: Address, form: str = SQL, *changes: tuple[str, str]) -> Collected:
    """Return what is collected of a database."""
    return collect(entry_of(form, *changes), taken(address, form, *changes), desk_ground(), {})


# --- What is read --------------------------------------------------------------------


def test_a_table_of_postgresql_becomes_records(server: Address) -> None:
    longest = (("desk.count, value", "desk.maximum, value"), ('"true"', "hours"))
    run = counted(server, SQL, *longest)

    assert run.findings == ()
    assert b'"value": "1.5", "at": "2013-10-03T09:05:00", "case": "1"' in run.files[OCTOBER]


def test_a_file_of_sqlite_gives_the_same_records(server: Address, file: Address) -> None:
    one, other = (counted(each).files[OCTOBER].partition(b"records:")[2] for each in (server, file))

    assert one == other


def test_what_is_kept_has_the_same_bytes_whatever_the_order_of_the_rows(server: Address) -> None:
    select = "form: {kind: sql, address: DESK_DB, select: SELECT * FROM tickets ORDER BY 1 "
    up, down = (taken(server, select + way) for way in ("ASC}", "DESC}"))

    assert up == down
    assert up.name == f"desk-{up.sha256[:12]}.jsonl"
    assert up.content.decode().splitlines() == [
        '{"source":"desk","columns":["Number","Service","Urgency","Closed","Hours"]}',
        '["1","Mail","high",{"at":"2013-10-03T09:05:00"},1.500]',
        '["2","Mail","low",{"at":"2013-10-04T10:00:00"},0.125]',
        '["3","Web",null,null,null]',
    ]


def test_signs_that_other_programs_read_as_parameters_stay_as_they_are(server: Address) -> None:
    shown = "'%s :x' || \"Number\"::text"
    select = f"SELECT {shown} FROM tickets WHERE \"Service\" LIKE 'M%l' ORDER BY 1"  # noqa: S608

    assert rows_of(server, select) == [("%s :x1",), ("%s :x2",)]
    assert statement_fault(select) == ""


def test_figures_can_be_counted_again_from_what_was_kept(server: Address) -> None:
    kept = taken(server)

    again = collect(entry_of(), kept, desk_ground(), {})

    assert f'"file": "{kept.name}", "sha256": "{kept.sha256}"' in again.files[OCTOBER].decode()


@pytest.mark.parametrize(
    ("sql", "kept"),
    [
        ("TIMESTAMPTZ '2013-10-03 09:05:00+02'", '{"at":"2013-10-03T07:05:00+00:00"}'),
        ("DATE '2013-10-03'", '{"at":"2013-10-03"}'),
        ("INTERVAL '90.5 seconds'", '{"seconds":"90.500000"}'),
        ("CAST(0.1 AS DOUBLE PRECISION)", "0.1"),
        ("CAST(0.1 AS REAL)", "0.1"),
        ("CAST(1.50 AS NUMERIC(9, 2))", "1.50"),
        ("CAST('NaN' AS NUMERIC)", '"NaN"'),
        ("TRUE", "true"),
        ("TIME '09:05'", '"09:05:00"'),
        ("ARRAY['a', 'b']", '["a","b"]'),
        ("CAST('{}' AS JSON)", '{"type":"dict"}'),
        ("CAST('x' AS BYTEA)", '{"type":"bytes"}'),
    ],
)
def test_values_of_postgresql_are_kept_by_their_types(server: Address, sql: str, kept: str) -> None:
    file = snapshot("desk", ["x"], rows_of(server, f"SELECT {sql}"))

    assert file.content.decode().splitlines() == ['{"source":"desk","columns":["x"]}', f"[{kept}]"]


def rows_of(address: Address, select: str, seconds: int = 30) -> list[tuple[object, ...]]:
    """Return the rows of a statement as the database is really asked."""
    question = Question(address=address, table=(), columns=(), select=select, seconds=seconds)
    with answer(question) as (_, rows):
        return [tuple(row) for row in rows]


# --- What is refused -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("select", "fault"),
    [
        ("SELECT 1; SELECT 2", "2 statements"),
        ("DELETE FROM tickets", "Only SELECT statements"),
        ("COPY tickets TO PROGRAM 'sh'", "syntax error"),
        ("SELECT pg_read_file('/etc/passwd')", "function pg_read_file"),
        ("SELECT lo_import('/etc/passwd')", "function lo_import"),
        ("SELECT * FROM dblink('x', 'y')", "function dblink, table function"),
        ("SELECT pg_sleep(100)", "function pg_sleep"),
        ("WITH d AS (DELETE FROM tickets RETURNING *) SELECT * FROM d", "delete query"),
        ("SELECT * FROM pg_shadow", "the system's own table pg_shadow"),
        ("SELECT * FROM tickets, pg_catalog.pg_authid", "the system's own table pg_"),
        ("SELECT (SELECT max(passwd) FROM pg_shadow)", "the system's own table pg_shadow"),
        ("SELECT * INTO copy FROM tickets", "syntax error"),
        ("SELECT * FROM tickets FOR UPDATE", "syntax error"),
    ],
)
def test_a_statement_that_may_change_or_reach_anything_is_never_run(
    server: Address, select: str, fault: str
) -> None:
    form = f'form: {{kind: sql, address: DESK_DB, select: "{select}"}}'

    assert refused(server, form).startswith(f"report_data/sources/desk.yml:5: form.select: {fault}")


@pytest.mark.parametrize(
    "select",
    [
        'SELECT t."Number", count(*) FROM tickets t LEFT JOIN tickets u ON t.x = u.x GROUP BY 1',
        "SELECT a FROM help.tickets WHERE opened >= DATE '2013-10-01' UNION ALL SELECT b FROM c",
        "SELECT to_char(a, 'YYYY') FROM (SELECT a FROM b) AS c ORDER BY 1",
        "WITH a AS (SELECT 1 AS x FROM b) SELECT x FROM a",
    ],
)
def test_a_statement_that_only_reads_is_run(select: str) -> None:
    assert statement_fault(select) == ""


@pytest.mark.parametrize(
    ("keys", "found"), [("", "neither"), ("table: tickets, select: SELECT 1 FROM x", "both")]
)
def test_a_form_names_a_table_or_a_statement(keys: str, found: str) -> None:
    form = f"form: {{kind: sql, address: DESK_DB, {keys}}}"

    assert refused("sqlite://", form) == f"report_data/sources/desk.yml:5: form: {found} (C043)"


def test_the_server_itself_refuses_a_change(server: Address, file: Address) -> None:
    with pytest.raises(AnswerError, match="ReadOnlySqlTransaction 25006"):
        rows_of(server, "SELECT nextval('seen')")
    with pytest.raises(AnswerError, match="SQLITE_READONLY"):
        rows_of(file, "INSERT INTO tickets VALUES ('9', '', '', '', 1)")


def test_a_statement_that_takes_too_long_is_stopped(server: Address, file: Address) -> None:
    numbers = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"

    with pytest.raises(AnswerError, match="QueryCanceled 57014"):
        rows_of(server, numbers, seconds=1)
    with pytest.raises(AnswerError, match="INTERRUPT"):
        rows_of(file, numbers, seconds=1)


def test_rows_are_refused_beyond_their_limit(
    server: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.collect.live.snapshot.MOST_ROWS", 2)

    assert refused(server) == (
        "report_data/sources/desk.yml:5: form.table: more than 2 rows or 1,073,741,824 bytes (C045)"
    )


def test_a_file_of_sqlite_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    told = refused(f"sqlite:///{tmp_path}/none.db")

    assert told.endswith("form.table: no connection (OperationalError SQLITE_CANTOPEN) (C045)")
    assert list(tmp_path.iterdir()) == []


def test_a_table_or_column_that_is_not_there_is_told(server: Address) -> None:
    assert "UndefinedTable 42P01" in refused(server, SQL.replace("tickets", "ticket"))
    with pytest.raises(AnswerError, match="UndefinedColumn 42703"):
        rows_of(server, "SELECT nothing FROM tickets")


# --- What is never told --------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (quote(PASSWORD, safe=""), "wr0ng-pass"),
        ("reporter", "some-one"),
        ("127.0.0.1", "127.0.0.2"),
        ("/postgres", "/data-base"),
        ("postgresql+psycopg", "klingon"),
        ("postgresql+psycopg", "postgresql+nothing"),
    ],
)
def test_no_complaint_tells_the_address(server: Address, old: str, new: str) -> None:
    address = server.replace(old, new)

    told = complaint(lambda: refused(address))

    port = address.rpartition(":")[2]
    parts = (PASSWORD, quote(PASSWORD, safe=""), "reporter", "127.0.0", port, new)
    assert [part for part in parts if part in told] == []


def complaint(act: Callable[[], str]) -> str:
    """Return what is said of a source, with every cause that a traceback would show."""
    try:
        return act()
    except UsageError as wrong:
        return f"{wrong} {'' if wrong.__suppress_context__ else wrong.__context__}"


def test_an_error_of_a_statement_does_not_tell_the_address(server: Address) -> None:
    with pytest.raises(AnswerError) as told:
        rows_of(server, f'SELECT \'{PASSWORD}\' + 1, "reporter" FROM "127.0.0.1"')  # noqa: S608 - a test's

    assert PASSWORD not in str(told.value)
    assert "127.0.0.1" not in str(told.value)
    assert told.value.__suppress_context__


@pytest.mark.parametrize("value", ["", "  ", "x" * 5000, "sqlite://\n"[:-1] + "\x00"])
def test_a_variable_without_an_address_is_wrong_usage(value: str) -> None:
    with pytest.raises(UsageError, match="the environment variable DESK_DB"):
        fetch(entry_of(), desk_ground(), {"DESK_DB": value})


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b'{"columns": ["a"]}\n[1, 2]', b"\xff", b'{"columns": 3}', b"[" * 100_000],
)
def test_a_file_that_was_not_kept_is_no_source(content: bytes) -> None:
    run = collect(entry_of(), ExportFile(name="x.jsonl", content=content), desk_ground(), {})

    assert [each.rule for each in run.findings] == ["C044"]


def test_a_value_that_was_kept_but_is_no_cell_is_told(server: Address) -> None:
    kept = taken(server)
    wrong = replace(kept, content=kept.content.replace(b'"high"', b'{"type":"dict"}'))

    run = collect(entry_of(), wrong, desk_ground(), {})

    assert [(each.path, each.found) for each in run.findings] == [
        ("row 1 Urgency", "a value of type dict")
    ]
