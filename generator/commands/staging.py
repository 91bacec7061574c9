"""What building, serving and publishing have in common: gather docs/, then stage a view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator import git
from generator.archive.standing import refuse_doubts
from generator.archive.ways import issues_of
from generator.commands.output import show_findings
from generator.commands.workspace import ProblemsError
from generator.errors import ToolError
from generator.files import TreeLimits, read_tree, refuse_links
from generator.measure.ledger import Ledger
from generator.render.edition import REPORTS_FOLDER, edition_names
from generator.site.facts import ReleasedRevision, RepositoryFacts
from generator.site.mkdocs import CONFIG
from generator.site.stage import stage
from generator.workspace.kinds import DATA_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.archive.frozen import IssuedEdition
    from generator.archive.register import Issue
    from generator.commands.known import KnownEditions
    from generator.measure.editions import EditionKey
    from generator.site.audience import View
    from generator.workspace.workspace import Workspace

BUILD_FOLDER: Final = "build"
_DOCS: Final = "docs"
# What may stand below docs/: pages, figures of editions and pictures of the guides.
_LIMITS: Final = TreeLimits(suffixes=frozenset({".md", ".json", ".png", ".svg"}), size=16_777_216)


def documents(root: Path) -> dict[str, bytes]:
    """Read docs/; links, devices and files of other kinds are refused.

    Raises ProblemsError after showing what is wrong.
    """
    contents, findings = read_tree(root, _DOCS, _LIMITS)
    if findings:
        show_findings(findings)
        raise ProblemsError("correct docs/ first; nothing was written")
    return contents


def sources(root: Path) -> dict[str, bytes]:
    """Read what pages are made of beside docs/: the data, the settings and the hooks."""
    contents, _ = read_tree(root, DATA_FOLDER)
    program = [root / CONFIG, *sorted((root / "hooks").glob("*.py"))]
    return contents | {path.relative_to(root).as_posix(): path.read_bytes() for path in program}


def place(root: Path, view: View) -> Path:
    """Return where a view is staged; a link on the way there is refused."""
    name = f"{BUILD_FOLDER}/{view.audience}/{view.version}"
    refuse_links(root, f"{name}/{_DOCS}")
    return root / name


def refuse_stale(
    known: KnownEditions, docs: Mapping[str, bytes], chosen: Iterable[EditionKey] | None = None
) -> None:
    """Stop unless docs/reports/ holds just the editions that the records give today.

    This is the recount: a figure that cannot be computed again is never published, and
    one that is not as it was issued has an answer.
    `chosen` are the editions to recount; all of them when left out.
    """
    recounted = known.all() if chosen is None else chosen
    recounted = tuple(recounted)
    refuse_doubts(known.standing.doubts)
    if different := [finding for key in recounted for finding in known.findings(key, docs)]:
        show_findings(different)
        raise ProblemsError("issued editions are different now; nothing was written")
    stale = [name for key in recounted for name in known.changed(key, docs)]
    if stale:
        raise ProblemsError(
            f"not what report_data/ gives today; run reportgen generate:{listed(stale)}"
        )
    fresh = {name for key in known.all() for name in edition_names(key)}
    orphans = [name for name in docs if name.startswith(f"{REPORTS_FOLDER}/") and name not in fresh]
    if orphans:
        raise ProblemsError(f"no edition of the catalogue; restore or delete:{listed(orphans)}")


def listed(names: Iterable[str]) -> str:
    """Return names, each on a line of its own."""
    return "".join(f"\n  {name}" for name in names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stager:
    """Stage views of one workspace; what git says is asked once."""

    ledger: Ledger
    docs: Mapping[str, bytes]
    facts: RepositoryFacts

    @classmethod
    def of(
        cls,
        root: Path,
        workspace: Workspace,
        ledger: Ledger,
        docs: Mapping[str, bytes],
        known: KnownEditions,
    ) -> Stager:
        """Ask git what it knows of the controlled documents; `known` say what was issued."""
        files = {
            each.number: [file.path for file in each.versions[-1].files]
            for each in workspace.documents
        }
        releases = {
            name: tuple(_released(each) for each in issued)
            for name, issued in known.releases().items()
        }
        issues, why = _issues(root)
        facts = RepositoryFacts(
            history=git.history(root, files), releases=releases, issues=issues, unverified=why
        )
        return cls(ledger=ledger, docs=docs, facts=facts)

    def staged(self, view: View) -> dict[str, bytes]:
        """Return the tree of one view."""
        return stage(view, self.ledger, self.docs, self.facts)


def _released(issued: IssuedEdition) -> ReleasedRevision:
    """Return page and figures of a release."""
    by_kind = {Path(name).suffix: content for name, content in issued.files.items()}
    return ReleasedRevision(
        revision=issued.name.revision, page=by_kind[".md"], figures=by_kind[".json"]
    )


def _issues(root: Path) -> tuple[tuple[Issue, ...], str]:
    """Return what was issued, or why nobody can know."""
    try:
        return issues_of(root), ""
    except ToolError as error:
        return (), " ".join(str(error).split())
