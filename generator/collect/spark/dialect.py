"""Statements of the embedded engine in the words of Spark, with the same meaning to the digit."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from sqlglot import ErrorLevel, exp, parse_one
from sqlglot.errors import SqlglotError

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
_LETTERS: Final = MappingProxyType(
    {
        "%Y": "yyyy",
        "%m": "MM",
        "%d": "dd",
        "%H": "HH",
        "%M": "mm",
        "%S": "ss",
        "%f": "SSSSSS",
        "%I": "hh",
        "%p": "a",
    }
)
# What an engine may read as each part of an instant, as a group.
_PARTS: Final = MappingProxyType(
    {
        "%Y": "([0-9]{4})",
        **dict.fromkeys(("%m", "%d", "%H", "%I"), "([0-9]{1,2})"),
        # Spark alone takes the sixtieth second for the next minute.
        **dict.fromkeys(("%M", "%S"), "([0-5]?[0-9])"),
        "%f": "([0-9]{1,6})",
        "%p": "([AaPp][Mm])",
    }
)
_STYLE: Final = re.compile("(%.)")
# What a style says nothing of.
_FIRST: Final = MappingProxyType(
    {
        **dict.fromkeys(("%m", "%d"), "'1'"),
        **dict.fromkeys(("%Y", "%H", "%M", "%S", "%f"), "'0'"),
    }
)
_BRACES: Final = str.maketrans({"{": "{{", "}": "}}"})
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
    is_list = isinstance(node, exp.Dot) and node.find(exp.ArraySort)
    counted = [each for each in node.find_all(exp.Anonymous) if each.name == "histogram"]
    if not (is_list and counted):
        return node
    return _raw("MODE({0}, true)", *counted[0].expressions)


def spark_text(tree: exp.Expr) -> str:
    """Write a tree in Spark's words."""
    try:
        return tree.sql(dialect="spark", unsupported_level=ErrorLevel.RAISE)
    except SqlglotError as broken:
        raise UsageError(f"Spark cannot be asked this: {broken}") from broken


def _difference(node: exp.Expr) -> exp.Expr:
    """Count the boundaries between two instants."""
    unit = _unit(node.args["unit"].name, _BOUNDARIES)
    text = f"TIMESTAMPDIFF({unit}, DATE_TRUNC('{unit}', {{0}}), DATE_TRUNC('{unit}', {{1}}))"
    return _raw(text, node.expression, node.this)


def _unit(name: str, known: frozenset[str]) -> str:
    """Return a unit that both engines count alike."""
    if name.upper() not in known:
        raise UsageError(f"Spark counts the unit {name!r} in another way; use the embedded engine")
    return name.upper()


def _raw(text: str, *parts: exp.Expr) -> exp.Expr:
    """Return words that are written as they stand: the parser would change their meaning."""
    return exp.Var(this=text.format(*map(spark_text, parts)))


def _named(node: exp.Expr) -> exp.Expr:
    """Return a function that the parser knows by its name only."""
    name, arguments = str(node.this).lower(), node.expressions
    if name == "hash":
        return _raw("XXHASH64({0})", *arguments)
    if name == "row":
        return _raw(
            f"STRUCT({', '.join(f'{{{place}}}' for place in range(len(arguments)))})", *arguments
        )
    if name == "date_part":
        return _extracted(arguments[0].name, arguments[1])
    if name == "date_sub":
        unit = _unit(arguments[0].name, _LENGTHS)
        return _raw(f"TIMESTAMPDIFF({unit}, {{0}}, {{1}})", *arguments[1:])
    if name == "try_strptime":
        return _read(arguments[0], arguments[1].name)
    if name in _SPANS:
        return _raw(_SPANS[name], *arguments)
    raise UsageError(f"Spark has no {name} that means the same; use the embedded engine")


