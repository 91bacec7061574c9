"""`reportgen schema`: write what is generated from the model."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands.output import done
from generator.errors import ExitCode, UsageError
from generator.files import differs, write_if_changed
from generator.reference.canonical import canonical_page
from generator.reference.commands import commands_page
from generator.reference.doctor import doctor_page
from generator.reference.files import files_page
from generator.reference.library import library_page
from generator.reference.messages import catalogues
from generator.reference.rules import rules_page
from generator.reference.starters import starters_page
from generator.workspace.schema import schemas

_REFERENCE = "docs/reference"


@click.command(epilog="Example: reportgen schema --check")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when a file is not up to date.")
@click.option(
    "--source",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=Path(),
    show_default="the current folder",
    help="Folder of reportgen's own source, in which the files are written.",
)
@click.option(
    "--messages",
    type=click.Path(path_type=Path, file_okay=False),
    help="Also write the texts of pages as message catalogues (gettext) below this folder.",
)
@click.pass_context
def schema(context: click.Context, source: Path, messages: Path | None, *, check: bool) -> ExitCode:
    """Write what is generated from the model: JSON Schemas and reference pages.

    For people who change reportgen itself, after they changed a model, a rule or a
    command.
    """
    if not (source / "generator").is_dir():
        raise UsageError(f"{source.absolute()} holds no generator/; name reportgen's source")
    if messages:
        for name, text in catalogues().items():
            write_if_changed(messages / name, text.encode())
    files = {name: text.encode() for name, text in _files(context).items()}
    stale = [name for name, content in files.items() if differs(source / name, content)]
    for name in stale:
        if check:
            click.echo(f"{name} is not up to date; run reportgen schema")
        else:
            write_if_changed(source / name, files[name])
    done(f"{len(stale)} of {len(files)} files {'are stale' if check else 'written'}.")
    return ExitCode.PROBLEMS if check and stale else ExitCode.FINE


def _files(context: click.Context) -> dict[str, str]:
    """Return name -> text of everything that is generated from the program itself."""
    group = context.find_root().command
    assert isinstance(group, click.Group)  # noqa: S101 - the verb was called through it
    verbs = {name: group.get_command(context, name) for name in group.list_commands(context)}
    commands = {name: command for name, command in verbs.items() if command}
    return {
        **schemas(),
        f"{_REFERENCE}/rules.md": rules_page(),
        f"{_REFERENCE}/canonical.md": canonical_page(),
        f"{_REFERENCE}/doctor.md": doctor_page(),
        f"{_REFERENCE}/files.md": files_page(),
        f"{_REFERENCE}/library.md": library_page(),
        f"{_REFERENCE}/starters.md": starters_page(),
        f"{_REFERENCE}/commands.md": commands_page(commands),
    }
