from __future__ import annotations

import dataclasses
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from generator.periods import Period
from generator.target import Target
from generator.workspace import model
from generator.workspace.model.types import (
    PATTERN_WORDS,
    Bilingual,
    Count,
    Day,
    Doc,
    Flag,
    Id,
    Instant,
    Line,
    Number,
    OneOrMany,
    OneOrMore,
    PeriodLabel,
    TargetText,
    Version,
    Zone,
)


def classes() -> Iterator[type[Any]]:
    for module in pkgutil.iter_modules(model.__path__, f"{model.__name__}."):
        for _, found in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if dataclasses.is_dataclass(found) and found.__module__ == module.name:
                yield found


# Doc and the classes that write schemas describe fields; they are no part of a file.
MODEL = tuple(found for found in classes() if found is not Doc)


def read(kind: Any, value: object) -> Any:  # noqa: ANN401 - an alias of any type
    return TypeAdapter(kind).validate_python(value)


def refuses(kind: Any, value: object) -> bool:  # noqa: ANN401 - an alias of any type
    try:
        read(kind, value)
    except ValidationError:
        return True
    return False


@pytest.mark.parametrize("found", MODEL, ids=lambda found: found.__name__)
def test_a_class_of_the_model_is_frozen_and_refuses_keys_that_it_does_not_have(
    found: type[Any],
) -> None:
    with pytest.raises(ValidationError) as caught:
        read(found, {"no_such_key": 1})

    kinds = [error["type"] for error in caught.value.errors() if error["loc"] == ("no_such_key",)]
    assert kinds == ["unexpected_keyword_argument"]
    assert found.__dataclass_params__.frozen


@pytest.mark.parametrize("found", MODEL, ids=lambda found: found.__name__)
def test_every_field_of_the_model_is_explained_in_both_languages(found: type[Any]) -> None:
    hints = get_type_hints(found, include_extras=True)
    docs = {
        name: [note for note in getattr(hint, "__metadata__", ()) if isinstance(note, Doc)]
        for name, hint in hints.items()
    }

    assert [name for name, notes in docs.items() if len(notes) != 1] == []
    assert all(note.en.strip() and note.zh.strip() for notes in docs.values() for note in notes)


@pytest.mark.parametrize(
    ("value", "text"),
    [(Decimal("1.10"), "1.10"), (Decimal("2.0"), "2.0"), ("1.10.2", "1.10.2")],
)
def test_a_version_keeps_the_digits_it_is_written_with(value: object, text: str) -> None:
    assert read(Version, value) == text


def test_a_number_stands_for_a_text_of_its_digits() -> None:
    assert read(Line, 2013) == "2013"
    assert read(Line, Decimal("99.950")) == "99.950"


@pytest.mark.parametrize("value", [True, None, ["a"], {"a": "b"}])
def test_a_text_is_no_truth_value_list_or_mapping(value: object) -> None:
    assert refuses(Line, value)


@pytest.mark.parametrize("value", ["a\nb", "a\tb", "", "x" * 401])
def test_a_line_is_one_line_of_at_most_400_characters(value: str) -> None:
    assert refuses(Line, value)


@pytest.mark.parametrize("value", ["a", "bank-sla", "0", "a" * 40, 7])
def test_an_id_is_a_short_word_in_lower_case(value: object) -> None:
    assert read(Id, value) == str(value)


@pytest.mark.parametrize(
    "value", ["Bank", "-a", "a-", "a b", "a_b", "b\N{CYRILLIC SMALL LETTER A}nk", "a" * 41, "a\n"]
)
def test_an_id_has_no_capitals_blanks_look_alikes_or_hyphens_at_its_ends(value: str) -> None:
    assert refuses(Id, value)


@pytest.mark.parametrize("value", ["99.950", 12, Decimal("-0.5"), "0", "-3"])
def test_a_number_is_exact_and_keeps_its_digits(value: object) -> None:
    assert str(read(Number, value)) == str(value)


