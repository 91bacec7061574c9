"""Measure the way from report_data/ to a site for 10, 100 and 1,000 editions.

`python -m benchmarks.bench_pipeline [--editions 10 100 1000] [--rounds 3]` prints tables.
A workspace of ten parties (one for the smallest size) with a report a month each is made in
a temporary folder. Every stage runs in a process of its own, from cold files and without the
parse cache; figures are medians of the runs, peak memory is the largest of them. The largest
size runs once, because it takes as long as all others together.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from benchmarks.synthetic import METRICS, SERVICES, write_workspace
from generator.files import write_if_changed
from generator.measure.editions import editions
from generator.measure.figure import ALL_SERVICES
from generator.measure.ledger import Ledger
from generator.measure.measure import HISTORY, measure, measures_of
from generator.pause import paused_gc
from generator.render.edition import edition_files
from generator.site.audience import views
from generator.site.facts import UNASKED
from generator.site.mkdocs import build_site, write_site_source
from generator.site.stage import stage
from generator.workspace.load import load
from generator.workspace.workspace import Workspace

ROOT = Path(__file__).parents[1]
STAGES = ("load", "figures", "measure", "render", "stage", "build")
CPU_GOAL, MEMORY_GOAL = 5.0, 500
"""Seconds of CPU and MiB from 100,000 records to all figures of 1,000 editions."""
# What a table of figures costs with the usual tools: YAML into plain dicts, sums by groups.
PLAIN = "CSafeLoader + pandas"


def loaded(root: Path) -> Workspace:
    """Load the workspace without the parse cache."""
    workspace = load(root)
    assert isinstance(workspace, Workspace), workspace
    return workspace


def prepare_measure(root: Path) -> Callable[[], object]:
    """Compute every figure of every edition: months, quarters, years and last periods."""
    workspace = loaded(root)

    def run() -> object:
        ledger = Ledger.of(workspace)
        return [measure(workspace, ledger, key.report, key.period) for key in editions(workspace)]

    return run


def prepare_figures(root: Path) -> Callable[[], object]:
    """Enter all records and compute every figure of every edition, whether shown or not.

    Of every metric and service, and of all services: the value, the one before, the year to
    date and 24 periods of history.
    """
    workspace = loaded(root)

    @paused_gc()
    def run() -> object:
        ledger = Ledger.of(workspace)
        asked = (
            measures_of(workspace, ledger, key.report, key.period) for key in editions(workspace)
        )
        return [
            measures.measured(metric, service)
            for measures in asked
            for metric in workspace.metrics
            for service in (*measures.services, ALL_SERVICES)
        ]

    return run


def prepare_render(root: Path) -> Callable[[], object]:
    """Measure, compose and write both files of every edition."""
    workspace = loaded(root)
    ledger = Ledger.of(workspace)

    def run() -> object:
        for key in editions(workspace):
            for name, content in edition_files(workspace, ledger, key).items():
                write_if_changed(root / name, content)
        return workspace

    return run


def prepare_stage(root: Path) -> Callable[[], object]:
    """Stage one version of the provider's site: the newest month of all parties."""
    workspace = loaded(root)
    ledger, view = Ledger.of(workspace), next(views(workspace))
    names = [f"docs/reports/{key.name}{kind}" for key in view.editions for kind in (".md", ".json")]
    docs = {name: (root / name).read_bytes() for name in names}

    def run() -> object:
        tree = stage(view, ledger, docs, UNASKED)
        return write_site_source(root, root / "build" / "newest", view, tree)

    return run


def prepare_build(root: Path) -> Callable[[], object]:
    """Build that version with MkDocs."""
    version = next(views(loaded(root))).version
    config = root / "build" / "newest" / "mkdocs.yml"

    def run() -> object:
        build_site(config, root / "build" / "site", version)
        return config

    return run


def prepare_plain(root: Path) -> Callable[[], object]:
    """Load with PyYAML and sum with pandas: each month and the year to date, no lineage."""
    folder = root / "report_data" / "records"

    def run() -> object:
        rows = []
        for path in sorted(folder.rglob("*.yml")):
            file = yaml.load(path.read_bytes(), yaml.CSafeLoader)
            head = {"party": file["party"], "period": str(file["period"])[:7]}
            rows += [head | record for record in file["records"]]
        frame = pd.DataFrame(rows).assign(year=lambda frame: frame["period"].str[:4])
        parts = ["numerator", "denominator", "sum", "count", "value"]
        frame[parts] = frame[parts].apply(pd.to_numeric)
        months = frame.groupby(["party", "metric", "period"])[parts].sum()
        by_service = frame.groupby(["party", "metric", "service", "period"])[parts].sum()
        to_date = months.groupby([months.index.get_level_values(0), "metric"]).cumsum()
        return months, by_service, to_date

    return run


PREPARE: dict[str, Callable[[Path], Callable[[], object]]] = {
    "load": lambda root: lambda: loaded(root),
    "figures": prepare_figures,
    "measure": prepare_measure,
    "render": prepare_render,
    "stage": prepare_stage,
    "build": prepare_build,
    PLAIN: prepare_plain,
}


