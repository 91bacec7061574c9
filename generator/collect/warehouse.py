"""The statements of a mapping as text, for a warehouse in which the data already live."""

# ruff: noqa: S608 - text for people to run; names are quoted, expressions were checked by plan

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Final

from sqlglot import Dialect, ErrorLevel, exp, parse_one
from sqlglot.errors import SqlglotError

from generator.collect.amounts import CASES, Cut, aggregate, cuts_of
from generator.collect.cases import case_views
from generator.collect.engine import SQL_TYPE, connect, quoted
from generator.collect.inputs import Ground, Refused
from generator.collect.parts import EXTREMES
from generator.collect.plan import SPREADS, Step, plan
from generator.collect.soundness import STOCKS
from generator.collect.spark.dialect import in_spark
from generator.collect.spark.words import spark_text
from generator.collect.stream.zones import to_local, to_utc
from generator.collect.table import LINE
from generator.errors import UsageError
from generator.kinds import MetricKind
from generator.workspace.model.sources import ColumnType, Fold
from generator.workspace.model.sources import Mapping as SourceMapping
from generator.workspace.workspace import Entry

EMBEDDED: Final = "duckdb"
SPARK: Final = "spark"


def warehouse_sql(
    entry: Entry, ground: Ground, table: str, dialect: str = EMBEDDED
) -> str | Refused:
    """Return a script that counts what `collect` counts, from a table of typed columns.

    Each statement answers for some metrics by month, service and member. Raises UsageError
    for a mapping that asks for more than SQL over one table, and for unknown dialects.
    """
    mapping = _sql_alone(entry, dialect)
    with closing(connect()) as engine:
        steps = plan(entry, ground, engine)
    if isinstance(steps, Refused):
        return steps
    if any(step.kind in STOCKS for step in steps.steps):
        raise _more_than_sql("stocks, which stand on the last day of an export")
    views = {**_rows(mapping, table, ground.zone), **case_views(mapping)}
    shared = ", ".join(f"{name} AS ({query})" for name, query in views.items())
    queries = (query for cut in cuts_of(steps, {}) for query in _queries(mapping, cut))
    return "".join(
        f"-- {names}\n{translated(f'WITH {shared} {query}', dialect)};\n\n"
        for names, query in queries
    )


def translated(statement: str, dialect: str) -> str:
    """Return a statement of the embedded engine in another dialect.

    Raises UsageError for a dialect that nobody knows, and for what it has no words for.
    """
    if dialect.lower() not in Dialect.classes:
        known = ", ".join(sorted(filter(None, Dialect.classes)))
        raise UsageError(f"no dialect {dialect!r}; known: {known}")
    if dialect.lower() == SPARK:
        return spark_text(in_spark(statement))
    try:
        tree = parse_one(statement, read="duckdb")
        if dialect.lower() == "postgres":
            tree = tree.transform(_for_postgres)
        return tree.sql(dialect=dialect, pretty=True, unsupported_level=ErrorLevel.RAISE)
    except SqlglotError as broken:
        raise UsageError(f"{dialect} cannot be asked this: {broken}") from broken


def _for_postgres(node: exp.Expr) -> exp.Expr:
    """Write aggregates that PostgreSQL does not have in its own words; keep steps apart."""
    if isinstance(node, exp.CTE):
        # Its planner would put the clocks of zones into each other, again and again.
        node.set("materialized", True)  # noqa: FBT003 - the form of the tree
    if not isinstance(node, exp.ArgMin | exp.ArgMax):
        return node
    value, by = (part.sql(dialect="postgres") for part in (node.this, node.expression))
    order = "DESC NULLS LAST" if isinstance(node, exp.ArgMax) else "NULLS LAST"
    return exp.Var(
        this=f"(ARRAY_AGG({value} ORDER BY {by} {order}) FILTER (WHERE {value} IS NOT NULL))[1]"
    )


