"""What was decided about a pull request, stage by stage, as values that others print."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.workspace.model.types import Bilingual


class Outcome(StrEnum):
    """The three answers; nothing is approved by default."""

    APPROVED = "approved"
    NOT_YET = "not-yet"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A review that counts: for whom, in which role, and for which sections alone."""

    person: str
    role: str
    review: int
    commit: str
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A review that does not count, the rule that says so (R1 to R14), and why."""

    review: int
    who: str
    """Name in people.yml, or login of somebody who is not there."""
    rule: str
    why: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class StageDecision:
    """One step of a chain: whether it is done, by whom, and what is still missing."""

    stage: str
    name: Bilingual
    is_met: bool
    counted: tuple[Counted, ...]
    missing: tuple[Bilingual, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionDecision:
    """The decision about one edition, or about all other paths (`edition` is empty then)."""

    edition: str
    chain: str
    outcome: Outcome
    content: str
    """Fingerprint of the content at the head that was decided on; empty where there is none."""
    stages: tuple[StageDecision, ...]
    refused: tuple[Refused, ...]
    """One for each reviewer who does not count for this edition."""
    sentences: tuple[Bilingual, ...]
    """What stands in the way, or that nothing does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The decision about a pull request: as good as the worst of its parts."""

    number: int
    base: str
    head: str
    merge: str
    """The commit that merged it; empty before there is one."""
    outcome: Outcome
    parts: tuple[EditionDecision, ...]
    sentences: tuple[Bilingual, ...] = ()
    """What stands in the way of all parts."""
    doubts: tuple[Bilingual, ...] = ()
    """What could not be verified."""
    notes: tuple[Bilingual, ...] = ()
    """What was found and is no review."""

    @property
    def subject(self) -> str:
        """Return what was decided about, as people call it."""
        return f"pull request {self.number}" if self.number else "the signed change"
