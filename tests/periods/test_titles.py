from __future__ import annotations

import pytest

from generator.periods import Period


@pytest.mark.parametrize(
    ("label", "zh", "en"),
    [
        ("2013-10-05", "2013 年 10 月 5 日", "5 October 2013"),
        ("2013-W40", "2013 年第 40 周", "Week 40 of 2013"),
        ("2013-10", "2013 年 10 月", "October 2013"),
        ("2013-Q4", "2013 年第 4 季度", "Q4 2013"),
        ("2013-H1", "2013 年上半年", "First half of 2013"),
        ("2013-H2", "2013 年下半年", "Second half of 2013"),
        ("2013", "2013 年", "2013"),
    ],
)
def test_a_title_names_the_period_in_both_languages(label: str, zh: str, en: str) -> None:
    period = Period.parse(label)

    assert (period.title("zh"), period.title("en")) == (zh, en)


def test_a_week_is_titled_with_its_own_week_year() -> None:
    assert Period.parse("2014-W01").title("en") == "Week 1 of 2014"


def test_the_title_of_a_range_names_its_last_day_and_not_the_day_after() -> None:
    period = Period.parse("2013-10-05..2013-11-02")

    assert (period.title("zh"), period.title("en")) == (
        "2013 年 10 月 5 日至 2013 年 11 月 1 日",
        "5 October 2013 to 1 November 2013",
    )
