"""Editions known from an earlier run: the fingerprints of their files, by that of their inputs.

Composing an edition again only to find it unchanged takes most of the time of a build. The
inputs of an edition are the program, every definition, what its party has of records,
actions, feedback and reviews, its own commentary, and that of the edition before, which it is
compared with.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

import click

from generator import git
from generator.approval.forge import UnverifiedError
from generator.archive.frozen import (
    IssuedEdition,
    change_findings,
    differences,
    file_findings,
    hash_findings,
    issued_editions,
    named_hashes,
    revision_findings,
)
from generator.archive.standing import SHALLOW, Standing, standing
from generator.errors import ToolError
from generator.files import read_once
from generator.measure.editions import EditionKey, editions
from generator.program import program_fingerprint
from generator.render.edition import edition_files, edition_names
from generator.strictyaml import Cache
from generator.workspace.kinds import is_trace
from generator.workspace.model.revisions import Change

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.findings import Finding
    from generator.measure.ledger import Ledger
    from generator.workspace.workspace import Entry, Workspace

# Far more than any edition: what is larger was not written by this program.
_LARGEST: Final = 64 * 1024 * 1024
EDITIONS_CACHE: Final = ".cache/editions"
_OF_A_PARTY: Final = ("records", "actions", "feedback", "reviews")
_NOTHING_ISSUED: Final = Standing()
_OF_AN_EDITION: Final = ("commentary", "revisions", "deliveries")


class KnownEditions:
    """Tell whether the files of an edition are what the workspace gives."""

    def __init__(
        self,
        workspace: Workspace,
        ledger: Ledger,
        folder: Path | None,
        standing: Standing = _NOTHING_ISSUED,
    ) -> None:
        """Remember in a folder; without one nothing is known and all is computed.

        `standing` are the releases whose files are frozen.
        """
        self._workspace, self._ledger, self.standing = workspace, ledger, standing
        self._issued = issued_editions(standing)
        self._cache = Cache(folder) if folder else None
        self._inputs = _inputs(workspace)
        self._named = named_hashes(workspace)

    def all(self) -> tuple[EditionKey, ...]:
        """Return every edition of the workspace."""
        return editions(self._workspace)

    def changed(self, key: EditionKey, files: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return the files of an edition, by name, that are not these; issued ones stay so."""
        if frozen := self._frozen(key):
            return {name: text for name, text in frozen.files.items() if files.get(name) != text}
        place = self._place(key)
        here = {name: _sha256(files[name]) for name in edition_names(key) if name in files}
        if self._known(place) == here:
            return {}
        fresh = edition_files(self._workspace, self._ledger, key)
        self._remember(place, {name: _sha256(content) for name, content in fresh.items()})
        return {name: content for name, content in fresh.items() if files.get(name) != content}

    def issued(self, edition: str) -> IssuedEdition | None:
        """Return the newest release of an edition."""
        return self._issued.get(edition)

    def releases(self) -> dict[str, tuple[IssuedEdition, ...]]:
        """Return edition -> its released revisions, oldest first."""
        return {name: (*newest.before, newest) for name, newest in self._issued.items()}

    def findings(self, key: EditionKey, files: Mapping[str, bytes]) -> Iterator[Finding]:
        """Find what is not as it was issued, and not answered."""
        issued = self._issued.get(key.name)
        if issued is None:
            return
        yield from hash_findings(self._named.get(key.name, ()), (*issued.before, issued))
        if self._is_destroyed(issued):
            return
        answers, changes = self._workspace.revisions.get(key.name), self.changes(key)
        if self._frozen(key):
            yield from file_findings(issued, files)
            yield from change_findings(issued, changes, answers)
        elif answers:
            yield from revision_findings(issued, changes, answers)

    def changes(self, key: EditionKey) -> tuple[Change, ...]:
        """Return what was issued and is different by today's records."""
        issued = self._issued.get(key.name)
        if issued is None:
            return ()
        place = _sha256(f"changes {self._place(key)} {issued.manifest}".encode())
        found = self._cache.load(place) if self._cache else None
        if found:
            return tuple(Change(**each) for each in json.loads(bytes(found)))
        changes = differences(issued.figures, self._fresh(key))
        if self._cache:
            self._cache.store(place, json.dumps([asdict(each) for each in changes]).encode())
        return changes

    def _fresh(self, key: EditionKey) -> dict[str, Any]:
        """Return the figures that today's records give."""
        found = edition_files(self._workspace, self._ledger, key)
        figures: dict[str, Any] = json.loads(found[edition_names(key)[1]])
        return figures

    def _frozen(self, key: EditionKey) -> IssuedEdition | None:
        """Return the release whose files stand, unless a new revision is made."""
        issued = self._issued.get(key.name)
        if issued and self._is_destroyed(issued):
            return None
        is_revised = issued and self._workspace.revision_of(key.name) > issued.name.revision
        return None if is_revised else issued

    def _is_destroyed(self, issued: IssuedEdition) -> bool:
        """Tell whether a tombstone stands in the place of a release."""
        name = issued.name
        return self._workspace.tombstone_of(name.edition, name.revision) is not None

    def _place(self, key: EditionKey) -> str:
        """Return the fingerprint of everything that an edition is made of."""
        before = EditionKey(report=key.report, period=key.period.previous())
        owners = ("", key.report.party, before.name, key.name)
        inputs = [*(self._inputs[owner] for owner in owners), key.name]
        return _sha256(" ".join(inputs).encode())

    def _known(self, place: str) -> dict[str, str] | None:
        """Return name -> sha256 of the files that these inputs gave."""
        found = self._cache.load(place) if self._cache else None
        return json.loads(bytes(found)) if found else None

    def _remember(self, place: str, sums: dict[str, str]) -> None:
        """Note what these inputs give."""
        if self._cache:
            self._cache.store(place, json.dumps(sums).encode())


