from __future__ import annotations

import pytest

from generator.compose.exclusions import exclusions, sources_of, warnings
from generator.compose.words import Words
from tests.compose.reading import rows, text
from tests.measure.school import SOURCE, Tree, clause, edition, month, ratio, school

EN, ZH = Words("en"), Words("zh")
TWICE = {"reason": {"zh": "重复", "en": "registered twice"}, "count": 3}
NAMELESS = {"reason": {"zh": "没有单号", "en": "no id"}, "count": 2}


def october(used: int = 97, **more: object) -> dict[str, Tree]:
    """Return a record file whose source says more."""
    file = {
        **month("2013-10", [ratio(97, 100)]),
        "sources": [{**SOURCE, "used": used, "set_aside": [TWICE], **more}],
    }
    return {"records/school/2013-10.yml": file}


def test_what_was_set_aside_is_listed_by_month_and_what_has_none_by_export() -> None:
    found = edition(school({}, files=october(unplaced=[NAMELESS])), "2013-10")
    shown = (found.measures.measured("incident.in-target").figure,)

    _, table = exclusions(sources_of(found, shown), EN)

    assert rows(table) == [
        ["desk", "2013-10", "registered twice", "3"],
        ["desk", "desk.csv (whole export)", "no id", "2"],
    ]


@pytest.mark.parametrize(
    ("used", "limit", "told"),
    [(97, 3, False), (96, 3, True), (56, 5, True), (57, 5, False), (0, 100, False), (0, 99, True)],
)
def test_a_warning_begins_above_the_limit_of_the_organisation(
    used: int, limit: int, *, told: bool
) -> None:
    names = {"zh": "中心", "en": "Centre"}
    files = {
        **october(used),
        "organisation.yml": {"name": names, "zone": "UTC", "most_set_aside": limit},
    }
    clauses = [clause("1.1", "incident.in-target", "> 95 %")]

    found = list(warnings(edition(school({}, clauses, files=files), "2013-10"), ZH))

    assert bool(found) is told


def test_a_share_just_above_the_limit_is_not_printed_as_the_limit() -> None:
    many = {**TWICE, "count": 5001}
    clauses = [clause("1.1", "incident.in-target", "> 95 %")]
    files = october(94_999, set_aside=[many], rows=200_000)

    [found] = warnings(edition(school({}, clauses, files=files), "2013-10"), EN)

    assert text(found.line) == (  # type: ignore[union-attr]
        "Note: 5,001 of 100,000 cases of desk in 2013-10 were set aside (5.001 %, more than 5 %); "
        "the annex of lineage says why."
    )
