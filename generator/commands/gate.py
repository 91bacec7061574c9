"""`reportgen gate`: whether a change is approved, stage by stage, and what is missing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import click
from typing_extensions import Unpack

from generator import git
from generator.approval.evidencefile import evidence_text
from generator.approval.forge import UnverifiedError
from generator.approval.forms import asked, decided, facts_of
from generator.approval.signedevidence import SignedBranch, merged_branch, signed_evidence
from generator.commands.decisions import show_decision
from generator.commands.evidence import saved_evidence
from generator.commands.options import format_option, root_option
from generator.errors import ExitCode, ToolError, UsageError
from generator.files import write_if_changed

if TYPE_CHECKING:
    from generator.approval.forge import RawEvidence


class Source(TypedDict):
    """Where the facts come from, and where answers and summary go."""

    repository: str | None
    forge: str
    evidence: Path | None
    save_evidence: Path | None
    signed: bool
    base: str
    head: str
    merge: str | None
    summary: Path | None


@click.command(epilog="Example: reportgen gate 12 --repository example/reports")
@click.argument("number", type=click.IntRange(min=1), required=False)
@click.option("--repository", help="Owner and name on the forge: owner/name.")
@click.option("--forge", "forge", default="github", show_default=True, help="Kind of forge.")
@click.option(
    "--evidence",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File of saved evidence, instead of asking the forge.",
)
@click.option(
    "--save-evidence",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Keep the evidence in this file: the answers of the forge, or what was signed.",
)
@click.option("--signed", is_flag=True, help="Decide on signed files, without any forge.")
@click.option(
    "--base", default="main", show_default=True, help="With --signed: branch to merge into."
)
@click.option("--head", default="HEAD", show_default=True, help="With --signed: the change.")
@click.option("--merge", help="With --signed: the commit that merged the change, for a release.")
@click.option(
    "--summary",
    type=click.Path(path_type=Path, dir_okay=False),
    envvar="GITHUB_STEP_SUMMARY",
    help="With --format github: file that the summary is added to.",
)
@format_option
@root_option
def gate(root: Path, number: int | None, style: str, **source: Unpack[Source]) -> ExitCode:
    """Decide whether pull request NUMBER, or a branch with signed files, is approved.

    Shows stage by stage who counts, who does not and why, and what is missing. Exit code
    0: approved, 1: not yet, 4: it could not be verified.
    """
    evidence = _evidence(root, number, source)
    facts = facts_of(root, evidence)
    if source["save_evidence"] is not None:
        write_if_changed(source["save_evidence"], evidence_text(evidence).encode())
    decision, known = decided(root, facts)
    names = {person.id: person.name for person in known.people}
    return show_decision(decision, names, style, source["summary"])


def _evidence(root: Path, number: int | None, source: Source) -> RawEvidence:
    """Return the evidence from the one place that was named."""
    chosen = (number is not None, source["evidence"] is not None, source["signed"])
    if sum(chosen) != 1:
        raise UsageError("name a pull request, or --evidence FILE, or --signed: one of them")
    if source["signed"]:
        return _signed(root, source)
    if source["evidence"] is not None:
        return saved_evidence(source["evidence"])
    if number is None or source["repository"] is None:
        raise UsageError("name the repository with --repository owner/name")
    return asked(source["forge"], source["repository"], number)


def _signed(root: Path, source: Source) -> RawEvidence:
    """Gather what was signed on a branch, before or after it was merged."""
    try:
        if source["merge"]:
            merge = git.revision(root, source["merge"])
            where = merged_branch(root, merge, source["base"])
        else:
            base, tip = git.revision(root, source["base"]), git.revision(root, source["head"])
            where = SignedBranch(base=base, tip=tip, branch=source["base"])
        return signed_evidence(root, where)
    except ToolError as error:
        raise UnverifiedError(f"this repository does not say enough: {error}") from error