def known_editions(
    root: Path, workspace: Workspace, ledger: Ledger, *, cached: bool = True
) -> KnownEditions:
    """Return what is known of the editions below a root, with those that were issued.

    Without git or tags nothing is issued; a shallow clone is told.
    """
    folder = root / EDITIONS_CACHE if cached else None
    return KnownEditions(workspace, ledger, folder, standing_below(root))


def read_editions(root: Path, key: EditionKey) -> dict[str, bytes]:
    """Return the files of an edition that are there."""
    found = ((name, read_once(root / name, _LARGEST)) for name in edition_names(key))
    return {name: content for name, content in found if content}


def standing_below(root: Path) -> Standing:
    """Return the releases that stand, as the tags below a root tell; name every other tag.

    A folder outside any repository has issued nothing, and a shallow clone says that it cannot
    know. Raises UnverifiedError where git cannot say what was issued.
    """
    if not git.is_repository(root):
        return _NOTHING_ISSUED
    if "shallow" in git.hazards(root):
        click.secho(f"nothing is taken as issued: {SHALLOW}", fg="yellow", err=True)
        return _NOTHING_ISSUED
    try:
        found = standing(root)
    except ToolError as error:
        raise UnverifiedError(f"nobody can say what was issued: {error}") from error
    for tag, why in sorted(found.doubts.items()):
        click.secho(f"unverified: {tag}: {why}; run reportgen verify", fg="yellow", err=True)
    return found


def _inputs(workspace: Workspace) -> dict[str, str]:
    """Return party or edition -> fingerprint of what is its own, under no name that of the rest."""
    files: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in workspace.entries:
        files[_owner(entry)].append(entry)
    sums = defaultdict(str, {owner: _listing(entries) for owner, entries in files.items()})
    sums[""] = f"{program_fingerprint()} {sums['']}"
    return sums


def _owner(entry: Entry) -> str:
    """Return the party or edition whose pages alone a file has a say in; nothing for all."""
    if is_trace(entry.file):
        return entry.file
    if entry.kind in _OF_AN_EDITION:
        return str(entry.value.edition)
    return str(entry.value.party) if entry.kind in _OF_A_PARTY else ""


def _listing(entries: Iterable[Entry]) -> str:
    """Return the fingerprint of some files and their names."""
    lines = sorted(f"{entry.sha256}  {entry.file}\n" for entry in entries)
    return _sha256("".join(lines).encode())


def _sha256(content: bytes) -> str:
    """Return the sha256 of some bytes."""
    return hashlib.sha256(content).hexdigest()
