"""The ends of a run: from the disk and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.collect.collect import Collected
from generator.collect.inputs import ExportFile
from generator.collect.intake import collect_path, collect_source, put_down, take_in
from generator.collect.stream.run import why_slower
from generator.errors import UsageError
from generator.workspace.workspace import Workspace
from tests.collect.conftest import DESK_MAPPING, desk_entry

EXPORTS = Path(__file__).parents[1] / "fixtures" / "exports"


def test_a_run_writes_the_months_and_a_second_one_touches_nothing(
    sample: Workspace, tmp_path: Path
) -> None:
    run = collect_source(sample, "bank-changes", take_in(EXPORTS / "changes.csv"))

    assert put_down(tmp_path, run) == (
        "report_data/records/bank/2013-10.yml",
        "report_data/records/bank/2013-11.yml",
    )
    assert put_down(tmp_path, run) == ()


def test_a_run_with_findings_writes_nothing(sample: Workspace, tmp_path: Path) -> None:
    run = collect_source(sample, "bank-changes", take_in(EXPORTS / "incidents.csv"))

    assert {finding.rule for finding in run.findings} == {"C003"}
    assert put_down(tmp_path, run) == ()
    assert list(tmp_path.iterdir()) == []


def test_an_export_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot read the export"):
        take_in(tmp_path / "none.csv")


@pytest.mark.parametrize("source", ["bank-changes", "bank-incidents"])
def test_records_name_the_file_behind_a_link_however_it_is_read(
    sample: Workspace, tmp_path: Path, source: str
) -> None:
    file = EXPORTS / f"{source.removeprefix('bank-')}.csv"
    (tmp_path / "latest.csv").symlink_to(file)

    by_link = collect_path(sample, source, tmp_path / "latest.csv")

    assert by_link == collect_path(sample, source, file)
    assert f'"file": "{file.name}"'.encode() in next(iter(by_link.files.values()))


def test_a_source_without_a_mapping_is_wrong_usage(sample: Workspace) -> None:
    with pytest.raises(UsageError, match="did you mean 'bank-changes'"):
        collect_source(sample, "bank-change", ExportFile(name="x.csv", content=b""))


def test_a_party_without_a_file_is_wrong_usage(sample: Workspace) -> None:
    sources = Workspace(entries=sample.of_kind("source"))

    with pytest.raises(UsageError, match="'bank' has no file"):
        collect_source(sources, "bank-changes", ExportFile(name="x.csv", content=b""))


def test_nothing_collected_is_nothing_written(tmp_path: Path) -> None:
    assert put_down(tmp_path, Collected()) == ()


def test_why_a_large_export_is_read_row_by_row_is_said(
    sample: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.collect.intake._LARGE", 1)

    collected = collect_path(sample, "bank-changes", EXPORTS / "changes.csv")

    assert collected.slower == "cells or lines of the file need a closer look"


def test_a_small_export_is_read_without_a_word(sample: Workspace) -> None:
    assert collect_path(sample, "bank-changes", EXPORTS / "changes.csv").slower == ""


@pytest.mark.parametrize(
    ("old", "new", "slower"),
    [
        ("form: {", 'form: {thousands: ".", ', "a sign between thousands"),
        ("form: {", "form: {encoding: utf-16, ", "its form, quotes, heading or encoding"),
        (
            "service: Service",
            "service: {header: Service, pseudonym: true}",
            "text, words, pseudonym or decimals at service",
        ),
        ("%d-%m-%Y %H:%M", "%d-%m-%Y %H:%M%z", "a style of dates with an offset"),
        ("form: {", "form: {", ""),
    ],
)
def test_a_mapping_says_what_keeps_the_engine_from_reading_its_exports(
    old: str, new: str, slower: str
) -> None:
    assert why_slower(desk_entry(DESK_MAPPING.replace(old, new))) == slower
