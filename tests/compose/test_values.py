from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from generator.compose.numbers import exact_text, grouped
from generator.compose.parts import parts_text
from generator.compose.values import (
    bare_value,
    figure_line,
    member_name,
    service_name,
    target_text,
    value_text,
)
from generator.compose.words import Words
from generator.measure.figure import FigureKey
from generator.measure.rollup import Maximum, Mean, Parts, Ratio, Stock, Total
from generator.target import Target
from generator.workspace.model.metrics import Metric, Unit
from generator.workspace.model.types import Bilingual
from tests.compose.reading import text
from tests.measure.school import edition, ratio, school

ZH, EN = Words("zh"), Words("en")
OCTOBER = edition(school({"2013-10": [ratio(9, 10)]}), "2013-10")
METRICS = OCTOBER.measures.workspace.metrics
SHARE = METRICS["incident.in-target"]
COUNT = METRICS["incident.closed"]
HOURS = METRICS["incident.mean-time"]
MONEY = replace(COUNT, unit=Unit.CURRENCY, currency="CNY", decimals=2)
DEVIATION = replace(SHARE, signed=Bilingual(zh="正数为超支", en="above zero is overspent"))
USER_MINUTES = replace(COUNT, unit=Unit.USER_MINUTE)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("0", "0"),
        ("999", "999"),
        ("1234567.8901", "1,234,567.8901"),
        ("−1234.5", "−1,234.5"),
        ("−0.5", "−0.5"),
    ],
)
def test_digits_before_the_point_stand_in_groups_of_three(number: str, expected: str) -> None:
    assert grouped(number) == expected


@pytest.mark.parametrize(
    ("metric", "value", "expected"),
    [
        (SHARE, Fraction(19, 20), "95.0 %"),
        (COUNT, Fraction(12345), "12,345"),
        (HOURS, Fraction(25, 2), "12.5 小时"),
        (HOURS, Fraction(-1, 2), "−0.5 小时"),
        (SHARE, None, "–"),
        (MONEY, Fraction(1234), "CNY 1,234.00"),
        (MONEY, Fraction(-5, 2), "CNY −2.50"),
        (DEVIATION, Fraction(1, 20), "+5.0 %"),
        (DEVIATION, Fraction(-1, 20), "−5.0 %"),
        (DEVIATION, Fraction(0), "0.0 %"),
        (USER_MINUTES, Fraction(1800), "1,800 用户·分钟"),
    ],
)
def test_a_value_is_written_in_the_unit_of_its_metric(
    metric: Metric, value: Fraction | None, expected: str
) -> None:
    assert value_text(metric, value, ZH) == expected


@pytest.mark.parametrize(
    ("value", "target", "expected"),
    [
        (Fraction(9496, 10000), ">= 95 %", "94.96 %"),
        (Fraction(94996, 100000), ">= 95 %", "94.996 %"),
        (Fraction(9504, 10000), "> 95 %", "95.04 %"),
        (Fraction(95, 100), "> 95 %", "95.0 %"),
        (Fraction(96, 100), "> 95 %", "96.0 %"),
    ],
)
def test_a_value_near_its_target_is_written_with_more_digits(
    value: Fraction, target: str, expected: str
) -> None:
    assert value_text(SHARE, value, ZH, Target.parse(target)) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(Fraction(99995, 100000), "99.995 %"), (Fraction(1), "100.0 %")]
)
def test_only_all_of_them_are_100_percent(value: Fraction, expected: str) -> None:
    assert value_text(SHARE, value, EN) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (Fraction(1234567), "1,234,567"),
        (Fraction(512025, 100), "5,120.25"),
        (Fraction(1, 3), "0.333333"),
        (Fraction(-5, 2), "−2.5"),
        (Fraction(-1200), "−1,200"),
    ],
)
def test_an_amount_is_written_with_all_its_digits(number: Fraction, expected: str) -> None:
    assert exact_text(number) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (Ratio(numerator=Fraction(7890), denominator=Fraction(8446)), "7,890 / 8,446"),
        (Mean(sum=Fraction(512025, 100), count=Fraction(198)), "5,120.25 / 198"),
        (Total(value=Fraction(412)), "412"),
        (Stock(value=Fraction(41), at=date(2013, 10, 31)), "41, 2013-10-31"),
        (Maximum(value=Fraction(9), at="2013-10-05", case="IM-7"), "IM-7, 2013-10-05"),
        (Maximum(value=Fraction(9), at="2013-10-05"), "–, 2013-10-05"),
        (None, "–"),
    ],
)
def test_parts_say_from_what_a_value_was_computed(parts: Parts | None, expected: str) -> None:
    assert parts_text(parts, EN) == expected


@pytest.mark.parametrize(
    ("metric", "target", "expected"),
    [
        (SHARE, "> 95 %", "> 95 %"),
        (SHARE, ">= 99.95 %", "≥ 99.95 %"),
        (SHARE, "40..80 %", "40–80 %"),
        (HOURS, "<= 8 h", "≤ 8 hours"),
        (HOURS, "<= 8 小时", "≤ 8 hours"),
        (COUNT, "= 0", "= 0"),
        (MONEY, "<= 5000 CNY", "≤ CNY 5000"),
        (MONEY, "100..200 CNY", "CNY 100–200"),
        (DEVIATION, "-5..5 %", "−5–5 %"),
    ],
)
def test_a_target_is_written_in_the_unit_of_its_metric(
    metric: Metric, target: str, expected: str
) -> None:
    assert target_text(metric, Target.parse(target), EN).replace(" h", " hours") == expected


def test_no_target_is_a_dash() -> None:
    assert target_text(SHARE, None, EN) == "–"


def test_a_figure_leads_to_its_lineage() -> None:
    figure = OCTOBER.measures.measured("incident.in-target").figure

    line = figure_line(SHARE, figure, ZH)

    assert [(piece.text, piece.figure) for piece in line] == [("90.0 %", figure)]


def test_a_figure_without_records_leads_nowhere() -> None:
    figure = OCTOBER.measures.measured("incident.mean-time").figure

    assert [(piece.text, piece.figure) for piece in figure_line(HOURS, figure, ZH)] == [("–", None)]


@pytest.mark.parametrize(
    ("words", "mark"),
    [
        (ZH, "（数据不全：1/10 个月，10.0 %）"),
        (EN, " (incomplete: 1/10 months, 10.0 %)"),
    ],
)
def test_a_figure_of_some_of_its_months_says_so(words: Words, mark: str) -> None:
    figure = OCTOBER.measures.figure(
        FigureKey.parse("incident.in-target@all"), OCTOBER.period.year_to_date()
    )

    lines = [figure_line(SHARE, figure, words), bare_value(SHARE, figure, words)]

    assert [text(line) for line in lines] == [f"90.0 %{mark}"] * 2


def test_a_figure_of_another_period_leads_nowhere() -> None:
    figure = OCTOBER.measures.measured("incident.in-target").figure

    assert [piece.figure for piece in bare_value(SHARE, figure, ZH)] == [None]


@pytest.mark.parametrize(("service", "name"), [("all", "All services"), ("mail", "Service mail")])
def test_a_service_is_called_by_its_name(service: str, name: str) -> None:
    assert service_name(OCTOBER.measures, service, EN) == name


@pytest.mark.parametrize(("member", "name"), [("disk", "disk"), ("not stated", "未填写")])
def test_a_member_is_called_as_in_the_export_unless_nothing_was_stated(
    member: str, name: str
) -> None:
    assert member_name(member, ZH) == name
