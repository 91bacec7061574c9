"""What the gate needs of a forge, and what a forge answered, word by word."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Protocol

from generator.approval.evidence import PullRequest
from generator.errors import ExitCode, ReportgenError


class UnverifiedError(ReportgenError):
    """What was needed for a decision could not be had, or cannot be believed."""

    exit_code = ExitCode.UNVERIFIED


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer of a forge: what was asked, and status and body as they came.

    `request` is the path with its query, in the order in which it was asked; `link` is the
    header that leads to the next page, empty without one.
    """

    request: str
    status: int
    body: str
    link: str = ""

    @property
    def sha256(self) -> str:
        """Return the fingerprint of everything that the answer says."""
        parts = (self.request, str(self.status), self.link, self.body)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class RawEvidence:
    """All answers that a decision about one pull request rests on.

    `forge` names the form that they are read by, such as `github`; `server` is the address
    that answered, empty where nobody was asked.
    """

    forge: str
    repository: str
    number: int
    answers: tuple[Answer, ...]
    server: str = ""


class Forge(Protocol):
    """A forge: asking it talks to the network, reading its answers does not.

    Both raise UnverifiedError when nothing can be said at all; what is merely not
    complete is a doubt of the pull request.
    """

    def gather(self, number: int) -> RawEvidence:
        """Ask for everything about a pull request."""

    def pull_request(self, evidence: RawEvidence) -> PullRequest:
        """Return the facts that the answers contain; the same for the same answers."""
