from __future__ import annotations

from fractions import Fraction
from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.measure.availability import DurationRatio
from generator.measure.topology import (
    Combined,
    Parallel,
    Serial,
    Service,
    TimeWeighted,
    TopologyError,
    UserWeighted,
)

NETWORK, SERVER, APPLICATION = (Service(service=name) for name in ("network", "server", "app"))
MEASURED = {
    "network": DurationRatio(good=999, agreed=1_000),
    "server": DurationRatio(good=999, agreed=1_000),
    "app": DurationRatio(good=995, agreed=1_000),
    "idle": DurationRatio(good=0, agreed=0),
}
CHAIN = Serial(parts=(NETWORK, SERVER, APPLICATION))


def test_a_chain_of_99_9_and_99_9_and_99_5_percent_gives_99_30_not_99_77() -> None:
    value = CHAIN.combine(MEASURED).value

    assert value == Fraction(999 * 999 * 995, 1_000**3)
    assert f"{float(value) * 100:.2f}" == "99.30"


def test_of_parallel_parts_one_is_enough() -> None:
    value = Parallel(parts=(NETWORK, APPLICATION)).combine(MEASURED).value

    assert value == 1 - Fraction(1, 1_000) * Fraction(5, 1_000)


def test_weight_by_users_is_the_mean_over_users() -> None:
    sites = UserWeighted(parts=(NETWORK, APPLICATION), users=(300, 100))

    assert sites.combine(MEASURED).value == Fraction(300 * 999 + 100 * 995, 400 * 1_000)


def test_weight_by_time_is_good_seconds_by_agreed_seconds() -> None:
    measured = {**MEASURED, "app": DurationRatio(good=9, agreed=10)}
    both = TimeWeighted(parts=(NETWORK, APPLICATION, Service(service="idle")))

    assert both.combine(measured).value == Fraction(999 + 9, 1_000 + 10)


def test_a_tree_shows_the_value_of_every_part() -> None:
    lines = Parallel(parts=(NETWORK, SERVER))
    tree = Serial(parts=(lines, APPLICATION))
    network, server, application = (
        Combined(topology=part, value=MEASURED[part.service].value)
        for part in (NETWORK, SERVER, APPLICATION)
    )
    value = Fraction(999_999, 1_000_000)
    pair = Combined(topology=lines, value=value, parts=(network, server))

    assert tree.services == ("network", "server", "app")
    assert tree.combine(MEASURED) == Combined(
        topology=tree, value=value * Fraction(995, 1_000), parts=(pair, application)
    )


@pytest.mark.parametrize("missing", ["absent", "idle"])
def test_a_part_that_was_not_measured_leaves_the_whole_without_a_value(missing: str) -> None:
    part = Service(service=missing)
    trees = (
        Serial(parts=(NETWORK, part)),
        Parallel(parts=(NETWORK, part)),
        UserWeighted(parts=(NETWORK, part), users=(1, 0)),
    )

    assert [tree.combine(MEASURED).value for tree in trees] == [None, None, None]


def test_weight_by_time_needs_every_service_measured() -> None:
    tree = TimeWeighted(parts=(NETWORK, Service(service="absent")))

    assert tree.combine(MEASURED).value is None


def test_a_service_in_two_places_is_refused() -> None:
    lines = Serial(parts=(NETWORK, SERVER)), Serial(parts=(NETWORK, APPLICATION))
    message = "expected each service in one place, got network in several"

    with pytest.raises(TopologyError, match=message):
        Parallel(parts=lines)
    with pytest.raises(TopologyError, match=message):
        TimeWeighted(parts=(NETWORK, NETWORK))


def test_a_group_of_nothing_is_refused() -> None:
    with pytest.raises(TopologyError, match="at least one part in a serial group, got none"):
        Serial(parts=())
    with pytest.raises(TopologyError, match="at least one part in a user-weighted group"):
        UserWeighted(parts=(), users=())
    with pytest.raises(TopologyError, match="at least one service to weigh by time, got none"):
        TimeWeighted(parts=())


@pytest.mark.parametrize("users", [(), (1,), (1, 2, 3), (-1, 2), (0, 0)])
def test_users_that_do_not_fit_the_parts_are_refused(users: tuple[int, ...]) -> None:
    with pytest.raises(TopologyError, match="expected users, 0 or more, of each of 2 parts"):
        UserWeighted(parts=(NETWORK, SERVER), users=users)


SHARES = st.lists(
    st.integers(0, 1_000).map(lambda good: DurationRatio(good=good, agreed=1_000)),
    min_size=1,
    max_size=5,
)


@settings(max_examples=100, deadline=None)
@given(SHARES)
def test_a_chain_is_no_better_than_its_worst_part_and_a_parallel_group_no_worse_than_its_best(
    ratios: list[DurationRatio],
) -> None:
    measured = {f"s{place}": ratio for place, ratio in enumerate(ratios)}
    parts = tuple(Service(service=name) for name in measured)
    shares = [Fraction(ratio.good, ratio.agreed) for ratio in ratios]
    serial = Serial(parts=parts).combine(measured).value
    parallel = Parallel(parts=parts).combine(measured).value

    assert serial == prod(shares) <= min(shares)
    assert parallel is not None
    assert max(shares) <= parallel <= 1
