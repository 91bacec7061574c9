"""Rules X060-X062 and X065: text of an edition that is there, about figures that can be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.findings import Finding
from generator.kinds import MetricKind
from generator.periods import Cadence
from generator.prose import Shown, SpanStyle, placeholders, typed_numbers
from generator.workspace.decode import did_you_mean
from generator.workspace.model.agreements import ALL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.prose import ProseSection, Quote, Span
    from generator.workspace.model.catalogue import ReportDefinition
    from generator.workspace.workspace import Entry, Workspace

_SHOWN: Final = 24


def text_of_no_edition(workspace: Workspace) -> Iterator[Finding]:
    """X060: text belongs to a report of the catalogue and to a period that it can have."""
    known = tuple(workspace.reports)
    for entry in workspace.of_kind("commentary"):
        text = entry.value
        report = workspace.reports.get(text.report)
        if report is None and "report" not in workspace.incomplete:
            hint = did_you_mean(text.report, known)
            yield _misplaced(entry, f"report {text.report!r}", f"{hint}rename the folder")
        elif report and not _has_period(report, entry):
            first = report.first.label
            action = f"rename the file; periods begin with {first}, one a {report.cadence}"
            yield _misplaced(entry, f"period {text.period.label!r}", action)


def texts_to_write(workspace: Workspace) -> Iterator[Finding]:
    """X090: passages that were drafted, and that nobody has written yet."""
    for entry, _, section in _sections(workspace):
        for passage in placeholders(section):
            yield Finding(
                file=entry.file,
                line=passage[0].line,
                path=section.id,
                rule="X090",
                expected="a text of the author",
                found=repr(passage[0].text[:_SHOWN]),
                action="write it, or remove the passage",
            )


def _has_period(report: ReportDefinition, entry: Entry) -> bool:
    """Tell whether a report can have an edition of the period of a text."""
    period = entry.value.period
    is_over = report.last is not None and period > report.last
    is_known = period.is_in_row_with(report.first) and period >= report.first
    return is_known and not is_over


def _misplaced(entry: Entry, found: str, action: str) -> Finding:
    """Say that a text stands where no edition finds it."""
    expected = "report and period of an edition as folder and name"
    return entry.finding((), "X060", expected=expected, found=found, action=action)


def sections_of_text(workspace: Workspace) -> Iterator[Finding]:
    """X061: each heading names a section of the report."""
    for entry, report, section in _sections(workspace):
        names = tuple(each.value for each in report.sections)
        if section.id not in names:
            yield entry.finding(
                (section.id,),
                "X061",
                expected=f"a section of the report {report.report}",
                found=repr(section.id),
                action=f"{did_you_mean(section.id, names)}sections: {', '.join(names)}",
            )


def unknown_figures(workspace: Workspace) -> Iterator[Finding]:
    """X062: each figure that is quoted is one of the report."""
    if workspace.incomplete & {"metrics", "services", "agreement"}:
        return
    for entry, report, section in _sections(workspace):
        for line, quote in section.quotes():
            wrong = _wrong(workspace, report, quote)
            if wrong:
                expected, found, action = wrong
                yield Finding(
                    file=entry.file,
                    line=line,
                    path=section.id,
                    rule="X062",
                    expected=expected,
                    found=found,
                    action=action,
                )


def _wrong(
    workspace: Workspace, report: ReportDefinition, quote: Quote
) -> tuple[str, str, str] | None:
    """Say what of a figure is not known: expected, found, what to do."""
    metric = workspace.metrics.get(quote.metric)
    if metric is None:
        return _unknown("metric", quote.metric, tuple(workspace.metrics))
    services = _services(workspace, report)
    if quote.service not in services:
        return _unknown("service of the report", quote.service, services)
    dimensions = tuple(each.id for each in metric.dimensions)
    if quote.dimension and quote.dimension not in dimensions:
        return _unknown(f"dimension of {metric.id}", quote.dimension, dimensions)
    if metric.kind is MetricKind.SINGLE and not _is_single(report, quote):
        # Decision 14: of more than one month or service there is no value.
        found = f"{quote.text!r}, more than one month or service"
        return f"{metric.id} of one service over one month", found, "name the service"
    if quote.shown is Shown.TARGET and not _is_promised(workspace, report, quote):
        found = f"none for {quote.metric} @ {quote.service}"
        return "a clause with a target", found, "quote its value, or name the service of a clause"
    return None


def _is_single(report: ReportDefinition, quote: Quote) -> bool:
    """Tell whether a quote is of one month and one service."""
    is_month = report.cadence is Cadence.MONTH and quote.shown is not Shown.YEAR_TO_DATE
    return is_month and quote.service != ALL


def _unknown(word: str, name: str, known: tuple[str, ...]) -> tuple[str, str, str]:
    """Say that a name of a figure is not known."""
    few = 12
    listed = f"known: {', '.join(known) or 'none'}" if len(known) <= few else "correct the name"
    return f"a {word}", repr(name), f"{did_you_mean(name, known)}{listed}"


def _services(workspace: Workspace, report: ReportDefinition) -> tuple[str, ...]:
    """Return the services of a report, and the word for all of them."""
    mine = (each.id for each in workspace.services.values() if report.party in each.parties)
    return (ALL, *(name for name in mine if ALL in report.services or name in report.services))


def _is_promised(workspace: Workspace, report: ReportDefinition, quote: Quote) -> bool:
    """Tell whether a clause about the period's cadence promises something about a figure."""
    return not quote.dimension and any(
        clause.metric == quote.metric
        and quote.service in clause.services
        and clause.per is report.cadence
        for agreement in workspace.agreements.values()
        if agreement.party == report.party
        for clause in agreement.clauses
    )


def typed_percentages(workspace: Workspace) -> Iterator[Finding]:
    """X065: a share is quoted, never typed."""
    for entry, _, section in _sections(workspace):
        for line, text in texts(section):
            for number in typed_numbers(text):
                if number.percent:
                    yield Finding(
                        file=entry.file,
                        line=line,
                        path=section.id,
                        rule="X065",
                        expected="a reference to a figure, or words",
                        found=repr(number.text),
                        action="quote it, such as {{ incident.resolved-in-target @ all }}, "
                        "or say it without a percentage",
                    )


def texts(section: ProseSection) -> Iterator[tuple[int, str]]:
    """Give line and text of what was typed; styles do not part a number from its sign."""
    for spans in section.texts():
        line, text = 0, ""
        for span in spans:
            if text and (span.line != line or _parts(span)):
                yield line, text
                text = ""
            line, text = span.line, text + span.text
        if text:
            yield line, text


def _parts(span: Span) -> bool:
    """Tell whether a span ends the text before it: a figure stands there, or code."""
    return span.quote is not None or span.style is SpanStyle.CODE


def _sections(workspace: Workspace) -> Iterator[tuple[Entry, ReportDefinition, ProseSection]]:
    """Give every section of text with its report; of a strange report X060 speaks."""
    for entry in workspace.of_kind("commentary"):
        report = workspace.reports.get(entry.value.report)
        if report:
            for section in entry.value.sections:
                yield entry, report, section
