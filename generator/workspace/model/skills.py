"""The skills that the provider needs, and who has them since when."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.workspace.model.types import Bilingual, Day, Doc, Id, strict


class SkillLevel(StrEnum):
    """How well somebody has a skill."""

    LEARNING = "learning"
    """Not alone yet; does not count."""
    ABLE = "able"
    TEACHES = "teaches"
    """Able, and brings it to others."""


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class HeldSkill:
    """One person's level in a skill, and its days."""

    by: Annotated[Id, Doc("Person.", "人员编号。")]
    level: Annotated[SkillLevel, Doc("learning, able or teaches.", "水平。")]
    since: Annotated[Day, Doc("First day.", "自哪天起。")]
    until: Annotated[Day | None, Doc("Last day; open when left out.", "至哪天止。")] = None

    def holds(self, day: date) -> bool:
        """Tell whether the person has it on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """Something that people must be able to do, and how many of them."""

    id: Annotated[Id, Doc("Name of the skill.", "技能编号。")]
    name: Annotated[Bilingual, Doc("Name that readers see.", "技能名称。")]
    needed: Annotated[
        int, Field(ge=1, le=1000, strict=True), Doc("People who must be able.", "要求的胜任人数。")
    ] = 2
    held: Annotated[tuple[HeldSkill, ...], Doc("Who has it.", "人员及水平。")] = ()


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class SkillFile:
    """All skills."""

    skills: Annotated[tuple[Skill, ...], Doc("The skills.", "技能。")]
