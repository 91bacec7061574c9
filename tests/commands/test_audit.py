from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

import pytest

from generator.strictyaml import FILE_LIMITS, Document, parse
from generator.workspace.decode import decode
from generator.workspace.model.audits import Audit
from tests.site.plain import RECORDS, Answer, Reportgen, replace

SAMPLE = ("audit", "sample", "--seed", "2014-q1", "--size", "6")
SHEET = "report_data/audits/2014-q1.yml"


def figures(answer: Answer) -> list[tuple[str, ...]]:
    """Return the rows of the table."""
    rows = [line.split("   ") for line in answer.out.splitlines() if "monthly/" in line]
    return [tuple(cell.strip() for cell in row if cell.strip()) for row in rows]


def written(root: Path) -> Audit:
    """Read the sheet back as the workspace does."""
    document = parse((root / SHEET).read_bytes(), SHEET, FILE_LIMITS)
    assert isinstance(document, Document)
    found = decode(Audit, document, SHEET)
    assert isinstance(found, Audit)
    return found


@pytest.mark.usefixtures("school")
def test_the_same_seed_draws_the_same_figures_and_another_seed_others(reportgen: Reportgen) -> None:
    first, again = figures(reportgen(*SAMPLE)), figures(reportgen(*SAMPLE))
    other = figures(reportgen("audit", "sample", "--seed", "2014-q2", "--size", "6"))

    assert first == again
    assert (len(first), first == other) == (6, False)


@pytest.mark.usefixtures("school")
def test_the_sample_is_what_sha256sum_and_sort_give(reportgen: Reportgen, tmp_path: Path) -> None:
    everything = figures(reportgen("audit", "sample", "--seed", "all", "--size", "10000"))
    names = [f"{row[0]} {row[1]}" for row in everything]
    sums = {name: hashlib.sha256(f"2014-q1\n{name}".encode()).hexdigest() for name in names}
    listing = tmp_path / "names"
    listing.write_text("".join(f"{sums[name]} {name}\n" for name in names), encoding="utf-8")

    ordered = subprocess.run(["sort", listing], check=True, capture_output=True, text=True).stdout

    drawn = [f"{row[0]} {row[1]}" for row in figures(reportgen(*SAMPLE))]
    assert drawn == [line[65:] for line in ordered.splitlines()[:6]]


@pytest.mark.usefixtures("school")
def test_every_figure_of_the_committed_editions_counts_to_the_same(reportgen: Reportgen) -> None:
    answer = reportgen("audit", "sample", "--seed", "all", "--size", "10000")

    assert answer.code == 0
    assert {row[-1] for row in figures(answer)} == {"equal"}


def test_a_printed_figure_that_its_records_do_not_give_is_different(
    school: Path, reportgen: Reportgen
) -> None:
    replace(school / RECORDS, '"numerator": 46', '"numerator": 45')

    answer = reportgen("audit", "sample", "--seed", "all", "--size", "10000")

    different = [row for row in figures(answer) if row[-1] == "different"]
    assert answer.code == 1
    assert [row[1:4] for row in different if row[0] == "monthly/2013-10"] == [
        ("incident.in-target@web", "23/25", "9/10"),
        ("incident.in-target@all", "24/25", "143/150"),
    ]


def test_records_that_are_gone_leave_a_figure_unverified(
    school: Path, reportgen: Reportgen
) -> None:
    for name in ("2013-10", "2013-11"):
        figures_file = school / f"docs/reports/monthly/{name}.json"
        text = figures_file.read_text(encoding="utf-8")
        figures_file.write_text(text.replace("school/2013-1", "school/2012-1"), encoding="utf-8")

    answer = reportgen(*SAMPLE)

    assert answer.code == 4
    assert {row[-1] for row in figures(answer)} == {"unverified"}


def test_the_sheet_becomes_a_file_of_the_data(school: Path, reportgen: Reportgen) -> None:
    answer = reportgen(*SAMPLE, "--by", "lin", "--today", "2014-04-02")

    sheet = written(school)
    assert (sheet.by, str(sheet.date), len(sheet.figures)) == ("lin", "2014-04-02", 6)
    assert answer.err.endswith(f"Written: {SHEET}\n")
    assert reportgen("check").code == 0


@pytest.mark.usefixtures("school")
def test_a_stranger_audits_nothing(reportgen: Reportgen) -> None:
    answer = reportgen(*SAMPLE, "--by", "lim")

    assert (answer.code, answer.err.splitlines()[-1]) == (
        2,
        "reportgen: unknown person 'lim'; did you mean 'lin'? known: lin",
    )


@pytest.mark.usefixtures("school")
def test_a_year_without_editions_has_nothing_to_draw(reportgen: Reportgen) -> None:
    answer = reportgen(*SAMPLE, "--year", "2001")

    assert answer == Answer(code=2, err="reportgen: there is no edition to draw figures from\n")
