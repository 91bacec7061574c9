"""The home page: how did we do, what is due and late, and what is new."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from generator.compose.blocks import Block, Bullets, Column, Line, Paragraph, Table, Text, plain
from generator.compose.parts import parts_text
from generator.compose.sections.summary import answer
from generator.compose.values import service_name
from generator.compose.words import Words
from generator.periods import Period
from generator.render.escape import escaped
from generator.render.markdown import blocks_text
from generator.site.duelist import due_table
from generator.site.editionpage import WIDE
from generator.site.heatmap import heat_map
from generator.site.links import edition_link, key_of, version_link

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.measure.measure import Edition
    from generator.measure.schedule import DueEdition
    from generator.site.survey import Survey

_MONTHS: Final = 6
# More of them are a click away; a page that grows with everything answers nothing.
_MOST: Final = 12


def home_page(survey: Survey) -> str:
    """Return the answers to three questions, as of the end of the version's month."""
    words = Words(survey.view.language)
    month = Period.parse(survey.view.version).title(words.language)
    text = [WIDE, f"# {escaped(words.say('home-title', month=month))}"]
    text += blocks_text([Paragraph(line=plain(words.say("home-intro")))])
    text += [f"## {escaped(words.say('how-did-we-do'))}", *_attainment(survey, words)]
    text += [f"## {escaped(words.say('what-is-due'))}", *_due(survey, words)]
    text += [f"## {escaped(words.say('what-is-new'))}", *blocks_text(_new(survey, words))]
    return "\n\n".join(text) + "\n"


# --- How did we do -----------------------------------------------------------------------


def _attainment(survey: Survey, words: Words) -> Iterator[str]:
    """Give for each party and cadence what became of its promises, in its own newest months."""
    spoken = set()
    for edition in _speakers(survey):
        spoken.add(edition.report.party)
        yield f"### {escaped(_heading(survey, edition, words))}"
        yield from blocks_text([Paragraph(line=_lead(survey, edition, words))])
        if edition.attainments:
            yield heat_map(survey, edition, edition.attainments, _MONTHS, words)
        if edition.counted:
            yield from blocks_text([_counted(survey, edition, words)])
    silent = [each for each in survey.newest if each.report.party not in spoken]
    if silent:
        yield from blocks_text([Bullets(items=tuple(_item(survey, e, words) for e in silent))])
    if not survey.newest:
        key = "nothing-in-force" if survey.known else "nothing-to-read"
        yield from blocks_text([Paragraph(line=plain(words.say(key)))])


def _speakers(survey: Survey) -> list[Edition]:
    """Return one edition for each party and cadence that judges promises.

    Promises are the party's, not the report's; of several editions the one that shows most
    of them speaks, and of equals one that its customer gets.
    """
    best: dict[tuple[str, str], Edition] = {}
    for edition in sorted(survey.newest, key=_weight):
        if edition.attainments or edition.counted:
            best[edition.report.party, edition.report.cadence] = edition
    by_name = sorted(best.values(), key=lambda edition: (edition.report.party, _length(edition)))
    newest: dict[str, str] = {}
    for edition in by_name:
        seen = newest.get(edition.report.party, "")
        newest[edition.report.party] = max(seen, survey.version_of(edition))
    # What is new comes first; a party's months and quarters stay together.
    return sorted(by_name, key=lambda edition: newest[edition.report.party], reverse=True)


def _weight(edition: Edition) -> tuple[date, int, int, bool]:
    """Return what makes an edition the one to speak of its party's promises."""
    promises = len(edition.attainments), len(edition.counted)
    return edition.period.end, *promises, edition.report.audience == edition.report.party


def _length(edition: Edition) -> int:
    """Return the days of an edition's period, so that months come before quarters."""
    return (edition.period.end - edition.period.start).days


def _heading(survey: Survey, edition: Edition, words: Words) -> str:
    """Return party and cadence of an edition."""
    party = survey.view.workspace.parties[edition.report.party]
    return f"{party.name.of(words.language)} · {words.term(edition.report.cadence)}"


def _lead(survey: Survey, edition: Edition, words: Words) -> Line:
    """Return the answer of an edition; of another month, with the way to that month."""
    version = survey.version_of(edition)
    if version == survey.view.version:
        return answer(edition, words)
    text = words.say("newest-is", month=Period.parse(version).title(words.language))
    link = Text(text=text, link=version_link(survey.view, version))
    return (link, *plain(words.say("stop")), *answer(edition, words))


def _counted(survey: Survey, edition: Edition, words: Words) -> Table:
    """Return a table of the promises that are judged over shorter periods: k of n met."""
    target = edition_link(survey.view, key_of(edition))
    titles = ("clause", "service", "metric", "cadence", "periods-met", "verdict")
    return Table(
        caption=words.say("counted-attainment"),
        columns=tuple(Column(title=words.say(title)) for title in titles),
        rows=tuple(
            (
                plain(promise.clause.id),
                plain(service_name(edition.measures, promise.service, words)),
                plain(promise.metric.name.of(words.language)),
                plain(words.term(promise.clause.per)),
                plain(parts_text(promise.parts, words)),
                (Text(text=words.verdict(promise.judgement.verdict), link=target),),
            )
            for promise in edition.counted
        ),
    )


# --- What is due and late ------------------------------------------------------------------


def _due(survey: Survey, words: Words) -> Iterator[str]:
    """Give what is late, what fell due in the version's month, and what does in the next one."""
    month, progress = Period.parse(survey.view.version), survey.progress
    for key, stretch in (("due-next", month.next()), ("due-now", month)):
        due = survey.schedule.between(survey.view.reports, stretch.start, stretch.end)
        title = words.say(key, month=stretch.title(words.language))
        yield from _due_list(survey, due, title, words)
    if late := progress.overdue(month.start):
        yield from _due_list(survey, late, words.say("due-earlier"), words)
    if progress.is_known:
        said = words.say("late-known", day=progress.day)
    else:
        said = words.say("late-unknown", day=month.end - timedelta(days=1))
    yield from blocks_text([Paragraph(line=plain(said))])


def _due_list(survey: Survey, due: Sequence[DueEdition], title: str, words: Words) -> Iterator[str]:
    """Give the first of some editions with their states, and where the others are."""
    yield from blocks_text([Paragraph(line=plain(title))])
    if due:
        yield due_table(survey, due[:_MOST], title, words)
    if len(due) > _MOST:
        more = Text(text=words.say("more", n=len(due) - _MOST), link="calendar.md")
        yield from blocks_text([Paragraph(line=(more,))])


# --- What is new ---------------------------------------------------------------------------


def _new(survey: Survey, words: Words) -> Iterator[Block]:
    """List the editions of this version with the answer of each."""
    fresh = survey.fresh
    if not fresh:
        yield Paragraph(line=plain(words.say("nothing-new")))
        return
    yield Bullets(items=tuple(_item(survey, edition, words) for edition in fresh[:_MOST]))
    if len(fresh) > _MOST:
        more = words.say("more", n=len(fresh) - _MOST)
        yield Paragraph(line=(Text(text=more, link="reports/index.md"),))


def _item(survey: Survey, edition: Edition, words: Words) -> Line:
    """Return title and period of an edition as a link, with its answer."""
    title = words.say(
        "title",
        title=edition.report.title.of(words.language),
        period=edition.period.title(words.language),
    )
    link = Text(text=title, link=edition_link(survey.view, key_of(edition)))
    return (link, *plain(words.say("dash")), *answer(edition, words))
