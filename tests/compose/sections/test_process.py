from __future__ import annotations

from generator.compose.blocks import ChartPlace, Section
from generator.compose.sections.process import process
from generator.compose.words import Words
from generator.workspace.model.catalogue import SectionId
from tests.compose.reading import rows, sentences, tables
from tests.measure.school import Tree, clause, closed, edition, metric, ratio, school

EN = Words("en")

FEW = "–"
INCOMPLETE = "incomplete: 1/10 months, 10.0 %"


def section(*records: Tree, clauses: tuple[Tree, ...] = ()) -> Section:
    """Return the incident analysis of October."""
    return process(
        SectionId.INCIDENTS, edition(school({"2013-10": records}, clauses), "2013-10"), EN
    )


def test_a_process_shows_its_metrics_over_all_services_and_by_service() -> None:
    found = section(ratio(9, 10), ratio(10, 10, "web"), closed(10))

    assert [rows(table) for table in tables(found)] == [
        [
            [
                "Metric incident.closed",
                "10",
                "10",
                "–",
                FEW,
                "10 (incomplete: 1/10 months, 10.0 %)",
            ],
            [
                "Metric incident.in-target",
                "95.0 %",
                "19 / 20",
                "–",
                FEW,
                f"95.0 % ({INCOMPLETE})",
            ],
        ],
        [["Service mail", "10", "90.0 %"], ["Service web", "–", "100.0 %"]],
    ]


def test_metrics_of_another_process_and_without_records_are_left_out() -> None:
    notice = {"metric": "change.notice", "service": "mail", "value": 3, "at": "2013-10-05"}
    found = edition(school({"2013-10": [notice, ratio(9, 10)]}), "2013-10")

    names = [
        rows(tables(process(section, found, EN))[0])[0][0]
        for section in (SectionId.INCIDENTS, SectionId.CHANGES)
    ]

    assert names == ["Metric incident.in-target", "Metric change.notice"]


def test_a_process_without_records_says_so() -> None:
    assert sentences(section()) == ["There are no records of this period."]


def test_causes_come_largest_first_with_their_shares() -> None:
    causes = (closed(2, cause="disk"), closed(5, cause="user"), closed(2, cause="app"))

    found = section(closed(9), *causes)

    assert rows(tables(found)[1]) == [
        ["user", "5", "55.6 %", "55.6 %"],
        ["app", "2", "22.2 %", "77.8 %"],
        ["disk", "2", "22.2 %", "100.0 %"],
    ]


def test_causes_of_nothing_have_no_shares() -> None:
    found = section(closed(0), closed(0, cause="disk"))

    assert rows(tables(found)[1]) == [["disk", "0", "–", "–"]]


def test_four_causes_make_a_chart_and_three_do_not() -> None:
    charts = []
    for count in (3, 4):
        causes = [closed(1, cause=f"cause {n}") for n in range(count)]
        blocks = section(closed(count), *causes, closed(0, cause="none")).blocks
        charts.append([block.chart.id for block in blocks if isinstance(block, ChartPlace)])

    assert charts == [[], ["incident_closed_all_cause-pareto"]]


def test_a_value_near_its_target_has_the_same_digits_as_among_the_promises() -> None:
    found = section(ratio(9496, 10000), clauses=(clause("1", "incident.in-target", ">= 95 %"),))

    assert rows(tables(found)[0])[0][1] == "94.96 %"


def test_rows_of_a_distinct_count_say_that_they_do_not_add_up() -> None:
    callers = metric("incident.callers", "distinct", "count", "lower", decimals=0)
    records = [
        {"metric": "incident.callers", "service": "mail", "ids": "p1 p2"},
        {"metric": "incident.callers", "service": "web", "ids": "p2"},
    ]
    workspace = school({"2013-10": records}, metrics=[callers])

    found = process(SectionId.INCIDENTS, edition(workspace, "2013-10"), Words("en"))

    assert sentences(found)[-1] == (
        "Metric incident.callers: distinct count; "
        "the value of all services is not the sum of the rows."
    )
    assert [row[1] for row in rows(tables(found)[0])] == ["2"]
    assert [row[1] for row in rows(tables(found)[1])] == ["2", "1"]
