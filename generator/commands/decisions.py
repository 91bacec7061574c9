"""How a decision is shown: to people, to machines, and on a pull request."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from generator.approval.decision import Outcome
from generator.approval.summary import (
    DONE,
    OPEN,
    OTHER_CHANGES,
    OUTCOME_WORDS,
    counted_text,
    summary,
)
from generator.commands.output import annotation, show_table
from generator.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.approval.decision import Decision
    from generator.workspace.model.types import Bilingual

EXIT_CODES: Final = {
    Outcome.APPROVED: ExitCode.FINE,
    Outcome.NOT_YET: ExitCode.PROBLEMS,
    Outcome.UNVERIFIED: ExitCode.UNVERIFIED,
}
_COLOURS: Final = {
    Outcome.APPROVED: "green",
    Outcome.NOT_YET: "yellow",
    Outcome.UNVERIFIED: "red",
}


def show_decision(
    decision: Decision, names: Mapping[str, str], style: str, page: Path | None
) -> ExitCode:
    """Show a decision in a style and return the exit code that it means.

    In the style `github` the summary is added to the file `page`, or shown without one.
    """
    if style == "json":
        click.echo(json.dumps(asdict(decision), ensure_ascii=False))
    elif style == "github":
        _annotate(decision)
        _add(summary(decision, names), page)
    else:
        _show(decision, names)
    return EXIT_CODES[decision.outcome]


def _annotate(decision: Decision) -> None:
    """Put a sentence for all that is missing beside the change."""
    if decision.outcome is Outcome.APPROVED:
        return
    for sentence in _in_the_way(decision):
        click.echo(annotation("error", "approval", f"{sentence.zh} {sentence.en}"))


def _in_the_way(decision: Decision) -> Iterator[Bilingual]:
    """Give what keeps a pull request from being approved."""
    yield from decision.doubts
    yield from decision.sentences
    for part in decision.parts:
        if part.outcome is not Outcome.APPROVED:
            yield from part.sentences


def _add(text: str, page: Path | None) -> None:
    """Add the summary to the file that the forge shows, or print it."""
    if page is None:
        click.echo(text)
        return
    with page.open("a", encoding="utf-8") as file:
        file.write(text)


def _show(decision: Decision, names: Mapping[str, str]) -> None:
    """Show the stages as a table, then every sentence."""
    rows = [
        (
            "green" if stage.is_met else "yellow",
            (
                part.edition or OTHER_CHANGES,
                f"{stage.name.zh} {stage.name.en}",
                DONE if stage.is_met else OPEN,
                "; ".join(counted_text(each, names) for each in stage.counted) or "-",
            ),
        )
        for part in decision.parts
        for stage in part.stages
    ]
    if rows:
        show_table(("期次 Edition", "环节 Stage", "状态 State", "批准人 Who"), rows)
    _say(decision.doubts, "red")
    _say(decision.sentences, "red")
    for part in decision.parts:
        _say(part.sentences, _COLOURS[part.outcome])
        _say((each.why for each in part.refused), "")
    _say(decision.notes, "")
    click.secho(OUTCOME_WORDS[decision.outcome], fg=_COLOURS[decision.outcome], bold=True)


def _say(sentences: Iterable[Bilingual], colour: str) -> None:
    """Say sentences in both languages, one below the other."""
    for sentence in sentences:
        click.secho(sentence.zh, fg=colour or None)
        click.secho(f"  {sentence.en}", fg=colour or None, dim=not colour)
