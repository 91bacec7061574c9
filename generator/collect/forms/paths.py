"""Paths through nested values: `fields.status.name`, `updates.1.at`, `components.*.name`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from generator.collect.forms.jsonvalues import Json

ALL: Final = "*"
"""The step to every item of a list."""

KEY: Final = "@key"
VALUE: Final = "@value"
"""What an item of an object is called by, and the value of one that is no object itself."""

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Nothing:
    """Where a path leads to no value: not there is not the same as null."""


NOTHING: Final = Nothing()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of nested values: itself, and the items that it lies in by their paths."""

    number: int
    value: Json
    around: Mapping[Path, Json]


def steps_of(text: str | None) -> Path:
    """Return the steps of a path as a mapping writes it."""
    return tuple(text.split(".")) if text else ()


def value_at(value: Json, path: Path) -> Json | Nothing:
    """Return what a path leads to; behind `*`, the list of what it leads to from each item."""
    for place, step in enumerate(path):
        if step == ALL and isinstance(value, list):
            found = (value_at(item, path[place + 1 :]) for item in value)
            return [each for each in found if not isinstance(each, Nothing)]
        following = _next(value, step)
        if isinstance(following, Nothing):
            return NOTHING
        value = following
    return value


def _next(value: Json, step: str) -> Json | Nothing:
    """Go one step down."""
    if isinstance(value, dict):
        return value.get(step, NOTHING)
    if isinstance(value, list) and step.isascii() and step.isdigit():
        return value[int(step)] if int(step) < len(value) else NOTHING
    return NOTHING


def cell_at(row: Row, path: Path) -> Json | Nothing:
    """Return what a path leads to from a row, or from an item around it that the path names."""
    for length in range(len(path), 0, -1):
        around = row.around.get(path[:length], NOTHING)
        if not isinstance(around, Nothing):
            return value_at(around, path[length:])
    return value_at(row.value, path)


def items_within(value: Json, path: Path, behind: Path) -> Iterator[tuple[Json, dict[Path, Json]]]:
    """Yield what lies at a path with a `*` for each list on the way, and the items around it."""
    if ALL not in path:
        found = value_at(value, path)
        yield from () if isinstance(found, Nothing) else [(found, {})]
        return
    place = path.index(ALL)
    items = value_at(value, path[:place])
    whole = (*behind, *path[: place + 1])
    for item in _listed(items):
        for inner, around in items_within(item, path[place + 1 :], whole):
            yield inner, {whole: item, **around}


def _listed(items: Json | Nothing) -> list[Json]:
    """Return the items of a list, or the values of an object with their keys as `@key`."""
    if isinstance(items, dict):
        return [
            {**value, KEY: key} if isinstance(value, dict) else {KEY: key, VALUE: value}
            for key, value in items.items()
        ]
    return items if isinstance(items, list) else []
