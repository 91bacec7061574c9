"""Who fills which need: one person one role over the whole chain, stage after stage (R7, R8)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.approval.binding import Kept
    from generator.approval.evidence import Review
    from generator.approval.needs import Need
    from generator.workspace.model.organisation import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One approval of a person: what it covers at the head, and which reviews it had seen."""

    person: Person
    review: Review
    kept: Kept
    seen: frozenset[int]

    def fills(self, need: Need) -> bool:
        """Tell whether the approval is one that a need asks for."""
        return self.kept.covers(need.section) and self.person in need.people


Filling = dict[int, Voice]
"""Need of a stage, by its place -> the approval that fills it."""
Plan = tuple[Filling, ...]
"""One filling for each stage that is filled wholly, and one for the next as far as it goes."""


def plan(stages: Sequence[tuple[Need, ...]], voices: Sequence[Voice]) -> Plan:
    """Return the fillings that lead furthest; nothing is counted beyond an open stage."""
    best: list[Plan] = [()]
    for found in _plans(stages, tuple(voices), frozenset(), frozenset()):
        best[0] = max(best[0], found, key=_reach)
        if len(found) == len(stages) and len(found[-1]) == len(stages[-1]):
            return found
    return best[0]


def _reach(found: Plan) -> tuple[int, int]:
    """Return how far a plan leads: stages, then needs of the last."""
    return len(found), len(found[-1]) if found else 0


def _plans(
    stages: Sequence[tuple[Need, ...]],
    voices: tuple[Voice, ...],
    used: frozenset[str],
    before: frozenset[int],
) -> Iterator[Plan]:
    """Give the ways to fill some stages with people who are still free.

    `before` holds the reviews that fill the stages before, which an approval must have seen.
    """
    if not stages:
        yield ()
        return
    needs = stages[0]
    free = _earliest(voices, used, before)
    is_filled = False
    for filling in _fillings(needs, free) if needs else ():
        is_filled = True
        people = frozenset(voice.person.id for voice in filling.values())
        reviews = frozenset(voice.review.id for voice in filling.values())
        for rest in _plans(stages[1:], voices, used | people, before | reviews):
            yield (filling, *rest)
    if not is_filled:
        yield (_most(needs, free),)


def _earliest(
    voices: tuple[Voice, ...], used: frozenset[str], before: frozenset[int]
) -> tuple[Voice, ...]:
    """Return the first approval of each free person that came after all that it builds on.

    An approval of sections and one of the whole are two, as they cover different things.
    """
    found: dict[tuple[str, Kept], Voice] = {}
    for voice in voices:
        if voice.person.id not in used and before <= voice.seen:
            found.setdefault((voice.person.id, voice.kept), voice)
    return tuple(found.values())


def _fillings(needs: tuple[Need, ...], free: tuple[Voice, ...]) -> Iterator[Filling]:
    """Give the ways to fill a stage wholly, each set of people once."""
    if needs[0].section:
        yield from _covers(needs, free)
        return
    fitting = [voice for voice in free if any(voice.fills(need) for need in needs)]
    for chosen in combinations(fitting, len(needs)):
        if len({voice.person.id for voice in chosen}) < len(needs):
            continue
        filling = _most(needs, chosen)
        if len(filling) == len(needs):
            yield filling


def _covers(needs: tuple[Need, ...], free: tuple[Voice, ...]) -> Iterator[Filling]:
    """Give the smallest sets of approvals that confirm all sections between them."""
    covers: dict[frozenset[int], Filling] = {frozenset(): {}}
    for place, need in enumerate(needs):
        grown: dict[frozenset[int], Filling] = {}
        for reviews, filling in covers.items():
            for voice in _fitting(need, free):
                grown.setdefault(reviews | {voice.review.id}, {**filling, place: voice})
        covers = {each: grown[each] for each in grown if not any(o < each for o in grown)}
    yield from covers.values()


def _fitting(need: Need, free: Sequence[Voice]) -> tuple[Voice, ...]:
    """Return the approvals that a need asks for."""
    return tuple(voice for voice in free if voice.fills(need))


def _most(needs: tuple[Need, ...], free: Sequence[Voice]) -> Filling:
    """Fill as many needs as can be: bipartite matching, or each section by anybody it has."""
    if needs and needs[0].section:
        found = ((place, _fitting(need, free)) for place, need in enumerate(needs))
        return {place: fitting[0] for place, fitting in found if fitting}
    filling: Filling = {}
    for place in range(len(needs)):
        _augment(place, needs, free, filling, set())
    return filling


def _augment(
    place: int,
    needs: tuple[Need, ...],
    free: Sequence[Voice],
    filling: Filling,
    tried: set[str],
) -> bool:
    """Find a person for a need, moving others to another need where that helps."""
    holder = {voice.person.id: taken for taken, voice in filling.items()}
    for voice in _fitting(needs[place], free):
        person = voice.person.id
        if person in tried:
            continue
        tried.add(person)
        if person not in holder or _augment(holder[person], needs, free, filling, tried):
            filling[place] = voice
            return True
    return False
