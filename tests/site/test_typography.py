"""What keeps together on a line; the words of a page stay as they are."""

from __future__ import annotations

import time

import pytest
from markdown import markdown

EXTENSIONS = ["tables", "md_in_html", "generator.site.tables"]
WHOLE = '<span class="rg-token">{}</span>'


def page(text: str) -> str:
    """Return Markdown as the site shows it."""
    return markdown(text, extensions=EXTENSIONS)


def cell(text: str, rule: str = "---") -> str:
    """Return the one cell of a table."""
    made = page(f"| a |\n| {rule} |\n| {text} |\n")
    return made[made.index("<td") : made.index("</tr>\n</tbody>")].strip()


@pytest.mark.parametrize(
    "text", ["2013-12-05", "无关联事件的变更比例", "> 95 %", "< 61 % (2013-10-01)", "a" * 24]
)
def test_a_short_cell_stays_on_its_line(text: str) -> None:
    assert cell(text).startswith("<td>")


@pytest.mark.parametrize("text", ["对临近时限的事件每日两次清查并升级", "a" * 25])
def test_a_longer_cell_gets_the_room_of_a_sentence(text: str) -> None:
    assert cell(text) == f'<td class="rg-prose">{text}</td>'


def test_nobody_guesses_how_wide_a_drawing_is() -> None:
    assert cell("<svg><title>A long sentence about it</title></svg>").startswith("<td><svg>")


def test_ids_and_dates_in_a_longer_cell_are_not_broken() -> None:
    whole = WHOLE.format

    assert cell("已完成于 2013-11-18；见 A-2013-01 和 bank-sla/4.1") == (
        f'<td class="rg-prose">已完成于 {whole("2013-11-18")}；见 {whole("A-2013-01")} 和 '
        f"{whole('bank-sla/4.1')}</td>"
    )


def test_a_long_remark_stands_below_its_number() -> None:
    assert cell("1,768 / 1,875（95 % 区间 93.1–95.3 %）", "--:") == (
        '<td style="text-align: right;">1,768 / 1,875'
        '<small class="rg-aside">（95 % 区间 93.1–95.3 %）</small></td>'
    )


def test_a_remark_behind_a_link_goes_below_it_too() -> None:
    assert cell("[1.2 %](#a) (first print of it)", "--:").endswith(
        '<a href="#a">1.2 %</a><small class="rg-aside">(first print of it)</small></td>'
    )


def test_a_short_remark_stays_beside_its_number() -> None:
    assert cell("1.2 %（初值）", "--:").endswith(">1.2 %（初值）</td>")


def test_verdicts_inside_a_sentence_have_their_colour() -> None:
    assert page("- 条款 4.2：● 达标 → ▲ 未达标") == (
        '<ul>\n<li>条款 4.2：<span class="rg-met">● 达标</span> → '
        '<span class="rg-missed">▲ 未达标</span></li>\n</ul>'
    )


def test_verdicts_inside_other_pieces_of_a_sentence_have_it_too() -> None:
    assert page("now **▲ Missed** again") == (
        '<p>now <strong><span class="rg-missed">▲ Missed</span></strong> again</p>'
    )


def test_names_with_their_texts_are_facts_below_a_first_sentence() -> None:
    made = page("- `a.b` plain\n- **Unit**: x\n- **Formula**: `y` / z\n- **Note**: 95 %\n")

    assert made == (
        '<ul class="rg-facts">\n<li><code>a.b</code> plain</li>\n'
        "<li><strong>Unit:</strong>x</li>\n"
        "<li><strong>Formula:</strong><code>y</code> / z</li>\n"
        f"<li><strong>Note:</strong>{WHOLE.format('95 %')}</li>\n</ul>"
    )


@pytest.mark.parametrize(
    "points",
    [
        "- **One**: x\n- **Two**: y\n",
        "- **One**: x\n- **Two**: y\n- **Three**: z\n- four\n- five\n",
        "- **One** x\n- **Two** y\n- **Three** z\n",
    ],
)
def test_other_lists_are_no_facts(points: str) -> None:
    assert "rg-facts" not in page(points)


def test_code_and_links_are_left_alone() -> None:
    text = "`2013-10-01` and [2013-10-02](#a)"

    assert page(text) == '<p><code>2013-10-01</code> and <a href="#a">2013-10-02</a></p>'


@pytest.mark.parametrize("text", ["a-" * 8_000, "a." * 8_000, "1," * 8_000, "-" * 16_000])
def test_hostile_text_takes_no_time(text: str) -> None:
    start = time.process_time()

    page(f"x {text}")

    assert time.process_time() - start < 2
