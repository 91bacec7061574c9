"""The files that the forge reads: CODEOWNERS and the forms of pull requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.approval.owners import CODEOWNERS, codeowners
from generator.approval.requestforms import request_forms

if TYPE_CHECKING:
    from generator.workspace.workspace import Workspace


def forge_files(workspace: Workspace) -> dict[str, bytes]:
    """Return name -> content of each; nothing where no role says who is asked on a forge."""
    owners = codeowners(workspace)
    texts = {CODEOWNERS: owners, **request_forms(workspace)} if owners else {}
    return {name: text.encode() for name, text in texts.items()}
