"""Traps of figures, with the numbers that show them: from YAML records to the page."""

from __future__ import annotations

import pytest

from generator.collect.collect import Collected
from tests.collect.conftest import Desk, record_file
from tests.measure.school import (
    BY_HAND,
    METRICS,
    SOURCE,
    Tree,
    backlog,
    clause,
    closed,
    metric,
    month,
    named,
    ratio,
)
from tests.traps.pages import cells, changed, figure, page, process_rows, promise, workspace
from tests.workspace.samples import RECORDS, replaced, sentences_of

AT_LEAST_95 = clause("1.1", "incident.in-target", ">= 95 %")
OVER_95 = clause("1.1", "incident.in-target", "> 95 %")
QUARTERLY = {"cadence": "quarter", "first": "2013-Q4"}
OCTOBER = "report_data/records/shop/2013-10.yml"
SURVEY = metric("incident.satisfied", "ratio", "percent", "higher", suppress_below=5)


def survey(numerator: int, denominator: int, service: str) -> dict[str, object]:
    """Return a record of a metric whose small groups are suppressed."""
    return {**ratio(numerator, denominator, service), "metric": "incident.satisfied"}


def source(**more: object) -> dict[str, object]:
    """Return a record file of October with one source that says more, and a promise kept."""
    return {
        **month("2013-10", [ratio(97, 100)]),
        "sources": [{**SOURCE, "rows": 5000, "used": 100, **more}],
    }


def in_october(file: Tree) -> dict[str, Tree]:
    """Return the place of a record file of October."""
    return {"records/school/2013-10.yml": file}


def test_trap_01_a_longer_period_is_no_mean_of_ratios() -> None:
    records = {"2013-01": [ratio(9, 10)], "2013-02": [ratio(990, 1000)]}

    made = workspace(records, [AT_LEAST_95], metrics=changed("incident.in-target", decimals=2))

    assert cells(made, "2013-02", "Previous", "Value", "Year to date") == (
        "90.00 %",
        "99.00 %",
        "98.91 %",
    )


def test_trap_02_a_mean_of_several_services_is_no_mean_of_means() -> None:
    def minutes(service: str, total: int, count: int) -> Tree:
        return {"metric": "incident.mean-time", "service": service, "sum": total, "count": count}

    made = workspace({"2013-01": [minutes("mail", 900, 20), minutes("web", 4500, 180)]})

    assert process_rows(made, "2013-01")[0][1:3] == ["27.0 h", "5,400 / 200"]
    assert [row[1] for row in process_rows(made, "2013-01", 1)] == ["45.0 h", "25.0 h"]


def histogram(service: str, text: str) -> Tree:
    return {"metric": "incident.p95", "service": service, "histogram": text}


LATE = named("正数为晚于计划", "above zero is later than planned")
P95 = metric("incident.p95", "percentile", "hour", "lower", percentile={"rank": 95})


def test_trap_04_percentiles_are_merged_from_their_values() -> None:
    records = {"2013-01": [histogram("mail", "30:10"), histogram("web", "1:180 2:20")]}

    made = workspace(records, metrics=[*METRICS, P95])

    assert process_rows(made, "2013-01")[0][1] == "2.0 h"
    assert [row[1] for row in process_rows(made, "2013-01", 1)] == ["30.0 h", "2.0 h"]


def test_trap_04_a_percentile_without_its_values_is_refused() -> None:
    found = sentences_of(
        replaced(
            RECORDS,
            '{"metric": "incident.closed", "service": "workplace", "source": "desk", "value": 3}',
            '{"metric": "service.response", "service": "workplace", "source": "desk", "value": 3}',
        )
    )

    assert [sentence[-6:] for sentence in found] == ["(R001)"]


def test_trap_05_a_percentile_says_how_it_is_picked() -> None:
    records = {"2013-01": [histogram("mail", "30:10")]}

    made = workspace(records, metrics=[*METRICS, P95])

    assert process_rows(made, "2013-01")[0][2] == "P95 (nearest rank) of 10"


def test_trap_06_nothing_of_nothing_is_no_sample_and_in_no_average() -> None:
    made = workspace({"2013-01": [ratio(19, 20)], "2013-02": [ratio(0, 0)]}, [AT_LEAST_95])

    assert cells(made, "2013-02", "Value", "Verdict", "Computed from", "Year to date") == (
        "no sample",
        "– No sample",
        "0 / 0",
        "95.0 %",
    )