def _sql_alone(entry: Entry, dialect: str) -> SourceMapping:
    """Return the mapping, if SQL over one table can tell all that it asks."""
    mapping = entry.value
    if not isinstance(mapping, SourceMapping):
        raise _more_than_sql("logs of outages")
    if any(
        column.text or column.words or column.pseudonym or column.decimals is not None
        for column in mapping.columns.values()
    ):
        raise _more_than_sql("columns made of others, words and pseudonyms")
    if mapping.clocks:
        raise _more_than_sql("service clocks")
    if Fold.MOST_COMMON in mapping.case.fold.values() and dialect not in {EMBEDDED, SPARK}:
        # Of several such values, a warehouse takes any.
        raise _more_than_sql("the fold most-common")
    return mapping


def _more_than_sql(what: str) -> UsageError:
    """Say what no statement over one table can tell."""
    return UsageError(f"{what}: counted by `collect`, not by SQL over one table")


def _rows(mapping: SourceMapping, table: str, zone: str) -> dict[str, str]:
    """Return the queries for the rows of a table whose columns have types of their own.

    Instants go from what the export's clock showed to UTC, then to the party's clock.
    """
    instants = [n for n, each in mapping.columns.items() if each.type is ColumnType.INSTANT]
    others = [quoted(name) for name in mapping.columns if name not in instants]
    shown = ", ".join(
        f"CAST({_header(mapping, name)} AS {SQL_TYPE[each.type]}) AS {quoted(name)}"
        for name, each in mapping.columns.items()
    )
    in_utc = ", ".join(
        (*others, *(f"{to_utc(quoted(n), mapping.zone or zone)} AS {quoted(n)}" for n in instants))
    )
    local = ", ".join(f"{to_local(quoted(n), zone)} AS {quoted(n + '_local')}" for n in instants)
    line = f"row_number() OVER (ORDER BY {quoted(mapping.case.key)}) AS {LINE}"
    return {
        "shown": f"SELECT {shown} FROM {quoted(table)}",
        "placed": f"SELECT {in_utc} FROM shown",
        "rows": f"SELECT {line}, placed.*, {local} FROM placed",
    }


def _header(mapping: SourceMapping, name: str) -> str:
    """Return the column of the table behind a column of the mapping."""
    return quoted(mapping.columns[name].header or name)


def _queries(mapping: SourceMapping, cut: Cut) -> Iterator[tuple[str, str]]:
    """Yield the statements of one grouping, each with the metrics that it is about."""
    plain = [s for s in cut.steps if s.kind not in SPREADS and s.kind not in EXTREMES]
    if plain:
        columns = ", ".join(
            f"{aggregate(mapping, cut, step, name)} AS {quoted(f'{step.rule.metric}.{name}')}"
            for step in plain
            for name in step.parts
        )
        names = ", ".join(step.rule.metric for step in plain)
        yield names, f"SELECT {cut.keys}, {columns} {CASES} {cut.grouping}"
    for step in cut.steps:
        if step.kind in EXTREMES:
            yield step.rule.metric, _extreme(mapping, cut, step)
        elif step.kind in SPREADS:
            for name, part in step.parts.items():
                spread = (
                    f"SELECT {cut.keys}, (\n{part.sql}\n) AS _value, count(*) AS _cases "
                    f"{CASES} AND (\n{part.sql}\n) IS NOT NULL {cut.grouping}, _value"
                )
                yield f"{step.rule.metric}: {name}", spread


def _extreme(mapping: SourceMapping, cut: Cut, step: Step) -> str:
    """Return the query for the extreme of each group: of equal ones the earliest, then by id."""
    value, at = f"(\n{step.parts['value'].sql}\n)", quoted(mapping.period)
    order = f"{value} {'DESC' if step.kind is MetricKind.MAXIMUM else 'ASC'}"
    case = quoted(mapping.case.key)
    ordered = (
        f"SELECT {cut.keys}, {value} AS _value, {quoted(mapping.period + '_local')} AS _at, "
        f"{case} AS _case, row_number() OVER (PARTITION BY {', '.join(cut.groups)} "
        f"ORDER BY {order}, {at}, {case}) AS _place {CASES} AND {value} IS NOT NULL"
    )
    return f"SELECT * FROM ({ordered}) AS ordered WHERE _place = 1"
