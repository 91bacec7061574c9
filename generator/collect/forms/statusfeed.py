"""A status page of Statuspage's interface (v2): incidents and maintenance in one table."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from generator.collect.celltext import UnreadableError
from generator.collect.forms.jsondocument import no_rows
from generator.collect.forms.jsonvalues import DECODER, Json, check_levels, fault_line
from generator.collect.forms.nested import nested_table, places_of
from generator.collect.forms.paths import Row
from generator.collect.inputs import ExportFile, Refused
from generator.collect.plaintext import decoded
from generator.collect.table import Table
from generator.findings import Finding
from generator.workspace.model.forms import StatusFeedForm
from generator.workspace.model.outages import OutageLog
from generator.workspace.model.sources import ExportReading

LISTS: Final[Mapping[str, str]] = {"incidents": "incident", "scheduled_maintenances": "maintenance"}
"""List of an answer -> what the column `kind` says of its items."""
PAGE: Final = 50
"""Items that the interface gives at most: the latest ones."""


def read_status_feed(
    export: ExportFile, mapping: ExportReading, form: StatusFeedForm
) -> Table | Refused:
    """Return the columns that the mapping names, of incidents and maintenance alike.

    A heading is a path of Statuspage's own, such as `components.*.name`; `kind` tells an
    incident from maintenance.
    """
    text = decoded(export, "utf-8")
    if isinstance(text, Refused):
        return text
    try:
        check_levels(text)
        items = list(_items(DECODER.decode(text)))
    except json.JSONDecodeError as broken:
        return no_rows(export, broken.lineno, f"{broken.msg} at column {broken.colno}")
    except UnreadableError as wrong:
        return no_rows(export, fault_line(text), str(wrong))
    cut = tuple(_cut(export, items, mapping))
    if cut:
        return Refused(findings=cut)
    rows = [Row(number, item, {}) for number, item in enumerate(items, start=1)]
    placed = replace(export, places=places_of(mapping, lines=False))
    return nested_table(placed, rows, mapping, form) if rows else no_rows(export, 0, "none")


def _items(document: Json) -> Iterator[dict[str, Json]]:
    """Yield the incidents and the maintenance of an answer, each with its kind."""
    lists = document if isinstance(document, dict) else {}
    if not lists.keys() & LISTS:
        raise UnreadableError(f"none of {' and '.join(LISTS)}")
    for name, kind in LISTS.items():
        found = lists.get(name, [])
        if not isinstance(found, list):
            raise UnreadableError(f"{name} that are no list")
        for item in found:
            if not isinstance(item, dict):
                raise UnreadableError(f"{name} that are no objects")
            yield {**item, "kind": kind}


def _cut(
    export: ExportFile, items: list[dict[str, Json]], mapping: ExportReading
) -> Iterator[Finding]:
    """C048: an answer of the latest items alone, which may not go back to the first month."""
    if not isinstance(mapping, OutageLog):
        return
    for kind in LISTS.values():
        made = [str(item.get("created_at")) for item in items if item["kind"] == kind]
        label = mapping.covers.first.label
        if len(made) >= PAGE and min(made)[: len(label)] >= label:
            yield export.finding(
                0,
                "C048",
                expected=f"{kind}s from before {label}, the first month of covers",
                found=f"{len(made)}, the first of {min(made)[:10]}",
                action="begin covers later, and collect each month before it is passed over",
            )
