"""How commands come by the workspace: whole, or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from generator.commands.output import show_findings
from generator.errors import ExitCode, ReportgenError
from generator.workspace.load import load
from generator.workspace.workspace import Workspace

CACHE_FOLDER: Final = ".cache/reportgen"


class ProblemsError(ReportgenError):
    """The data have problems, which were shown."""

    exit_code = ExitCode.PROBLEMS


def workspace_of(root: Path) -> Workspace:
    """Load the workspace below `root`.

    Raises ProblemsError after showing every finding when something is wrong with it.
    """
    loaded = load(root, root / CACHE_FOLDER)
    if isinstance(loaded, Workspace):
        return loaded
    show_findings(loaded)
    raise ProblemsError("correct report_data/ first")
