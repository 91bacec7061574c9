"""Every figure of the sample's pages, added up again from the record files by plain Python."""

from __future__ import annotations

import json
import math
import operator
import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
DATA, PAGES = ROOT / "report_data", ROOT / "docs" / "reports"
EDITIONS = sorted(PAGES.rglob("*.json"))

Row = dict[str, Any]
OPERATORS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}
BROKEN, WARNED, KEPT = "broken", "warning", "kept"


# --- What the files say, read without the program -----------------------------------------


def texts(path: Path) -> Row:
    """Read a file with every value as its text."""
    found = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - it gives texts alone
    assert isinstance(found, dict)
    return found


@cache
def records(party: str) -> tuple[tuple[int, Row], ...]:
    """Return the records of a party with the numbers of their months."""
    files = map(texts, sorted((DATA / "records" / party).glob("*.yml")))
    return tuple((month(file["period"]), row) for file in files for row in file["records"])


@cache
def metrics() -> dict[str, Row]:
    files = map(texts, sorted((DATA / "metrics").glob("*.yml")))
    return {metric["id"]: metric for file in files for metric in file["metrics"]}


@cache
def report_of(name: str) -> Row:
    return texts(DATA / "catalogue" / f"{name}.yml")


def month(text: str) -> int:
    year, number = text.split("-")[:2]
    return 12 * int(year) + int(number) - 1


def months(label: str) -> range:
    """Return the months of a label."""
    if ".." in label:
        start, end = label.split("..")
        return range(month(start), month(end))
    year, _, part = label.partition("-")
    length = {"Q": 3, "H": 6, "": 12}.get(part[:1], 1)
    place = int(part.lstrip("QH") or 1) - 1
    return range(12 * int(year) + place * length, 12 * int(year) + (place + 1) * length)


# --- The same figures once more -----------------------------------------------------------


def figure(report: Row, name: str, period: Sequence[int]) -> Fraction | None:
    """Add up the records of a figure such as incident.closed@all/priority=2."""
    key, _, part = name.partition("/")
    metric, _, service = key.partition("@")
    dimension, _, member = part.partition("=")
    named = report.get("services", "all") if service == "all" else service
    rows = [
        row
        for at, row in records(report["party"])
        if at in period
        and row["metric"] == metric
        and (row.get("dimension", ""), row.get("member", "")) == (dimension, member)
        and (named == "all" or row["service"] in named)
    ]
    return rolled_up(metrics()[metric], rows) if rows else None


def rolled_up(metric: Row, rows: list[Row]) -> Fraction | None:
    """Roll rows up as the kind of their metric says."""
    kind = metric["kind"]
    if kind.startswith("stock"):
        rows = [row for row in rows if row["at"] == max(each["at"] for each in rows)]
    if kind == "percentile":
        return at_rank(Fraction(metric["percentile"]["rank"]), rows)
    if kind == "distinct":
        return Fraction(len({name for row in rows for name in row["ids"].split()} - {"-"}))
    if kind in {"count", "stock", "maximum", "minimum"}:
        gather = {"maximum": max, "minimum": min}.get(kind, sum)
        return Fraction(gather(Fraction(row["value"]) for row in rows))
    above, below = ("sum", "count") if kind == "mean" else ("numerator", "denominator")
    whole = sum(Fraction(row[below]) for row in rows)
    return sum(Fraction(row[above]) for row in rows) / whole if whole else None


def at_rank(rank: Fraction, rows: list[Row]) -> Fraction | None:
    """Return the value at the nearest rank of all values in one line."""
    pairs = [pair.split(":") for row in rows for pair in row["histogram"].split() if pair != "-"]
    line = sorted(Fraction(value) for value, times in pairs for _ in range(int(times)))
    return line[math.ceil(rank * len(line) / 100) - 1] if line else None


