"""The metric dictionary: what each metric means, where it is used, and how it went."""

from __future__ import annotations

import html
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Final

from generator.compose.blocks import Bullets, Line, Style, Subheading, Text, plain
from generator.compose.chart import Mark, Sparkline
from generator.compose.sections.definitions import definition
from generator.compose.values import shown_value
from generator.compose.words import Words
from generator.measure.figure import ALL_SERVICES, FigureKey
from generator.render.charts import sparkline_svg
from generator.render.escape import escaped
from generator.render.markdown import blocks_text
from generator.site.agreements import agreement_anchor
from generator.site.links import edition_link, key_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from generator.measure.figure import Figure
    from generator.measure.measure import Edition
    from generator.site.survey import Survey
    from generator.workspace.model.agreements import Agreement
    from generator.workspace.model.metrics import Metric

_PERIODS: Final = 12
# Where hundreds of reports show a metric, the first of them make the point.
_MOST: Final = 12

Clauses = tuple[tuple["Agreement", str], ...]
"""Agreements and the numbers of their clauses."""


def metric_anchor(metric: str) -> str:
    """Return where a metric stands in the dictionary."""
    return f"metric-{metric.replace('.', '_')}"


def dictionary_page(survey: Survey) -> str:
    """Return every metric that the audience's reports can show, by process."""
    view, words = survey.view, Words(survey.view.language)
    listed = {metric.id for metric in view.metrics}
    clauses = _clauses(survey)
    text = [f"# {escaped(words.say('dictionary'))}"]
    for entry in view.workspace.of_kind("metrics"):
        metrics = [metric for metric in entry.value.metrics if metric.id in listed]
        if metrics:
            text.append(f"## {escaped(entry.value.process.of(words.language))}")
        for metric in metrics:
            text += _entry(survey, metric, clauses.get(metric.id, ()), words)
    return "\n\n".join(text) + "\n"


def _entry(survey: Survey, metric: Metric, clauses: Clauses, words: Words) -> Iterator[str]:
    """Give the definition of a metric, what uses it, and its last periods."""
    title, *_ = blocks_text([Subheading(title=metric.name.of(words.language))])
    yield f"{title} {{: #{metric_anchor(metric.id)} }}"
    points = [*definition(metric, words, survey.view.workspace.metrics)]
    points += _used_in(survey, metric, clauses, words)
    yield from blocks_text([Bullets(items=tuple(points))])
    rows = [_course(survey, metric, edition, words) for edition in _speakers(survey, metric)]
    if any(rows):
        yield _history(rows, words)


# --- Used in -----------------------------------------------------------------------------


def _clauses(survey: Survey) -> dict[str, Clauses]:
    """Return metric -> the clauses of the audience's agreements that promise something of it."""
    found: defaultdict[str, list[tuple[Agreement, str]]] = defaultdict(list)
    for agreement in survey.view.agreements:
        for clause in agreement.clauses:
            found[clause.metric or ""].append((agreement, clause.id))
    return {metric: tuple(clauses) for metric, clauses in found.items()}


def _used_in(survey: Survey, metric: Metric, clauses: Clauses, words: Words) -> Iterator[Line]:
    """Say which reports show a metric and which clauses promise something of it."""
    editions = survey.shown.get(metric.id, ())
    reports = [
        Text(
            text=edition.report.title.of(words.language),
            link=edition_link(survey.view, key_of(edition)),
        )
        for edition in editions
    ]
    promises = [
        Text(
            text=f"{agreement.agreement}/{clause}",
            link=f"agreements.md#{agreement_anchor(agreement)}",
        )
        for agreement, clause in clauses
    ]
    yield _listed("used-in-reports", reports, words)
    if promises:
        yield _listed("used-in-clauses", promises, words)


def _listed(key: str, texts: Sequence[Text], words: Words) -> Line:
    """Return `name: one; another`, and how many more there are."""
    name = Text(text=words.say(key), style=Style.STRONG)
    between = plain(words.say("between"))
    pieces = [piece for text in texts[:_MOST] for piece in (*between, text)][1:]
    more = plain(words.say("and-more", n=len(texts) - _MOST)) if len(texts) > _MOST else ()
    nothing = () if texts else plain(words.say("nowhere"))
    return (name, *plain(words.say("pair", name="", text="")), *pieces, *more, *nothing)


# --- History -------------------------------------------------------------------------------


def _speakers(survey: Survey, metric: Metric) -> list[Edition]:
    """Return for each party the edition with the shortest period that shows a metric.

    Nothing else may speak: what no report of the audience shows is not for its eyes.
    """
    best: dict[str, Edition] = {}
    for edition in survey.shown.get(metric.id, ()):
        other = best.get(edition.report.party)
        if other is None or _days(edition) < _days(other):
            best[edition.report.party] = edition
    return [best[party] for party in sorted(best)][:_MOST]


def _days(edition: Edition) -> int:
    """Return the days of an edition's period."""
    return (edition.period.end - edition.period.start).days


def _course(survey: Survey, metric: Metric, edition: Edition, words: Words) -> str:
    """Return a party's row: its last periods drawn, and the newest in words."""
    figures = _figures(survey, metric, edition)
    if not figures:
        return ""
    texts = [shown_value(metric, figure, words) for figure in figures]
    said = words.say("listed").join(
        words.say("pair", name=figure.period.label, text=text)
        for figure, text in zip(figures, texts, strict=True)
    )
    marks = tuple(
        Mark(label=figure.period.label, value=_drawn(figure, metric), verdict=None, text=text)
        for figure, text in zip(figures, texts, strict=True)
    )
    name = f"{metric_anchor(metric.id)}_{edition.report.party}"
    drawing = sparkline_svg(Sparkline(id=name, marks=marks, description=said))
    party = survey.view.workspace.parties[edition.report.party].name.of(words.language)
    link = edition_link(survey.view, key_of(edition)).replace("/index.md", "/index.html")
    return (
        f'<tr><th scope="row">{html.escape(party)}</th><td>{figures[0].period.label}</td>'
        f'<td>{drawing}</td><td><a href="{html.escape(link)}">{figures[-1].period.label}</a></td>'
        f'<td class="rg-number">{html.escape(texts[-1])}</td></tr>'
    )


def _figures(survey: Survey, metric: Metric, edition: Edition) -> tuple[Figure, ...]:
    """Return the last periods of a metric from the first that has records.

    A customer is shown no period from before the first report.
    """
    history = edition.measures.series(FigureKey(metric=metric.id, service=ALL_SERVICES), _PERIODS)
    first = date.min if survey.view.internal else edition.report.first.start
    seen = [figure for figure in history if figure.period.start >= first]
    start = next((i for i, figure in enumerate(seen) if figure.records), len(seen))
    return tuple(seen[start:])


def _drawn(figure: Figure, metric: Metric) -> Fraction | None:
    """Return what is drawn: nothing of what is suppressed or of too few cases."""
    few = figure.n is not None and figure.n < metric.min_n
    return None if figure.suppressed or few else figure.value


def _history(rows: Sequence[str], words: Words) -> str:
    """Return the table of the last periods as HTML without a blank line."""
    titles = ("party", "from", "course", "newest", "value")
    heads = "".join(f'<th scope="col">{html.escape(words.say(key))}</th>' for key in titles)
    body = "\n".join(filter(None, rows))
    # Every value is in the name of its drawing; in the search they would be noise.
    return (
        '<div class="rg-scroll" data-search-exclude>\n<table class="rg-table">\n'
        f"<caption>{html.escape(words.say('history'))}</caption>\n"
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>\n</div>"
    )
