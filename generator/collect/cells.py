"""Cells of text become numbers and instants, exactly or not at all."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from generator.collect.export import LINE, Table
from generator.collect.inputs import ExportFile, first_few
from generator.collect.quality import EXAMPLES, Remark
from generator.findings import Finding
from generator.workspace.model.sources import ColumnType, SourceMapping

# Eighteen digits and nine more fit the engine's DECIMAL(30, 9), with room for sums.
NUMBER = r"-?[0-9]{1,18}(?:\.[0-9]{1,9})?"
# Day and month could change places: a guess would be wrong half of the time.
EITHER_WAY = re.compile(r"(?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|1[0-2])[-/.][0-9]{4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedCells:
    """The table with typed cells.

    Text is text, a number is its digits with a point, an instant `x` is naive UTC and
    comes with `x_local`, what the party's clock showed.
    """

    cells: pd.DataFrame
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """One column of the mapping: its cells as text, and as its type says."""

    texts: pd.Series[str]
    typed: dict[str, pd.Series[str]]
    findings: tuple[Finding, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Typist:
    """Turns the cells of one export into their types; `zone` is the party's."""

    export: ExportFile
    mapping: SourceMapping
    zone: str

    def typed(self, table: Table) -> TypedCells | tuple[Finding, ...]:
        """Return the typed table, or a finding for every cell that is not what its column says."""
        columns = tuple(self._column(name, table) for name in self.mapping.columns)
        findings = tuple(finding for column in columns for finding in column.findings)
        if findings:
            return findings
        cells = {LINE: table.cells[LINE]}
        for column in columns:
            cells.update(column.typed)
        remarks = tuple(remark for column in columns for remark in column.remarks)
        return TypedCells(cells=pd.DataFrame(cells), remarks=remarks)

    def _column(self, name: str, table: Table) -> _Column:
        """Return one column in its type."""
        texts = table.cells[name]
        kind = self.mapping.columns[name].type
        if kind is ColumnType.INSTANT:
            return self._instants(name, texts, table.cells[LINE])
        if kind is ColumnType.NUMBER:
            return self._numbers(name, texts, table.cells[LINE])
        return _Column(texts=texts, typed={name: texts})

    def _numbers(self, name: str, texts: pd.Series[str], lines: pd.Series[int]) -> _Column:
        """Return digits with a point; an exponent or a sign for thousands is no plain number."""
        sign = self.mapping.form.decimal
        points = texts if sign == "." else texts.where(~texts.str.contains(".", regex=False, na=False), "?")
        digits = points.str.replace(sign, ".", regex=False)
        bad = texts.notna() & ~digits.str.fullmatch(NUMBER, na=False)
        return _Column(
            texts=texts,
            typed={name: digits},
            findings=self._wrong(
                name, texts[bad], lines[bad], "C005", f"a plain number with {sign!r} as decimal sign"
            ),
        )
