"""The matrix of skills: who can do what, how many can, and where nobody can stand in."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from generator.compose.blocks import Align, Block, Column, Paragraph, Subheading, Table, plain
from generator.measure.skills import Cover, skilled_people, skills_on
from generator.workspace.model.catalogue import INTERNAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.compose.blocks import Line
    from generator.compose.words import Words
    from generator.measure.measure import Edition
    from generator.measure.skills import SkillRow
    from generator.workspace.model.organisation import Person


def skill_blocks(edition: Edition, words: Words) -> Iterator[Block]:
    """Show the skills as they stood on the last day of the period; nothing without any."""
    workspace = edition.measures.workspace
    day = edition.period.end - timedelta(days=1)
    rows = skills_on(workspace, day)
    if not rows:
        return
    people = skilled_people(workspace, rows)
    yield Subheading(title=words.say("skills"))
    yield Paragraph(line=plain(_answer(rows, words)))
    yield Table(
        caption=words.say("skills-on", day=day.isoformat()),
        columns=(
            Column(title=words.say("skill")),
            Column(title=words.say("skill-cover")),
            Column(title=words.say("skill-able"), align=Align.RIGHT),
            *(Column(title=name) for name in _names(edition, people, words)),
        ),
        rows=tuple(_row(row, people, words) for row in rows),
    )
    yield Paragraph(line=plain(words.say("skills-note", day=day.isoformat())))


def _answer(rows: tuple[SkillRow, ...], words: Words) -> str:
    """Say how many skills have all their people, and how many hang on one or on nobody."""
    counts = Counter(row.cover for row in rows)
    numbers = {cover.value: counts[cover] for cover in Cover}
    return words.say("skills-answer", count=len(rows), **numbers)


def _names(edition: Edition, people: tuple[Person, ...], words: Words) -> tuple[str, ...]:
    """Return the people as the audience may see them: outside they have numbers for names."""
    if edition.report.audience == INTERNAL:
        return tuple(person.name for person in people)
    return tuple(words.say("person-number", number=number) for number in range(1, len(people) + 1))


def _row(row: SkillRow, people: tuple[Person, ...], words: Words) -> tuple[Line, ...]:
    """Return one skill: whether it is covered, by how many, and the level of each person."""
    levels = (row.levels.get(person.id) for person in people)
    return (
        plain(row.skill.name.of(words.language)),
        plain(words.term(row.cover)),
        plain(f"{row.able} / {row.skill.needed}"),
        *(plain(words.term(level) if level else words.say("no-value")) for level in levels),
    )
