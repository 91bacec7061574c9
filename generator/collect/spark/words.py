"""Trees of statements as text in Spark's words."""

from __future__ import annotations

from sqlglot import ErrorLevel, exp
from sqlglot.errors import SqlglotError

from generator.errors import UsageError


def spark_text(tree: exp.Expr) -> str:
    """Write a tree in Spark's words."""
    try:
        return tree.sql(dialect="spark", unsupported_level=ErrorLevel.RAISE)
    except SqlglotError as broken:
        raise UsageError(f"Spark cannot be asked this: {broken}") from broken


def raw(text: str, *parts: exp.Expr) -> exp.Expr:
    """Return words that are written as they stand: the parser would change their meaning."""
    return exp.Var(this=text.format(*map(spark_text, parts)))
