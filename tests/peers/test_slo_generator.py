"""The unit cases of slo-generator, as records of ordinary metrics."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime
from fractions import Fraction
from functools import cache
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from generator.collect.cells import Clock, read_instants
from generator.collect.collect import Collected
from generator.collect.inputs import ExportFile
from generator.collect.intake import collect_source
from generator.files import read_tree
from generator.measure.ledger import Ledger
from generator.measure.measure import Attainment, measure
from generator.measure.verdict import Verdict
from generator.periods import Cadence, Period
from generator.periods.intervals import instant_of
from generator.workspace.check import check
from generator.workspace.load import assemble
from generator.workspace.workspace import Workspace

PEERS = Path(__file__).parents[1] / "fixtures" / "peers"
FACTS = json.loads((PEERS / "slo_generator.json").read_text(encoding="utf-8"))
CASES = {case["name"]: case for case in FACTS["cases"]}
INVALID = "invalid_backend_response_type"
SOURCES = {"good_bad_ratio": "events", "sli": "values"}
COLUMNS = ("name", "at", "good_events", "bad_events", "sli")
JUDGED = {Verdict.MET, Verdict.MISSED}


def contents() -> dict[str, bytes]:
    return dict(read_tree(PEERS / "slo-generator", "report_data")[0])


def sound(files: dict[str, bytes]) -> Workspace:
    workspace, findings = assemble(files)
    assert (*findings, *check(workspace)) == ()
    return workspace


def export_of(method: str, names: list[str]) -> ExportFile:
    """Write what the peer's backend answered in some cases as an export."""
    text = StringIO(newline="")
    rows = csv.DictWriter(text, COLUMNS)
    rows.writeheader()
    for name in names:
        inputs = CASES[name]["inputs"]
        cells = {column: cell(inputs.get(column)) for column in COLUMNS}
        if inputs["method"] == method:
            rows.writerow({**cells, "name": name, "at": "2023-06-15T16:17:18"})
    return ExportFile(name=f"{method}.csv", content=text.getvalue().encode())


def cell(answer: object) -> str:
    return "" if answer is None else json.dumps(answer)


def collected(method: str, names: list[str], files: dict[str, bytes]) -> Collected:
    return collect_source(sound(files), SOURCES[method], export_of(method, names))


@cache
def attained() -> dict[tuple[str, str], Attainment]:
    """Return what the engine says of each case, by clause and case."""
    files = contents()
    for method in SOURCES:
        run = collected(method, [name for name in CASES if name != INVALID], files)
        assert run.findings == ()
        files |= run.files
    workspace = sound(files)
    edition = measure(
        workspace, Ledger.of(workspace), workspace.reports["slo"], Period.parse("2023-06")
    )
    return {
        (each.clause.id, each.measured.figure.key.service.replace("-", "_")): each
        for each in edition.attainments
    }


def goal_of(name: str) -> Attainment:
    method = CASES[name]["inputs"]["method"]
    return attained()[f"goal-of-{SOURCES[method]}", name]


@pytest.mark.parametrize("name", [name for name in CASES if name != INVALID])
def test_a_case_is_judged_just_when_the_peer_calls_it_valid(name: str) -> None:
    judged = goal_of(name).judgement.verdict in JUDGED

    assert judged == CASES[name]["expected"]["valid"]


@pytest.mark.parametrize(
    "name", [n for n, c in CASES.items() if "sli_measurement" in c["expected"]]
)
def test_the_value_is_the_peers_indicator(name: str) -> None:
    value = goal_of(name).measured.figure.value

    assert value == Fraction(str(CASES[name]["expected"]["sli_measurement"]))


@pytest.mark.parametrize("name", [name for name, c in CASES.items() if c["expected"]["valid"]])
def test_the_burn_rate_is_the_share_of_the_error_budget_that_was_spent(name: str) -> None:
    value = attained()["alert", name].measured.figure.value

    goal = Fraction(str(CASES[name]["goal"]))
    sli = Fraction(str(CASES[name]["expected"]["sli_measurement"]))
    assert value == (1 - sli) / (1 - goal)


