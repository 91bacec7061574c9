"""`reportgen doctor`: what the repository leaves open that approvals and releases need."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, TypedDict

import click
from typing_extensions import Unpack

from generator.approval.evidencefile import evidence_text
from generator.approval.forge import UnverifiedError
from generator.approval.github.forge import github
from generator.commands.archiveoptions import branch_option
from generator.commands.diagnoses import show_diagnoses
from generator.commands.evidence import saved_evidence
from generator.commands.options import format_option, root_option
from generator.doctor.codeowners import owners_named
from generator.doctor.examine import Patient, examine
from generator.doctor.ownership import Ownership
from generator.doctor.place import appointed_in, clone_at, owners_files, paths_at
from generator.errors import ExitCode, UsageError
from generator.files import write_if_changed

if TYPE_CHECKING:
    from generator.approval.github.settings import Settings

_NOT_ASKED: Final = "the forge was not asked; name it with --repository, or say --offline"


class Source(TypedDict):
    """Where the settings of the forge come from, and where its answers go."""

    repository: str | None
    evidence: Path | None
    save_evidence: Path | None
    offline: bool


@click.command(epilog="Example: reportgen doctor --repository example/reports")
@click.option("--repository", help="Owner and name on GitHub: owner/name.")
@click.option(
    "--evidence",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File of saved answers, instead of asking the forge.",
)
@click.option(
    "--save-evidence",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Keep the answers of the forge in this file.",
)
@click.option("--offline", is_flag=True, help="Check what needs no forge, and nothing else.")
@branch_option
@format_option
@root_option
def doctor(root: Path, branch: str, style: str, **source: Unpack[Source]) -> ExitCode:
    """Check what the approval chains and releases need the repository to protect.

    Looks at this clone, CODEOWNERS, the people of the chains, and on the forge at the rules
    of branch and tags, the rights of workflows and what went past them. Each gap says what
    was expected, what was found, what to do and which way round an approval it closes.

    Exit codes: 0 sound, 1 gaps, 4 something could not be verified.
    """
    if sum((bool(source["repository"]), source["evidence"] is not None, source["offline"])) > 1:
        raise UsageError("choose --repository, --evidence or --offline: one of them")
    if source["save_evidence"] is not None and source["repository"] is None:
        raise UsageError("--save-evidence keeps the answers of a forge; name it with --repository")
    owners = Ownership(owners_files(root), paths_at(root))
    settings, silence = _settings(branch, owners_named(owners.files), source)
    patient = Patient(
        branch=branch,
        clone=clone_at(root, branch),
        owners=owners,
        appointed=appointed_in(root),
        settings=settings,
        silence=silence,
    )
    return show_diagnoses(examine(patient, offline=source["offline"]), style)


def _settings(branch: str, owners: frozenset[str], source: Source) -> tuple[Settings | None, str]:
    """Return the settings of the forge, or why there are none."""
    try:
        return _told(branch, owners, source), _NOT_ASKED
    except UnverifiedError as error:
        return None, str(error)


def _told(branch: str, owners: frozenset[str], source: Source) -> Settings | None:
    """Return what the forge says, now or when its answers were saved."""
    file, saved = source["evidence"], source["save_evidence"]
    if file is not None:
        evidence = saved_evidence(file)
        return github(evidence.repository).settings(evidence, branch)
    if source["repository"] is None:
        return None
    forge = github(source["repository"])
    evidence = forge.gather_settings(branch, owners)
    if saved is not None:
        write_if_changed(saved, evidence_text(evidence).encode())
    return forge.settings(evidence, branch)
