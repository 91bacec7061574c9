"""The promises behind a promise: SLA on OLA on UC, clause by clause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from generator.kinds import Aspect, Better, MetricKind
from generator.target import Operator
from generator.workspace.model.metrics import Unit

if TYPE_CHECKING:
    from generator.workspace.model.agreements import Agreement, Clause
    from generator.workspace.model.metrics import Metric
    from generator.workspace.workspace import Workspace

SECONDS_OF_UNIT: Mapping[Unit, Fraction] = MappingProxyType(
    {
        Unit.SECOND: Fraction(1),
        Unit.MINUTE: Fraction(60),
        Unit.HOUR: Fraction(3_600),
        Unit.DAY: Fraction(86_400),
    }
)
# How a bound of an aspect is written; "= 15 min" is how an own share without a sign is read.
OPERATORS_OF: Final[Mapping[Aspect, frozenset[Operator]]] = MappingProxyType(
    {
        Aspect.TIME: frozenset({Operator.LESS, Operator.AT_MOST}),
        Aspect.AVAILABILITY: frozenset({Operator.MORE, Operator.AT_LEAST}),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisedClause:
    """A clause together with its agreement."""

    agreement: Agreement
    clause: Clause

    @property
    def reference(self) -> str:
        """Return how other files name it: bank-sla/4.2."""
        return f"{self.agreement.agreement}/{self.clause.id}"


def clauses_of(workspace: Workspace) -> dict[str, PromisedClause]:
    """Return every clause by its reference."""
    every = (
        PromisedClause(agreement=agreement, clause=clause)
        for agreement in workspace.agreements.values()
        for clause in agreement.clauses
    )
    return {each.reference: each for each in every}


def behind(promised: PromisedClause, clauses: Mapping[str, PromisedClause]) -> Iterator[str]:
    """Give the references of all clauses behind one, itself first, each once."""
    seen: list[str] = []
    rest = [promised.reference]
    while rest:
        name = rest.pop(0)
        if name in clauses and name not in seen:
            seen.append(name)
            rest += clauses[name].clause.supported_by
    yield from seen


def aspect_of(metric: Metric | None) -> Aspect | None:
    """Return what a promise about a metric is about; None for what adds up in no chain."""
    if metric is None:
        return None
    if metric.unit in SECONDS_OF_UNIT and metric.better is Better.LOWER:
        return Aspect.TIME
    is_share = metric.kind is MetricKind.DURATION_RATIO and metric.unit is Unit.PERCENT
    return Aspect.AVAILABILITY if is_share and metric.better is Better.HIGHER else None


def carries(support: Metric | None, promised: Metric | None) -> bool:
    """Tell whether a bound on one metric says something about a bound on another.

    Longest times add up, and means add up to a mean. Of percentiles neither is true: nine of
    ten within an hour behind nine of ten within an hour are not nine of ten within two.
    """
    if support is None or promised is None or aspect_of(promised) is None:
        return True
    if aspect_of(support) is not aspect_of(promised):
        return False
    if aspect_of(promised) is not Aspect.TIME:
        return True
    both_means = support.kind is promised.kind is MetricKind.MEAN
    return both_means or support.kind is MetricKind.MAXIMUM
