"""Measure the service clock: many cases by arrays, and one by one as it is defined.

`python benchmarks/bench_clock.py [--cases 1000000] [--rounds 5] [--json]` prints a table.
Cases of three years are read with a calendar of ten years, two shifts a day and the public
holidays of China. Each figure is the median of rounds in this process, the ways taken in
turn; the definition runs on the first few thousand cases, with which the arrays must agree.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np

from generator.periods.clock import NEVER, Case, ClockRules, ReopenRule, read
from generator.periods.clocktable import CaseTable, SpanTable, WorkingSeconds, read_table
from generator.periods.intervals import Intervals
from generator.periods.publicholidays import public_holidays
from generator.periods.workinghours import WeeklyHours
from generator.periods.workingtime import WorkingCalendar, WorkingTime

GOAL = 1_000_000
"""Cases a second that clocks without pauses have to reach."""
FEW = 1_000
"""Cases that are read one by one."""

FIRST, LAST = date(2016, 1, 1), date(2026, 1, 1)
DAY = 86_400


def ten_years() -> WorkingTime:
    """Return the working time of an office in China, lunch not included."""
    week = WeeklyHours.of(FIRST, ["09:00-12:00", "13:30-18:00"], range(5))
    office = WorkingCalendar(id="cn", zone="Asia/Shanghai", weekly=(week,), covered=())
    calendar = public_holidays("CN", range(FIRST.year, LAST.year)).beneath(office)
    return calendar.working_time(FIRST, LAST)


def sample(cases: int, working: WorkingTime, *, pauses: bool, reopened: bool) -> CaseTable:
    """Return cases in no order, the same every time.

    Half of them wait, one to four times and sometimes twice at once; a tenth is reopened.
    """
    draw = np.random.default_rng(2025)
    logged = working.end - draw.integers(60 * DAY, 3 * 365 * DAY, cases)
    solved = logged + draw.integers(600, 20 * DAY, cases)
    rows = np.arange(cases)
    never = np.full(cases, NEVER)
    resolved = SpanTable(case=rows, start=solved, end=never)
    if reopened:
        again = rows[: cases // 10]
        back = solved[again] + draw.integers(600, 5 * DAY, len(again))
        over = back + draw.integers(600, 10 * DAY, len(again))
        first = SpanTable(case=again, start=solved[again], end=back)
        second = SpanTable(case=again, start=over, end=never[again])
        rest = slice(cases // 10, None)
        once = SpanTable(case=rows[rest], start=solved[rest], end=never[rest])
        resolved = first.joined(second).joined(once)
    waits = np.repeat(rows[::2], draw.integers(1, 5, len(rows[::2])) if pauses else 0)
    start = logged[waits] + draw.integers(0, 15 * DAY, len(waits))
    waiting = SpanTable(case=waits, start=start, end=start + draw.integers(60, 5 * DAY, len(waits)))
    return CaseTable(logged=logged, attached=logged, pauses=waiting, resolved=resolved)


def single_cases(table: CaseTable) -> list[Case]:
    """Return the first few rows as single cases."""
    spans = [
        [
            Intervals.of(zip(each.start[own].tolist(), each.end[own].tolist(), strict=True))
            for own in (each.case == row for row in range(FEW))
        ]
        for each in (table.pauses, table.resolved)
    ]
    logged = table.logged[:FEW].tolist()
    return [
        Case(logged=start, attached=start, pauses=pauses, resolved=resolved)
        for start, pauses, resolved in zip(logged, *spans, strict=True)
    ]


def ways(cases: int, working: WorkingTime) -> dict[str, tuple[int, float, Callable[[], object]]]:
    """Return each way with its number of cases, its goal (0: none) and what runs it."""
    seconds, rules, at = WorkingSeconds(working), ClockRules(), working.end
    plain, paused, full = (
        sample(cases, working, pauses=pauses, reopened=reopened)
        for pauses, reopened in ((False, False), (True, False), (True, True))
    )
    singles = single_cases(full)
    ends = plain.resolved.start
    anew = ClockRules(reopening=ReopenRule.NEW_CLOCK)
    many = read_table(full, rules, seconds, at).elapsed[:FEW].tolist()
    assert many == [read(case, rules, working, at).elapsed for case in singles]
    return {
        "between two instants": (cases, GOAL, lambda: seconds.between(plain.logged, ends)),
        "clock, no pauses": (cases, GOAL, lambda: read_table(plain, rules, seconds, at)),
        f"clock, {len(paused.pauses.case) / cases:.2f} pauses a case": (
            cases,
            0,
            lambda: read_table(paused, rules, seconds, at),
        ),
        "the same, a tenth reopened, resumed": (
            cases,
            0,
            lambda: read_table(full, rules, seconds, at),
        ),
        "the same, with a new clock": (cases, 0, lambda: read_table(full, anew, seconds, at)),
        "one by one (the definition)": (
            FEW,
            0,
            lambda: [read(case, rules, working, at) for case in singles],
        ),
        "calendar of ten years": (0, 0, ten_years),
    }


def measure(cases: int, rounds: int) -> list[dict[str, str | float]]:
    """Return a row for each way: median seconds of CPU, and cases a second."""
    runs = ways(cases, ten_years())
    times: dict[str, list[float]] = {way: [] for way in runs}
    for _ in range(rounds):
        for way, (_, _, run) in runs.items():
            start = time.process_time()
            run()
            times[way].append(time.process_time() - start)
    return [
        {
            "way": way,
            "cases": number,
            "seconds": statistics.median(times[way]),
            "cases_per_second": number / statistics.median(times[way]),
            "goal": goal,
        }
        for way, (number, goal, _) in runs.items()
    ]


def table(rows: list[dict[str, str | float]], rounds: int, peak: float) -> str:
    """Return the results as Markdown."""
    machine = f"{platform.machine()}, Python {platform.python_version()}, numpy {np.__version__}"
    lines = [
        f"Service clock, median of {rounds} rounds, peak {peak:.0f} MiB; {machine}.",
        "",
        "| clock | cases | CPU seconds | cases a second | goal |",
        "|---|---:|---:|---:|---:|",
    ]
    for row in rows:
        speed = f"{row['cases_per_second']:,.0f}" if row["cases"] else "–"
        goal = f"{row['goal']:,.0f}" if row["goal"] else "–"
        lines.append(
            f"| {row['way']} | {row['cases']:,} | {row['seconds']:.3f} | {speed} | {goal} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rows = measure(options.cases, options.rounds)
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    peak = int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0]) / 1024
    print(json.dumps(rows) if options.json else table(rows, options.rounds, peak))


if __name__ == "__main__":
    main()
