from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from generator.compose.words import Words
from generator.site import editionpage
from generator.site.charts import figures_html
from generator.site.editionpage import Surroundings, edition_page, with_pictures

PAGE = """\
<!-- generated -->

# Report

The quiet line

| Item | Content |
| --- | --- |
| **A** | b |

## Summary

<!-- chart: one -->

<!-- chart: two -->

Text between.

<!-- chart: absent -->

| 2013-10 |
| --- |
| 1 |
"""
SHOWN = """\
---
title: "The ”‹month›”"
language: en
hide: [navigation]
---

<!-- generated -->

# Report

The quiet line
{: .rg-meta }

[Reports](../index.md) › [The \\[bank\\]](../index.md#party-bank)
{: .rg-path }

<details class="rg-more rg-control" markdown>
<summary>Document control</summary>

| Item | Content |
| --- | --- |
| **A** | b |

</details>

## Summary

<div class="rg-figures">
ONE
TWO
</div>

Text between.

| 2013-10 |
| --- |
| 1 |
"""
BANK = Surroundings(title='The "<month>"', party="The [bank]", place="party-bank")
CAPTION = (
    '<figcaption><span class="rg-figure-title">a &lt; b</span> '
    '<span class="rg-figure-subtitle">all · %</span></figcaption>'
)
FIGURES: dict[str, Any] = {
    "language": "en",
    "charts": [
        {
            "type": "TrendChart",
            "id": "c<",
            "title": "a < b",
            "subtitle": "all",
            "unit_text": "%",
            "percent": True,
            "marks": [
                {"label": "2013-10", "value": "24/25", "verdict": "met", "text": "96 <"},
                {"label": "2013-11", "value": None, "verdict": None, "text": "–"},
            ],
            "target": "19/20",
            "target_text": "> 95 %",
            "description": "d",
            "shape": "line",
        }
    ],
}


def test_control_is_folded_and_charts_in_a_row_stand_side_by_side(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(editionpage, "figures_html", lambda _: {"one": "ONE", "two": "TWO"})

    assert edition_page(PAGE, b"{}", BANK, Words("en")) == SHOWN


def test_number_and_classification_are_printed_on_every_page_whatever_they_hold(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(editionpage, "figures_html", lambda _: {})
    edition = json.dumps({"subtitle": 'A "1" \\ </style>'}).encode()

    head = edition_page("# T\n", edition, BANK, Words("en")).split("\n\n")[1]

    assert head == (
        "<style>@media print { @page { @top-left { content: "
        r'"A \22 1\22  \5c  \3c /style>"; font: 8pt sans-serif; color: #454b54; } } }</style>'
    )


def test_a_page_of_another_shape_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editionpage, "figures_html", lambda _: {})

    assert edition_page("# T\n\nText.\n", b"{}", BANK, Words("en")) == (
        '---\ntitle: "The ”‹month›”"\nlanguage: en\nhide: [navigation]\n---\n\n# T\n\nText.\n'
    )


def test_a_banner_stands_under_the_way_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editionpage, "figures_html", lambda _: {})

    page = edition_page(PAGE, b"{}", replace(BANK, banner="Draft."), Words("en"))

    assert "{: .rg-path }\n\nDraft.\n{: .rg-banner }\n\n<details" in page


def test_the_notice_of_a_revision_is_a_banner_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editionpage, "figures_html", lambda _: {})
    revised = PAGE.replace("## Summary", "**Revision 2.**\n\n## Summary")

    page = edition_page(revised, b"{}", BANK, Words("en"))

    assert "</details>\n\n**Revision 2.**\n{: .rg-banner }\n\n## Summary" in page


