from __future__ import annotations

from dataclasses import replace

from generator.workspace.model.records import Record
from tests.workspace.samples import RECORDS, workspace_of

FILE = dict(workspace_of().record_files)[RECORDS]
DESK = FILE.sources[0]
TWO = replace(FILE, sources=(DESK, replace(DESK, id="phone")))
RECORD = Record(metric="incident.closed", service="payments")


def test_a_record_comes_from_the_source_that_it_names() -> None:
    assert TWO.source_of(replace(RECORD, source="phone")) == TWO.sources[1]


def test_a_record_that_names_no_source_comes_from_the_only_one() -> None:
    assert FILE.source_of(RECORD) == DESK
    assert TWO.source_of(RECORD) is None


def test_a_record_with_evidence_alone_comes_from_no_source() -> None:
    assert FILE.source_of(replace(RECORD, evidence="minutes of 2013-11-04")) is None
