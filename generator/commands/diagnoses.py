"""How an examination is shown: to people, to machines, and beside a change."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

import click

from generator.commands.output import annotation, show_table
from generator.doctor.demand import State, worst
from generator.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.doctor.demand import Diagnosis

EXIT_CODES: Final = {
    State.GAP: ExitCode.PROBLEMS,
    State.UNVERIFIED: ExitCode.UNVERIFIED,
    State.ADVICE: ExitCode.FINE,
    State.SOUND: ExitCode.FINE,
}
_WORDS: Final = {
    State.GAP: "✘ 缺口 gap",
    State.UNVERIFIED: "? 无法核实 unverified",
    State.ADVICE: "! 建议 advice",
    State.SOUND: "✔ 满足 sound",
}
_COLOURS: Final = {
    State.GAP: "red",
    State.UNVERIFIED: "magenta",
    State.ADVICE: "yellow",
    State.SOUND: "green",
}
_SUMS: Final = {
    State.GAP: "有缺口 there are gaps",
    State.UNVERIFIED: "有内容无法核实 something could not be verified",
    State.ADVICE: "满足要求，另有建议 sound, with advice",
    State.SOUND: "满足要求 sound",
}
_TITLES: Final = ("编号 Id", "要求 Demand", "结论 State", "可堵住 Closes")


def show_diagnoses(diagnoses: Sequence[Diagnosis], style: str) -> ExitCode:
    """Show every diagnosis in a style and return the exit code that they mean."""
    state = worst(diagnoses)
    if style == "json":
        listed = [_as_json(each) for each in diagnoses]
        click.echo(json.dumps({"state": state, "diagnoses": listed}, ensure_ascii=False))
    elif style == "github":
        _annotate(diagnoses)
    else:
        _show(diagnoses)
        click.secho(_SUMS[state], fg=_COLOURS[state], bold=True)
    return EXIT_CODES[state]


def _as_json(diagnosis: Diagnosis) -> dict[str, object]:
    """Return a diagnosis as plain values."""
    demand = diagnosis.demand
    return {
        "rule": demand.rule,
        "state": diagnosis.state,
        "expected": asdict(demand.expected),
        "found": [asdict(each) for each in diagnosis.found],
        "action": asdict(demand.action),
        "closes": demand.closes,
        "sentences": [asdict(each) for each in diagnosis.sentences],
    }


def _annotate(diagnoses: Sequence[Diagnosis]) -> None:
    """Put a sentence for all that is not sound beside the change."""
    for diagnosis in diagnoses:
        command = "warning" if diagnosis.state is State.ADVICE else "error"
        for sentence in diagnosis.sentences:
            title = f"doctor {diagnosis.demand.rule}"
            click.echo(annotation(command, title, f"{sentence.zh} {sentence.en}"))


def _show(diagnoses: Sequence[Diagnosis]) -> None:
    """Show all demands as a table, then a sentence for what is not sound."""
    rows = (
        (
            _COLOURS[each.state],
            (
                each.demand.rule,
                f"{each.demand.expected.zh}\n{each.demand.expected.en}",
                _WORDS[each.state],
                " ".join(each.demand.closes),
            ),
        )
        for each in diagnoses
    )
    show_table(_TITLES, rows)
    for each in sorted(diagnoses, key=lambda each: tuple(State).index(each.state)):
        for sentence in each.sentences:
            click.secho(sentence.zh, fg=_COLOURS[each.state])
            click.secho(f"  {sentence.en}", fg=_COLOURS[each.state])
