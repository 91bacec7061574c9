"""Instants as texts of a style, in Spark's words: written, and read like the embedded engine."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from sqlglot import exp

from generator.collect.spark.words import raw, spark_text
from generator.errors import UsageError

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


def write_styled(node: exp.Expr) -> exp.Expr:
    """Write an instant in a style, its plain letters in quotes as Java wants them."""
    pieces = _STYLE.split(node.args["format"].name)
    _refuse_unknown(pieces, _LETTERS)
    plain = [re.sub("([A-Za-z]+)", r"'\1'", piece) for piece in pieces[::2]]
    letters = [_LETTERS[piece] for piece in pieces[1::2]]
    pattern = "".join(itertools.chain(*itertools.zip_longest(plain, letters, fillvalue="")))
    return raw(f"DATE_FORMAT({{0}}, {spark_text(exp.Literal.string(pattern))})", node.this)


def _refuse_unknown(pieces: list[str], known: Mapping[str, str]) -> None:
    """Raise UsageError for a part of a style that Spark has not, or has another meaning for."""
    unknown = [piece for piece in pieces[1::2] if piece not in known]
    if unknown:
        raise UsageError(f"Spark writes {unknown[0]} in another way; use the embedded engine")


def read_styled(cell: exp.Expr, style: str) -> exp.Expr:
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
    return raw(f"TRY_MAKE_TIMESTAMP_NTZ({parts})", cell)
