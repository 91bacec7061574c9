"""The steps of a release, each of which looks whether it was done: evidence, tag, anchor, note."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator import git
from generator.archive.manifest import message_of
from generator.archive.verifier import (
    CHECKS,
    Anchor,
    manifest_text,
    read_anchors,
    read_tag,
    seconds,
    sha256,
    signature_troubles,
)
from generator.errors import ReportgenError
from generator.files import clear_torn, read_once, write_below, write_if_changed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.archive.manifest import Manifest
    from generator.archive.repository import Release

_LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where the traces of releases are kept."""

    root: Path
    anchors: Path
    notes: Path
    """Folder of delivery notes, one folder a release."""

    def hand_out(self, release: Release, name: str, content: bytes) -> Path:
        """Write a file that goes out with a release."""
        file = self.notes / release.name.folder / name
        return write_below(self.root, file.relative_to(self.root).as_posix(), content)


def make(places: Places, manifest: Manifest, kept: Mapping[str, bytes], seal: git.Seal) -> None:
    """Keep what the manifest names, then make the tag: from then on it is issued.

    Where the tag is refused, nothing is left that was not there before.
    """
    evidence = manifest.name.evidence
    is_new = not git.tips(places.root, evidence)
    git.keep_files(places.root, evidence, kept)
    text = git.TagText(message=message_of(manifest), seconds=seconds(manifest.issued))
    try:
        git.make_tag(places.root, manifest.tag, manifest.commit, text, seal)
    except ReportgenError:
        if is_new:
            git.drop(places.root, evidence)
        raise


def refuse_stranger(signers: str, raw: bytes) -> None:
    """Refuse the object of a tag whose signature is by no key of a signer; unsigned is none."""
    tag = read_tag(raw)
    if tag is None:
        raise ReportgenError("git made a tag that is not in its own form; nothing was issued")
    for trouble in signature_troubles(tag, signers) if tag.signature else ():
        raise ReportgenError(
            f"{tag.name} is not issued: {CHECKS[trouble.check][1]} ({trouble.check}): "
            f"{trouble.what}; sign with a key that report_data/people.yml names for {tag.email}"
        )


def anchor(places: Places, release: Release) -> bool:
    """Append the line of a release, unless it is there; tell whether it was appended.

    Raises ReportgenError when the file has another line of it, or is broken: a line that
    is cut off cannot come from here, because the file is replaced as a whole.
    """
    text = anchors_text(places.anchors) or b""
    known, troubles = read_anchors(text)
    if troubles:
        raise ReportgenError(f"{places.anchors}: {troubles[0].where} {troubles[0].what}")
    wanted = Anchor(
        release.name.tag,
        release.object,
        sha256(manifest_text(release.tag.message).encode()),
    )
    mine = [each for each in known if each.tag == wanted.tag]
    if mine and mine != [wanted]:
        raise ReportgenError(f"{places.anchors} knows another {wanted.tag}; run reportgen verify")
    if mine:
        return False
    clear_torn(places.anchors)
    return write_if_changed(places.anchors, text + anchor_line(wanted, text))


def anchor_line(wanted: Anchor, before: bytes) -> bytes:
    """Return the line of a release, which holds the sha256 of the line before it."""
    lines = before.splitlines(keepends=True)
    said = {**wanted._asdict(), "previous": sha256(lines[-1]) if lines else ""}
    return f"{json.dumps(said, sort_keys=True)}\n".encode()


def anchors_text(path: Path) -> bytes | None:
    """Return the anchors; None where there is no file."""
    if not path.exists():
        return None
    text = read_once(path, _LARGEST)
    if text is None:
        raise ReportgenError(f"{path} cannot be read")
    return text


def hand_over(places: Places, release: Release, note: str) -> Path:
    """Write the delivery note of a release."""
    return places.hand_out(release, "delivery-note.txt", note.encode())
