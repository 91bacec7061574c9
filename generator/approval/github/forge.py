"""The adapter: one repository on GitHub or on a GitHub Enterprise server."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from dataclasses import dataclass

from typing_extensions import override

from generator.approval.evidence import PullRequest
from generator.approval.forge import Forge, RawEvidence, UnverifiedError
from generator.approval.github.address import PUBLIC_API, Api, repository_of
from generator.approval.github.client import Client
from generator.approval.github.facts import facts_of
from generator.approval.github.gather import gather
from generator.approval.github.pages import Answers
from generator.approval.github.requests import Requests
from generator.approval.github.settings import Settings, gather_settings
from generator.approval.github.transport import HttpTransport
from generator.errors import UsageError

NAME = "github"


@dataclass(frozen=True, slots=True)
class GitHub(Forge):
    """GitHub, asked about one repository."""

    client: Client
    requests: Requests

    @override
    def gather(self, number: int) -> RawEvidence:
        """Ask for everything about a pull request."""
        return RawEvidence(
            forge=NAME,
            server=self.client.api.root,
            repository=self.requests.repository,
            number=number,
            answers=tuple(gather(self.client, self.requests, number)),
        )

    @override
    def pull_request(self, evidence: RawEvidence) -> PullRequest:
        """Return the facts that the answers contain."""
        return facts_of(self._answers(evidence), self.requests, evidence.number)

    def gather_settings(self, branch: str, owners: Iterable[str]) -> RawEvidence:
        """Ask for every setting that approvals and releases lean on."""
        return RawEvidence(
            forge=NAME,
            server=self.client.api.root,
            repository=self.requests.repository,
            number=0,
            answers=tuple(gather_settings(self.client, self.requests, branch, owners)),
        )

    def settings(self, evidence: RawEvidence, branch: str) -> Settings:
        """Return the settings that the answers contain."""
        return Settings(self._answers(evidence), self.requests, branch)

    def _answers(self, evidence: RawEvidence) -> Answers:
        """Sort the answers; UnverifiedError when they are about something else."""
        if (evidence.forge, evidence.repository) != (NAME, self.requests.repository):
            raise UnverifiedError(
                f"this is evidence of {evidence.forge} about {evidence.repository},"
                f" not of {NAME} about {self.requests.repository}"
            )
        return Answers.of(_api_of(evidence), evidence)


def _api_of(evidence: RawEvidence) -> Api:
    """Return the API that answered, wherever the answers are read."""
    try:
        return Api.at(evidence.server)
    except UsageError as error:
        raise UnverifiedError(f"the evidence names no server: {error}") from error


def github(repository: str) -> GitHub:
    """Return the adapter for a repository, with the settings of the environment.

    GITHUB_API_URL names another server than github.com, GITHUB_TOKEN holds the token.
    """
    client = Client(
        api=Api.at(os.environ.get("GITHUB_API_URL") or PUBLIC_API),
        transport=HttpTransport(),
        clock=time.time,
        sleep=time.sleep,
        token=os.environ.get("GITHUB_TOKEN", ""),
    )
    return GitHub(client, Requests(repository_of(repository)))
