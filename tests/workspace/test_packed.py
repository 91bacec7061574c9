from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.workspace.model.packed import (
    read_histogram,
    read_ids,
    write_histogram,
    write_ids,
)

VALUES = st.integers(-(10**6), 10**6).map(lambda thousandths: Decimal(thousandths).scaleb(-3))
IDS = st.text("abZ09._-", min_size=1, max_size=8).filter(lambda text: text[0] not in "._-")


@given(counts=st.dictionaries(VALUES, st.integers(1, 10**6), max_size=6))
def test_a_histogram_that_is_written_reads_back_in_ascending_order(
    counts: dict[Decimal, int],
) -> None:
    assert read_histogram(write_histogram(counts)) == tuple(sorted(counts.items()))


@given(ids=st.sets(IDS, max_size=6))
def test_a_set_of_ids_that_is_written_reads_back_sorted(ids: set[str]) -> None:
    assert read_ids(write_ids(ids)) == tuple(sorted(ids))


def test_nobody_there_is_a_dash() -> None:
    assert (write_histogram({}), write_ids(())) == ("-", "-")
    assert (read_histogram("-"), read_ids("-")) == ((), ())


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "1", "1:", ":1", "1:0", "1:-1", "1:2.5", "1:01", "01:1", "+1:1", "1e3:1", "x:1"),
        *(
            "NaN:1",
            "1:1:1",
            "2:1 1:1",
            "1:1 1:2",
            "1.0:1",
            "-0:1",
            "1:1  2:1",
            "1:1 ",
            "1:1\n",
            "- -",
        ),
    ],
)
def test_a_histogram_has_one_form_only(text: str) -> None:
    with pytest.raises(ValueError, match="values with their number in ascending order"):
        read_histogram(text)


@pytest.mark.parametrize("text", ["", "b a", "a a", "a  b", "a ", "é", "a,b", "-a", "x" * 65])
def test_a_set_of_ids_has_one_form_only(text: str) -> None:
    with pytest.raises(ValueError, match="ids in ascending order"):
        read_ids(text)
