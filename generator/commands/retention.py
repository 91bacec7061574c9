"""`reportgen retention`: what may be destroyed when, and the tombstone of what is."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypedDict

import click
from typing_extensions import Unpack

from generator.archive.retention import Expiry, Kept, expiries, queries_until
from generator.archive.standing import releases
from generator.archive.tombstone import RETENTION_FILE, place_of_copy, with_stone
from generator.commands.options import root_option, today_option
from generator.commands.output import done, show_findings, show_table
from generator.commands.workspace import ProblemsError, workspace_of
from generator.errors import ExitCode, ReportgenError, UsageError
from generator.files import read_tree, refuse_links, write_if_changed
from generator.workspace.check import check
from generator.workspace.kinds import DATA_FOLDER
from generator.workspace.load import assemble
from generator.workspace.model.retention import Copy, CopyState, Destruction
from generator.workspace.model.types import Bilingual

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.archive.repository import Release
    from generator.workspace.workspace import Workspace

_TITLES: Final = ("内容 What", "类别 Class", "保存至 Kept until", "状态 State")
_STYLES: Final = {"到期 due": "yellow", "依法保留 held": "red"}
_HISTORY: Final = Copy(
    place="git: commits, tags and every clone",
    state=CopyState.REMAINS,
    note="no part of a history can be destroyed; sums and pseudonyms only",
)


class Deed(TypedDict):
    """What is noted of a destruction."""

    stone: str
    reason: tuple[str, str]
    decided_by: str
    witnessed_by: str
    destroyed: tuple[str, ...]
    remains: tuple[tuple[str, str], ...]


@click.group(epilog="Example: reportgen retention due --within 90")
def retention() -> None:
    """Say what may be destroyed, and write tombstones. Nothing is ever deleted."""


@retention.command(epilog="Example: reportgen retention due --within 90")
@click.option(
    "--within",
    type=click.IntRange(0, 36_500),
    default=0,
    show_default=True,
    help="Days to look ahead.",
)
@click.option("--all", "everything", is_flag=True, help="List what is kept longer as well.")
@today_option
@root_option
def due(root: Path, within: int, today: date, *, everything: bool) -> ExitCode:
    """List releases and records of queries whose years of keeping are over.

    What a legal hold keeps, and what was destroyed, is listed as such. Nothing is deleted.
    """
    workspace = workspace_of(root)
    kept = [Kept.of(each.manifest) for each in releases(root)]
    ends = expiries(workspace, kept, today)
    last = today + timedelta(days=within)
    rows = [*_of_releases(ends, today), *_of_queries(workspace, today)]
    chosen = [row for row in rows if everything or row[2] <= last.isoformat()]
    if chosen:
        show_table(_TITLES, ((_STYLES.get(row[-1], ""), row) for row in chosen))
    endless = len(kept) - len(ends)
    done(f"{len(chosen)} listed of {len(rows)}; {endless} releases have no class and no end.")
    return ExitCode.FINE


def _of_releases(ends: tuple[Expiry, ...], today: date) -> Iterator[tuple[str, ...]]:
    """Give a row for each release."""
    for each in ends:
        what = f"{each.kept.edition} r{each.kept.revision}"
        until = each.until.isoformat()
        yield what, each.rule.id, until, _state(each, today)


def _state(expiry: Expiry, today: date) -> str:
    """Return what an expiry means on a day."""
    if expiry.destroyed:
        return f"已销毁 destroyed: {expiry.destroyed}"
    if expiry.is_due(today):
        return "到期 due"
    return "依法保留 held" if expiry.hold else "保存 kept"


def _of_queries(workspace: Workspace, today: date) -> Iterator[tuple[str, ...]]:
    """Give a row for the queries of each year."""
    for each in sorted(workspace.query_files, key=lambda queries: queries.year):
        until = queries_until(each)
        state = "到期 due" if until <= today else "保存 kept"
        yield f"queries/{each.year}.yml", "-", until.isoformat(), state


@retention.command(
    epilog="Example: reportgen retention tombstone report/bank-monthly/2013-12/r1 --id D-2024-01"
    " --reason 期满 'Years are over' --decided-by qin --witnessed-by tang"
    " --destroyed 'bundle store' --remains 'tape 7' 'goes with the tape in 2025'"
)
@click.argument("tag")
@click.option("--id", "stone", required=True, help="Such as D-2024-01.")
@click.option("--reason", nargs=2, required=True, help="Rule and reason, in Chinese and English.")
@click.option("--decided-by", required=True, help="Person who decided it.")
@click.option("--witnessed-by", required=True, help="Another person, who saw it done.")
@click.option("--destroyed", multiple=True, help="Place whose copy was destroyed; once each.")
@click.option("--remains", nargs=2, multiple=True, help="Place whose copy remains, and why.")
@today_option
@root_option
def tombstone(root: Path, tag: str, today: date, **deed: Unpack[Deed]) -> ExitCode:
    """Add the tombstone of TAG to retention.yml, when its years are over and nothing holds it.

    It names every copy: those given here, the history of git, and what was delivered. The
    change takes two people; it is approved like any other. Nothing is deleted by it.
    """
    workspace = workspace_of(root)
    release = _due_release(root, workspace, tag, today)
    stone = _stone(workspace, release, deed, today)
    refuse_links(root, RETENTION_FILE)
    contents, _ = read_tree(root, DATA_FOLDER)
    text = with_stone(contents[RETENTION_FILE].decode(), stone).encode()
    changed, findings = assemble(contents | {RETENTION_FILE: text})
    problems = (*findings, *check(changed))
    if problems:
        show_findings(problems)
        raise ProblemsError("the tombstone was not written")
    write_if_changed(root / RETENTION_FILE, text)
    done(f"{stone.id} written into {RETENTION_FILE}; run reportgen generate, so that the notice")
    done("stands in the place of the edition, and propose both for approval.")
    return ExitCode.FINE


def _due_release(root: Path, workspace: Workspace, tag: str, today: date) -> Release:
    """Return the release of a tag; refuse one that must be kept, or is gone already."""
    known = {each.name.tag: each for each in releases(root)}
    release = known.get(tag.removeprefix("refs/tags/"))
    if release is None:
        raise UsageError(f"no release {tag}; see git tag --list 'report/*'")
    ends = expiries(workspace, [Kept.of(release.manifest)], today)
    if not ends or not ends[0].is_due(today):
        why = f"{_state(ends[0], today)}, until {ends[0].until}" if ends else "no class, no end"
        raise ReportgenError(f"{release.name.tag} is not due: {why}")
    return release


def _stone(workspace: Workspace, release: Release, deed: Deed, today: date) -> Destruction:
    """Return the tombstone with every copy that is known of."""
    name = release.name
    delivered = workspace.deliveries.get(name.edition)
    zh, en = deed["reason"]
    return Destruction(
        id=deed["stone"],
        edition=name.edition,
        revision=name.revision,
        manifest_sha256=release.manifest.sha256,
        date=today,
        reason=Bilingual(zh=zh, en=en),
        decided_by=deed["decided_by"],
        witnessed_by=deed["witnessed_by"],
        copies=(
            *(Copy(place=place, state=CopyState.DESTROYED) for place in deed["destroyed"]),
            *(
                Copy(place=place, state=CopyState.REMAINS, note=why)
                for place, why in deed["remains"]
            ),
            *(
                Copy(place=place_of_copy(each), state=CopyState.REMAINS, note="in their hands")
                for each in (delivered.deliveries if delivered else ())
                if each.revision == name.revision
            ),
            _HISTORY,
        ),
    )
