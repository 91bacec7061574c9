"""The readers of exports: one for each form that a mapping can declare."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

import duckdb

from generator.collect.caseids import spoilt_ids
from generator.collect.forms.delimited import read_delimited
from generator.collect.forms.excel import read_excel
from generator.collect.forms.jsondocument import read_json_document
from generator.collect.forms.jsonlines import read_json_lines
from generator.collect.forms.parquet import read_parquet
from generator.collect.forms.samples import read_samples
from generator.collect.forms.statusfeed import read_status_feed
from generator.collect.forms.yamldocument import read_yaml_document
from generator.collect.inputs import ExportFile, Refused
from generator.collect.live.snapshot import read_snapshot
from generator.collect.quality import Remark
from generator.collect.table import Table
from generator.collect.texts import made_texts, read_columns
from generator.workspace.model.forms import (
    DelimitedForm,
    ExcelForm,
    ExportForm,
    JsonForm,
    JsonLinesForm,
    ParquetForm,
    PrometheusForm,
    SqlForm,
    StatusFeedForm,
    UpptimeForm,
    YamlForm,
)
from generator.workspace.model.sources import ExportReading
from generator.workspace.workspace import Entry

Reader = Callable[[ExportFile, ExportReading, Any], Table | Refused]
"""Takes an export, its mapping and the mapping's form, the last in its own class."""

READERS: Final[Mapping[type[ExportForm], Reader]] = MappingProxyType(
    {
        DelimitedForm: read_delimited,
        ExcelForm: read_excel,
        JsonForm: read_json_document,
        JsonLinesForm: read_json_lines,
        ParquetForm: read_parquet,
        PrometheusForm: read_samples,
        SqlForm: read_snapshot,
        StatusFeedForm: read_status_feed,
        UpptimeForm: read_snapshot,
        YamlForm: read_yaml_document,
    }
)


def read_table(
    engine: duckdb.DuckDBPyConnection, entry: Entry, export: ExportFile, salt: bytes
) -> Table | Refused:
    """Return all columns of a mapping in its own words, or why they cannot be had."""
    table = read_export(export, entry.value)
    return table if isinstance(table, Refused) else made_texts(engine, entry, table, salt)


def _with_absent(table: Table, mapping: ExportReading) -> Table:
    """Return the table with the optional columns that the export lacks: cells are missing."""
    lacking = [name for name in read_columns(mapping).columns if name not in table.cells]
    if not lacking:
        return table
    cells = table.cells.assign(**dict.fromkeys(lacking))
    remarks = (
        Remark(
            zh=f"{name}：导出中没有这一列（optional），视为缺失",
            en=f"{name}: a column that the export lacks (optional), so it is missing",
            count=len(cells),
        )
        for name in lacking
    )
    return replace(table, cells=cells, remarks=(*table.remarks, *remarks))


def read_export(export: ExportFile, mapping: ExportReading) -> Table | Refused:
    """Return the columns that the mapping names, or every reason why they cannot be read."""
    table = READERS[type(mapping.form)](export, read_columns(mapping), mapping.form)
    if isinstance(table, Refused):
        return table
    table = _with_absent(table, mapping)
    spoilt = spoilt_ids(replace(export, places=table.places), mapping, table)
    return Refused(findings=spoilt) if spoilt else table
