from __future__ import annotations

from fractions import Fraction

import pytest

from generator.compose.chart import Mark, ParetoChart, TrendChart
from generator.compose.charts import pareto_chart, trend_chart
from generator.compose.words import Words
from generator.workspace.workspace import Workspace
from tests.measure.school import METRICS, clause, closed, edition, ratio, school
from tests.measure.test_course import months, shares

ZH, EN = Words("zh"), Words("en")
OVER_95 = clause("1.1", "incident.in-target", "> 95 %")


def trend(workspace: Workspace, period: str, name: str = "incident.in-target") -> TrendChart:
    """Return the trend of a metric in an edition."""
    return trend_chart(edition(workspace, period), name, EN)


def pareto(causes: dict[str, int]) -> ParetoChart:
    """Return the Pareto chart of incidents with these causes, largest first."""
    records = [closed(sum(causes.values())), *(closed(n, cause=c) for c, n in causes.items())]
    measures = edition(school({"2013-10": records}), "2013-10").measures
    metric = measures.workspace.metrics["incident.closed"]
    figures = sorted(measures.members(metric.id, "cause"), key=lambda f: -(f.value or 0))
    return pareto_chart(metric, metric.dimensions[0], tuple(figures), EN)


def test_a_trend_shows_a_promise_with_its_target_and_verdicts() -> None:
    workspace = school({"2013-09": [ratio(19, 20)], "2013-10": [ratio(97, 100)]}, [OVER_95])

    assert trend(workspace, "2013-10") == TrendChart(
        id="incident_in-target_all",
        title="Metric incident.in-target: 97.0 %, Met",
        subtitle="All services, up to October 2013",
        unit_text="%",
        percent=True,
        marks=(
            Mark(label="2013-09", value=Fraction(19, 20), verdict="missed", text="95.0 %"),
            Mark(label="2013-10", value=Fraction(97, 100), verdict="met", text="97.0 %"),
        ),
        target=Fraction(19, 20),
        target_text="Target > 95 %",
        description=(
            "Line chart of Metric incident.in-target: 2 periods with a value, the latest is 97.0 %."
        ),
    )


def test_a_trend_has_a_gap_for_a_month_without_records() -> None:
    workspace = school({"2013-08": [ratio(1, 2)], "2013-10": [ratio(1, 2)]})

    marks = trend(workspace, "2013-10").marks

    assert [(mark.label, mark.value is None) for mark in marks] == [
        ("2013-08", False),
        ("2013-09", True),
        ("2013-10", False),
    ]


def test_a_trend_shows_at_most_twelve_periods() -> None:
    workspace = school(
        {f"2013-{month:02}": [ratio(1, 2)] for month in range(1, 13)} | {"2014-01": [ratio(1, 2)]}
    )

    marks = trend(workspace, "2014-01").marks

    assert (len(marks), marks[0].label, marks[-1].label) == (12, "2013-02", "2014-01")


def test_a_metric_without_a_promise_has_a_trend_without_target_and_verdicts() -> None:
    found = trend(school({"2013-10": [closed(5)]}), "2013-10", "incident.closed")

    assert (found.title, found.target, found.target_text) == (
        "Metric incident.closed: 5",
        None,
        None,
    )
    assert [mark.verdict for mark in found.marks] == [None]


@pytest.mark.parametrize(
    ("name", "shape"), [("incident.closed", "bar"), ("incident.in-target", "line")]
)
def test_counts_are_bars_and_all_else_is_a_line(name: str, shape: str) -> None:
    workspace = school({"2013-10": [closed(5), ratio(1, 2)]})

    assert trend(workspace, "2013-10", name).shape == shape


def test_a_pareto_chart_shows_the_largest_first_and_says_which_it_is() -> None:
    found = pareto({"disk": 3, "user": 5})

    assert found.title == "Metric incident.closed by Cause: most are user"
    assert [(bar.label, bar.value, bar.text) for bar in found.bars] == [
        ("user", Fraction(5), "5"),
        ("disk", Fraction(3), "3"),
    ]


def test_a_pareto_chart_of_many_puts_the_small_ones_into_one_last_bar() -> None:
    bars = pareto({f"cause {n}": 100 - n for n in range(11)}).bars

    assert (len(bars), bars[-1].label, bars[-1].value) == (9, "3 others", Fraction(92 + 91 + 90))


def test_a_pareto_chart_leaves_out_what_did_not_happen() -> None:
    assert [bar.label for bar in pareto({"disk": 0, "user": 5}).bars] == ["user"]


STEADY = [90, 91, 89, 90, 92, 90, 88, 91, 90, 89, 91]


def declared(parts: list[int], **limits: object) -> TrendChart:
    """Return the trend of a share whose metric declares its control limits."""
    name = "incident.in-target"
    metrics = [{**each, **({"limits": limits} if each["id"] == name else {})} for each in METRICS]
    return trend(school(shares(parts), metrics=metrics), "2013-12")


def test_a_fall_is_in_the_title_and_its_mark_and_limits_are_drawn() -> None:
    found = trend(school(shares([*STEADY, 70])), "2013-12")

    assert found.title == "Metric incident.in-target: 70.0 %, fell (worse)"
    assert found.subtitle.endswith(", up to December 2013, control limits 80.0 % to 100.0 %")
    assert [mark.note for mark in found.marks[-2:]] == ["", "beyond the limits"]


def test_an_ordinary_month_has_limits_and_no_mark() -> None:
    found = trend(school(shares([*STEADY, 93])), "2013-12")

    assert found.title == "Metric incident.in-target: 93.0 %"
    assert found.band
    assert {mark.note for mark in found.marks} == {""}


def test_limits_end_where_a_share_does() -> None:
    found = trend(school(shares([99, 100, 98, 99, 100, 99, 98, 100, 99, 99])), "2013-12")

    assert found.band
    assert found.band.upper == 1


def test_a_run_marks_its_eight_points() -> None:
    counts = [100, 101, 99, 102, 98, 125, 126, 124, 127, 125, 126, 124, 125]
    found = trend(school(months([closed(n) for n in counts])), "2013-12", "incident.closed")

    assert [mark.note for mark in found.marks] == [*[""] * 4, *["in the run"] * 8]
    assert "control limits of the last 8 periods together" in found.subtitle


def test_a_few_periods_have_no_limits() -> None:
    assert trend(school(shares(STEADY[:5])), "2013-12").band is None


def test_declared_limits_are_drawn_and_named_and_mark_what_is_beyond() -> None:
    found = declared([90, 91, 89, 99], spread="sample", sigmas=1)

    assert found.band
    assert found.band.text == "control limits 87.7 % to 96.8 % (sample deviation, 1 sigma)"
    assert [mark.note for mark in found.marks] == ["", "", "", "beyond the limits"]


def test_declared_limits_of_one_value_are_none() -> None:
    assert declared([90], spread="sample").band is None
