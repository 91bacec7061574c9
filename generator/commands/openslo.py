"""`reportgen openslo`: metric definitions from OpenSLO definitions."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands.options import root_option
from generator.commands.output import done
from generator.errors import ExitCode, UsageError
from generator.files import read_once, refuse_links, write_if_changed
from generator.openslo.definition import read
from generator.openslo.metrics import METRICS_FILE, Span, counted, mapping_texts, metrics_text
from generator.plurals import plural

_MOST_BYTES = 1024 * 1024


@click.command(
    epilog="Example: reportgen openslo slos/shop.yaml --party shop --first 2026-01"
    " --extracted 2026-04-02"
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--party", help="Party whose services are measured; mappings are made for it.")
@click.option("--first", help="First month that the mappings read, such as 2026-01.")
@click.option("--extracted", help="Day of the reading: months that are over by then count.")
@click.option("--write", is_flag=True, help="Write the files; without it they are printed.")
@root_option
def openslo(  # noqa: PLR0913 - one parameter an option
    root: Path,
    files: tuple[Path, ...],
    party: str | None,
    first: str | None,
    extracted: str | None,
    *,
    write: bool,
) -> ExitCode:
    """Turn OpenSLO v1 definitions into metric definitions.

    With --party, --first and --extracted, objectives that Prometheus answers become
    mappings too. Files that are there already are never written over.
    """
    text = "\n---\n".join(_text(file) for file in files)
    origin = ", ".join(file.name for file in files)
    every = counted(read(text, origin))
    made = {METRICS_FILE: metrics_text(every, origin)}
    span = _span(party, first, extracted)
    if span:
        made |= mapping_texts(every, span)
    if write:
        _put(root, made)
    else:
        click.echo("\n".join(f"# {name}\n{content}" for name, content in made.items()), nl=False)
    return ExitCode.FINE


def _text(file: Path) -> str:
    """Return the text of a file that is not too large."""
    content = read_once(file.resolve(), _MOST_BYTES)
    if content is None:
        raise UsageError(f"cannot read {file}: no plain file of at most 1 MiB")
    try:
        return content.decode()
    except UnicodeDecodeError as wrong:
        raise UsageError(f"{file}: no UTF-8 at byte {wrong.start}") from wrong


def _span(party: str | None, first: str | None, extracted: str | None) -> Span | None:
    """Return what the mappings are made for; raises UsageError when only a part of it is said."""
    if not (party or first or extracted):
        return None
    if not (party and first and extracted):
        raise UsageError("mappings need --party, --first and --extracted together")
    return Span(party=party, first=first, extracted=extracted)


def _put(root: Path, made: dict[str, str]) -> None:
    """Write files, none of which is there."""
    there = [name for name in made if (root / name).exists()]
    if there:
        raise UsageError(f"{', '.join(there)}: there already; nothing was written")
    for name, content in made.items():
        refuse_links(root, name)
        write_if_changed(root / name, content.encode())
    done(f"{plural(len(made), 'file')} written: {', '.join(made)}")
