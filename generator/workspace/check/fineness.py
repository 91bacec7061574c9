"""Rule X047: nothing is asked of records that they cannot tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.periods import Cadence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.findings import Finding
    from generator.workspace.workspace import Entry, Workspace

# A month is the least that a record tells of (R009), and no sum gives a part of it.
_TOO_FINE: Final = frozenset({Cadence.DAY, Cadence.WEEK})
# A free range is the period of one report; it says of no promise when it is judged.
_OF_NO_LENGTH: Final = _TOO_FINE | {Cadence.RANGE}


def finer_than_records(workspace: Workspace) -> Iterator[Finding]:
    """Find reports and promises over periods of which no figure can be computed."""
    for item in workspace.items("report"):
        if item.value.cadence in _TOO_FINE:
            yield _too_fine(item.entry, ("cadence",), item.value.cadence)
    for item in workspace.items("agreement"):
        for index, clause in enumerate(item.value.clauses):
            if clause.metric and clause.per in _OF_NO_LENGTH:
                yield _too_fine(item.entry, ("clauses", index, "per"), clause.per)


def _too_fine(entry: Entry, path: tuple[str | int, ...], cadence: Cadence) -> Finding:
    """Say that records are by the month."""
    return entry.finding(
        path,
        "X047",
        expected="month, quarter, half or year, as records are by the month",
        found=f"{cadence}",
        action="report and judge by the month, with days or weeks as a dimension of the metric",
    )
