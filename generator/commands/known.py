"""Editions known from an earlier run: the fingerprints of their files, by that of their inputs.

Composing an edition again only to find it unchanged takes most of the time of a build. The
inputs of an edition are the program, every definition, what its party has of records,
actions, feedback and reviews, and its own commentary.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from generator.measure.editions import EditionKey, editions
from generator.program import program_fingerprint
from generator.render.edition import edition_files, edition_names
from generator.strictyaml import Cache

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from generator.measure.ledger import Ledger
    from generator.workspace.workspace import Entry, Workspace

EDITIONS_CACHE: Final = ".cache/editions"
_OF_A_PARTY: Final = ("records", "actions", "feedback", "reviews")
_OF_AN_EDITION: Final = ("commentary", "revisions", "deliveries")


class KnownEditions:
    """Tell whether the files of an edition are what the workspace gives."""

    def __init__(self, workspace: Workspace, ledger: Ledger, folder: Path | None) -> None:
        """Remember in a folder; without one nothing is known and all is computed."""
        self._workspace, self._ledger = workspace, ledger
        self._cache = Cache(folder) if folder else None
        self._inputs = _inputs(workspace)

    def all(self) -> tuple[EditionKey, ...]:
        """Return every edition of the workspace."""
        return editions(self._workspace)

    def changed(self, key: EditionKey, files: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return the files of an edition, by name, that are not these."""
        place = self._place(key)
        here = {name: _sha256(files[name]) for name in edition_names(key) if name in files}
        if self._known(place) == here:
            return {}
        fresh = edition_files(self._workspace, self._ledger, key)
        self._remember(place, {name: _sha256(content) for name, content in fresh.items()})
        return {name: content for name, content in fresh.items() if files.get(name) != content}

    def _place(self, key: EditionKey) -> str:
        """Return the fingerprint of everything that an edition is made of."""
        owners = ("", key.report.party, key.name)
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
