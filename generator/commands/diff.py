"""`reportgen diff`: which figures, verdicts and texts of editions changed."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from generator import git
from generator.approval.comparison import Comparison, State, compare
from generator.approval.comparisontext import comparison_blocks
from generator.commands.options import root_option
from generator.commands.staging import documents
from generator.commands.workspace import workspace_of
from generator.compose.words import Words
from generator.errors import ExitCode, UsageError
from generator.periods import Period
from generator.render.edition import REPORTS_FOLDER
from generator.render.markdown import blocks_text
from generator.render.written import WrittenError, read_written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.workspace.workspace import Workspace

_PAGE: Final = ".md"
_PREVIOUS: Final = "previous"
Files = dict[str, bytes]


@click.command(epilog="Example: reportgen diff bank-monthly/2013-11 --base origin/main")
@click.argument("edition", required=False)
@click.option(
    "--base",
    default="main",
    show_default=True,
    help="Commit to compare with, or the word previous: each edition with the one before it.",
)
@click.option("--head", help="Commit that is compared; by default the files as they are.")
@click.option(
    "--format",
    "style",
    type=click.Choice(("markdown", "json")),
    default="markdown",
    show_default=True,
    help="For a comment on a pull request, or for machines.",
)
@root_option
def diff(root: Path, edition: str | None, base: str, head: str | None, style: str) -> ExitCode:
    """Say what changed in the editions: figures, verdicts and text, typed A, M or D.

    Without EDITION every edition that differs from BASE is compared with what it was
    there. One that is not there yet is compared with the edition before it.
    """
    workspace = workspace_of(root)
    before = {} if base == _PREVIOUS else _editions(_files(root, base))
    after = _editions(_files(root, head))
    found = [
        compare(_earlier(name, base, before, after), _state(name, "", after))
        for name in _chosen(edition, before, after)
    ]
    gone = sorted(set(before) - set(after)) if edition is None else []
    if style == "json":
        answer = {"comparisons": [asdict(each) for each in found], "deleted": gone}
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        click.echo("\n\n".join(_text(found, gone, base, workspace)))
    return ExitCode.FINE


def _files(root: Path, name: str | None) -> Mapping[str, bytes]:
    """Return the files of a commit, or those on the disk."""
    if name is None:
        return documents(root)
    return git.files_at(root, git.revision(root, name), REPORTS_FOLDER)


def _editions(files: Mapping[str, bytes]) -> dict[str, Files]:
    """Return edition -> its page and figures by ending; an edition has both."""
    found: dict[str, Files] = {}
    for name, content in files.items():
        folder, _, rest = name.partition(f"{REPORTS_FOLDER}/")
        if not folder and rest:
            stem, dot, ending = rest.rpartition(".")
            found.setdefault(stem, {})[dot + ending] = content
    return {name: each for name, each in found.items() if set(each) == {_PAGE, ".json"}}


def _chosen(
    edition: str | None, before: Mapping[str, Files], after: Mapping[str, Files]
) -> tuple[str, ...]:
    """Return the editions to compare; UsageError for one that is not there."""
    if edition is None:
        return tuple(sorted(name for name in after if before.get(name) != after[name]))
    if edition not in after:
        raise UsageError(f"no edition {edition}; there is: {', '.join(sorted(after)) or 'none'}")
    return (edition,)


def _earlier(
    name: str, base: str, before: Mapping[str, Files], after: Mapping[str, Files]
) -> State | None:
    """Return what an edition is compared with: itself at the base, or the one before it."""
    if name in before:
        return _state(name, base, before)
    report, _, label = name.partition("/")
    earlier = f"{report}/{_before(label)}"
    known = next((side for side in (after, before) if earlier in side), None)
    return _state(earlier, earlier, known) if known else None


def _before(label: str) -> str:
    """Return the label of the period before one."""
    try:
        return Period.parse(label).previous().label
    except ValueError as error:
        raise UsageError(str(error)) from error


def _state(name: str, label: str, editions: Mapping[str, Files]) -> State:
    """Return an edition as it was written."""
    files = editions[name]
    try:
        return State(label=label, page=files[_PAGE], written=read_written(files[".json"]))
    except WrittenError as error:
        raise UsageError(f"{REPORTS_FOLDER}/{name}.json: {error}") from error


def _text(
    found: list[Comparison], gone: list[str], base: str, workspace: Workspace
) -> Iterator[str]:
    """Give the paragraphs of a comment, in the language of the organisation."""
    words = Words(workspace.organisation.language)
    for comparison in found:
        yield from blocks_text(comparison_blocks(comparison, workspace, words))
    yield from (words.say("compare-gone", edition=name, against=base) for name in gone)
    if not (found or gone):
        yield words.say("compare-none", against=base)
