"""`reportgen approve`: look at an edition, then sign that it is approved, or what is not."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TypedDict

import click
import msgspec
from typing_extensions import Unpack

from generator import git
from generator.approval.paths import edition_files
from generator.approval.sentences import printable
from generator.approval.signing import Draft, Signing, draft_statement, signed
from generator.approval.statement import file_text, place
from generator.commands.options import root_option
from generator.commands.output import done, show_table
from generator.errors import ExitCode, UsageError
from generator.files import read_once, refuse_links, write_if_changed
from generator.workspace.model.approvals import SignedOpinion

_LARGEST: Final = 64 * 1024 * 1024
_STYLES: Final = {"met": "green", "at-risk": "yellow", "missed": "red"}


class _Figure(msgspec.Struct):
    id: str
    shown: str


class _Section(msgspec.Struct):
    title: str
    figures: tuple[_Figure, ...]


class _Promise(msgspec.Struct):
    clause: str
    figure: str
    target: str
    verdict: str


class _Edition(msgspec.Struct):
    """What is shown of the figures of an edition."""

    title: str
    subtitle: str
    sections: tuple[_Section, ...]
    promises: tuple[_Promise, ...]


class Way(TypedDict):
    """How somebody signs."""

    request_changes: bool
    key: Path
    base: str
    yes: bool


@click.command(epilog="Example: reportgen approve bank-monthly/2013-10 --key ~/.ssh/id_ed25519")
@click.argument("edition")
@click.option("--request-changes", is_flag=True, help="Sign that changes are wanted instead.")
@click.option(
    "--key",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path.home() / ".ssh" / "id_ed25519",
    help="Private SSH key, with its .pub beside it; by default ~/.ssh/id_ed25519.",
)
@click.option("--base", default="main", show_default=True, help="Branch to merge into.")
@click.option("--yes", is_flag=True, help="Do not ask before signing.")
@root_option
def approve(root: Path, edition: str, **way: Unpack[Way]) -> ExitCode:
    """Show what the branch brings of EDITION, then sign that you approve it.

    EDITION is report/period, or `others` for changes that are no edition. The key says who
    you are; it must stand in people.yml of the base. Commit the file that is written.
    """
    wish = Signing(
        edition=edition,
        base=git.revision(root, way["base"]),
        key=way["key"],
        opinion=_opinion(requests_changes=way["request_changes"]),
        now=datetime.now(tz=UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    )
    draft = draft_statement(root, wish)
    _show(root, draft)
    if not way["yes"]:
        click.confirm(f"Sign as {draft.person.name}? 以{draft.person.name}的名义签署？", abort=True)
    statement = signed(draft.statement, way["key"])
    name = place(statement)
    refuse_links(root, name)
    write_if_changed(root / name, file_text(statement).encode())
    done(f"{name} written; commit it on this branch. 已写入，请提交到本分支。")
    return ExitCode.FINE


def _opinion(*, requests_changes: bool) -> SignedOpinion:
    """Return what the signature will say."""
    return SignedOpinion.REQUEST_CHANGES if requests_changes else SignedOpinion.APPROVE


def _show(root: Path, draft: Draft) -> None:
    """Show figures and verdicts of the edition, and the fingerprints that would be signed."""
    statement = draft.statement
    if statement.edition:
        _show_edition(_edition(root, statement.edition))
        click.echo(f"{statement.edition} r{statement.revision}: sha256 {statement.content}")
    click.echo(f"commit {statement.commit}, base {statement.base}")
    roles = ", ".join(statement.roles)
    click.secho(f"{draft.person.name} ({roles}): {statement.opinion}", bold=True)


def _edition(root: Path, edition: str) -> _Edition:
    """Return the figures of an edition; what lies here must be what would be signed."""
    files = {name: read_once(root / name, _LARGEST) for name in edition_files(edition)}
    read = {name: text for name, text in files.items() if text is not None}
    if len(read) < len(files) or git.uncommitted(root, read):
        raise UsageError(f"{edition} here is not what was committed; commit or restore it first")
    try:
        return msgspec.json.decode(read[edition_files(edition)[1]], type=_Edition)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise UsageError(f"the figures of {edition} are not those of an edition") from error


def _show_edition(edition: _Edition) -> None:
    """Show sections with their numbers of figures, then every promise with its verdict."""
    click.secho(printable(f"{edition.title} · {edition.subtitle}"), bold=True)
    sections = (f"{each.title} ({len(each.figures)})" for each in edition.sections)
    click.echo(printable(" · ".join(sections)))
    shown = {figure.id: figure.shown for part in edition.sections for figure in part.figures}
    rows = (
        (each.clause, each.figure, shown.get(each.figure, "-"), each.target, each.verdict)
        for each in edition.promises
    )
    show_table(
        ("条款 Clause", "指标 Figure", "数值 Value", "目标 Target", "结论 Verdict"),
        [(_STYLES.get(row[-1], ""), _printable_row(row)) for row in rows],
    )


def _printable_row(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Return cells without signs that steer a terminal."""
    return tuple(map(printable, cells))
