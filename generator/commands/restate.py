"""`reportgen restate`: answer for what is different from what was issued."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import yaml

from generator.archive.frozen import unanswered
from generator.archive.standing import refuse_doubts
from generator.commands.archiveoptions import refuse_destroyed
from generator.commands.known import known_editions
from generator.commands.options import root_option, today_option
from generator.commands.output import aligned, done
from generator.commands.workspace import workspace_of
from generator.errors import ExitCode, UsageError
from generator.files import read_once, refuse_links, write_if_changed
from generator.measure.ledger import Ledger
from generator.workspace.kinds import DATA_FOLDER

if TYPE_CHECKING:
    from generator.archive.frozen import IssuedEdition
    from generator.workspace.model.revisions import Change
    from generator.workspace.workspace import Workspace

_LARGEST = 32 * 1024 * 1024


@click.command(
    epilog="Example: reportgen restate bank-monthly/2013-12 --author shen --approver lin "
    '--reason "迟到的单据" "Late cases"'
)
@click.argument("edition")
@click.option("--reason", nargs=2, help="Why, in Chinese and in English.")
@click.option("--author", help="Person who writes it; id in people.yml.")
@click.option("--approver", help="Another person, who agrees.")
@click.option("--withdraw", is_flag=True, help="Take the edition back; its page becomes a notice.")
@click.option("--waive", is_flag=True, help="Accept the differences without a new revision.")
@today_option
@root_option
def restate(  # noqa: PLR0913, PLR0917 - click hands over every option by name
    root: Path,
    edition: str,
    reason: tuple[str, str] | None,
    author: str | None,
    approver: str | None,
    today: date,
    *,
    withdraw: bool,
    waive: bool,
) -> ExitCode:
    """List what is different from the issued EDITION, and write the answer to it.

    With --reason, --author and --approver the answer goes to report_data/revisions/: the next
    revision, or a waiver. Without them nothing is written.
    """
    workspace = workspace_of(root)
    known = known_editions(root, workspace, Ledger.of(workspace))
    refuse_doubts(known.standing.of_edition(edition))
    issued = known.issued(edition)
    if issued is None:
        raise UsageError(f"{edition} is not issued; run reportgen generate")
    refuse_destroyed(workspace, issued.name)
    key = next((each for each in known.all() if each.name == edition), None)
    changes = known.changes(key) if key else ()
    changes = unanswered(changes, workspace.revisions.get(edition))
    _show(changes)
    _show_holders(workspace, issued)
    if reason is None or not author or not approver:
        return ExitCode.FINE
    said = {"zh": reason[0], "en": reason[1]}
    if waive and not changes:
        raise UsageError("there is nothing to waive")
    if waive:
        entry = {"reason": said, "accepted_by": approver, "date": today}
        name = _add(root, edition, "waivers", entry | {"changes": _plain(changes)})
    else:
        entry = _revision(issued, said, (author, approver), today)
        entry |= {"kind": "withdrawn"} if withdraw else {"changes": _plain(changes)}
        name = _add(root, edition, "revisions", entry)
    done(f"{name} written; run reportgen generate, and read both before you commit.")
    return ExitCode.FINE


def _revision(
    issued: IssuedEdition, reason: dict[str, str], people: tuple[str, str], today: date
) -> dict[str, Any]:
    """Return the next revision as it is written."""
    return {
        "revision": issued.name.revision + 1,
        "reason": reason,
        "author": people[0],
        "approver": people[1],
        "date": today,
        "supersedes": issued.manifest,
    }


def _plain(changes: tuple[Change, ...]) -> list[dict[str, str]]:
    """Return changes as they are written."""
    return [
        {"figure": each.figure, "period": each.period, "old": each.old, "new": each.new}
        for each in changes
    ]


def _add(root: Path, edition: str, key: str, entry: dict[str, Any]) -> str:
    """Add an entry to the file of an edition; return its name."""
    name = f"{DATA_FOLDER}/revisions/{edition}.yml"
    refuse_links(root, name)
    report, _, period = edition.partition("/")
    begun: dict[str, Any] = {"report": report, "period": period}
    written = yaml.safe_load(read_once(root / name, _LARGEST) or b"") or begun
    # A revision that was begun is written anew, not beside itself.
    others = [each for each in written.get(key, ()) if not _is_same(each, entry)]
    written[key] = [*others, entry]
    text = yaml.safe_dump(written, allow_unicode=True, sort_keys=False, width=100)
    write_if_changed(root / name, text.encode())
    return name


def _is_same(before: dict[str, Any], entry: dict[str, Any]) -> bool:
    """Tell whether two entries are about one revision."""
    return "revision" in entry and before["revision"] == entry["revision"]


def _show(changes: tuple[Change, ...]) -> None:
    """List old and new values."""
    rows = [(each.period, each.figure, f"{each.old} → {each.new}") for each in changes]
    for line in aligned(rows) if rows else ("nothing is different from what was issued",):
        click.echo(line)


def _show_holders(workspace: Workspace, issued: IssuedEdition) -> None:
    """Say who holds a copy of what was issued, and is to be told."""
    file = workspace.deliveries.get(issued.name.edition)
    for each in file.deliveries if file else ():
        if each.revision == issued.name.revision:
            click.echo(f"holder of copy {each.copy}: {each.to} ({each.by.value}, {each.sent})")
