"""How far editions got as of a version's last due day: made, issued, delivered, late."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from generator.archive.register import RegisterRow, State, register
from generator.site.improvement import day_of_view

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from generator.compose.words import Words
    from generator.measure.schedule import DueEdition, Schedule
    from generator.site.audience import View
    from generator.site.facts import RepositoryFacts

_TAKEN_BACK: Final = frozenset({State.WITHDRAWN, State.DESTROYED})
_OVER: Final = frozenset({State.DELIVERED, State.RECEIVED, *_TAKEN_BACK})


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What tags and deliveries tell of the editions of a view."""

    day: date
    is_known: bool
    """Whether anything was ever issued here, and the tags are there to tell."""
    due: tuple[DueEdition, ...]
    """The editions whose period is over, by their due days."""
    rows: Mapping[str, RegisterRow]

    @classmethod
    def of(cls, view: View, schedule: Schedule, facts: RepositoryFacts) -> Progress:
        """Ask the register; nothing is called late where nobody can know what was issued."""
        day = day_of_view(view)
        is_known = bool(facts.issues) and not facts.unverified
        due = schedule.up_to(view.reports, day) if is_known else ()
        rows = {row.edition: row for row in register(view.workspace, due, facts.issues, day)}
        return cls(day=day, is_known=is_known, due=due, rows=MappingProxyType(rows))

    def overdue(self, before: date) -> tuple[DueEdition, ...]:
        """Return what fell due before a day and is not delivered, the longest ago first."""
        return tuple(
            each
            for each in self.due
            if each.due and each.due < before and self.rows[each.key.name].state not in _OVER
        )

    def text(self, due: DueEdition, *, is_made: bool, words: Words) -> str:
        """Say how far an edition got, and how late it is or was."""
        row = self.rows.get(due.key.name)
        if not is_made or row is None:
            said = words.say(_made(is_made=is_made, is_known=self.is_known))
        else:
            said = _state(row, words)
        if row is None or not row.late:
            return said
        return words.say("state-late", state=said, days=row.late)


def _made(*, is_made: bool, is_known: bool) -> str:
    """Return the key of what is said of an edition that the register does not list."""
    if not is_made:
        return "state-no-records"
    return "state-made" if is_known else "state-made-unknown"


def _state(row: RegisterRow, words: Words) -> str:
    """Say what became of an edition that was made, with the day of what is over."""
    if row.state is State.DUE:
        return words.say("state-made")
    said = words.say(f"state-{row.state}")
    if row.state in _TAKEN_BACK:
        return said
    day = row.received if row.state is State.RECEIVED else row.delivered
    return words.say("aside", text=said, aside=day or row.issued) if day or row.issued else said
