"""The matrix of skills: names inside, numbers outside."""

from __future__ import annotations

import pytest

from generator.compose.sections.process import process
from generator.compose.words import Words
from generator.workspace.model.catalogue import SectionId
from tests.compose.reading import rows, sentences, tables
from tests.measure.school import closed, edition, named, school

SKILLS = {
    "skills.yml": {
        "skills": [
            {
                "id": "sql",
                "name": named("查询", "SQL"),
                "held": [{"by": "gu", "level": "able", "since": "2013-10-31"}],
            }
        ]
    }
}


@pytest.mark.parametrize(("audience", "name"), [("internal", "Gu"), ("school", "Person 1")])
def test_people_have_names_inside_and_numbers_outside(audience: str, name: str) -> None:
    workspace = school({"2013-10": [closed(1)]}, report={"audience": audience}, files=SKILLS)

    section = process(SectionId.PEOPLE, edition(workspace, "2013-10"), Words("en"))

    [table] = tables(section)
    assert [column.title for column in table.columns] == ["Skill", "Cover", "Able / needed", name]
    assert rows(table) == [["SQL", "one person alone", "1 / 2", "able"]]


def test_a_skill_of_a_later_day_is_not_yet_there() -> None:
    workspace = school({"2013-09": [closed(1)], "2013-10": [closed(1)]}, files=SKILLS)

    section = process(SectionId.PEOPLE, edition(workspace, "2013-09"), Words("zh"))

    assert rows(tables(section)[0]) == [["查询", "无人胜任", "0 / 2"]]


def test_without_skills_and_records_the_section_says_so() -> None:
    section = process(
        SectionId.PEOPLE, edition(school({"2013-10": [closed(1)]}), "2013-10"), Words("en")
    )

    assert (tables(section), len(sentences(section))) == ([], 1)
