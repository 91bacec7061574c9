"""The small workspace as values: its views and what is staged for them."""

from __future__ import annotations

from pathlib import Path

from generator.commands.staging import documents
from generator.measure.ledger import Ledger
from generator.site.audience import View, views
from generator.site.facts import UNASKED
from generator.site.stage import stage
from generator.site.survey import Survey, survey
from generator.workspace.load import load
from generator.workspace.workspace import Workspace
from tests.site.plain import run_program


def workspace_at(root: Path) -> Workspace:
    """Load the workspace of a repository; it must be sound."""
    workspace = load(root)
    assert isinstance(workspace, Workspace), workspace
    return workspace


def view_of(root: Path, audience: str, version: str) -> View:
    """Return one view of a repository."""
    found = {(view.audience, view.version): view for view in views(workspace_at(root))}
    return found[audience, version]


def survey_of(root: Path, audience: str, version: str) -> Survey:
    """Return what the pages of one view are made of; of a golden case, too."""
    view, expected = view_of(root, audience, version), root / "expected"
    docs = documents(expected if expected.is_dir() else root)
    return survey(view, Ledger.of(view.workspace), docs, UNASKED)


def staged_tree(root: Path, audience: str, version: str) -> dict[str, bytes]:
    """Return everything that is staged for an audience and version."""
    view = view_of(root, audience, version)
    return stage(view, Ledger.of(view.workspace), documents(root), UNASKED)


def generate(root: Path) -> None:
    """Write the pages of a repository whose data a test has changed."""
    done = run_program(root, "generate")
    assert done.returncode == 0, done.stderr
