"""`reportgen archive get` and `read-log`: what leaves the archive, and who reads, is recorded."""

from __future__ import annotations

import gzip
import os
from datetime import date
from functools import partial, reduce
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import click
from typing_extensions import Unpack

from generator.archive.accesslog import cut_days, merged, read_log
from generator.archive.bundle import copy_files
from generator.archive.querylog import queries_name, queries_of, queries_text
from generator.archive.repository import read_archive
from generator.archive.verification import whole_contents
from generator.commands.archiveoptions import (
    branch_option,
    places_of,
    refuse_destroyed,
    release_named,
)
from generator.commands.copies import copies_of, write_copies
from generator.commands.options import root_option, today_option
from generator.commands.output import done
from generator.commands.staging import BUILD_FOLDER, listed
from generator.commands.workspace import refuse_stranger, workspace_of
from generator.errors import ExitCode, UsageError
from generator.files import only_one, refuse_links, write_below, write_if_changed
from generator.measure.editions import editions
from generator.plurals import plural
from generator.pseudonyms import LEAST_SALT, SALT, SALT_FILE, pseudonym, salt_of
from generator.workspace.kinds import DATA_FOLDER
from generator.workspace.model.queries import Queries, Query, QueryWay

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from generator.archive.repository import Archive, Release
    from generator.workspace.workspace import Workspace

_READERS = "readers of the site"


class Asker(TypedDict):
    """Who asks, what for, and by whose leave."""

    by: str
    purpose: str
    allowed_by: str


def _asked(command: Callable[..., ExitCode]) -> Callable[..., ExitCode]:
    """Give a command the options of an asker."""
    options = (
        click.option("--by", required=True, help="Person of people.yml who asks."),
        click.option("--purpose", required=True, help="What for, on one line."),
        click.option(
            "--allowed-by", required=True, help="Role that allows it; somebody else holds it."
        ),
    )
    return reduce(lambda given, option: option(given), reversed(options), command)


@click.command(
    epilog="Example: reportgen archive get report/bank-monthly/2013-12/r1 --by tang"
    " --purpose 'complaint 17' --allowed-by operations-leader"
)
@click.argument("tag")
@_asked
@click.option("--copies", is_flag=True, help="Write both copies as well.")
@branch_option
@today_option
@root_option
def get(
    root: Path, tag: str, today: date, branch: str, *, copies: bool, **asker: Unpack[Asker]
) -> ExitCode:
    """Take the edition of TAG out of the archive, and record that it was.

    The line in report_data/queries/ is written first; propose it for approval with the next
    change, no release waits for it. Page and figures, as they were issued, go to
    build/archive/. What was destroyed cannot be taken out.
    """
    refuse_links(root, BUILD_FOLDER)
    workspace = workspace_of(root)
    found = read_archive(root, f"refs/heads/{branch}")
    release = release_named(found, tag)
    _refuse(workspace, release, asker)
    # Read before it is recorded: what cannot be handed out was no query.
    taken = _taken_out(found, release)
    packed = copies_of(found, release, workspace) if copies else {}
    _hand_out(root, workspace, _query(release, today, asker), taken, (release, packed))
    return ExitCode.FINE


@click.command(
    epilog="Example: reportgen archive bundle report/bank-monthly/2013-12/r1 --by tang"
    " --purpose 'a copy was lost' --allowed-by operations-leader"
)
@click.argument("tag")
@_asked
@branch_option
@today_option
@root_option
def bundle(root: Path, tag: str, today: date, branch: str, **asker: Unpack[Asker]) -> ExitCode:
    """Write both copies of TAG below build/release/, and record who asked for them.

    The line in report_data/queries/ is the one that `archive get` writes.
    """
    refuse_links(root, BUILD_FOLDER)
    workspace = workspace_of(root)
    found = read_archive(root, f"refs/heads/{branch}")
    release = release_named(found, tag)
    _refuse(workspace, release, asker)
    packed = copies_of(found, release, workspace)
    _hand_out(root, workspace, _query(release, today, asker), {}, (release, packed))
    return ExitCode.FINE


