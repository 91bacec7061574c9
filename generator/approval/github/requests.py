"""The requests about a repository; asking and reading name them in the same way."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

_PAGE = "per_page=100"


@dataclass(frozen=True, slots=True)
class Requests:
    """Paths of the API below one repository such as `owner/name`."""

    repository: str

    def pull(self, number: int) -> str:
        """Name a pull request."""
        return f"/repos/{self.repository}/pulls/{number}"

    def reviews(self, number: int) -> str:
        """Name its reviews."""
        return f"{self.pull(number)}/reviews?{_PAGE}"

    def commits(self, number: int) -> str:
        """Name its commits."""
        return f"{self.pull(number)}/commits?{_PAGE}"

    def files(self, number: int) -> str:
        """Name the files that it changes."""
        return f"{self.pull(number)}/files?{_PAGE}"

    def timeline(self, number: int) -> str:
        """Name what happened to it."""
        return f"/repos/{self.repository}/issues/{number}/timeline?{_PAGE}"

    def open_pulls(self, branch: str) -> str:
        """Name the open pull requests into a branch."""
        return f"/repos/{self.repository}/pulls?state=open&base={quote(branch, safe='')}&{_PAGE}"

    def pulls_of(self, commit: str) -> str:
        """Name the pull requests that brought a commit."""
        return f"/repos/{self.repository}/commits/{commit}/pulls?{_PAGE}"

    def tip(self, branch: str) -> str:
        """Name the newest commit of a branch."""
        return f"/repos/{self.repository}/git/ref/heads/{quote(branch)}"

    def permission(self, login: str) -> str:
        """Name what an account may do."""
        return f"/repos/{self.repository}/collaborators/{quote(login, safe='')}/permission"

    def rules(self, branch: str) -> str:
        """Name the rules that are in force for a branch."""
        return f"/repos/{self.repository}/rules/branches/{quote(branch, safe='')}?{_PAGE}"

    def rulesets(self) -> str:
        """Name all sets of rules."""
        return f"/repos/{self.repository}/rulesets?includes_parents=true&{_PAGE}"

    def ruleset(self, number: int) -> str:
        """Name one set of rules with its conditions."""
        return f"/repos/{self.repository}/rulesets/{number}?includes_parents=true"

    def suites(self, branch: str) -> str:
        """Name what the rules said to the pushes of the last month."""
        ref = quote(f"refs/heads/{branch}", safe="")
        return f"/repos/{self.repository}/rulesets/rule-suites?ref={ref}&time_period=month&{_PAGE}"

    def home(self) -> str:
        """Name the repository itself."""
        return f"/repos/{self.repository}"

    def owners_errors(self) -> str:
        """Name what is wrong with CODEOWNERS of the default branch."""
        return f"/repos/{self.repository}/codeowners/errors"

    def workflow_rights(self) -> str:
        """Name what the token of a workflow may do."""
        return f"/repos/{self.repository}/actions/permissions/workflow"

    def actions(self) -> str:
        """Name which actions may run."""
        return f"/repos/{self.repository}/actions/permissions"

    def secrets(self) -> tuple[str, str]:
        """Name the secrets that every workflow may read: of the repository, of its owner."""
        return (
            f"/repos/{self.repository}/actions/secrets?{_PAGE}",
            f"/repos/{self.repository}/actions/organization-secrets?{_PAGE}",
        )

    def activity(self, branch: str) -> str:
        """Name what happened to a branch in the last month."""
        ref = quote(f"refs/heads/{branch}", safe="")
        return f"/repos/{self.repository}/activity?ref={ref}&time_period=month&{_PAGE}"

    def collaborators(self) -> str:
        """Name everybody who has a right of their own."""
        return f"/repos/{self.repository}/collaborators?{_PAGE}"

    def members(self, team: str) -> str:
        """Name the members of a team such as `organisation/team`."""
        organisation, _, name = team.partition("/")
        return f"/orgs/{quote(organisation)}/teams/{quote(name)}/members?{_PAGE}"