@pytest.mark.parametrize(
    ("numerator", "denominator", "counts", "interval"),
    [
        (19, 20, "19 / 20", "76.4–99.1 %"),
        (950, 1000, "950 / 1,000", "93.5–96.2 %"),
    ],
)
def test_trap_07_the_same_share_of_few_cases_says_less(
    numerator: int, denominator: int, counts: str, interval: str
) -> None:
    made = workspace({"2013-01": [ratio(numerator, denominator)]}, [AT_LEAST_95])

    assert cells(made, "2013-01", "Value", "Verdict", "Computed from") == (
        "95.0 %",
        "● Met",
        f"{counts} (95 % interval {interval})",
    )
    assert "The interval spans the target (clause 1.1)" in page(made, "2013-01")


def test_trap_07_three_of_four_is_told_in_counts_and_not_judged() -> None:
    few = changed("incident.in-target", min_n=20)

    made = workspace({"2013-01": [ratio(3, 4)]}, [AT_LEAST_95], metrics=few)

    assert cells(made, "2013-01", "Value", "Verdict") == ("3 / 4", "○ Not assessed (too few)")


@pytest.mark.parametrize(("target", "verdict"), [("> 95 %", "▲ Missed"), (">= 95 %", "● Met")])
def test_trap_09_over_95_is_not_at_least_95(target: str, verdict: str) -> None:
    made = workspace({"2013-01": [ratio(95, 100)]}, [clause("1.1", "incident.in-target", target)])

    assert cells(made, "2013-01", "Value", "Verdict") == ("95.0 %", verdict)


def test_trap_10_rounding_turns_no_verdict() -> None:
    made = workspace({"2013-01": [ratio(9496, 10000)]}, [AT_LEAST_95])

    assert cells(made, "2013-01", "Value", "Verdict") == ("94.96 %", "▲ Missed")


@pytest.mark.parametrize(
    ("good", "agreed", "shown"),
    [
        (99_995, 100_000, "99.99 %"),
        (9_999_999, 10_000_000, "99.99 %"),
        (10_000_000, 10_000_000, "100.00 %"),
    ],
)
def test_trap_10_availability_is_cut_and_100_is_exactly_100(
    good: int, agreed: int, shown: str
) -> None:
    name = "incident.available"
    kind = metric(name, "duration-ratio", "percent", "higher", across="weighted", decimals=2)

    made = workspace(
        {"2013-01": [{**ratio(good, agreed), "metric": name}]}, metrics=[*METRICS, kind]
    )

    assert process_rows(made, "2013-01")[0][1] == shown


def test_trap_11_a_tenth_and_two_tenths_are_three_tenths() -> None:
    hours = metric("incident.hours", "count", "hour", "lower")
    records = [
        {**closed(0, name), "metric": "incident.hours", "value": value}
        for name, value in (("mail", "0.1"), ("web", "0.2"))
    ]

    made = workspace(
        {"2013-01": records},
        [clause("1.1", "incident.hours", "<= 0.3 h")],
        metrics=[*METRICS, hours],
    )

    assert cells(made, "2013-01", "Verdict", "Computed from") == ("● Met", "0.3")


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("12:30:45", "(Y042)"),
        ("NO", "(Y040)"),
        ("010", "(Y041)"),
        ("1e3", "(Y041)"),
        ("1_000", "(Y041)"),
        ('3, "value": 4', "(Y029)"),
    ],
)
def test_trap_12_what_other_readers_of_yaml_would_guess_is_refused(written: str, rule: str) -> None:
    value = '"source": "desk", "value": {}}}'

    found = sentences_of(replaced(RECORDS, value.format(3), value.format(written)))

    assert [sentence[-6:] for sentence in found] == [rule]


def test_trap_19_a_share_is_printed_with_its_whole() -> None:
    made = workspace({"2013-01": [ratio(40, 40 + 60)]}, [OVER_95])

    assert cells(made, "2013-01", "Value", "Computed from") == ("40.0 %", "40 / 100")


def parts(run: Collected, name: str = OCTOBER) -> list[tuple[str, str, str]]:
    """Return metric, numerator or value, and denominator of every record of mail."""
    return [
        (
            record.metric,
            str(record.value if record.numerator is None else record.numerator),
            str(record.denominator),
        )
        for record in record_file(run.files[name]).records
        if record.service == "mail" and record.dimension is None
    ]


NOT_DUE = "{when: due_local >= extracted + INTERVAL 1 DAY, reason: {zh: 未到期, en: not yet due}}"
# A case belongs to the month of its deadline: one that is open and late is there, too.
BY_DEADLINE = (
    (
        "closed: {header: Closed, type: instant}",
        "closed: {header: Closed, type: instant}\n  due: {header: Due, type: instant}",
    ),
    ("period: closed", f"period: due\nset_aside: [{NOT_DUE}]"),
    (
        '{metric: desk.count, value: "true", dimensions: {urgency: urgency}}',
        '{metric: desk.ratio, numerator: closed <= due, denominator: "true"}',
    ),
)


