"""Canonical JSON: the same bytes for the same content."""

from __future__ import annotations

import json
from dataclasses import fields
from fractions import Fraction
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from generator.workspace.model.records import Record

Json = dict[str, "Json"] | list["Json"] | str | int | bool | None


def canonical(value: Json, indent: int | None = None) -> str:
    """Return JSON with sorted keys that is the same for the same content, byte by byte."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    if indent is not None:
        # The indenting encoder of `json` is written in Python and takes ten times as long.
        text = msgspec.json.format(text, indent=indent)
    return f"{text}\n"


def exact(value: Fraction | None) -> str | None:
    """Write an exact number: `19/20`, or `41` when it is whole."""
    return None if value is None else str(value)


def record_parts(record: Record) -> dict[str, str]:
    """Return what a record says, key by key, without what is left out."""
    found = ((part.name, getattr(record, part.name)) for part in fields(record))
    return {name: str(value) for name, value in found if value is not None and name != "source"}
