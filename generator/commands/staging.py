"""What building, serving and publishing have in common: gather docs/, then stage a view."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator.commands.output import show_findings
from generator.commands.workspace import ProblemsError
from generator.files import TreeLimits, read_tree
from generator.measure.editions import editions
from generator.render.edition import edition_files
from generator.site.stage import stage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.measure.ledger import Ledger
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
        raise ProblemsError("correct docs/ first")
    return contents


def refuse_stale(workspace: Workspace, ledger: Ledger, docs: Mapping[str, bytes]) -> None:
    """Stop unless every edition is in docs/reports/ as the records give it today.

    This is the recount: a figure that cannot be computed again is never published.
    """
    stale = [
        name
        for key in editions(workspace)
        for name, content in edition_files(workspace, ledger, key).items()
        if docs.get(name) != content
    ]
    if stale:
        names = "\n".join(f"  {name}" for name in stale)
        raise ProblemsError(f"not what report_data/ gives today; run reportgen generate:\n{names}")


def staged(view: View, ledger: Ledger, docs: Mapping[str, bytes]) -> dict[str, bytes]:
    """Stage one view."""
    return stage(view, ledger, docs)
