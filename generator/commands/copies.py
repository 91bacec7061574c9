"""Write both copies of a release, each with its sha256 beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from generator.archive.bundle import copy_files, packed, providers_own
from generator.archive.repository import Archive, Release
from generator.archive.verification import whole_contents
from generator.archive.verifier import sha256
from generator.errors import ReportgenError
from generator.files import clear_torn, write_if_changed
from generator.site.copy import edition_copies
from generator.workspace.kinds import DATA_FOLDER

if TYPE_CHECKING:
    from generator.archive.steps import Places

SIDES = ("customer", "provider")


def write_copies(places: Places, archive: Archive, release: Release) -> tuple[Path, ...]:
    """Write the customer's and the provider's copy of a release below build/release/.

    Raises ReportgenError when something of it cannot be read, and when this version of the
    program does not give what was issued.
    """
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
    own = {"customer": {}, "provider": providers_own(kept, inputs)}
    return tuple(
        _write(places, release, side, copy_files(release, outputs, made, own=own[side]))
        for side in SIDES
    )


def _write(places: Places, release: Release, side: str, files: dict[str, bytes]) -> Path:
    """Write one copy, and the line that sha256sum checks."""
    name = f"{release.name.folder}-{side}"
    file = places.notes / release.name.folder / f"{name}.tar.gz"
    content = packed(files, name, release.manifest.issued)
    beside = file.with_name(f"{file.name}.sha256")
    for each in (file, beside):
        clear_torn(each)
    write_if_changed(file, content)
    write_if_changed(beside, f"{sha256(content)}  {file.name}\n".encode())
    return file
