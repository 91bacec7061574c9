"""`reportgen trace --export`: from a figure to the rows of the export, and back."""

from __future__ import annotations

import gzip
import json
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from generator.collect.recount import CountedRow
from generator.commands.recounting import row_of_table
from tests.site.plain import Reportgen, replace

ROOT = Path(__file__).parents[2]
PACKED = ROOT / "tests" / "fixtures" / "nhs" / "hospital-attendances.csv.gz"
FIGURE = ("trace", "hospital-monthly", "2016-06", "attendance.admitted@other-providers")
RECORDS = "report_data/records/hospital/2016-06.yml"


@pytest.fixture
def hospital(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the sample and the hospital's export in the current folder."""
    shutil.copytree(ROOT / "report_data", tmp_path / "report_data")
    exports = tmp_path / "exports"
    exports.mkdir()
    (exports / "other.csv").write_text("another export\n")
    content = gzip.decompress(PACKED.read_bytes())
    (exports / PACKED.name.removesuffix(".gz")).write_bytes(content)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("hospital")
def test_every_row_behind_a_figure_is_told_and_counted(reportgen: Reportgen) -> None:
    answer = reportgen(*FIGURE, "--export", "exports", "--format", "json")

    told = json.loads(answer.out)
    (again,) = told["recounts"]
    assert (answer.code, again["verdict"], again["mapping_edited_since"]) == (0, "equal", False)
    total = str(sum(int(row["value"]) for row in again["rows"]))
    assert total == again["parts"]["value"] == told["records"][0]["parts"]["value"]


@pytest.mark.usefixtures("hospital")
def test_people_see_the_first_rows_and_the_number_of_the_others(reportgen: Reportgen) -> None:
    lines = reportgen(*FIGURE, "--export", "exports").out.splitlines()

    first = next(place for place, line in enumerate(lines) if line.startswith("recount "))
    head, more = lines[first + 1].split(), lines[-1]
    assert ": equal: " in lines[first]
    assert head == ["line", "case", "value"]
    assert more.startswith("  … ")
    assert len(lines) == first + 13


def test_a_case_that_says_nothing_to_a_part_has_a_dash() -> None:
    row = CountedRow(line=3, case="IM-1", values={"sum": None, "count": True, "value": Decimal(2)})

    assert row_of_table(row) == ("3", "IM-1", "–", "true", "2")


def test_a_record_that_was_edited_by_hand_is_told_and_fails(
    hospital: Path, reportgen: Reportgen
) -> None:
    line = next(
        line
        for line in (hospital / RECORDS).read_text().splitlines()
        if '"attendance.admitted", "service": "other-providers"' in line and "member" not in line
    )
    replace(hospital / RECORDS, line, line.replace('"value": ', '"value": 1'))

    answer = reportgen(*FIGURE, "--export", "exports")

    assert (answer.code, ": different: " in answer.out) == (1, True)


def test_a_mapping_that_was_edited_since_is_told(hospital: Path, reportgen: Reportgen) -> None:
    with (hospital / "report_data/sources/hospital-attendances.yml").open("a") as mapping:
        mapping.write("# a remark\n")

    answer = reportgen(*FIGURE, "--export", "exports")

    assert (answer.code, "by a mapping that was edited since" in answer.out) == (0, True)


@pytest.mark.usefixtures("hospital")
def test_without_the_export_a_recount_is_unverified(reportgen: Reportgen) -> None:
    answer = reportgen(*FIGURE, "--export", "exports/other.csv")

    assert answer.code == 4
    assert "unverified: no file with the fingerprint of " in answer.out


def test_a_recount_of_pseudonyms_without_a_salt_says_what_to_give(
    hospital: Path, reportgen: Reportgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REPORTGEN_SALT", raising=False)
    mapping = hospital / "report_data/sources/hospital-attendances.yml"
    replace(mapping, "  type: type\n", "  type: {header: type, pseudonym: true}\n")

    answer = reportgen(*FIGURE, "--export", "exports")

    told = answer.out.splitlines()[-1].partition(": unverified: ")[2]
    assert answer.code == 4
    assert told == (
        "report_data/sources/hospital-attendances.yml:13: columns.type.pseudonym: "
        "expected a salt of at least 16 bytes for type, found none; put it into REPORTGEN_SALT, "
        "or name its file in REPORTGEN_SALT_FILE; never into git (C066)"
    )


def test_a_recount_by_another_salt_than_that_of_the_records_says_so(
    hospital: Path, reportgen: Reportgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPORTGEN_SALT", "another one of sixteen bytes")
    text = (hospital / RECORDS).read_text()
    marked = text.replace('"rows": ', f'"salt_fingerprint": "{"b" * 64}", "rows": ')
    (hospital / RECORDS).write_text(marked)

    answer = reportgen(*FIGURE, "--export", "exports")

    told = answer.out.splitlines()[-1].partition(": unverified: ")[2]
    assert (marked != text, answer.code) == (True, 4)
    assert told == (
        "REPORTGEN_SALT or REPORTGEN_SALT_FILE has another salt than hospital-attendances "
        "was collected with"
    )
