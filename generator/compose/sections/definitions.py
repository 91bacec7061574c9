"""Annex of definitions: what every metric of the report means."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from generator.compose.blocks import Block, Bullets, Line, Section, Style, Subheading, Text, plain
from generator.compose.numbers import exact_text
from generator.compose.parts import percentile_text
from generator.compose.signals import rule_of_words
from generator.compose.values import due_rule_text, target_text
from generator.kinds import ROLL_UP_OF_KIND
from generator.workspace.model.catalogue import SectionId

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.compose.words import Words
    from generator.measure.figure import Figure
    from generator.measure.measure import Edition
    from generator.workspace.model.metrics import Balance, Metric, TypicalTarget


def definitions(edition: Edition, words: Words, shown: tuple[Figure, ...]) -> Section:
    """Compose the definitions of the metrics of which the report shows a figure."""
    used = {figure.key.metric for figure in shown}
    blocks: list[Block] = []
    for metric in edition.measures.workspace.metrics.values():
        if metric.id in used:
            blocks.append(Subheading(title=metric.name.of(words.language), minor=True))
            points = definition(metric, words, edition.measures.workspace.metrics)
            blocks.append(Bullets(items=tuple(points)))
    blocks.extend(rule_of_words(edition, words, SectionId.DEFINITIONS))
    title = words.term(SectionId.DEFINITIONS)
    return Section(id=SectionId.DEFINITIONS, title=title, blocks=tuple(blocks))


def definition(metric: Metric, words: Words, metrics: Mapping[str, Metric]) -> Iterator[Line]:
    """Say everything that a reader must know about a metric, point by point.

    `metrics` are all definitions, so that an index can name its components.
    """
    language = words.language
    roll_up = ROLL_UP_OF_KIND[metric.kind]
    yield (Text(text=metric.id, style=Style.CODE), *plain(f" {metric.plain.of(language)}"))
    yield _point(words, "formula", metric.formula.of(language))
    kind = words.say("between").join((words.term(metric.kind), words.term(roll_up)))
    yield _point(words, "rolled-up", kind)
    yield from _points_of_kind(metric, words, metrics)
    yield from _points_of_unit(metric, words)
    if metric.balance:
        yield _point(words, "balance", _balance_text(metric.balance, words, metrics))
    yield _point(words, "cohort", words.term(metric.cohort))
    yield _point(words, "direction", words.term(metric.better))
    if metric.min_n:
        yield _point(words, "minimum", str(metric.min_n))
    if metric.typical:
        yield _point(words, "usual-target", _usual_text(metric, metric.typical, words))
    if metric.threshold:
        yield _point(words, "threshold", target_text(metric, metric.threshold, words))
    if metric.limits:
        rule = metric.limits
        text = words.say("limit-rule", spread=words.term(rule.spread), sigmas=rule.sigmas)
        yield _point(words, "control-limits", text)
    if metric.suppress_below:
        yield _point(words, "suppress", str(metric.suppress_below))
    if metric.matures_after:
        yield _point(words, "matures", due_rule_text(metric.matures_after, words))
    yield _point(words, "procedure", metric.procedure)
    yield _point(words, "definition-version", str(metric.version))
    if metric.note:
        yield _point(words, "note", metric.note.of(language))


def _usual_text(metric: Metric, typical: TypicalTarget, words: Words) -> str:
    """Return the usual target with its source, and that no verdict comes from it."""
    target = target_text(metric, typical.target, words)
    return words.say("usual-target-of", target=target, source=typical.source.of(words.language))


def _points_of_kind(metric: Metric, words: Words, metrics: Mapping[str, Metric]) -> Iterator[Line]:
    """Say what only some kinds declare."""
    if metric.across:
        yield _point(words, "across", words.term(metric.across))
    if metric.percentile:
        rule = metric.percentile
        text = percentile_text(Fraction(rule.rank), rule.method, words)
        yield _point(words, "percentile", text)
    if metric.components:
        named = (
            words.say(
                "component",
                metric=metrics[each.metric].name.of(words.language),
                weight=exact_text(Fraction(each.weight)),
            )
            for each in metric.components
        )
        yield _point(words, "components", words.say("between").join(named))


def _balance_text(balance: Balance, words: Words, metrics: Mapping[str, Metric]) -> str:
    """Return the identity that a stock keeps, in the names of its flows (trap 30)."""
    added = (balance.opened, *([balance.reopened] if balance.reopened else ()))
    names = (metrics[each].name.of(words.language) for each in added)
    closed = metrics[balance.closed].name.of(words.language)
    return words.say("balance-rule", added=words.say("plus").join(names), closed=closed)


def _points_of_unit(metric: Metric, words: Words) -> Iterator[Line]:
    """Say what money is counted in, on what scale points are, and what a sign stands for."""
    if metric.currency:
        yield _point(words, "currency", metric.currency)
    if metric.rate_date:
        yield _point(words, "rate-date", metric.rate_date.isoformat())
    if metric.scale:
        least, most = (exact_text(Fraction(end)) for end in (metric.scale.least, metric.scale.most))
        yield _point(words, "scale", words.say("scale-rule", least=least, most=most))
    if metric.signed:
        yield _point(words, "sign", metric.signed.of(words.language))


def _point(words: Words, key: str, text: str) -> Line:
    """Return `name: text` with the name standing out."""
    name = Text(text=words.say(key), style=Style.STRONG)
    return (name, *plain(words.say("pair", name="", text=text)))
