"""The yearly checklist: what a year has no evidence of is open, and nothing is typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.archive.conftest import reportgen
from tests.archive.issued import NOVEMBER, OCTOBER, Issued
from tests.site.plain import Answer, git

AUDITS = "report_data/audits/2013-q4.yml"
FIGURE = (
    '- {{"edition": "monthly/2013-10", "figure": "incident.backlog@mail", "printed": "4", '
    '"recounted": "{again}", "records": 1, "result": "{result}"}}\n'
)
SHEET = f"audit: 2013-q4\ndate: 2013-12-30\nby: lin\ndrawn_from: 2\npopulation_sha256: {'e' * 64}\n"
DELIVERY = """\
report: monthly
period: {period}
deliveries:
  - {{revision: 1, copy: 1, to: manager, by: site, sent: {sent}, sender: lin, manifest: "{sha256}"}}
"""
PROCESS = """\
| – | Reports are delivered by their plan | 3 editions due, 0 delivered on time | no evidence |  |
| – | Editions are approved before they are issued | 2 editions issued, 2 with evidence of their \
approval that can be read | evidence |  |
| – | The correctness of reports is sampled | 2 figures audited, 1 equal | part of the evidence |  |
| – | The archive is inspected | 0 releases inspected, 0 equal byte for byte | no evidence |  |
| – | Queries are reviewed | 0 queries, 0 of them reviewed | no evidence |  |
| – | Documents are reviewed in time | 0 documents, 0 not past their day of review | \
no evidence |  |
"""


def checklist(made: Issued, year: int = 2013) -> tuple[Answer, list[str]]:
    """Return the answer and the lines of the English page."""
    what = ("audit", "checklist", "--year", str(year), "--language", "en")
    answer = reportgen(*what, "--today", "2014-02-01", "--root", made.root)
    page = made.root / f"build/audit/checklist-{year}.md"
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    return answer, [line for line in text.splitlines() if line.startswith("|")]


@pytest.fixture
def audited(issued: Issued) -> Issued:
    """Return the two issued editions, and an audit that found one of two figures different."""
    file = issued.root / AUDITS
    file.parent.mkdir()
    figures = (
        FIGURE.format(again="4", result="equal"),
        FIGURE.format(again="5", result="different"),
    )
    file.write_text(f"{SHEET}figures:\n{''.join(figures)}", encoding="utf-8")
    return issued


def test_what_was_not_done_in_the_year_is_open_and_what_was_is_counted(audited: Issued) -> None:
    answer, lines = checklist(audited)

    assert answer.code == 0, answer
    assert lines[2:8] == PROCESS.splitlines()


def test_a_clause_is_answered_by_pages_sections_and_documents_together(audited: Issued) -> None:
    _, lines = checklist(audited)

    row = next(line for line in lines if line.startswith("| 8.3.2 "))
    assert row == (
        "| 8.3.2 | Business relationships: performance is reviewed with customers | "
        "3 editions, 2 issued; Summary: 3 editions, 2 issued | part of the evidence |  |"
    )


def test_a_clause_without_anything_is_open(audited: Issued) -> None:
    _, lines = checklist(audited)

    row = next(line for line in lines if line.startswith("| 8.6.3 "))
    assert row.endswith("| Problems: 0 editions, 0 issued | no evidence |  |")


def test_an_edition_that_was_delivered_by_its_day_is_on_time(audited: Issued) -> None:
    for edition, sent in ((OCTOBER, "2013-11-05"), (NOVEMBER, "2014-01-31")):
        file = audited.root / f"report_data/deliveries/{edition}.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        tag = f"report/{edition}/r1"
        line = next(each for each in audited.anchors.read_text().splitlines() if tag in each)
        sha256 = line.partition('"manifest": "')[2][:64]
        period = edition.partition("/")[2]
        file.write_text(DELIVERY.format(period=period, sent=sent, sha256=sha256), encoding="utf-8")

    _, lines = checklist(audited)

    assert "3 editions due, 1 delivered on time | part of the evidence" in lines[2]


def test_another_year_knows_nothing_of_this_one(audited: Issued) -> None:
    _, lines = checklist(audited, 2012)

    assert "0 editions due, 0 delivered on time | no evidence" in lines[2]


def test_a_shallow_clone_fills_no_checklist(audited: Issued, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{audited.root}", "shallow")

    answer, lines = checklist(Issued(root=tmp_path / "shallow"))

    assert (answer.code, lines, "shallow" in answer.err) == (4, [], True)
