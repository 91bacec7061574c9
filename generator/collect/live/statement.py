"""The one statement that a database is asked: a table, or a SELECT of known functions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

import duckdb

from generator.collect import expression
from generator.collect.syntaxtree import nodes

_QUERIES: Final = frozenset({"SELECT_NODE", "SET_OPERATION_NODE"})
_TABLES: Final = frozenset({"BASE_TABLE", "JOIN", "SUBQUERY", "EMPTY"})
# Those of expressions, totals, and what turns numbers and texts of a database into moments.
FUNCTIONS: Final = expression.FUNCTIONS | {
    *("avg", "count", "count_star", "max", "min", "string_agg", "sum", "row_number"),
    *("date", "datetime", "from_unixtime", "ifnull", "strftime", "timezone", "to_char"),
    *("to_timestamp", "unix_timestamp", "/"),
}
_SYSTEM: Final = ("pg_", "sqlite_", "information_schema", "mysql", "sys")


def statement_fault(text: str) -> str:
    """Return why a text is not one harmless SELECT, or nothing.

    A mapping is written by strangers and run with our credentials: nothing is changed, no
    file of the server is read, and what describes its users is none of our business.
    """
    with duckdb.connect() as engine:
        try:
            answer = engine.execute("SELECT json_serialize_sql(?)", [text]).fetchone()
            tree = json.loads(answer[0]) if answer else {}
        except (duckdb.Error, RecursionError) as broken:
            return _short(str(broken))
    if tree.get("error", True):
        return _short(str(tree.get("error_message")))
    if len(tree["statements"]) != 1:
        return f"{len(tree['statements'])} statements"
    refused = sorted(set(_refused(tree["statements"][0]["node"])))
    return ", ".join(refused)


def _short(message: str) -> str:
    """Return the first sentence of a parser's message."""
    return " ".join(message.partition("LINE ")[0].split())[:200]


def _refused(tree: object) -> Iterator[str]:
    """Yield what of a syntax tree is not allowed."""
    for node in nodes(tree):
        yield from _refused_node(node)
        yield from _refused_table(node.get("from_table"))
        yield from _refused_table(node.get("left"))
        yield from _refused_table(node.get("right"))


def _refused_node(node: dict[str, object]) -> Iterator[str]:
    """Yield why one node of the tree is not allowed."""
    kind, name = str(node.get("type", "")), str(node.get("function_name", "")).lower()
    if kind.endswith("_NODE") and kind not in _QUERIES:
        yield kind.removesuffix("_NODE").replace("_", " ").lower()
    if name and name not in FUNCTIONS:
        yield f"function {name}"


def _refused_table(table: object) -> Iterator[str]:
    """Yield why something that rows are taken from is not allowed."""
    if not isinstance(table, dict) or "class" in table or str(table.get("type")) in _QUERIES:
        return
    if table.get("type") not in _TABLES:
        yield str(table.get("type")).replace("_", " ").lower()
    for key in ("catalog_name", "schema_name", "table_name"):
        name = str(table.get(key) or "").lower()
        if name.startswith(_SYSTEM):
            yield f"the system's own table {name}"