@pytest.mark.parametrize("name", [n for n, c in CASES.items() if "alert" in c["expected"]])
def test_an_alert_is_a_missed_promise_of_burn_rate_and_of_the_goal(name: str) -> None:
    missed = [
        each.judgement.verdict is Verdict.MISSED
        for each in (attained()["alert", name], goal_of(name))
    ]

    assert missed == [CASES[name]["expected"]["alert"]] * 2


def test_why_a_case_is_not_judged_is_told() -> None:
    reasons = {
        name: str(goal_of(name).judgement.reason)
        for name, case in CASES.items()
        if name != INVALID and not case["expected"]["valid"]
    }

    assert reasons == {
        "no_events": "no-sample",
        "no_good_bad_events": "no-sample",
        "not_enough_events": "too-few",
        "no_sli_value": "no-sample",
        "no_backend_response_sli": "no-sample",
        "no_backend_response_ratio": "no-sample",
    }


def test_an_answer_that_is_no_number_stops_collecting() -> None:
    run = collected("good_bad_ratio", [INVALID], contents())

    assert run.files == {}
    assert [(each.rule, each.found) for each in run.findings] == [
        ("C005", '\'{"data": {"value": 30}}\''),
        ("C005", '\'{"data": {"value": 400}}\''),
    ]


def test_an_answer_that_is_no_number_in_a_record_is_a_finding_of_check() -> None:
    inputs = CASES[INVALID]["inputs"]
    record = {
        "metric": "slo.good-events",
        "service": "invalid-backend-response-type",
        "numerator": inputs["good_events"],
        "denominator": inputs["bad_events"],
        "evidence": "typed",
    }
    text = f"party: peer\nperiod: 2023-06\nsources: []\nrecords:\n- {json.dumps(record)}\n"

    _, findings = assemble({**contents(), "report_data/records/peer/2023-06.yml": text.encode()})

    assert [(each.rule, each.path) for each in findings] == [
        ("M003", "records[0].numerator"),
        ("M003", "records[0].denominator"),
    ]


@pytest.mark.parametrize(
    "case", FACTS["timezones"], ids=lambda case: f"{case['tz']} {case['epoch']}"
)
def test_an_instant_shows_the_peers_time_in_its_zone(case: dict[str, str | float]) -> None:
    expected = datetime.fromisoformat(str(case["expected"]))

    shown = instant_of(int(case["epoch"])).astimezone(ZoneInfo(str(case["tz"])))

    # Instants of this program are whole seconds; a part of one is cut off.
    assert shown.isoformat() == expected.replace(microsecond=0).isoformat()


@pytest.mark.parametrize(
    "case", FACTS["timezones"], ids=lambda case: f"{case['tz']} {case['epoch']}"
)
def test_the_time_that_a_zone_showed_is_read_back_as_the_instant(
    case: dict[str, str | float],
) -> None:
    expected = datetime.fromisoformat(str(case["expected"]))
    zone = str(case["tz"])
    shown = pd.Series([expected.strftime("%Y-%m-%d %H:%M:%S.%f")], dtype=object)

    read = read_instants(shown, "%Y-%m-%d %H:%M:%S.%f", Clock(export=zone, party=zone))

    assert read.utc[0].to_pydatetime() == expected.astimezone(UTC).replace(tzinfo=None)


@pytest.mark.parametrize(
    "case", FACTS["timezones"], ids=lambda case: f"{case['tz']} {case['epoch']}"
)
def test_the_instant_lies_in_the_month_of_its_zone(case: dict[str, str | float]) -> None:
    expected = datetime.fromisoformat(str(case["expected"]))

    first, end = Period.of(Cadence.MONTH, expected.date()).bounds(str(case["tz"]))

    assert first <= instant_of(int(case["epoch"])) < end
