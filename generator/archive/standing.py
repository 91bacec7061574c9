"""The releases that stand: read from their tags, made of the main branch, whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from generator import git
from generator.approval.content import ContentError, edition_content
from generator.approval.decision import Outcome
from generator.approval.forge import UnverifiedError
from generator.archive.names import REPORTS, ReleaseName
from generator.archive.objects import Shelf, below
from generator.archive.repository import MAIN, Release, contents_of, release_at
from generator.archive.verifier import sha256, tag_troubles
from generator.errors import ToolError
from generator.render.edition import names_of

if TYPE_CHECKING:
    from pathlib import Path

SHALLOW: Final = "a shallow clone does not know what was issued; fetch --unshallow --tags"
# Where a main branch is known besides; HEAD has its say where there is no main branch at all.
_REMOTE_MAIN: Final = ("refs/remotes/origin/main", "refs/remotes/origin/HEAD")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the tags below report/ amount to without a look at signatures and evidence."""

    releases: tuple[Release, ...] = ()
    """Those that stand, by the time of issue."""
    files: Mapping[str, Mapping[str, bytes]] = field(default_factory=dict)
    """Tag -> page and figures of each of them."""
    doubts: Mapping[str, str] = field(default_factory=dict)
    """Tag -> why it is taken for no release."""

    def of_report(self, report: str) -> Mapping[str, str]:
        """Return the doubts about releases of one report."""
        return {tag: why for tag, why in self.doubts.items() if _edition(tag)[0] == report}

    def of_edition(self, edition: str) -> Mapping[str, str]:
        """Return the doubts about releases of one edition."""
        wanted = tuple(edition.split("/"))
        return {tag: why for tag, why in self.doubts.items() if _edition(tag) == wanted}


def _edition(tag: str) -> tuple[str, ...]:
    """Return report and period of a tag; as much of it as there is."""
    name = ReleaseName.of_tag(f"refs/tags/{tag}")
    return tuple((name.edition if name else tag.removeprefix("report/")).split("/"))


def refuse_doubts(doubts: Mapping[str, str]) -> None:
    """Stop where what depends on every release meets a tag that does not stand."""
    if doubts:
        told = "".join(f"\n  {tag}: {why}" for tag, why in sorted(doubts.items()))
        raise UnverifiedError(f"tags that are no releases; run reportgen verify:{told}")


def releases(root: Path) -> tuple[Release, ...]:
    """Return the releases by the time of issue; UnverifiedError where a tag does not stand.

    Raises ToolError outside a repository, and on a shallow clone, which cannot know.
    """
    found = standing(root)
    refuse_doubts(found.doubts)
    return found.releases


def standing(root: Path, main: str = MAIN) -> Standing:
    """Return the releases that stand, and why other tags do not.

    Raises ToolError outside a repository, and on a shallow clone, which cannot know.
    """
    if "shallow" in git.hazards(root):
        raise ToolError(SHALLOW)
    shelf, tips = Shelf(root), git.tips(root, REPORTS)
    shelf.read(tips.values())
    found = {name: release_at(name, each, shelf) for name, each in tips.items()}
    readable = [each for each in found.values() if each]
    line = _line(root, main) if readable else frozenset()
    merged = [each for each in readable if each.manifest.commit in line]
    files = _files(shelf, merged)
    doubts = {
        reference.removeprefix("refs/tags/"): why
        for reference, each in found.items()
        if (why := _doubt(each, files))
    }
    stand = (each for each in merged if each.name.tag not in doubts)
    return Standing(
        releases=tuple(sorted(stand, key=lambda each: (each.manifest.issued, each.name))),
        files={tag: content for tag, content in files.items() if tag not in doubts},
        doubts=doubts,
    )


def _line(root: Path, main: str) -> frozenset[str]:
    """Return the commits that the main branch itself has made, here or where it was cloned."""
    ends = git.tips(root, main, *_REMOTE_MAIN).values() or ("HEAD",)
    return frozenset().union(*(git.mainline(root, end) for end in set(ends)))


def _files(shelf: Shelf, merged: list[Release]) -> dict[str, dict[str, bytes]]:
    """Return tag -> page and figures of releases, as far as they can be read."""
    commits = {each.manifest.commit for each in merged}
    shelf.read(commits)
    names = sorted({name for each in merged for name in names_of(each.name.edition)})
    wanted = below(names[0], names) if names else bool
    shelf.walk((seen.tree for each in commits if (seen := shelf.commit(each))), wanted)
    found = {}
    for each in merged:
        mine = names_of(each.name.edition)
        seen = shelf.commit(each.manifest.commit)
        entries = shelf.files(seen.tree, below(mine[0], mine)) if seen else {}
        found[each.name.tag] = contents_of(shelf, entries)
    return found


def _doubt(release: Release | None, files: Mapping[str, Mapping[str, bytes]]) -> str:
    """Say why a tag does not stand; nothing when it does."""
    return next(_doubts(release, files), "")


def _doubts(release: Release | None, files: Mapping[str, Mapping[str, bytes]]) -> Iterator[str]:
    """Say everything for which a tag does not stand."""
    if release is None:
        yield "it cannot be read as a release"
        return
    yield from (f"{each.check} {each.what}" for each in tag_troubles(release.tag, release.name.tag))
    manifest, here = release.manifest, files.get(release.name.tag)
    if manifest.approvals.outcome != Outcome.APPROVED.value:
        yield f"its manifest says {manifest.approvals.outcome}"
    if here is None:
        yield f"its commit {manifest.commit[:12]} is none that the main branch made"
        return
    for name, facts in manifest.outputs.items():
        if sha256(here.get(name, b"")) != facts.sha256:
            yield f"{name} of its commit is not the file that it names"
    try:
        edition_content(*(here.get(name, b"") for name in names_of(release.name.edition)))
    except ContentError as error:
        yield str(error)
