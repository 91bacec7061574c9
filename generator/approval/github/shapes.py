"""What we read of GitHub's answers; fields that are not here are left alone.

A field that GitHub may leave out has a default; one that it may not, has none, so that an
answer of another shape is refused instead of guessed at.
"""

from __future__ import annotations

from datetime import datetime

import msgspec
from msgspec import UNSET, Struct, UnsetType


class User(Struct, frozen=True):
    """An account."""

    id: int
    login: str
    type: str


class MaybeUser(Struct, frozen=True):
    """An account, or an empty object."""

    id: int | None = None
    login: str | None = None
    type: str | None = None


class Repository(Struct, frozen=True):
    """The repository of a branch."""

    default_branch: str


class Base(Struct, frozen=True):
    """The branch that a pull request goes into."""

    ref: str
    sha: str
    repo: Repository


class Head(Struct, frozen=True):
    """The newest commit of a pull request."""

    sha: str


class Pull(Struct, frozen=True):
    """A pull request."""

    number: int
    state: str
    user: User | None
    base: Base
    head: Head
    created_at: datetime
    updated_at: datetime
    merged: bool
    merge_commit_sha: str | None
    commits: int
    changed_files: int


class OpenPull(Struct, frozen=True):
    """A pull request in a list."""

    number: int


class PullReview(Struct, frozen=True):
    """A review; `commit_id` is null when the commit is gone."""

    id: int
    user: User | None
    state: str
    commit_id: str | None
    submitted_at: datetime | None = None


class GitUser(Struct, frozen=True):
    """Who git says wrote a commit."""

    email: str | None = None


class GitCommit(Struct, frozen=True):
    """What git says about a commit."""

    author: GitUser | None
    committer: GitUser | None
    message: str


class PullCommit(Struct, frozen=True):
    """A commit of a pull request."""

    sha: str
    commit: GitCommit
    author: MaybeUser | None
    committer: MaybeUser | None


class ChangedFile(Struct, frozen=True):
    """A file that a pull request changes."""

    filename: str
    previous_filename: str | None = None


class DismissedReview(Struct, frozen=True):
    """The review that was dismissed; `state` is what it said."""

    state: str
    review_id: int


class Event(Struct, frozen=True):
    """Something that happened to a pull request."""

    event: str = ""
    actor: MaybeUser | None = None
    created_at: datetime | None = None
    dismissed_review: DismissedReview | UnsetType = UNSET


class GitObject(Struct, frozen=True):
    """What a reference points to."""

    sha: str


class GitRef(Struct, frozen=True):
    """A reference of git."""

    object: GitObject


class Permission(Struct, frozen=True):
    """What an account may do; `maintain` is told as write, `triage` as read."""

    permission: str
    user: User | None


class RuleSuite(Struct, frozen=True):
    """What the rules said to one push."""

    before_sha: str
    after_sha: str
    result: str


class PullRequestParameters(Struct, frozen=True):
    """What a branch asks of a pull request."""

    required_approving_review_count: int
    dismiss_stale_reviews_on_push: bool
    require_code_owner_review: bool
    require_last_push_approval: bool
    allowed_merge_methods: tuple[str, ...] = ()


class Rule(Struct, frozen=True):
    """A rule of a set, or one that is in force for a branch."""

    type: str
    parameters: msgspec.Raw | UnsetType = UNSET
    ruleset_id: int | None = None


class BypassActor(Struct, frozen=True):
    """Somebody for whom a set of rules does not hold."""

    actor_type: str
    bypass_mode: str = "always"


class RefName(Struct, frozen=True):
    """Which references a set of rules is for."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


class Conditions(Struct, frozen=True):
    """When a set of rules holds."""

    ref_name: RefName = RefName()


class Ruleset(Struct, frozen=True):
    """A set of rules; what a token may not see is left out by GitHub."""

    id: int
    name: str
    enforcement: str
    target: str | None = None
    updated_at: datetime | None = None
    bypass_actors: tuple[BypassActor, ...] | None = None
    conditions: Conditions | None = None
    rules: tuple[Rule, ...] | None = None


class StatusCheck(Struct, frozen=True):
    """A status that must be good before a merge; without an app anybody may set it."""

    context: str
    integration_id: int | None = None


class StatusChecksParameters(Struct, frozen=True):
    """What a branch asks of statuses."""

    required_status_checks: tuple[StatusCheck, ...]
    strict_required_status_checks_policy: bool


class MergeQueueParameters(Struct, frozen=True):
    """How pull requests wait for their merge."""

    max_entries_to_merge: int


class WorkflowRights(Struct, frozen=True):
    """What the token of a workflow may do where the workflow does not say."""

    default_workflow_permissions: str
    can_approve_pull_request_reviews: bool


class ActionsRights(Struct, frozen=True):
    """Which actions may run; servers that are not new leave the last field out."""

    enabled: bool
    sha_pinning_required: bool | None = None


class OwnersError(Struct, frozen=True):
    """A line of CODEOWNERS that GitHub passes over."""

    line: int
    kind: str


class OwnersErrors(Struct, frozen=True):
    """Everything that is wrong with the file."""

    errors: tuple[OwnersError, ...]


class Secret(Struct, frozen=True):
    """The name of a secret."""

    name: str


class Secrets(Struct, frozen=True):
    """Secrets by their names; no answer tells their values."""

    total_count: int
    secrets: tuple[Secret, ...]


class Activity(Struct, frozen=True):
    """Something that happened to a branch."""

    activity_type: str
    timestamp: str
    actor: User | None


class Rights(Struct, frozen=True):
    """What somebody may do."""

    push: bool


class Collaborator(Struct, frozen=True):
    """Somebody with a right of their own, or by a team."""

    id: int
    login: str
    permissions: Rights | None = None


class RulesetName(Struct, frozen=True):
    """A set of rules in a list."""

    id: int
    target: str | None = None
