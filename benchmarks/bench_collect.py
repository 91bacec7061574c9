"""Measure `collect` on ten million tickets: forty metrics by customer, service and month.

`python benchmarks/bench_collect.py [--tickets 10000000] [--rounds 3] [--json]` prints a table.
The engine makes the tickets in a folder that is taken away afterwards. Every run is a process
of its own, and the ways take turns: the bare query for the same numbers, written by hand, and
`collect` from the file to the bytes of the record files. Both must give the same totals.
"""

# ruff: noqa: S608 - our own statements over our own tickets

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import duckdb

from generator.collect.inputs import Ground
from generator.collect.intake import collect_file
from generator.strictyaml import Document, parse
from generator.workspace.decode import decode
from generator.workspace.model.metrics import Metrics
from generator.workspace.model.sources import Mapping
from generator.workspace.workspace import Entry

T = TypeVar("T")

MOST_TIMES = 2.0
"""Times the bare query that collecting may take."""
MOST_MEMORY = 1024
"""MiB at the peak."""
CHANNELS = ("phone", "mail", "web", "monitor")
PRIORITIES = (("1", 4), ("2", 8), ("3", 24), ("4", 72))
HEAD = "{zh: 名, en: Name}"
MAPPING = f"""\
source: tickets
system: {HEAD}
party: provider
extracted: 2026-02-01
form: {{FORM}}
columns:
  id: id
  customer: customer
  service: service
  priority: priority
  channel: channel
  opened: {{header: opened, type: instant}}
  resolved: {{header: resolved, type: instant}}
  closed: {{header: closed, type: instant}}
  reassignments: {{header: reassignments, type: number}}
  effort: {{header: effort, type: number}}
case: {{key: id}}
period: opened
service: {{column: service, map: {{SERVICES}}, other: svc-00}}
records:
"""


