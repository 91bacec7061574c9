"""Revisions: what one edition says and the one before it did not, typed A, M or D (R-91)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from generator.measure.measure import Attainment, Edition

K = TypeVar("K", bound="Hashable")
PromiseKey = tuple[str, str, str, str]
"""Agreement, clause, service and metric of a promise."""


class Revision(StrEnum):
    """The types of a change record."""

    ADDED = "A"
    MODIFIED = "M"
    DELETED = "D"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference(Generic[K]):
    """What is new, what is another and what is gone, each in the order of its side."""

    added: tuple[K, ...]
    modified: tuple[K, ...]
    deleted: tuple[K, ...]
    same: int
    """How many are as they were."""


def difference(before: Mapping[K, object], after: Mapping[K, object]) -> Difference[K]:
    """Compare two editions of the same things by their keys, then by what they say."""
    kept = [key for key in after if key in before]
    modified = tuple(key for key in kept if before[key] != after[key])
    return Difference(
        added=tuple(key for key in after if key not in before),
        modified=modified,
        deleted=tuple(key for key in before if key not in after),
        same=len(kept) - len(modified),
    )


def promises(edition: Edition) -> dict[PromiseKey, Attainment]:
    """Return the judged promises of an edition by their key."""
    return {_key(attainment): attainment for attainment in edition.attainments}


def judged(attainment: Attainment) -> tuple[str, str]:
    """Return what a change record compares of a promise: target and verdict."""
    target = attainment.promised.target.text() if attainment.promised else ""
    return target, attainment.judgement.verdict.value


def _key(attainment: Attainment) -> PromiseKey:
    """Name a promise."""
    key = attainment.measured.figure.key
    return attainment.agreement.agreement, attainment.clause.id, key.service, key.metric
