"""The metric library: a definition copied from it is valid, computes, and has legal roll-ups."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from generator.kinds import MetricKind
from generator.measure.figure import FigureKey
from generator.measure.ledger import Ledger
from generator.measure.rollup import Parts, Ratio, RollUpError, Total, across_services, over_time
from generator.periods import Period
from generator.reference.library import library, library_page
from generator.strictyaml import Document, parse
from generator.workspace.check import check
from generator.workspace.decode import decode
from generator.workspace.load import load
from generator.workspace.model.metrics import Metric, Metrics
from generator.workspace.workspace import Workspace
from tests.measure.school import school

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "generator" / "library").iterdir())
METRICS = tuple(metric for file in library().values() for metric in file.metrics)
IDS = [metric.id for metric in METRICS]
CHINESE = re.compile("[一-鿿]")
PROCEDURES = {f"QP-{number:02d}" for number in range(1, 28)}
# The last indicator of each group of the collection.
INDICATORS = (
    "INC-11 PRB-06 CHG-07 REL-04 CFG-04 REQ-05 AVL-07 CNT-05 CAP-07 SEC-05 "
    "SLM-06 SUP-04 SAT-04 CMP-04 KNO-04 FIN-04 HRM-06 SRP-09 IMP-05"
)
# What sample reports and process documents promise, by their own words.
FROM_SAMPLES = {
    "incident.resolved": "> 95 %",
    "incident.mean-response": "<= 60 min",
    "change.successful": "> 90 %",
    "configuration.accurate-items": "> 95 %",
    "request.answered-in-one-day": "= 100 %",
    "request.followed-up": ">= 60 %",
    "satisfaction.top-two": ">= 90 %",
    "reporting.on-time": "= 100 %",
    "people.reserve": "= 100 %",
}
ONE_CASE_MANY_SERVICES = (
    "incident.major-incidents",
    "configuration.errors-felt",
    "capacity.incidents",
    "security.incidents",
    "supplier.caused-breaches",
)
OCTOBER, QUARTER = Period.parse("2013-10"), Period.parse("2013-Q4")
# Parts of two classes; one of them is of another class than any given parts.
STRANGERS = (Total(value=Fraction(1)), Ratio(numerator=Fraction(1), denominator=Fraction(2)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Parts of a kind for October and November, with what October and both come to."""

    october: Mapping[str, object]
    november: Mapping[str, object]
    month: str
    both: str | None


EXAMPLES = {
    MetricKind.RATIO: Example(
        october={"numerator": 9, "denominator": 10},
        november={"numerator": 1, "denominator": 2},
        month="9/10",
        both="10/12",
    ),
    MetricKind.MEAN: Example(
        october={"sum": 30, "count": 10},
        november={"sum": 8, "count": 2},
        month="3",
        both="38/12",
    ),
    MetricKind.COUNT: Example(october={"value": 5}, november={"value": 7}, month="5", both="12"),
    MetricKind.STOCK: Example(
        october={"value": 7, "at": "2013-10-31"},
        november={"value": 5, "at": "2013-11-30"},
        month="7",
        both="5",
    ),
    MetricKind.STOCK_RATIO: Example(
        october={"numerator": 9, "denominator": 10, "at": "2013-10-31"},
        november={"numerator": 1, "denominator": 4, "at": "2013-11-30"},
        month="9/10",
        both="1/4",
    ),
    MetricKind.DISTINCT_SHARE: Example(
        october={"ids": "p01 p02", "scope": "p01 p02 p03 p04", "at": "2013-10-31"},
        november={"ids": "p03", "scope": "p02 p03 p04", "at": "2013-11-30"},
        month="1/2",
        both="2/3",
    ),
    MetricKind.MAXIMUM: Example(
        october={"value": 7, "at": "2013-10-02"},
        november={"value": 5, "at": "2013-11-03"},
        month="7",
        both="7",
    ),
    MetricKind.DURATION_RATIO: Example(
        october={"numerator": 99, "denominator": 100},
        november={"numerator": 30, "denominator": 60},
        month="99/100",
        both="129/160",
    ),
    MetricKind.PERCENTILE: Example(
        october={"histogram": "1:10 2:10"},
        november={"histogram": "1:1 9:9"},
        month="2",
        both="9",
    ),
    MetricKind.DISTINCT: Example(
        october={"ids": "p01 p07"}, november={"ids": "p07 p09"}, month="2", both="3"
    ),
    MetricKind.SINGLE: Example(october={"value": 5}, november={"value": 7}, month="5", both=None),
}


def record(metric: Metric, parts: Mapping[str, object]) -> dict[str, object]:
    return {"metric": metric.id, "service": "mail", **parts}


def read(path: Path) -> Document:
    document = parse(path.read_bytes(), path.name)
    assert isinstance(document, Document), document
    return document


def with_library(months: Mapping[str, list[dict[str, object]]]) -> Workspace:
    """Build a workspace whose metrics are the library's files, as they are."""
    return school(months, metrics=(), files={f"metrics/{p.name}": read(p).value for p in FILES})


@cache
def measured() -> Workspace:
    return with_library(
        {
            "2013-10": [record(metric, EXAMPLES[metric.kind].october) for metric in METRICS],
            "2013-11": [record(metric, EXAMPLES[metric.kind].november) for metric in METRICS],
        }
    )


@cache
def ledger() -> Ledger:
    return Ledger.of(measured())


def value(metric: Metric, period: Period) -> Fraction | None:
    key = FigureKey(metric=metric.id, service="mail")
    return ledger().figure("school", ("mail",), key, period).value


