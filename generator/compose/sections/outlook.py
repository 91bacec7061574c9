"""Outlook: what is expected, how earlier forecasts turned out, and what fills up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.blocks import (
    Align,
    Block,
    ChartPlace,
    Column,
    Line,
    Paragraph,
    Section,
    Subheading,
    Table,
    plain,
)
from generator.compose.charts import fan_chart
from generator.compose.forecasts import back_test_text, error_text, expected_text
from generator.compose.headrooms import headroom_blocks
from generator.compose.values import column, figure_line, target_text
from generator.measure.forecast import FEWEST
from generator.measure.prospect import SCORED, prospect
from generator.workspace.model.catalogue import SectionId

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.compose.words import Words
    from generator.measure.backtest import Score
    from generator.measure.measure import Edition
    from generator.measure.prospect import Prospect


def outlook(edition: Edition, words: Words) -> Section:
    """Compose forecasts, the scores of earlier ones, and the days to thresholds."""
    found = prospects(edition)
    blocks = [
        *(_forecasts(edition, found, words) if found else _nothing(words)),
        *_scores(edition, found, words),
        *_headrooms(edition, words),
    ]
    title = words.term(SectionId.OUTLOOK)
    return Section(id=SectionId.OUTLOOK, title=title, blocks=tuple(blocks))


def prospects(edition: Edition) -> tuple[Prospect, ...]:
    """Return the prospects of the metrics that the report names, else of its headline."""
    chosen = edition.report.outlook or edition.report.headline
    return tuple(prospect(edition.measures, metric) for metric in chosen)


def _nothing(words: Words) -> Iterator[Block]:
    """Say that nothing is forecast."""
    yield Paragraph(line=plain(words.say("nothing-to-forecast")))


def _forecasts(edition: Edition, found: tuple[Prospect, ...], words: Words) -> Iterator[Block]:
    """Show what is expected: a table for every reader, a chart each for the site."""
    yield Paragraph(line=plain(words.say("forecast-intro")))
    title = words.say("forecasts", count=len(found[0].ahead))
    yield Subheading(title=title)
    ahead = [words.say("forecast-period", period=period.label) for period in found[0].ahead]
    right = [*ahead, words.say("past-periods"), words.say("back-test")]
    yield Table(
        caption=title,
        columns=(
            column("metric", edition.measures, words),
            column("target", edition.measures, words),
            *(Column(title=heading, align=Align.RIGHT) for heading in right),
            column("method", edition.measures, words),
        ),
        rows=tuple(_forecast_row(edition, each, words) for each in found),
    )
    yield Paragraph(line=plain(words.say("error-note")))
    for each in found:
        if each.forecast:
            yield ChartPlace(chart=fan_chart(edition, each, words))


def _forecast_row(edition: Edition, each: Prospect, words: Words) -> tuple[Line, ...]:
    """Return what is expected of one metric; why not, where there are too few periods."""
    forecast, metric = each.forecast, each.metric
    target = edition.target(each.key)
    expected = forecast.expected if forecast else (None,) * len(each.ahead)
    too_few = words.say("too-few-to-forecast", fewest=FEWEST)
    return (
        plain(metric.name.of(words.language)),
        plain(target_text(metric, target, words)),
        *(plain(expected_text(metric, value, words, target)) for value in expected),
        plain(str(each.past)),
        plain(back_test_text(forecast, words)),
        plain(words.term(forecast.method) if forecast else too_few),
    )


def _scores(edition: Edition, found: tuple[Prospect, ...], words: Words) -> Iterator[Block]:
    """Hold the forecasts of earlier editions against what came, where there were any."""
    if not any(each.expected or each.score.points for each in found):
        return
    titles = ("metric", "forecast-then", "came", "inside", "wape", "hits")
    yield Subheading(title=words.say("scores"))
    yield Table(
        caption=words.say("scores"),
        columns=tuple(
            Column(title=words.say(title), align=Align.LEFT if title == "metric" else Align.RIGHT)
            for title in titles
        ),
        rows=tuple(_score_row(edition, each, words) for each in found),
    )
    yield Paragraph(line=plain(words.say("score-note", editions=SCORED)))


def _score_row(edition: Edition, each: Prospect, words: Words) -> tuple[Line, ...]:
    """Return the last forecast of one metric, what came, and the sum over the editions."""
    inside = words.say("no-value")
    if each.expected and each.came is not None:
        inside = words.say("yes" if each.expected.interval.holds(each.came) else "no")
    return (
        plain(each.metric.name.of(words.language)),
        plain(expected_text(each.metric, each.expected, words)),
        _came(edition, each, words),
        plain(inside),
        plain(error_text(each.score.wape, words)),
        plain(_hits(each.score, words)),
    )


def _came(edition: Edition, each: Prospect, words: Words) -> Line:
    """Return what came, which leads to its lineage."""
    if each.came is None:
        return plain(words.say("no-value"))
    return figure_line(each.metric, edition.measures.figure(each.key), words)


def _hits(score: Score, words: Words) -> str:
    """Say how many values came within their interval."""
    if not score.points:
        return words.say("no-value")
    return words.say("hits-of", k=score.inside, n=score.points)


def _headrooms(edition: Edition, words: Words) -> Iterator[Block]:
    """Show when levels reach their thresholds, where the section on capacity does not."""
    if SectionId.CAPACITY not in edition.report.sections:
        yield from headroom_blocks(edition, words)
