from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.findings import Finding
from generator.prose import Passage, PassageKind, ProseSection, Quote, Shown, Span, read_prose
from generator.prose.passages import SpanStyle

FILE = "report_data/commentary/monthly/2013-10.md"


def sections(text: str) -> tuple[ProseSection, ...]:
    """Return the sections of a text in which nothing is wrong."""
    found = read_prose(text.encode(), FILE)
    assert all(isinstance(each, ProseSection) for each in found), found
    return tuple(each for each in found if isinstance(each, ProseSection))


def rules(text: str | bytes) -> list[tuple[int, str]]:
    """Return line and rule of all that is wrong with a text."""
    source = text if isinstance(text, bytes) else text.encode()
    return [
        (each.line, each.rule) for each in read_prose(source, FILE) if isinstance(each, Finding)
    ]


def spans(text: str) -> tuple[Span, ...]:
    """Return the spans of a section of one paragraph."""
    return tuple(sections(f"## sla\n{text}\n")[0].spans())


def test_a_text_is_cut_into_sections_and_passages() -> None:
    [first, second] = sections("## sla\n### Web\nA line.\n\n- a\n- b\n\n1. c\n## plan\nNext.\n")

    kinds = [(passage.kind, len(passage.items)) for passage in first.passages]
    assert kinds == [
        (PassageKind.HEADING, 1),
        (PassageKind.PARAGRAPH, 1),
        (PassageKind.POINTS, 2),
        (PassageKind.NUMBERED, 1),
    ]
    assert (second.id, second.line) == ("plan", 9)


def test_a_quote_knows_its_figure_its_side_its_style_and_its_line() -> None:
    assert spans("a\nb **{{ i.closed @ web / cause=No power previous }}**") == (
        Span(text="a ", line=2),
        Span(text="b ", line=3),
        Span(
            text="",
            line=3,
            style=SpanStyle.STRONG,
            quote=Quote(
                metric="i.closed",
                service="web",
                dimension="cause",
                member="No power",
                shown=Shown.PREVIOUS,
            ),
        ),
    )


def test_a_quote_is_written_as_it_was_read() -> None:
    text = "i.closed @ web / cause=No power target"
    quote = Quote.parse(text)

    assert quote is not None
    assert quote.text == text


def test_a_sign_behind_a_backslash_is_only_a_sign() -> None:
    [span] = spans(r"\*a\* \{\{ x \}\} \<b> \[c\](d)")

    assert span == Span(text="*a* {{ x }} <b> [c](d)", line=2)


def test_chinese_lines_are_joined_without_a_space() -> None:
    assert (
        "".join(span.text for span in spans("一行\n二行，\nthree\nfour")) == "一行二行，three four"
    )


@pytest.mark.parametrize("sign", list("[(*_`!<>~#=|{"))
def test_a_row_of_signs_is_refused_before_it_is_read(sign: str) -> None:
    assert (2, "F014") in rules(f"## sla\n{sign * 5000}"[:4000])


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        (b"## sla\n\xff", "Y001"),
        (b"## sla\n\x07", "Y004"),
        ("## sla\n\u202eevil".encode(), "Y005"),
        ("## sla\nzero\u200bwidth".encode(), "Y006"),
    ],
)
def test_odd_characters_are_told_by_the_rules_of_all_files(source: bytes, rule: str) -> None:
    assert rules(source) == [(2, rule)]


def test_a_file_that_is_too_large_is_not_read_at_all() -> None:
    assert rules(b"x" * 70_000) == [(0, "F013")]


@given(st.text(alphabet="ab1 [](){}*_`!<>#|\\\n-.@/=~&;:事件%", max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    found = read_prose(f"## sla\n{text}".encode(), FILE)

    assert len({type(each) for each in found}) == 1


PASSAGE = Passage(kind=PassageKind.PARAGRAPH, items=((Span(text="a", line=2),),))


def test_a_blank_section_has_no_passages_and_a_written_one_has() -> None:
    assert sections("## sla\n") == (ProseSection(id="sla", line=1, passages=()),)
    assert sections("## sla\na") == (ProseSection(id="sla", line=1, passages=(PASSAGE,)),)
