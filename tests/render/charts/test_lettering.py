"""Texts find their room without a font at hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from generator.compose.chart import Bar
from generator.render.charts.bars import cumulative_shares
from generator.render.charts.drawing import number
from generator.render.charts.lettering import (
    Box,
    shorten,
    shorten_inside,
    width_of,
    wrap,
)


def test_a_chinese_character_takes_a_full_square_and_a_latin_letter_less() -> None:
    assert width_of("服务") > width_of("abc")


def test_a_text_with_room_is_left_alone() -> None:
    assert shorten("网络", 40) == "网络"


def test_a_text_without_room_ends_with_an_ellipsis() -> None:
    assert shorten("用户操作与培训", 50) == "用户操…"


def test_a_long_target_is_broken_at_its_first_space() -> None:
    assert wrap("目标 > 95 %", 64) == ("目标", "> 95 %")


def test_a_short_target_stays_on_one_line() -> None:
    assert wrap("> 95 %", 64) == ("> 95 %",)


def test_boxes_that_only_touch_do_not_meet() -> None:
    assert not Box(0, 0, 10, 10).meets(Box(10, 0, 20, 10))


@pytest.mark.parametrize(
    ("value", "text"), [(12.0, "12"), (0.04, "0"), (-0.04, "0"), (3.14, "3.1"), (-0.3, "-0.3")]
)
def test_a_coordinate_has_at_most_one_decimal(value: float, text: str) -> None:
    assert number(value) == text


def test_a_cumulative_share_is_100_percent_only_when_nothing_is_left() -> None:
    bars = (Bar("a", Fraction(999), "999"), Bar("b", Fraction(1), "1"))

    assert cumulative_shares(bars) == ("99.9 %", "100.0 %")


def test_causes_that_never_occurred_have_no_share() -> None:
    assert cumulative_shares((Bar("a", Fraction(0), "0"),)) == ("–",)


def test_names_that_begin_alike_are_cut_inside() -> None:
    names = ("payments gateway of Hamburg", "payments gateway of Bremen")

    cut = [shorten_inside(name, 120.0) for name in names]

    assert cut == ["payment…Hamburg", "payment…Bremen"]
    assert max(map(width_of, cut)) <= 120


def test_a_name_that_fits_is_not_cut() -> None:
    assert shorten_inside("mail", 120.0) == "mail"
