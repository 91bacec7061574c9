"""What readers said and were answered, and what meetings were asked to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.blocks import Block, Column, Line, Paragraph, Section, Table, plain
from generator.measure.due import day_of_edition
from generator.workspace.model.catalogue import SectionId

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from generator.compose.words import Words
    from generator.measure.measure import Edition
    from generator.workspace.model.feedback import Decision, Remark, Review
    from generator.workspace.workspace import Workspace


def feedback(edition: Edition, words: Words) -> Section:
    """Compose what was said since the last edition, and what had no answer by then."""
    before, day = _window(edition)
    workspace = edition.measures.workspace
    remarks = [
        remark
        for file in workspace.feedback_files
        if file.party == edition.report.party
        for remark in file.feedback
        if remark.edition.partition("/")[0] == edition.report.report
        and remark.received <= day
        and (remark.received > before or _waited(remark, before))
    ]
    empty = Paragraph(line=plain(words.say("no-feedback", first=before, last=day)))
    block = feedback_table(workspace, remarks, day, words) if remarks else empty
    return _section(SectionId.FEEDBACK, block, words)


def decisions(edition: Edition, words: Words) -> Section:
    """Compose what the meetings since the last edition were asked to decide."""
    before, day = _window(edition)
    workspace = edition.measures.workspace
    reviews = [
        review
        for file in workspace.review_files
        if file.party == edition.report.party
        for review in file.reviews
        if before < review.date <= day
        and any(name.partition("/")[0] == edition.report.report for name in review.editions)
    ]
    empty = Paragraph(line=plain(words.say("no-decisions", first=before, last=day)))
    block = _decision_table(workspace, reviews, words) if reviews else empty
    return _section(SectionId.DECISIONS, block, words)


def feedback_table(
    workspace: Workspace, remarks: Iterable[Remark], day: date, words: Words
) -> Table:
    """Return one row for what was said, with its answer as of a day."""
    titles = ("feedback-id", "about", "received", "said-by", "said", "reply")
    ordered = sorted(remarks, key=lambda remark: (remark.received, remark.id))
    return Table(
        caption=words.term(SectionId.FEEDBACK),
        columns=tuple(Column(title=words.say(title)) for title in titles),
        rows=tuple(_remark_row(workspace, remark, day, words) for remark in ordered),
    )


def _remark_row(workspace: Workspace, remark: Remark, day: date, words: Words) -> tuple[Line, ...]:
    """Return what was said, by whom, about what, and the answer."""
    about = (remark.edition, *([remark.figure] if remark.figure else []))
    return (
        plain(remark.id),
        plain(words.say("between").join(about)),
        plain(remark.received.isoformat()),
        plain(workspace.roles[remark.by].name.of(words.language)),
        plain(remark.text.of(words.language)),
        plain(_answer(workspace, remark, day, words)),
    )


def _answer(workspace: Workspace, remark: Remark, day: date, words: Words) -> str:
    """Return the answer with its day; before it the day until which it is owed."""
    if remark.answer and remark.answered and remark.answered <= day:
        role = workspace.roles[remark.answered_by or ""].name.of(words.language)
        aside = words.say("answered-by", role=role, day=remark.answered)
        return words.say("aside", text=remark.answer.of(words.language), aside=aside)
    key = "answer-overdue" if remark.answer_due < day else "answer-due"
    return words.say(key, due=remark.answer_due)


def _waited(remark: Remark, day: date) -> bool:
    """Tell whether something had no answer on a day."""
    return remark.answered is None or remark.answered > day


def _decision_table(workspace: Workspace, reviews: Iterable[Review], words: Words) -> Table:
    """Return one row a decision; a meeting without any has one, too."""
    titles = (
        "review",
        "editions-reviewed",
        "attended",
        "decision",
        "decided-by",
        "action-state",
        "begun",
    )
    ordered = sorted(reviews, key=lambda review: (review.date, review.id))
    return Table(
        caption=words.term(SectionId.DECISIONS),
        columns=tuple(Column(title=words.say(title)) for title in titles),
        rows=tuple(
            _decision_row(workspace, review, decision, words)
            for review in ordered
            for decision in review.decisions or (None,)
        ),
    )


def _decision_row(
    workspace: Workspace, review: Review, decision: Decision | None, words: Words
) -> tuple[Line, ...]:
    """Return a decision with its meeting."""
    dash, between = words.say("no-value"), words.say("listed")
    roles = (workspace.roles[name].name.of(words.language) for name in review.attended)
    decider = workspace.roles[decision.by].name.of(words.language) if decision else dash
    return (
        plain(words.say("aside", text=review.id, aside=review.date)),
        plain(between.join(review.editions)),
        plain(between.join(roles)),
        plain(decision.text.of(words.language) if decision else dash),
        plain(decider),
        plain(words.term(decision.state) if decision else dash),
        plain(between.join(review.actions) or dash),
    )


def _window(edition: Edition) -> tuple[date, date]:
    """Return the due days of the edition before and of this one."""
    workspace, report = edition.measures.workspace, edition.report
    before = day_of_edition(workspace, report, edition.period.previous())
    return before, day_of_edition(workspace, report, edition.period)


def _section(name: SectionId, block: Block, words: Words) -> Section:
    """Return a section of one block."""
    return Section(id=name, title=words.term(name), blocks=(block,))