def test_trap_20_open_and_late_cases_are_in_the_whole(desk: Desk) -> None:
    run = desk(
        "1;Mail;high;3-10-2013 9:05;1;4-10-2013 9:00",
        "2;Mail;high;9-10-2013 9:05;1;4-10-2013 9:00",
        "3;Mail;high;?;1;4-10-2013 9:00",
        "4;Mail;high;?;1;4-12-2013 9:00",
        heading="Number;Service;Urgency;Closed;Hours;Due\n",
        changes=BY_DEADLINE,
    )

    assert parts(run) == [("desk.ratio", "1", "3")]


def test_trap_21_the_age_of_what_is_open_stands_beside_the_time_of_what_is_solved() -> None:
    age = metric("incident.open-age", "mean", "day", "lower", cohort="snapshot")
    solved = {"metric": "incident.mean-time", "service": "mail", "sum": 54, "count": 27}
    waiting = {"metric": "incident.open-age", "service": "mail", "sum": 900, "count": 10}
    metrics = [*changed("incident.mean-time", beside="incident.open-age"), age]

    made = workspace({"2013-01": [solved, waiting]}, metrics=metrics)

    assert (
        "To be read beside Metric incident.mean-time: All services, Metric incident.open-age "
        "[90.0 d](#incident_open-age_all) (900 / 10)"
    ) in page(made, "2013-01")


def test_trap_22_a_reopened_case_is_one_case_of_its_last_closing(desk: Desk) -> None:
    run = desk(
        "1;Mail;high;30-9-2013 9:05;1",
        "1;Mail;high;3-10-2013 9:05;1",
        "2;Mail;high;4-10-2013 9:05;1",
        changes=(("case: {key: id}", "case: {key: id, last_by: closed}"),),
    )

    assert (list(run.files), parts(run)) == ([OCTOBER], [("desk.count", "2", "None")])


def test_trap_24_a_month_ends_by_the_clock_of_the_party(desk: Desk) -> None:
    run = desk(
        "1;Mail;high;31-10-2013 22:59;1",
        "2;Mail;high;31-10-2013 23:00;1",
        changes=(("period: closed", "zone: UTC\nperiod: closed"),),
    )

    november = OCTOBER.replace("-10", "-11")
    assert [parts(run, name) for name in (OCTOBER, november)] == [[("desk.count", "1", "None")]] * 2


def test_trap_29_who_was_hit_in_two_services_is_one_and_the_page_says_so() -> None:
    users = metric("incident.users", "distinct", "count", "lower", decimals=0)
    records = [
        {"metric": "incident.users", "service": name, "ids": ids}
        for name, ids in (("mail", "p01 p02"), ("web", "p02 p03"))
    ]

    made = workspace({"2013-01": records}, metrics=[*METRICS, users])

    assert process_rows(made, "2013-01")[0][1] == "3"
    assert [row[1] for row in process_rows(made, "2013-01", 1)] == ["2", "2"]
    assert "the value of all services is not the sum of the rows" in page(made, "2013-01")


def test_trap_30_the_backlog_of_a_year_is_its_last() -> None:
    records = {"2013-01": [backlog(10, "2013-01-31")], "2013-02": [backlog(7, "2013-02-28")]}

    made = workspace(records, [clause("1.1", "incident.backlog", "<= 12")])

    assert cells(made, "2013-02", "Previous", "Value", "Year to date") == ("10", "7", "7")


@pytest.mark.parametrize(
    ("taken", "value", "verdict"),
    [
        ("2013-11-03", "97.0 % (first print)", "○ Not assessed (immature)"),
        ("2013-11-30", "97.0 % (first print)", "○ Not assessed (immature)"),
        ("2013-12-01", "97.0 %", "● Met"),
    ],
)
def test_trap_31_a_value_is_judged_when_it_has_matured(
    taken: str, value: str, verdict: str
) -> None:
    made = workspace(
        {},
        [OVER_95],
        metrics=changed("incident.in-target", matures_after="30 calendar days"),
        files=in_october(source(collected_at=taken)),
    )

    assert cells(made, "2013-10", "Value", "Verdict") == (value, verdict)


