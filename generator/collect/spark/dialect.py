"""Statements of the embedded engine in the words of Spark, with the same meaning to the digit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError

from generator.collect.spark.styles import read_styled, write_styled
from generator.collect.spark.words import raw
from generator.errors import UsageError

_BOUNDARIES: Final = frozenset({"YEAR", "QUARTER", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND"})
_LENGTHS: Final = frozenset({"DAY", "HOUR", "MINUTE", "SECOND"})
_EXTRACTS: Final = MappingProxyType(
    {
        "dow": "DAYOFWEEK({0}) - 1",
        "isodow": "WEEKDAY({0}) + 1",
        "second": "CAST(FLOOR(EXTRACT(SECOND FROM {0})) AS BIGINT)",
        **{
            unit: f"CAST(EXTRACT({unit} FROM {{0}}) AS BIGINT)"
            for unit in ("year", "quarter", "month", "week", "day", "doy", "hour", "minute")
        },
    }
)
_SPANS: Final = MappingProxyType(
    {
        "to_years": "MAKE_YM_INTERVAL(CAST({0} AS INT))",
        "to_months": "MAKE_YM_INTERVAL(0, CAST({0} AS INT))",
        "to_weeks": "MAKE_DT_INTERVAL(CAST({0} AS INT) * 7)",
        "to_days": "MAKE_DT_INTERVAL(CAST({0} AS INT))",
        "to_hours": "MAKE_DT_INTERVAL(0, CAST({0} AS INT))",
        "to_minutes": "MAKE_DT_INTERVAL(0, 0, CAST({0} AS INT))",
        "to_seconds": "MAKE_DT_INTERVAL(0, 0, 0, {0})",
    }
)
_WHOLE: Final = frozenset({"TINYINT", "SMALLINT", "INT", "BIGINT", "INT128"})


def in_spark(statement: str) -> exp.Expr:
    """Return a statement as a tree that Spark's words can be written from.

    Raises UsageError for what Spark would read in another way, or not at all.
    """
    try:
        tree: exp.Expr = parse_one(statement, read="duckdb")
    except SqlglotError as broken:
        raise UsageError(f"Spark cannot be asked this: {broken}") from broken
    tree = tree.transform(_most_common)
    # From the leaves up: what stands inside has its new form already.
    for node in reversed(list(tree.bfs())):
        again = _NODES.get(type(node))
        new = again(node) if again else node
        if new is not node:
            node.replace(new)
    return tree


def _most_common(node: exp.Expr) -> exp.Expr:
    """Return the value of most rows, which the embedded engine takes from a list of all values."""
    if not (isinstance(node, exp.Dot) and node.find(exp.ArraySort)):
        return node
    (counted,) = (each for each in node.find_all(exp.Anonymous) if each.name == "histogram")
    return raw("MODE({0}, true)", *counted.expressions)


def _difference(node: exp.Expr) -> exp.Expr:
    """Count the boundaries between two instants."""
    unit = _unit(node.args["unit"].name, _BOUNDARIES)
    text = f"TIMESTAMPDIFF({unit}, DATE_TRUNC('{unit}', {{0}}), DATE_TRUNC('{unit}', {{1}}))"
    return raw(text, node.expression, node.this)


def _unit(name: str, known: frozenset[str]) -> str:
    """Return a unit that both engines count alike."""
    if name.upper() not in known:
        raise UsageError(f"Spark counts the unit {name!r} in another way; use the embedded engine")
    return name.upper()


def _named(node: exp.Expr) -> exp.Expr:
    """Return a function that the parser knows by its name only."""
    name, arguments = str(node.this).lower(), node.expressions
    if name == "hash":
        return raw("XXHASH64({0})", *arguments)
    if name == "row":
        return raw(
            f"STRUCT({', '.join(f'{{{place}}}' for place in range(len(arguments)))})", *arguments
        )
    if name == "date_part":
        return _extracted(arguments[0].name, arguments[1])
    if name == "date_sub":
        unit = _unit(arguments[0].name, _LENGTHS)
        return raw(f"TIMESTAMPDIFF({unit}, {{0}}, {{1}})", *arguments[1:])
    if name == "try_strptime":
        return read_styled(arguments[0], arguments[1].name)
    if name in _SPANS:
        return raw(_SPANS[name], *arguments)
    raise UsageError(f"Spark has no {name} that means the same; use the embedded engine")


def _extracted(unit: str, instant: exp.Expr) -> exp.Expr:
    """Return a part of an instant."""
    if unit.lower() not in _EXTRACTS:
        raise UsageError(f"Spark counts the unit {unit!r} in another way; use the embedded engine")
    return exp.Paren(this=raw(_EXTRACTS[unit.lower()], instant))


def _extract(node: exp.Expr) -> exp.Expr:
    """Return a part of an instant that is asked for by EXTRACT."""
    return _extracted(node.this.name, node.expression)


def _full_match(node: exp.Expr) -> exp.Expr:
    """Match a text from end to end; Java's `$` would let a line feed pass."""
    pattern = exp.Literal.string(rf"\A(?:{node.expression.name})\z")
    return exp.Paren(this=exp.RegexpLike(this=node.this.copy(), expression=pattern))


def _toward_nought(node: exp.Expr) -> exp.Expr:
    """Cut a number off."""
    if node.args.get("decimals"):
        raise UsageError("Spark cuts no decimals off; use round, or the embedded engine")
    return raw("CASE WHEN {0} < 0 THEN CEIL({0}) ELSE FLOOR({0}) END", node.this)


def _cast(node: exp.Expr) -> exp.Expr:
    """Round to whole numbers, halves away from nought, where Spark would cut off."""
    kind = node.args["to"].this.name
    if kind == "TIMESTAMP" and node.this.is_string:
        # Zones have hundreds of them: a literal is read faster than a cast of one.
        return raw("TIMESTAMP_NTZ {0}", node.this)
    if kind not in _WHOLE:
        return node
    word = "TRY_CAST" if isinstance(node, exp.TryCast) else "CAST"
    whole = "DECIMAL(38, 0)" if kind == "INT128" else kind
    return raw(f"{word}(ROUND({word}({{0}} AS DECIMAL(38, 9))) AS {whole})", node.this)


def _by(word: str) -> Callable[[exp.Expr], exp.Expr]:
    """Return what takes a value by the least or the largest of another, of rows that have it."""
    text = f"{word}({{0}}, CASE WHEN {{0}} IS NOT NULL THEN {{1}} END)"
    return lambda node: raw(text, node.this, node.expression)


def _like(node: exp.Expr) -> exp.Expr:
    """Refuse a backslash in a pattern, which Spark alone takes for an escape."""
    if "\\" in node.expression.name:
        raise UsageError("Spark reads a backslash in LIKE in another way; use the embedded engine")
    return node


_NODES: Final[Mapping[type[exp.Expr], Callable[[exp.Expr], exp.Expr]]] = MappingProxyType(
    {
        exp.Anonymous: _named,
        exp.ArgMax: _by("MAX_BY"),
        exp.ArgMin: _by("MIN_BY"),
        exp.Cast: _cast,
        exp.DateDiff: _difference,
        exp.Extract: _extract,
        exp.ILike: _like,
        exp.Like: _like,
        exp.RegexpFullMatch: _full_match,
        exp.TimeToStr: write_styled,
        exp.ToDays: lambda node: raw(_SPANS["to_days"], node.this),
        exp.Trunc: _toward_nought,
        exp.TryCast: _cast,
    }
)
