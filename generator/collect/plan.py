"""The steps of a mapping, checked before a row of the export is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import duckdb

from generator.collect.clocks import ServiceClock, service_clocks, unsound_clocks
from generator.collect.engine import create_cases
from generator.collect.expression import Fault, Yields, read_expression
from generator.collect.inputs import Ground, Refused
from generator.collect.parts import ANY, parts_of, wanted_of
from generator.collect.sharedplan import unsound_table
from generator.collect.soundness import Path, unsound_parts
from generator.collect.texts import unsound_texts
from generator.findings import Finding
from generator.kinds import MetricKind
from generator.workspace.model.sources import Mapping as SourceMapping
from generator.workspace.model.sources import RecordRule
from generator.workspace.sharedrules import complete
from generator.workspace.workspace import Entry

SPREADS = (MetricKind.PERCENTILE, MetricKind.DISTINCT, MetricKind.DISTINCT_SHARE)
# Parts that are one number for a service and month, whatever the number of its cases.
SINGLES = ((MetricKind.SINGLE, "value"), (MetricKind.DURATION_RATIO, "weight"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One amount of a record: its expression and what that gives."""

    sql: str
    yields: Yields


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A sound rule of the mapping: what one metric counts."""

    kind: MetricKind
    rule: RecordRule
    parts: Mapping[str, Part]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The steps of a mapping, in its order, and the clocks that they look at."""

    steps: tuple[Step, ...]
    clocks: tuple[ServiceClock, ...] = ()


def counting(steps: Plan) -> frozenset[tuple[str, str]]:
    """Return the metrics and their parts that are a number of cases."""
    return frozenset(
        (step.rule.metric, name)
        for step in steps.steps
        if step.kind not in SPREADS
        for name, part in step.parts.items()
        if part.yields is Yields.CONDITION
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """An expression: where it stands in the mapping and what it may give."""

    path: Path
    text: str
    wanted: tuple[Yields, ...]


def plan(entry: Entry, ground: Ground, engine: duckdb.DuckDBPyConnection) -> Plan | Refused:
    """Return the steps of the mapping in `entry`, or everything in it that cannot work."""
    metrics = {metric.id: metric for metric in ground.metrics}
    asked = (*unsound_texts(entry, engine), *unsound_table(entry, metrics))
    if asked:
        return Refused(findings=asked)
    mapping: SourceMapping = complete(entry.value, metrics)
    entry = replace(entry, value=mapping)
    create_cases(engine, mapping)
    every = tuple(uses(mapping, ground))
    # Many rules share a condition or a break-down.
    read = {text: read_expression(engine, text) for text in {use.text for use in every}}
    answers = {use: read[use.text] for use in every}
    findings = (
        *unsound_parts(entry, ground),
        *unsound_clocks(entry, ground),
        *(finding for use in answers for finding in faults(entry, use, answers[use])),
    )
    if findings:
        return Refused(findings=findings)
    yields = {use.path: answer for use, answer in answers.items() if isinstance(answer, Yields)}
    return Plan(
        steps=tuple(_steps(mapping, ground, yields)), clocks=service_clocks(mapping, ground)
    )


def uses(mapping: SourceMapping, ground: Ground) -> Iterator[Use]:
    """Yield every expression of a mapping."""
    metrics = {metric.id: metric for metric in ground.metrics}
    for index, exclusion in enumerate(mapping.set_aside):
        path = ("set_aside", index, "when")
        yield Use(path=path, text=exclusion.when, wanted=(Yields.CONDITION,))
    for index, rule in enumerate(mapping.records):
        metric = metrics.get(rule.metric)
        wanted = wanted_of(metric.kind if metric else None)
        for part in parts_of(metric) if metric else ():
            text = getattr(rule, part)
            if text is not None:
                yield Use(path=("records", index, part), text=text, wanted=wanted)
        for name, text in rule.dimensions.items():
            yield Use(path=("records", index, "dimensions", name), text=text, wanted=ANY)


def faults(entry: Entry, use: Use, answer: Yields | Fault) -> Iterator[Finding]:
    """Find what is wrong with one expression."""
    if isinstance(answer, Fault):
        yield entry.finding(
            use.path, "C010", expected=answer.expected, found=answer.found, action=answer.action
        )
    elif answer not in use.wanted:
        yield entry.finding(
            use.path,
            "C011",
            expected=" or ".join(use.wanted),
            found=answer.value,
            action="compare it with something, or count in numbers",
        )


def _steps(mapping: SourceMapping, ground: Ground, yields: Mapping[Path, Yields]) -> Iterator[Step]:
    """Yield the rules with the kind of their metric and what their parts give."""
    metrics = {metric.id: metric for metric in ground.metrics}
    for index, rule in enumerate(mapping.records):
        metric = metrics[rule.metric]
        parts = {
            part: Part(sql=getattr(rule, part), yields=yields["records", index, part])
            for part in parts_of(metric)
        }
        yield Step(kind=metric.kind, rule=rule, parts=MappingProxyType(parts))
