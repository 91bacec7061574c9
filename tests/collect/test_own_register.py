"""The sample's records of the reporting process are what its mapping makes of the export."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from generator.collect.collect import collect
from generator.collect.inputs import ExportFile, ground_of
from generator.workspace.load import load
from generator.workspace.workspace import Workspace
from tests.collect.conftest import record_file

ROOT = Path(__file__).parents[2]
EXPORT = ROOT / "tests" / "fixtures" / "sources" / "report-register.jsonl"
RECORDS = ROOT / "report_data" / "records" / "reporting"


def test_the_committed_records_are_what_the_export_of_the_register_gives(sample: Workspace) -> None:
    mapping = next(
        entry for entry in sample.of_kind("source") if entry.value.source == "report-register"
    )
    committed = {
        f"report_data/records/reporting/{f.name}": f.read_bytes() for f in RECORDS.iterdir()
    }
    tool = record_file(next(iter(committed.values()))).sources[0].tool
    export = ExportFile(name=EXPORT.name, content=EXPORT.read_bytes())

    run = collect(mapping, export, ground_of(sample, sample.parties["reporting"], tool), {})

    assert dict(run.files) == committed


def test_the_phases_of_a_report_add_up_to_its_lead_time() -> None:
    committed = load(ROOT)
    assert isinstance(committed, Workspace)
    phases = ("data-wait", "drafting", "confirming", "reviewing", "sending")
    sums: Counter[str] = Counter()
    for file in committed.files_of("reporting"):
        sums.update({r.metric: int(r.sum) for r in file.records if r.sum is not None})

    spent = [sums[f"reporting.mean-{phase}"] for phase in phases]

    assert (spent, sum(spent)) == ([198, 21, 15, 12, 1], sums["reporting.mean-lead-time"])
