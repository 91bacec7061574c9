"""One thing that a repository must protect, and what was found instead."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from generator.approval.sentences import printable
from generator.workspace.model.types import Bilingual

if TYPE_CHECKING:
    from collections.abc import Iterable


class State(StrEnum):
    """What an examination came to, from bad to good; nothing is sound by default."""

    GAP = "gap"
    """It is not as it must be."""
    UNVERIFIED = "unverified"
    """The facts could not be had."""
    ADVICE = "advice"
    """It is not as it should be, and no approval or release hangs on it."""
    SOUND = "sound"
    """It is as it must be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """Something that must hold: its stable id, and the ways round an approval that it closes.

    `expected` and `action` are parts of a sentence. An advice alone leaves a repository sound.
    """

    rule: str
    expected: Bilingual
    action: Bilingual
    closes: tuple[str, ...] = ()
    is_advice: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """What was found about one demand; `found` is empty where it is sound."""

    demand: Demand
    state: State
    found: tuple[Bilingual, ...] = ()

    @property
    def sentences(self) -> tuple[Bilingual, ...]:
        """Return a sentence for all that was found: expected, found, what to do, what it closes."""
        return tuple(_sentence(self.demand, found) for found in self.found)


def _sentence(demand: Demand, found: Bilingual) -> Bilingual:
    """Say one thing that was found."""
    closes = demand.closes
    zh = f"，可堵住 {'、'.join(closes)}" if closes else ""
    en = f", closes {', '.join(closes)}" if closes else ""
    return Bilingual(
        zh=printable(
            f"应为：{demand.expected.zh}；实际：{found.zh}；请{demand.action.zh}（{demand.rule}{zh}）。"
        ),
        en=printable(
            f"expected {demand.expected.en}, found: {found.en};"
            f" {demand.action.en} ({demand.rule}{en})."
        ),
    )


_FROM_BAD_TO_GOOD = tuple(State)


def worst(diagnoses: Iterable[Diagnosis]) -> State:
    """Return the worst of some states; a proven gap weighs more than what nobody knows."""
    return min((each.state for each in diagnoses), key=_FROM_BAD_TO_GOOD.index)
