"""How commands come by the workspace: whole, or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from generator.commands.options import latest_day
from generator.commands.output import show_findings
from generator.errors import ExitCode, ReportgenError, UsageError
from generator.files import read_tree
from generator.findings import Finding
from generator.strictyaml import Cache
from generator.workspace.check.futures import yet_to_come
from generator.workspace.decode import did_you_mean
from generator.workspace.kinds import DATA_FOLDER
from generator.workspace.load import assemble, load
from generator.workspace.workspace import Workspace

CACHE_FOLDER: Final = ".cache/reportgen"


class ProblemsError(ReportgenError):
    """The data have problems, which were shown."""

    exit_code = ExitCode.PROBLEMS


def workspace_of(root: Path, *, cached: bool = True) -> Workspace:
    """Load the workspace below `root`; what is published is read without the cache.

    Raises ProblemsError after showing every finding when something is wrong with it.
    """
    loaded = loaded_from(root, cached=cached)
    if isinstance(loaded, Workspace):
        return loaded
    show_findings(loaded)
    raise ProblemsError("correct report_data/ first; nothing was written")


def loaded_from(root: Path, *, cached: bool = True) -> Workspace | tuple[Finding, ...]:
    """Load the workspace below `root`, or return every finding; none of its data are to come."""
    loaded = load(root, root / CACHE_FOLDER if cached else None)
    if isinstance(loaded, Workspace):
        return tuple(sorted(yet_to_come(loaded, latest_day()))) or loaded
    return loaded


def refuse_stranger(workspace: Workspace, name: str) -> None:
    """Refuse somebody whom people.yml does not know: UsageError with those whom it does."""
    people = tuple(person.id for person in workspace.people)
    if name not in people:
        hint = did_you_mean(name, people)
        raise UsageError(f"unknown person {name!r}; {hint}known: {', '.join(people)}")


def readable_workspace_of(root: Path) -> Workspace:
    """Load the workspace although its files may contradict each other.

    Collecting mends records, so it must not wait until they are right. Raises
    ProblemsError after showing every finding when a file cannot be read at all.
    """
    contents, findings = read_tree(root, DATA_FOLDER)
    workspace, more = assemble(contents, Cache(root / CACHE_FOLDER))
    if findings or more:
        show_findings((*findings, *more))
        raise ProblemsError("correct report_data/ first; nothing was written")
    return workspace
