"""Measure the strict loader against PyYAML's CSafeLoader on the same records.

`python benchmarks/bench_yaml.py [--records 100000] [--rounds 5] [--json]` prints a table.
Each figure is the median of runs in processes of their own, the ways taken in turn
(A B … A B …), so that a slow minute of the machine slows all of them. What is timed is
the load alone: bytes of the file in memory → values, collector as the way leaves it.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import yaml
from pydantic import TypeAdapter

from generator.pause import paused_gc
from generator.strictyaml import RECORD_LIMITS, Cache, Document, canonical_reader, load_lines, parse
from generator.strictyaml.lines import write_lines
from generator.workspace.model.records import Record

FORMS = ("canonical", "flow", "block")
HEAD = "party: bank\nperiod: 2013-10\nrecords:\n"

# What is compared: form of the file, way in, and how many times as fast as CSafeLoader on
# the same file it has to be (0: no goal).
RUNS = (
    ("canonical", "csafe", 0.0),
    ("canonical", "lines", 8.0),
    ("canonical", "cache hit", 50.0),
    ("canonical", "events", 2.5),
    ("canonical", "conditions", 0.0),
    ("canonical", "model", 0.0),
    ("canonical", "unchecked", 0.0),
    ("flow", "csafe", 0.0),
    ("flow", "events", 2.5),
    ("block", "csafe", 0.0),
    ("block", "events", 2.5),
)
Loader = Callable[[], object]
Times = dict[tuple[str, str], list[tuple[float, float]]]


def sample_records(count: int) -> list[Record]:
    """Return records like those that `reportgen collect` writes, the same every time."""
    draw = random.Random(2013)  # noqa: S311 - sample data
    return [_record(draw, number) for number in range(count)]


def _record(draw: random.Random, number: int) -> Record:
    """Return one record: a ratio, a mean or a stock; every fourth is broken down."""
    parts: tuple[dict[str, Decimal | str], ...] = (
        {
            "numerator": Decimal(draw.randrange(500)),
            "denominator": Decimal(draw.randrange(500, 999)),
        },
        {"sum": Decimal(draw.randrange(10**7)) / 100, "count": Decimal(draw.randrange(1, 300))},
        {"value": Decimal(draw.randrange(300)), "at": "2013-10-31", "note": "月末存量"},
    )
    down = {"dimension": "priority", "member": str(draw.randrange(1, 6))} if number % 4 == 0 else {}
    return Record(
        metric=draw.choice(("incident.resolved-in-target", "change.success", "request.backlog")),
        service=f"wbs{draw.randrange(300):06d}",
        source="bank-incidents",
        **down,  # type: ignore[arg-type]
        **parts[number % 3],  # type: ignore[arg-type]
    )


def write_forms(folder: Path, count: int) -> None:
    """Write the same records as canonical lines, as other flow mappings and as blocks."""
    lines = write_lines(sample_records(count))
    pairs = [list(json.loads(line[2:]).items()) for line in lines.splitlines()]
    flow = "".join(f"- {{{', '.join(map(_pair, record))}}}\n" for record in pairs)
    block = "".join("- " + "\n  ".join(map(_pair, record)) + "\n" for record in pairs)
    for form, body in zip(FORMS, (lines, flow, block), strict=True):
        (folder / f"{form}.yml").write_text(HEAD + body, encoding="utf-8")


def _pair(pair: tuple[str, str | int]) -> str:
    """Write a key and value without quotes where none are needed."""
    key, value = pair
    quoted = isinstance(value, str) and value[:1].isdigit()
    return f"{key}: '{value}'" if quoted else f"{key}: {value}"


def csafe(source: bytes, _: Path) -> Loader:
    """Load as most programs do."""
    return lambda: yaml.load(source, yaml.CSafeLoader)


def by_events(source: bytes, _: Path) -> Loader:
    """Load the ordinary way: strict, with line numbers."""
    return lambda: parse(source, "a.yml", RECORD_LIMITS)


def by_lines(source: bytes, _: Path) -> Loader:
    """Load the fast way: strict and typed."""
    reader = canonical_reader(Record)
    return lambda: load_lines(source, "a.yml", reader)


def by_cache(source: bytes, folder: Path) -> Loader:
    """Load what an earlier load has kept."""
    reader, cache = canonical_reader(Record), Cache(folder / "cache")
    load_lines(source, "a.yml", reader, cache)
    return lambda: load_lines(source, "a.yml", reader, cache)


def by_conditions(source: bytes, _: Path) -> Loader:
    """Check the typed records of the fast way by the conditions of their fields."""
    reader = canonical_reader(Record)
    loaded = load_lines(source, "a.yml", reader)
    assert loaded is not None
    return lambda: without_gc(lambda: reader.holds(loaded.records))


def plain_records(source: bytes) -> list[dict[str, object]]:
    """Return what the ordinary way gives before it is checked."""
    document = parse(source, "a.yml", RECORD_LIMITS)
    assert isinstance(document, Document)
    return document.value["records"]  # type: ignore[return-value]


def unchecked(source: bytes, _: Path) -> Loader:
    """Build records of plain values without a check: what objects cost by themselves."""
    records = plain_records(source)
    return lambda: without_gc(lambda: [Record(**each) for each in records])  # type: ignore[arg-type]


def by_model(source: bytes, _: Path) -> Loader:
    """Check plain values by the model, which follows a load by events."""
    records, model = plain_records(source), TypeAdapter(tuple[Record, ...])
    return lambda: without_gc(lambda: model.validate_python(records))


def without_gc(load: Loader) -> object:
    """Load under the conditions of the ways that are compared."""
    with paused_gc():
        return load()


WAYS: dict[str, Callable[[bytes, Path], Loader]] = {
    "csafe": csafe,
    "events": by_events,
    "lines": by_lines,
    "cache hit": by_cache,
    "conditions": by_conditions,
    "model": by_model,
    "unchecked": unchecked,
}


def measure(path: Path, way: str) -> None:
    """Time one way once in this process; print seconds and the peak of memory in MiB."""
    load = WAYS[way](path.read_bytes(), path.parent)
    start = time.perf_counter()
    result = load()
    seconds = time.perf_counter() - start
    assert result is not None, "the fast way refused the file"
    assert not (way == "events" and isinstance(result, tuple)), "the file was refused"
    # Not getrusage: its peak is that of the parent process where that was larger.
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    peak = int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0])
    print(json.dumps([seconds, peak / 1024]))


def run_rounds(folder: Path, rounds: int) -> Times:
    """Run everything in turn, `rounds` times over, each in a process of its own."""
    times: Times = {(form, way): [] for form, way, _ in RUNS}
    for _ in range(rounds):
        for form, way, _goal in RUNS:
            script = [sys.executable, __file__, "--measure", str(folder / f"{form}.yml"), way]
            done = subprocess.run(script, check=True, capture_output=True, text=True)  # noqa: S603
            times[form, way].append(tuple(json.loads(done.stdout)))
    return times


def rows(times: Times) -> list[dict[str, str | float]]:
    """Return a row for each run: medians, and the ratio of each round to CSafeLoader's."""
    return [_row(form, way, goal, times) for form, way, goal in RUNS]


