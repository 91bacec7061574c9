"""What reviewers of Markdown must fear, each refused with its line and never dropped."""

from __future__ import annotations

import time

import pytest
from markdown import markdown

from generator.compose.blocks import Block, Paragraph, Subheading, plain
from generator.findings import Finding
from generator.prose import Passage, PassageKind, ProseSection, read_prose
from generator.render.markdown import blocks_text

FILE = "report_data/commentary/monthly/2013-10.md"
REFUSED = {
    "script": "<script>alert(1)</script>",
    "image with a handler": '<img src=x onerror="alert(1)">',
    "frame": "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "drawing with a handler": "<svg onload=alert(1)></svg>",
    "tag in the middle": "text <b>text</b>",
    "closing tag": "</div>",
    "comment": "<!-- seen by nobody -->",
    "declaration": "<!DOCTYPE html>",
    "character data": "<![CDATA[x]]>",
    "processing": "<?php x ?>",
    "link that runs": "[a](javascript:alert(1))",
    "link in mixed case": "[a](JaVaScRiPt:alert(1))",
    "link by entities": "[a](&#106;avascript:alert(1))",
    "link by a tab": "[a](java\tscript:alert(1))",
    "link with data": "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "link by reference": "[a][b]",
    "definition of a reference": "[b]: javascript:alert(1)",
    "link to elsewhere": "[a](https://example.org/)",
    "link without a scheme": "[a](//example.org/)",
    "link in the repository": "[a](../other/2013-10.md)",
    "automatic link": "<https://example.org/>",
    "picture from elsewhere": "![a](https://example.org/pixel.png)",
    "picture": "![a](pixel.png)",
    "picture by reference": "![a][b]",
    "attributes of a word": "*a*{: onclick=alert(1) }",
    "attributes of a block": "{: onclick=alert(1) }",
    "Markdown in HTML": '<div markdown="1">',
    "diagram": '```mermaid\nclick A "javascript:alert(1)"\n```',
    "fence of tildes": "~~~\ntext\n~~~",
    "included file": '--8<-- "../../secrets.md"',
    "template": "{% include 'a' %}",
    "expression": "{{ cycler.__init__.__globals__ }}",
    "front matter": "---\ntemplate: x.html\n---",
    "table": "| a | b |\n| --- | --- |",
    "definition of a footnote": "[^1]: text",
    "abbreviation": "*[SLA]: evil",
    "admonition": "!!! danger",
    "fold": "??? note",
    "heading of the page": "# Report",
    "underlined heading": "Report\n======",
    "underlined section": "Section\n-------",
    "quotation": "> text",
    "code block": "    code",
    "nested list": "- a\n    - b",
}


def findings(text: str) -> tuple[Finding, ...]:
    """Return all that is wrong with a text that stands from the third line on."""
    found = read_prose(f"## sla\n\n{text}\n".encode(), FILE)
    return tuple(each for each in found if isinstance(each, Finding))


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED.keys())
def test_it_is_refused_with_its_line(text: str) -> None:
    lines = {finding.line for finding in findings(text)}

    assert lines
    assert lines <= set(range(3, 4 + text.count("\n")))


def test_a_heading_that_no_section_has_is_told_with_its_line() -> None:
    [finding, *_] = findings("#### Too deep")

    assert finding.line == 3


@pytest.mark.parametrize(
    "text",
    [
        "[" * 4_000,
        "![" * 4_000,
        "<![CDATA[" * 1_500,
        "<a " * 4_000,
        "*a " * 4_000,
        "- " * 4_000 + "a",
        "> " * 4_000,
        "\n".join(f"{'  ' * depth}- a" for depth in range(120)),
        "`" * 4_001,
        "a_" * 6_000,
        "{{ " * 4_000,
    ],
    ids=lambda text: text[:9],
)
def test_what_makes_readers_of_markdown_slow_is_refused_at_once(text: str) -> None:
    start = time.process_time()
    found = findings(text)

    assert time.process_time() - start < 1
    assert found


def test_a_section_above_its_size_is_refused_with_its_line() -> None:
    text = "\n".join(["word " * 20] * 200)

    [finding] = findings(text)

    assert (finding.line, finding.rule) == (1, "F013")


@pytest.mark.parametrize("text", ["2 < 3 and 5 > 4", "a & b", "R&D", "50 per cent; #1", "1 * 2"])
def test_honest_signs_are_text(text: str) -> None:
    found = read_prose(f"## sla\n\n{text}\n".encode(), FILE)

    assert all(isinstance(each, ProseSection) for each in found), found


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("see https://example.org/a", "<p>see https://example.org/a</p>"),
        ("### A {onclick=alert(1)}", '<h3 id="a-onclickalert1">A {onclick=alert(1)}</h3>'),
        ("text[^1]", "<p>text[^1]</p>"),
        ("a | b", "<p>a | b</p>"),
    ],
)
def test_what_other_readers_would_take_as_markup_is_written_as_text(text: str, shown: str) -> None:
    [section] = read_prose(f"## sla\n\n{text}\n".encode(), FILE)
    assert isinstance(section, ProseSection)
    block = _block_of(section.passages[0])

    made = markdown(
        "\n\n".join(blocks_text([block])), extensions=["attr_list", "toc", "footnotes", "tables"]
    )

    assert made == shown


def _block_of(passage: Passage) -> Block:
    """Return a passage as the commentary of a report has it."""
    text = "".join(span.text for item in passage.items for span in item)
    if passage.kind is PassageKind.HEADING:
        return Subheading(title=text)
    return Paragraph(line=plain(text))