def parts_of(metric: Metric) -> Parts:
    key = FigureKey(metric=metric.id, service="mail")
    parts = ledger().figure("school", ("mail",), key, OCTOBER).parts
    assert parts
    return parts


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_of_the_library_is_a_valid_file_of_metrics_of_one_process(path: Path) -> None:
    found = decode(Metrics, read(path), path.name)

    assert isinstance(found, Metrics), found
    assert {metric.id.partition(".")[0] for metric in found.metrics} == {path.stem}


def test_a_workspace_with_the_whole_library_and_records_of_it_passes_the_check() -> None:
    assert tuple(check(measured())) == ()


def test_an_id_stands_for_one_definition_in_the_library_and_the_sample_together() -> None:
    sample = load(ROOT)
    assert isinstance(sample, Workspace)

    shared = {metric.id: metric for metric in METRICS if metric.id in sample.metrics}
    assert len(set(IDS)) == len(IDS)
    assert {name: sample.metrics[name] for name in shared} == shared


@pytest.mark.parametrize("metric", METRICS, ids=IDS)
def test_a_definition_speaks_both_languages_and_names_its_procedure(metric: Metric) -> None:
    texts = [text for text in (metric.name, metric.plain, metric.formula, metric.note) if text]

    assert [text.zh for text in texts if not CHINESE.search(text.zh)] == []
    assert [text.en for text in texts if CHINESE.search(text.en)] == []
    assert metric.procedure in PROCEDURES


def test_every_indicator_of_the_collection_has_its_definitions() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in FILES)

    last = (code.split("-") for code in INDICATORS.split())
    codes = {f"{group}-{n:02d}" for group, size in last for n in range(1, int(size) + 1)}
    # Months in which promises were kept are counted of every clause, and are no metric.
    assert set(re.findall(r"^  # ([A-Z]{3}-\d\d)$", text, re.MULTILINE)) == codes - {"SLM-06"}


@pytest.mark.parametrize("metric", METRICS, ids=IDS)
def test_a_usual_target_tells_its_source_and_only_what_has_a_direction_has_one(
    metric: Metric,
) -> None:
    typical = metric.typical

    assert typical is None or metric.better != "neither"
    assert typical is None or (CHINESE.search(typical.source.zh) and typical.source.en)


def test_usual_targets_are_those_of_their_sources() -> None:
    usual = {metric.id: metric.typical.target.text() for metric in METRICS if metric.typical}

    assert len(usual) == 88
    assert {name: usual[name] for name in FROM_SAMPLES} == FROM_SAMPLES


def test_what_changes_after_its_month_says_until_when() -> None:
    maturing = {metric.id: metric.matures_after for metric in METRICS if metric.matures_after}

    assert maturing == {
        "change.successful": "14 calendar days",
        "change.without-impact": "14 calendar days",
        "improvement.effective": "92 calendar days",
        "incident.first-contact": "5 working days",
        "incident.reopen-rate": "30 calendar days",
        "release.defects": "30 calendar days",
        "reporting.corrected": "90 calendar days",
    }


def test_a_time_of_what_is_solved_is_read_beside_the_age_of_what_is_open() -> None:
    beside = {metric.id: metric.beside for metric in METRICS if "age" in (metric.beside or "")}

    assert beside == {
        "incident.mean-time-to-restore": "incident.mean-open-age",
        "incident.time-to-restore-p90": "incident.mean-open-age",
        "problem.mean-time-to-close": "problem.mean-open-age",
        "problem.time-to-close-p90": "problem.mean-open-age",
    }


@pytest.mark.parametrize("name", ONE_CASE_MANY_SERVICES)
def test_a_case_that_hits_two_services_counts_once_in_the_total(name: str) -> None:
    records: list[dict[str, object]] = [
        {"metric": name, "service": each, "ids": "c1 c2"} for each in ("mail", "web")
    ]
    made = with_library({"2013-10": records})

    key = FigureKey(metric=name, service="all")
    assert Ledger.of(made).figure("school", ("mail", "web"), key, OCTOBER).value == 2


@pytest.mark.parametrize("metric", METRICS, ids=IDS)
def test_a_definition_computes_a_month_and_two_months_as_its_kind_does(metric: Metric) -> None:
    example = EXAMPLES[metric.kind]

    both = None if example.both is None else Fraction(example.both)
    assert (value(metric, OCTOBER), value(metric, QUARTER)) == (Fraction(example.month), both)


@pytest.mark.parametrize("kind", EXAMPLES)
def test_a_definition_refuses_a_record_with_the_parts_of_another_kind(kind: MetricKind) -> None:
    parts = EXAMPLES[kind].october
    strangers = [m for m in METRICS if set(EXAMPLES[m.kind].october) != set(parts)]

    findings = check(with_library({"2013-10": [record(metric, parts) for metric in strangers]}))

    refused = [finding.path for finding in findings if finding.rule == "R001"]
    assert sorted(refused) == sorted(f"records[{index}]" for index in range(len(strangers)))


@pytest.mark.parametrize("metric", METRICS, ids=IDS)
@pytest.mark.parametrize("roll_up", [over_time, across_services])
def test_a_definition_refuses_to_be_rolled_up_with_parts_of_another_class(
    metric: Metric, roll_up: Callable[[list[Parts]], Parts]
) -> None:
    parts = parts_of(metric)
    stranger = next(other for other in STRANGERS if type(other) is not type(parts))

    with pytest.raises(RollUpError):
        roll_up([parts, stranger])


def test_every_definition_has_its_row_on_the_page() -> None:
    rows = [line for line in library_page().splitlines() if line.startswith("| `")]

    assert [row.split("`")[1] for row in rows] == IDS
