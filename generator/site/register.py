"""The register on the provider's own site: each edition, and how far it got."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from generator.archive.register import State, register
from generator.compose.blocks import Align, Column, Line, Paragraph, Style, Table, Text, plain
from generator.compose.words import Words
from generator.measure.schedule import Schedule
from generator.render.escape import escaped
from generator.render.markdown import blocks_text
from generator.site.improvement import day_of_view
from generator.site.links import edition_link

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from generator.archive.register import RegisterRow
    from generator.site.audience import View
    from generator.site.facts import RepositoryFacts

_DAYS: Final = ("due", "drafted", "confirmed", "approved", "issued", "delivered", "received")
_NUMBERS: Final = ("late", "rejections", "revisions")


def register_page(view: View, facts: RepositoryFacts) -> str:
    """Return the register of what was due until the version's last due day, the latest first."""
    words, day = Words(view.language), day_of_view(view)
    text = [f"# {escaped(words.say('register-title'))}", *blocks_text(_intro(facts, day, words))]
    rows = _rows_of(view, facts, day)
    if not rows:
        text += blocks_text([Paragraph(line=plain(words.say("register-none", day=day)))])
        return "\n\n".join(text) + "\n"
    table = blocks_text([_table(view, rows, words)])[0]
    return "\n\n".join((*text, f'<div class="rg-register" markdown>\n\n{table}\n\n</div>')) + "\n"


def _rows_of(view: View, facts: RepositoryFacts, day: date) -> tuple[RegisterRow, ...]:
    """Return the rows of the editions whose period is over, the latest due first."""
    due = Schedule(view.workspace).up_to(view.reports, day)
    rows = register(view.workspace, due, facts.issues, day)[::-1]
    if facts.unverified:
        # Without the tags nothing may be said, not even that it was not issued.
        return tuple(replace(row, state=State.UNVERIFIED) for row in rows)
    return rows


def _intro(facts: RepositoryFacts, day: date, words: Words) -> Iterator[Paragraph]:
    """Say what it is computed from, and what could not be read."""
    yield Paragraph(line=plain(words.say("register-intro", day=day)))
    if facts.unverified:
        yield Paragraph(line=plain(words.say("register-unverified", why=facts.unverified)))


def _table(view: View, rows: Sequence[RegisterRow], words: Words) -> Table:
    """Return one row an edition."""
    titles = ("edition", *_DAYS, *_NUMBERS, "state", "tag")
    links = {key.name: edition_link(view, key) for key in view.editions}
    return Table(
        caption=words.say("register-title"),
        columns=tuple(
            Column(
                title=words.say(f"register-{title}"),
                align=Align.RIGHT if title in _NUMBERS else Align.LEFT,
            )
            for title in titles
        ),
        rows=tuple(_row(row, links.get(row.edition, ""), words) for row in rows),
    )


def _row(row: RegisterRow, link: str, words: Words) -> tuple[Line, ...]:
    """Return the cells of an edition; its name is a link where its page is there."""
    days = (getattr(row, name) for name in _DAYS)
    numbers = (row.late or None, row.rejections, row.revisions or None)
    return (
        (Text(text=row.edition, link=link),),
        *(plain(day.isoformat() if day else "–") for day in days),
        *(plain("–" if number is None else str(number)) for number in numbers),
        plain(words.say(f"state-{row.state}")),
        (Text(text=row.tag, style=Style.CODE),) if row.tag else plain("–"),
    )
