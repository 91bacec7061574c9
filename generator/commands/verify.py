"""`reportgen verify`: check releases and copies, layer by layer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

import click

from generator.archive import proof, verification, verifier
from generator.archive.checks import CHECKS
from generator.archive.repository import Archive, Release, contents_of, read_archive
from generator.archive.steps import anchors_text
from generator.archive.verifier import TAMPERED, UNVERIFIED, Trouble
from generator.commands.archiveoptions import (
    anchors_option,
    branch_option,
    places_of,
    signers_of,
    signers_option,
)
from generator.commands.options import root_option
from generator.commands.output import done, plural, progress
from generator.errors import ExitCode, UsageError
from generator.program import program_fingerprint
from generator.site.copy import edition_copies
from generator.workspace.kinds import DATA_FOLDER
from generator.workspace.load import assemble
from generator.workspace.workspace import Workspace

_EXITS: Final = {TAMPERED: ExitCode.PROBLEMS, UNVERIFIED: ExitCode.UNVERIFIED}
Found = tuple[list[Trouble], str]
"""What is wrong, and what was looked at."""


@click.command(epilog="Example: reportgen verify --all --anchors ../audit/anchors.jsonl")
@click.argument("tag", required=False)
@click.option("--all", "everything", is_flag=True, help="Every release; so without TAG.")
@click.option(
    "--bundle",
    type=click.Path(path_type=Path, exists=True),
    help="A copy instead: a folder, or a .tar.gz.",
)
@click.option("--manifest", help="The hash that the delivery note of the copy tells.")
@anchors_option
@signers_option
@branch_option
@click.option(
    "--format",
    "style",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="For people or for machines.",
)
@root_option
def verify(  # noqa: PLR0913, PLR0917 - click hands over every option by name
    root: Path,
    tag: str | None,
    bundle: Path | None,
    manifest: str | None,
    anchors: Path | None,
    signers: Path | None,
    branch: str,
    style: str,
    *,
    everything: bool,
) -> ExitCode:
    """Check TAG such as report/bank-monthly/2013-12/r1, all releases, or a copy.

    Exit codes: 0 fine, 1 tampered with, 4 something could not be verified.
    """
    if bundle and (tag or everything):
        raise UsageError("name a tag, or a copy with --bundle")
    listed = signers.read_text(encoding="utf-8") if signers else None
    if bundle:
        found = _of_a_copy(bundle, manifest, anchors, listed)
    else:
        archive = read_archive(root, f"refs/heads/{branch}")
        text = anchors_text(places_of(root, anchors).anchors)
        found = _of_releases(root, archive, text, listed, None if everything else tag)
    return _show(*found, style)


def _of_a_copy(
    bundle: Path, manifest: str | None, anchors: Path | None, signers: str | None
) -> Found:
    """Check a copy as its own verifier does."""
    found, troubles = verifier.copy_at(bundle)
    lines = anchors_text(anchors) if anchors else None
    if found or not troubles:
        troubles += verifier.copy_troubles(found)
        troubles += verifier.witness_troubles(found, given=manifest, anchors=lines, signers=signers)
    return troubles, plural(len(found), "file")


def _of_releases(
    root: Path, archive: Archive, anchors: bytes | None, signers: str | None, tag: str | None
) -> Found:
    """Check one release, or all of them and the repository around them."""
    workspace, _ = assemble(_data_of_main(archive))
    known = signers
    if known is None:
        known = "" if "people" in workspace.incomplete else signers_of(workspace)
    wanted = tag.removeprefix("refs/tags/") if tag else None
    references = [
        each
        for each in archive.tags
        if each.startswith("refs/tags/report/")
        and wanted in (None, each.removeprefix("refs/tags/"))
    ]
    if wanted and not references:
        raise UsageError(f"no release {wanted}; git fetch --tags, or see git tag --list 'report/*'")
    troubles = list(verification.repository_troubles(archive))
    for reference in references:
        troubles += verification.tag_layer(archive, reference, known)
    issued = verification.readable(archive)
    troubles += verification.chain_layer(issued)
    troubles += verification.anchor_layer(archive, issued, anchors)
    troubles += verification.front_layer(archive, issued, _revisions(workspace))
    chosen = [each for each in issued if each.name.reference in references]
    renderer = proof.Renderer()
    for release in progress(chosen, "Releases"):
        troubles += _of_a_release(root, archive, release, renderer)
    mine = [each for each in troubles if not wanted or not _is_of_another(each, wanted)]
    return mine, plural(len(references), "release")


def _of_a_release(
    root: Path, archive: Archive, release: Release, renderer: proof.Renderer
) -> Iterator[Trouble]:
    """Check what a release is about, and prove it again."""
    yield from verification.content_layer(archive, release)
    yield from verification.kept_layer(archive, release)
    kept = contents_of(archive.shelf, archive.kept(release.name))
    judge = partial(proof.decided_again, root, readers=proof.READERS)
    yield from proof.approval_layer(release, kept, judge)
    contents = contents_of(
        archive.shelf, archive.files(release.manifest.commit, release.name.edition)
    )
    inputs = {name: text for name, text in contents.items() if name.startswith(f"{DATA_FOLDER}/")}
    outputs = {name: text for name, text in contents.items() if name not in inputs}
    rendered = partial(renderer.files, inputs, release.name.edition)
    yield from proof.render_layer(release, outputs, rendered, program_fingerprint())
    yield from proof.copies_layer(release, outputs, edition_copies, program_fingerprint())


def _data_of_main(archive: Archive) -> dict[str, bytes]:
    """Return the data of the main branch."""
    contents = contents_of(archive.shelf, archive.files(archive.main, ""))
    return {name: text for name, text in contents.items() if name.startswith(f"{DATA_FOLDER}/")}


def _revisions(workspace: Workspace) -> dict[str, int]:
    """Return edition -> revision that the main branch is about."""
    return {edition: file.newest for edition, file in workspace.revisions.items()}


def _is_of_another(trouble: Trouble, tag: str) -> bool:
    """Tell whether a trouble is about another release."""
    return trouble.where.startswith("report/") and trouble.where != tag


def _show(troubles: list[Trouble], what: str, style: str) -> ExitCode:
    """Show every trouble on a line of its own, and say what all of them mean."""
    if style == "json":
        click.echo(verifier.as_json(troubles, CHECKS))
    for trouble in troubles if style == "text" else ():
        click.echo(verifier.shown(trouble, CHECKS))
    state = verifier.state(troubles, CHECKS)
    if not state:
        done(f"{what} verified, nothing was changed.")
    return _EXITS.get(state, ExitCode.FINE)
