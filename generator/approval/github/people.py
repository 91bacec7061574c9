"""Accounts, reviews and commits as the evaluator knows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from generator.approval.evidence import Account, Commit, Dismissal, Opinion, Review
from generator.approval.github.shapes import Event, PullCommit, PullReview
from generator.approval.sentences import say

if TYPE_CHECKING:
    from generator.approval.github.shapes import GitUser, MaybeUser, User
    from generator.workspace.model.types import Bilingual

_CO_AUTHOR: Final = re.compile(r"^co-authored-by:[^<\n]*<([^<>\n]+)>", re.IGNORECASE | re.MULTILINE)


_GHOST: Final = 10137
"""The account that GitHub shows in the place of every deleted one."""


def account(user: User | MaybeUser | None) -> Account | None:
    """Return an account; None where GitHub knows none."""
    if user is None or user.id is None or user.login is None or user.type is None:
        return None
    if user.id == _GHOST:
        return None
    return Account(id=user.id, login=user.login, kind=user.type)


def opinion(state: str) -> Opinion | None:
    """Return what a review says; None for a word that nobody knows."""
    try:
        return Opinion(state.upper())
    except ValueError:
        return None


def reviews(listed: Iterable[PullReview]) -> tuple[Review, ...]:
    """Return the reviews; one of an unknown state says nothing, and is doubted elsewhere."""
    return tuple(
        Review(
            id=each.id,
            account=account(each.user),
            opinion=opinion(each.state) or Opinion.COMMENTED,
            commit=each.commit_id or None,
            submitted=each.submitted_at,
        )
        for each in listed
    )


def unknown_words(listed: Iterable[PullReview], events: Iterable[Event]) -> Iterator[Bilingual]:
    """Doubt states that GitHub did not have when this was written."""
    words = [each.state for each in listed]
    words += [each.dismissed_review.state for each in events if each.dismissed_review]
    for word in dict.fromkeys(word for word in words if opinion(word) is None):
        yield say(
            "R11",
            en=f"a review is in a state that this program does not know: {word!r}",
            zh=f"有评审处于本程序不认识的状态：{word!r}",
        )


def dismissals(events: Iterable[Event]) -> tuple[Dismissal, ...]:
    """Return who took which review out of force, and what it had said."""
    return tuple(
        Dismissal(review=told.review_id, by=account(event.actor), was=was)
        for event in events
        if (told := event.dismissed_review) and (was := opinion(told.state))
    )


def commits(listed: Iterable[PullCommit]) -> tuple[Commit, ...]:
    """Return the commits with everybody who is said to have a part in them."""
    return tuple(
        Commit(
            sha=each.sha,
            author=account(each.author),
            committer=account(each.committer),
            co_authors=tuple(_CO_AUTHOR.findall(each.commit.message)),
            emails=(_mail(each.commit.author), _mail(each.commit.committer)),
        )
        for each in listed
    )


def _mail(user: GitUser | None) -> str:
    """Return an address, empty where git has none."""
    return (user.email if user else None) or ""
