"""Rules X051-X053: promises that rest on others of their kind, and on no circle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.target import Operator
from generator.workspace.check.promises import spellings
from generator.workspace.model.agreements import AgreementType
from generator.workspace.support import (
    OPERATORS_OF,
    PromisedClause,
    aspect_of,
    behind,
    carries,
    clauses_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.findings import Finding
    from generator.workspace.model.metrics import Metric
    from generator.workspace.workspace import Entry, Workspace

Path = tuple[str | int, ...]


def supports(workspace: Workspace) -> Iterator[Finding]:
    """Find clauses that rest on what cannot bear them."""
    clauses = clauses_of(workspace)
    for item in workspace.items("agreement"):
        for index, clause in enumerate(item.value.clauses):
            promised = PromisedClause(agreement=item.value, clause=clause)
            path: Path = ("clauses", index)
            yield from _own(workspace, item.entry, path, promised)
            for place, name in enumerate(clause.supported_by):
                at = (*path, "supported_by", place)
                if name in clauses:
                    yield from _circle(item.entry, at, promised, clauses[name], clauses)
                    yield from _type(item.entry, at, clauses[name])
                    yield from _aspect(workspace, item.entry, at, promised, clauses[name])


def _circle(
    entry: Entry,
    path: Path,
    promised: PromisedClause,
    support: PromisedClause,
    clauses: Mapping[str, PromisedClause],
) -> Iterator[Finding]:
    """X051: a promise behind itself is behind nothing."""
    if promised.reference in behind(support, clauses):
        yield entry.finding(
            path,
            "X051",
            expected=f"a clause that does not rest on {promised.reference}",
            found=repr(support.reference),
            action="remove one of the links of the circle",
        )


def _type(entry: Entry, path: Path, support: PromisedClause) -> Iterator[Finding]:
    """X053: nobody rests a promise on what was promised to a customer."""
    if support.agreement.type is AgreementType.SLA:
        yield entry.finding(
            path,
            "X053",
            expected="a clause of an OLA or a UC",
            found=f"{support.reference!r}, of an SLA",
            action="name the agreement inside, or the contract, that bears the promise",
        )


def _aspect(
    workspace: Workspace,
    entry: Entry,
    path: Path,
    promised: PromisedClause,
    support: PromisedClause,
) -> Iterator[Finding]:
    """X052: a time rests on times, an availability on availabilities."""
    metric = workspace.metrics.get(promised.clause.metric or "")
    behind_it = workspace.metrics.get(support.clause.metric or "")
    if metric and behind_it and not carries(behind_it, metric):
        yield entry.finding(
            path,
            "X052",
            expected=f"a clause that can carry {metric.id}, {_described(metric)}",
            found=f"{support.reference!r} about {behind_it.id}, {_described(behind_it)}",
            action="rest a time on longest times, a mean on means too, an availability on such",
        )


def _described(metric: Metric) -> str:
    """Say what a promise about a metric is about."""
    return f"a {metric.kind} of {aspect_of(metric) or 'something that is no time or availability'}"


def _own(
    workspace: Workspace, entry: Entry, path: Path, promised: PromisedClause
) -> Iterator[Finding]:
    """X052: what the promising side takes is of the aspect and unit of the promise."""
    own = promised.clause.own
    metric = workspace.metrics.get(promised.clause.metric or "")
    if own is None or (promised.clause.metric and metric is None):
        return
    aspect = aspect_of(metric)
    allowed = {*OPERATORS_OF[aspect], Operator.EQUAL} if aspect else set()
    if metric is None or own.operator not in allowed or own.unit not in spellings(metric):
        yield entry.finding(
            (*path, "own"),
            "X052",
            expected=f"a share in {metric.unit}, such as the target"
            if aspect and metric
            else "no own share for a promise of no time or availability",
            found=repr(own.text().removeprefix("= ")),
            action="write it in the unit of the target, or remove it",
        )
