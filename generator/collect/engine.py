"""The SQL engine: DuckDB in memory, without files, network, clock or chance."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Protocol, Self

import duckdb

from generator.workspace.model.sources import ColumnType, ExportReading
from generator.workspace.model.sources import Mapping as SourceMapping

SQL_TYPE: Mapping[ColumnType, str] = MappingProxyType(
    {
        ColumnType.TEXT: "VARCHAR",
        ColumnType.NUMBER: "DECIMAL(30, 9)",
        ColumnType.INSTANT: "TIMESTAMP",
    }
)

# Expressions know the day on which the export was taken under this name.
EXTRACTED = "extracted"


class Engine(Protocol):
    """What runs the statements of a plan, and gives back their rows."""

    def execute(self, query: str, /) -> Self:
        """Run a statement."""

    def fetchall(self) -> list[Any]:
        """Return all rows of the answer."""


def connect() -> duckdb.DuckDBPyConnection:
    """Return an empty data base that can reach nothing outside itself.

    One thread: rows that tie keep their order, so that the same export gives the same bytes.
    """
    engine = duckdb.connect(
        ":memory:",
        config={
            "enable_external_access": "false",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "threads": "1",
            # A mapping is written by strangers: no expression may take the machine.
            "memory_limit": "2GB",
        },
    )
    # An expression of a mapping must not open again what was just closed.
    engine.execute("SET lock_configuration = true")
    return engine


def typed_columns(mapping: ExportReading) -> Mapping[str, str]:
    """Return the columns that the export gives, with their SQL types."""
    types: dict[str, str] = {}
    for name, column in mapping.columns.items():
        types[name] = SQL_TYPE[column.type]
        if column.type is ColumnType.INSTANT:
            types[f"{name}_local"] = SQL_TYPE[column.type]
    return types


def case_columns(mapping: ExportReading) -> Mapping[str, str]:
    """Return the columns of a case, those of the clocks too, with their SQL types."""
    clocks = mapping.clocks if isinstance(mapping, SourceMapping) else ()
    clocked = (name for clock in clocks for name in (clock.column, clock.paused))
    return {**typed_columns(mapping), **dict.fromkeys(clocked, "BIGINT")}


def quoted(name: str) -> str:
    """Return a name of a column as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Return a text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def count_where(condition: str) -> str:
    """Return the aggregate for the number of rows that meet a condition.

    Conditions that aggregates share are then looked at once a row; a filter of each would be
    looked at for each.
    """
    return f"count(CASE WHEN {condition} THEN 1 END)"


def create_cases(engine: duckdb.DuckDBPyConnection, mapping: ExportReading) -> None:
    """Create `cases` without a case, against which expressions are read."""
    declare_cases(engine, {**case_columns(mapping), EXTRACTED: "DATE"})


def declare_cases(engine: Engine, types: Mapping[str, str]) -> None:
    """Define `cases` with these columns and no case."""
    columns = ", ".join(f"CAST(NULL AS {kind}) AS {quoted(name)}" for name, kind in types.items())
    see(engine, "cases", f"SELECT {columns} WHERE false")


def keep(engine: Engine, name: str, query: str) -> None:
    """Put the rows of a query into a table."""
    engine.execute(f"CREATE OR REPLACE TABLE {name} AS {query}")


def see(engine: Engine, name: str, query: str) -> None:
    """Call a query by a name; its rows are made anew for whoever asks."""
    engine.execute(f"CREATE OR REPLACE VIEW {name} AS {query}")
