from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.escape import escaped, escaped_block
from tests.render.reading import Reading

# Control characters and halves of surrogate pairs never get past the YAML reader.
ANY_TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs")))
# Signs that mean something to Markdown are rare in arbitrary text.
HOSTILE_TEXT = st.text(st.sampled_from("|*_<>[](){}`\\~&;#!?:=+-.)1 ax/'\"中"), max_size=20)
SHAPES = {
    "paragraph": ("{block}", ["p"]),
    "table cell": ("| h | i |\n|---|---|\n| {line} | z |", ["td", "td"]),
    "list item": ("- {block}", ["ul", "li"]),
    "heading": ("# {line}", ["h1"]),
}


def reading(shape: str, text: str) -> tuple[str, list[str]]:
    """Render a text in a shape; return it as read back, and the elements that hold it."""
    source, elements = SHAPES[shape]
    page = source.format(line=escaped(text), block=escaped_block(text))
    read = Reading(page, elements[-1])
    return read.text, read.elements[-len(elements) :]


@pytest.mark.parametrize("shape", SHAPES)
@given(text=(ANY_TEXT | HOSTILE_TEXT).filter(str.strip))
def test_any_text_is_read_back_as_it_is_and_makes_no_element(shape: str, text: str) -> None:
    assert reading(shape, text) == (" ".join(text.split()), SHAPES[shape][1])


@pytest.mark.parametrize("text", ["<b>x</b>", "<script>x()</script>", "<!-- x -->", "<?x ?>"])
def test_markup_is_shown_as_text(text: str) -> None:
    assert reading("paragraph", text) == (text, ["p"])


@pytest.mark.parametrize("text", ["wbs_000_263", "C++", "a - b", "50 % (n = 8)", "R&D"])
def test_what_is_harmless_stays_readable_in_the_source(text: str) -> None:
    assert escaped(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a|b", "a\\|b"),
        ("_a_", "\\_a\\_"),
        ("{: #a}", "\\{: #a\\}"),
        ("&lt;", "&amp;lt;"),
        ("&#0", "&amp;#0"),
        ("a < b", "a &lt; b"),
        ("~~a~~", "&#126;&#126;a&#126;&#126;"),
        ("two\nlines", "two lines"),
        ("C#", "C\\#"),
    ],
)
def test_what_is_active_is_escaped_wherever_it_stands(text: str, expected: str) -> None:
    assert escaped(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("# a", "\\# a"), ("1. a", "1\\. a"), ("??? a", "&#63;?? a"), ("!!! a", "\\!!! a")],
)
def test_what_opens_a_block_is_escaped_at_its_start_only(text: str, expected: str) -> None:
    assert (escaped_block(text), escaped_block(f"a {text}")) == (expected, f"a {text}")
