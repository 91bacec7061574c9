"""Write both copies of a release, each with its sha256 beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from generator.archive.bundle import copy_files, packed, providers_own
from generator.archive.repository import Archive, Release
from generator.archive.verification import whole_contents
from generator.archive.verifier import sha256
from generator.commands.archiveoptions import refuse_destroyed
from generator.errors import ReportgenError
from generator.site.copy import edition_copies
from generator.workspace.kinds import DATA_FOLDER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.archive.steps import Places
    from generator.workspace.workspace import Workspace


def copies_of(archive: Archive, release: Release, workspace: Workspace) -> dict[str, bytes]:
    """Return name -> content of both copies, the customer's first, each with its sha256.

    Raises UsageError for what was destroyed, and ReportgenError when something of it cannot be
    read, and when this version of the program does not give what was issued.
    """
    refuse_destroyed(workspace, release.name)
    contents, kept = whole_contents(archive, release)
    inputs = {name: text for name, text in contents.items() if name.startswith(f"{DATA_FOLDER}/")}
    outputs = {name: text for name, text in contents.items() if name not in inputs}
    made = edition_copies(outputs)
    if {name: sha256(text) for name, text in made.items()} != dict(release.manifest.copies):
        version = release.manifest.program.version
        raise ReportgenError(
            f"{release.name.tag} was issued by another state of the program (reportgen {version}), "
            "and this one gives other copies; use the copies that were kept"
        )
    found: dict[str, bytes] = {}
    for side, own in (("customer", {}), ("provider", providers_own(kept, inputs))):
        name = f"{release.name.folder}-{side}"
        content = packed(copy_files(release, outputs, made, own=own), name, release.manifest.issued)
        found[f"{name}.tar.gz"] = content
        # The line that sha256sum checks.
        found[f"{name}.tar.gz.sha256"] = f"{sha256(content)}  {name}.tar.gz\n".encode()
    return found


def write_copies(places: Places, release: Release, copies: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write both copies of a release below build/release/; return the packed files."""
    written = [places.hand_out(release, name, content) for name, content in copies.items()]
    return tuple(file for file in written if file.suffix == ".gz")
