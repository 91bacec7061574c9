"""The home page: how did we do, and what is there to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.blocks import Block, Bullets, Column, Line, Paragraph, Table, Text, plain
from generator.compose.parts import parts_text
from generator.compose.sections.summary import answer
from generator.compose.values import service_name
from generator.compose.words import Words
from generator.measure.measure import measure
from generator.periods import Period
from generator.render.escape import escaped
from generator.render.markdown import blocks_text

if TYPE_CHECKING:
    from generator.measure.ledger import Ledger
    from generator.measure.measure import Attainment, Edition
    from generator.site.audience import View

_MONTHS = 6


def home_page(view: View, ledger: Ledger) -> str:
    """Return the verdicts of the version's month, promise by promise, and its editions."""
    words = Words(view.language)
    measured = [measure(view.workspace, ledger, key.report, key.period) for key in view.editions]
    month = Period.parse(view.version).title(words.language)
    text = [f"# {escaped(words.say('home-title', month=month))}"]
    text += blocks_text([Paragraph(line=plain(words.say("home-intro")))])
    text += [f"## {escaped(words.say('how-did-we-do'))}"]
    for edition in _with_promises(measured):
        heading = f"{_party(view, edition, words)} · {words.term(edition.report.cadence)}"
        text += [f"### {escaped(heading)}"]
        text += _heat_map(edition, words) if edition.attainments else []
        text += _counted(edition, words) if edition.counted else []
    text += [f"## {escaped(words.say('to-read'))}", *blocks_text(_editions(measured, words))]
    return "\n\n".join(text) + "\n"


def reports_page(view: View, ledger: Ledger) -> str:
    """Return the list of the version's editions, where the entry of the navigation leads."""
    words = Words(view.language)
    measured = [measure(view.workspace, ledger, key.report, key.period) for key in view.editions]
    text = blocks_text(_editions(measured, words, folder=""))
    return "\n\n".join([f"# {escaped(words.say('all-reports'))}", *text]) + "\n"


def _with_promises(measured: list[Edition]) -> list[Edition]:
    """Return one edition for each party and cadence that judges promises.

    Promises are the party's, not the report's; of several editions the one that shows most
    of them speaks, and of equals one that its customer gets.
    """
    best: dict[tuple[str, str], Edition] = {}
    for edition in sorted(measured, key=_weight):
        if edition.attainments or edition.counted:
            best[edition.report.party, edition.report.cadence] = edition
    return sorted(best.values(), key=lambda edition: (edition.report.party, _length(edition)))


def _weight(edition: Edition) -> tuple[int, int, bool]:
    """Return what makes an edition the one to speak of its party's promises."""
    promises = len(edition.attainments), len(edition.counted)
    return *promises, edition.report.audience == edition.report.party


def _length(edition: Edition) -> int:
    """Return the days of an edition's period, so that months come before quarters."""
    return (edition.period.end - edition.period.start).days


def _party(view: View, edition: Edition, words: Words) -> str:
    """Return the name of an edition's party."""
    return view.workspace.parties[edition.report.party].name.of(words.language)


def _heat_map(edition: Edition, words: Words) -> list[str]:
    """Return a table promise x period; each cell says its verdict."""
    link = f"reports/{edition.report.report}/index.md"
    periods = edition.period.last(_MONTHS)
    shown = [i for i, period in enumerate(periods) if _recorded(edition, period)]
    table = Table(
        caption=words.say("how-did-we-do"),
        columns=(
            Column(title=words.say("clause")),
            Column(title=words.say("service")),
            Column(title=words.say("metric")),
            *(Column(title=periods[i].label) for i in shown),
        ),
        rows=tuple(
            _heat_row(edition, attainment, shown, link, words) for attainment in edition.attainments
        ),
    )
    lead = Paragraph(line=answer(edition, words))
    lead_text, table_text = blocks_text([lead, table])
    return [lead_text, f'<div class="rg-heat" markdown>\n\n{table_text}\n\n</div>']


def _counted(edition: Edition, words: Words) -> list[str]:
    """Return a table of the promises that are judged over shorter periods: k of n met."""
    target = f"reports/{edition.report.report}/index.md"
    titles = ("clause", "service", "metric", "cadence", "periods-met", "verdict")
    table = Table(
        caption=words.say("counted-attainment"),
        columns=tuple(Column(title=words.say(title)) for title in titles),
        rows=tuple(
            (
                plain(promise.clause.id),
                plain(service_name(edition.measures, promise.service, words)),
                plain(promise.metric.name.of(words.language)),
                plain(words.term(promise.clause.per)),
                plain(parts_text(promise.parts, words)),
                _cell(words.verdict(promise.judgement.verdict), target),
            )
            for promise in edition.counted
        ),
    )
    return blocks_text([table])


def _recorded(edition: Edition, period: Period) -> bool:
    """Tell whether any promise has a record in a period."""
    return any(
        figure.records
        for attainment in edition.attainments
        for figure in attainment.measured.history
        if figure.period == period
    )


def _heat_row(
    edition: Edition, attainment: Attainment, shown: list[int], link: str, words: Words
) -> tuple[Line, ...]:
    """Return one promise: clause, service, metric and the verdict of each period."""
    figure = attainment.measured.figure
    verdicts = attainment.history[-_MONTHS:]
    target = f"{link}#{figure.key.anchor}"
    return (
        plain(attainment.clause.id),
        plain(service_name(edition.measures, figure.key.service, words)),
        plain(attainment.measured.metric.name.of(words.language)),
        *(
            _cell(words.verdict(verdicts[i].verdict), target if i == shown[-1] else "")
            for i in shown
        ),
    )


def _cell(verdict: str, link: str) -> Line:
    """Return a verdict; only that of the version's own period leads to its figure."""
    return (Text(text=verdict, link=link),)


def _editions(measured: list[Edition], words: Words, folder: str = "reports/") -> list[Block]:
    """List the editions of this version with the answer of each."""
    if not measured:
        return [Paragraph(line=plain(words.say("nothing-to-read")))]
    items = tuple((*_link(edition, words, folder), *_said(edition, words)) for edition in measured)
    return [Bullets(items=items)]


def _link(edition: Edition, words: Words, folder: str) -> Line:
    """Return title and period of an edition as a link."""
    title = words.say(
        "title",
        title=edition.report.title.of(words.language),
        period=edition.period.title(words.language),
    )
    return (Text(text=title, link=f"{folder}{edition.report.report}/index.md"),)


def _said(edition: Edition, words: Words) -> Line:
    """Return the answer of an edition behind a dash."""
    return (*plain(" – "), *answer(edition, words))
