"""Rules X066 and X069: misses that nothing answers, and waivers that no miss needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.measure.answers import Answer, Miss, answer_to, covers
from generator.measure.editions import editions
from generator.measure.figure import FigureKey
from generator.measure.measure import due_promises, measures_of
from generator.measure.promise import judgement_of
from generator.measure.verdict import Verdict
from generator.workspace.model.catalogue import SectionId

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.findings import Finding
    from generator.measure.editions import EditionKey
    from generator.measure.ledger import Ledger
    from generator.workspace.workspace import Entry, Workspace


def unanswered(workspace: Workspace, ledger: Ledger) -> Iterator[Finding]:
    """Find misses without an answer, and waivers of promises that were kept."""
    misses = tuple(_misses(workspace, ledger))
    texts = {entry.value.edition: entry for entry in workspace.of_kind("commentary")}
    reports = {item.id: item.entry for item in workspace.items("report")}
    for miss in misses:
        answer = answer_to(workspace, miss)
        if not answer.is_enough:
            edition = f"{miss.report.report}/{miss.period.label}"
            text = texts.get(edition)
            yield _finding(text or reports[miss.report.report], miss, answer)
    yield from _idle_waivers(workspace, misses)


def open_misses(
    workspace: Workspace, ledger: Ledger, key: EditionKey
) -> Iterator[tuple[Miss, Answer]]:
    """Give the missed promises of an edition that lack an answer, and what they have of it."""
    for miss in _misses_of(workspace, ledger, key):
        answer = answer_to(workspace, miss)
        if not answer.is_enough:
            yield miss, answer


def _misses(workspace: Workspace, ledger: Ledger) -> Iterator[Miss]:
    """Give every missed promise of all editions."""
    for key in editions(workspace):
        yield from _misses_of(workspace, ledger, key)


def _misses_of(workspace: Workspace, ledger: Ledger, key: EditionKey) -> Iterator[Miss]:
    """Give the missed promises of one edition, without its history.

    A report that does not tell of promises has none.
    """
    if SectionId.SLA not in key.report.sections:
        return
    measures = measures_of(workspace, ledger, key.report, key.period)
    for agreement, clause, service in due_promises(measures, key.report):
        metric = workspace.metrics[clause.metric or ""]
        figure = measures.figure(FigureKey(metric=metric.id, service=service))
        # A signal turns kept promises alone, so nobody has to read the history for it.
        judged = judgement_of(agreement, clause, metric, figure, lambda _, __: None)
        if judged.verdict is Verdict.MISSED:
            yield Miss(
                report=key.report,
                period=key.period,
                agreement=agreement,
                clause=clause,
                service=service,
            )


def _finding(entry: Entry, miss: Miss, answer: Answer) -> Finding:
    """Say what a miss lacks."""
    place: tuple[str, ...] = ("sla",) if entry.kind == "commentary" else ("sections",)
    lacks = [
        *([] if answer.reason else ["no reason"]),
        *([] if answer.actions else ["no action"]),
    ]
    edition = f"{miss.report.report}/{miss.period.label}"
    return entry.finding(
        place,
        "X066",
        expected=f"a reason and an action for {miss.promise} of {miss.service} in {edition}",
        found=" and ".join(lacks),
        action=f"name the clause or quote the figure in section sla of commentary/{edition}.md, "
        "and answer it in actions/*.yml, or have a waiver accepted there",
    )


def _idle_waivers(workspace: Workspace, misses: tuple[Miss, ...]) -> Iterator[Finding]:
    """Find waivers of days that are recorded and of promises that were not missed."""
    for entry in workspace.of_kind("actions"):
        party = entry.value.party
        files = workspace.files_of(party)
        for index, waiver in enumerate(entry.value.waivers):
            is_past = bool(files) and waiver.until < files[-1].period.end
            if is_past and not any(covers(waiver, miss) for miss in misses):
                yield entry.finding(
                    ("waivers", index),
                    "X069",
                    expected=f"a miss of {waiver.clause} up to {waiver.until}",
                    found="none in any report",
                    action="remove the waiver, or correct its clause, services and days",
                )
