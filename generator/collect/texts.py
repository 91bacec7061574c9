"""Texts made of other texts: columns without a heading, words for values, pseudonyms."""

# ruff: noqa: S608 - expressions were checked, names are quoted

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import duckdb
import pandas as pd

from generator.collect.engine import declare_cases, quoted
from generator.collect.expression import Fault, Yields, read_expression
from generator.collect.inputs import Refused
from generator.collect.quality import EXAMPLES, Remark
from generator.collect.table import LINE, Table
from generator.findings import Finding
from generator.pseudonyms import LEAST_SALT, SALT, SALT_FILE, pseudonym
from generator.workspace.model.sources import ExportColumn, ExportReading
from generator.workspace.workspace import Entry


def read_columns(mapping: ExportReading) -> ExportReading:
    """Return the mapping with the columns alone that a reader finds in the export."""
    columns = {name: each for name, each in mapping.columns.items() if each.text is None}
    return replace(mapping, columns=columns)


def unsound_texts(entry: Entry, engine: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    """Find columns without a source or with two, and texts that cannot be made."""
    mapping: ExportReading = entry.value
    names = tuple(read_columns(mapping).columns) or ("nothing",)
    declare_cases(engine, dict.fromkeys(names, "VARCHAR"))
    for name, column in mapping.columns.items():
        if bool(column.header) is (column.text is not None):
            yield entry.finding(
                ("columns", name),
                "C065",
                expected="either a heading of the export or a text made of other columns",
                found="both" if column.header else "neither",
                action="give header or text",
            )
        elif column.text is not None:
            answer = read_expression(engine, column.text)
            yield from _fault(entry, name, answer)


def _fault(entry: Entry, name: str, answer: Yields | Fault) -> Iterator[Finding]:
    """C010, C011: one expression that gives a text."""
    path = ("columns", name, "text")
    if isinstance(answer, Fault):
        yield entry.finding(
            path, "C010", expected=answer.expected, found=answer.found, action=answer.action
        )
    elif answer is not Yields.TEXT:
        yield entry.finding(
            path,
            "C011",
            expected=Yields.TEXT.value,
            found=answer.value,
            action="every column is text here: use concat, or CAST(… AS VARCHAR)",
        )


def made_texts(
    engine: duckdb.DuckDBPyConnection, entry: Entry, table: Table, salt: bytes
) -> Table | Refused:
    """Return the table with all columns of the mapping, as the words that the mapping wants."""
    mapping: ExportReading = entry.value
    wrong = tuple(unsalted(entry, salt))
    if wrong:
        return Refused(findings=wrong)
    whole = _with_made(engine, table, mapping)
    cells = {name: whole.cells[name] for name in whole.cells}
    remarks: list[Remark] = []
    for name, column in mapping.columns.items():
        remarks += _unnamed(whole.cells, name, column)
        cells[name] = _reworded(cells[name], column, salt, mapping.party)
    return replace(whole, cells=pd.DataFrame(cells), remarks=(*whole.remarks, *remarks))


def personal(mapping: ExportReading) -> tuple[str, ...]:
    """Return the columns whose cells name persons."""
    return tuple(name for name, column in mapping.columns.items() if column.pseudonym)


def unsalted(entry: Entry, salt: bytes) -> Iterator[Finding]:
    """C066: no pseudonym without a salt, and no salt that can be guessed."""
    names = personal(entry.value)
    if names and len(salt) < LEAST_SALT:
        yield entry.finding(
            ("columns", names[0], "pseudonym"),
            "C066",
            expected=f"a salt of at least {LEAST_SALT} bytes for {', '.join(names)}",
            found=f"{len(salt)} bytes" if salt else "none",
            action=f"put it into {SALT}, or name its file in {SALT_FILE}; never into git",
        )


def _with_made(engine: duckdb.DuckDBPyConnection, table: Table, mapping: ExportReading) -> Table:
    """Return the table with the columns that are made of others."""
    made = {name: each.text for name, each in mapping.columns.items() if each.text is not None}
    if not made:
        return table
    order = [LINE, *mapping.columns]
    texts = (
        f"{made_text(made[name])} AS {quoted(name)}" if name in made else quoted(name)
        for name in order
    )
    engine.register("texts", table.cells)
    columns = ", ".join(
        f"CAST({quoted(each)} AS VARCHAR) AS {quoted(each)}"
        for each in order[1:]
        if each not in made
    )
    source = f"SELECT {LINE}{', ' if columns else ''}{columns} FROM texts"
    frame = engine.execute(f"SELECT {', '.join(texts)} FROM ({source}) ORDER BY {LINE}").df()
    engine.unregister("texts")
    cells = {
        name: frame[name].astype(object).where(frame[name].notna(), None) for name in order[1:]
    }
    return replace(table, cells=pd.DataFrame({LINE: frame[LINE], **cells}))


def made_text(expression: str) -> str:
    """Return the cell that an expression makes, as SQL; nothing but blanks is no cell."""
    return f"nullif(trim((\n{expression}\n)), '')"


def _reworded(
    cells: pd.Series[str], column: ExportColumn, salt: bytes, party: str
) -> pd.Series[str]:
    """Return the cells as the words for them, persons as pseudonyms."""
    if not is_reworded(column):
        return cells
    told = told_words(cells.dropna().unique(), column, salt, party)
    return cells.map(told).astype(object).where(cells.notna(), None)


def is_reworded(column: ExportColumn) -> bool:
    """Tell whether something else stands for the cells of a column."""
    return bool(column.words) or column.pseudonym


def told_words(
    cells: Iterable[str], column: ExportColumn, salt: bytes, party: str
) -> dict[str, str]:
    """Return what stands for each of some cells: its word, the pseudonym of a person."""
    words = dict(column.words)
    told = {cell: words.get(cell, cell) for cell in cells}
    if not column.pseudonym:
        return told
    return {cell: pseudonym(word, salt, party) for cell, word in told.items()}


def known_words(column: ExportColumn) -> frozenset[str]:
    """Return the cells for which a column has a word, and the words themselves."""
    return frozenset({*column.words, *dict(column.words).values()})


def _unnamed(cells: pd.DataFrame, name: str, column: ExportColumn) -> Iterator[Remark]:
    """Yield that cells have values for which the mapping has no word."""
    if not column.words:
        return
    known = known_words(column)
    strange = cells.loc[cells[name].notna() & ~cells[name].isin(known), LINE].tolist()
    if strange:
        yield without_word(name, len(strange), strange[:EXAMPLES])


def without_word(name: str, count: int, lines: Iterable[int]) -> Remark:
    """Return the remark on cells of a column for which the mapping has no word."""
    return Remark(
        zh=f"{name}：取值对照中没有的值，保持不变",
        en=f"{name}: values that the mapping has no word for, left as they are",
        count=count,
        lines=tuple(lines),
    )