def _row(form: str, way: str, goal: float, times: Times) -> dict[str, str | float]:
    """Return one row."""
    ratios = [
        base / seconds
        for (base, _), (seconds, _) in zip(times[form, "csafe"], times[form, way], strict=True)
    ]
    return {
        "form": form,
        "way": way,
        "seconds": statistics.median(seconds for seconds, _ in times[form, way]),
        "times_as_fast": statistics.median(ratios),
        "least": min(ratios),
        "most": max(ratios),
        "goal": goal,
        "peak_mib": statistics.median(peak for _, peak in times[form, way]),
    }


def shares(times: Times) -> dict[str, float]:
    """Return what the check against the model costs as a share of the parse before it."""

    def median(form: str, way: str) -> float:
        return statistics.median(seconds for seconds, _ in times[form, way])

    checking = median("canonical", "model") - median("canonical", "unchecked")
    events, lines = median("canonical", "events"), median("canonical", "lines")
    return {
        "canonical lines: conditions / rest of the load": median("canonical", "conditions")
        / (lines - median("canonical", "conditions")),
        "other YAML: model less the building of objects / events": checking / events,
        "other YAML: model with the building of objects / CSafeLoader": median("canonical", "model")
        / median("canonical", "csafe"),
    }


def table(times: Times, count: int, rounds: int) -> str:
    """Return the results as Markdown."""
    machine = f"{platform.machine()}, Python {platform.python_version()}, PyYAML {yaml.__version__}"
    head = f"{count:,} records, median of {rounds} paired runs; {machine}."
    lines = [
        "| file | way | seconds | times as fast (least to most) | goal | peak MiB |",
        "|---|---|---:|---:|---:|---:|",
    ]
    for row in rows(times):
        ratio = f"{row['times_as_fast']:.1f} ({row['least']:.1f} to {row['most']:.1f})"
        goal = f"{row['goal']:g}" if row["goal"] else "–"
        lines.append(
            f"| {row['form']} | {row['way']} | {row['seconds']:.3f} | {ratio} | {goal} "
            f"| {row['peak_mib']:.0f} |"
        )
    checks = [f"- {name}: {share:.1%}" for name, share in shares(times).items()]
    return "\n".join((head, "", *lines, "", "Share of the check in the load:", "", *checks))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure(Path(options.measure[0]), options.measure[1])
        return
    with tempfile.TemporaryDirectory() as folder:
        write_forms(Path(folder), options.records)
        times = run_rounds(Path(folder), options.rounds)
    result = {"rows": rows(times), "shares": shares(times), "records": options.records}
    print(json.dumps(result) if options.json else table(times, options.records, options.rounds))


if __name__ == "__main__":
    main()
