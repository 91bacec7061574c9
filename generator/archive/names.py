"""Names of releases: tags that git allows for every period."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Self

REPORTS: Final = "refs/tags/report/"
EVIDENCE: Final = "refs/tags/evidence/"
BRANCHES: Final = ("refs/heads/report/", "refs/heads/evidence/")
# Where git looks for `report/...` before it looks among the tags.
SHADOWS: Final = ("refs/report/", "refs/evidence/")
_NAME: Final = re.compile(
    r"(?P<report>[a-z0-9][a-z0-9-]*)/(?P<period>[0-9A-Z-]+)/r(?P<revision>[1-9][0-9]{0,3})"
)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class ReleaseName:
    """An edition, and which of its revisions."""

    edition: str
    """Report and period: `bank-monthly/2013-10`."""
    revision: int

    @classmethod
    def of_tag(cls, reference: str) -> Self | None:
        """Read the full name of a tag; None for one that is no release."""
        found = _NAME.fullmatch(reference.removeprefix(REPORTS))
        if found is None or not reference.startswith(REPORTS):
            return None
        # Git allows no two dots in a name; a label of a period has never two hyphens.
        period = found["period"].replace("--", "..")
        return cls(edition=f"{found['report']}/{period}", revision=int(found["revision"]))

    @property
    def report(self) -> str:
        """Return the report, whose releases are one chain."""
        return self.edition.partition("/")[0]

    @property
    def tag(self) -> str:
        """Return the short name of the tag."""
        return f"report/{self._place}"

    @property
    def reference(self) -> str:
        """Return the full name of the tag."""
        return f"{REPORTS}{self._place}"

    @property
    def evidence(self) -> str:
        """Return the full name of the tag of what was kept beside it."""
        return f"{EVIDENCE}{self._place}"

    @property
    def folder(self) -> str:
        """Return a name for files about the release."""
        return self._place.replace("/", "-")

    @property
    def _place(self) -> str:
        """Return report, period and revision as git allows them."""
        return f"{self.edition.replace('..', '--')}/r{self.revision}"
