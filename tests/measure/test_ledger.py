from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from generator.kinds import MetricKind
from generator.measure.figure import Figure, FigureKey, RecordKey
from generator.measure.ledger import Ledger
from generator.measure.rollup import (
    Maximum,
    Mean,
    Minimum,
    Parts,
    Ratio,
    RollUpError,
    Stock,
    Total,
)
from generator.periods import Period
from generator.workspace.workspace import Workspace
from tests.measure.school import (
    METRICS,
    SERVICES,
    backlog,
    closed,
    metric,
    ratio,
    school,
    service,
)

OCTOBER = "report_data/records/school/2013-10.yml"
NOVEMBER = "report_data/records/school/2013-11.yml"
LAST_OF_OCTOBER, LAST_OF_NOVEMBER = "2013-10-31", "2013-11-30"


def figure(workspace: Workspace, name: str, period: str = "2013-10") -> Figure:
    """Return a figure of the school by its id."""
    ledger = Ledger.of(workspace)
    return ledger.figure("school", SERVICES, FigureKey.parse(name), Period.parse(period))


def extreme(name: str, value: str, at: str, case: str) -> dict[str, object]:
    """Return a record of an extreme."""
    return {"metric": name, "service": "mail", "value": value, "at": at, "case": case}


@pytest.mark.parametrize(
    ("record", "parts"),
    [
        (ratio(9, 10), Ratio(numerator=Fraction(9), denominator=Fraction(10))),
        (
            {"metric": "incident.mean-time", "service": "mail", "sum": "5120.25", "count": 198},
            Mean(sum=Fraction(512025, 100), count=Fraction(198)),
        ),
        (closed(12), Total(value=Fraction(12))),
        (backlog(3, LAST_OF_OCTOBER), Stock(value=Fraction(3), at=date(2013, 10, 31))),
        (
            extreme("incident.longest", "20.5", "2013-10-15T10:00", "IM-7"),
            Maximum(value=Fraction(41, 2), at="2013-10-15T10:00", case="IM-7"),
        ),
        (
            extreme("change.notice", "2", "2013-10-20", "C-1"),
            Minimum(value=Fraction(2), at="2013-10-20", case="C-1"),
        ),
    ],
)
def test_a_record_becomes_the_parts_of_its_metrics_kind_exactly(
    record: dict[str, object], parts: Parts
) -> None:
    assert figure(school({"2013-10": [record]}), f"{record['metric']}@mail").parts == parts


OTHER_KINDS = (
    metric("service.up", "duration-ratio", "percent", "higher", across="weighted"),
    metric("service.chain", "duration-ratio", "percent", "higher", across="serial"),
    metric("service.standby", "duration-ratio", "percent", "higher", across="parallel"),
    metric("service.users-up", "duration-ratio", "percent", "higher", across="user-weighted"),
    metric("service.sessions", "average-stock", "count", "neither"),
    metric("service.p90", "percentile", "minute", "lower", percentile={"rank": 90}),
    metric("service.callers", "distinct", "count", "lower"),
    metric("service.aged", "stock-ratio", "day", "lower"),
    metric("service.trained", "distinct-share", "percent", "higher"),
    metric("service.risk", "single", "point", "lower"),
    metric(
        "service.score",
        "index",
        "percent",
        "higher",
        components=[
            {"metric": "service.chain", "weight": 2},
            {"metric": "incident.in-target", "weight": 1},
        ],
    ),
)


def of(name: str, service: str = "mail", **parts: object) -> dict[str, object]:
    """Return a record of one of the other kinds."""
    return {"metric": f"service.{name}", "service": service, **parts}


def other(*months: list[dict[str, object]]) -> Workspace:
    """Return a workspace of records from October on, and metrics of every kind."""
    labels = ("2013-10", "2013-11", "2013-12")
    records = dict(zip(labels, months, strict=False))
    return school(records, metrics=[*METRICS, *OTHER_KINDS])


