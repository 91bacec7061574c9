"""What each account says in the end: its newest opinion, and the approvals behind it (R2, R9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from generator.approval.evidence import Account, Dismissal, Opinion, PullRequest, Review

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_NEVER: Final = datetime.max.replace(tzinfo=UTC)
_REQUEST: Final = Opinion.CHANGES_REQUESTED
_OPINIONS: Final = frozenset({Opinion.APPROVED, Opinion.CHANGES_REQUESTED, Opinion.DISMISSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What an account says in the end.

    `opinion` is COMMENTED where it never had one, and DISMISSED where it was withdrawn.
    `approvals` are those of the unbroken row of approvals that the newest opinion ends.
    Who signs says something about each edition, see `Review.about`.
    """

    account: Account
    opinion: Opinion
    newest: Review
    approvals: tuple[Review, ...] = ()


def in_order(reviews: Iterable[Review]) -> tuple[Review, ...]:
    """Return the submitted reviews as they were given: by time, then by id.

    Signed statements stay in the order of their numbers. A review without a time can be no
    approval; a request for changes without one is taken for the newest.
    """
    known = [
        review
        for review in reviews
        if review.opinion is not Opinion.PENDING and not is_timeless_approval(review)
    ]
    if any(review.seen is not None for review in known):
        return tuple(known)
    return tuple(sorted(known, key=lambda review: (review.submitted or _NEVER, review.id)))


def is_timeless_approval(review: Review) -> bool:
    """Tell whether nobody knows when an approval was given, so that it has no place."""
    return review.opinion is Opinion.APPROVED and review.submitted is None


def knowledge(ordered: tuple[Review, ...]) -> dict[int, frozenset[int]]:
    """Return review -> the reviews that were known to whoever gave it (R8)."""
    ids = [review.id for review in ordered]
    return {
        review.id: frozenset(ids[:place]) if review.seen is None else review.seen
        for place, review in enumerate(ordered)
    }


def fold(facts: PullRequest) -> tuple[Standing, ...]:
    """Return what every account says in the end, about each thing that it speaks of."""
    dismissals = {each.review: each for each in facts.dismissals}
    given: dict[tuple[tuple[int, str], str | None], list[Review]] = {}
    for review in in_order(facts.reviews):
        if review.account is not None:
            given.setdefault((_key(review.account), review.about), []).append(review)
    return tuple(_standing(each, dismissals) for each in given.values())


def _key(account: Account) -> tuple[int, str]:
    """Return what stays the same about an account: its number, or the name of a signer."""
    return (account.id, "") if account.id else (0, account.login)


def _standing(given: list[Review], dismissals: Mapping[int, Dismissal]) -> Standing:
    """Return what one account says in the end, of its reviews in their order."""
    newest = given[-1]
    account = newest.account
    assert account is not None  # noqa: S101 - fold() leaves the others out
    row: list[Review] = []
    opinion = Opinion.COMMENTED
    for review in given:
        said = effective(review, dismissals)
        if said in _OPINIONS:
            opinion, newest = said, review
            row = [*row, review] if said is Opinion.APPROVED else []
    return Standing(account=account, opinion=opinion, newest=newest, approvals=tuple(row))


def effective(review: Review, dismissals: Mapping[int, Dismissal]) -> Opinion:
    """Return what a review still says: a request that somebody else dismissed stands (R9)."""
    dismissal = dismissals.get(review.id)
    if review.opinion is not Opinion.DISMISSED or dismissal is None:
        return review.opinion
    by, reviewer = dismissal.by, review.account
    is_own = by is not None and reviewer is not None and _key(by) == _key(reviewer)
    if dismissal.was not in _OPINIONS or (dismissal.was is _REQUEST and not is_own):
        return dismissal.was
    return Opinion.DISMISSED
