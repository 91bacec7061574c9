"""The settings of a repository: asking for them, and reading them one by one.

What a token may not see is answered with 403 or 404. Such an answer is kept like any other,
and reading it raises UnverifiedError, so that one secret setting hides no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeVar

from generator.approval.forge import UnverifiedError
from generator.approval.github.pages import FOUND, ask_all, decoded
from generator.approval.github.protection import BranchRules, branch_rules
from generator.approval.github.shapes import (
    ActionsRights,
    Activity,
    Collaborator,
    OwnersError,
    OwnersErrors,
    Repository,
    Rule,
    Ruleset,
    RulesetName,
    RuleSuite,
    Secrets,
    User,
    WorkflowRights,
)

if TYPE_CHECKING:
    from generator.approval.forge import Answer
    from generator.approval.github.client import Client
    from generator.approval.github.pages import Answers
    from generator.approval.github.requests import Requests

T = TypeVar("T")
_TOLD: Final = FOUND | {403, 404}


def gather_settings(
    client: Client, requests: Requests, branch: str, owners: Iterable[str]
) -> Iterator[Answer]:
    """Ask for every setting; `owners` are those that CODEOWNERS names."""
    rules = list(ask_all(client, requests.rules(branch), accepted=_TOLD))
    sets = list(ask_all(client, requests.rulesets(), accepted=_TOLD))
    yield from (*rules, *sets)
    # Later pages of a team have addresses of another form: a large team is unverified, not wrong.
    teams = (requests.members(team) for team in teams_of(owners))
    single = (requests.home(), requests.owners_errors(), requests.workflow_rights())
    more = (requests.actions(), *requests.secrets(), *teams)
    for request in (*single, *more, *map(requests.ruleset, _numbers(rules, sets))):
        yield client.ask(request, accepted=_TOLD)
    for request in (requests.suites(branch), requests.activity(branch), requests.collaborators()):
        yield from ask_all(client, request, accepted=_TOLD)


def teams_of(owners: Iterable[str]) -> tuple[str, ...]:
    """Return the teams among some owners, as `organisation/team`."""
    names = sorted({owner for owner in owners if owner.startswith("@") and "/" in owner})
    return tuple(name.removeprefix("@") for name in names)


def _numbers(rules: Iterable[Answer], sets: Iterable[Answer]) -> tuple[int, ...]:
    """Return the sets of rules that are in force or listed, each once."""
    in_force = {rule.ruleset_id for page in rules for rule in _readable(page, Rule)}
    listed = {each.id for page in sets for each in _readable(page, RulesetName)}
    return tuple(sorted(number for number in in_force | listed if number is not None))


def _readable(page: Answer, shape: type[T]) -> list[T]:
    """Return the items of a page, none of one that the token may not see."""
    if page.status not in FOUND:
        return []
    return decoded(page, list[shape])  # type: ignore[valid-type]


@dataclass(frozen=True)
class Settings:
    """The settings of a repository; each raises UnverifiedError where the token sees it not."""

    answers: Answers
    requests: Requests
    branch: str

    @cached_property
    def default_branch(self) -> str:
        """Return the branch that pull requests go into by default."""
        return self.answers.one(self.requests.home(), Repository).default_branch

    @cached_property
    def branch_rules(self) -> BranchRules:
        """Return the rules that are in force for the branch."""
        return branch_rules(self.answers, self.requests, self.branch)

    @cached_property
    def tag_sets(self) -> tuple[Ruleset, ...]:
        """Return the sets of rules that are in force for some tags."""
        listed = self.answers.listed(self.requests.rulesets(), RulesetName)
        numbers = [each.id for each in listed if each.target == "tag"]
        sets = (self.answers.one(self.requests.ruleset(n), Ruleset) for n in numbers)
        return tuple(each for each in sets if each.enforcement == "active")

    @cached_property
    def owners_errors(self) -> tuple[OwnersError, ...]:
        """Return the lines of CODEOWNERS that GitHub passes over."""
        return self.answers.one(self.requests.owners_errors(), OwnersErrors).errors

    @cached_property
    def workflow_rights(self) -> WorkflowRights:
        """Return what the token of a workflow may do."""
        return self.answers.one(self.requests.workflow_rights(), WorkflowRights)

    @cached_property
    def actions(self) -> ActionsRights:
        """Return which actions may run."""
        return self.answers.one(self.requests.actions(), ActionsRights)

    @cached_property
    def secrets(self) -> tuple[str, ...]:
        """Return the names of the secrets that every workflow may read."""
        lists = [self.answers.one(request, Secrets) for request in self.requests.secrets()]
        if any(each.total_count != len(each.secrets) for each in lists):
            raise UnverifiedError("the list of secrets is not whole")
        return tuple(each.name for told in lists for each in told.secrets)

    @cached_property
    def bypasses(self) -> tuple[RuleSuite, ...]:
        """Return the pushes of the last month that went past the rules."""
        told = self.answers.listed(self.requests.suites(self.branch), RuleSuite)
        return tuple(each for each in told if each.result == "bypass")

    @cached_property
    def rewrites(self) -> tuple[Activity, ...]:
        """Return when the branch was rewritten or deleted in the last month."""
        told = self.answers.listed(self.requests.activity(self.branch), Activity)
        kinds = {"force_push", "branch_deletion"}
        return tuple(each for each in told if each.activity_type in kinds)

    @cached_property
    def collaborators(self) -> tuple[Collaborator, ...]:
        """Return everybody with a right to the repository."""
        return self.answers.listed(self.requests.collaborators(), Collaborator)

    def accounts_of(self, owner: str) -> frozenset[int]:
        """Return the accounts behind an owner that CODEOWNERS names as @login or @org/team."""
        if "/" in owner:
            team = self.requests.members(owner.removeprefix("@"))
            return frozenset(each.id for each in self.answers.listed(team, User))
        wanted = owner.removeprefix("@").casefold()
        known = (each for each in self.collaborators if each.login.casefold() == wanted)
        return frozenset(each.id for each in known)