@pytest.mark.parametrize(
    ("entered", "value"),
    [
        ({}, "97.0 % (maturity unknown; typed by hand)"),
        ({"entered_on": "2013-12-01"}, "97.0 % (typed by hand)"),
    ],
)
def test_trap_31_of_a_typed_value_nobody_knows_unless_its_day_is_told(
    entered: Tree, value: str
) -> None:
    metrics = changed("incident.in-target", matures_after="30 calendar days")

    made = workspace(
        {"2013-10": [{**ratio(97, 100), **BY_HAND, **entered}]}, [OVER_95], metrics=metrics
    )

    assert promise(made, "2013-10")["Value"] == value


def test_trap_33_a_year_with_two_targets_is_k_of_n_months() -> None:
    targets = [
        {"first": "2013-01-01", "target": ">= 90 %"},
        {"first": "2013-07-01", "target": ">= 95 %"},
    ]
    promised = {**AT_LEAST_95, "target": None, "targets": targets}
    clauses = [{key: value for key, value in promised.items() if value is not None}]
    records = {f"2013-{number:02}": [ratio(92, 100)] for number in range(1, 13)}

    made = workspace(records, clauses, report={"cadence": "year", "first": "2013"})

    assert cells(made, "2013", "Periods met", "Verdict") == ("6 of 12 periods met", "▲ Missed")


def test_trap_33_a_target_that_changes_within_a_month_is_printed_with_its_days() -> None:
    targets = [
        {"first": "2013-01-01", "target": ">= 90 %"},
        {"first": "2013-01-15", "target": ">= 95 %"},
    ]
    promised = {key: value for key, value in AT_LEAST_95.items() if key != "target"}

    made = workspace({"2013-01": [ratio(92, 100)]}, [{**promised, "targets": targets}])

    assert cells(made, "2013-01", "Target", "Verdict") == (
        "2013-01-01 to 2013-01-14: ≥ 90 %; 2013-01-15 to 2013-01-31: ≥ 95 %",
        "○ Not assessed (no one target for the whole period)",
    )


def test_trap_34_what_is_set_aside_leaves_the_part_and_the_whole(desk: Desk) -> None:
    run = desk(
        "1;Mail;high;3-10-2013 9:05;1",
        "2;Mail;gone;3-10-2013 9:05;1",
        "3;Mail;low;3-10-2013 9:05;9",
        changes=(
            (
                "period: closed",
                (
                    "set_aside:\n"
                    "  - {when: urgency = 'gone', reason: {zh: 已取消, en: cancelled}}\n"
                    "period: closed"
                ),
            ),
            (
                '{metric: desk.count, value: "true", dimensions: {urgency: urgency}}',
                '{metric: desk.ratio, numerator: hours < 5, denominator: "true"}',
            ),
        ),
    )

    [found] = record_file(run.files[OCTOBER]).sources
    assert parts(run) == [("desk.ratio", "1", "2")]
    assert [(each.reason.en, each.count) for each in found.set_aside or ()] == [("cancelled", 1)]


@pytest.mark.parametrize(
    ("count", "warning"),
    [
        (5, ""),
        (6, "Note: 6 of 106 cases of desk in 2013-10 were set aside (5.7 %, more than 5 %)"),
    ],
)
def test_trap_34_what_was_set_aside_is_listed_and_much_of_it_is_told(
    count: int, warning: str
) -> None:
    aside = [{"reason": {"zh": "重复", "en": "registered twice"}, "count": count}]

    made = workspace({}, [OVER_95], files=in_october(source(set_aside=aside)))

    written = page(made, "2013-10")
    assert f"| desk | 2013-10 | registered twice | {count} |" in written
    assert (warning in written, "were set aside (" in written) == (True, bool(warning))


@pytest.mark.parametrize(
    ("told", "said"),
    [({"set_aside": []}, "nothing was set aside | 0"), ({}, "not stated | –")],
)
def test_trap_34_nothing_set_aside_is_said_and_is_not_the_same_as_not_stated(
    told: Tree, said: str
) -> None:
    made = workspace({}, [OVER_95], files=in_october(source(**told)))

    assert f"| desk | 2013-10 | {said} |" in page(made, "2013-10")


def test_trap_35_a_value_of_few_answers_is_on_no_page_and_in_no_json() -> None:
    made = workspace(
        {"2013-01": [survey(2, 4, "mail")]},
        [clause("1.1", "incident.satisfied", ">= 80 %")],
        metrics=[*METRICS, SURVEY],
    )

    shown = figure(made, "2013-01", "incident.satisfied@all")
    assert cells(made, "2013-01", "Value", "Verdict", "Computed from") == (
        "suppressed",
        "○ Not assessed (suppressed)",
        "–",
    )
    assert (shown["value"], shown["parts"], shown["suppressed"]) == (None, None, True)


