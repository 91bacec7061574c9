"""Exports of the fixtures, run through the sample's own mappings."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import duckdb

from generator.collect.cases import load_rows, make_cases, make_whole
from generator.collect.columns import TypedTable, typed_table
from generator.collect.engine import connect
from generator.collect.export import read_export
from generator.collect.inputs import ExportFile
from generator.collect.table import Table
from generator.workspace.model.sources import Mapping
from generator.workspace.workspace import Workspace

FIXTURES = Path(__file__).parents[1] / "fixtures"


def export_of(name: str) -> ExportFile:
    """Return an export of the fixtures, unpacked."""
    return ExportFile(name=name, content=gzip.decompress((FIXTURES / f"{name}.gz").read_bytes()))


def mapping_of(workspace: Workspace, source: str) -> Mapping:
    """Return the mapping of a source."""
    values = (entry.value for entry in workspace.of_kind("source"))
    found: Mapping = next(value for value in values if value.source == source)
    return found


@contextmanager
def cases_of(
    workspace: Workspace, mapping: Mapping, export: ExportFile
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give the engine with the cases that collect itself makes of an export."""
    with closing(connect()) as engine:
        table = read_export(export, mapping)
        assert isinstance(table, Table), table
        typed = typed_table(table, mapping, workspace.parties[mapping.party].zone, export)
        assert isinstance(typed, TypedTable), typed
        load_rows(engine, typed, mapping)
        make_whole(engine, mapping)
        make_cases(engine, mapping)
        yield engine
