"""Skills on a day: who has them, and whether that is enough."""

from __future__ import annotations

from datetime import date

import pytest

from generator.measure.skills import Cover, SkillRow, skilled_people, skills_on
from tests.measure.school import named, school

DAY = date(2013, 10, 31)


def held(by: str, level: str, since: str, until: str | None = None) -> dict[str, str]:
    days = {"since": since, **({"until": until} if until else {})}
    return {"by": by, "level": level, **days}


def row(*who: dict[str, str], needed: int = 2) -> SkillRow:
    """Return the only skill of the school at the end of October."""
    skill = {"id": "sql", "name": named("查询", "SQL"), "needed": needed, "held": list(who)}
    [found] = skills_on(school({}, files={"skills.yml": {"skills": [skill]}}), DAY)
    return found


ABLE = (held("lin", "able", "2013-01-01"), held("gu", "teaches", "2013-10-31"))


@pytest.mark.parametrize(
    ("who", "needed", "cover"),
    [
        (ABLE, 2, Cover.FULL),
        (ABLE, 3, Cover.SHORT),
        (ABLE[:1], 2, Cover.ALONE),
        (ABLE[:1], 1, Cover.FULL),
        ((), 1, Cover.NOBODY),
        ((held("lin", "learning", "2013-01-01"),), 2, Cover.NOBODY),
    ],
)
def test_a_skill_is_covered_by_those_who_are_able(
    who: tuple[dict[str, str], ...], needed: int, cover: Cover
) -> None:
    assert row(*who, needed=needed).cover is cover


def test_a_level_holds_from_its_first_to_its_last_day() -> None:
    found = row(
        held("lin", "able", "2013-11-01"),
        held("gu", "able", "2013-01-01", "2013-10-30"),
    )

    assert found.levels == {}


def test_of_two_entries_of_a_person_the_later_one_counts() -> None:
    found = row(held("lin", "able", "2013-09-01"), held("lin", "learning", "2013-01-01"))

    assert (dict(found.levels), found.able) == ({"lin": "able"}, 1)


def test_people_stand_in_the_order_of_their_file() -> None:
    skills = [
        {"id": "b", "name": named("乙", "B"), "held": [held("gu", "able", "2013-01-01")]},
        {"id": "a", "name": named("甲", "A"), "held": [held("lin", "able", "2013-01-01")]},
    ]
    workspace = school({}, files={"skills.yml": {"skills": skills}})

    assert [p.id for p in skilled_people(workspace, skills_on(workspace, DAY))] == ["lin", "gu"]
