"""Answers of GitHub as the facts of a pull request: pure, so that saved answers read the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator.approval.evidence import USER, Account, Merge, Protection, PullRequest, Rival
from generator.approval.github import people
from generator.approval.github.gather import MOST_RIVALS
from generator.approval.github.pages import Answers
from generator.approval.github.protection import branch_rules, gaps
from generator.approval.github.requests import Requests
from generator.approval.github.shapes import (
    ChangedFile,
    Event,
    GitRef,
    OpenPull,
    Permission,
    Pull,
    PullCommit,
    PullReview,
    RuleSuite,
)
from generator.approval.github.soundness import Listed, doubts

if TYPE_CHECKING:
    from datetime import datetime

_MAY_WRITE = frozenset({"admin", "write"})
_NOBODY_SPECIAL = 404


def facts_of(answers: Answers, requests: Requests, number: int) -> PullRequest:
    """Return the facts about a pull request."""
    return _Reading(answers, requests, number).facts()


@dataclass(frozen=True)
class _Reading:
    """The answers about one pull request, while they are read."""

    answers: Answers
    requests: Requests
    number: int

    @cached_property
    def pulls(self) -> tuple[Pull, ...]:
        """Return the pull request, as often as it was asked for."""
        return self.answers.every(self.requests.pull(self.number), Pull)

    @cached_property
    def listed(self) -> Listed:
        """Return the lists that have to be whole."""
        ask, number = self.answers.listed, self.number
        return Listed(
            pulls=self.pulls,
            reviews=ask(self.requests.reviews(number), PullReview),
            commits=ask(self.requests.commits(number), PullCommit),
            files=ask(self.requests.files(number), ChangedFile),
            events=ask(self.requests.timeline(number), Event),
            open=() if self.pull.merged else self._open(),
        )

    @property
    def pull(self) -> Pull:
        """Return the pull request as it was told first."""
        return self.pulls[0]

    def facts(self) -> PullRequest:
        """Return everything together."""
        pull, listed = self.pull, self.listed
        suite = self._suite() if pull.merged else None
        return PullRequest(
            number=self.number,
            author=people.account(pull.user),
            base_branch=pull.base.ref,
            base=suite.before_sha if suite else self._base(),
            head=pull.head.sha,
            paths=_paths(listed.files),
            commits=people.commits(listed.commits),
            reviews=people.reviews(listed.reviews),
            dismissals=people.dismissals(listed.events),
            main_branch=pull.base.repo.default_branch,
            opened=pull.created_at,
            retargeted=_retargeted(listed.events),
            writers=frozenset(self._writers()),
            rivals=tuple(self._rivals()),
            merged=self._merge(suite),
            doubts=tuple(doubts(self.number, listed, self._origin())),
        )

    def _base(self) -> str:
        """Return the tip of the branch: GitHub keeps an older one with the pull request."""
        if self.pull.merged:
            return self.pull.base.sha
        return self.answers.one(self.requests.tip(self.pull.base.ref), GitRef).object.sha

    def _writers(self) -> Iterator[int]:
        """Give the ids of reviewers who may write; a login that changed hands is nobody's."""
        accounts = (people.account(each.user) for each in self.listed.reviews)
        for known in dict.fromkeys(each for each in accounts if each and each.kind == USER):
            if self._may_write(known):
                yield known.id

    def _may_write(self, known: Account) -> bool:
        """Tell whether an account may write now."""
        request = self.requests.permission(known.login)
        told = self.answers.by_request.get(request, ())
        if told and told[-1].status == _NOBODY_SPECIAL:
            return False
        right = self.answers.one(request, Permission)
        is_same = right.user is not None and right.user.id == known.id
        return is_same and right.permission in _MAY_WRITE

    def _open(self) -> tuple[int, ...]:
        """Return the numbers of the open pull requests into the branch."""
        listed = self.answers.listed(self.requests.open_pulls(self.pull.base.ref), OpenPull)
        return tuple(each.number for each in listed)

    def _rivals(self) -> Iterator[Rival]:
        """Give the other open pull requests and what they change."""
        others = [number for number in self.listed.open if number != self.number]
        for number in others[:MOST_RIVALS]:
            files = self.answers.listed(self.requests.files(number), ChangedFile)
            yield Rival(number=number, paths=_paths(files))

    def _suite(self) -> RuleSuite | None:
        """Return what the rules said to the merge; None when GitHub no longer knows."""
        suites = self.answers.listed(self.requests.suites(self.pull.base.ref), RuleSuite)
        wanted = self.pull.merge_commit_sha
        return next((each for each in suites if each.after_sha == wanted), None)

    def _merge(self, suite: RuleSuite | None) -> Merge | None:
        """Return how it was merged; None when it is not."""
        if not self.pull.merged:
            return None
        return Merge(
            commit=self.pull.merge_commit_sha or "",
            result=suite.result if suite else None,
            protection=self._protection(),
        )

    def _protection(self) -> Protection | None:
        """Return how the branch is protected; None when the token may not see all of it."""
        branch = branch_rules(self.answers, self.requests, self.pull.base.ref)
        if branch.hides_bypasses:
            return None
        return Protection(since=branch.since, gaps=tuple(gaps(branch)))

    def _origin(self) -> tuple[int, ...] | None:
        """Return the pull requests that brought the merge commit; None before the merge."""
        commit = self.pull.merge_commit_sha
        if not self.pull.merged or not commit:
            return None
        listed = self.answers.listed(self.requests.pulls_of(commit), OpenPull)
        return tuple(each.number for each in listed)


def _paths(files: Iterable[ChangedFile]) -> tuple[str, ...]:
    """Return all names, of renamed files both."""
    named = {name for each in files for name in (each.filename, each.previous_filename) if name}
    return tuple(sorted(named))


def _retargeted(events: Iterable[Event]) -> datetime | None:
    """Return when it was last turned to another branch."""
    turned = [e.created_at for e in events if e.event == "base_ref_changed" and e.created_at]
    return max(turned) if turned else None
