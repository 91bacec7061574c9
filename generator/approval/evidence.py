"""The facts of a pull request, as values: who wrote, who reviewed, what it changes.

Adapters make them of a forge's answers or of signed files. What a forge did not say is
None, and what it could not say to the end is named in `PullRequest.doubts`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from generator.workspace.model.types import Bilingual

USER: Final = "User"
"""The kind of an account that a human being uses; no other kind can approve."""
SIGNER: Final = "Signer"
"""The kind of an account that is no account: who signed a file, `login` being the person."""


class Opinion(StrEnum):
    """What a review says; the words are those of GitHub."""

    APPROVED = "APPROVED"
    CHANGES_REQUESTED = "CHANGES_REQUESTED"
    COMMENTED = "COMMENTED"
    DISMISSED = "DISMISSED"
    PENDING = "PENDING"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account of a forge, or the signer of a file.

    `id` is the number that a renamed login keeps; `kind` is what the forge calls it
    (`User`, `Bot`, `Mannequin` …). Of a `Signer` the id is 0 and `login` the id in people.yml.
    """

    id: int
    login: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One review, in the order in which it was given.

    `commit` is the commit that was seen, None when the forge no longer knows it; `account`
    is None when it was deleted. `seen` holds the ids of the reviews that were known to the
    reviewer; None says: all that come before it in `PullRequest.reviews`. `about` is the
    one edition that it is about, empty for all other paths; None says: the whole change.
    """

    id: int
    account: Account | None
    opinion: Opinion
    commit: str | None
    submitted: datetime | None
    seen: frozenset[int] | None = None
    about: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """One commit of a pull request; accounts are None where the forge knows nobody."""

    sha: str
    author: Account | None
    committer: Account | None
    co_authors: tuple[str, ...] = ()
    """E-mail addresses after `Co-authored-by:`: claims, which only ever take rights away."""
    emails: tuple[str, ...] = ()
    """E-mail addresses of the author and of the committer, in this order: claims as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dismissal:
    """That somebody took a review out of force."""

    review: int
    by: Account | None
    was: Opinion
    """What the review said until then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """Another open pull request into the same branch, and the paths that it changes."""

    number: int
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """How the branch is protected, against what the repository says that it must be.

    `since` is when a rule was last changed; `gaps` says what is weaker than it must be.
    """

    since: datetime | None
    gaps: tuple[Bilingual, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """That it was merged: the commit, and what the forge's rules said to that push.

    `result` is `pass`, `fail` or `bypass`; None when the forge no longer knows.
    """

    commit: str
    result: str | None = None
    protection: Protection | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PullRequest:
    """Everything a decision rests on, but the contents of commits.

    `base` is the commit that the change is merged into, `head` the newest of the change.
    `paths` are all files that it adds, changes, renames (both names) or deletes. `reviews`
    are in the order in which they were given. `number` is 0 where there is no forge and
    approvals are signed files.
    """

    number: int
    author: Account | None
    base_branch: str
    base: str
    head: str
    paths: tuple[str, ...]
    commits: tuple[Commit, ...]
    reviews: tuple[Review, ...]
    dismissals: tuple[Dismissal, ...] = ()
    main_branch: str = "main"
    """The branch that reports must be merged into: the default branch of the forge."""
    opened: datetime | None = None
    retargeted: datetime | None = None
    """When it was last turned to another base branch."""
    writers: frozenset[int] | None = None
    """Ids of the accounts that may write to the repository; None where nobody was asked."""
    rivals: tuple[Rival, ...] = ()
    merged: Merge | None = None
    """How it was merged, once it is."""
    doubts: tuple[Bilingual, ...] = ()
    """What could not be read to its end, each as a sentence."""
    notes: tuple[Bilingual, ...] = ()
    """What was found and is no review, such as a file whose signature is wrong."""

    @property
    def is_signed(self) -> bool:
        """Tell whether approvals are signed files."""
        return not self.number
