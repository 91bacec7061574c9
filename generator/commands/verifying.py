"""All layers of verification over one repository, as `verify` and a restore test run them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from generator.archive import verification
from generator.archive.names import REPORTS
from generator.archive.repository import Archive, contents_of
from generator.archive.verifier import Trouble
from generator.commands.proving import proved
from generator.commands.signers import Signers, signers_of
from generator.errors import UsageError
from generator.plurals import plural
from generator.workspace.kinds import DATA_FOLDER
from generator.workspace.load import assemble

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.archive.repository import Release
    from generator.workspace.workspace import Workspace

Found = tuple[list[Trouble], str]
"""What is wrong, and what was looked at."""


def releases_troubles(  # noqa: PLR0913 - what a verification may be given
    root: Path,
    archive: Archive,
    anchors: bytes | None,
    signers: str | None,
    tag: str | None,
    *,
    rebuild: bool = False,
) -> Found:
    """Check one release, or all of them and the repository around them."""
    workspace, _ = assemble(_data_of_main(archive))
    wanted = tag.removeprefix("refs/tags/") if tag else None
    references = [
        each
        for each in archive.tags
        if each.startswith(REPORTS) and wanted in (None, each.removeprefix("refs/tags/"))
    ]
    if wanted and not references:
        raise UsageError(f"no release {wanted}; git fetch --tags, or see git tag --list 'report/*'")
    troubles = list(verification.repository_troubles(archive))
    issued = verification.readable(archive)
    troubles += verification.chain_layer(issued)
    troubles += verification.anchor_layer(archive, issued, anchors)
    what = plural(len(references), "release")
    if lacking := list(verification.incomplete_troubles(archive)):
        return _mine([*lacking, *troubles], wanted), what
    named = {each.name.reference: each for each in issued}
    of_data = Signers(archive=archive, today=signers_of(workspace))
    for reference in references:
        known = of_data.of(named.get(reference)) if signers is None else signers
        troubles += verification.tag_layer(archive, reference, known)
    troubles += verification.front_layer(archive, issued, workspace)
    chosen = [each for each in issued if each.name.reference in references]
    troubles += proved(root, archive, chosen, rebuild=rebuild)
    return _mine(troubles, wanted), f"{what}{_destroyed(workspace, chosen)}"


def _destroyed(workspace: Workspace, chosen: Iterable[Release]) -> str:
    """Name the releases of which a tombstone is left: they verify, and are not read any more."""
    names = (each.name for each in chosen)
    stones = ((name.tag, workspace.tombstone_of(name.edition, name.revision)) for name in names)
    gone = [f"{tag} by {stone.id}" for tag, stone in stones if stone]
    return f" (destroyed: {', '.join(gone)})" if gone else ""


def _data_of_main(archive: Archive) -> dict[str, bytes]:
    """Return the data of the main branch."""
    contents = contents_of(archive.shelf, archive.files(archive.main, ""))
    return {name: text for name, text in contents.items() if name.startswith(f"{DATA_FOLDER}/")}


def _mine(troubles: Iterable[Trouble], wanted: str | None) -> list[Trouble]:
    """Leave out the troubles of other releases when one is wanted."""
    return [each for each in troubles if not wanted or not _is_of_another(each, wanted)]


def _is_of_another(trouble: Trouble, tag: str) -> bool:
    """Tell whether a trouble is about another release."""
    return trouble.where.startswith("report/") and trouble.where != tag
