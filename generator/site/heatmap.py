"""The heat map: promise by promise the verdict of each period, and the way to its figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.blocks import Column, Line, Table, Text, plain
from generator.compose.values import service_name
from generator.measure.editions import EditionKey
from generator.measure.figure import ALL_SERVICES
from generator.render.markdown import table_text
from generator.site.links import edition_link
from generator.workspace.model.catalogue import SectionId

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.compose.words import Words
    from generator.measure.figure import Figure
    from generator.measure.measure import Attainment, Edition
    from generator.periods import Period
    from generator.site.survey import Survey

# Without these a page has no place that stands for the figure of a promise.
_PLACES = frozenset({SectionId.SLA, SectionId.LINEAGE})


def heat_map(
    survey: Survey,
    edition: Edition,
    attainments: Sequence[Attainment],
    most: int,
    words: Words,
) -> str:
    """Return a table promise × period of the last periods that have a record, at most `most`."""
    periods = [
        period
        for period in edition.period.last(most)
        if any(_figure(attainment, period).records for attainment in attainments)
    ]
    table = Table(
        caption=words.say("how-did-we-do"),
        columns=(
            Column(title=words.say("clause-text")),
            *(Column(title=period.label) for period in periods),
        ),
        rows=tuple(_row(survey, edition, attainment, periods, words) for attainment in attainments),
    )
    return f'<div class="rg-heat" markdown>\n\n{table_text(table)}\n\n</div>'


def _row(
    survey: Survey,
    edition: Edition,
    attainment: Attainment,
    periods: Sequence[Period],
    words: Words,
) -> tuple[Line, ...]:
    """Return one promise, which stays in sight, and the verdict of each period."""
    return (
        plain(_promise(edition, attainment, words)),
        *(_cell(survey, edition, attainment, period, words) for period in periods),
    )


def _promise(edition: Edition, attainment: Attainment, words: Words) -> str:
    """Name clause and metric, and the service unless it is all of them."""
    measured = attainment.measured
    name = f"{attainment.clause.id} {measured.metric.name.of(words.language)}"
    service = measured.figure.key.service
    if service == ALL_SERVICES:
        return name
    return words.say("aside", text=name, aside=service_name(edition.measures, service, words))


def _cell(
    survey: Survey, edition: Edition, attainment: Attainment, period: Period, words: Words
) -> Line:
    """Return the verdict of a period; where there is an edition of it, it leads to the figure."""
    place = [figure.period for figure in attainment.measured.history].index(period)
    verdict = words.verdict(attainment.history[place].verdict)
    key = EditionKey(report=edition.report, period=period)
    # The periods of a report follow each other without a gap; none is after its newest.
    if period < survey.known[edition.report.report][0].period:
        return plain(verdict)
    if survey.view.workspace.is_taken_back(key.name):
        return (Text(text=words.say("no-value"), link=edition_link(survey.view, key)),)
    anchor = _anchor(edition, attainment, period)
    return (Text(text=verdict, link=edition_link(survey.view, key, anchor=anchor)),)


def _anchor(edition: Edition, attainment: Attainment, period: Period) -> str:
    """Return where the figure of a promise stands on the page of a period; empty if nowhere."""
    days = attainment.agreement.effective
    in_force = days.first < period.end and (days.last is None or days.last >= period.start)
    figure = _figure(attainment, period)
    has_place = in_force and bool(figure.records) and set(edition.report.sections) >= _PLACES
    return figure.key.anchor if has_place else ""


def _figure(attainment: Attainment, period: Period) -> Figure:
    """Return the figure of a promise in a period of its history."""
    return next(each for each in attainment.measured.history if each.period == period)
