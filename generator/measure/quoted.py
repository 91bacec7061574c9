"""Rules X063 and X064: quotes that have a value, and numbers that should have been quotes."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from generator.findings import Finding
from generator.kinds import MetricKind
from generator.measure.editions import editions
from generator.measure.figure import ALL_SERVICES, Figure, FigureKey
from generator.measure.measure import due_promises, measures_of
from generator.prose import TypedNumber, typed_numbers
from generator.workspace.check.commentary import texts
from generator.workspace.model.metrics import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.measure.ledger import Ledger
    from generator.measure.measure import Measures
    from generator.prose import ProseSection, Quote
    from generator.workspace.model.catalogue import ReportDefinition
    from generator.workspace.model.metrics import Metric
    from generator.workspace.workspace import Entry, Workspace

_NEAR: Final = Fraction(1, 100)
_DISTINCT: Final = 100
"""From here on a whole number is unlikely to be equal to a part by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """A figure as readers see it: what it is called, its number, and whether it is judged."""

    quote: str
    number: Fraction
    judged: bool


def quotes_and_numbers(workspace: Workspace, ledger: Ledger) -> Iterator[Finding]:
    """Find quotes without a value, and typed numbers that are figures of their edition."""
    keys = {key.name: key for key in editions(workspace)}
    for entry in workspace.of_kind("commentary"):
        key = keys.get(entry.value.edition)
        if key:
            measures = measures_of(workspace, ledger, key.report, key.period)
            known = tuple(_known(measures, key.report))
            for section in entry.value.sections:
                yield from _empty_quotes(entry, section, measures)
                yield from _typed_figures(entry, section, known)


def figure_key(quote: Quote) -> FigureKey:
    """Return the figure that a text quotes."""
    return FigureKey(
        metric=quote.metric,
        service=quote.service,
        dimension=quote.dimension,
        member=quote.member,
    )


def _empty_quotes(entry: Entry, section: ProseSection, measures: Measures) -> Iterator[Finding]:
    """Find quotes of figures that have no record."""
    for line, quote in section.quotes():
        if not measures.figure(figure_key(quote)).records:
            yield Finding(
                file=entry.file,
                line=line,
                path=section.id,
                rule="X063",
                expected=f"records of {quote.metric} @ {quote.service} in the period",
                found=f"none for {quote.text!r}",
                action="correct the reference, or collect the records",
            )


def _typed_figures(
    entry: Entry, section: ProseSection, known: tuple[_Known, ...]
) -> Iterator[Finding]:
    """Find numbers that are figures; of percentages X065 speaks."""
    for line, text in texts(section):
        for number in typed_numbers(text):
            same = next((each for each in known if _is_same(number, each)), None)
            if same and not number.percent:
                yield Finding(
                    file=entry.file,
                    line=line,
                    path=section.id,
                    rule="X064",
                    expected=f"a reference such as {{{{ {same.quote} }}}}",
                    found=f"{number.text!r}",
                    action="quote the figure, or say it without a number",
                )


def _is_same(number: TypedNumber, known: _Known) -> bool:
    """Tell whether a typed number is a figure: a judged one nearly, others just."""
    steps = abs(known.number) * 10**number.decimals
    rounded = Fraction((2 * steps.numerator + steps.denominator) // (2 * steps.denominator))
    is_equal = number.value * 10**number.decimals == rounded and rounded != 0
    if known.judged and not number.spelt:
        return is_equal or abs(number.value - abs(known.number)) <= abs(known.number) * _NEAR
    is_distinct = number.value * 10**number.decimals >= _DISTINCT
    return is_equal and is_distinct


def _known(measures: Measures, report: ReportDefinition) -> Iterator[_Known]:
    """Give the numbers of an edition, the judged and the first ones before all others."""
    names = {
        (clause.metric or "", service) for _, clause, service in due_promises(measures, report)
    }
    main = sorted({*names, *((metric, ALL_SERVICES) for metric in report.headline)})
    for metric, service in main:
        measured = measures.measured(metric, service)
        sides = {
            "": measured.figure,
            " previous": measured.previous,
            " year-to-date": measured.year_to_date,
        }
        for side, figure in sides.items():
            yield from _numbers(measured.metric, figure, side, judged=True)
    for metric_id in measures.workspace.metrics:
        yield from _others(measures, measures.workspace.metrics[metric_id])


def _others(measures: Measures, metric: Metric) -> Iterator[_Known]:
    """Give every service and member of a metric that has records."""
    if metric.kind is MetricKind.SINGLE or not measures.is_known(metric.id):
        return
    for service in (ALL_SERVICES, *measures.services):
        figure = measures.figure(FigureKey(metric=metric.id, service=service))
        yield from _numbers(metric, figure, "", judged=False)
    for dimension in metric.dimensions:
        for figure in measures.members(metric.id, dimension.id):
            yield from _numbers(metric, figure, "", judged=False)


def _numbers(metric: Metric, figure: Figure, side: str, *, judged: bool) -> Iterator[_Known]:
    """Give the number of a figure as it is shown, if it has one."""
    if figure.value is not None and not figure.suppressed:
        key = figure.key
        part = f" / {key.dimension}={key.member}" if key.dimension else ""
        scale = 100 if metric.unit is Unit.PERCENT else 1
        yield _Known(
            quote=f"{key.metric} @ {key.service}{part}{side}",
            number=figure.value * scale,
            judged=judged,
        )
