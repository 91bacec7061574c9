"""The services: who uses and answers for each, what is promised of it, and what carries it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.compose.blocks import (
    Block,
    Bullets,
    Column,
    Line,
    Paragraph,
    Style,
    Table,
    Text,
    plain,
)
from generator.compose.words import Words
from generator.render.escape import escaped
from generator.render.markdown import blocks_text
from generator.site.agreements import agreement_anchor
from generator.site.dictionary import metric_anchor
from generator.site.editionpage import WIDE
from generator.workspace.model.agreements import ALL
from generator.workspace.support import behind, clauses_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.site.survey import Survey
    from generator.workspace.model.parties import Service
    from generator.workspace.support import PromisedClause

_TITLES = ("service", "service-plain", "service-owner", "clauses", "metrics")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Uses:
    """What the services of a site are tied to, gathered once for all of them."""

    promised: Mapping[tuple[str, str], tuple[PromisedClause, ...]]
    """Party and service, or all of them -> the clauses."""
    measured: Mapping[tuple[str, str], tuple[str, ...]]
    """Party and service -> the metrics that the audience's reports show."""


def services_page(survey: Survey) -> str:
    """Return the services of each party of the audience's reports, a table a party."""
    words = Words(survey.view.language)
    uses = _uses(survey)
    parts = [_party(survey, party, uses, words) for party in survey.view.parties]
    text = [WIDE, f"# {escaped(words.say('services-page'))}", *(t for part in parts for t in part)]
    if not any(parts):
        text += blocks_text([Paragraph(line=plain(words.say("no-services")))])
    text += _chains(survey, words)
    return "\n\n".join(text) + "\n"


def _party(survey: Survey, party: str, uses: _Uses, words: Words) -> list[str]:
    """Return what all services of a party have in common, and one row for each of them."""
    workspace = survey.view.workspace
    services = [each for each in workspace.services.values() if party in each.parties]
    if not services:
        return []
    name = workspace.parties[party].name.of(words.language)
    measured = [uses.measured.get((party, service.id), ()) for service in services]
    common = [metric for metric in measured[0] if all(metric in each for each in measured)]
    rows = tuple(
        _row(
            survey,
            service,
            uses.promised.get((party, service.id), ()),
            [metric for metric in found if metric not in common],
            words,
        )
        for service, found in zip(services, measured, strict=True)
    )
    shared = _shared(survey, uses.promised.get((party, ALL), ()), common, words)
    return [f"## {escaped(name)}", *blocks_text([*shared, _table(name, rows, words)])]


def _table(caption: str, rows: Sequence[tuple[Line, ...]], words: Words) -> Table:
    """Return a table without the columns in which no service has anything."""
    dash = plain(words.say("no-value"))
    filled = [place for place in range(len(_TITLES)) if any(row[place] != dash for row in rows)]
    return Table(
        caption=caption,
        columns=tuple(Column(title=words.say(_TITLES[place])) for place in filled),
        rows=tuple(tuple(row[place] for place in filled) for row in rows),
    )


def _shared(
    survey: Survey, promised: Sequence[PromisedClause], metrics: Sequence[str], words: Words
) -> list[Block]:
    """Return the clauses and metrics that hold for every service of a party."""
    points = {
        "clauses-of-all": [_clause(each) for each in promised],
        "metrics-of-all": [_metric(survey, metric, words) for metric in metrics],
    }
    colon = plain(words.say("pair", name="", text=""))
    items = tuple(
        (Text(text=words.say(key), style=Style.STRONG), *colon, *_joined(texts, words))
        for key, texts in points.items()
        if texts
    )
    return [Bullets(items=items)] if items else []


def _row(
    survey: Survey,
    service: Service,
    promised: Sequence[PromisedClause],
    metrics: Sequence[str],
    words: Words,
) -> tuple[Line, ...]:
    """Return one service; one that has ended says when."""
    workspace = survey.view.workspace
    name = service.name.of(words.language)
    if service.last:
        name = words.say("aside", text=name, aside=words.say("ended", day=service.last))
    return (
        plain(name),
        plain(service.plain.of(words.language) if service.plain else words.say("no-value")),
        plain(workspace.roles[service.owner].name.of(words.language)),
        _joined([_clause(each) for each in promised], words),
        _joined([_metric(survey, metric, words) for metric in metrics], words),
    )


def _clause(promised: PromisedClause) -> Text:
    """Return a clause that leads to its agreement."""
    link = f"agreements.md#{agreement_anchor(promised.agreement)}"
    return Text(text=promised.reference, link=link)


def _metric(survey: Survey, metric: str, words: Words) -> Text:
    """Return a metric that leads to its definition."""
    name = survey.view.workspace.metrics[metric].name.of(words.language)
    return Text(text=name, link=f"metrics.md#{metric_anchor(metric)}")


def _joined(texts: Sequence[Text], words: Words) -> Line:
    """Put texts in a row; a dash where there are none."""
    between = plain(words.say("between"))
    pieces = [piece for text in texts for piece in (*between, text)][1:]
    return tuple(pieces) or plain(words.say("no-value"))


def _uses(survey: Survey) -> _Uses:
    """Gather the clauses and metrics of every service of the audience's parties."""
    promised: defaultdict[tuple[str, str], list[PromisedClause]] = defaultdict(list)
    mine = {agreement.agreement for agreement in survey.view.agreements}
    for each in clauses_of(survey.view.workspace).values():
        if each.agreement.agreement in mine and each.clause.metric:
            for service in each.clause.services:
                promised[each.agreement.party, service].append(each)
    measured: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    shown = {
        (edition.report.party, metric)
        for metric, editions in survey.shown.items()
        for edition in editions
    }
    for party, metric, service in survey.view.recorded:
        if (party, metric) in shown:
            measured[party, service].add(metric)
    order = list(survey.view.workspace.metrics)
    return _Uses(
        promised={place: tuple(found) for place, found in promised.items()},
        measured={place: tuple(sorted(m, key=order.index)) for place, m in measured.items()},
    )


# --- What carries the promises -------------------------------------------------------------


def _chains(survey: Survey, words: Words) -> Iterator[str]:
    """Give the chain of clauses behind each promise that rests on others; for the provider alone.

    A customer must not read what suppliers promise.
    """
    clauses = clauses_of(survey.view.workspace)
    resting = [each for each in clauses.values() if each.clause.supported_by]
    if resting and survey.view.internal:
        yield f"## {escaped(words.say('supported-by'))}"
        lines = tuple(_chain(each, clauses) for each in resting)
        yield from blocks_text([Bullets(items=lines)])


def _chain(promised: PromisedClause, clauses: Mapping[str, PromisedClause]) -> Line:
    """Return a clause and all behind it, one after the other."""
    found = [_clause(clauses[name]) for name in behind(promised, clauses)]
    return tuple(piece for text in found for piece in (*plain(" → "), text))[1:]
