"""Findings that only the cases themselves can show."""

# ruff: noqa: S608 - expressions were checked by plan

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pydantic import TypeAdapter, ValidationError

from generator.collect.cases import ASIDE, PERIOD, SERVICE
from generator.collect.engine import Engine, literal, quoted
from generator.collect.expression import Yields
from generator.collect.inputs import ExportFile, first_few
from generator.collect.look import Look
from generator.collect.plan import SINGLES, Plan, Step
from generator.collect.table import LINE
from generator.findings import Finding
from generator.kinds import MetricKind
from generator.strictyaml.text import oddities, printable
from generator.workspace.model.records import Record
from generator.workspace.model.types import CaseId, Line
from generator.workspace.workspace import Entry

_LINE: TypeAdapter[str] = TypeAdapter(Line)
_CASE: TypeAdapter[str] = TypeAdapter(CaseId)


def without_sum(plan: Plan) -> Mapping[int, str]:
    """Return, by the place of each mean, the condition of a case that counts without a number."""
    return {
        index: f"{ASIDE} IS NULL AND (\n{step.parts['count'].sql}\n) "
        f"AND (\n{step.parts['sum'].sql}\n) IS NULL"
        for index, step in enumerate(plan.steps)
        if step.kind is MetricKind.MEAN and step.parts["count"].yields is Yields.CONDITION
    }


def unsummed(
    engine: Engine, entry: Entry, export: ExportFile, plan: Plan, look: Look
) -> Iterator[Finding]:
    """Find cases that a mean counts but has no number for: they would make it too low."""
    for index, condition in without_sum(plan).items():
        if look.counts[condition]:
            query = f"SELECT min({LINE}) FROM cases WHERE {condition}"
            ((line,),) = engine.execute(query).fetchall()
            yield entry.finding(
                ("records", index, "count"),
                "C012",
                expected="a number to add up in every case that is counted",
                found=f"{look.counts[condition]} without one, "
                f"the first on line {line} of {export.name}",
                action="count only the cases that have it: … IS NOT NULL",
            )


def ambiguous(engine: Engine, entry: Entry, plan: Plan) -> Iterator[Finding]:
    """Find single values and numbers of users of which a month and service has several."""
    for index, step in enumerate(plan.steps):
        for name in step.parts:
            found = _several(engine, step, name) if (step.kind, name) in SINGLES else ""
            if found:
                yield entry.finding(
                    ("records", index, name),
                    "C017",
                    expected=f"one {name} for a service and month",
                    found=found,
                    action="mend the expression, or take a kind that adds up",
                )


def _several(engine: Engine, step: Step, name: str) -> str:
    """Say where a part has several numbers, or users none; nothing when it has one each."""
    least = 1 if name == "weight" else 0
    value = f"(\n{step.parts[name].sql}\n)"
    for member in ("NULL", *step.rule.dimensions.values()):
        query = (
            f"SELECT {PERIOD}, {SERVICE}, count(DISTINCT {value}) AS _numbers "
            f"FROM cases WHERE {ASIDE} IS NULL GROUP BY {PERIOD}, {SERVICE}, (\n{member}\n) "
            f"HAVING _numbers > 1 OR _numbers < {least} ORDER BY ALL LIMIT 1"
        )
        rows = engine.execute(query).fetchall()
        for row in rows:
            return f"{row[2]} numbers for {row[1]} in {row[0]}"
    return ""


def unwritable(
    engine: Engine, entry: Entry, export: ExportFile, plan: Plan, records: Iterable[Record]
) -> tuple[Finding, ...]:
    """Find members, case ids and a file name that no record file may hold."""
    every = tuple(records)
    members = {(each.metric, each.dimension, each.member) for each in every if each.member}
    cases = {each.case for each in every if each.case is not None}
    key = quoted(entry.value.case.key)
    bad = (
        *(
            _unwritable(engine, entry, export, _member_path(plan, metric, name or ""), text)
            for metric, name, text in sorted(members, key=str)
            if text and not _fits(text, _LINE)
        ),
        *(
            _unwritable(engine, entry, export, (("case", "key"), key), text)
            for text in sorted(cases)
            if not _fits(text, _CASE)
        ),
    )
    return (*_unwritable_name(export), *first_few(bad, "such texts"))


_Place = tuple[tuple[str | int, ...], str]
"""Part of a mapping, and the expression that gives its texts."""


def _member_path(plan: Plan, metric: str, dimension: str) -> _Place:
    """Return the break-down of a metric."""
    rules = [step.rule for step in plan.steps]
    index = next(place for place, rule in enumerate(rules) if rule.metric == metric)
    return ("records", index, "dimensions", dimension), rules[index].dimensions[dimension]


def _unwritable(
    engine: Engine, entry: Entry, export: ExportFile, place: _Place, text: str
) -> Finding:
    """C013: a text that no record may hold, with the first row that has it."""
    path, expression = place
    return entry.finding(
        path,
        "C013",
        expected="a short line of plain characters, as records hold it",
        found=printable(text[:60]) + _first_row(engine, export, expression, text),
        action="clean it in the mapping's expression, with replace or left",
    )


def _first_row(engine: Engine, export: ExportFile, expression: str, text: str) -> str:
    """Return where a text stands first, as words."""
    query = (
        f"SELECT min({LINE}) FROM cases WHERE {ASIDE} IS NULL "
        f"AND CAST((\n{expression}\n) AS VARCHAR) = {literal(text)}"
    )
    ((row,),) = engine.execute(query).fetchall()
    return f", first in row {row} of {export.name}"


def _unwritable_name(export: ExportFile) -> Iterator[Finding]:
    """C013: a name of the export that no record file may hold."""
    if not _fits(export.name, _LINE):
        yield export.finding(
            0,
            "C013",
            expected="a name of plain characters, as records hold it",
            found=printable(export.name[:60]),
            action="give the file another name",
        )


def unwritable_ids(
    engine: Engine, entry: Entry, export: ExportFile, plan: Plan
) -> tuple[Finding, ...]:
    """Find ids that a set of ids cannot hold: one with a space would be two."""
    return first_few(
        (
            entry.finding(
                ("records", index, name),
                "C013",
                expected="an id of at most 64 letters, digits, dots, hyphens and underscores",
                found=printable(each[:60]) + _first_row(engine, export, step.parts[name].sql, each),
                action="clean it in the mapping's expression, or take sha256(…) of it",
            )
            for index, step in enumerate(plan.steps)
            for name in ("ids", "scope")
            if name in step.parts
            for each in _bad_ids(engine, step.parts[name].sql)
        ),
        "such ids",
    )


def _bad_ids(engine: Engine, sql: str) -> list[str]:
    """Return the ids of cases that count that are none."""
    query = f"SELECT DISTINCT CAST((\n{sql}\n) AS VARCHAR) FROM cases WHERE {ASIDE} IS NULL"
    found = (each for (each,) in engine.execute(query).fetchall() if each is not None)
    return sorted(each for each in found if not _fits(each, _CASE))


def fits_case(text: str) -> bool:
    """Tell whether a text can be the id of a case."""
    return _fits(text, _CASE)


def fits_line(text: str) -> bool:
    """Tell whether a text can be a line of a record file."""
    return _fits(text, _LINE)


def _fits(text: str, form: TypeAdapter[str]) -> bool:
    """Tell whether a text keeps the form of its field and has no odd characters."""
    try:
        return form.validate_python(text) == text and next(oddities(text), None) is None
    except ValidationError:
        return False
