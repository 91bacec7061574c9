from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.measure.figure import Figure, FigureKey, RecordKey
from generator.measure.rollup import Ratio
from generator.periods import Period

IDS = st.from_regex(r"[a-z][a-z0-9-]{0,6}", fullmatch=True)
MEMBERS = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1)
PLAIN_KEYS = st.builds(
    FigureKey, metric=st.builds("{}.{}".format, IDS, IDS), service=IDS, dimension=st.just("")
)
PART_KEYS = st.builds(
    FigureKey,
    metric=st.builds("{}.{}".format, IDS, IDS),
    service=IDS,
    dimension=IDS,
    member=MEMBERS,
)


@given(key=PLAIN_KEYS | PART_KEYS)
def test_the_id_of_a_key_leads_back_to_it_whatever_the_member_is_called(key: FigureKey) -> None:
    assert FigureKey.parse(key.id) == key


@given(one=PLAIN_KEYS | PART_KEYS, other=PLAIN_KEYS | PART_KEYS)
def test_keys_share_an_anchor_only_as_members_of_one_dimension(
    one: FigureKey, other: FigureKey
) -> None:
    names = [(key.metric, key.service, key.dimension) for key in (one, other)]

    assert (one.anchor == other.anchor) == (names[0] == names[1])


def test_hyphens_in_ids_make_no_two_keys_one_anchor() -> None:
    keys = [FigureKey(metric="a.b-c", service="d"), FigureKey(metric="a.b", service="c-d")]

    assert [key.anchor for key in keys] == ["a_b-c_d", "a_b_c-d"]


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (FigureKey(metric="a.b", service="all"), "a.b@all"),
        (FigureKey(metric="a.b", service="mail"), "a.b@mail"),
        (FigureKey(metric="a.b", service="all", dimension="p", member="2"), "a.b@all/p=2"),
    ],
)
def test_an_id_is_what_readers_quote(key: FigureKey, text: str) -> None:
    assert key.id == text


def test_an_id_without_a_service_means_all_of_them() -> None:
    assert FigureKey.parse("a.b") == FigureKey(metric="a.b", service="all")


@pytest.mark.parametrize("text", ["", "@mail", "a.b@all/p=", "a.b@all/=2", "a.b@all/p"])
def test_a_text_that_is_no_id_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match=r"such as incident\.closed@all, got"):
        FigureKey.parse(text)


def test_a_figure_without_records_has_neither_value_nor_sample() -> None:
    figure = a_figure(parts=None, covered=0)

    assert (figure.value, figure.n, figure.complete) == (None, None, False)


def test_a_figure_has_the_value_and_the_sample_of_its_parts() -> None:
    parts = Ratio(numerator=Fraction(19), denominator=Fraction(20))

    assert (a_figure(parts, 1).value, a_figure(parts, 1).n) == (Fraction(19, 20), Fraction(20))


@pytest.mark.parametrize(("covered", "complete"), [(2, False), (3, True)])
def test_a_figure_is_complete_when_every_month_has_a_record(
    covered: int, *, complete: bool
) -> None:
    assert a_figure(None, covered, months=3).complete is complete


def test_records_sort_by_file_and_then_by_place() -> None:
    keys = [
        RecordKey(file="b", index=0),
        RecordKey(file="a", index=10),
        RecordKey(file="a", index=9),
    ]

    assert [(key.file, key.index) for key in sorted(keys)] == [("a", 9), ("a", 10), ("b", 0)]


def a_figure(parts: Ratio | None, covered: int, months: int = 1) -> Figure:
    """Return a figure of October."""
    return Figure(
        key=FigureKey(metric="a.b", service="all"),
        period=Period.parse("2013-10"),
        parts=parts,
        records=(),
        months=months,
        covered=covered,
        coverage=Fraction(covered, months),
    )
