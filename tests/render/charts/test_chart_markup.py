"""What holds for every chart, whatever its values and texts."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.compose.chart import Ahead, Band, Bar, Mark, ParetoChart, Sparkline, TrendChart
from generator.render.charts import pareto_svg, sparkline_svg, trend_svg

if TYPE_CHECKING:
    from collections.abc import Iterator

SVG = "{http://www.w3.org/2000/svg}"
VERDICTS = ("met", "at-risk", "missed", "no-sample", "not-assessed", None)
ACROSS = ("x", "x1", "x2", "cx", "width")
NOT_A_COORDINATE = re.compile(r"nan|inf|e[+-]\d")
DOWN = ("y", "y1", "y2", "cy", "height")

# Printable text, with the characters that mean something to XML and to Markdown among it.
texts = st.text(st.characters(categories=("L", "N", "P", "S", "Z")), max_size=40)
values = st.fractions(min_value=-(10**6), max_value=10**9, max_denominator=10**4)
shares = st.fractions(min_value=0, max_value=1, max_denominator=10**5)


def marks(numbers: st.SearchStrategy[Fraction]) -> st.SearchStrategy[tuple[Mark, ...]]:
    """Return up to twelve marks, some without a value."""
    mark = st.builds(
        Mark,
        label=texts,
        value=numbers | st.none(),
        verdict=st.sampled_from(VERDICTS),
        text=texts,
        note=st.sampled_from(("", "in the run")),
    )
    return st.lists(mark, max_size=12).map(tuple)


@st.composite
def trends(draw: st.DrawFn) -> TrendChart:
    """Return a trend chart of counts or of shares."""
    percent = draw(st.booleans())
    numbers = shares if percent else values
    return TrendChart(
        id="figure-1",
        title=draw(texts),
        subtitle="",
        unit_text="",
        percent=percent,
        marks=draw(marks(numbers)),
        target=draw(numbers | st.none()),
        target_text=draw(texts | st.none()),
        description=draw(texts),
        shape=draw(st.sampled_from(("line", "bar"))),
        band=draw(bands(numbers) | st.none()),
        ahead=draw(st.lists(aheads(numbers), max_size=3).map(tuple)),
    )


def bands(numbers: st.SearchStrategy[Fraction]) -> st.SearchStrategy[Band]:
    """Return control limits."""
    ends = st.tuples(numbers, numbers).map(sorted)
    return ends.map(lambda pair: Band(lower=pair[0], upper=pair[1], text="limits"))


def aheads(numbers: st.SearchStrategy[Fraction]) -> st.SearchStrategy[Ahead]:
    """Return a period that is foretold."""
    ordered = st.tuples(numbers, numbers, numbers).map(sorted)
    return st.builds(
        lambda ends, mark: Ahead(
            label="2014-01", lower=ends[0], value=ends[1], upper=ends[2], mark=mark, text=""
        ),
        ordered,
        texts,
    )


def paretos() -> st.SearchStrategy[ParetoChart]:
    """Return a Pareto chart of up to eight causes."""
    bar = st.builds(Bar, texts, st.fractions(min_value=0, max_value=10**6), texts)
    bars = st.lists(bar, max_size=8).map(tuple)
    return st.builds(
        ParetoChart, id=st.just("f-2"), title=texts, subtitle=texts, bars=bars, description=texts
    )


def coordinates(root: ET.Element) -> Iterator[tuple[float, float]]:
    """Yield every point of a drawing."""
    for element in root.iter():
        across = [float(element.get(name, "0")) for name in ACROSS]
        down = [float(element.get(name, "0")) for name in DOWN]
        yield from zip(across, down, strict=True)
        for pair in element.get("points", "").split():
            x, y = pair.split(",")
            yield float(x), float(y)


def numbers(root: ET.Element) -> Iterator[str]:
    """Yield the texts of all attributes that hold numbers."""
    names = (*ACROSS, *DOWN, "points", "d", "r")
    yield from (element.get(name, "") for element in root.iter() for name in names)


def assert_sound(drawing: str) -> None:
    """Check that a drawing is one line of XML with every point on its canvas."""
    root = ET.fromstring(drawing)
    width, height = (float(size) for size in root.get("viewBox", "").split()[2:])

    assert "\n" not in drawing
    assert not any(NOT_A_COORDINATE.search(value) for value in numbers(root))
    assert all(0 <= x <= width and 0 <= y <= height for x, y in coordinates(root))


@given(trends())
def test_a_trend_is_one_line_of_xml_with_every_point_on_its_canvas(chart: TrendChart) -> None:
    assert_sound(trend_svg(chart))


@given(paretos())
def test_a_pareto_is_one_line_of_xml_with_every_point_on_its_canvas(chart: ParetoChart) -> None:
    assert_sound(pareto_svg(chart))


@given(marks(values))
def test_a_sparkline_is_one_line_of_xml_with_every_point_on_its_canvas(
    course: tuple[Mark, ...],
) -> None:
    assert_sound(sparkline_svg(Sparkline(id="s", marks=course, description="course")))


def test_a_text_cannot_become_markup_or_markdown(three_months: TrendChart) -> None:
    hostile = replace(three_months, title='<script>*a*</script> & "`b`" | [c](d)\n\n# e')

    drawing = trend_svg(hostile)

    assert ET.fromstring(drawing).findtext(f"{SVG}title") == (
        '<script>*a*</script> & "`b`" | [c](d) # e'
    )
    assert re.search(r"<script|[*`|\[]", drawing) is None


def test_ids_begin_with_the_figure_and_name_the_drawing(three_months: TrendChart) -> None:
    root = ET.fromstring(trend_svg(three_months))

    ids = [element.get("id") for element in root.iter() if element.get("id")]

    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "in-target-t in-target-d")
    assert ids == ["in-target-t", "in-target-d"]


def test_a_drawing_asks_for_nothing_from_elsewhere(twelve_months: TrendChart) -> None:
    drawing = trend_svg(twelve_months)

    assert re.findall(r"href|url\(|src=|<style|<script|@import", drawing) == []


def test_a_shortened_name_is_whole_in_its_title(causes: ParetoChart) -> None:
    root = ET.fromstring(pareto_svg(causes))
    row = root.findall(f"{SVG}g")[1]

    assert row.findtext(f"{SVG}title") == "用户操作与培训不足引起的咨询 2,010"
    assert row.findtext(f"{SVG}text") == "用户操作与培训不足…"


@pytest.mark.parametrize("count", [1, 2, 3, 12])
def test_the_newest_value_is_always_printed(twelve_months: TrendChart, count: int) -> None:
    chart = replace(twelve_months, marks=twelve_months.marks[-count:])

    assert ">98.1 %</text>" in trend_svg(chart)
