from __future__ import annotations

from generator.compose.sections.workload import workload
from generator.compose.words import Words
from tests.compose.reading import rows, sentences, tables
from tests.measure.school import closed, edition, ratio, school

EN = Words("en")


def test_the_workload_shows_counts_by_service_and_their_total_last() -> None:
    found = edition(school({"2013-10": [closed(7), closed(5, "web"), ratio(1, 1)]}), "2013-10")

    assert rows(tables(workload(found, EN))[0]) == [
        ["Service mail", "7"],
        ["Service web", "5"],
        ["All services", "12"],
    ]


def test_a_period_without_counts_says_so() -> None:
    found = edition(school({"2013-10": [ratio(1, 1)]}), "2013-10")

    assert sentences(workload(found, EN)) == ["There are no records of this period."]
