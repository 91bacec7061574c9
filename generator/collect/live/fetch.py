"""A source that is read where it lives: from its address to a file that can be kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from generator.collect.formsoundness import unsound_form
from generator.collect.inputs import ExportFile, Ground, Refused
from generator.collect.live.address import from_environment
from generator.collect.live.database import AnswerError, Question, answer
from generator.collect.live.snapshot import TooMuchError, snapshot
from generator.collect.texts import read_columns
from generator.workspace.model.forms import ExportForm, SqlForm
from generator.workspace.model.sources import ExportReading
from generator.workspace.workspace import Entry

Environment = Mapping[str, str]
Fetcher = Callable[[Entry, Any, Ground, Environment], ExportFile | Refused]
"""Takes a mapping, its form in its own class, what the workspace knows, the environment."""


def fetch_rows(
    entry: Entry, form: SqlForm, _ground: Ground, environment: Environment
) -> ExportFile | Refused:
    """Return the rows of a database as a file, or why there are none."""
    mapping: ExportReading = entry.value
    question = Question(
        address=from_environment(form.address, environment),
        table=tuple((form.table or "").split(".")),
        columns=tuple(column.header for column in read_columns(mapping).columns.values()),
        select=form.select,
        seconds=form.timeout,
    )
    try:
        with answer(question) as (columns, rows):
            return snapshot(mapping.source, columns, rows)
    except (AnswerError, TooMuchError) as wrong:
        return no_answer(entry, "select" if form.select else "table", str(wrong))


def no_answer(entry: Entry, key: str, found: str) -> Refused:
    """C045: a source that did not answer, or with more than can be taken."""
    finding = entry.finding(
        ("form", key),
        "C045",
        expected="an answer of the source, whole and within its limits",
        found=found,
        action="mend the mapping, or the address in the environment",
    )
    return Refused(findings=(finding,))


FETCHERS: Final[Mapping[type[ExportForm], Fetcher]] = MappingProxyType({SqlForm: fetch_rows})


def fetch(entry: Entry, ground: Ground, environment: Environment) -> ExportFile | Refused | None:
    """Return what the source of a mapping answers; None for one that comes as a file.

    Nothing is asked before the form is known to be harmless: it is run with our credentials.
    """
    form: ExportForm = entry.value.form
    fetcher = FETCHERS.get(type(form))
    if fetcher is None:
        return None
    unsound = tuple(unsound_form(entry, form))
    return Refused(findings=unsound) if unsound else fetcher(entry, form, ground, environment)
