"""Measure availability: outages of a year, month by month and service by service.

`python benchmarks/bench_availability.py [--rounds 3] [--json]` prints a table. Outages are
spread over twelve months and ten services; every month has agreed hours of working days and
four windows of maintenance. As in collect, the cycle collector is off. Each figure is the
median of rounds in this process.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import re
import statistics
import time
from itertools import pairwise
from pathlib import Path

from generator.measure.availability import assess
from generator.measure.downtime import Outage, Window
from generator.measure.maintenance import MaintenanceRule
from generator.pause import paused_gc
from generator.periods.intervals import Intervals

GOAL = 15.0
"""Seconds of CPU that a million outages may take."""
SIZES = (100_000, 1_000_000)
SERVICES, MONTHS = 10, 12
DAY, MONTH = 86_400, 30 * 86_400
HOURS = Intervals.of(
    (day * DAY + 9 * 3_600, day * DAY + 18 * 3_600)
    for day in range(-1, MONTHS * 30 + 1)
    if day % 7 < len("MTWTF")
)
RULE = MaintenanceRule(notice=5 * DAY, cap=8 * 3_600)


def outages(number: int, draw: random.Random) -> list[Outage]:
    """Return outages of one service and one year by their start, the same every time."""
    starts = sorted(draw.randrange(MONTHS * MONTH - 7_200) for _ in range(number))
    return [
        Outage(
            case=f"O-{place}",
            start=start,
            end=start + draw.randrange(60, 7_200),
            users=draw.randrange(500),
        )
        for place, start in enumerate(starts)
    ]


def windows(month: int, draw: random.Random) -> list[Window]:
    """Return the maintenance of a month."""
    starts = (month * MONTH + draw.randrange(28 * DAY) for _ in range(4))
    return [
        Window(case=f"W-{place}", start=at, end=at + 7_200, announced=at - 6 * DAY, approval="C")
        for place, at in enumerate(starts)
    ]


def run(logs: list[list[Outage]], maintenance: list[list[Window]]) -> int:
    """Assess every month of every service; return the seconds of downtime."""
    lost = 0
    for log in logs:
        edges = [month * MONTH for month in range(MONTHS + 1)]
        for month, (start, end) in enumerate(pairwise(edges)):
            mine = [each for each in log if each.start < end and each.end > start]
            reach = (
                min([start, *(each.start for each in mine)]),
                max([end, *(each.end for each in mine)]),
            )
            lost += assess(
                period=(start, end),
                agreed=HOURS.clip(*reach),
                outages=mine,
                windows=maintenance[month],
                rule=RULE,
            ).unplanned
    return lost


def measure(rounds: int) -> list[dict[str, float]]:
    """Return a row for each size: median seconds of CPU, and outages a second."""
    rows = []
    for size in SIZES:
        draw = random.Random(2026)  # noqa: S311 - figures that are the same every time
        logs = [outages(size // SERVICES, draw) for _ in range(SERVICES)]
        maintenance = [windows(month, draw) for month in range(MONTHS)]
        times = []
        for _ in range(rounds):
            begun = time.process_time()
            with paused_gc():
                run(logs, maintenance)
            times.append(time.process_time() - begun)
        seconds = statistics.median(times)
        goal = GOAL * size / 1_000_000
        rows.append(
            {"outages": size, "seconds": seconds, "per_second": size / seconds, "goal": goal}
        )
    return rows


def table(rows: list[dict[str, float]], rounds: int, peak: float) -> str:
    """Return the results as Markdown."""
    machine = f"{platform.machine()}, Python {platform.python_version()}"
    what = f"Availability of {SERVICES} services, {MONTHS} months each"
    lines = [
        f"{what}, median of {rounds} rounds, peak {peak:.0f} MiB; {machine}.",
        "",
        "| outages | CPU seconds | outages a second | goal, CPU seconds |",
        "|---:|---:|---:|---:|",
    ]
    lines.extend(
        f"| {row['outages']:,.0f} | {row['seconds']:.2f} | {row['per_second']:,.0f} "
        f"| {row['goal']:.1f} |"
        for row in rows
    )
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rows = measure(options.rounds)
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    peak = int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0]) / 1024
    print(json.dumps(rows) if options.json else table(rows, options.rounds, peak))


if __name__ == "__main__":
    main()
