"""The list of reports by party, kind and period, and of the months that the site has."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from generator.compose.blocks import Block, Bullets, Column, Line, Paragraph, Table, Text, plain
from generator.compose.words import Words
from generator.render.escape import escaped
from generator.render.markdown import blocks_text, table_text
from generator.site.links import REPORTS, edition_link, version_link
from generator.workspace.model.catalogue import ReportKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.measure.editions import EditionKey
    from generator.site.survey import Survey
    from generator.workspace.model.catalogue import ReportDefinition

_PERIODS: Final = 12
_KINDS: Final = tuple(ReportKind)


def reports_page(survey: Survey) -> str:
    """Return a table a party with the last editions of each report, and links to all months."""
    words = Words(survey.view.language)
    text = [f"# {escaped(words.say('all-reports'))}"]
    for party, reports in groupby(_in_order(survey), key=lambda report: report.party):
        name = survey.view.workspace.parties[party].name.of(words.language)
        text.append(f"## {escaped(name)} {{: #{party_anchor(party)} }}")
        table = table_text(_table(survey, tuple(reports), name, words))
        text.append(f'<div class="rg-dates" markdown>\n\n{table}\n\n</div>')
    if not survey.known:
        text += blocks_text([Paragraph(line=plain(words.say("nothing-to-read")))])
    text += [f"## {escaped(words.say('months'))}", *blocks_text(_months(survey, words))]
    return "\n\n".join(text) + "\n"


def party_anchor(party: str) -> str:
    """Return where the reports of a party stand on the list."""
    return f"party-{party}"


def _in_order(survey: Survey) -> list[ReportDefinition]:
    """Return the reports that have an edition, by party and kind, as the catalogue has them."""
    reports = [report for report in survey.view.reports if report.report in survey.known]
    return sorted(reports, key=lambda report: (report.party, _KINDS.index(report.kind)))


def _table(survey: Survey, reports: Sequence[ReportDefinition], name: str, words: Words) -> Table:
    """Return one row a report."""
    titles = ("report", "newest", "kind", "cadence", "before")
    return Table(
        caption=name,
        columns=tuple(Column(title=words.say(title)) for title in titles),
        rows=tuple(_row(survey, report, words) for report in reports),
    )


def _row(survey: Survey, report: ReportDefinition, words: Words) -> tuple[Line, ...]:
    """Return a report with the ways to its newest edition and those before it."""
    newest, *before = survey.known[report.report][-_PERIODS:][::-1]
    return (
        plain(report.title.of(words.language)),
        (_edition(survey, newest),),
        plain(words.term(report.kind)),
        plain(words.term(report.cadence)),
        _joined([_edition(survey, key) for key in before]) or plain(words.say("no-value")),
    )


def _edition(survey: Survey, key: EditionKey) -> Text:
    """Return the period of an edition as a link."""
    return Text(text=key.period.label, link=edition_link(survey.view, key, inside=REPORTS))


def _months(survey: Survey, words: Words) -> list[Block]:
    """List the months up to this one, a line a year, and the door to the newest of all."""
    years = groupby(survey.versions, key=lambda version: version[:4])
    lines = [_joined([_month(survey, version) for version in found]) for _, found in years]
    door = Text(text=words.say("newest-month"), link="../../index.html")
    return [Bullets(items=(*lines, (door,)))]


def _month(survey: Survey, version: str) -> Text:
    """Return a month as a link to its home page."""
    return Text(text=version, link=version_link(survey.view, version, inside=REPORTS))


def _joined(texts: Sequence[Text]) -> Line:
    """Put texts side by side."""
    return tuple(piece for text in texts for piece in (*plain(" · "), text))[1:]
