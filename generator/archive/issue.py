"""What a release vouches for: gathered from one commit, refused with reasons, or written down."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from generator.approval.content import ContentError, EditionContent, edition_content
from generator.approval.decision import Decision, EditionDecision, Outcome
from generator.archive.manifest import (
    MOMENT,
    Approval,
    Approvals,
    FileFacts,
    InputFacts,
    Manifest,
    Program,
    input_list,
)
from generator.archive.names import ReleaseName
from generator.archive.objects import PLAIN_MODES, Shelf, below
from generator.archive.repository import Release
from generator.archive.verifier import sha256
from generator.errors import ReportgenError, UsageError
from generator.measure.due import due_date
from generator.measure.editions import EditionKey, editions
from generator.measure.ledger import Ledger
from generator.render.edition import edition_files, edition_names
from generator.workspace.check import check
from generator.workspace.kinds import DATA_FOLDER
from generator.workspace.load import assemble
from generator.workspace.model.types import Bilingual
from generator.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An edition as it stands in one commit."""

    key: EditionKey
    workspace: Workspace
    commit: str
    tree: str
    inputs: Mapping[str, tuple[str, bytes]]
    """Name -> mode and content of everything in report_data/."""
    outputs: Mapping[str, tuple[str, bytes]]
    fresh: Mapping[str, bytes]
    """What the inputs give."""

    @property
    def content(self) -> EditionContent | None:
        """Return the fingerprints of page and figures; None when they do not fit."""
        files = [self.outputs[name][1] for name in edition_names(self.key) if name in self.outputs]
        try:
            return edition_content(*files) if len(files) == len(edition_names(self.key)) else None
        except ContentError:
            return None


def candidate(root: Path, edition: str, commit: str) -> Candidate:
    """Gather an edition from a commit; every object is counted.

    Raises UsageError for an edition that the commit does not have, and ReportgenError for
    objects that cannot be read.
    """
    shelf = Shelf(root)
    shelf.read([commit])
    revision = shelf.commit(commit)
    if revision is None:
        raise ReportgenError(f"the commit {commit} cannot be read")
    files = _files(shelf, revision.tree, below(DATA_FOLDER))
    workspace, findings = assemble({name: content for name, (_, content) in files.items()})
    problems = (*findings, *check(workspace))
    if problems:
        raise ReportgenError(
            f"report_data/ of {commit[:12]} has {len(problems)} problems; check it"
        )
    known = {key.name: key for key in editions(workspace)}
    if edition not in known:
        raise UsageError(f"no edition {edition} in {commit[:12]}; there is: {', '.join(known)}")
    key = known[edition]
    names = edition_names(key)
    return Candidate(
        key=key,
        workspace=workspace,
        commit=commit,
        tree=revision.tree,
        inputs=files,
        outputs=_files(shelf, revision.tree, below(names[0], names)),
        fresh=edition_files(workspace, Ledger.of(workspace), key),
    )


def _files(shelf: Shelf, tree: str, wanted: Callable[[str], bool]) -> dict[str, tuple[str, bytes]]:
    """Return name -> mode and content of the wanted files of a tree, which must be plain."""
    shelf.walk([tree], wanted)
    found = shelf.files(tree, wanted)
    broken = shelf.missing | shelf.changed
    for name, entry in found.items():
        if entry.mode not in PLAIN_MODES or entry.id in broken:
            raise ReportgenError(f"{name} is no plain file (mode {entry.mode}), or is broken")
    return {name: (entry.mode, shelf.contents[entry.id]) for name, entry in found.items()}


def refusals(
    wanted: Candidate, decision: Decision | None, issued: tuple[Release, ...]
) -> Iterator[str]:
    """Say everything that stands between an edition and its release."""
    name, document = wanted.key.name, wanted.key.report.document
    if document.version.startswith("0."):
        yield f"version {document.version} is a draft; releases begin with 1.0"
    for each, content in wanted.fresh.items():
        if wanted.outputs.get(each, ("", b""))[1] != content:
            yield f"{each} is not what its inputs give; run reportgen generate"
    yield from _not_approved(wanted, decision)
    next_one = revision_after(name, issued)
    revision = wanted.workspace.revision_of(name)
    if revision != next_one:
        yield f"the next revision is r{next_one}; the revisions of {name} say r{revision}"


def name_of(wanted: Candidate) -> ReleaseName:
    """Return the name that an edition is issued under."""
    edition = wanted.key.name
    return ReleaseName(edition=edition, revision=wanted.workspace.revision_of(edition))


def revision_after(edition: str, issued: tuple[Release, ...]) -> int:
    """Return the revision that an edition is issued as next."""
    return (
        max((each.name.revision for each in issued if each.name.edition == edition), default=0) + 1
    )


