"""The exports that the ready-made mappings are tried on: made-up ones here, real ones beside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from generator.collect.collect import Collected, collect
from generator.collect.inputs import ExportFile
from generator.reference.readymade import ground_to_try, ready_made
from generator.workspace.model.counting import PART_NAMES
from tests.collect.conftest import record_file
from tests.sources import recounts
from tests.sources.recounts import SALT, Counts, Recount

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests" / "fixtures" / "sources"
REAL = ROOT.parent / "shared" / "data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A ready-made mapping, the zone of its party, what recounts it, and its real exports."""

    source: str
    zone: str
    fixture: str
    recount: Recount
    real: tuple[str, ...] = ()


TRIALS = (
    Trial(
        source="hp-incidents",
        zone="Europe/Amsterdam",
        fixture="hp-incidents.csv",
        recount=recounts.hp_incidents,
        real=("rabobank/Detail Incident 2013Q4.csv",),
    ),
    Trial(
        source="hp-interactions",
        zone="Europe/Amsterdam",
        fixture="hp-interactions.csv",
        recount=recounts.hp_interactions,
        real=("rabobank/Detail Interaction 2013Q4.csv",),
    ),
    Trial(
        source="hp-changes",
        zone="Europe/Amsterdam",
        fixture="hp-changes.csv",
        recount=recounts.hp_changes,
        real=("rabobank/Detail Change 2013Q4.csv",),
    ),
    Trial(
        source="servicenow-event-log",
        zone="UTC",
        fixture="servicenow-event-log.csv",
        recount=recounts.servicenow_event_log,
        real=("servicenow_event_log/incident_event_log_5998_truncated_dashdates.csv",),
    ),
    Trial(
        source="servicenow-incidents",
        zone="UTC",
        fixture="servicenow-incidents.csv",
        recount=recounts.servicenow_incidents,
    ),
    Trial(
        source="jira-history",
        zone="America/New_York",
        fixture="jira-history.csv",
        recount=recounts.jira_history,
        real=("jira/jira_anon_history_60_tickets.csv",),
    ),
    Trial(
        source="jira-issues",
        zone="UTC",
        fixture="jira-issues.json",
        recount=recounts.jira_issues,
    ),
    Trial(
        source="glpi-tickets",
        zone="America/Sao_Paulo",
        fixture="glpi-tickets.csv",
        recount=recounts.glpi_tickets,
        real=("glpi_br/iterations_2020-09_12_utf8bom_comma_seconds.csv",),
    ),
    Trial(
        source="vinst-problems",
        zone="Europe/Stockholm",
        fixture="vinst-problems.csv",
        recount=recounts.vinst_problems,
        real=("volvo/VINST cases open problems.csv",),
    ),
    Trial(
        source="city-311",
        zone="America/New_York",
        fixture="city-311.csv",
        recount=recounts.city_311,
        real=(
            "boston311/Abandoned Vehicles.csv",
            "boston311/Animal Generic Request.csv",
            "boston311/Graffiti Removal.csv",
        ),
    ),
    Trial(
        source="service-standards",
        zone="America/Toronto",
        fixture="service-standards.csv",
        recount=recounts.service_standards,
        real=("canada/ss_2024_three_departments.csv",),
    ),
    Trial(
        source="attendances",
        zone="Europe/London",
        fixture="attendances.csv",
        recount=recounts.attendances,
        real=("nhs/ae_attendances_2016_17.csv",),
    ),
    Trial(
        source="complaints-log",
        zone="Europe/London",
        fixture="complaints-log.csv",
        recount=recounts.complaints_log,
        real=("prepbench/case_281/inputs/input_01.csv",),
    ),
    Trial(
        source="daily-counts",
        zone="Europe/London",
        fixture="daily-counts.csv",
        recount=recounts.daily_counts,
        real=("prepbench/case_119/inputs/input_01.csv",),
    ),
    Trial(
        source="cloud-metrics",
        zone="UTC",
        fixture="cloud-metrics.csv",
        recount=recounts.cloud_metrics,
        real=("nab/ec2_cpu_utilization_24ae8d.csv", "nab/rds_cpu_utilization_cc0c53.csv"),
    ),
    Trial(
        source="statuspage-incidents",
        zone="UTC",
        fixture="statuspage-incidents.jsonl",
        recount=recounts.statuspage_incidents,
        real=("github_status/incidents_2022.jsonl",),
    ),
    Trial(
        source="prometheus-probes",
        zone="UTC",
        fixture="prometheus-probes.jsonl",
        recount=recounts.prometheus_probes,
    ),
    Trial(
        source="upptime-observations",
        zone="UTC",
        fixture="upptime-observations.csv",
        recount=recounts.upptime_observations,
        real=("upptime/bandlab/observations.csv",),
    ),
    Trial(
        source="report-register",
        zone="Europe/Amsterdam",
        fixture="report-register.jsonl",
        recount=recounts.report_register,
    ),
)


def collected(trial: Trial, path: Path) -> Collected:
    """Return what the ready-made mapping alone makes of an export."""
    entry = replace(ready_made()[trial.source], sha256="0" * 64)
    export = ExportFile(name=path.name, content=path.read_bytes())
    return collect(entry, export, ground_to_try(entry.value, trial.zone, SALT), {})


def parts_of(run: Collected) -> Counts:
    """Return the parts of whole services that the records hold, noughts of no case left out."""
    return {
        key: parts for key, parts in _parts(run) if any(part not in {"", "0"} for part in parts)
    }


def _parts(run: Collected) -> Iterator[tuple[tuple[str, str, str], tuple[str, ...]]]:
    for content in run.files.values():
        file = record_file(content)
        for record in file.records:
            if record.dimension is None:
                parts = (getattr(record, name) for name in PART_NAMES)
                told = tuple(recounts.plain_or_text(part) for part in parts if part is not None)
                yield (file.period.label, record.metric, record.service), told
