"""A source that is read where it lives: from its address to a file that can be kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from generator.collect.formsoundness import unsound_form
from generator.collect.inputs import ExportFile, Ground, Refused
from generator.collect.live.address import AnswerError, from_environment
from generator.collect.live.database import Question, answer
from generator.collect.live.http import site_of
from generator.collect.live.prometheus import Range, samples
from generator.collect.live.snapshot import TooMuchError, kept, snapshot
from generator.collect.live.statuspage import feed
from generator.collect.live.upptime import COLUMNS, observations
from generator.collect.texts import read_columns
from generator.periods import Period
from generator.workspace.model.forms import (
    ExportForm,
    PrometheusForm,
    SqlForm,
    StatusFeedForm,
    UpptimeForm,
)
from generator.workspace.model.sources import ExportReading
from generator.workspace.workspace import Entry

Environment = Mapping[str, str]
Fetcher = Callable[[Entry, Any, Ground, Environment], ExportFile | Refused | None]
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


def fetch_samples(
    entry: Entry, form: PrometheusForm, ground: Ground, environment: Environment
) -> ExportFile | Refused:
    """Return the samples of whole months as a file, or why there are none."""
    mapping: ExportReading = entry.value
    token = from_environment(form.token, environment) if form.token else None
    site = site_of(form.address, from_environment(form.address, environment), token)
    end = Period.parse(f"{mapping.extracted:%Y-%m}")
    wanted = Range(
        query=form.query,
        months=tuple(_months(form.first, end, ground.zone)),
        end=_first_second(end, ground.zone),
        step=form.step,
        stale=form.stale,
        seconds=form.timeout,
    )
    try:
        return snapshot(mapping.source, *samples(site, wanted))
    except (AnswerError, TooMuchError) as wrong:
        return no_answer(entry, "query", str(wrong))


def _months(first: Period, end: Period, zone: str) -> Iterator[tuple[int, str]]:
    """Yield first second and label of the months before the last one."""
    period = first
    while period.start < end.start:
        yield _first_second(period, zone), period.label
        period = period.next()


def _first_second(period: Period, zone: str) -> int:
    """Return when a period begins, in seconds of UTC."""
    return int(period.bounds(zone)[0].timestamp())


def fetch_feed(
    entry: Entry, form: StatusFeedForm, _ground: Ground, environment: Environment
) -> ExportFile | Refused | None:
    """Return the incidents and maintenance of a status page as a file; None without an address."""
    if form.address is None:
        return None
    site = site_of(form.address, from_environment(form.address, environment))
    try:
        return kept(entry.value.source, "json", feed(site, form.timeout))
    except AnswerError as wrong:
        return no_answer(entry, "address", str(wrong))


def fetch_observations(
    entry: Entry, form: UpptimeForm, _ground: Ground, environment: Environment
) -> ExportFile | Refused:
    """Return what the commits of an Upptime repository tell, as a file."""
    clone = from_environment(form.clone, environment)
    try:
        return snapshot(entry.value.source, COLUMNS, observations(clone))
    except (AnswerError, TooMuchError) as wrong:
        return no_answer(entry, "clone", str(wrong))


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


FETCHERS: Final[Mapping[type[ExportForm], Fetcher]] = MappingProxyType(
    {
        PrometheusForm: fetch_samples,
        SqlForm: fetch_rows,
        StatusFeedForm: fetch_feed,
        UpptimeForm: fetch_observations,
    }
)


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
