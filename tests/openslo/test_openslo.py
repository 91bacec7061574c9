"""OpenSLO definitions become metrics that count what the definition says, of a real Prometheus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.cli import run
from generator.collect.collect import collect
from generator.collect.inputs import ExportFile, Ground
from generator.collect.live.fetch import fetch
from generator.errors import UsageError
from generator.openslo.definition import read
from generator.openslo.metrics import Span, counted, mapping_texts, metrics_text
from generator.strictyaml import Document, parse
from generator.workspace.decode import decode
from generator.workspace.model.metrics import Metrics
from generator.workspace.model.sources import Mapping
from generator.workspace.workspace import Entry
from tests.collect.conftest import record_file
from tests.collect.servers import prometheus

FIXTURE = Path(__file__).parents[1] / "fixtures" / "openslo" / "bakery.yaml"
GOLDEN = Path(__file__).parent / "golden" / "bakery.txt"
SPAN = ("--party", "shop", "--first", "2025-01", "--extracted", "2025-02-03")
QUARTERS = range(-8, 31 * 96 + 8)
# The second of midnight in UTC on the first day of January 2025.
START = 1_735_689_600


def text(metric: str = "", value: str = "") -> str:
    """Return the definitions, with one passage replaced."""
    return FIXTURE.read_text("utf-8").replace(metric, value)


def numbers() -> str:
    """Return January at every quarter of an hour: 9 good orders and 1 bad, in ten hours 5 and 5."""
    good = bad = 0
    rows: dict[str, list[str]] = {"good": [], "bad": [], "heat": []}
    for quarter in QUARTERS:
        second = START + quarter * 900
        rows["good"].append(f'orders_total{{code="200"}} {good} {second}')
        rows["bad"].append(f'orders_total{{code="500"}} {bad} {second}')
        rows["heat"].append(f"oven_celsius {240 + quarter % 8 // 4} {second}")
        is_poor = 480 <= quarter < 520
        good, bad = good + (5 if is_poor else 99), bad + (5 if is_poor else 1)
    lines = ["# TYPE orders counter", *rows["good"], *rows["bad"], "# TYPE oven_celsius gauge"]
    return "\n".join([*lines, *rows["heat"], "# EOF", ""])


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with prometheus(numbers()) as address:
        yield address


def parts(server: str, metric: str) -> tuple[object, ...]:
    """Return the parts of January that a metric of the definitions comes to."""
    every = counted(read(text(), "bakery.yaml"))
    made = mapping_texts(every, Span(party="shop", first="2025-01", extracted="2025-02-03"))
    name = f"report_data/sources/{metric.replace('.', '-')}.yml"
    metrics = of(Metrics, metrics_text(every, "bakery.yaml"), "metrics.yml").value.metrics
    entry = of(Mapping, made[name], name)
    ground = Ground(zone="UTC", services=("bread-shop", "oven"), metrics=metrics, tool="reportgen")
    kept = fetch(entry, ground, {"PROMETHEUS": server})
    assert isinstance(kept, ExportFile), kept
    done = collect(entry, kept, ground, {})
    assert done.findings == ()
    records = record_file(done.files["report_data/records/shop/2025-01.yml"]).records
    [one] = [each for each in records if any((each.denominator, each.count))]
    return (
        one.service,
        *(part for part in (one.numerator, one.denominator) if part is not None),
    ) + ((one.sum, one.count) if one.count is not None else ())


def of(model: type, content: str, file: str) -> Entry:
    """Return a file as it is read from a workspace."""
    document = parse(content.encode(), file)
    assert isinstance(document, Document)
    value = decode(model, document, file)
    assert isinstance(value, model), value
    return Entry(kind="source", file=file, sha256="0" * 64, value=value, lines=document)


def test_definitions_become_the_files_that_are_kept(
    capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    code = run(["openslo", str(FIXTURE), *SPAN])

    told = capsys.readouterr().out
    if request.config.getoption("--update-golden"):
        GOLDEN.write_text(told, encoding="utf-8")
    assert (code, told) == (0, GOLDEN.read_text("utf-8"))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("metric", "expected"),
    [
        ("openslo.order-answers", ("bread-shop", 290_864, 294_000)),
        ("openslo.order-bad", ("bread-shop", 290_864, 294_000)),
        ("openslo.order-hours", ("bread-shop", 734, 744)),
        ("openslo.oven-heat", ("oven", 372, 744)),
    ],
)
def test_a_definition_counts_what_it_says(
    server: str, metric: str, expected: tuple[object, ...]
) -> None:
    assert parts(server, metric) == expected


def test_files_that_are_there_are_never_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "report_data").mkdir()
    run(["openslo", str(FIXTURE), "--write", "--root", str(tmp_path)])
    before = (tmp_path / "report_data/metrics/openslo.yml").read_bytes()

    code = run(["openslo", str(FIXTURE), *SPAN, "--write", "--root", str(tmp_path)])

    assert code == 2
    assert "openslo.yml: there already; nothing was written" in capsys.readouterr().err
    assert [path.read_bytes() for path in tmp_path.rglob("*.yml")] == [before]


@pytest.mark.parametrize(
    ("definition", "why"),
    [
        ("a: [", "bakery.yaml: no YAML: "),
        ("a: &x [1]\nb: *x\n", "bakery.yaml:2: aliases and more than 32 levels are refused"),
        ("[" * 40 + "]" * 40, "bakery.yaml:1: aliases and more than 32 levels are refused"),
        ("apiVersion: openslo/v1alpha\nkind: SLO\n", "bakery.yaml: no SLO of openslo/v1 in it"),
        (text("kind: SLI", "kind: Other"), "Order_Answers: no indicator 'order-answers'; name"),
        (text("target: 0.9,", "target: 99,"), "spec.objectives.0.target: Input should be less"),
        (text("timeSliceTarget: 0.95, ", ""), "order-hours: Timeslices without timeSliceTarget"),
        (text("op: lte, value: 240, ", ""), "oven-heat: neither a ratio nor a threshold"),
        (text("name: order-hours", "name: order.answers"), "would become openslo.order-answers;"),
        (text("timeSliceWindow: 60", "timeSliceWindow: 1 moon"), "expected a length such as 1m"),
        (text("name: order-mean", "name: '!?'"), "the definition cannot be written as "),
    ],
)
def test_a_definition_that_cannot_be_used_says_why(definition: str, why: str) -> None:
    with pytest.raises(UsageError) as refused:
        metrics_text(counted(read(definition, "bakery.yaml")), "bakery.yaml")

    assert why in str(refused.value)


def test_mappings_need_all_three_of_their_options(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["openslo", str(FIXTURE), "--party", "shop"])

    assert code == 2
    assert "--party, --first and --extracted together" in capsys.readouterr().err
