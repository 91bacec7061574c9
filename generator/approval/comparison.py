"""What is different between two states of an edition, typed A, M or D (R-91).

The states are two commits, or the edition before and this one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from generator.approval.content import page_parts
from generator.measure.revision import Revision, difference

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping

    from generator.render.written import WrittenEdition, WrittenFigure, WrittenPromise

K = TypeVar("K", bound="Hashable")
V = TypeVar("V")


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One state of an edition: its page, its figures, and what it is called."""

    label: str
    page: bytes
    written: WrittenEdition


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Generic[V]):
    """A thing before and after; None on the side where it is not."""

    type: Revision
    before: V | None
    after: V | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionChange:
    """A section whose text changed, and how many of its lines came and went."""

    type: Revision
    title: str
    came: int
    gone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All differences of an edition; `against` says what it was compared with, if anything.

    `promises` are those whose target or verdict changed, `figures` those of the edition's
    own period whose exact value or text changed.
    """

    edition: str
    against: str
    promises: tuple[Change[WrittenPromise], ...]
    figures: tuple[Change[WrittenFigure], ...]
    sections: tuple[SectionChange, ...]
    same_figures: int

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing changed."""
        return not (self.promises or self.figures or self.sections)


@dataclass(frozen=True, slots=True)
class _SectionText:
    """The lines of a section under its title."""

    title: str
    lines: tuple[bytes, ...]


def compare(before: State | None, after: State) -> Comparison:
    """Compare two states; without an earlier one everything was added."""
    promises = _promises(before), _promises(after)
    judged = _compared(promises, lambda each: (each.target, each.verdict))
    figures = _figures(before), _figures(after)
    seen = _compared(figures, lambda each: (each.value, each.shown))
    return Comparison(
        edition=after.written.name,
        against=before.label if before else "",
        promises=tuple(_changes(judged, promises)),
        figures=tuple(_changes(seen, figures)),
        sections=tuple(_sections(_texts(before), _texts(after))),
        same_figures=difference(*seen).same,
    )


def _compared(
    things: tuple[Mapping[K, V], Mapping[K, V]], what: Callable[[V], object]
) -> tuple[dict[K, object], dict[K, object]]:
    """Return on both sides what is compared of each thing."""
    old, new = ({key: what(each) for key, each in side.items()} for side in things)
    return old, new


def _changes(
    compared: tuple[Mapping[K, object], Mapping[K, object]],
    things: tuple[Mapping[K, V], Mapping[K, V]],
) -> Iterator[Change[V]]:
    """Give what changed of some things by what is compared of them."""
    old, new = things
    found = difference(*compared)
    for type_, keys in (
        (Revision.MODIFIED, found.modified),
        (Revision.ADDED, found.added),
        (Revision.DELETED, found.deleted),
    ):
        for key in keys:
            yield Change(type=type_, before=old.get(key), after=new.get(key))


def _promises(state: State | None) -> dict[tuple[str, str, str], WrittenPromise]:
    """Return the promises by agreement, clause and figure."""
    promises = state.written.promises if state else ()
    return {(each.agreement, each.clause, each.figure): each for each in promises}


def _figures(state: State | None) -> dict[str, WrittenFigure]:
    """Return the figures of the edition's own period by id."""
    if state is None:
        return {}
    own = state.written.period
    return {each.id: each for each in state.written.figures.values() if each.period == own}


def _texts(state: State | None) -> dict[str, _SectionText]:
    """Return the text of the sections of a page by title."""
    parts = page_parts(state.page) if state else []
    return {title: _SectionText(title, tuple(text.splitlines())) for title, text in parts}


def _sections(
    old: Mapping[str, _SectionText], new: Mapping[str, _SectionText]
) -> Iterator[SectionChange]:
    """Give the sections whose lines changed."""
    for change in _changes((old, new), (old, new)):
        gone, came = (Counter(side.lines if side else ()) for side in (change.before, change.after))
        some = change.after or change.before
        assert some  # noqa: S101 - a change has a side
        yield SectionChange(
            type=change.type,
            title=some.title,
            came=(came - gone).total(),
            gone=(gone - came).total(),
        )