def fraction(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def page(path: Path) -> Row:
    found = json.loads(path.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def figures_of(found: Row) -> Iterator[Row]:
    for section in found["sections"]:
        yield from section["figures"]


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def verdict(value: Fraction, target: str, at_risk: str | None) -> str:
    """Judge a value by conditions such as `> 95 %`."""

    def holds(condition: str) -> bool:
        sign, number, *unit = condition.split()
        scale = 100 if unit == ["%"] else 1
        return OPERATORS[sign](value * scale, Fraction(number))

    if not holds(target):
        return BROKEN
    return WARNED if at_risk and holds(at_risk) else KEPT


def printed(text: str) -> tuple[Fraction, Fraction]:
    """Return the first number of a text such as `1,234.5 %`, and the step of its last digit."""
    found = re.search(r"([+−]?)(\d[\d,]*)(?:\.(\d+))?", text)
    assert found
    sign, whole, digits = found.groups()
    number = Fraction(f"{whole.replace(',', '')}.{digits or '0'}")
    return (-number if sign == "−" else number), Fraction(1, 10 ** len(digits or ""))


def is_honest(each: Row) -> bool:
    """Tell whether a printed number is its value to the last digit."""
    if each["value"] is None:
        return each["shown"] in {"无样本", "no sample"}
    (number, step), cases = printed(each["shown"]), each["shown"].partition(" / ")[2]
    # Of too few cases their number is printed, and no share: 5 / 8.
    scale = printed(cases)[0] if cases else Fraction(100 if "%" in each["shown"] else 1)
    value = Fraction(each["value"]) * scale
    # What would look like a hit, or like all, is cut: 99.995 % is 99.99 %.
    return abs(number - value) <= step / 2 or 0 < value - number < step


# --- Claims -------------------------------------------------------------------------------


@pytest.mark.parametrize("path", EDITIONS, ids=name_of)
def test_every_figure_of_a_page_is_what_its_records_add_up_to(path: Path) -> None:
    report = report_of(path.parent.name)
    shown = {each["id"]: each for each in figures_of(page(path))}

    expected = {name: figure(report, name, months(each["period"])) for name, each in shown.items()}
    assert {name: fraction(each["value"]) for name, each in shown.items()} == expected


@pytest.mark.parametrize("path", EDITIONS, ids=name_of)
def test_every_number_of_a_page_is_its_value_to_the_last_digit(path: Path) -> None:
    written = path.with_suffix(".md").read_text(encoding="utf-8")

    shown = list(figures_of(page(path)))
    assert [each for each in shown if not is_honest(each)] == []
    assert [each["shown"] for each in shown if each["shown"] not in written] == []


@pytest.mark.parametrize("path", EDITIONS, ids=name_of)
def test_every_promise_of_a_page_is_judged_by_its_exact_value(path: Path) -> None:
    found, report = page(path), report_of(path.parent.name)
    judged = [each for each in found["promises"] if each["reason"] != "incomplete"]

    values = [figure(report, each["figure"], months(found["period"])) for each in judged]
    expected = [
        verdict(value or Fraction(0), each["target"], each["at_risk"])
        for value, each in zip(values, judged, strict=True)
    ]
    assert [each["reason"] for each in judged] == expected


@pytest.mark.parametrize("path", EDITIONS, ids=name_of)
def test_what_stands_beside_a_promise_is_the_period_before_and_the_year_so_far(
    path: Path,
) -> None:
    found, report = page(path), report_of(path.parent.name)
    now, first = months(found["period"]), months(report["first"]).start
    before = range(now.start - len(now), now.start)
    begin = texts(DATA / "parties" / f"{report['party']}.yml").get("fiscal_year_start", "1")
    year = range(max(now[-1] - (now[-1] + 1 - int(begin)) % 12, min(first, now.start)), now.stop)

    for each in found["promises"]:
        beside = [figure(report, each["figure"], period) for period in (before, year)]
        assert [fraction(each["previous"]), fraction(each["year_to_date"])] == beside


@pytest.mark.parametrize("path", EDITIONS, ids=name_of)
def test_every_period_of_a_promise_that_is_counted_has_its_value_and_verdict(path: Path) -> None:
    report = report_of(path.parent.name)
    for each in page(path)["periods_met"]:
        values = [figure(report, each["figure"], months(p["period"])) for p in each["periods"]]
        kept = [
            verdict(v or Fraction(0), p["target"], None) == KEPT
            for v, p in zip(values, each["periods"], strict=True)
        ]

        assert [fraction(p["value"]) for p in each["periods"]] == values
        assert sum(kept) == int(each["parts"]["kept"])
