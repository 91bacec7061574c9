"""`reportgen audit sample --export`: from a drawn figure to the rows of the export."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import pytest

from tests.site.plain import Answer, Reportgen, replace

ROOT = Path(__file__).parents[2]
PACKED = ROOT / "tests" / "fixtures" / "nhs" / "hospital-attendances.csv.gz"
EDITION = "docs/reports/hospital-monthly/2017-03"
RECORDS = "report_data/records/hospital/2017-03.yml"
SAMPLE = ("audit", "sample", "--seed", "2017-q1", "--size", "8", "--today", "2017-05-02")


@pytest.fixture
def hospital(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the sample's data, one edition, and its export in the current folder."""
    shutil.copytree(ROOT / "report_data", tmp_path / "report_data")
    (tmp_path / EDITION).parent.mkdir(parents=True)
    for ending in (".md", ".json"):
        shutil.copy(ROOT / f"{EDITION}{ending}", (tmp_path / EDITION).parent)
    (tmp_path / "exports").mkdir()
    export = tmp_path / "exports" / PACKED.name.removesuffix(".gz")
    export.write_bytes(gzip.decompress(PACKED.read_bytes()))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def results(answer: Answer) -> list[list[str]]:
    """Return what records and exports gave, of each figure."""
    return [line.split()[-2:] for line in answer.out.splitlines() if "hospital-monthly/" in line]


def test_drawn_figures_are_counted_from_the_rows_of_their_exports_and_the_sheet_says_so(
    hospital: Path, reportgen: Reportgen
) -> None:
    answer = reportgen(*SAMPLE, "--export", "exports", "--by", "lin")

    sheet = (hospital / "report_data/audits/2017-q1.yml").read_text(encoding="utf-8")
    assert (answer.code, results(answer)) == (0, [["equal", "equal"]] * 8)
    assert sheet.count('"result": "equal", "exports": "equal"}') == 8
    assert reportgen("check").code == 0


@pytest.mark.usefixtures("hospital")
def test_without_exports_the_sheet_says_nothing_of_them(reportgen: Reportgen) -> None:
    answer = reportgen(*SAMPLE)

    assert (answer.code, results(answer)) == (0, [["–", "equal"]] * 8)


@pytest.mark.usefixtures("hospital")
def test_a_record_whose_export_is_not_at_hand_is_unverified(
    hospital: Path, reportgen: Reportgen
) -> None:
    next((hospital / "exports").iterdir()).write_text("another export\n")

    answer = reportgen(*SAMPLE, "--export", "exports")

    assert (answer.code, results(answer)) == (4, [["unverified", "equal"]] * 8)


def test_a_record_that_was_made_up_together_with_its_page_is_different(
    hospital: Path, reportgen: Reportgen
) -> None:
    text = (hospital / RECORDS).read_text(encoding="utf-8")
    line = next(each for each in text.splitlines() if '"attendance.admitted"' in each)
    replace(hospital / RECORDS, line, line.replace('"value": ', '"value": 1'))
    reportgen("generate", "hospital-monthly", "2017-03")

    answer = reportgen(*SAMPLE, "--size", "10000", "--export", "exports")

    wrong = [each for each in results(answer) if each != ["equal", "equal"]]
    assert (answer.code, wrong) == (1, [["different", "different"]] * len(wrong))
    assert len(wrong) > 0
