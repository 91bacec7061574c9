"""When an edition was drafted, confirmed and approved, and how often it was sent back.

All of it comes from the evidence of its approvals: nobody types it, and the dates of
commits, which anybody can write, are not asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.approval.evidence import Opinion

if TYPE_CHECKING:
    from datetime import datetime

    from generator.approval.evidence import PullRequest
    from generator.archive.manifest import Manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestones:
    """Instants of the way to the approval; None where the evidence does not say."""

    drafted: datetime | None
    """When the pull request was opened."""
    confirmed: datetime | None
    """When the last one of the first stage confirmed it."""
    approved: datetime | None
    """When the last one of the last stage approved it."""
    rejections: int
    """How many reviews asked for changes, dismissed ones included."""


def milestones(facts: PullRequest, manifest: Manifest) -> Milestones:
    """Read the way of an edition off the facts, and off its manifest who counted.

    That the manifest says what the facts give is a claim of `verify`, not of the register.
    """
    stages = [each.stage for each in manifest.approvals.counted]
    return Milestones(
        drafted=facts.opened,
        confirmed=_end(facts, manifest, stages[0]) if stages else None,
        approved=_end(facts, manifest, stages[-1]) if stages else None,
        rejections=_rejections(facts, manifest.edition),
    )


def _end(facts: PullRequest, manifest: Manifest, stage: str) -> datetime | None:
    """Return when the last review came that counts for a stage."""
    counted = {each.review for each in manifest.approvals.counted if each.stage == stage}
    times = [review.submitted for review in facts.reviews if review.id in counted]
    known = [time for time in times if time]
    return max(known) if len(known) == len(counted) else None


def _rejections(facts: PullRequest, edition: str) -> int:
    """Count the reviews that asked for changes of an edition."""
    others = {review.id for review in facts.reviews if review.about not in {None, edition}}
    asked = [r.id for r in facts.reviews if r.opinion is Opinion.CHANGES_REQUESTED]
    dismissed = [d.review for d in facts.dismissals if d.was is Opinion.CHANGES_REQUESTED]
    return len([each for each in (*asked, *dismissed) if each not in others])
