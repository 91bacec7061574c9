"""Who may sign releases: the people of today, and those of the day on which one was issued."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from generator.archive.repository import contents_of
from generator.archive.verifier import OPENPGP
from generator.workspace.kinds import DATA_FOLDER
from generator.workspace.load import assemble

if TYPE_CHECKING:
    from generator.archive.repository import Archive, Release
    from generator.workspace.workspace import Workspace

_PEOPLE: Final = f"{DATA_FOLDER}/people.yml"


def signers_of(workspace: Workspace) -> str:
    """Return allowed signers: the people with an address and keys."""
    if "people" in workspace.incomplete:
        return ""
    keys = (
        (person.email, key)
        for person in workspace.people
        if person.email
        for key in (*person.signing_keys, *(f"{OPENPGP}{each}" for each in person.openpgp_keys))
    )
    return "".join(f"{email} {key}\n" for email, key in keys)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signers:
    """Who may have signed a release: who may today, and who could in the commit that it issued.

    Keys are changed and people leave; what they signed before stays signed.
    """

    archive: Archive
    today: str
    _known: dict[bytes, str] = field(default_factory=dict)

    def of(self, release: Release | None) -> str:
        """Return the allowed signers of a release; those of today for a tag that is none.

        Only commits that the main branch itself has made are asked: anybody can write others.
        """
        if release is None or release.manifest.commit not in self.archive.mainline:
            return self.today
        lines = (self.today + self._then(release.manifest.commit)).splitlines(keepends=True)
        return "".join(dict.fromkeys(lines))

    def _then(self, commit: str) -> str:
        """Return the signers that the people of a commit are."""
        files = self.archive.files(commit, "")
        mine = {name: entry for name, entry in files.items() if name == _PEOPLE}
        people = contents_of(self.archive.shelf, mine)
        text = people.get(_PEOPLE, b"")
        if text not in self._known:
            self._known[text] = signers_of(assemble(people)[0])
        return self._known[text]
