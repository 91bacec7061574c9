"""About the site: what it was made with and from, and how anybody can check that."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from generator import __version__
from generator.compose.blocks import Align, Block, Bullets, Column, Line, Style, Table, Text, plain
from generator.compose.words import Words
from generator.periods import Period
from generator.render.escape import escaped
from generator.render.markdown import blocks_text
from generator.workspace.kinds import DATA_FOLDER, FILE_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.site.audience import View
    from generator.workspace.workspace import Entry

_TOOLS: Final = ("mkdocs", "mkdocs-material", "mike")
_CHECKS: Final = ("file", "sum", "recount", "log", "trace")
_INSIDE: Final = frozenset(_CHECKS[1:])


def about_page(view: View) -> str:
    """Return versions, inputs with their sha256, and the commands that check them.

    There is no clock and no commit on it: the same inputs give the same page.
    """
    words = Words(view.language)
    text = [f"# {escaped(words.say('about-site'))}"]
    for key, blocks in (
        ("made-with", [_table("made-with", ("tool", "version"), _tools(view), words)]),
        ("made-from", list(_inputs(view, words))),
        ("how-to-check", [_checks(view, words)]),
    ):
        text += [f"## {escaped(words.say(key))}", *blocks_text(blocks)]
    return "\n\n".join(text) + "\n"


def tool_versions() -> tuple[tuple[str, str], ...]:
    """Return name and version of the program and of the tools that build the site."""
    return (("reportgen", __version__), *((name, version(name)) for name in _TOOLS))


def _tools(view: View) -> Iterator[tuple[Line, ...]]:
    """Give the versions; what our tools are is nobody's business outside but the program's."""
    for name, number in tool_versions()[: None if view.internal else 1]:
        yield plain(name), plain(number)


def _inputs(view: View, words: Words) -> Iterator[Block]:
    """Give the record files of the month one by one, and inside the definitions by kind."""
    records = [_file(entry) for entry in _records(view)]
    yield _table("records-of-month", ("input-file", "sha256"), records, words)
    if view.internal:
        yield _table("definitions-of-all", ("files-of", "count", "sha256"), _kinds(view), words)


def _records(view: View) -> Iterator[Entry]:
    """Give the record files of the version's month that the audience's reports are made of."""
    month = Period.parse(view.version)
    for entry in view.workspace.of_kind("records"):
        if entry.value.party in view.parties and entry.value.period == month:
            yield entry


def _file(entry: Entry) -> tuple[Line, ...]:
    """Return name and sha256 of a file."""
    return _code(entry.file), _code(entry.sha256)


def _kinds(view: View) -> Iterator[tuple[Line, ...]]:
    """Give for each kind of definitions its files and the sum that sha256sum would give."""
    for kind in FILE_KINDS:
        found = view.workspace.of_kind(kind.name)
        if found and kind.name != "records":
            name = f"{DATA_FOLDER}/{kind.place}"
            yield _code(name), plain(str(len(found))), _code(sum_of(found))


def sum_of(entries: Iterable[Entry]) -> str:
    """Return what `sha256sum FILE... | sha256sum` prints for some files, by their names."""
    lines = sorted((entry.file, entry.sha256) for entry in entries)
    listing = "".join(f"{digest}  {name}\n" for name, digest in lines)
    return hashlib.sha256(listing.encode()).hexdigest()


def _checks(view: View, words: Words) -> Bullets:
    """Return how to check a file, and inside how to recount and to look at the history."""
    checks = (check for check in _CHECKS if view.internal or check not in _INSIDE)
    return Bullets(
        items=tuple(
            (
                *plain(words.say(f"check-{check}")),
                Text(text=words.say(f"check-{check}-command"), style=Style.CODE),
            )
            for check in checks
        )
    )


def _table(
    caption: str, titles: tuple[str, ...], rows: Iterable[tuple[Line, ...]], words: Words
) -> Table:
    """Return a table; counts stand on the right."""
    columns = (
        Column(title=words.say(key), align=Align.RIGHT if key == "count" else Align.LEFT)
        for key in titles
    )
    return Table(caption=words.say(caption), columns=tuple(columns), rows=tuple(rows))


def _code(text: str) -> Line:
    """Return a name or a sum as it is typed."""
    return (Text(text=text, style=Style.CODE),)
