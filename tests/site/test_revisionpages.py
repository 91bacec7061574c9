"""One revision of an edition is in force; the pages of the others say that they are not."""

from __future__ import annotations

import shutil
from pathlib import Path

from generator.commands.staging import documents
from generator.measure.ledger import Ledger
from generator.site.facts import UNASKED, ReleasedRevision, RepositoryFacts
from generator.site.stage import stage
from tests.site.school import staged_tree, view_of

GOLDEN = Path(__file__).parents[1] / "golden"
RESTATED = GOLDEN / "restated"
BACK = "[报告](../index.md) › [示例学校](../index.md#party-school)"


def released(case: str, revision: int, month: str = "2013-10") -> ReleasedRevision:
    """Return the edition of a golden case as if it had been issued."""
    page = GOLDEN / case / "expected" / "docs" / "reports" / "monthly" / f"{month}.md"
    figures = page.with_suffix(".json").read_bytes()
    return ReleasedRevision(revision=revision, page=page.read_bytes(), figures=figures)


def pages(audience: str, month: str, *issued: ReleasedRevision) -> dict[str, str]:
    """Return the pages of the report in a month in which it was restated or withdrawn."""
    view = view_of(RESTATED, audience, month)
    facts = RepositoryFacts(history=UNASKED.history, releases={f"monthly/{month}": issued})
    staged = stage(view, Ledger.of(view.workspace), documents(RESTATED / "expected"), facts)
    folder = "reports/monthly/"
    return {
        name.removeprefix(folder): text.decode()
        for name, text in staged.items()
        if name.startswith(folder)
    }


def head(page: str) -> list[str]:
    """Return what stands above the document control, the title of the tab first."""
    lines = page.partition("<details")[0].splitlines()
    return [line for line in lines if line.startswith(("title", "search", "[", "{", "此", "第"))]


def test_a_superseded_page_says_so_leads_to_the_one_in_force_and_is_not_searched() -> None:
    found = pages("school", "2013-10", released("plain", 1), released("restated", 2))

    assert sorted(found) == ["index.md", "r1.md"]
    assert head(found["r1.md"]) == [
        'title: "月度服务报告 2013 年 10 月（r1）"',
        "search: {exclude: true}",
        "{: .rg-meta }",
        BACK,
        "{: .rg-path }",
        "此页已被第 2 次修订取代，仅供查考。[现行版本](index.md)",
        "{: .rg-banner .rg-superseded }",
    ]


def test_a_superseded_page_has_the_numbers_that_it_was_issued_with() -> None:
    found = pages("school", "2013-10", released("plain", 1), released("restated", 2))

    row = "| 按时解决率 | {} |"
    assert row.format("◐ 预警 | [96.0 %](#incident_in-target_all)") in found["r1.md"]
    assert row.format("▲ 未达标 | [92.7 %](#incident_in-target_all)") in found["index.md"]


def test_the_page_in_force_lists_the_superseded_ones() -> None:
    found = pages("school", "2013-10", released("plain", 1), released("restated", 2))

    assert head(found["index.md"])[-2:] == [f"{BACK} · 被取代的修订：[r1](r1.md)", "{: .rg-path }"]


def test_until_a_revision_is_issued_its_page_leads_to_the_one_in_force() -> None:
    found = pages("school", "2013-10", released("plain", 1))

    banner = "第 2 次修订尚未签发，现行的是第 1 次修订。[现行版本](r1.md)"
    assert head(found["index.md"])[-2:] == [banner, "{: .rg-banner }"]
    assert head(found["r1.md"])[-2:] == [BACK, "{: .rg-path }"]


def test_nothing_of_a_withdrawn_edition_is_shown_but_its_notice() -> None:
    first, notice = released("plain", 1, "2013-11"), released("restated", 2, "2013-11")

    found = pages("internal", "2013-11", first, notice)

    assert list(found) == ["index.md"]
    assert "**本期次已撤回。" in found["index.md"]


def test_a_revision_that_was_made_for_others_is_on_no_customers_site() -> None:
    first = released("plain", 1)
    secret = ReleasedRevision(
        revision=1,
        page=first.page,
        figures=first.figures.replace(b'"audience": "school"', b'"audience": "internal"'),
    )

    names = {
        audience: sorted(pages(audience, "2013-10", secret, released("restated", 2)))
        for audience in ("school", "internal")
    }

    assert names == {"school": ["index.md"], "internal": ["index.md", "r1.md"]}


def home(folder: Path, withdrawn: str) -> str:
    """Return what the home page of November says of promises, where one month was withdrawn."""
    shutil.copytree(RESTATED / "report_data", folder / "report_data")
    shutil.copytree(RESTATED / "expected" / "docs", folder / "docs")
    file = folder / "report_data/revisions/monthly/2013-11.yml"
    text = file.read_text(encoding="utf-8")
    file.unlink()
    file.with_stem(withdrawn).write_text(text.replace("2013-11", withdrawn, 1), encoding="utf-8")
    page = staged_tree(folder, "school", "2013-11")["index.md"].decode()
    return page[page.index("## 达成情况") : page.index("## 应交付")]


def test_a_withdrawn_edition_does_not_speak_on_the_home_page(tmp_path: Path) -> None:
    said = home(tmp_path, "2013-11")

    assert ("最新一期在 2013 年 10 月" in said, "2013-11" in said) == (True, False)


def test_a_month_that_was_withdrawn_has_no_verdict_and_leads_to_its_notice(tmp_path: Path) -> None:
    rows = [line for line in home(tmp_path, "2013-10").splitlines() if line.startswith("| 1.")]

    notice = '<a href="../2013-10/reports/monthly/index.html">–</a>'
    assert [row.split(" | ")[1] for row in rows] == [notice] * 3