def rules() -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield forty rules: id, kind and parts."""
    for priority, hours in PRIORITIES:
        own = f"priority = '{priority}'"
        kept = f"resolved <= opened + INTERVAL {hours} HOUR"
        yield f"in-time-{priority}", "ratio", {"numerator": kept, "denominator": own}
        yield (
            f"one-hand-{priority}",
            "ratio",
            {
                "numerator": "reassignments = 0",
                "denominator": own,
            },
        )
        yield f"effort-{priority}", "mean", {"sum": "effort", "count": own}
        yield f"closed-{priority}", "count", {"value": own}
        yield f"late-{priority}", "count", {"value": f"{own} AND NOT ({kept})"}
    for channel in CHANNELS:
        own = f"channel = '{channel}'"
        yield f"by-{channel}", "count", {"value": own}
        yield (
            f"seconds-{channel}",
            "mean",
            {
                "sum": "date_diff('second', opened, closed)",
                "count": own,
            },
        )
        yield f"small-{channel}", "ratio", {"numerator": "effort < 100", "denominator": own}
        yield f"urgent-{channel}", "count", {"value": f"{own} AND priority IN ('1', '2')"}
    yield "longest", "maximum", {"value": "effort"}
    yield "shortest", "minimum", {"value": "effort"}
    yield "hours", "percentile", {"histogram": "date_diff('hour', opened, closed)"}
    yield (
        "same-day",
        "ratio",
        {
            "numerator": "CAST(opened_local AS DATE) = CAST(closed_local AS DATE)",
            "denominator": "true",
        },
    )


def entry_of(form: str) -> tuple[Entry, Ground]:
    """Return the mapping of the tickets, and what is known of them."""
    services = [f"svc-{number:02}" for number in range(10)]
    texts = [
        f"  - {{metric: desk.{name}, dimensions: {{customer: customer}}, "
        + ", ".join(f"{part}: {json.dumps(text)}" for part, text in parts.items())
        + "}\n"
        for name, _, parts in rules()
    ]
    text = MAPPING.replace(
        "{FORM}", "{kind: parquet}" if form == "parquet" else '{instant: "%Y-%m-%d %H:%M:%S"}'
    ).replace("{SERVICES}", "{" + ", ".join(f"{name}: {name}" for name in services) + "}")
    metrics = f"process: {HEAD}\nmetrics:\n" + "".join(
        f"  - id: desk.{name}\n    kind: {kind}\n    unit: hour\n    better: neither\n"
        f"    cohort: closed\n    procedure: QP-01\n    name: {HEAD}\n    plain: {HEAD}\n"
        f"    formula: {HEAD}\n    dimensions: [{{id: customer, name: {HEAD}}}]\n"
        + ("    percentile: {rank: 95}\n" if kind == "percentile" else "")
        for name, kind, _ in rules()
    )
    value, lines = decoded(Mapping, text + "".join(texts))
    entry = Entry(
        kind="source",
        file="report_data/sources/tickets.yml",
        sha256="0" * 64,
        value=value,
        lines=lines,
    )
    known, _ = decoded(Metrics, metrics)
    ground = Ground(
        zone="Asia/Shanghai", services=tuple(services), metrics=known.metrics, tool="bench"
    )
    return entry, ground


def decoded(model: type[T], text: str) -> tuple[T, Document]:
    """Return the record of a text."""
    document = parse(text.encode(), "bench.yml")
    assert isinstance(document, Document), document
    value = decode(model, document, "bench.yml")
    assert not isinstance(value, tuple), value
    return value, document


def make_tickets(folder: Path, tickets: int) -> None:
    """Write the tickets of 2025 as Parquet and as CSV, the same every time."""
    engine = duckdb.connect(config={"memory_limit": "800MB", "temp_directory": str(folder)})
    columns = f"""
        'INC' || lpad(CAST(i AS VARCHAR), 9, '0') AS id,
        'customer-' || lpad(CAST(h % 20 AS VARCHAR), 2, '0') AS customer,
        'svc-' || lpad(CAST((h // 20) % 10 AS VARCHAR), 2, '0') AS service,
        CAST((h // 200) % 4 + 1 AS VARCHAR) AS priority,
        {list(CHANNELS)}[CAST((h // 800) % 4 + 1 AS INTEGER)] AS channel,
        opened,
        opened + to_seconds(CAST((h // 7) % 200000 AS BIGINT)) AS resolved,
        opened + to_seconds(CAST((h // 7) % 200000 + (h // 13) % 86400 AS BIGINT)) AS closed,
        CAST((h // 17) % 5 AS BIGINT) AS reassignments,
        CAST(((h // 31) % 100000) / 100 AS DECIMAL(9, 2)) AS effort"""
    made = (
        f"SELECT {columns} FROM (SELECT i, (i * 2654435761 + 12345) % 1000000007 AS h, "
        f"TIMESTAMP '2025-01-01' + to_seconds(CAST(i * 31449600 // {tickets} AS BIGINT)) AS opened "
        f"FROM range({tickets}) AS numbers(i))"
    )
    parquet, text = folder / "tickets.parquet", folder / "tickets.csv"
    engine.execute(f"COPY ({made}) TO '{parquet}' (FORMAT parquet)")
    written = ", ".join(
        f"strftime({name}, '%Y-%m-%d %H:%M:%S') AS {name}"
        for name in ("opened", "resolved", "closed")
    )
    engine.execute(f"COPY (SELECT * REPLACE ({written}) FROM '{parquet}') TO '{text}' (HEADER)")


def bare_query(path: Path) -> str:
    """Return the query that somebody would write by hand for the same numbers."""
    columns = []
    for _, kind, parts in rules():
        texts = {
            name: text.replace("opened_local", "opened").replace("closed_local", "closed")
            for name, text in parts.items()
        }
        if kind == "ratio":
            whole = texts["denominator"]
            columns.append(f"count(*) FILTER (WHERE {whole} AND {texts['numerator']})")
            columns.append(f"count(*) FILTER (WHERE {whole})")
        elif kind == "mean":
            columns.append(f"sum({texts['sum']}) FILTER (WHERE {texts['count']})")
            columns.append(f"count(*) FILTER (WHERE {texts['count']})")
        elif kind == "count":
            columns.append(f"count(*) FILTER (WHERE {texts['value']})")
        elif kind == "percentile":
            columns.append(f"histogram({texts['histogram']})")
        else:
            name = "arg_max" if kind == "maximum" else "arg_min"
            columns.append(f"{name}(ROW(effort, opened, id), effort)")
    source = f"'{path}'"
    if path.suffix == ".csv":
        instants = ", ".join(f"'{name}': 'TIMESTAMP'" for name in ("opened", "resolved", "closed"))
        source = f"read_csv({source}, types = {{{instants}, 'effort': 'DECIMAL(9, 2)'}})"
    return (
        "SELECT strftime(opened, '%Y-%m') AS month, service, customer, "
        f"{', '.join(columns)} FROM {source} GROUP BY ALL"
    )


def measure(way: str, path: Path) -> dict[str, float]:
    """Run one way in this process: seconds, peak memory, and the tickets that it counted."""
    began = time.perf_counter()
    if way == "bare":
        engine = duckdb.connect(config={"memory_limit": "600MB"})
        rows = engine.execute(bare_query(path)).fetchall()
        place = 3 + next(at for at, column in enumerate(_columns()) if column == "same-day") + 1
        tickets, records = sum(int(row[place]) for row in rows), len(rows) * 40
    else:
        entry, ground = entry_of(path.suffix.removeprefix("."))
        run = collect_file(entry, path, ground, {})
        assert not run.findings, run.findings[:3]
        assert run.quality is not None
        tickets, records = (
            run.quality.used,
            sum(text.count(b"\n- {") for text in run.files.values()),
        )
    seconds = time.perf_counter() - began
    return {"seconds": seconds, "peak": _peak(), "tickets": tickets, "records": records}


def _peak() -> float:
    """Return the most MiB of this program; getrusage would count its parent, which it came from."""
    [line] = [
        line
        for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
        if line.startswith("VmHWM:")
    ]
    return int(line.split()[1]) / 1024


def _columns() -> list[str]:
    """Return the rule of each column of the bare query."""
    two = ("ratio", "mean")
    return [name for name, kind, _ in rules() for _ in range(2 if kind in two else 1)]


def in_turn(folder: Path, rounds: int) -> Iterator[dict[str, object]]:
    """Yield the median of each way and form; the ways take turns, each in its own process."""
    for form in ("parquet", "csv"):
        path = folder / f"tickets.{form}"
        runs: dict[str, list[dict[str, float]]] = {"bare": [], "collect": []}
        for _ in range(rounds):
            for way, found in runs.items():
                found.append(_apart(way, path))
        times = [
            ours["seconds"] / bare["seconds"]
            for ours, bare in zip(runs["collect"], runs["bare"], strict=True)
        ]
        assert len({run["tickets"] for found in runs.values() for run in found}) == 1
        for way, found in runs.items():
            yield {
                "form": form,
                "way": way,
                "seconds": statistics.median(run["seconds"] for run in found),
                "peak": max(run["peak"] for run in found),
                "records": found[0]["records"],
                "times": statistics.median(times) if way == "collect" else 1.0,
            }


def _apart(way: str, path: Path) -> dict[str, float]:
    """Run one way in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.bench_collect", "--way", way, "--file", str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own script
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


def main() -> None:
    """Print the table, or measure one way."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--tickets", type=int, default=10_000_000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--json", action="store_true")
    options.add_argument("--way", choices=["bare", "collect"])
    options.add_argument("--file", type=Path)
    chosen = options.parse_args()
    if chosen.way:
        print(json.dumps(measure(chosen.way, chosen.file)))
        return
    with TemporaryDirectory() as folder:
        make_tickets(Path(folder), chosen.tickets)
        rows = list(in_turn(Path(folder), chosen.rounds))
    print(json.dumps(rows) if chosen.json else table(rows, chosen.tickets))


def table(rows: list[dict[str, object]], tickets: int) -> str:
    """Return the table of the page."""
    lines = [
        f"## Collecting {tickets:,} tickets",
        "",
        "Forty metrics by customer, service and month.",
        f"Goal: at most {MOST_TIMES:g} times the bare query, {MOST_MEMORY} MiB.",
        "",
        "| file | way | seconds | times the bare query | peak MiB | records |",
        "|---|---|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {row['form']} | {row['way']} | {row['seconds']:.1f} | {row['times']:.2f} "
        f"| {row['peak']:.0f} | {row['records']:,} |"
        for row in rows
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
