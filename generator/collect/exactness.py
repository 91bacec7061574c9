"""Every part of an expression has a type, as the engine's binder sees it, and stays exact in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

import duckdb

from generator.collect.syntaxtree import Node, nodes

WHOLE = frozenset({"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT"})
_UNITS = frozenset(
    ["to_days", "to_hours", "to_minutes", "to_months", "to_seconds", "to_weeks", "to_years"]
)


class Kind(StrEnum):
    """What values of a type are for; two kinds are never compared with each other."""

    CONDITION = "a condition"
    NUMBER = "a number"
    TEXT = "a text"
    INSTANT = "an instant"
    SPAN = "a span of time"
    NOTHING = "NULL"


_KINDS: Mapping[str, Kind] = {
    "BOOLEAN": Kind.CONDITION,
    "VARCHAR": Kind.TEXT,
    "TIMESTAMP": Kind.INSTANT,
    "DATE": Kind.INSTANT,
    "INTERVAL": Kind.SPAN,
    '"NULL"': Kind.NOTHING,
    **dict.fromkeys(WHOLE, Kind.NUMBER),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedPart:
    """A part of an expression: its node, its text, and the SQL type that it has."""

    node: Node
    sql: str
    type: str

    @property
    def kind(self) -> Kind | None:
        """Return the kind of the type; None for one whose values are not exact."""
        return Kind.NUMBER if self.type.startswith("DECIMAL") else _KINDS.get(self.type)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A part that leaves exact values, or takes one kind for another: what, and what to do."""

    found: str
    action: str


def slips(parts: tuple[TypedPart, ...]) -> Iterator[Slip]:
    """Yield what is not exact in the parts of an expression.

    A condition may hide an inexact number: `1e0 * hours > 3` is as true or false as any other.
    """
    by_node = {id(part.node): part for part in parts}
    # A part comes before those that it is made of: the last one is where it began.
    for part in reversed(parts):
        if part.kind is None:
            yield _inexact(part)
        else:
            yield from _confused(part, by_node)
            yield from _cut(part, by_node)


def typed_parts(engine: duckdb.DuckDBPyConnection, statement: Node) -> tuple[TypedPart, ...]:
    """Return a statement's one expression and each part of it with its type.

    All are columns of one statement that the engine binds; nothing is evaluated.
    """
    select = statement["statements"][0]["node"]
    parts = tuple(_parts(select["select_list"][0]))
    every = {**statement["statements"][0], "node": {**select, "select_list": parts}}
    text = json.dumps({**statement, "statements": [every]})
    ((sql,),) = engine.execute("SELECT json_deserialize_sql(?)", [text]).fetchall()
    described = engine.execute(f"DESCRIBE {sql}").fetchall()
    return tuple(
        TypedPart(node=node, sql=str(name).replace('"', ""), type=str(kind))
        for node, (name, kind, *_) in zip(parts, described, strict=True)
    )


def _parts(expression: Node) -> Iterator[Node]:
    """Yield every part of an expression that has a value of its own."""
    rest: list[object] = [expression]
    while rest:
        node = rest.pop()
        if isinstance(node, list):
            rest.extend(reversed(node))
        elif isinstance(node, dict) and node.get("class") != "TYPE":
            if "class" in node:
                yield node
            if not _is_whole_span(node):
                rest.extend(reversed(node.values()))


def _is_whole_span(node: Node) -> bool:
    """Tell whether a node is a span such as `INTERVAL 24 HOUR`; inside, it is a DOUBLE."""
    if node.get("function_name") not in _UNITS:
        return False
    below = [each for each in nodes(node["arguments"]) if "class" in each]
    return all(
        each["class"] != "COLUMN_REF"
        and (each["class"] != "CONSTANT" or each["literal"].get("text", "").isdecimal())
        for each in below
    )


def _inexact(part: TypedPart) -> Slip:
    """Say that a part has a type whose values are not exact."""
    return Slip(
        found=f"{part.sql}, of type {part.type}",
        action="write numbers without exponent; divide and count whole numbers only: "
        "CAST(… AS BIGINT) // 60, date_diff('second', …)",
    )


def _confused(part: TypedPart, parts: Mapping[int, TypedPart]) -> Iterator[Slip]:
    """Yield where kinds meet that differ: the engine would convert, and round, in silence."""
    for group, wanted in _meetings(part.node):
        members = [parts[id(each)] for each in group if id(each) in parts]
        kinds = {each.kind for each in members} - {Kind.NOTHING}
        if len(kinds | wanted) > 1 and None not in kinds:
            found = " and ".join(sorted(filter(None, kinds)))
            yield Slip(
                found=f"{found} in {part.sql}",
                action="compare texts with texts ('1'), numbers with numbers, instants with "
                "instants (TIMESTAMP '2026-01-31 00:00:00'), and put conditions where "
                "conditions belong; CAST says when one stands for the other",
            )


def _cut(part: TypedPart, parts: Mapping[int, TypedPart]) -> Iterator[Slip]:
    """Yield where a part of a span is taken for all of it: a day and an hour have one hour."""
    if part.node.get("function_name") != "date_part":
        return
    below = [parts.get(id(each["expression"])) for each in part.node["arguments"]]
    if any(each and each.kind is Kind.SPAN for each in below):
        yield Slip(
            found=f"a part of a span of time in {part.sql}",
            action="take the whole of it: date_diff('second', opened, closed)",
        )


_ANY: frozenset[Kind] = frozenset()
_CONDITIONS = frozenset({Kind.CONDITION})


def _meetings(node: Node) -> Iterator[tuple[list[Node], frozenset[Kind]]]:
    """Yield the parts of a node that must be of one kind, and the kind where it is given."""
    shape, kind = node["class"], str(node.get("type"))
    arguments = [each["expression"] for each in node.get("arguments", ())]
    if shape == "COMPARISON":
        yield [node["left"], node["right"]], _ANY
    elif shape == "BETWEEN":
        yield [node["input"], node["lower"], node["upper"]], _ANY
    elif shape == "CONJUNCTION" or kind == "OPERATOR_NOT":
        yield node["children"], _CONDITIONS
    elif kind in {"COMPARE_IN", "COMPARE_NOT_IN", "OPERATOR_COALESCE"}:
        yield node["children"], _ANY
    elif node.get("function_name") in {"greatest", "least", "nullif"}:
        yield arguments, _ANY
    elif shape == "CASE":
        yield [each["when_expr"] for each in node["case_checks"]], _CONDITIONS
        yield [each["then_expr"] for each in node["case_checks"]] + [node["else_expr"]], _ANY