@pytest.mark.parametrize(
    "value",
    ["1e5", "NaN", "Infinity", "1_000", "+5", "010", ".5", "5.", "12\n", " 12", "１２", True],
)
def test_a_number_has_no_exponent_separator_sign_blank_or_digit_of_another_script(
    value: object,
) -> None:
    assert refuses(Number, value)


@pytest.mark.parametrize("value", [True, -1, "12", Decimal("1.5"), Decimal(2)])
def test_a_count_is_a_whole_number_from_zero_on(value: object) -> None:
    assert refuses(Count, value)


@pytest.mark.parametrize(
    "value",
    [
        "2026-02-30",
        "2026-13-01",
        "1899-12-31",
        "3000-01-01",
        "2026-2-3",
        "20260203",
        1_380_000_000,
        "2026-02-03\n",
        "2026-W06-2",
        True,
        "２０２６-02-03",
    ],
)
def test_a_day_is_an_iso_date_of_the_calendar_between_1900_and_2999(value: object) -> None:
    assert refuses(Day, value)


@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)))
def test_a_day_is_read_as_the_day_it_names(day: date) -> None:
    assert read(Day, day.isoformat()) == read(Day, day) == day


@pytest.mark.parametrize("value", ["2013-10-31", "2013-10-31T23:59", "2013-10-31T23:59:59"])
def test_an_instant_stays_the_text_that_was_written(value: str) -> None:
    assert read(Instant, value) == value


@pytest.mark.parametrize(
    "value", ["2013-02-29", "2013-10-31T24:01", "2013-10-31T10:60", "2013-10-31 10:00", "10:00"]
)
def test_an_instant_is_in_the_calendar_and_on_the_clock(value: str) -> None:
    assert refuses(Instant, value)


@pytest.mark.parametrize("value", ["Mars/Olympus", "../../etc/passwd", "/etc/passwd", "Asia", ""])
def test_a_zone_is_one_of_the_time_zone_data_base(value: str) -> None:
    assert read(Zone, "Asia/Shanghai") == "Asia/Shanghai"
    assert refuses(Zone, value)


def test_a_period_is_read_once() -> None:
    period = Period.parse("2013-10")

    assert read(PeriodLabel, "2013-10") == read(PeriodLabel, period) == period
    assert read(PeriodLabel, 2013) == Period.parse("2013")


def test_a_target_is_read_once() -> None:
    target = Target.parse("> 95 %")

    assert read(TargetText, "＞ 95％") == read(TargetText, target) == target


@pytest.mark.parametrize("value", [["2013-10"], True, {"a": 1}])
def test_a_period_or_a_target_is_a_text(value: object) -> None:
    assert refuses(PeriodLabel, value)
    assert refuses(TargetText, value)


def test_a_list_of_one_needs_no_brackets() -> None:
    assert read(OneOrMany[Id], "bank") == read(OneOrMany[Id], ["bank"]) == ("bank",)
    assert read(OneOrMany[Id], []) == ()


def test_a_list_of_at_least_one_is_not_empty() -> None:
    assert read(OneOrMore[Id], "bank") == ("bank",)
    assert refuses(OneOrMore[Id], [])


@pytest.mark.parametrize("value", [1, "true", "yes", None])
def test_a_flag_is_true_or_false_and_nothing_like_it(value: object) -> None:
    assert [read(Flag, flag) for flag in (True, False)] == [True, False]
    assert refuses(Flag, value)


def test_a_bilingual_text_gives_the_language_that_is_asked_for() -> None:
    text = Bilingual(zh="报告", en="Report")

    assert (text.of("zh"), text.of("en")) == ("报告", "Report")


def test_every_pattern_of_a_text_has_words_for_people() -> None:
    aliases = (Id, Line, Version, Instant)
    patterns = {TypeAdapter(alias).json_schema()["pattern"] for alias in aliases}

    assert patterns <= set(PATTERN_WORDS)
