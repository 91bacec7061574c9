"""An export of one JSON object a line."""

from __future__ import annotations

from dataclasses import replace

from generator.collect.celltext import UnreadableError
from generator.collect.forms.jsonvalues import Json, read_json
from generator.collect.forms.nested import nested_table, places_of
from generator.collect.forms.paths import Row
from generator.collect.inputs import ExportFile, Refused, first_few
from generator.collect.plaintext import decoded
from generator.collect.table import Table
from generator.findings import Finding
from generator.workspace.model.forms import JsonLinesForm
from generator.workspace.model.sources import ExportReading


def read_json_lines(
    export: ExportFile, mapping: ExportReading, form: JsonLinesForm
) -> Table | Refused:
    """Return the columns that the mapping names, or every reason why they cannot be read.

    A heading is a path: `updates.1.at` is `at` of the second of `updates`. What is not
    there is missing; a list of texts is a cell with the items of the form.
    """
    text = decoded(export, form.encoding)
    if isinstance(text, Refused):
        return text
    rows: list[Row] = []
    findings: list[Finding] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            rows.append(Row(number, _object(line), {}))
        except UnreadableError as wrong:
            findings.append(_finding(export, number, str(wrong)))
    if not findings and not rows:
        findings.append(_finding(export, 1, "an empty file"))
    placed = replace(export, places=places_of(mapping, lines=True))
    table = nested_table(placed, rows, mapping, form)
    if not findings:
        return table
    # Cells of the other lines are told with them; a path may lead somewhere on a broken one.
    told = table.findings if isinstance(table, Refused) else ()
    others = (finding for finding in told if finding.rule != "C003")
    return Refused(findings=(*first_few(findings, "such lines"), *others))


def _object(line: str) -> dict[str, Json]:
    """Return the object of a line; raises UnreadableError for anything else."""
    value = read_json(line)
    if not isinstance(value, dict):
        raise UnreadableError("a value that is no object")
    return value


def _finding(export: ExportFile, line: int, found: str) -> Finding:
    """C021: a line that cannot be read."""
    return export.finding(
        line,
        "C021",
        expected="one JSON object, each key once",
        found=found,
        action="export the file again, or mend the line",
    )
