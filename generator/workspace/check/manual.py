"""Rules R020 and R021: a value typed by hand has evidence and a second person (trap 36)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.workspace.decode import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.findings import Finding
    from generator.workspace.model.records import Record
    from generator.workspace.workspace import Entry, Workspace

_PEOPLE = ("entered_by", "checked_by")
_NEEDED = ("evidence", "evidence_sha256", *_PEOPLE)
_KEYS = (*_NEEDED, "entered_on")


def values_by_hand(workspace: Workspace) -> Iterator[Finding]:
    """R020 and R021: check every record that has a key of records typed by hand."""
    is_known = "people" not in workspace.incomplete
    people = tuple(person.id for person in workspace.people) if is_known else None
    for entry in workspace.of_kind("records"):
        for index, record in enumerate(entry.value.records):
            there = tuple(key for key in _KEYS if getattr(record, key) is not None)
            if there and record.source is not None:
                yield _beside_a_source(entry, index, there[0])
            elif there:
                yield from _by_hand(entry, index, record, people)


def _beside_a_source(entry: Entry, index: int, key: str) -> Finding:
    """R021: say that a record claims two origins."""
    return entry.finding(
        ("records", index, key),
        "R021",
        expected="a source, or evidence and people",
        found=f"source and {key}",
        action="remove source if the value was typed by hand, else the other keys",
    )


def _by_hand(
    entry: Entry, index: int, record: Record, people: tuple[str, ...] | None
) -> Iterator[Finding]:
    """R020: find what is missing, and people who are not two of those known."""
    missing = [key for key in _NEEDED if getattr(record, key) is None]
    if missing:
        yield entry.finding(
            ("records", index),
            "R020",
            expected=", ".join(_NEEDED),
            found=f"no {' and no '.join(missing)}",
            action="add what is missing; sha256sum prints the fingerprint of a file",
        )
    if record.entered_by is not None and record.entered_by == record.checked_by:
        yield entry.finding(
            ("records", index, "checked_by"),
            "R020",
            expected="another person than the one who entered the value",
            found=repr(record.checked_by),
            action="let somebody else check the value",
        )
    for key in _PEOPLE:
        name = getattr(record, key)
        if name is not None and people is not None and name not in people:
            yield entry.finding(
                ("records", index, key),
                "R020",
                expected="a person of people.yml",
                found=repr(name),
                action=f"{did_you_mean(name, people)}people: {', '.join(people) or 'none'}",
            )
