"""Verify the releases of an archive, layer by layer; values in, troubles out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from generator.archive.checks import OF_HAZARDS
from generator.archive.manifest import FileFacts, input_list, message_of
from generator.archive.names import EVIDENCE, ReleaseName
from generator.archive.objects import PLAIN_MODES, Entry
from generator.archive.repository import Archive, Release, contents_of, release_at
from generator.archive.verifier import (
    Trouble,
    read_anchors,
    read_tag,
    sha256,
    signature_troubles,
    tag_troubles,
)
from generator.errors import ReportgenError
from generator.files import collisions
from generator.workspace.kinds import DATA_FOLDER

if TYPE_CHECKING:
    from generator.workspace.workspace import Workspace


# Checks that say of a tag that it is no release.
_NO_RELEASE: Final = frozenset({"V02", "V03", "V07"})


def repository_troubles(archive: Archive) -> Iterator[Trouble]:
    """Find what makes a repository tell another story, whatever its tags say."""
    for name, where in archive.hazards.items():
        yield Trouble("repository", OF_HAZARDS[name], where)
    for branch in archive.branches:
        yield Trouble(branch, "V11", "delete or rename the branch")
    for shadow in archive.shadows:
        yield Trouble(shadow, "V25", f"delete it: git update-ref -d {shadow}")
    for broken in archive.broken:
        yield Trouble(broken, "V22", "it holds no id of an object")
    known = [ReleaseName.of_tag(reference) for reference in archive.tags]
    kept = {name.evidence for name in known if name}
    for reference in archive.tags:
        is_evidence = reference.startswith(EVIDENCE)
        if (reference not in kept) if is_evidence else ReleaseName.of_tag(reference) is None:
            yield Trouble(reference, "V17", "expected report/<report>/<period>/r<N> with evidence")
    if not any(known):
        yield Trouble("repository", "V18", "fetch --tags, if it was cloned without them")


def incomplete_troubles(archive: Archive) -> Iterator[Trouble]:
    """Say why the contents of releases cannot be verified here, and what to do about it."""
    if not archive.is_whole:
        remedy = "git fetch --refetch --no-filter origin"
        if "shallow" in archive.hazards:
            remedy = "git fetch --unshallow --tags origin"
        yield Trouble("repository", "V26", f"{remedy}, or clone it whole")
    if not archive.main:
        yield Trouble("repository", "V27", "git fetch origin main:main, or name it with --branch")


def readable(archive: Archive) -> tuple[Release, ...]:
    """Return the releases that can be read."""
    found = (release_at(reference, each, archive.shelf) for reference, each in archive.tags.items())
    return tuple(filter(None, found))


def tag_layer(archive: Archive, reference: str, signers: str | None) -> Iterator[Trouble]:
    """Check the tag of a release itself: kind, object, name, manifest, signature."""
    name, object_id = reference.removeprefix("refs/tags/"), archive.tags[reference]
    shelf = archive.shelf
    if object_id not in shelf.contents:
        yield _unread(archive, object_id, name, "the tag")
        return
    if shelf.kinds[object_id] != "tag":
        yield Trouble(name, "V01", f"it leads to a {shelf.kinds[object_id]} right away")
        return
    tag = read_tag(shelf.contents[object_id])
    found = list(tag_troubles(tag, name))
    yield from found
    # Whatever is no release is said to be none: what is passed over here is proved nowhere.
    is_named = {each.check for each in found} & _NO_RELEASE
    release = release_at(reference, object_id, shelf)
    if not is_named and release is None:
        yield Trouble(name, "V07", "it is not that of a release with this name")
    if release and release.tag.message != message_of(release.manifest):
        yield Trouble(name, "V24", "what people read in the tag is something else")
    if tag is not None:
        yield from signature_troubles(tag, signers)


def content_layer(archive: Archive, release: Release) -> Iterator[Trouble]:
    """Check that the commit holds what the manifest says, file by file."""
    manifest, where, shelf = release.manifest, release.tag.name, archive.shelf
    revision = shelf.commit(manifest.commit)
    if revision is None:
        yield _unread(archive, manifest.commit, where, "the commit")
        return
    if revision.tree != manifest.tree:
        yield Trouble(where, "V08", f"tree {revision.tree}, not {manifest.tree}")
    if manifest.commit not in archive.history:
        yield Trouble(where, "V19", f"{manifest.commit} is no ancestor of its end {archive.main}")
    if revision.tree in shelf.endless:
        yield Trouble(where, "V23", f"the folder of {manifest.commit}")
        return
    yield from _broken_trees(archive, revision.tree, release)
    files = archive.files(manifest.commit, manifest.edition)
    yield from _kinds(archive, files, where)
    outputs = {n: e for n, e in files.items() if not n.startswith(f"{DATA_FOLDER}/")}
    yield from _outputs(archive, outputs, manifest.outputs, where)
    yield from _inputs(archive, release, {n: e for n, e in files.items() if n not in outputs})


def _unread(archive: Archive, object_id: str, where: str, what: str) -> Trouble:
    """Say why an object could not be read."""
    check = "V21" if object_id in archive.shelf.changed else "V20"
    return Trouble(where, check, f"{what} {object_id}")


def _broken_trees(archive: Archive, top: str, release: Release) -> Iterator[Trouble]:
    """Find folders that could not be read."""
    folders = archive.folders(release.manifest.commit, release.manifest.edition)
    for path, tree in {".": top, **{f"{path}/": tree for path, tree in folders.items()}}.items():
        if tree in archive.shelf.missing | archive.shelf.changed:
            yield _unread(archive, tree, release.tag.name, f"the folder {path}")


def _kinds(archive: Archive, files: Mapping[str, Entry], where: str) -> Iterator[Trouble]:
    """Find what is no plain file, cannot be read, or is one name to some systems."""
    for name, entry in files.items():
        if entry.mode not in PLAIN_MODES:
            yield Trouble(where, "V34", f"{name} has the mode {entry.mode}")
        elif entry.id not in archive.shelf.contents:
            yield _unread(archive, entry.id, where, name)
    for group in collisions(files):
        yield Trouble(where, "V35", " and ".join(group))


def _outputs(
    archive: Archive, files: Mapping[str, Entry], facts: Mapping[str, FileFacts], where: str
) -> Iterator[Trouble]:
    """Compare page and figures with the manifest."""
    contents = contents_of(archive.shelf, files)
    for name, expected in facts.items():
        if name not in files:
            yield Trouble(where, "V32", name)
        elif files[name].mode != expected.mode:
            yield Trouble(where, "V31", f"{name} has {files[name].mode}, not {expected.mode}")
        elif name in contents and sha256(contents[name]) != expected.sha256:
            yield Trouble(where, "V30", name)
    for name in files.keys() - facts.keys():
        yield Trouble(where, "V33", name)


def _inputs(archive: Archive, release: Release, files: Mapping[str, Entry]) -> Iterator[Trouble]:
    """Compare the inputs in the commit with the list that the manifest holds the hash of."""
    where, contents = release.tag.name, contents_of(archive.shelf, files)
    facts = {name: (files[name].mode, content) for name, content in contents.items()}
    told = release.manifest.inputs
    if (len(facts), sha256(input_list(facts))) != (told.files, told.sha256):
        yield Trouble(where, "V36", f"{len(facts)} files, issued with {told.files}")


def kept_layer(archive: Archive, release: Release) -> Iterator[Trouble]:
    """Check what was kept beside the tag: the list of inputs and the raw evidence."""
    where, kept = release.tag.name, archive.kept(release.name)
    contents = contents_of(archive.shelf, kept)
    expected = release.manifest.evidence
    for name, digest in expected.items():
        if name not in contents:
            yield Trouble(where, "V37", f"{name} is missing under {release.name.evidence}")
        elif sha256(contents[name]) != digest:
            yield Trouble(where, "V37", f"{name} was changed")
    for name in kept.keys() - expected.keys():
        yield Trouble(where, "V37", f"{name} is not named by the manifest")


def whole_contents(archive: Archive, release: Release) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Return what was issued, name -> content, and what was kept beside the tag.

    Raises ReportgenError when not all of it is there as the manifest says: a copy with a
    file less would be a copy of something else.
    """
    for trouble in (*content_layer(archive, release), *kept_layer(archive, release)):
        raise ReportgenError(
            f"{trouble.where}: {trouble.check} {trouble.what}; run reportgen verify"
        )
    issued = archive.files(release.manifest.commit, release.name.edition)
    kept = archive.kept(release.name)
    return contents_of(archive.shelf, issued), contents_of(archive.shelf, kept)


