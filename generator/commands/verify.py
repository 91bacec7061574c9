"""`reportgen verify`: check releases and copies, layer by layer."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from generator.archive import verifier
from generator.archive.checks import CHECKS
from generator.archive.repository import read_archive
from generator.archive.steps import anchors_text
from generator.archive.verifier import TAMPERED, UNVERIFIED, Trouble
from generator.commands.archiveoptions import (
    anchors_option,
    branch_option,
    places_of,
    signers_option,
)
from generator.commands.options import root_if_any_option, style_option
from generator.commands.output import done
from generator.commands.verifying import Found, releases_troubles
from generator.errors import ExitCode, UsageError
from generator.plurals import plural
from generator.workspace.kinds import DATA_FOLDER

_EXITS: Final = {TAMPERED: ExitCode.PROBLEMS, UNVERIFIED: ExitCode.UNVERIFIED}


@click.command(epilog="Example: reportgen verify --all --anchors ../audit/anchors.jsonl")
@click.argument("tag", required=False)
@click.option("--all", "everything", is_flag=True, help="Every release; so without TAG.")
@click.option(
    "--bundle",
    type=click.Path(path_type=Path, exists=True),
    help="A copy instead: a folder, or a .tar.gz.",
)
@click.option("--manifest", help="The hash that the delivery note of the copy tells.")
@click.option(
    "--rebuild",
    is_flag=True,
    help="Make what another state of the program made again with that of its commit.",
)
@anchors_option
@signers_option
@branch_option
@style_option
@root_if_any_option
def verify(  # noqa: PLR0913, PLR0917 - click hands over every option by name
    root: Path | None,
    tag: str | None,
    bundle: Path | None,
    manifest: str | None,
    anchors: Path | None,
    signers: Path | None,
    branch: str,
    style: str,
    *,
    everything: bool,
    rebuild: bool,
) -> ExitCode:
    """Check TAG such as report/bank-monthly/2013-12/r1, all releases, or a copy.

    Exit codes: 0 fine, 1 tampered with, 4 something could not be verified.
    """
    if bundle and (tag or everything or rebuild):
        raise UsageError("name a tag, or a copy with --bundle")
    listed = _signers(signers) if signers else None
    if bundle:
        found = _of_a_copy(bundle, manifest, anchors, listed)
    elif root is None:
        raise UsageError(f"no {DATA_FOLDER}/ here or above; name it with --root")
    else:
        archive = read_archive(root, f"refs/heads/{branch}")
        text = anchors_text(places_of(root, anchors).anchors)
        wanted = None if everything else tag
        found = releases_troubles(root, archive, text, listed, wanted, rebuild=rebuild)
    return _show(*found, style)


def _of_a_copy(
    bundle: Path, manifest: str | None, anchors: Path | None, signers: str | None
) -> Found:
    """Check a copy as its own verifier does."""
    lines = anchors_text(anchors) if anchors else None
    if anchors and lines is None:
        raise UsageError(f"there are no anchors {anchors}")
    troubles, files = verifier.all_troubles(bundle, given=manifest, anchors=lines, signers=signers)
    return troubles, plural(files, "file")


def _signers(path: Path) -> str:
    """Read a list of signers; UsageError for a file that is none."""
    try:
        return verifier.signers_text(path)
    except ValueError as error:
        raise UsageError(str(error)) from error


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
