"""What the MkDocs hook at the root calls: generate and stage the newest internal month."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.commands.known import known_editions
from generator.commands.staging import BUILD_FOLDER, Stager, documents, refuse_stale
from generator.commands.workspace import ProblemsError, workspace_of
from generator.files import refuse_links, write_if_changed
from generator.measure.ledger import Ledger
from generator.site.audience import views
from generator.site.mkdocs import settings, write_tree


def stage_preview(root: Path, *, regenerate: bool) -> tuple[Path, dict[str, Any]]:
    """Stage the newest month of the internal site; return its docs folder and settings.

    With `regenerate` the pages in docs/reports/ are written first, else stale ones are
    refused with ProblemsError.
    """
    workspace = workspace_of(root)
    ledger = Ledger.of(workspace)
    known = known_editions(root, workspace, ledger)
    docs = documents(root)
    if regenerate:
        for key in known.all():
            for name, content in known.changed(key, docs).items():
                write_if_changed(root / name, content)
        docs = documents(root)
    refuse_stale(known, docs)
    view = next(views(workspace), None)
    if view is None:
        raise ProblemsError("there is no edition yet: collect records first")
    tree = Stager.of(root, workspace, ledger, docs, known).staged(view)
    refuse_links(root, f"{BUILD_FOLDER}/preview")
    folder = root / BUILD_FOLDER / "preview"
    write_tree(folder, tree)
    return folder, settings(view, tree)
