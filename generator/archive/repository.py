"""Read the archive of a repository: its releases, and everything that verifying them needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator import git
from generator.archive.manifest import Manifest, read
from generator.archive.names import BRANCHES, EVIDENCE, REPORTS, SHADOWS, ReleaseName
from generator.archive.objects import PLAIN_MODES, TREE_MODE, Entry, Shelf, below
from generator.archive.verifier import Tag, read_tag
from generator.errors import ToolError
from generator.render.edition import REPORTS_FOLDER
from generator.workspace.kinds import DATA_FOLDER

MAIN: Final = "refs/heads/main"


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A release as its tag tells it."""

    name: ReleaseName
    object: str
    """Id of the tag's object."""
    raw: bytes
    tag: Tag
    manifest: Manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """What a repository says about its releases, as values."""

    tags: Mapping[str, str]
    """Full name -> object of every tag of a release or of its evidence."""
    branches: tuple[str, ...]
    """Branches with names of releases."""
    shadows: tuple[str, ...]
    """References that git takes for tags of releases."""
    broken: tuple[str, ...]
    hazards: Mapping[str, str]
    is_whole: bool
    """Whether it is not a clone that was told to leave out what is missing."""
    main: str
    """The commit at the end of the main branch; empty where there is none."""
    history: frozenset[str]
    """The main branch, as far as its commits could be read."""
    mainline: frozenset[str]
    """Of them those that the branch itself has made: what it merged has other parents before."""
    shelf: Shelf

    def files(self, commit: str, edition: str) -> dict[str, Entry]:
        """Return name -> entry of the inputs and outputs of an edition in a commit."""
        revision = self.shelf.commit(commit)
        return self.shelf.files(revision.tree, _wanted([edition])) if revision else {}

    def folders(self, commit: str, edition: str) -> dict[str, str]:
        """Return path -> tree of the folders with inputs and outputs of an edition."""
        revision = self.shelf.commit(commit)
        found = self.shelf.entries(revision.tree, _wanted([edition])) if revision else ()
        return {path: entry.id for path, entry in found if entry.mode == TREE_MODE}

    def kept(self, name: ReleaseName) -> dict[str, Entry]:
        """Return the files that were kept beside a tag."""
        return dict(self.shelf.tree(self.tags.get(name.evidence, "")))


def release_at(reference: str, object_id: str, shelf: Shelf) -> Release | None:
    """Return the release of a tag that was read; None for one that is none."""
    name = ReleaseName.of_tag(reference)
    raw = shelf.contents.get(object_id, b"")
    tag = read_tag(raw) if shelf.kinds.get(object_id) == "tag" else None
    manifest = read(tag.message) if tag else None
    if name is None or tag is None or manifest is None or manifest.name != name:
        return None
    if tag.name != name.tag:
        return None
    return Release(name=name, object=object_id, raw=raw, tag=tag, manifest=manifest)


def read_archive(root: Path, main: str = MAIN) -> Archive:
    """Read everything; what cannot be read is noted and does not stop the rest."""
    shelf = Shelf(root)
    tags = git.tips(root, REPORTS, EVIDENCE)
    end, history = _main(root, main, shelf)
    shelf.read(tags.values())
    tagged = [read_tag(shelf.contents[each]) for each in tags.values() if each in shelf.contents]
    said = [read(tag.message) for tag in tagged if tag]
    commits = [tag.object for tag in tagged if tag] + [each.commit for each in said if each]
    names = [name for name in map(ReleaseName.of_tag, tags) if name]
    shelf.read(commits)
    tops = [found.tree for each in (*commits, end) if (found := shelf.commit(each))]
    shelf.walk(tops, _wanted({name.edition for name in names}))
    shelf.walk((tags[name.evidence] for name in names if name.evidence in tags), _at_the_top)
    hazards = git.hazards(root)
    is_cut = "shallow" in hazards or git.is_partial(root)
    return Archive(
        tags=tags,
        branches=tuple(git.tips(root, *BRANCHES)),
        shadows=tuple(git.tips(root, *SHADOWS)),
        broken=git.broken_references(root),
        hazards=hazards,
        is_whole=not (is_cut and shelf.missing),
        main=end,
        history=history,
        mainline=_mainline(end, shelf),
        shelf=shelf,
    )


def _main(root: Path, main: str, shelf: Shelf) -> tuple[str, frozenset[str]]:
    """Read the main branch: its end, and every commit whose parents are true."""
    end = _end(root, main)
    if not end:
        return "", frozenset()
    try:
        shelf.read(git.ancestry(root, end))
    except ToolError:
        # An object on the way is broken: what is found behind it is read one by one below.
        shelf.read([end])
    seen: set[str] = set()
    level = {end}
    while level:
        shelf.read(level)
        seen |= {each for each in level if shelf.commit(each)}
        found = (shelf.commit(each) for each in level)
        level = {parent for each in found if each for parent in each.parents} - seen
        level -= shelf.missing | shelf.changed
    return end, frozenset(seen)


def _end(root: Path, main: str) -> str:
    """Return the end of the main branch: that of where it was cloned, when it is behind or gone."""
    cloned = main.replace("refs/heads/", "refs/remotes/origin/", 1)
    ends = git.tips(root, main, cloned)
    here, there = ends.get(main, ""), ends.get(cloned, "")
    is_behind = not here or (there and git.is_ancestor(root, here, there))
    return there if is_behind else here


def _mainline(end: str, shelf: Shelf) -> frozenset[str]:
    """Follow first parents alone from the end of a branch, as far as they could be read."""
    seen: set[str] = set()
    while end not in seen and (found := shelf.commit(end)):
        seen.add(end)
        end = found.parents[0] if found.parents else ""
    return frozenset(seen)


def _wanted(editions: Iterable[str]) -> Callable[[str], bool]:
    """Return what tells the inputs and outputs of some editions."""
    outputs = [f"{REPORTS_FOLDER}/{name}{end}" for name in editions for end in (".md", ".json")]
    return below(DATA_FOLDER, outputs)


def _at_the_top(name: str) -> bool:
    """Tell whether a name lies in no folder, as everything that is kept beside a tag."""
    return "/" not in name


def contents_of(shelf: Shelf, files: Mapping[str, Entry]) -> dict[str, bytes]:
    """Return name -> content of the plain files that could be read."""
    return {
        name: shelf.contents[entry.id]
        for name, entry in files.items()
        if entry.mode in PLAIN_MODES and entry.id in shelf.contents
    }
