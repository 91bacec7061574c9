"""One strict YAML document with a list of rows somewhere in it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Final

from generator.collect.celltext import UnreadableError
from generator.collect.forms.jsondocument import no_rows, rows_at, why_none
from generator.collect.forms.jsonvalues import Json
from generator.collect.forms.nested import nested_table, places_of
from generator.collect.forms.paths import Row, steps_of
from generator.collect.inputs import ExportFile, Refused
from generator.collect.table import Table
from generator.strictyaml import EXPORT_GRAMMAR, RECORD_LIMITS, Document, Tree, parse
from generator.workspace.model.forms import YamlForm
from generator.workspace.model.sources import ExportReading

_BOM: Final = b"\xef\xbb\xbf"


def read_yaml_document(
    export: ExportFile, mapping: ExportReading, form: YamlForm
) -> Table | Refused:
    """Return the columns that the mapping names of the rows at the form's path."""
    document = parse(export.content.removeprefix(_BOM), export.name, RECORD_LIMITS, EXPORT_GRAMMAR)
    if not isinstance(document, Document):
        return Refused(findings=document)
    tree = _as_json(document.tree)
    try:
        rows = rows_at(tree, form.rows)
    except UnreadableError as wrong:
        return no_rows(export, 0, str(wrong))
    if not rows:
        return no_rows(export, 0, why_none(tree, form.rows))
    steps = steps_of(form.rows)
    lines = [document.line((*steps, place)) for place in range(len(rows))]
    has_lines = all(one < other for one, other in pairwise(lines))
    if has_lines:
        rows = [Row(line, row.value, row.around) for line, row in zip(lines, rows, strict=True)]
    placed = replace(export, places=places_of(mapping, lines=has_lines))
    return nested_table(placed, rows, mapping, form)


def _as_json(value: Tree) -> Json:
    """Return a value with its numbers as they are written."""
    if isinstance(value, dict):
        return {key: _as_json(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_as_json(each) for each in value]
    return value if isinstance(value, bool | None) else str(value)
