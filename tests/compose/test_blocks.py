from __future__ import annotations

from generator.compose.blocks import (
    Bullets,
    Column,
    Paragraph,
    Section,
    Subheading,
    Table,
    Text,
    plain,
)
from generator.workspace.model.catalogue import SectionId
from tests.compose.reading import text
from tests.measure.school import closed, edition, ratio, school

MEASURES = edition(school({"2013-10": [ratio(9, 10), closed(3)]}), "2013-10").measures
SHARE = MEASURES.measured("incident.in-target").figure
COUNT = MEASURES.measured("incident.closed").figure
SECTION = Section(
    id=SectionId.SUMMARY,
    title="Summary",
    blocks=(
        Subheading(title="a"),
        Paragraph(line=(Text(text="b", figure=COUNT),)),
        Table(caption="c", columns=(Column(title="d"),), rows=((plain("e"),),)),
        Bullets(items=((Text(text="f", figure=SHARE),), (Text(text="g", figure=COUNT),))),
    ),
)


def test_the_lines_of_a_section_come_in_the_order_of_reading() -> None:
    assert [text(line) for line in SECTION.lines()] == ["b", "e", "f", "g"]


def test_a_figure_that_is_shown_twice_is_one_figure_of_the_section() -> None:
    assert SECTION.figures() == (COUNT, SHARE)
