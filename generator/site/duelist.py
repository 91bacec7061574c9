"""Due dates: the table of some of them, the page of a year, and the file for calendars."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from generator.compose.blocks import (
    Block,
    Bullets,
    Column,
    Line,
    Paragraph,
    Subheading,
    Table,
    Text,
    plain,
)
from generator.compose.values import due_rule_text
from generator.compose.words import Words
from generator.periods import Period
from generator.render.escape import escaped
from generator.render.markdown import blocks_text, table_text
from generator.site.icalendar import WholeDay, icalendar
from generator.site.links import edition_link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from generator.measure.schedule import DueEdition
    from generator.site.survey import Survey

CALENDAR_FILE: Final = "calendar.ics"
_MONTHS: Final = 12


def due_table(survey: Survey, due: Sequence[DueEdition], caption: str, words: Words) -> str:
    """Return one row an edition: day, report, period, party and state."""
    titles = ("due", "report", "period", "party", "state")
    table = Table(
        caption=caption,
        columns=tuple(Column(title=words.say(title)) for title in titles),
        rows=tuple(
            _row(survey, each, words)
            for each in sorted(due, key=lambda each: (each.due is None, each.place))
        ),
    )
    return f'<div class="rg-due" markdown>\n\n{table_text(table)}\n\n</div>'


def _row(survey: Survey, due: DueEdition, words: Words) -> tuple[Line, ...]:
    """Return an edition; it is a link when its page is there."""
    report, period = due.key.report, due.key.period
    is_made = _is_made(survey, due)
    link = edition_link(survey.view, due.key) if is_made else ""
    day = due.due.isoformat() if due.due else due_rule_text(report.due, words)
    party = survey.view.workspace.parties[report.party]
    return (
        plain(day),
        (Text(text=report.title.of(words.language), link=link),),
        plain(period.label),
        plain(party.name.of(words.language)),
        plain(survey.progress.text(due, is_made=is_made, words=words)),
    )


def _is_made(survey: Survey, due: DueEdition) -> bool:
    """Tell whether the page of an edition is there in this version or an earlier one."""
    known = survey.known.get(due.key.report.report, ())
    return bool(known) and due.key.period <= known[-1].period


# --- The page --------------------------------------------------------------------------------


def calendar_page(survey: Survey) -> str:
    """Return the due dates of the twelve months after the version's, a row a day."""
    words = Words(survey.view.language)
    due = _year(survey)
    dated = [(each.due, each) for each in due if each.due]
    month = Period.parse(survey.view.version).title(words.language)
    link = Text(text=words.say("calendar-file"), link=CALENDAR_FILE)
    intro = words.say("calendar-intro" if due else "calendar-empty", month=month)
    text = [f"# {escaped(words.say('calendar'))}"]
    text += blocks_text([Paragraph(line=plain(intro))])
    text += blocks_text([Paragraph(line=(link, *plain(words.say("calendar-how"))))])
    if dated:
        table = table_text(_days(dated, words))
        text.append(f'<div class="rg-dates" markdown>\n\n{table}\n\n</div>')
    text += blocks_text(_undated([each for each in due if not each.due], words))
    return "\n\n".join(text) + "\n"


def _days(due: Iterable[tuple[date, DueEdition]], words: Words) -> Table:
    """Return one row a day: however many reports there are, a year has no more."""
    return Table(
        caption=words.say("calendar"),
        columns=tuple(Column(title=words.say(key)) for key in ("due", "weekday", "reports")),
        rows=tuple(
            (
                plain(day.isoformat()),
                plain(words.say(f"weekday-{day.weekday()}")),
                plain(words.say("between").join(_named(each, words) for _, each in group)),
            )
            for day, group in groupby(due, key=lambda each: each[0])
        ),
    )


def _undated(due: Sequence[DueEdition], words: Words) -> Iterator[Block]:
    """Give the reports whose party's calendar ends too early, with the rule for their days."""
    reports = {each.key.report.report: each for each in reversed(due)}
    if reports:
        yield Subheading(title=words.say("no-day"))
        lines = (
            words.say(
                "no-day-from",
                report=each.key.report.title.of(words.language),
                period=each.key.period.label,
                rule=due_rule_text(each.key.report.due, words),
            )
            for each in sorted(reports.values(), key=lambda each: each.place)
        )
        yield Bullets(items=tuple(plain(line) for line in lines))


def _named(due: DueEdition, words: Words) -> str:
    """Return report and period."""
    title = due.key.report.title.of(words.language)
    return words.say("aside", text=title, aside=due.key.period.label)


def _year(survey: Survey) -> tuple[DueEdition, ...]:
    """Return the editions that fall due in the twelve months after the version's."""
    months = [Period.parse(survey.view.version)]
    while len(months) <= _MONTHS:
        months.append(months[-1].next())
    return survey.schedule.between(survey.view.reports, months[0].end, months[-1].end)


# --- The file --------------------------------------------------------------------------------


def calendar_file(survey: Survey) -> bytes:
    """Return the due dates of the page as an iCalendar file; what has no day is left out."""
    words = Words(survey.view.language)
    stamp = Period.parse(survey.view.version).end
    title = words.say("calendar")
    return icalendar(title, stamp, _events(survey, words))


def _events(survey: Survey, words: Words) -> Iterator[WholeDay]:
    """Give the due date of each edition as an event."""
    organisation = survey.view.workspace.organisation.name.en
    for each in _year(survey):
        if each.due:
            yield _event(organisation, each, each.due, words)


def _event(organisation: str, due: DueEdition, day: date, words: Words) -> WholeDay:
    """Return one due date; the same edition has the same name in the files of all months."""
    report = due.key.report
    return WholeDay(
        name=f"{organisation}/{due.key.name}",
        day=day,
        summary=words.say("due-event", report=_named(due, words)),
        description=words.say(
            "due-event-why", rule=due_rule_text(report.due, words), number=report.document.number
        ),
    )
