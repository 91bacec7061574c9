from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import markdown
from hypothesis import given
from hypothesis import strategies as st

from generator.compose.commentary import commentary
from generator.compose.words import Words
from generator.measure.measure import Edition
from generator.periods import Period
from generator.prose import ProseSection, read_prose
from generator.render.markdown import blocks_text
from generator.workspace.commentary import Commentary
from generator.workspace.load import TextPlaces
from generator.workspace.model.catalogue import SectionId
from generator.workspace.workspace import Entry
from tests.measure.school import clause, edition, ratio, school

RECORDS = {"2013-09": [ratio(97, 100)], "2013-10": [ratio(9496, 10000)]}
CLAUSES = [clause("1.1", "incident.in-target", "> 95 %")]
PLAIN = school(RECORDS, CLAUSES)
ALLOWED = {"p", "ul", "ol", "li", "strong", "em", "code", "h4", "a", "br"}
EXTENSIONS = ("tables", "attr_list", "md_in_html", "admonition", "pymdownx.details", "toc")


def written(text: str) -> tuple[Edition, bool]:
    """Return the edition of October with a text in its section sla, and whether it is read."""
    sections = read_prose(f"## sla\n{text}\n".encode(), "a.md")
    read = tuple(each for each in sections if isinstance(each, ProseSection))
    value = Commentary(report="monthly", period=Period.parse("2013-10"), sections=read)
    entry = Entry(kind="commentary", file="a.md", sha256="", value=value, lines=TextPlaces(value))
    workspace = replace(PLAIN, entries=(*PLAIN.entries, entry))
    return edition(workspace, "2013-10"), bool(read)


def shown(text: str) -> str:
    """Return the Markdown of a text in English."""
    blocks = commentary(written(text)[0], SectionId.SLA, Words("en"))
    return "\n\n".join(blocks_text(blocks))


def tags(text: str) -> set[str]:
    """Return the tags that the site's Markdown makes of a text."""
    options: Any = list(EXTENSIONS)
    html = markdown.markdown(shown(text), extensions=options)
    return set(re.findall(r"<\s*/?\s*([a-zA-Z!?][a-zA-Z0-9]*)", html))


def test_figures_are_filled_in_with_the_text_of_the_tables() -> None:
    text = (
        "{{ incident.in-target @ all }}, {{ incident.in-target @ all target }}, "
        "{{ incident.in-target @ all previous }}, {{ incident.in-target @ mail }}, "
        "{{ incident.in-target @ all year-to-date }}, [records](incident.in-target@all), "
        "{{ incident.in-target @ web }}"
    )

    assert shown(text) == (
        "[95.0 %](#incident_in-target_all), > 95 %, 97.0 %, [95.0 %](#incident_in-target_mail), "
        "95.0 % (incomplete: 2/10 months, 20.0 %), [records](#incident_in-target_all), –"
    )


def test_a_sign_before_a_link_makes_no_picture_of_it() -> None:
    assert tags("Attention![a](incident.in-target@all)") == set()
    assert tags("Attention! {{ incident.in-target @ all }}!{{ incident.in-target @ all }}") == {
        "a",
        "p",
    }


@given(st.text(alphabet="ab1 [](){}*_`!<>#|\\\n-.@/=~&;:事%", max_size=200))
def test_whatever_is_read_becomes_harmless_tags_alone(text: str) -> None:
    assert tags(text) <= ALLOWED
