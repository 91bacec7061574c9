"""Expressions of a mapping: one scalar expression over one case, and nothing else."""

# ruff: noqa: S608 - statements are parsed or bound, never run on data

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import duckdb

from generator.collect.exactness import WHOLE, slips, typed_parts
from generator.collect.syntaxtree import Node, nodes
from generator.collect.wholehours import compared_units
from generator.workspace.decode import did_you_mean

# No window, subquery, star, parameter, lambda or aggregate: what looks at one case only
# means the same on any engine, and cannot reach another table.
SHAPES = frozenset(
    {
        "BETWEEN",
        "CASE",
        "CAST",
        "COLUMN_REF",
        "COMPARISON",
        "CONJUNCTION",
        "CONSTANT",
        "FUNCTION",
        "OPERATOR",
        "TYPE",
    }
)

# Functions that are exact and know neither clock nor chance. Division is left out
# because it leaves exact numbers: store the parts of a ratio, or use `//`.
FUNCTIONS = frozenset(
    [
        "+",
        "-",
        "*",
        "//",
        "%",
        "||",
        "~~",
        "!~~",
        "~~*",
        "!~~*",
        "abs",
        "ceil",
        "floor",
        "round",
        "trunc",
        "greatest",
        "least",
        "nullif",
        "concat",
        "contains",
        "ends_with",
        "left",
        "length",
        "like_escape",
        "lower",
        "ltrim",
        "replace",
        "right",
        "rtrim",
        "split_part",
        "starts_with",
        "substring",
        "trim",
        "upper",
        "sha256",
        "date_diff",
        "date_part",
        "date_sub",
        "date_trunc",
        "to_days",
        "to_hours",
        "to_minutes",
        "to_months",
        "to_seconds",
        "to_weeks",
        "to_years",
    ]
)

# Types that mean the same in every time zone. DOUBLE is how the engine writes an INTERVAL;
# anywhere else it is refused, as every part of an expression must be exact.
TYPES = frozenset(
    [
        *("BOOLEAN", "VARCHAR", "INTEGER", "BIGINT", "HUGEINT"),
        *("DECIMAL", "DOUBLE", "DATE", "TIMESTAMP", "INTERVAL"),
    ]
)


