"""`reportgen archive inspect`: make old editions again from their commits, byte for byte."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from generator.archive.inspectionsheet import inspection_name, inspection_text
from generator.archive.rebuild import rebuilt
from generator.archive.repository import read_archive
from generator.archive.sample import listing_sha256, rank
from generator.archive.steps import anchors_text
from generator.archive.verification import readable
from generator.commands.archiveoptions import anchors_option, branch_option, places_of
from generator.commands.options import root_option, today_option
from generator.commands.output import done, progress, show_table
from generator.commands.verifying import releases_troubles
from generator.commands.workspace import refuse_stranger, workspace_of
from generator.errors import ExitCode, UsageError
from generator.files import refuse_links, write_if_changed
from generator.plurals import plural
from generator.workspace.model.audits import AuditResult
from generator.workspace.model.inspections import InspectedRelease, Inspection

if TYPE_CHECKING:
    from generator.archive.repository import Archive, Release

_TITLES: Final = ("标签 Tag", "程序 Program", "重新生成 Rebuilt", "核验 Found by verify")
_EXITS: Final = {
    AuditResult.DIFFERENT: ExitCode.PROBLEMS,
    AuditResult.UNVERIFIED: ExitCode.UNVERIFIED,
}


@click.command(epilog="Example: reportgen archive inspect --seed 2024-h1 --count 5 --by tang")
@click.option("--seed", required=True, help="Name of the inspection; the same seed draws the same.")
@click.option("--count", type=click.IntRange(1, 1000), default=5, show_default=True)
@click.option("--by", help="Person who inspects; writes report_data/inspections/SEED.yml.")
@anchors_option
@branch_option
@today_option
@root_option
def inspect(  # noqa: PLR0913 - an option each
    *,
    root: Path,
    seed: str,
    count: int,
    by: str | None,
    anchors: Path | None,
    branch: str,
    today: date,
) -> ExitCode:
    """Draw releases, make each again from its commit, compare every byte, and verify it.

    The program that stands in the commit is used; where none does, this one. Exits with 1
    when a page is different, with 4 when another program made it and gives other bytes.
    """
    workspace, archive = workspace_of(root), read_archive(root, f"refs/heads/{branch}")
    if by is not None:
        refuse_stranger(workspace, by)
    issued = {each.name.tag: each for each in readable(archive)}
    if not issued:
        raise UsageError("there is no release to inspect; git fetch --tags")
    drawn = sorted(issued, key=lambda tag: rank(seed, tag))[:count]
    lines = anchors_text(places_of(root, anchors).anchors)
    sheet = Inspection(
        inspection=seed,
        date=today,
        by=by or "nobody",
        drawn_from=len(issued),
        population_sha256=listing_sha256(issued),
        releases=tuple(
            _inspected(root, archive, issued[tag], lines) for tag in progress(drawn, "Inspecting")
        ),
    )
    _show(sheet)
    if by:
        _keep(root, sheet)
    return _exit_code(sheet)


def _inspected(
    root: Path, archive: Archive, release: Release, anchors: bytes | None
) -> InspectedRelease:
    """Make one release again and verify it."""
    troubles, _ = releases_troubles(root, archive, anchors, None, release.name.tag)
    made = rebuilt(root, release.manifest, archive.mainline)
    result = made.result(release.manifest)
    # Whether another program gives the same is what the rebuilding has just answered.
    answered = {"V71"} if result is AuditResult.EQUAL else set()
    return InspectedRelease(
        tag=release.name.tag,
        manifest_sha256=release.manifest.sha256,
        program=made.fingerprint,
        rebuilt=result,
        found=tuple(sorted({each.check for each in troubles} - answered)),
    )


def _show(sheet: Inspection) -> None:
    """Print the sheet."""
    rows = (
        (
            "" if each.rebuilt is AuditResult.EQUAL and not each.found else "red",
            (each.tag, each.program[:12], each.rebuilt.value, ", ".join(each.found) or "-"),
        )
        for each in sheet.releases
    )
    show_table(_TITLES, rows)
    equal = sum(each.rebuilt is AuditResult.EQUAL for each in sheet.releases)
    done(
        f"{plural(len(sheet.releases), 'release')} of {sheet.drawn_from:,} drawn with the seed "
        f"{sheet.inspection}, {equal} equal. Population: {sheet.population_sha256}"
    )


def _keep(root: Path, sheet: Inspection) -> None:
    """Write the sheet into the data."""
    name = inspection_name(sheet.inspection)
    refuse_links(root, name)
    write_if_changed(root / name, inspection_text(sheet).encode())
    done(f"Written: {name}")


def _exit_code(sheet: Inspection) -> ExitCode:
    """Return what the inspection means: as bad as its worst release."""
    results = {each.rebuilt for each in sheet.releases}
    found = next((code for result, code in _EXITS.items() if result in results), ExitCode.FINE)
    is_spoilt = found is ExitCode.FINE and any(each.found for each in sheet.releases)
    return ExitCode.PROBLEMS if is_spoilt else found
