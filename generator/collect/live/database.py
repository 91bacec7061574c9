"""Rows of an SQL database: one statement, nothing changed, within a time."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from generator.collect.live.address import AnswerError, without_secrets
from generator.errors import ToolError, UsageError

if TYPE_CHECKING:
    import sqlalchemy

_CONNECT_SECONDS: Final = 15
_AT_ONCE: Final = 10_000
_STEPS: Final = 100_000
"""Instructions of SQLite between two looks at the clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked: a table by name with its columns, or a statement; and how long it may take."""

    address: str
    table: tuple[str, ...]
    columns: tuple[str, ...]
    select: str | None
    seconds: int


@contextmanager
def answer(question: Question) -> Iterator[tuple[Sequence[str], Iterator[Sequence[object]]]]:
    """Give the names of the columns and the rows; the transaction is rolled back at the end.

    Raises AnswerError, UsageError for an address that is none, and ToolError without SQLAlchemy.
    """
    sql = _sqlalchemy()
    try:
        url = sql.make_url(question.address)
        engine = _engine(sql, url, question.seconds)
    except (sql.exc.ArgumentError, ImportError, ValueError) as wrong:
        name = type(wrong).__name__
        raise UsageError(f"no database can be reached by this address: {name}") from None
    try:
        with _connected(sql, engine) as connection:
            _begin(connection, question.seconds)
            with connection.execute(_statement(sql, question)) as result:
                yield tuple(result.keys()), (tuple(row) for row in result)
    except (sql.exc.SQLAlchemyError, UnicodeError) as wrong:
        raise AnswerError(_words(wrong, url, question)) from None
    finally:
        engine.dispose()


def _connected(sql: Any, engine: sqlalchemy.Engine) -> sqlalchemy.Connection:  # noqa: ANN401
    """Connect; a driver's own words would tell the address, so only their kind is told."""
    try:
        return engine.connect()
    except sql.exc.SQLAlchemyError as wrong:
        raise AnswerError(f"no connection ({_kind(wrong)})") from None


def _sqlalchemy() -> Any:  # noqa: ANN401 - a module that need not be there
    """Return SQLAlchemy, which only those need who read databases."""
    try:
        import sqlalchemy  # noqa: PLC0415 - an optional package
    except ImportError:
        raise ToolError("reading a database needs: pip install 'reportgen[sql]'") from None
    return sqlalchemy


def _engine(sql: Any, url: sqlalchemy.URL, seconds: int) -> sqlalchemy.Engine:  # noqa: ANN401
    """Return the way to a database; nothing is reached yet."""
    options: dict[str, Any] = {"hide_parameters": True, "poolclass": sql.pool.NullPool}
    kind = url.get_backend_name()
    if kind == "sqlite":
        options["creator"] = lambda: _sqlite(url.database or "", seconds)
    if kind == "postgresql":
        options["connect_args"] = {
            "connect_timeout": _CONNECT_SECONDS,
            "application_name": "reportgen",
            # Credentials come from the environment variable, and from nowhere else.
            "passfile": os.devnull,
        }
        options["isolation_level"] = "REPEATABLE READ"
    return sql.create_engine(url, **options)  # type: ignore[no-any-return]


def _sqlite(path: str, seconds: int) -> sqlite3.Connection:
    """Open a file for reading alone; one that is not there is not made."""
    connection = sqlite3.connect(f"file:{quote(path)}?mode=ro", uri=True, timeout=_CONNECT_SECONDS)
    end = time.monotonic() + seconds
    connection.set_progress_handler(lambda: int(time.monotonic() > end), _STEPS)
    return connection


def _begin(connection: sqlalchemy.Connection, seconds: int) -> None:
    """Let the server itself refuse every change, and stop in time."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")
        connection.exec_driver_sql(f"SET LOCAL statement_timeout = {seconds * 1000}")
        connection.exec_driver_sql("SET LOCAL TimeZone = 'UTC'")


def _statement(sql: Any, question: Question) -> Any:  # noqa: ANN401 - of SQLAlchemy
    """Return the statement; names are quoted as the database wants them."""
    if question.select:
        # A colon in the mapping's text is no parameter.
        statement = sql.text(question.select.replace(":", r"\:"))
    else:
        *schema, name = question.table
        columns = [sql.column(column) for column in dict.fromkeys(question.columns)]
        table = sql.table(name, *columns, schema=schema[0] if schema else None)
        statement = sql.select(*table.columns)
    return statement.execution_options(stream_results=True, max_row_buffer=_AT_ONCE)


def _words(wrong: Exception, url: sqlalchemy.URL, question: Question) -> str:
    """Return what a database complains of, on one line and without its address."""
    first = (str(getattr(wrong, "orig", None) or wrong).strip().splitlines() or [""])[0]
    secrets = (
        *(question.address, url.password, url.username, url.host, url.database),
        *(quote(each, safe="") for each in (url.password, url.username) if each),
    )
    shown = without_secrets(first, tuple(str(each) for each in secrets if each))
    return f"{_kind(wrong)}: {shown[:200]}"


def _kind(wrong: Exception) -> str:
    """Return the kind of a driver's complaint, with the code that its manual lists."""
    cause = getattr(wrong, "orig", None) or wrong
    code = getattr(cause, "sqlstate", None) or getattr(cause, "sqlite_errorname", None)
    return f"{type(cause).__name__} {code or ''}".strip()
