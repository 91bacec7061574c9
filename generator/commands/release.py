"""`reportgen release`: issue an approved edition as a signed tag."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

import click

from generator import git
from generator.approval.decision import Decision
from generator.approval.forge import UnverifiedError
from generator.archive import proof, steps
from generator.archive.checks import CHECKS
from generator.archive.issue import (
    Candidate,
    Circumstances,
    candidate,
    end_of_chain,
    manifest_for,
    name_of,
    part_of,
    refusals,
)
from generator.archive.manifest import Manifest, input_list
from generator.archive.note import delivery_note, succession_of
from generator.archive.repository import Archive, Release, contents_of, read_archive
from generator.archive.standing import refuse_doubts, standing
from generator.archive.timing import facts_in, untimely
from generator.archive.verifier import TAMPERED, state
from generator.archive.vouching import release_troubles
from generator.commands.archiveoptions import (
    anchors_option,
    at_option,
    branch_option,
    main_of,
    places_of,
    refuse_destroyed,
    this_program,
)
from generator.commands.copies import copies_of, write_copies
from generator.commands.options import root_option
from generator.commands.output import done
from generator.commands.signers import signers_of
from generator.commands.staging import BUILD_FOLDER, listed
from generator.errors import ExitCode, ReportgenError
from generator.files import only_one, read_once, read_tree, refuse_links
from generator.site.copy import edition_copies
from generator.workspace.kinds import DATA_FOLDER, is_trace

_LARGEST = 64 * 1024 * 1024


@click.command(epilog="Example: reportgen release bank-monthly/2013-12 --evidence 17.json --push")
@click.argument("edition")
@click.option(
    "--evidence",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="The raw evidence of the approvals; not needed to complete a release that was stopped.",
)
@click.option("--key", default="", help="File of the SSH key to sign with; by default git's own.")
@anchors_option
@at_option
@branch_option
@click.option("--push", is_flag=True, help="Push the tags to origin, all or none.")
@root_option
def release(  # noqa: PLR0913, PLR0917 - click hands over every option by name
    root: Path,
    edition: str,
    evidence: Path | None,
    key: str,
    anchors: Path | None,
    at: datetime,
    branch: str,
    *,
    push: bool,
) -> ExitCode:
    """Issue EDITION, such as bank-monthly/2013-12, as the tag report/EDITION/r1.

    The edition must be approved and merged. Its manifest is the message of the tag; a line goes
    to the anchors, and a delivery note to build/release/. Run it again when it was stopped.
    """
    refuse_links(root, BUILD_FOLDER)
    places = places_of(root, anchors)
    with only_one(root / BUILD_FOLDER):
        wanted = candidate(root, edition, main_of(root, branch))
        refuse_destroyed(wanted.workspace, name_of(wanted))
        main = f"refs/heads/{branch}"
        issued = _already(wanted, _issued(root, wanted, main))
        if issued is None:
            _make(places, wanted, _decided(root, evidence), main, at=at, key=key)
            issued = _already(wanted, _issued(root, wanted, main))
        if issued is None:
            raise ReportgenError(f"the tag of {edition} cannot be read; run reportgen verify")
        found = read_archive(root, main)
        _refuse_unproved(root, found, wanted, issued, evidence, key)
        steps.anchor(places, issued)
        note = steps.hand_over(places, issued, _note(wanted, issued))
        copies = write_copies(places, issued, copies_of(found, issued, wanted.workspace))
    if push:
        git.push(root, "origin", (issued.name.reference, issued.name.evidence))
    done(f"{issued.name.tag} issued with the hash {issued.manifest.sha256}.")
    if not issued.tag.signature:
        done("It is NOT signed, because git has no key (user.signingKey); verify answers V04.")
    done(f"Send {note.relative_to(root)} and {copies[0].relative_to(root)} to the customer.")
    done(f"Keep {copies[1].relative_to(root)}, and {places.anchors} somewhere else, too.")
    return ExitCode.FINE


def _issued(root: Path, wanted: Candidate, main: str) -> tuple[Release, ...]:
    """Return the releases that stand; refuse where a tag of the same report does not."""
    found = standing(root, main)
    refuse_doubts(found.of_report(wanted.key.report.report))
    return found.releases


def _already(wanted: Candidate, issued: tuple[Release, ...]) -> Release | None:
    """Return the release of an edition in its revision; refuse one with other content."""
    name = name_of(wanted)
    found = next((each for each in issued if each.name == name), None)
    if found and wanted.content and found.manifest.content != wanted.content.whole:
        raise ReportgenError(f"{name.tag} was issued with other content; run reportgen restate")
    return found


def _refuse_unproved(  # noqa: PLR0913, PLR0917 - a tag, and what it is held against
    root: Path,
    found: Archive,
    wanted: Candidate,
    issued: Release,
    evidence: Path | None,
    key: str,
) -> None:
    """Refuse to vouch for a tag that does not verify, whoever made it.

    One without a signature is completed only where there is no key to sign with.
    """
    kept = contents_of(found.shelf, found.kept(issued.name)).get(proof.APPROVALS_FILE)
    if evidence and evidence.read_bytes() != kept:
        raise ReportgenError(f"{issued.name.tag} was issued on other evidence than {evidence}")
    judge = partial(proof.decided_again, root)
    troubles = release_troubles(found, issued, signers_of(wanted.workspace), judge)
    has_key = bool(key or git.setting(root, "user.signingKey"))
    wrong = [each for each in troubles if has_key or each.check != "V04"]
    if wrong:
        told = listed(f"{each.check} {CHECKS[each.check][1]}: {each.what}" for each in wrong)
        error = ReportgenError if state(wrong, CHECKS) == TAMPERED else UnverifiedError
        raise error(f"{issued.name.tag} is there and does not verify:{told}")


def _decided(root: Path, evidence: Path | None) -> tuple[Decision | None, bytes]:
    """Decide on raw evidence; without any nobody decided."""
    if evidence is None:
        return None, b""
    text = evidence.read_bytes()
    return proof.decided_again(root, text), text


def _make(  # noqa: PLR0913 - what a tag is made of
    places: steps.Places,
    wanted: Candidate,
    decided: tuple[Decision | None, bytes],
    main: str,
    *,
    at: datetime,
    key: str,
) -> None:
    """Refuse with every reason, or make the tag."""
    decision, evidence = decided
    issued = _issued(places.root, wanted, main)
    reasons = [
        *_of_the_repository(places.root, wanted),
        *_not_merged(places.root, wanted, decision),
        *refusals(wanted, decision, issued),
        *_too_early(places.root, wanted, decided, at),
    ]
    if reasons or decision is None:
        raise ReportgenError(f"{wanted.key.name} cannot be released:{listed(reasons)}")
    kept = {proof.APPROVALS_FILE: evidence, "inputs.json": input_list(wanted.inputs)}
    around = Circumstances(
        decision=decision,
        evidence=kept,
        copies=edition_copies({name: text for name, (_, text) in wanted.outputs.items()}),
        program=this_program(),
        now=at,
        previous=end_of_chain(wanted.key.report.report, issued),
    )
    manifest: Manifest = manifest_for(wanted, around)
    known = partial(steps.refuse_stranger, signers_of(wanted.workspace))
    steps.make(places, manifest, kept, git.Seal(accepted=known, key=key))


def _of_the_repository(root: Path, wanted: Candidate) -> list[str]:
    """Say what of the repository stands in the way of a release."""
    reasons = [f"{name}: {where}" for name, where in git.hazards(root).items()]
    here, findings = read_tree(root, DATA_FOLDER)
    here |= {name: read_once(root / name, _LARGEST) or b"" for name in wanted.outputs}
    merged = {name: text for name, (_, text) in (*wanted.inputs.items(), *wanted.outputs.items())}
    changed = {name for name in here.keys() | merged.keys() if here.get(name) != merged.get(name)}
    reasons.extend(
        f"{name} is not as it was merged" for name in sorted(changed) if not is_trace(name)
    )
    return reasons + [finding.sentence for finding in findings]


def _not_merged(root: Path, wanted: Candidate, decision: Decision | None) -> list[str]:
    """Say that what was decided on did not become part of the commit."""
    if decision is None:
        return []
    mainline = git.mainline(root, wanted.commit)
    if decision.merge not in mainline:
        merge = decision.merge[:10] or "nothing"
        return [f"{decision.subject} was merged as {merge}; gather the evidence after the merge"]
    if decision.base not in mainline:
        return [f"{decision.subject} begins at {decision.base[:10]}, beside the main branch"]
    return []


def _too_early(
    root: Path, wanted: Candidate, decided: tuple[Decision | None, bytes], at: datetime
) -> list[str]:
    """Say what the time of issue comes before."""
    decision, evidence = decided
    part = part_of(decision, wanted.key.name)
    counted = {each.review for stage in (part.stages if part else ()) for each in stage.counted}
    facts = facts_in(root, evidence) if decision else None
    return [*untimely(at, wanted.key.period, facts, counted)]


def _note(wanted: Candidate, issued: Release) -> str:
    """Return the note that goes out with a release."""
    succession = succession_of(wanted.workspace, issued.manifest)
    return delivery_note(issued.manifest, _holders(wanted), succession)


def _holders(wanted: Candidate) -> tuple[str, ...]:
    """Return who gets a copy, in order of the copies' numbers."""
    distribution = wanted.key.report.distribution
    return tuple(
        f"{place}. {each.role} ({each.by.value})" for place, each in enumerate(distribution, 1)
    )
