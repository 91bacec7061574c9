from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.compose.blocks import (
    Align,
    Block,
    Bullets,
    ChartPlace,
    Column,
    Paragraph,
    Report,
    Section,
    Style,
    Subheading,
    Table,
    Text,
    plain,
)
from generator.compose.chart import ParetoChart
from generator.render.markdown import blocks_text, comment, line_text, page, section_texts
from generator.workspace.model.catalogue import SectionId
from tests.measure.school import edition, ratio, school
from tests.render.reading import Reading

FIGURE = edition(school({"2013-10": [ratio(9, 10)]}), "2013-10").measures
SHARE = FIGURE.measured("incident.in-target").figure
CHART = ParetoChart(id="a--b", title="t", subtitle="s", bars=(), description="d")
TABLE = Table(
    caption="not printed",
    columns=(Column(title="a|b"), Column(title="", align=Align.RIGHT)),
    rows=((plain("x"), (Text(text="1", figure=SHARE),)), (plain("- y"), plain(""))),
)
HOSTILE_TEXT = st.text(st.sampled_from("*_<>[](){}\\~&;#!?:=+-.)1 ax/'\"中"), max_size=20)


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (Paragraph(line=plain("# one")), "\\# one"),
        (Bullets(items=(plain("- one"), plain("two"))), "- \\- one\n- two"),
        (Subheading(title="one #"), "### one \\#"),
        (Subheading(title="one", minor=True), "#### one"),
        (ChartPlace(chart=CHART), "<!-- chart: a--b -->"),
        (
            TABLE,
            "| a\\|b |   |\n| --- | --: |\n| x | [1](#incident_in-target_all) |\n| - y |  |",
        ),
    ],
)
def test_a_block_is_written_so_that_it_reads_well_in_a_review(block: Block, expected: str) -> None:
    assert blocks_text([block]) == [expected]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ((Text(text="a*b", style=Style.STRONG),), "**a\\*b**"),
        ((Text(text="a*b", style=Style.CODE),), "`a*b`"),
        ((Text(text="a`|b", style=Style.CODE),), "`a'/b`"),
        ((Text(text="a", link="b.md"),), "[a](b.md)"),
        ((Text(text="a", anchor="b", style=Style.CODE),), '<a id="b"></a>`a`'),
        ((*plain("one "), *plain(" two ")), "one  two "),
        ((Text(text="one", style=Style.STRONG), *plain(": two")), "**one**: two"),
        ((*plain("value "), Text(text="1", figure=SHARE)), "value [1](#incident_in-target_all)"),
        (plain(" "), " "),
    ],
)
def test_a_piece_of_text_keeps_its_style_and_its_spaces(
    line: tuple[Text, ...], expected: str
) -> None:
    assert line_text(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (plain("1. one"), "1\\. one"),
        ((*plain("- one "), Text(text="two", style=Style.STRONG)), "\\- one **two**"),
        ((Text(text="one", style=Style.CODE), *plain(" two")), "`one` two"),
    ],
)
def test_the_first_piece_of_a_block_cannot_open_another_one(
    line: tuple[Text, ...], expected: str
) -> None:
    assert blocks_text([Paragraph(line=line)]) == [expected]


@given(text=HOSTILE_TEXT.filter(str.strip))
def test_any_code_in_a_cell_is_read_back_as_it_is(text: str) -> None:
    cell = (Text(text=text, style=Style.CODE),)
    table = Table(
        caption="", columns=(Column(title="a"), Column(title="b")), rows=((cell, plain("z")),)
    )

    read = Reading(blocks_text([table])[0], "td")

    assert (read.text.strip(), read.elements[-3:]) == (text.strip(), ["td", "code", "td"])


def test_a_page_begins_by_saying_that_it_is_generated() -> None:
    section = Section(id=SectionId.SLA, title="SLA", blocks=(Paragraph(line=plain("text")),))
    report = Report(title="A_", subtitle=plain("# 1"), control=TABLE, sections=(section, section))

    assert page(report, section_texts(report), "made -- of x").split("\n\n") == [
        "<!-- made - - of x -->",
        "# A\\_",
        "\\# 1",
        blocks_text([TABLE])[0],
        *["## SLA", "text"],
        *["## SLA", "text\n"],
    ]


def test_a_comment_cannot_be_ended_from_within() -> None:
    assert comment("a --> b").count("-->") == 1


def test_what_is_no_block_is_refused() -> None:
    with pytest.raises(TypeError, match="no Markdown for str"):
        blocks_text(["text"])  # type: ignore[list-item]


@pytest.mark.parametrize(
    "page_file", sorted((Path(__file__).parents[1] / "golden/escapes").rglob("*.md"))
)
def test_hostile_names_make_no_element_on_a_whole_page(page_file: Path) -> None:
    read = Reading(page_file.read_text(encoding="utf-8"), "p")

    expected = {"a", "code", "h1", "h2", "h3", "h4", "li", "p", "strong", "ul"}
    tables = {"table", "tbody", "td", "th", "thead", "tr"}
    assert set(read.elements) == expected | tables