@pytest.mark.parametrize(
    ("records", "value"),
    [
        ([of("up", numerator=9, denominator=10)], Fraction(9, 10)),
        (
            [
                of("up", numerator=9, denominator=10),
                of("up", "web", numerator=90, denominator=90),
            ],
            Fraction(99, 100),
        ),
        (
            [
                of("chain", numerator=9, denominator=10),
                of("chain", "web", numerator=8, denominator=10),
            ],
            Fraction(72, 100),
        ),
        (
            [
                of("standby", numerator=9, denominator=10),
                of("standby", "web", numerator=8, denominator=10),
            ],
            Fraction(98, 100),
        ),
        (
            [
                of("users-up", numerator=9, denominator=10, weight=90),
                of("users-up", "web", numerator=0, denominator=10, weight=10),
            ],
            Fraction(81, 100),
        ),
        (
            [
                of("aged", numerator=90, denominator=9, at="2013-10-31"),
                of("aged", "web", numerator=6, denominator=3, at="2013-10-31"),
            ],
            Fraction(8),
        ),
        (
            [
                of("trained", ids="p1", scope="p1 p2", at="2013-10-31"),
                of("trained", "web", ids="p3", scope="p1 p3 p4", at="2013-10-31"),
            ],
            Fraction(1, 2),
        ),
        (
            [of("sessions", sum=70, seconds=10), of("sessions", "web", sum=25, seconds=10)],
            Fraction(19, 2),
        ),
        ([of("p90", histogram="1:180"), of("p90", "web", histogram="2:20")], Fraction(1)),
        ([of("callers", ids="p1 p2"), of("callers", "web", ids="p2 p3")], Fraction(3)),
        ([of("risk", value=2)], Fraction(2)),
        ([of("risk", value=2), of("risk", "web", value=3)], None),
    ],
)
def test_services_roll_up_as_the_kind_says(
    records: list[dict[str, object]], value: Fraction | None
) -> None:
    assert figure(other(records), f"{records[0]['metric']}@all").value == value


def test_a_serial_chain_over_months_multiplies_once() -> None:
    october = [
        of("chain", numerator=90, denominator=100),
        of("chain", "web", numerator=100, denominator=100),
    ]
    november = [
        of("chain", numerator=100, denominator=100),
        of("chain", "web", numerator=80, denominator=100),
    ]

    found = figure(other(october, november), "service.chain@all", "2013-10-01..2013-12-01")

    assert found.value == Fraction(190, 200) * Fraction(180, 200)


def test_an_index_names_the_records_of_its_components_and_needs_all_of_them() -> None:
    chain = of("chain", numerator=9, denominator=10)
    workspace = other([chain, ratio(99, 100)], [chain])

    october, november, december = (
        figure(workspace, "service.score@all", f"2013-{month}") for month in (10, 11, 12)
    )

    assert (october.value, len(october.records), october.complete) == (Fraction(93, 100), 2, True)
    assert (november.value, len(november.records), november.complete) == (None, 1, False)
    assert (december.parts, december.records) == (None, ())


def test_a_single_value_of_a_quarter_is_not_that_of_its_only_month() -> None:
    workspace = other([of("risk", value=2)])

    values = [
        figure(workspace, "service.risk@mail", label).value for label in ("2013-10", "2013-Q4")
    ]

    assert values == [2, None]


def test_there_is_a_kind_of_metric_in_the_sample_for_every_kind() -> None:
    kinds = {each["kind"] for each in (*METRICS, *OTHER_KINDS)}

    assert kinds == set(MetricKind)


def test_a_figure_names_every_record_that_it_came_from() -> None:
    workspace = school(
        {"2013-10": [closed(1), ratio(1, 1)], "2013-11": [ratio(2, 2), ratio(3, 3, "web")]}
    )

    found = figure(workspace, "incident.in-target@all", "2013-Q4").records

    assert found == (
        RecordKey(file=OCTOBER, index=1),
        RecordKey(file=NOVEMBER, index=0),
        RecordKey(file=NOVEMBER, index=1),
    )


def test_a_year_of_ratios_is_the_ratio_of_its_sums() -> None:
    workspace = school({"2013-01": [ratio(9, 10)], "2013-02": [ratio(990, 1000)]})

    assert figure(workspace, "incident.in-target@all", "2013").value == Fraction(999, 1010)


def test_a_period_without_any_record_has_no_parts() -> None:
    found = figure(school({}), "incident.in-target@all", "2013-Q4")

    assert (found.parts, found.records, found.months, found.covered) == (None, (), 3, 0)


def test_a_month_without_a_record_leaves_the_quarter_incomplete() -> None:
    workspace = school({"2013-10": [ratio(9, 10)], "2013-12": [ratio(10, 10)]})

    found = figure(workspace, "incident.in-target@all", "2013-Q4")

    assert (found.value, found.months, found.covered) == (Fraction(19, 20), 3, 2)


