"""Prove a release again: the decision from its evidence, the edition from its inputs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from generator.approval.content import ContentError, edition_content
from generator.approval.decision import Decision, Outcome
from generator.approval.evidencefile import read_evidence
from generator.approval.forge import UnverifiedError
from generator.approval.forms import decided, facts_of
from generator.archive.issue import Claims, approvals_of, claims_of, part_of
from generator.archive.verifier import Trouble, sha256
from generator.measure.editions import editions
from generator.measure.ledger import Ledger
from generator.render.edition import edition_files
from generator.workspace.check import check
from generator.workspace.load import Known, assemble

if TYPE_CHECKING:
    from pathlib import Path

    from generator.archive.repository import Release

APPROVALS_FILE: Final = "approvals.json"
Copies = Callable[[Mapping[str, bytes]], Mapping[str, bytes]]


def decided_again(root: Path, text: bytes) -> Decision:
    """Decide on raw evidence, with contents and mandates of the commits that it names.

    Raises UnverifiedError when nobody here can read the evidence.
    """
    return decided(root, facts_of(root, read_evidence(text, APPROVALS_FILE)))[0]


def approval_layer(
    release: Release,
    kept: Mapping[str, bytes],
    mainline: frozenset[str],
    judge: Callable[[bytes], Decision],
) -> Iterator[Trouble]:
    """Decide again on what was kept, and compare with what the manifest says.

    `mainline` are the commits of the branch that the change must have begun at and been merged
    into; commits that it merged have seen other lists of people.
    """
    where, said = release.tag.name, release.manifest.approvals
    if said.outcome != Outcome.APPROVED.value:
        yield Trouble(where, "V63", f"the manifest says {said.outcome}")
    try:
        decision = judge(kept.get(APPROVALS_FILE, b""))
    except UnverifiedError as error:
        yield Trouble(where, "V61", str(error))
        return
    part = part_of(decision, release.name.edition)
    if part is None or part.content != release.manifest.content:
        yield Trouble(where, "V62", f"{decision.subject} decided on other content")
    elif release.manifest.commit in mainline and not {decision.base, decision.merge} <= mainline:
        merge = decision.merge or "nothing"
        what = f"{decision.subject} leads from {decision.base} to {merge}, not along it"
        yield Trouble(where, "V62", what)
    elif decision.outcome is Outcome.UNVERIFIED:
        yield Trouble(where, "V61", "; ".join(doubt.en for doubt in decision.doubts))
    elif approvals_of(decision, release.name.edition) != said:
        yield Trouble(where, "V60", f"{part.outcome.value}: {_names(decision, release)}")


def _names(decision: Decision, release: Release) -> str:
    """Say who counts by a decision."""
    counted = approvals_of(decision, release.name.edition).counted
    return ", ".join(f"{each.stage} {each.person}" for each in counted) or "nobody counts"


class Renderer:
    """Give editions from their inputs; the last workspace and the files read are kept."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._inputs: Mapping[str, bytes] = {}
        self._edition: Callable[[str], Mapping[str, bytes]] = lambda _: {}
        self._claims: Mapping[str, Claims] = {}
        self._known: Known = {}

    def files(self, inputs: Mapping[str, bytes], edition: str) -> Mapping[str, bytes]:
        """Return page and figures that some inputs give; nothing for an unknown edition."""
        self._take(inputs)
        return self._edition(edition)

    def claims(self, inputs: Mapping[str, bytes], edition: str) -> Claims | None:
        """Return what some inputs say of an edition; None for an unknown one."""
        self._take(inputs)
        return self._claims.get(edition)

    def _take(self, inputs: Mapping[str, bytes]) -> None:
        """Read inputs that are others than the last."""
        if inputs == self._inputs:
            return
        workspace, findings = assemble(inputs, known=self._known)
        # An edition is only ever made of data without problems; others could be anything.
        keys = {} if findings or check(workspace) else {k.name: k for k in editions(workspace)}
        self._inputs, self._edition = inputs, lambda _: MappingProxyType({})
        self._claims = {name: claims_of(workspace, key) for name, key in keys.items()}
        if not keys:
            return
        ledger = Ledger.of(workspace)
        self._edition = lambda name: (
            edition_files(workspace, ledger, keys[name]) if name in keys else {}
        )


def claims_layer(release: Release, claims: Claims | None, fingerprint: str) -> Iterator[Trouble]:
    """Compare title, audience and due day with what the inputs say, by this program."""
    manifest = release.manifest
    if claims is None or manifest.program.fingerprint != fingerprint:
        return
    for name, value in claims._asdict().items():
        if getattr(manifest, name) != value:
            yield Trouble(release.tag.name, "V72", f"{name} {getattr(manifest, name)}, not {value}")


def other_program(release: Release) -> Iterator[Trouble]:
    """Say that another state of the program made an edition."""
    program = release.manifest.program
    yield Trouble(release.tag.name, "V71", f"reportgen {program.version}, {program.fingerprint}")


def render_layer(
    release: Release,
    outputs: Mapping[str, bytes],
    rendered: Callable[[], Mapping[str, bytes]],
    fingerprint: str,
    elsewhere: Callable[[Release], Iterator[Trouble]] = other_program,
) -> Iterator[Trouble]:
    """Compare the issued files with what their inputs give by this program.

    `elsewhere` is asked about what another state of the program made.
    """
    where, manifest = release.tag.name, release.manifest
    yield from _content(release, outputs)
    if manifest.program.fingerprint != fingerprint:
        yield from elsewhere(release)
        return
    made = rendered()
    for name, facts in manifest.outputs.items():
        if sha256(made.get(name, b"")) != facts.sha256:
            yield Trouble(where, "V70", name)


def copies_layer(
    release: Release, outputs: Mapping[str, bytes], copies: Copies, fingerprint: str
) -> Iterator[Trouble]:
    """Compare what both copies hold beside page and figures, by this program."""
    expected = release.manifest.copies
    issued = {name: facts.sha256 for name, facts in release.manifest.outputs.items()}
    is_whole = {name: sha256(text) for name, text in outputs.items()} == issued
    if not is_whole:
        return
    # Another state of the program may make other copies; where they are the same, they are proved.
    check = "V72" if release.manifest.program.fingerprint == fingerprint else "V71"
    made = {name: sha256(text) for name, text in copies(outputs).items()}
    for name in sorted(made.keys() | expected.keys()):
        if made.get(name) != expected.get(name):
            yield Trouble(release.tag.name, check, name)


def _content(release: Release, outputs: Mapping[str, bytes]) -> Iterator[Trouble]:
    """Compare the fingerprints that were approved with those of the files."""
    manifest = release.manifest
    files = {name.rpartition(".")[2]: content for name, content in outputs.items()}
    try:
        content = edition_content(files["md"], files["json"])
    except (ContentError, KeyError) as error:
        what = "page or figures are missing" if isinstance(error, KeyError) else str(error)
        yield Trouble(release.tag.name, "V38", what)
        return
    if (content.whole, dict(content.sections)) != (manifest.content, dict(manifest.sections)):
        yield Trouble(release.tag.name, "V38", "the manifest has other fingerprints")
