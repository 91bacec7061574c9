"""Rule R005 for histograms and sets of ids: members hold what the plain record holds."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.workspace.model.packed import read_histogram, read_ids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.findings import Finding
    from generator.workspace.model.records import Record
    from generator.workspace.workspace import Entry, Workspace

Held = Counter[Decimal | str]


def breakdowns(workspace: Workspace) -> Iterator[Finding]:
    """Find break-downs whose members lose a value or an id, or bring in others."""
    for entry in workspace.of_kind("records"):
        wholes: dict[tuple[str, str], Held] = {}
        members: dict[tuple[str, str, str], Held] = {}
        first: dict[tuple[str, str, str], int] = {}
        for index, record in enumerate(entry.value.records):
            held = _held(record)
            if held is None:
                continue
            if record.dimension is None:
                wholes[record.metric, record.service] = held
                continue
            key = (record.metric, record.service, record.dimension)
            first.setdefault(key, index)
            so_far = members.get(key, Counter())
            # Who is in two members was there once; a value belongs to one member only.
            members[key] = so_far | held if record.ids else so_far + held
        for key, held in members.items():
            if wholes.get(key[:2]) != held:
                yield _finding(entry, first[key], key, held, wholes.get(key[:2]))


def _held(record: Record) -> Held | None:
    """Return values with their number, or ids; None for a record of neither."""
    if record.histogram is not None:
        return Counter(dict(read_histogram(record.histogram)))
    return None if record.ids is None else Counter(read_ids(record.ids))


def _finding(
    entry: Entry, index: int, key: tuple[str, str, str], held: Held, whole: Held | None
) -> Finding:
    """Say how many values or ids there are on either side."""
    wanted = "no plain record" if whole is None else f"{whole.total()} in the plain record"
    return entry.finding(
        ("records", index),
        "R005",
        expected=f"members of {key[2]!r} that hold together what the plain record holds",
        found=f"{held.total()} in the members, {wanted}",
        action=f"correct the members of {key[0]} for {key[1]} or the plain record",
    )