def run_stage(root: Path, name: str) -> None:
    """Time a stage once in this process; print seconds, those of CPU, and the peak in MiB."""
    work = PREPARE[name](root)
    start, busy = time.perf_counter(), time.process_time()
    assert work() is not None
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(json.dumps([seconds, max(own, children) / 1024, busy]))


def timed(root: Path, name: str) -> tuple[float, float, float]:
    """Run a stage in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.bench_pipeline", "--stage", name, str(root)]
    done = subprocess.run(  # noqa: S603 - our own arguments
        command, cwd=ROOT, check=True, capture_output=True, text=True
    )
    seconds, peak, busy = json.loads(done.stdout.splitlines()[-1])
    return seconds, peak, busy


def measured(count: int, rounds: int) -> dict[str, Any]:
    """Make a workspace of so many editions and run every stage on it, in turn."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        records = write_workspace(root, ROOT, count)
        repeated = min(rounds, max(1, 300 // count))
        runs = [{name: timed(root, name) for name in PREPARE} for _ in range(repeated)]
    return {"editions": count, "records": records, "runs": runs}


def table(results: list[dict[str, Any]]) -> str:
    """Return seconds by stage and the peak of memory."""
    titles = ("editions", "records", "runs", *(f"{name} s" for name in STAGES), "peak MiB")
    lines = [f"| {' | '.join(titles)} |", f"|{'---:|' * len(titles)}"]
    for result in results:
        seconds = [statistics.median(run[name][0] for run in result["runs"]) for name in STAGES]
        peak = max(run[name][1] for run in result["runs"] for name in STAGES)
        cells = " | ".join(f"{value:.2f}" for value in seconds)
        head = f"| {result['editions']:,} | {result['records']:,} | {len(result['runs'])}"
        lines.append(f"{head} | {cells} | {peak:.0f} |")
    return "\n".join(lines)


def comparison(results: list[dict[str, Any]]) -> str:
    """Return load and measure beside the plain way, pair by pair."""
    lines = [
        f"| editions | {PLAIN} s | reportgen s | ratio (least to most) | MiB | MiB of reportgen |",
        "|---:|---:|---:|---:|---:|---:|",
    ]
    for result in results:
        plain = [run[PLAIN] for run in result["runs"]]
        own = [run["load"][0] + run["measure"][0] for run in result["runs"]]
        ratios = sorted(ours / theirs[0] for ours, theirs in zip(own, plain, strict=True))
        peak = max(run["measure"][1] for run in result["runs"])
        lines.append(
            f"| {result['editions']:,} | {statistics.median(p[0] for p in plain):.2f} "
            f"| {statistics.median(own):.2f} | {statistics.median(ratios):.2f} "
            f"({ratios[0]:.2f} to {ratios[-1]:.2f}) | {max(p[1] for p in plain):.0f} | {peak:.0f} |"
        )
    return "\n".join(lines)


def goals(results: list[dict[str, Any]]) -> str:
    """Return what the way from records to all figures costs, beside its goals."""
    ends = f"both (goal {CPU_GOAL:.0f}) | peak MiB (goal {MEMORY_GOAL})"
    titles = f"| editions | records | load CPU s | figures CPU s | {ends} |"
    lines = [titles, f"|{'---:|' * 6}"]
    for result in results:
        busy = [
            statistics.median(run[name][2] for run in result["runs"])
            for name in ("load", "figures")
        ]
        peak = max(run["figures"][1] for run in result["runs"])
        cells = " | ".join(f"{value:.2f}" for value in (*busy, sum(busy)))
        head = f"| {result['editions']:,} | {result['records']:,}"
        lines.append(f"{head} | {cells} | {peak:.0f} |")
    return "\n".join(lines)


def readings(results: list[dict[str, Any]]) -> str:
    """Return what the tables say, with the numbers that say it."""
    last = results[-1]
    run = {name: statistics.median(r[name][0] for r in last["runs"]) for name in PREPARE}
    each = 1000 * (run["measure"] + run["render"]) / last["editions"]
    slowest = max(islice(run, len(STAGES)), key=run.__getitem__)
    return (
        f"Reading: with {last['editions']:,} editions an edition costs {each:.0f} ms to measure "
        f"and render, and the slowest stage is {slowest}. One version of the site holds one "
        f"month of all parties, so staging and MkDocs do not grow with the months."
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--editions", type=int, nargs="+", default=[10, 100, 1000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--stage", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.stage:
        run_stage(Path(options.stage[1]), options.stage[0])
        return
    results = [measured(count, options.rounds) for count in options.editions]
    print("## From data to site\n")
    print(
        f"{len(METRICS)} metrics, {SERVICES} services a party, one report a month and party; "
        f"render is measuring, composing and writing.\n\n{table(results)}\n\n{readings(results)}\n"
    )
    print("## All figures from records\n")
    print(goals(results))
    print(
        f"\nReading: figures are all that could be asked for: every metric of every service and "
        f"of all, with the one before, the year to date and {HISTORY} periods of history. The "
        f"goals are for 100,000 records and 1,000 editions.\n"
    )
    print("## Load and measure beside PyYAML and pandas\n")
    print(comparison(results))
    print(
        "\nReading: the plain way checks nothing, names no record behind a figure, computes in "
        "binary fractions and has no targets or verdicts; the ratio is what those cost."
    )


if __name__ == "__main__":
    main()