def _extracted(unit: str, instant: exp.Expr) -> exp.Expr:
    """Return a part of an instant."""
    if unit.lower() not in _EXTRACTS:
        raise UsageError(f"Spark counts the unit {unit!r} in another way; use the embedded engine")
    return exp.Paren(this=_raw(_EXTRACTS[unit.lower()], instant))


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
    return _raw("CASE WHEN {0} < 0 THEN CEIL({0}) ELSE FLOOR({0}) END", node.this)


def _cast(node: exp.Expr) -> exp.Expr:
    """Round to whole numbers, halves away from nought, where Spark would cut off."""
    kind = node.args["to"].this.name
    if kind == "TIMESTAMP" and node.this.is_string:
        # Zones have hundreds of them: a literal is read faster than a cast of one.
        return _raw("TIMESTAMP_NTZ {0}", node.this)
    if kind not in _WHOLE:
        return node
    word = "TRY_CAST" if isinstance(node, exp.TryCast) else "CAST"
    whole = "DECIMAL(38, 0)" if kind == "INT128" else kind
    return _raw(f"{word}(ROUND({word}({{0}} AS DECIMAL(38, 9))) AS {whole})", node.this)


def _by(word: str) -> Callable[[exp.Expr], exp.Expr]:
    """Return what takes a value by the least or the largest of another, of rows that have it."""
    text = f"{word}({{0}}, CASE WHEN {{0}} IS NOT NULL THEN {{1}} END)"
    return lambda node: _raw(text, node.this, node.expression)


def _styled(node: exp.Expr) -> exp.Expr:
    """Write an instant in a style, its plain letters in quotes as Java wants them."""
    pieces = _STYLE.split(node.args["format"].name)
    _refuse_unknown(pieces, _LETTERS)
    plain = [re.sub("([A-Za-z]+)", r"'\1'", piece) for piece in pieces[::2]]
    letters = [_LETTERS[piece] for piece in pieces[1::2]]
    pattern = "".join(itertools.chain(*itertools.zip_longest(plain, letters, fillvalue="")))
    return _raw(f"DATE_FORMAT({{0}}, {spark_text(exp.Literal.string(pattern))})", node.this)


def _refuse_unknown(pieces: list[str], known: Mapping[str, str]) -> None:
    """Raise UsageError for a part of a style that Spark has not, or has another meaning for."""
    unknown = [piece for piece in pieces[1::2] if piece not in known]
    if unknown:
        raise UsageError(f"Spark writes {unknown[0]} in another way; use the embedded engine")


def _read(cell: exp.Expr, style: str) -> exp.Expr:
    """Read an instant that a style has written; NULL for any other text, and for no instant."""
    pieces = _STYLE.split(style)
    _refuse_unknown(pieces, _PARTS)
    pattern = "".join(
        _PARTS[piece] if place % 2 else re.escape(piece) for place, piece in enumerate(pieces)
    )
    literal = spark_text(exp.Literal.string(rf"\A{pattern}\z"))
    found = {
        part: f"REGEXP_EXTRACT({{0}}, {literal.translate(_BRACES)}, {place})"
        for place, part in enumerate(pieces[1::2], start=1)
    }
    told = {**_FIRST, **found}
    year, month, day, hour, minute = (f"TRY_CAST({told[f'%{part}']} AS INT)" for part in "YmdHM")
    if "%I" in found:
        half = f"CASE WHEN UPPER({told['%p']}) = 'PM' THEN 12 ELSE 0 END"
        hour = f"TRY_CAST({told['%I']} AS INT) % 12 + {half}"
    second = f"TRY_CAST(CONCAT({told['%S']}, '.', {told['%f']}) AS DECIMAL(16, 6))"
    parts = f"{year}, {month}, {day}, {hour}, {minute}, {second}"
    return _raw(f"TRY_MAKE_TIMESTAMP_NTZ({parts})", cell)


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
        exp.TimeToStr: _styled,
        exp.ToDays: lambda node: _raw(_SPANS["to_days"], node.this),
        exp.Trunc: _toward_nought,
        exp.TryCast: _cast,
    }
)