class Yields(StrEnum):
    """What an expression gives for a case."""

    CONDITION = "a condition"
    NUMBER = "an exact number"
    TEXT = "a text"
    INSTANT = "an instant"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why an expression cannot be used."""

    expected: str
    found: str
    action: str


def read_expression(engine: duckdb.DuckDBPyConnection, text: str) -> Yields | Fault:
    """Return what an expression gives over the columns of the engine's table `cases`.

    The table may be empty: nothing is evaluated.
    """
    try:
        tree: Node = json.loads(_parsed(engine, text))
        return _shape_fault(tree) or _unit_fault(tree) or _type_of(engine, tree)
    except (duckdb.Error, RecursionError) as broken:
        return _not_sql(str(broken))


def _shape_fault(tree: Node) -> Fault | None:
    """Return why a tree is not that of one scalar expression of the allowed shapes."""
    if tree["error"]:
        return _not_sql(str(tree["error_message"]))
    select = tree["statements"][0]["node"]
    if len(tree["statements"]) != 1 or not _is_bare(select):
        return _not_sql("more than an expression")
    refused = sorted(set(_refused(select["select_list"][0])))
    if not refused:
        return None
    return Fault(
        expected="columns, constants and known functions of one case",
        found=", ".join(refused),
        action="use the functions that the guide of collect lists",
    )


def _unit_fault(tree: Node) -> Fault | None:
    """Return why a comparison is rough: it looks at whole hours or minutes of a length."""
    for found in compared_units(tree):
        return Fault(
            expected="lengths of time that are compared to the second",
            found=found,
            action="write closed <= opened + INTERVAL 8 HOUR, or take the unit 'second'",
        )
    return None


def _parsed(engine: duckdb.DuckDBPyConnection, text: str) -> str:
    """Return the syntax tree of the expression as JSON."""
    # The line break ends a comment that would swallow the rest.
    statement = f"SELECT (\n{text}\n) FROM cases"
    answer = engine.execute("SELECT json_serialize_sql(?)", [statement]).fetchone()
    return str(answer[0]) if answer else ""


def _is_bare(select: dict[str, object]) -> bool:
    """Tell whether the statement is still the one that the expression was put into."""
    clauses = ("where_clause", "group_expressions", "having", "qualify", "sample", "modifiers")
    source, items = select.get("from_table"), select.get("select_list")
    return (
        isinstance(source, dict)
        and source.get("table_name") == "cases"
        and isinstance(items, list)
        and len(items) == 1
        and not any(select.get(clause) for clause in clauses)
    )


_UNKNOWN: Final = re.compile(r'Referenced column "([^"]+)" not found')
_NAME: Final = re.compile(r'"([^"]+)"')
_KIND: Final = re.compile(r"^(?:[A-Z]\w+ )+Error: ")
_ASIDES: Final = re.compile(r"LINE [0-9]+:|Candidate (?:functions|bindings):|You might need")
_SEVERAL: Final = "Only SELECT statements can be serialized"

# Names that SQL reads as functions of the moment, the session or the row's place.
_VOLATILE = frozenset(
    {
        "current_date",
        "current_time",
        "current_timestamp",
        "localtime",
        "localtimestamp",
        "current_user",
        "session_user",
        "user",
        "rowid",
        "cases",
    }
)


def _refused(tree: object) -> Iterator[str]:
    """Yield the parts of a syntax tree that are not allowed."""
    for node in nodes(tree):
        yield from _refused_node(node)


def _refused_node(node: dict[str, object]) -> Iterator[str]:
    """Yield why one node of the tree is not allowed."""
    shape = node.get("class")
    names = node.get("column_names")
    if shape is not None and shape not in SHAPES:
        yield str(shape).lower()
    elif shape == "FUNCTION" and node.get("function_name") not in FUNCTIONS:
        yield f"function {node.get('function_name')}"
    elif isinstance(names, list) and len(names) != 1:
        yield "column " + ".".join(map(str, names))
    elif isinstance(names, list) and str(names[0]).lower() in _VOLATILE:
        yield f"{names[0]}, which differs from run to run"
    elif shape == "TYPE" and node.get("type_name") not in TYPES:
        yield f"type {node.get('type_name')}"


def _type_of(engine: duckdb.DuckDBPyConnection, tree: Node) -> Yields | Fault:
    """Return what the expression gives, as the engine's binder sees it."""
    parts = typed_parts(engine, tree)
    for slip in slips(parts):
        return Fault(expected="exact values throughout", found=slip.found, action=slip.action)
    name = parts[0].type
    if name == "BOOLEAN":
        return Yields.CONDITION
    if name in WHOLE or name.startswith("DECIMAL"):
        return Yields.NUMBER
    if name == "VARCHAR":
        return Yields.TEXT
    if name == "TIMESTAMP":
        return Yields.INSTANT
    return Fault(
        expected="a condition, an exact number or a text",
        found=name,
        action="compare it, or count in whole units with date_diff",
    )


def _not_sql(message: str) -> Fault:
    """Return the fault of a text that the engine cannot read as one expression."""
    unknown = _UNKNOWN.search(message)
    if unknown:
        near = tuple(_NAME.findall(message.partition("Candidate")[2].partition("LINE ")[0]))
        found, hint = f"no column {unknown[1]!r}", did_you_mean(unknown[1], near)
    else:
        found, hint = plain_words(message), ""
    return Fault(
        expected="one SQL expression over the columns of a case",
        found=found,
        action=f"{hint}mend the expression; the guide of collect shows examples",
    )


def plain_words(message: str) -> str:
    """Return what an engine says of a text, without what only its makers need."""
    if _SEVERAL in message:
        return "more than an expression"
    words = " ".join(_ASIDES.split(message)[0].split())
    bare = _KIND.sub("", words)
    return (bare[:1].lower() + bare[1:])[:200]
