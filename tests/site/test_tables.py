from __future__ import annotations

import re
from textwrap import dedent

import pytest
from markdown import markdown

EXTENSIONS = ["tables", "generator.site.tables"]


def page(text: str) -> str:
    """Return Markdown as the site shows it."""
    return markdown(dedent(text), extensions=EXTENSIONS)


def test_header_cells_have_a_scope_and_verdicts_a_class() -> None:
    made = page("""\
        | 条款 | 评定 |
        | --- | --: |
        | 1.1 | ◐ 预警 |
        """)

    assert made == dedent("""\
        <table>
        <thead>
        <tr>
        <th scope="col">条款</th>
        <th scope="col" style="text-align: right;">评定</th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td>1.1</td>
        <td class="rg-at-risk" style="text-align: right;">◐ 预警</td>
        </tr>
        </tbody>
        </table>""")


@pytest.mark.parametrize(
    ("cell", "verdict"),
    [
        ("● 达标", "met"),
        ("● Met", "met"),
        ("▲ 未达标", "missed"),
        ("▲ Missed", "missed"),
        ("– No sample", "no-sample"),
        ("○ 未评估（样本太少）", "not-assessed"),
        ("○ Not assessed (too few)", "not-assessed"),
        ("[◐ At risk](#a)", "at-risk"),
    ],
)
def test_a_verdict_is_known_in_both_languages_with_its_reason_or_as_a_link(
    cell: str, verdict: str
) -> None:
    assert f'<td class="rg-{verdict}">' in page(f"| a |\n|---|\n| {cell} |\n")


@pytest.mark.parametrize("cell", ["达标", "● 达标 2013", "95 %", "(met)"])
def test_other_cells_have_no_verdict(cell: str) -> None:
    assert "<td>" in page(f"| a |\n|---|\n| {cell} |\n")


@pytest.mark.parametrize(
    "cell",
    [
        "plain words, 95.7 %",
        "`code` and [a link](#here)",
        "*stress* and **more** and _less_",
        "a \\| pipe, a \\* star, &amp; and & and <b>raw</b>",
        '<a id="x"></a>`here`',
        "![none](x.png){: .c }",
        "https://example.org and <https://example.org>",
        "",
    ],
)
def test_a_cell_means_what_it_means_without_the_extension(cell: str) -> None:
    text = f"| a | b |\n| --- | --: |\n| {cell} | 1 |\n"

    made = re.sub(' (scope="col"|class="rg-[a-z]+")', "", page(text))

    assert made == markdown(text, extensions=["tables"])
