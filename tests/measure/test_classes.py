"""Every roll-up class against the raw events, whatever the split of the period."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.kinds import RollUp
from generator.measure.composite import Component, Index, PeriodsMet, Single
from generator.measure.duration import (
    AverageStock,
    Duration,
    ParallelDuration,
    SerialDuration,
    ServiceSeconds,
    Topology,
    UserDuration,
    WeightedDuration,
)
from generator.measure.rollup import (
    Maximum,
    Mean,
    Minimum,
    Parts,
    Ratio,
    RollUpError,
    Stock,
    StockRatio,
    Total,
    across_services,
    over_time,
)
from generator.measure.spread import Distinct, DistinctShare, Percentile

SERVICES = ("db", "mail", "web")
CONCRETE = (
    *(Ratio, Mean, Total, Stock, StockRatio, Maximum, Minimum),
    *(WeightedDuration, AverageStock, Percentile, Distinct, DistinctShare),
    *(Index, PeriodsMet, Single),
)


# --- Raw events ----------------------------------------------------------------------


class Hour(NamedTuple):
    """One hour of one service: what was agreed and good, its users, stock, one case."""

    service: str
    agreed: int
    good: int
    users: int
    stock: int
    minutes: Fraction
    caller: str


Hours = Sequence[Hour]


def percentile(values: Iterable[Fraction | int], rank: str = "95") -> Percentile:
    """Return the parts of some values."""
    counts = Counter(Fraction(value) for value in values)
    return Percentile(counts=tuple(sorted(counts.items())), rank=Fraction(rank))


def ages_of(day: int) -> StockRatio:
    """Return two problems that waited 90 days together."""
    return StockRatio(numerator=Fraction(90), denominator=Fraction(2), at=on(day))


def ratio(numerator: int, denominator: int) -> Ratio:
    return Ratio(numerator=Fraction(numerator), denominator=Fraction(denominator))


def topology(kind: type[Topology], **services: tuple[int, int]) -> Topology:
    """Return good and agreed seconds by service."""
    entries = (
        ServiceSeconds(service=name, good=Fraction(good), agreed=Fraction(agreed))
        for name, (good, agreed) in sorted(services.items())
    )
    return kind(services=tuple(entries))


def seconds(good: str, agreed: int, kind: type[WeightedDuration] = WeightedDuration) -> Duration:
    return kind(good=Fraction(good), agreed=Fraction(agreed))


def _weighted(hours: Hours) -> Parts:
    return WeightedDuration(
        good=Fraction(sum(hour.good for hour in hours)),
        agreed=Fraction(sum(hour.agreed for hour in hours)),
    )


def _users(hours: Hours) -> Parts:
    return UserDuration(
        good=Fraction(sum(hour.good * hour.users for hour in hours)),
        agreed=Fraction(sum(hour.agreed * hour.users for hour in hours)),
    )


def _topology(kind: type[Topology]) -> Callable[[Hours], Parts]:
    def whole(hours: Hours) -> Parts:
        names = sorted({hour.service for hour in hours})
        mine = {name: [hour for hour in hours if hour.service == name] for name in names}
        return topology(
            kind, **{n: (sum(h.good for h in m), sum(h.agreed for h in m)) for n, m in mine.items()}
        )

    return whole


def _percentile(hours: Hours) -> Parts:
    return percentile((hour.minutes for hour in hours), "90")


def _distinct(hours: Hours) -> Parts:
    return Distinct(ids=frozenset(hour.caller for hour in hours))


def _index(hours: Hours) -> Parts:
    one = Component(metric="a.serial", weight=Fraction(2), parts=_topology(SerialDuration)(hours))
    other = Component(metric="a.users", weight=Fraction(1, 3), parts=_distinct(hours))
    return Index(components=(one, other))


def _periods(hours: Hours) -> Parts:
    return PeriodsMet(kept=sum(hour.good == hour.agreed for hour in hours), periods=len(hours))


WHOLES: dict[str, Callable[[Hours], Parts]] = {
    "weighted": _weighted,
    "user-weighted": _users,
    "serial": _topology(SerialDuration),
    "parallel": _topology(ParallelDuration),
    "percentile": _percentile,
    "distinct": _distinct,
    "index": _index,
}
HOUR = st.builds(
    lambda service, agreed, good, users, stock, minutes, caller: Hour(
        service, agreed, min(good, agreed), users, stock, minutes, caller
    ),
    st.sampled_from(SERVICES),
    *(st.integers(0, 4) for _ in range(4)),
    st.sampled_from([Fraction(n, 3) for n in range(6)]),
    st.sampled_from(["p1", "p2", "p3", "p4"]),
)
# A year of hours in months; within a month, the services come in groups.
MONTHS = st.lists(
    st.lists(st.lists(HOUR, min_size=1, max_size=3), min_size=1, max_size=3),
    min_size=1,
    max_size=4,
)
some = settings(max_examples=80)


# --- Algebra -------------------------------------------------------------------------


@pytest.mark.parametrize("whole", WHOLES.values(), ids=tuple(WHOLES))
@some
@given(months=MONTHS)
def test_any_split_of_period_and_services_gives_what_the_raw_events_give(
    whole: Callable[[Hours], Parts], months: list[list[list[Hour]]]
) -> None:
    rolled = over_time([across_services([whole(group) for group in month]) for month in months])

    assert rolled == whole([hour for month in months for group in month for hour in group])


@pytest.mark.parametrize("whole", WHOLES.values(), ids=tuple(WHOLES))
@some
@given(months=MONTHS, data=st.data())
def test_no_order_of_parts_changes_anything(
    whole: Callable[[Hours], Parts], months: list[list[list[Hour]]], data: st.DataObject
) -> None:
    parts = [whole(group) for month in months for group in month]

    assert over_time(data.draw(st.permutations(parts))) == over_time(parts)


@pytest.mark.parametrize(
    ("kind", "together"),
    [
        (SerialDuration, math.prod),
        (ParallelDuration, lambda shares: 1 - math.prod(1 - share for share in shares)),
    ],
    ids=("serial", "parallel"),
)
@some
@given(months=MONTHS)
def test_services_that_depend_on_each_other_are_rolled_up_over_time_first(
    kind: type[Topology],
    together: Callable[[list[Fraction]], Fraction],
    months: list[list[list[Hour]]],
) -> None:
    hours = [hour for month in months for group in month for hour in group]
    by_service = [_weighted([h for h in hours if h.service == name]).value for name in SERVICES]
    shares = [share for share in by_service if share is not None]

    rolled = over_time([_topology(kind)(group) for month in months for group in month])

    assert rolled.value == (together(shares) if shares else None)


@some
@given(
    levels=st.lists(
        st.tuples(*(st.integers(-3, 9) for _ in SERVICES), st.integers(1, 5)), min_size=1
    ),
    cut=st.integers(0, 8),
)
def test_the_mean_of_stocks_added_up_is_the_sum_of_mean_stocks(
    levels: list[tuple[int, ...]], cut: int
) -> None:
    def month(rows: list[tuple[int, ...]], service: int) -> AverageStock:
        integral = sum(row[service] * row[-1] for row in rows)
        return AverageStock(integral=Fraction(integral), seconds=Fraction(sum(r[-1] for r in rows)))

    months = [rows for rows in (levels[:cut], levels[cut:]) if rows]
    rolled = over_time(
        [across_services([month(rows, s) for s in range(len(SERVICES))]) for rows in months]
    )

    raw = sum(sum(row[:-1]) * row[-1] for row in levels)
    assert rolled.value == Fraction(raw, sum(row[-1] for row in levels))


class Problem(NamedTuple):
    """A problem of a service, open from one day until before another, for some cause."""

    service: str
    opened: int
    days: int
    has_workaround: bool


PROBLEM = st.builds(
    Problem, st.sampled_from(SERVICES), st.integers(0, 99), st.integers(1, 60), st.booleans()
)
ENDS = st.lists(st.integers(1, 110), min_size=1, max_size=4, unique=True).map(sorted)
"""Last days of consecutive months, as days from the first of January on."""


def on(day: int) -> date:
    return date(2013, 1, 1) + timedelta(days=day)


@some
@given(problems=st.lists(PROBLEM), ends=ENDS)
def test_a_ratio_of_stocks_is_what_stands_on_the_last_day_of_any_split(
    problems: list[Problem], ends: list[int]
) -> None:
    def standing(day: int, *services: str) -> StockRatio:
        there = [
            p for p in problems if p.service in services and p.opened <= day < p.opened + p.days
        ]
        numerator = sum(p.has_workaround for p in there)
        return StockRatio(
            numerator=Fraction(numerator), denominator=Fraction(len(there)), at=on(day)
        )

    months = [across_services([standing(day, name) for name in SERVICES]) for day in ends]

    assert over_time(months) == standing(ends[-1], *SERVICES)


@some
@given(
    courses=st.lists(st.tuples(st.integers(0, 110), st.sampled_from("abcd")), max_size=9),
    staff=st.lists(
        st.tuples(st.sampled_from(SERVICES), st.sampled_from("abcd"), st.integers(0, 110))
    ),
    ends=ENDS,
)
def test_a_distinct_share_is_who_of_the_last_scope_was_reached_in_any_split(
    courses: list[tuple[int, str]], staff: list[tuple[str, str, int]], ends: list[int]
) -> None:
    def trained(after: int, until: int, *services: str) -> DistinctShare:
        return DistinctShare(
            ids=frozenset(who for day, who in courses if after < day <= until),
            # Somebody may be in two services, and is there until the day of leaving.
            scope=frozenset(who for name, who, left in staff if name in services and until < left),
            at=on(until),
        )

    spans = list(zip([-1, *ends], ends, strict=False))
    months = [across_services([trained(*span, name) for name in SERVICES]) for span in spans]

    assert over_time(months) == trained(-1, ends[-1], *SERVICES)


# --- Vectors of the traps ------------------------------------------------------------


def test_availability_of_a_serial_chain_is_the_product() -> None:
    chain = topology(SerialDuration, db=(999, 1000), mail=(999, 1000), web=(995, 1000))

    assert chain.value == Fraction("0.993010995")  # 99.30 %; the mean would be 99.77 %


def test_availability_of_services_that_stand_in_for_each_other() -> None:
    assert topology(ParallelDuration, db=(9, 10), web=(8, 10)).value == Fraction(98, 100)


def test_seconds_count_as_often_as_there_are_users() -> None:
    big, small = seconds("990", 1000, UserDuration), seconds("0", 10, UserDuration)

    assert across_services([big, small]).value == Fraction(990, 1010)


def test_a_service_without_agreed_time_is_in_no_product() -> None:
    assert topology(SerialDuration, db=(0, 0), web=(9, 10)).value == Fraction(9, 10)
    assert topology(SerialDuration, db=(0, 0)).value is None


def test_a_percentile_of_two_months_is_that_of_all_values() -> None:
    october, november = percentile([30] * 10), percentile([1] * 180 + [2] * 20)

    rolled = over_time([october, november])

    # Neither the mean 16 nor the weighted mean 3.33 of the two percentiles.
    assert (october.value, november.value, rolled.value) == (Fraction(30), Fraction(2), Fraction(2))


@pytest.mark.parametrize(
    ("rank", "expected"), [("5", 15), ("30", 20), ("40", 20), ("50", 35), ("100", 50), ("0.1", 15)]
)
def test_the_nearest_rank_is_a_value_that_was_there(rank: str, expected: int) -> None:
    assert percentile([15, 20, 35, 40, 50], rank).value == expected


def test_no_values_have_no_percentile() -> None:
    assert (percentile([]).value, percentile([]).n) == (None, Fraction(0))


def test_one_incident_that_hits_two_services_is_one() -> None:
    mail, web = Distinct(ids=frozenset({"IM1", "IM2"})), Distinct(ids=frozenset({"IM2"}))

    assert across_services([mail, web]).value == 2


def share(ids: str, scope: str, day: int = 0) -> DistinctShare:
    return DistinctShare(ids=frozenset(ids), scope=frozenset(scope), at=on(day))


def test_who_was_reached_and_left_is_in_no_share() -> None:
    trained = over_time([share("ab", "abc", 0), share("", "bcd", 31)])

    assert (trained.value, trained.n) == (Fraction(1, 3), Fraction(3))


def test_who_is_in_two_services_is_one_in_both_parts_of_a_share() -> None:
    assert across_services([share("a", "ab"), share("a", "ac")]).value == Fraction(1, 3)


def test_nobody_in_scope_has_no_share() -> None:
    assert share("a", "").value is None


def test_a_mean_age_of_open_problems_is_that_of_the_last_day() -> None:
    def ages(days: int, problems: int, day: int) -> StockRatio:
        return StockRatio(numerator=Fraction(days), denominator=Fraction(problems), at=on(day))

    assert over_time([ages(900, 20, 0), ages(60, 3, 31)]).value == 20
    assert across_services([ages(900, 20, 0), ages(100, 5, 0)]).value == 40
    assert ages(0, 0, 0).value is None


@pytest.mark.parametrize(
    "stock", [ages_of, lambda day: share("a", "a", day)], ids=("ratio", "share")
)
def test_stocks_of_two_days_do_not_add_up_and_two_of_one_day_do_not_follow(
    stock: Callable[[int], Parts],
) -> None:
    with pytest.raises(RollUpError, match="got some of 2013-01-01, 2013-01-02"):
        across_services([stock(0), stock(1)])
    with pytest.raises(RollUpError, match="got several of 2013-01-01"):
        over_time([stock(0), stock(0)])


def test_nobody_there_is_nought_and_no_gap() -> None:
    assert Distinct(ids=frozenset()).value == 0


def test_an_index_of_a_year_is_computed_from_its_components_of_the_year() -> None:
    def score(kept: int, cases: int, good: int) -> Index:
        parts: tuple[Parts, ...] = (ratio(kept, cases), seconds(str(good), 100))
        weights = {"a.kept": Fraction(3), "a.up": Fraction(1)}
        pairs = zip(weights.items(), parts, strict=True)
        return Index(
            components=tuple(Component(metric=m, weight=w, parts=p) for (m, w), p in pairs)
        )

    year = over_time([score(9, 10, 100), score(990, 1000, 90)])

    assert year.value == (3 * Fraction(999, 1010) + Fraction(190, 200)) / 4


@pytest.mark.parametrize("missing", [None, ratio(0, 0)])
def test_an_index_without_one_of_its_components_has_no_value(missing: Parts | None) -> None:
    there = Component(metric="a.b", weight=Fraction(1), parts=ratio(1, 2))
    absent = Component(metric="a.c", weight=Fraction(1), parts=missing)

    assert Index(components=(there, absent)).value is None


def test_a_component_that_one_month_lacks_is_rolled_up_from_the_others() -> None:
    def index(parts: Parts | None) -> Index:
        return Index(components=(Component(metric="a.b", weight=Fraction(1), parts=parts),))

    assert over_time([index(None), index(ratio(1, 2))]) == index(ratio(1, 2))
    assert over_time([index(None), index(None)]) == index(None)


def test_a_single_value_is_none_of_two_months_or_services() -> None:
    risk = Single(value=Fraction(3))

    found = (over_time([risk]), over_time([risk, risk]), across_services([risk, risk]))

    assert [parts.value for parts in found] == [3, None, None]


def test_a_single_value_of_a_quarter_is_none_even_of_one_recorded_month() -> None:
    assert Single(value=Fraction(3)).beyond_a_month().value is None
    assert ratio(1, 2).beyond_a_month() == ratio(1, 2)


def test_periods_met_are_counted_and_never_made_a_share() -> None:
    halves = [PeriodsMet(kept=5, periods=6), PeriodsMet(kept=6, periods=6)]

    assert over_time(halves) == PeriodsMet(kept=11, periods=12)
    assert over_time(halves).value == 11


# --- Refusals ------------------------------------------------------------------------


def test_ways_across_services_cannot_be_mixed() -> None:
    mixed: list[Duration] = [
        topology(SerialDuration, db=(9, 10)),
        topology(ParallelDuration, web=(9, 10)),
    ]

    with pytest.raises(RollUpError, match="got ParallelDuration, SerialDuration"):
        across_services(mixed)


def test_stocks_over_different_seconds_do_not_add_up() -> None:
    short = AverageStock(integral=Fraction(9), seconds=Fraction(3))
    long = AverageStock(integral=Fraction(9), seconds=Fraction(9))

    with pytest.raises(RollUpError, match="over the same seconds, got some over 3, 9"):
        across_services([long, short])


def test_different_percentiles_have_no_roll_up() -> None:
    with pytest.raises(RollUpError, match=r"got P90 \(nearest-rank\), P95 \(nearest-rank\)"):
        over_time([percentile([1], "95"), percentile([1], "90")])


@pytest.mark.parametrize("rank", ["0", "100.1"])
def test_a_rank_lies_above_nought_and_at_most_at_a_hundred(rank: str) -> None:
    with pytest.raises(RollUpError, match="expected a rank"):
        percentile([1], rank)


def test_periods_of_several_promises_are_listed_and_not_added() -> None:
    with pytest.raises(RollUpError, match="one promise"):
        across_services([PeriodsMet(kept=1, periods=1)] * 2)
    assert across_services([PeriodsMet(kept=1, periods=1)]) == PeriodsMet(kept=1, periods=1)


def test_indices_of_different_components_have_no_roll_up() -> None:
    one, other = (
        Index(components=(Component(metric=name, weight=Fraction(1), parts=None),))
        for name in ("a.b", "a.c")
    )

    with pytest.raises(RollUpError, match="components of one index"):
        over_time([one, other])


@pytest.mark.parametrize(
    "impossible",
    [
        lambda: PeriodsMet(kept=2, periods=1),
        lambda: AverageStock(integral=Fraction(1), seconds=Fraction(0)),
        lambda: seconds("1", 0),
        lambda: StockRatio(numerator=Fraction(1), denominator=Fraction(0), at=on(0)),
        lambda: topology(SerialDuration, db=(1, 0)),
    ],
    ids=("periods", "stock", "seconds", "stocks", "topology"),
)
def test_parts_that_cannot_be_are_refused(impossible: Callable[[], Parts]) -> None:
    with pytest.raises(RollUpError, match="expected"):
        impossible()


# --- Texts and tables ----------------------------------------------------------------


def test_the_texts_of_parts_name_sizes_and_no_people() -> None:
    assert Distinct(ids=frozenset({"p2", "p1"})).texts() == {
        "size": "2",
        "sha256": "b26c9edec5ff8d965757f0ca1281b3e712617b78bb49f9f6d5bccb2ccf75dd86",
    }
    assert share("b", "ab").texts() == {
        "reached": "1",
        "scope": "2",
        "at": "2013-01-01",
        "ids_sha256": "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d",
        "scope_sha256": "c8687a08aa5d6ed2044328fa6a697ab8e96dc34291e8c2034ae8c38e6fcc6d65",
    }


@pytest.mark.parametrize(
    ("parts", "texts"),
    [
        (percentile([2, 1, 1]), {"rank": "95", "method": "nearest-rank", "counts": "1:2 2:1"}),
        (topology(SerialDuration, db=(9, 10), web=(1, 2)), {"db": "9 / 10", "web": "1 / 2"}),
        (_index([Hour("db", 2, 1, 1, 1, Fraction(1), "p1")]), None),
        (seconds("99.5", 100), {"good": "199/2", "agreed": "100"}),
        (Single(value=None), {"value": None}),
        (ages_of(0), {"numerator": "90", "denominator": "2", "at": "2013-01-01"}),
    ],
)
def test_parts_are_told_exactly(parts: Parts, texts: dict[str, str | None] | None) -> None:
    assert parts.texts() == (texts or {"a.serial": "2 * 1/2", "a.users": "1/3 * 1"})


def test_every_roll_up_class_has_its_parts() -> None:
    assert {parts.roll_up for parts in CONCRETE} == set(RollUp)
