"""What stands behind a miss in the summary: the reason, and what is done by whom until when."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.compose.blocks import Line, plain
from generator.compose.commentary import spans_line
from generator.measure.answers import Answer, Miss, answer_to
from generator.measure.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.compose.words import Words
    from generator.measure.measure import Attainment, Edition
    from generator.workspace.model.actions import Action
    from generator.workspace.workspace import Workspace


def answer_lines(
    edition: Edition, attainments: Iterable[Attainment], words: Words
) -> tuple[Line, ...]:
    """Return the answer to each of several misses; one that is repeated is only named."""
    lines = [_answer_line(edition, attainment, words) for attainment in attainments]
    none = _joined((plain(words.say("no-answer")),), words)
    same = _joined((plain(words.say("same-answer")),), words)
    before = ((), *lines)
    return tuple(
        same if line == last and line not in ((), none) else line
        for last, line in zip(before, lines, strict=False)
    )


def _answer_line(edition: Edition, attainment: Attainment, words: Words) -> Line:
    """Return reason, actions, owners and days of a miss; that there are none, if so.

    Nothing is asked for where a promise was kept.
    """
    if attainment.judgement.verdict is not Verdict.MISSED:
        return ()
    workspace = edition.measures.workspace
    miss = Miss(
        report=edition.report,
        period=edition.period,
        agreement=attainment.agreement,
        clause=attainment.clause,
        service=attainment.measured.figure.key.service,
    )
    answer = answer_to(workspace, miss)
    actions = tuple(plain(action_text(workspace, each, words)) for each in answer.actions)
    pieces = (_reason(edition, answer, words), *actions, _waiver(workspace, answer, words))
    found = tuple(piece for piece in pieces if piece) or (plain(words.say("no-answer")),)
    return _joined(found, words)


def _joined(pieces: Iterable[Line], words: Words) -> Line:
    """Put each piece behind the mark between things that are listed."""
    gap = plain(words.say("between"))
    return tuple(text for piece in pieces for text in (*gap, *piece))


def action_text(workspace: Workspace, action: Action, words: Words) -> str:
    """Return an action in one line: id, title, owner and due day."""
    return words.say(
        "action-line",
        id=action.id,
        title=action.title.of(words.language),
        owner=workspace.roles[action.owner].name.of(words.language),
        due=action.due,
    )


def _reason(edition: Edition, answer: Answer, words: Words) -> Line:
    """Return what the author wrote, else the cause of the first action."""
    head = plain(words.say("given-reason"))
    if answer.reason:
        line = spans_line(edition, answer.reason, words)
        # The sentence goes on in the list, so its own full stop would stand in the middle.
        end = replace(line[-1], text=line[-1].text.rstrip("。."))
        return (*head, *line[:-1], end)
    if answer.actions:
        return (*head, *plain(answer.actions[0].cause.of(words.language).rstrip("。.")))
    return ()


def _waiver(workspace: Workspace, answer: Answer, words: Words) -> Line:
    """Return who accepted a miss, and why."""
    waiver = answer.waiver
    if waiver is None:
        return ()
    role = workspace.roles[waiver.accepted_by].name.of(words.language)
    reason = waiver.reason.of(words.language).rstrip("。.")
    return plain(words.say("waived", role=role, until=waiver.until, reason=reason))
