"""Rule R005 for histograms and sets of ids: members hold what the plain record holds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.workspace.model.packed import NOTHING, read_histogram, read_ids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.findings import Finding
    from generator.workspace.model.records import Record
    from generator.workspace.workspace import Entry, Workspace

Held = Counter[Decimal | str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Breakdown:
    """What the members of a dimension hold together, and where the first of them stands."""

    first: int
    held: Held


def breakdowns(workspace: Workspace) -> Iterator[Finding]:
    """Find break-downs whose members lose a value or an id, or bring in others."""
    for entry in workspace.of_kind("records"):
        wholes = {
            (record.metric, record.service): held
            for _, record, held in _spreads(entry)
            if record.dimension is None
        }
        for key, members in _together(entry).items():
            if wholes.get(key[:2]) != members.held:
                yield _finding(entry, key, members, wholes.get(key[:2]))


def _together(entry: Entry) -> dict[tuple[str, str, str], _Breakdown]:
    """Return metric, service and dimension -> what all members hold."""
    found: dict[tuple[str, str, str], _Breakdown] = {}
    for index, record, held in _spreads(entry):
        if record.dimension is not None:
            key = (record.metric, record.service, record.dimension)
            others = found.get(key, _Breakdown(first=index, held=Counter()))
            # Who is in two members was there once; a value belongs to one member only.
            both = others.held | held if record.ids else others.held + held
            found[key] = _Breakdown(first=others.first, held=both)
    return found


def _spreads(entry: Entry) -> Iterator[tuple[int, Record, Held]]:
    """Give the records that hold many values, each with its place."""
    for index, record in enumerate(entry.value.records):
        held = _held(record)
        if held is not None:
            yield index, record, held


def _held(record: Record) -> Held | None:
    """Return values with their number, or ids; None for a record of neither."""
    if record.histogram is not None:
        return Counter(dict(read_histogram(record.histogram)))
    if record.ids is None:
        return None
    # No id has a colon, so who is in scope is never taken for somebody who was reached.
    scope = (f"scope:{each}" for each in read_ids(record.scope or NOTHING))
    return Counter((*read_ids(record.ids), *scope))


def _finding(
    entry: Entry, key: tuple[str, str, str], members: _Breakdown, whole: Held | None
) -> Finding:
    """Say how many values or ids there are on either side."""
    wanted = "no plain record" if whole is None else f"{whole.total()} in the plain record"
    return entry.finding(
        ("records", members.first),
        "R005",
        expected=f"members of {key[2]!r} that hold together what the plain record holds",
        found=f"{members.held.total()} in the members, {wanted}",
        action=f"correct the members of {key[0]} for {key[1]} or the plain record",
    )