def chain_layer(found: Iterable[Release]) -> Iterator[Trouble]:
    """Check that the releases of each report follow each other without gap or fork."""
    issued = tuple(found)
    known = {each.manifest.sha256: each for each in issued}
    followers = Counter((each.name.report, each.manifest.previous) for each in issued)
    for each in issued:
        where, previous = each.tag.name, each.manifest.previous
        before = known.get(previous or "")
        if previous and before is None:
            yield Trouble(where, "V40", f"it follows the manifest {previous}")
        if followers[each.name.report, previous] > 1:
            yield Trouble(where, "V41", f"others follow {previous or 'nothing'}, too")
        if before and before.manifest.issued > each.manifest.issued:
            yield Trouble(where, "V43", f"{each.manifest.issued}, after {before.tag.name}")
        if before and before.name.report != each.name.report:
            yield Trouble(where, "V40", f"it follows {before.tag.name} of another report")
    yield from _gaps(issued)


def _gaps(issued: Iterable[Release]) -> Iterator[Trouble]:
    """Find editions whose revisions do not count from one."""
    names = sorted(each.name for each in issued)
    firsts = {name.edition: name for name in reversed(names)}
    for name in firsts.values():
        if name.revision != 1:
            yield Trouble(name.tag, "V42", "r1")
    for before, after in pairwise(names):
        if before.edition == after.edition and after.revision != before.revision + 1:
            yield Trouble(after.tag, "V42", f"r{after.revision - 1}")


