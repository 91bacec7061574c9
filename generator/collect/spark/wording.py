"""The cells of a Parquet file as the texts of a mapping: read, made of others, put into words."""

# ruff: noqa: S608 - expressions were checked, names are quoted

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from generator.collect.caseids import is_spoilt
from generator.collect.engine import literal, quoted, see
from generator.collect.inputs import Ground, Refused
from generator.collect.quality import EXAMPLES, Remark
from generator.collect.spark.engine import SparkEngine
from generator.collect.stream.rawcolumn import RawColumn
from generator.collect.stream.sources import StreamSource
from generator.collect.texts import (
    is_reworded,
    known_words,
    made_text,
    told_words,
    unsalted,
    without_word,
)
from generator.errors import UsageError
from generator.workspace.model.forms import ExportForm
from generator.workspace.model.sources import ColumnType, ExportColumn, ExportReading
from generator.workspace.workspace import Entry

# What Python takes for blanks, all of them below U+3001.
_BLANKS: Final = "".join(filter(str.isspace, map(chr, range(0x3001))))
_NATIVE: Final = "_native_{}"
_TOLD: Final = "_told_{}"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordedCells:
    """A relation of cells in the words of a mapping, and what was odd about them."""

    source: StreamSource
    remarks: tuple[Remark, ...]


def unmarked(mapping: ExportReading) -> ExportReading:
    """Return a mapping without marks for missing values, for cells in which none is left."""
    return replace(mapping, form=replace(mapping.form, missing=()))


def worded_cells(
    engine: SparkEngine, source: StreamSource, place: str, entry: Entry, ground: Ground
) -> WordedCells | Refused:
    """Return all columns of a mapping, from a relation of those that the export has.

    `place` is the column of the places of its rows.
    """
    mapping: ExportReading = entry.value
    wrong = tuple(unsalted(entry, ground.salt))
    if wrong:
        return Refused(findings=wrong)
    see(engine, "texts", f"SELECT {', '.join((place, *_texts(source, mapping.form)))} FROM export")
    see(engine, "made", f"SELECT {', '.join(('*', *_made(mapping)))} FROM texts")
    remarks: list[Remark] = []
    for name, column in mapping.columns.items():
        if is_reworded(column):
            cells = _different(engine, name, mapping)
            engine.give(_TOLD.format(name), told_words(cells, column, ground.salt, mapping.party))
            remarks += _unnamed(engine, name, column, cells, f"{place} + {source.first_line}")
    see(engine, "worded", _worded(mapping))
    columns = tuple(_columns(source, mapping))
    worded = StreamSource(relation="worded", columns=columns, first_line=source.first_line)
    return WordedCells(source=worded, remarks=tuple(remarks))


def _texts(source: StreamSource, form: ExportForm) -> Iterator[str]:
    """Yield each column of the export as texts and, where it has its type, as it is."""
    missing = ", ".join(map(literal, ("", *form.missing)))
    for each in source.columns:
        bare = f"trim({_shown(each, form)}, {literal(_BLANKS)})"
        yield f"CASE WHEN {bare} NOT IN ({missing}) THEN {bare} END AS {quoted(each.name)}"
        if _is_native(each):
            known = f"CASE WHEN {bare} NOT IN ({missing}) THEN {each.sql} END"
            native = known if form.missing else each.sql
            yield f"{native} AS {quoted(_NATIVE.format(each.name))}"


def _shown(each: RawColumn, form: ExportForm) -> str:
    """Return a cell as the text that slower reading takes it for."""
    if not each.native:
        return each.sql
    if each.column.type is ColumnType.INSTANT:
        return f"strftime({each.sql}, {literal(each.column.format or form.instant)})"
    return f"replace(CAST({each.sql} AS VARCHAR), '.', {literal(form.decimal)})"


def _is_native(each: RawColumn) -> bool:
    """Tell whether a column comes as the type that the mapping wants, and keeps its values."""
    is_text = each.column.type is ColumnType.TEXT
    return each.native and not is_text and not is_reworded(each.column)


def _made(mapping: ExportReading) -> Iterator[str]:
    """Yield the columns that are made of others."""
    for name, column in mapping.columns.items():
        if column.text is not None:
            yield f"{made_text(column.text)} AS {quoted(name)}"


def _different(engine: SparkEngine, name: str, mapping: ExportReading) -> list[str]:
    """Return the different cells of a column.

    Raises UsageError for ids of cases of which other words would hide that they are spoilt.
    """
    cell = quoted(name)
    found = engine.execute(f"SELECT DISTINCT {cell} FROM made WHERE {cell} IS NOT NULL").fetchall()
    cells = [str(each) for (each,) in found]
    is_read = mapping.columns[name].text is None
    if name == mapping.case.key and is_read and any(map(is_spoilt, cells)):
        raise UsageError(f"spoilt ids in {name}: leave --engine spark out to see their rows")
    return cells


def _unnamed(
    engine: SparkEngine, name: str, column: ExportColumn, cells: list[str], line: str
) -> Iterator[Remark]:
    """Yield that cells have values for which the mapping has no word."""
    known = known_words(column)
    if not column.words or known.issuperset(cells):
        return
    strange = f"{quoted(name)} NOT IN ({', '.join(map(literal, sorted(known)))})"
    ((count,),) = engine.execute(f"SELECT count(*) FROM made WHERE {strange}").fetchall()
    lines = engine.execute(
        f"SELECT {line} AS _line FROM made WHERE {strange} ORDER BY _line LIMIT {EXAMPLES}"
    ).fetchall()
    yield without_word(name, int(count), (int(each) for (each,) in lines))


def _worded(mapping: ExportReading) -> str:
    """Return the query for cells in the place of which stands what was given for them."""
    reworded: Mapping[str, str] = {
        name: quoted(_TOLD.format(name))
        for name, column in mapping.columns.items()
        if is_reworded(column)
    }
    others = f" EXCLUDE ({', '.join(map(quoted, reworded))})" if reworded else ""
    told = "".join(f", {table}._told AS {quoted(name)}" for name, table in reworded.items())
    joins = "".join(
        f" LEFT JOIN {table} ON made.{quoted(name)} = {table}._cell"
        for name, table in reworded.items()
    )
    return f"SELECT made.*{others}{told} FROM made{joins}"


def _columns(source: StreamSource, mapping: ExportReading) -> Iterator[RawColumn]:
    """Yield the columns of a mapping as they stand in the relation of worded cells."""
    native = {each.name for each in source.columns if _is_native(each)}
    for name, column in mapping.columns.items():
        if name in native:
            yield RawColumn(name=name, column=column, sql=quoted(_NATIVE.format(name)), native=True)
            continue
        # Ids as they were read are looked at once more; what was put into words is as it is.
        is_read_id = name == mapping.case.key and column.text is None and not is_reworded(column)
        is_text = column.type is ColumnType.TEXT
        yield RawColumn(
            name=name, column=column, sql=quoted(name), native=is_text and not is_read_id
        )
