"""`reportgen gate`: whether a change is approved, stage by stage, and what is missing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, TypedDict

import click
from typing_extensions import Unpack

from generator import git
from generator.approval.commits import contents_of, mandates_at
from generator.approval.evaluate import decide
from generator.approval.evidencefile import evidence_text, read_evidence
from generator.approval.forge import UnverifiedError
from generator.approval.forges import forge_of
from generator.approval.signed import signed_change
from generator.commands.decisions import show_decision
from generator.commands.options import format_option, root_option
from generator.errors import ExitCode, ToolError, UsageError
from generator.files import read_once, write_if_changed

if TYPE_CHECKING:
    from generator.approval.evidence import PullRequest
    from generator.approval.mandates import Mandates

_MOST_EVIDENCE: Final = 256 * 1024 * 1024


class Source(TypedDict):
    """Where the facts come from, and where answers and summary go."""

    repository: str | None
    forge: str
    evidence: Path | None
    save_evidence: Path | None
    signed: bool
    base: str
    head: str
    summary: Path | None


@click.command(epilog="Example: reportgen gate 12 --repository example/reports")
@click.argument("number", type=click.IntRange(min=1), required=False)
@click.option("--repository", help="Owner and name on the forge: owner/name.")
@click.option("--forge", "forge", default="github", show_default=True, help="Kind of forge.")
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
@click.option("--signed", is_flag=True, help="Decide on signed files, without any forge.")
@click.option(
    "--base", default="main", show_default=True, help="With --signed: branch to merge into."
)
@click.option("--head", default="HEAD", show_default=True, help="With --signed: the change.")
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
    try:
        facts, known = _facts(root, number, source)
        decision = decide(facts, contents_of(root, facts, known), known)
    except ToolError as error:
        raise UnverifiedError(f"this repository does not say enough: {error}") from error
    names = {person.id: person.name for person in known.people}
    return show_decision(decision, names, style, source["summary"])


def _facts(root: Path, number: int | None, source: Source) -> tuple[PullRequest, Mandates]:
    """Return the facts from the one place that was named, and who may decide about them."""
    chosen = (number is not None, source["evidence"] is not None, source["signed"])
    if sum(chosen) != 1:
        raise UsageError("name a pull request, or --evidence FILE, or --signed: one of them")
    if source["signed"]:
        base, tip = git.revision(root, source["base"]), git.revision(root, source["head"])
        known = mandates_at(root, base)
        return signed_change(root, base, tip, source["base"], known), known
    facts = _reviewed(number, source)
    return facts, mandates_at(root, facts.base)


def _reviewed(number: int | None, source: Source) -> PullRequest:
    """Return what a forge said about a pull request, now or when its answers were saved."""
    file, saved = source["evidence"], source["save_evidence"]
    if file is not None:
        text = read_once(file, _MOST_EVIDENCE)
        if text is None:
            raise UnverifiedError(f"{file} cannot be read")
        evidence = read_evidence(text, str(file))
        return forge_of(evidence.forge, evidence.repository).pull_request(evidence)
    if number is None or source["repository"] is None:
        raise UsageError("name the repository with --repository owner/name")
    forge = forge_of(source["forge"], source["repository"])
    evidence = forge.gather(number)
    if saved is not None:
        write_if_changed(saved, evidence_text(evidence).encode())
    return forge.pull_request(evidence)