def anchor_layer(
    archive: Archive, found: Iterable[Release], text: bytes | None
) -> Iterator[Trouble]:
    """Compare the releases with the lines that are kept elsewhere."""
    if text is None:
        yield Trouble("anchors", "V55", "name their file with --anchors")
        return
    anchors, troubles = read_anchors(text)
    yield from troubles
    manifests = {each.name.reference: each.manifest.sha256 for each in found}
    for anchor in anchors:
        reference = f"refs/tags/{anchor.tag}"
        if reference not in archive.tags:
            yield Trouble(anchor.tag, "V52", f"object {anchor.object}")
        elif (archive.tags[reference], manifests.get(reference, anchor.manifest)) != anchor[1:]:
            told = f"object {anchor.object}, manifest {anchor.manifest}"
            yield Trouble(anchor.tag, "V53", told)
    known = {anchor.tag for anchor in anchors}
    for name in filter(None, map(ReleaseName.of_tag, archive.tags)):
        if name.tag not in known:
            yield Trouble(name.tag, "V54", "run reportgen release again, if it was stopped")


def front_layer(
    archive: Archive, found: Iterable[Release], workspace: Workspace
) -> Iterator[Trouble]:
    """Compare the main branch with the newest release of each edition.

    `workspace` is that of the main branch: it may prepare the next revision of an edition,
    and in the place of what was destroyed stands its tombstone.
    """
    newest = {each.name.edition: each for each in sorted(found, key=lambda each: each.name)}
    for edition, release in newest.items():
        revision = release.name.revision
        is_ahead = workspace.revision_of(edition) > revision
        if is_ahead or workspace.tombstone_of(edition, revision):
            continue
        contents = contents_of(archive.shelf, archive.files(archive.main, edition))
        for name, expected in release.manifest.outputs.items():
            if sha256(contents.get(name, b"")) != expected.sha256:
                yield Trouble(release.tag.name, "V74", name)