def test_the_editions_before_and_after_are_at_the_foot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editionpage, "figures_html", lambda _: {})
    between = replace(BANK, before=("May", "../a.html"), after=("July", "../b.html"))

    page = edition_page("# T\n\nText.\n", b"{}", between, Words("en"))

    assert page.endswith(
        'Text.\n\n<nav class="rg-turn" aria-label="Other editions">'
        '<a rel="prev" href="../a.html">← Previous: May</a>'
        '<a rel="next" href="../b.html">Next: July →</a></nav>\n'
    )


def test_a_figure_has_a_caption_a_drawing_and_a_table_for_those_who_cannot_see_it() -> None:
    figure = figures_html(json.dumps(FIGURES).encode())["c<"]

    lines = re.sub("<svg.*</svg>", "SVG", figure, flags=re.DOTALL).split("\n")
    head, caption, drawing, table, foot = lines
    assert head == '<figure class="rg-figure" id="chart-c&lt;" data-search-exclude>'
    assert caption == CAPTION
    assert (drawing, foot) == ("SVG", "</figure>")
    assert table == (
        '<details><summary>Data</summary><table class="rg-table"><tbody>'
        '<tr><th scope="row">2013-10</th><td class="rg-number">96 &lt;</td><td>● Met</td></tr>'
        '<tr><th scope="row">2013-11</th><td class="rg-number">–</td></tr>'
        "</tbody></table></details>"
    )


def test_a_figure_holds_no_blank_line_that_would_end_its_block() -> None:
    assert "\n\n" not in figures_html(json.dumps(FIGURES).encode())["c<"]


def test_limits_and_forecasts_are_in_the_table_of_a_chart() -> None:
    chart = {
        **FIGURES["charts"][0],
        "marks": [
            {"label": "10", "value": "1", "verdict": None, "text": "1", "note": "beyond <"},
        ],
        "band": {"lower": "1/2", "upper": "3/4", "text": "limits <"},
        "ahead": [
            {
                "label": "11",
                "value": "7/8",
                "lower": "3/4",
                "upper": "1",
                "mark": "forecast 87.5 %",
                "text": "forecast 87.5 % (75 % to 100 %)",
            }
        ],
    }

    figure = figures_html(json.dumps({**FIGURES, "charts": [chart]}).encode())["c<"]

    assert figure.split("<tbody>")[1] == (
        '<tr><th scope="row">10</th><td class="rg-number">1</td><td>beyond &lt;</td></tr>'
        '<tr><th scope="row">11</th>'
        '<td class="rg-number">forecast 87.5 % (75 % to 100 %)</td></tr>'
        '<tr><td colspan="4">limits &lt;</td></tr>'
        "</tbody></table></details>\n</figure>"
    )


def test_flags_of_events_are_explained_under_the_drawing() -> None:
    flags = [{"label": "2013-10", "number": "1", "text": "⚑1 2013-10-30 Fault <"}]
    chart = {**FIGURES["charts"][0], "flags": flags}

    figure = figures_html(json.dumps({**FIGURES, "charts": [chart]}).encode())["c<"]

    assert figure.split("\n")[3] == '<p class="rg-flags">⚑1 2013-10-30 Fault &lt;</p>'


def test_one_chart_stands_beside_its_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editionpage, "figures_html", lambda _: {"one": "ONE"})

    page = with_pictures("<!-- chart: one -->\n\n| a |\n| --- |\n\nText.\n", b"{}", Words("en"))

    assert page == (
        '<div class="rg-pair" markdown>\n\n<div class="rg-figures">\nONE\n</div>\n\n'
        "| a |\n| --- |\n\n</div>\n\nText.\n"
    )


def test_the_answer_in_one_sentence_stands_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editionpage, "figures_html", lambda _: {})
    counts = {"total": 5, "met": 1, "at_risk": 1, "missed": 1, "no_sample": 1, "not_assessed": 1}
    answer = Words("en").say("answer", **counts)

    page = edition_page(f"# T\n\n{answer}\n\nText.\n", b"{}", BANK, Words("en"))

    assert page.endswith(f"\n\n{answer}\n{{: .rg-answer }}\n\nText.\n")