def test_trap_35_nor_does_a_difference_give_it_away() -> None:
    first = [survey(40, 45, "mail"), survey(2, 3, "web")]
    second = [survey(30, 40, "mail"), survey(18, 20, "web")]

    made = workspace({"2013-01": first, "2013-02": second}, metrics=[*METRICS, SURVEY])

    services = [[row[1] for row in process_rows(made, f"2013-0{n}", 1)] for n in (1, 2)]
    assert process_rows(made, "2013-01")[0][1:3] == ["87.5 %", "42 / 48"]
    assert services == [["suppressed", "suppressed"], ["75.0 %", "90.0 %"]]


def test_trap_35_a_period_around_a_suppressed_month_is_suppressed() -> None:
    records = {"2013-01": [survey(2, 3, "mail")], "2013-02": [survey(30, 40, "mail")]}

    made = workspace(records, metrics=[*METRICS, SURVEY])

    row = process_rows(made, "2013-02")[0]
    assert (row[1], row[3], row[5]) == ("75.0 %", "suppressed", "suppressed")


def test_trap_36_a_value_that_was_typed_is_marked_where_it_stands() -> None:
    typed = {**backlog(41, "2013-01-31"), **BY_HAND}

    made = workspace({"2013-01": [typed]}, [clause("1.1", "incident.backlog", "<= 50")])

    written = page(made, "2013-01")
    assert promise(made, "2013-01")["Value"] == "41 (typed by hand)"
    assert "Typed by hand: one person entered all or part of the value, another" in written
    assert "typed by hand: minutes.pdf (entered by Lin, checked by Gu)" in written


def test_trap_36_a_value_that_nobody_checked_is_refused() -> None:
    old = '"source": "desk", "value": 3}'
    typed = '"value": 3, "evidence": "minutes.pdf"}'

    [found] = sentences_of(replaced(RECORDS, old, typed))

    assert found.endswith("(R020)")


def test_trap_37_a_quarter_that_lacks_a_month_says_so_and_is_not_judged() -> None:
    records = {
        "2013-10": [ratio(97, 100)],
        "2013-11": [ratio(98, 100)],
        "2013-12": [closed(3)],
    }

    made = workspace(records, [{**OVER_95, "per": "quarter"}], report=QUARTERLY)

    assert cells(made, "2013-Q4", "Value", "Verdict", "Computed from") == (
        "97.5 % (incomplete: 2/3 months, 66.7 %)",
        "○ Not assessed (incomplete data)",
        "195 / 200",
    )


def test_trap_37_a_month_of_which_the_source_has_a_part_says_so() -> None:
    made = workspace({}, [OVER_95], files=in_october(source(covered_days=20)))

    assert cells(made, "2013-10", "Value", "Verdict") == (
        "97.0 % (incomplete: 64.5 %)",
        "○ Not assessed (incomplete data)",
    )


def test_trap_37_a_month_that_was_not_over_when_it_was_exported_says_so() -> None:
    made = workspace({}, [OVER_95], files=in_october(source(collected_at="2013-10-20")))

    assert cells(made, "2013-10", "Value", "Verdict") == (
        "97.0 % (incomplete: 64.5 %)",
        "○ Not assessed (incomplete data)",
    )


def test_trap_37_a_service_without_data_makes_the_total_incomplete() -> None:
    records = {
        "2013-10": [ratio(97, 100), ratio(50, 50, "web")],
        "2013-11": [ratio(97, 100)],
    }

    made = workspace(records, [OVER_95])

    assert cells(made, "2013-11", "Value", "Verdict") == (
        "97.0 % (incomplete: 50.0 %)",
        "○ Not assessed (incomplete data)",
    )


@pytest.mark.parametrize(
    ("total", "value", "verdict"),
    [(-6, "−1.5 h", "● Met"), (6, "+1.5 h", "● Met"), (-12, "−3.0 h", "▲ Missed")],
)
def test_trap_40_a_deviation_has_a_sign_and_a_band(total: int, value: str, verdict: str) -> None:
    deviation = metric("incident.deviation", "mean", "hour", "band", signed=LATE)
    record = {"metric": "incident.deviation", "service": "mail", "sum": total, "count": 4}

    made = workspace(
        {"2013-01": [record]},
        [clause("1.1", "incident.deviation", "-2..2 h")],
        metrics=[*METRICS, deviation],
    )

    assert cells(made, "2013-01", "Target", "Value", "Verdict") == ("−2–2 h", value, verdict)