def test_the_backlog_of_all_services_is_that_of_the_last_recorded_month() -> None:
    october = [backlog(3, LAST_OF_OCTOBER), backlog(4, LAST_OF_OCTOBER, "web")]
    workspace = school({"2013-10": october, "2013-11": [backlog(5, LAST_OF_NOVEMBER)]})

    found = figure(workspace, "incident.backlog@all", "2013-10-01..2013-12-01")

    assert found.parts == Stock(
        value=Fraction(5), at=date(2013, 11, 30), least=Fraction(5), most=Fraction(7)
    )


def test_backlogs_of_different_days_of_a_month_are_not_added() -> None:
    workspace = school({"2013-10": [backlog(3, LAST_OF_OCTOBER), backlog(4, "2013-10-30", "web")]})

    with pytest.raises(RollUpError, match="expected stocks of one day"):
        figure(workspace, "incident.backlog@all")


def test_a_break_down_is_kept_apart_from_the_whole() -> None:
    workspace = school({"2013-10": [closed(5), closed(2, cause="disk"), closed(3, cause="user")]})
    names = ["incident.closed@all", "incident.closed@all/cause=user"]

    assert [figure(workspace, name).value for name in names] == [5, 3]


def test_the_members_of_a_dimension_are_known_in_order() -> None:
    october = [closed(5), closed(2, cause="user"), closed(3, cause="disk")]
    workspace = school({"2013-10": october, "2013-11": [closed(1), closed(1, cause="app")]})

    expected = {("school", "incident.closed", "cause"): ("app", "disk", "user")}
    assert dict(Ledger.of(workspace).members) == expected


def test_a_month_without_a_member_is_complete_when_others_of_its_dimension_are_recorded() -> None:
    october, november = [closed(2), closed(2, cause="disk")], [closed(1), closed(1, cause="user")]
    workspace = school({"2013-10": october, "2013-11": november})

    figures = [
        figure(workspace, "incident.closed@all/cause=disk", period)
        for period in ("2013-10-01..2013-12-01", "2013-Q4")
    ]

    assert [(found.value, found.complete) for found in figures] == [
        (Fraction(2), True),
        (Fraction(2), False),
    ]


def test_a_week_that_cuts_its_month_has_no_figure() -> None:
    assert (
        figure(school({"2013-10": [ratio(9, 10)]}), "incident.in-target@all", "2013-W41").parts
        is None
    )


def test_a_figure_is_rolled_up_once() -> None:
    ledger = Ledger.of(school({"2013-10": [ratio(9, 10)]}))
    wanted = FigureKey.parse("incident.in-target"), Period.parse("2013-10")

    assert ledger.figure("school", SERVICES, *wanted) is ledger.figure("school", SERVICES, *wanted)


def test_a_service_that_was_recorded_before_and_is_missing_now_leaves_the_month_incomplete() -> (
    None
):
    october = [ratio(9, 10), ratio(5, 5, "web")]
    workspace = school({"2013-10": october, "2013-11": [ratio(10, 10)]})

    found = figure(workspace, "incident.in-target@all", "2013-11")

    assert (found.value, found.complete) == (Fraction(1), False)


def test_a_service_that_begins_later_is_not_missing_before() -> None:
    november = [ratio(9, 10), ratio(5, 5, "web")]
    workspace = school({"2013-10": [ratio(10, 10)], "2013-11": november})

    assert figure(workspace, "incident.in-target@all", "2013-10").complete


def test_a_service_that_ended_is_not_missing_afterwards() -> None:
    ended = {"services": [service("mail"), {**service("web"), "last": "2013-10-31"}]}
    records = {"2013-10": [ratio(9, 10), ratio(5, 5, "web")], "2013-11": [ratio(10, 10)]}
    workspace = school(records, files={"services.yml": ended})

    assert figure(workspace, "incident.in-target@all", "2013-11").complete


def test_a_month_without_cases_has_no_extreme_and_is_complete() -> None:
    longest = {"metric": "incident.longest", "service": "mail", "value": 9, "at": "2013-10-02"}
    workspace = school({"2013-10": [longest], "2013-11": [closed(0)], "2013-12": [closed(0)]})

    assert figure(workspace, "incident.longest@all", "2013-Q4").complete
