"""How results are shown: in colour to people, as JSON to machines, as annotations to a forge."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING, Final, TypeVar

import click
from rich.box import SIMPLE
from rich.console import Console
from rich.markup import escape
from rich.progress import track
from rich.table import Column, Table

from generator.errors import ExitCode
from generator.plurals import plural
from generator.rules import RULE_BY_ID, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.findings import Finding


T = TypeVar("T")
# Where nobody watches, a line is as long as it has to be.
_WIDE: Final = 200


def show_findings(
    findings: Sequence[Finding], style: str = "text", *, strict: bool = False
) -> ExitCode:
    """Show every finding and return the exit code that they mean.

    Warnings alone are fine, but where it is strict.
    """
    ordered = sorted(findings)
    if style == "json":
        click.echo(json.dumps([_as_json(finding) for finding in ordered], ensure_ascii=False))
    elif style == "github":
        for finding in ordered:
            click.echo(_annotation(finding))
    else:
        _show_text(ordered)
    is_wrong = any(strict or not _is_warning(finding) for finding in findings)
    return ExitCode.PROBLEMS if is_wrong else ExitCode.FINE


def _is_warning(finding: Finding) -> bool:
    """Tell whether a finding stops nothing."""
    return RULE_BY_ID[finding.rule].severity is Severity.WARNING


def done(sentence: str) -> None:
    """Say what a command has done, on the error stream so that output stays clean."""
    click.secho(sentence, fg="green", err=True)


def aligned(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Return rows as lines whose columns stand below each other, never cut or wrapped."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def show_table(titles: Sequence[str], rows: Iterable[tuple[str, tuple[str, ...]]]) -> None:
    """Print rows of a style and cells under titles; nothing is cut, long cells are folded."""
    console = Console(highlight=False)
    console.width = console.width if console.is_terminal else _WIDE
    table = Table(*(Column(title, overflow="fold") for title in titles), box=SIMPLE)
    for style, cells in rows:
        table.add_row(*map(escape, cells), style=style)
    console.print(table)


def progress(work: Sequence[T], what: str) -> Iterable[T]:
    """Go through work with a bar on the error stream, where somebody is watching."""
    console = Console(stderr=True)
    return track(
        work, description=what, console=console, transient=True, disable=not console.is_terminal
    )


def _show_text(findings: Sequence[Finding]) -> None:
    """Show findings by file, with a sum at the end."""
    for _, group in groupby(findings, key=lambda finding: finding.file):
        for finding in group:
            click.echo(_coloured(finding), err=True)
    warnings = [finding for finding in findings if _is_warning(finding)]
    problems = [finding for finding in findings if not _is_warning(finding)]
    _show_sum(problems, "problem", "red")
    _show_sum(warnings, "warning", "yellow")


def _show_sum(findings: Sequence[Finding], noun: str, colour: str) -> None:
    """Say how many there are in how many files."""
    files = len({finding.file for finding in findings})
    if findings:
        text = f"{plural(len(findings), noun)} in {plural(files, 'file')}."
        click.secho(text, fg=colour, err=True)


def _coloured(finding: Finding) -> str:
    """Return one finding: place, what is wrong, what to do, which rule."""
    subject = f"{finding.path}: " if finding.path else ""
    subject = f"warning: {subject}" if _is_warning(finding) else subject
    place = click.style(finding.place, bold=True)
    rule = click.style(f"({finding.rule} {RULE_BY_ID[finding.rule].name})", dim=True)
    what = f"expected {finding.expected}, found {finding.found}"
    return f"{place}: {subject}{what}; {finding.action} {rule}"


def _as_json(finding: Finding) -> dict[str, object]:
    """Return a finding with the sentences of its rule."""
    rule = RULE_BY_ID[finding.rule]
    sentences = {"name": rule.name, "message": rule.en, "message_zh": rule.zh}
    return {**asdict(finding), "severity": rule.severity.value, **sentences}


def _annotation(finding: Finding) -> str:
    """Return a workflow command that puts the finding on its line of a pull request."""
    line = f",line={finding.line}" if finding.line else ""
    place = f"file={_property(finding.file)}{line},"
    title = f"{finding.rule} {RULE_BY_ID[finding.rule].name}"
    command = "warning" if _is_warning(finding) else "error"
    return annotation(command, title, finding.sentence, place)


def annotation(command: str, title: str, sentence: str, place: str = "") -> str:
    """Return a workflow command; `place` is made of properties that end with a comma."""
    body = sentence.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::{command} {place}title={_property(title)}::{body}"


def _property(text: str) -> str:
    """Escape a property of a workflow command."""
    for sign, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C")):
        text = text.replace(sign, code)
    return text
