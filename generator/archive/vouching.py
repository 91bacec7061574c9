"""What one release must pass before anybody vouches for it: its tag, its files, its approvals."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from generator.archive import proof, verification
from generator.archive.repository import contents_of

if TYPE_CHECKING:
    from generator.approval.decision import Decision
    from generator.archive.repository import Archive, Release
    from generator.archive.verifier import Trouble


def release_troubles(
    archive: Archive, release: Release, signers: str | None, judge: Callable[[bytes], Decision]
) -> Iterator[Trouble]:
    """Check one release by the layers that need no other release and no other program."""
    yield from verification.tag_layer(archive, release.name.reference, signers)
    yield from claim_troubles(archive, release, judge)


def claim_troubles(
    archive: Archive, release: Release, judge: Callable[[bytes], Decision]
) -> Iterator[Trouble]:
    """Check what a release is about, what was kept beside it, and who approved it."""
    yield from verification.content_layer(archive, release)
    yield from verification.kept_layer(archive, release)
    kept = contents_of(archive.shelf, archive.kept(release.name))
    yield from proof.approval_layer(release, kept, archive.mainline, judge)
