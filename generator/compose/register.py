"""The register of actions as tables: what is late, open, done, and whether it helped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.compose.blocks import Column, Line, Table, plain
from generator.compose.values import service_name
from generator.measure.undertaking import (
    State,
    effect_of,
    promise_of,
    services_about,
    state_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from generator.compose.words import Words
    from generator.measure.measure import Measures
    from generator.workspace.model.actions import Action, Answered

_ORDER = tuple(State)


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Actions as of a day; what they had for an effect is measured by `measures`."""

    measures: Measures
    day: date
    words: Words
    actions: tuple[Action, ...]

    @classmethod
    def of(cls, measures: Measures, day: date, words: Words, actions: Iterable[Action]) -> Register:
        """Keep what was decided by the day, the late ones first, then by due day."""
        known = (action for action in actions if action.opened <= day)
        ordered = sorted(known, key=lambda a: (_ORDER.index(state_of(a, day)), a.due, a.id))
        return cls(measures=measures, day=day, words=words, actions=tuple(ordered))

    def table(self) -> Table:
        """Return one row an action with its state and effect."""
        titles = ("action", "action-kind", "action-title", "promise", "owner", "opened")
        return self._table(
            (*titles, "due-day", "action-state", "effect"),
            tuple(self._row(action) for action in self.actions),
        )

    def causes(self) -> Table:
        """Return one row an action with the promise that it answers and the cause."""
        return self._table(
            (
                "action",
                "action-kind",
                "promise",
                "cause",
                "action-title",
                "owner",
                "due-day",
                "action-state",
            ),
            tuple(self._cause(action) for action in self.actions),
        )

    def _table(self, titles: tuple[str, ...], rows: tuple[tuple[Line, ...], ...]) -> Table:
        """Return rows under titles."""
        words = self.words
        return Table(
            caption=words.say("register-of-actions"),
            columns=tuple(Column(title=words.say(title)) for title in titles),
            rows=rows,
        )

    def _row(self, action: Action) -> tuple[Line, ...]:
        """Return the cells of an action."""
        words = self.words
        return (
            plain(action.id),
            plain(words.term(action.kind)),
            plain(action.title.of(words.language)),
            plain(self.clauses(action)),
            plain(self.owner(action)),
            plain(action.opened.isoformat()),
            plain(action.due.isoformat()),
            plain(self.state(action)),
            plain(words.term(effect_of(self.measures, action, self.day))),
        )

    def _cause(self, action: Action) -> tuple[Line, ...]:
        """Return the cells of an action that corrects or prevents something."""
        words = self.words
        return (
            plain(action.id),
            plain(words.term(action.kind)),
            plain(self.promise(action)),
            plain(action.cause.of(words.language)),
            plain(action.title.of(words.language)),
            plain(self.owner(action)),
            plain(action.due.isoformat()),
            plain(self.state(action)),
        )

    def state(self, action: Action) -> str:
        """Return how far an action is, with the day of what is over."""
        state = state_of(action, self.day)
        word = self.words.term(state)
        over = action.closed if state in (State.DONE, State.CANCELLED) else None
        return self.words.say("aside", text=word, aside=over) if over else word

    def owner(self, action: Action) -> str:
        """Name the role that sees to an action."""
        return self.measures.workspace.roles[action.owner].name.of(self.words.language)

    def clauses(self, action: Action) -> str:
        """Name the clauses that an action answers."""
        names = dict.fromkeys(about.clause for about in action.answers)
        return self.words.say("between").join(names) or self.words.say("no-value")

    def promise(self, action: Action) -> str:
        """Name clauses, services and periods that an action answers."""
        answered = (self._answered(about) for about in action.answers)
        return self.words.say("between").join(answered) or self.words.say("no-value")

    def _answered(self, about: Answered) -> str:
        """Name clause, services and periods that are answered."""
        words = self.words
        agreement, clause = promise_of(self.measures.workspace, about)
        last = about.last or about.first
        periods = about.first.label if last == about.first else f"{about.first.label}–{last.label}"
        services = (service_name(self.measures, s, words) for s in services_about(clause, about))
        return words.say(
            "promise-line",
            clause=f"{agreement.agreement}/{clause.id}",
            services=words.say("listed-clauses").join(services),
            periods=periods,
        )
