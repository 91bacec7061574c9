from __future__ import annotations

from fractions import Fraction

import pytest

from generator.prose import typed_numbers


def numbers(text: str) -> list[tuple[str, Fraction, bool]]:
    return [(each.text, each.value, each.percent) for each in typed_numbers(text)]


@pytest.mark.parametrize(
    "text",
    [
        "2013-10-12 09:20, 2013/10/12, 2013-Q4, 2013-W40, in 2013",
        "2013 年 10 月 12 日 9 时 30 分, 12 号, 十二月三十一日",
        "the 12th, 21st, 12 October 2013, Oct 12, 第 12 次, 第十二次",
        "条款 4.2、4.3 和 5.11, clauses 4.12 and 4.13, § 12, version 2.10, 1.20.3, ISO 20000",
        "C00001234, A-2013-07, WBS000072, P12, Q4, IM0012345, v12",
        "3 件, 9 起, 0",
    ],
)
def test_days_names_clauses_ordinals_and_small_numbers_are_no_figures(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("93.7 %", Fraction(937, 10)),
        ("９３．７％", Fraction(937, 10)),
        ("93.7﹪", Fraction(937, 10)),
        ("٩٣%", Fraction(93)),
        ("5 percent", Fraction(5)),
        ("5 per cent", Fraction(5)),
        ("5 个百分点", Fraction(5)),
        ("百分之九十三点七", Fraction(937, 10)),
        ("百分之 93.7", Fraction(937, 10)),
        ("2013%", Fraction(2013)),
    ],
)
def test_a_share_is_one_in_every_writing(text: str, value: Fraction) -> None:
    [(_, found, percent)] = numbers(text)

    assert (found, percent) == (value, True)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("8,446 起", 8446),
        ("８４４６起", 8446),
        ("八千四百四十六起", 8446),
        ("二十", 20),
        ("十万零三百", 100_300),
        ("一二三", 123),
        ("24 h", 24),
        ("事件12起", 12),
    ],
)
def test_numbers_are_read_in_digits_and_in_chinese(text: str, value: int) -> None:
    assert [found for _, found, _ in numbers(text)] == [Fraction(value)]
