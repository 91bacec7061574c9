"""Whole record files and whole accounts, as the fixture exports make them."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.collect.collect import Collected

GOLDEN = Path(__file__).parent / "golden"


def compare(actual: bytes, golden: Path, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-golden", default=False):
        golden.write_bytes(actual)
    assert actual.decode() == golden.read_bytes().decode()


@pytest.mark.parametrize("month", ["2013-10", "2013-11"])
def test_three_exports_make_one_record_file_a_month(
    collected: dict[str, Collected], month: str, request: pytest.FixtureRequest
) -> None:
    name = f"report_data/records/bank/{month}.yml"

    last = [run.files[name] for run in collected.values() if name in run.files][-1]

    compare(last, GOLDEN / f"{month}.yml", request)


@pytest.mark.parametrize("source", ["bank-incidents", "bank-interactions", "bank-changes"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_row_is_accounted_for(
    collected: dict[str, Collected], source: str, language: str, request: pytest.FixtureRequest
) -> None:
    quality = collected[source].quality
    assert quality

    table = "".join("\t".join(row) + "\n" for row in quality.rows_of_table(language))

    compare(table.encode(), GOLDEN / f"{source}.{language}.tsv", request)
