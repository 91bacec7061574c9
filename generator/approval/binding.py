"""Which approvals still see what would be merged: by content, or by the head commit alone (R3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.approval.content import EditionContent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.approval.evidence import PullRequest, Review

Contents = Mapping[str, Mapping[str, EditionContent]]
"""Commit -> edition -> fingerprints; a commit that is not here cannot be read, and an
edition that its commit does not have is not there with two files that belong together.
The empty name stands for the other paths of the change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a review saw as it is at the head: the whole, and each of some sections."""

    whole: bool = False
    sections: frozenset[str] = frozenset()

    def covers(self, section: str) -> bool:
        """Tell whether a section, or with an empty name the whole, was seen as it is."""
        return section in self.sections if section else self.whole


NOTHING_KEPT = Kept()


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """What reviews of one edition are compared with; without `edition` all other paths.

    `is_head_only` says that the change has other paths too, so that what an approver saw
    of them is not known from the edition.
    """

    facts: PullRequest
    contents: Contents
    edition: str
    sections: tuple[str, ...]
    is_head_only: bool

    @property
    def head(self) -> EditionContent | None:
        """Return the content at the head."""
        return self.contents.get(self.facts.head, {}).get(self.edition)

    def kept(self, review: Review) -> Kept:
        """Return what a review saw as it is at the head."""
        if review.commit is None or self.is_of_another_branch(review):
            return NOTHING_KEPT
        if self.is_head_only and review.commit != self.facts.head:
            return NOTHING_KEPT
        if not self.edition:
            return Kept(whole=True)
        return self._compared(self.contents.get(review.commit, {}).get(self.edition))

    def is_of_another_branch(self, review: Review) -> bool:
        """Tell whether a review was given before the change was turned to this branch (B14)."""
        turned = self.facts.retargeted
        return turned is not None and (review.submitted is None or review.submitted <= turned)

    def _compared(self, seen: EditionContent | None) -> Kept:
        """Compare what was seen with the head, section by section."""
        head = self.head
        if seen is None or head is None:
            return NOTHING_KEPT
        same = (name for name in self.sections if _same(name, seen, head))
        return Kept(whole=seen.whole == head.whole, sections=frozenset(same))


def _same(section: str, seen: EditionContent, head: EditionContent) -> bool:
    """Compare a section; one that is gone in both was confirmed to be gone."""
    return seen.sections.get(section) == head.sections.get(section)


def sections_to_confirm(
    declared: Mapping[str, tuple[str, ...]],
    processes: Mapping[str, tuple[str, ...]],
    found: Iterable[str],
) -> dict[str, tuple[str, ...]]:
    """Return section -> processes of what must be confirmed.

    What the catalogue of the base declares stays even when the change drops it; what the
    change adds comes with it.
    """
    added = {name: processes[name] for name in found if name in processes}
    return {**added, **declared}
