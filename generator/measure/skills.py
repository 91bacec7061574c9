"""Skills on a day: who has which, and whether each has its people and a backup."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from generator.workspace.model.skills import SkillLevel

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from generator.workspace.model.organisation import Person
    from generator.workspace.model.skills import Skill
    from generator.workspace.workspace import Workspace


class Cover(StrEnum):
    """Whether enough people have a skill."""

    NOBODY = "nobody"
    ALONE = "alone"
    """One is able, and nobody can stand in."""
    SHORT = "short"
    """There is a backup, but fewer people than needed."""
    FULL = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillRow:
    """Hold one skill on a day."""

    skill: Skill
    levels: Mapping[str, SkillLevel]
    """Person -> level, of those who have it."""

    @property
    def able(self) -> int:
        """Return how many are able; who learns does not count."""
        return sum(level is not SkillLevel.LEARNING for level in self.levels.values())

    @property
    def cover(self) -> Cover:
        """Return whether that is enough."""
        if self.able >= self.skill.needed:
            return Cover.FULL
        return (Cover.NOBODY, Cover.ALONE)[self.able] if self.able < 2 else Cover.SHORT  # noqa: PLR2004 - none or one


def skills_on(workspace: Workspace, day: date) -> tuple[SkillRow, ...]:
    """Return every skill as it stood on a day; of one person's entries the latest counts."""
    return tuple(
        SkillRow(
            skill=skill,
            levels={
                held.by: held.level
                for held in sorted(skill.held, key=lambda each: each.since)
                if held.holds(day)
            },
        )
        for skill in workspace.skills
    )


def skilled_people(workspace: Workspace, rows: tuple[SkillRow, ...]) -> tuple[Person, ...]:
    """Return who has any of the skills, in the order of the people."""
    named = {name for row in rows for name in row.levels}
    return tuple(person for person in workspace.people if person.id in named)