def _not_approved(wanted: Candidate, decision: Decision | None) -> Iterator[str]:
    """Say why what was decided does not carry a release."""
    part = part_of(decision, wanted.key.name)
    if decision is None or part is None:
        yield f"nobody decided on {wanted.key.name}"
        return
    # The whole change was merged: an edition cannot be issued out of one that was not approved.
    if decision.outcome is not Outcome.APPROVED:
        said = "; ".join(sentence.en for sentence in _in_the_way(decision))
        yield (f"{decision.subject} is {decision.outcome.value}: {said or 'no reason given'}")
    content = wanted.content
    if content is None or content.whole != part.content:
        yield "what was approved is not what stands in the commit"


def _in_the_way(decision: Decision) -> Iterator[Bilingual]:
    """Give what stands in the way of a change: of its parts those that are not approved."""
    yield from decision.doubts
    yield from decision.sentences
    for part in decision.parts:
        if part.outcome is not Outcome.APPROVED:
            yield from part.sentences


def part_of(decision: Decision | None, edition: str) -> EditionDecision | None:
    """Return what was decided on one edition."""
    parts = decision.parts if decision else ()
    return next((part for part in parts if part.edition == edition), None)


def approvals_of(decision: Decision, edition: str) -> Approvals:
    """Return what a manifest says about a decision."""
    part = part_of(decision, edition)
    stages = part.stages if part else ()
    return Approvals(
        outcome=(part.outcome if part else Outcome.NOT_YET).value,
        pull_request=decision.number,
        base=decision.base,
        head=decision.head,
        chain=part.chain if part else "",
        counted=tuple(
            Approval(
                stage=stage.stage,
                role=each.role,
                person=each.person,
                review=each.review,
                commit=each.commit,
                sections=tuple(each.sections),
            )
            for stage in stages
            for each in stage.counted
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What a release is made with, beside the edition itself."""

    decision: Decision
    evidence: Mapping[str, bytes]
    copies: Mapping[str, bytes]
    program: Program
    now: datetime
    previous: Manifest | None


class Claims(NamedTuple):
    """What a manifest says of an edition that its inputs say, too."""

    title: str
    audience: str
    due: str | None


def claims_of(workspace: Workspace, key: EditionKey) -> Claims:
    """Return title, audience and due day of an edition."""
    report, language = key.report, key.report.language
    calendar = workspace.working_calendars[workspace.parties[report.party].calendar]
    due = due_date(report.due, key.period, calendar)
    title = f"{report.title.of(language)} {key.period.title(language)}"
    return Claims(title, report.audience, due.isoformat() if due else None)


def manifest_for(wanted: Candidate, around: Circumstances) -> Manifest:
    """Write down what a release vouches for."""
    key, content, previous = wanted.key, wanted.content, around.previous
    if content is None:
        raise ReportgenError("page and figures do not belong together")
    name = name_of(wanted)
    claims = claims_of(wanted.workspace, key)
    return Manifest(
        tag=name.tag,
        edition=key.name,
        revision=name.revision,
        title=claims.title,
        audience=claims.audience,
        commit=wanted.commit,
        tree=wanted.tree,
        issued=_later(around.now, previous).astimezone(UTC).strftime(MOMENT),
        due=claims.due,
        outputs={
            name: FileFacts(mode=mode, sha256=sha256(text))
            for name, (mode, text) in wanted.outputs.items()
        },
        copies={name: sha256(text) for name, text in around.copies.items()},
        inputs=InputFacts(files=len(wanted.inputs), sha256=sha256(input_list(wanted.inputs))),
        evidence={name: sha256(text) for name, text in around.evidence.items()},
        content=content.whole,
        sections=dict(content.sections),
        approvals=approvals_of(around.decision, key.name),
        program=around.program,
        previous=previous.sha256 if previous else None,
    )


def _later(now: datetime, previous: Manifest | None) -> datetime:
    """Return the time of issue; ReportgenError when the clock is behind the last release."""
    if previous and now < previous.issued_at:
        raise ReportgenError(
            f"the clock says {now.isoformat()}, before the last release ({previous.issued})"
        )
    return now


def end_of_chain(report: str, issued: tuple[Release, ...]) -> Manifest | None:
    """Return the newest manifest of a report: the one that no other follows.

    Raises ReportgenError when the chain has more ends than one.
    """
    mine = [each.manifest for each in issued if each.name.report == report]
    followed = {each.previous for each in mine}
    ends = [each for each in mine if each.sha256 not in followed]
    if len(ends) > 1:
        tags = ", ".join(each.tag for each in ends)
        raise ReportgenError(f"the chain of {report} is torn: {tags}; run reportgen verify")
    return ends[0] if ends else None