def _query(release: Release, today: date, asker: Asker) -> Query:
    """Return the record of a query."""
    return Query(
        date=today,
        edition=release.name.edition,
        revision=release.name.revision,
        way=QueryWay.ARCHIVE,
        **asker,
    )


def _hand_out(
    root: Path,
    workspace: Workspace,
    query: Query,
    taken: Mapping[str, bytes],
    copies: tuple[Release, Mapping[str, bytes]],
) -> None:
    """Record a query, then write what it asked for: files, and the copies of a release."""
    with only_one(root / BUILD_FOLDER):
        known = queries_of(workspace, query.date.year)
        _keep(root, known, (*known.queries, query))
        files = [write_below(root, name, text) for name, text in taken.items()]
        files += write_copies(places_of(root, None), *copies)
    for file in files:
        done(f"{file.relative_to(root)}")


def _refuse(workspace: Workspace, release: Release, asker: Asker) -> None:
    """Refuse what was destroyed, strangers, and people who allow it to themselves."""
    refuse_destroyed(workspace, release.name)
    refuse_stranger(workspace, asker["by"])
    holders = [each.id for each in workspace.people if asker["allowed_by"] in each.roles]
    if not set(holders) - {asker["by"]}:
        raise UsageError(f"nobody but {asker['by']} could allow it as {asker['allowed_by']!r}")


def _keep(root: Path, known: Queries, queries: Iterable[Query]) -> None:
    """Write the queries of a year."""
    name = queries_name(known.year)
    refuse_links(root, name)
    whole = Queries(year=known.year, queries=tuple(queries), reviews=known.reviews)
    write_if_changed(root / name, queries_text(whole).encode())
    done(f"Recorded: {name}; nothing waits for it, propose it with the next change")


def _taken_out(archive: Archive, release: Release) -> dict[str, bytes]:
    """Return page, figures, tag and manifest as they were issued, by where they go."""
    contents, _ = whole_contents(archive, release)
    issued = {n: text for n, text in contents.items() if not n.startswith(f"{DATA_FOLDER}/")}
    folder = f"{BUILD_FOLDER}/archive/{release.name.folder}"
    files = copy_files(release, issued, {}, own={})
    return {f"{folder}/{name}": text for name, text in files.items()}


@click.command("read-log", epilog="Example: reportgen archive read-log /var/log/nginx/access.log")
@click.argument(
    "logs", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False, exists=True)
)
@root_option
def read_logs(root: Path, logs: tuple[Path, ...]) -> ExitCode:
    """Record who read which edition, from LOGS of a web server; .gz is unpacked.

    Accounts become pseudonyms under the salt in REPORTGEN_SALT; addresses and programs are
    left out. All logs of a day are given together; given again, a day counts once.
    """
    salt = salt_of(root, os.environ)
    if len(salt) < LEAST_SALT:
        raise UsageError(f"readers need a salt of {LEAST_SALT} bytes in {SALT} or {SALT_FILE}")
    workspace = workspace_of(root)
    pages = {(each.report.report, each.version): each.name for each in editions(workspace)}
    named = partial(pseudonym, salt=salt, party=_READERS)
    read = read_log((line for log in logs for line in _lines(log)), pages, named)
    years = [queries_of(workspace, year) for year in sorted({day.year for day in read.days})]
    cut = [day for known in years for day in cut_days(known.queries, read)]
    if cut:
        days = listed(day.isoformat() for day in cut)
        raise UsageError(f"fewer reads than are recorded; give all logs of these days:{days}")
    for known in years:
        _keep(root, known, (q for q in merged(known.queries, read) if q.date.year == known.year))
    done(
        f"{plural(read.lines, 'line')}: {sum(q.times for q in read.queries)} reads of editions, "
        f"{read.other} of other things, {read.unreadable} in no known format."
    )
    return ExitCode.FINE


def _lines(log: Path) -> Iterator[str]:
    """Give the lines of a log, one at a time."""
    opened = gzip.open if log.suffix == ".gz" else open
    with opened(log, "rt", encoding="utf-8", errors="replace") as file:
        yield from file
