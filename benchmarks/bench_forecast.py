"""Measure the forecast: its cost, and its accuracy against other methods on real series.

`python benchmarks/bench_forecast.py [--nab FOLDER] [--nhs FOLDER] [--json]` prints tables.
Without folders only the cost is measured. They hold the series of decision 12: two of the
Numenta Anomaly Benchmark and the A&E attendances of NHS England. Where statsmodels is
installed its methods are compared, too.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import random
import statistics
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import pairwise
from pathlib import Path

import pandas as pd

from generator.measure.backtest import errors, reach
from generator.measure.bounds import STEPS
from generator.measure.extrapolation import Method, extrapolate, needed
from generator.measure.forecast import forecast

Told = tuple[list[float], list[float] | None]
"""The values that a method expects, and half the widths of its 80 % interval if it has one."""
Teller = Callable[[Sequence[float], int, int], Told | None]


@dataclass(frozen=True)
class Trial:
    """Series that are foretold from several of their points."""

    name: str
    series: tuple[tuple[float, ...], ...]
    season: int
    origins: range
    horizon: int


def nhs_trials(folder: Path) -> Iterator[Trial]:
    """Give the departments with all twelve months; per day, as months differ in length."""
    table = pd.read_csv(folder / "ae_attendances_2016_17.csv", parse_dates=["period"])
    table = table.sort_values("period")
    days = table["period"].dt.days_in_month
    table["attendances a day"] = table["attendances"] / days
    table["admissions a day"] = table["admissions"] / days
    table["share within 4 h"] = 1 - table["breaches"] / table["attendances"]
    for column in ("attendances a day", "admissions a day", "share within 4 h"):
        groups = (group[column] for _, group in table.groupby(["org_code", "type"]))
        # A column of one value tells nothing about a method.
        series = tuple(tuple(g) for g in groups if len(g) == 12 and g.nunique() > 6)  # noqa: PLR2004
        # Every eighth: statsmodels takes minutes for all of them.
        yield Trial(f"NHS {column}", series[::8], 12, range(8, 12), 1)


def nab_trials(folder: Path) -> Iterator[Trial]:
    """Give windows of hours with a season of a day, and of quarters of a day."""
    for name in ("ec2_cpu_utilization_24ae8d", "rds_cpu_utilization_cc0c53"):
        table = pd.read_csv(folder / f"{name}.csv", parse_dates=["timestamp"])
        raw = table.set_index("timestamp")["value"]
        hours, quarters = (
            # The first and the last are cut.
            [raw.resample(step).agg(how).iloc[1:-1].tolist() for how in ("mean", "max")]
            for step in ("1h", "6h")
        )
        short = name[:3].upper()
        days = windows(hours, 120, 72)
        yield Trial(f"NAB {short} hours, 1 day known", days, 24, range(28, 52, 8), 6)
        yield Trial(f"NAB {short} hours, 3 days known", days, 24, range(72, 115, 14), 6)
        yield Trial(f"NAB {short} 6 hours", windows(quarters, 24, 8), 4, range(12, 21, 2), 4)


def windows(series: list[list[float]], length: int, step: int) -> tuple[tuple[float, ...], ...]:
    """Cut series into overlapping windows."""
    return tuple(
        tuple(values[start : start + length])
        for values in series
        for start in range(0, len(values) - length + 1, step)
    )


def by_us(past: Sequence[float], season: int, horizon: int) -> Told | None:
    """Tell as the product does."""
    found = forecast([Fraction(value) for value in past], season, horizon)
    if found is None:
        return None
    expected = found.expected
    widths = [float(each.interval.upper - each.interval.lower) / 2 for each in expected]
    return [float(each.value) for each in expected], widths


def by_method(method: Method, past: Sequence[float], season: int, horizon: int) -> Told | None:
    """Tell by one method whatever its back-test says."""
    first = max(needed(method, season), 2)
    if first + 2 > len(past):
        return None
    steps = [round(value * STEPS) for value in past]
    expected = extrapolate(method, steps, season, horizon)
    missed = errors(method, steps, season, first)
    widths = [reach(missed, growth) / STEPS for growth in expected.growth]
    return [value / STEPS for value in expected.values], widths  # noqa: PD011 - no data frame


def by_smoothing(past: Sequence[float], _: int, horizon: int) -> Told | None:
    """Tell by the simple exponential smoothing of statsmodels."""
    smoothing = importlib.import_module("statsmodels.tsa.holtwinters").SimpleExpSmoothing
    fitted = smoothing(pd.Series(past), initialization_method="estimated").fit()
    return list(fitted.forecast(horizon)), None


def by_damped_trend(past: Sequence[float], _: int, horizon: int) -> Told | None:
    """Tell by the damped trend of statsmodels."""
    smoothing = importlib.import_module("statsmodels.tsa.holtwinters").ExponentialSmoothing
    model = smoothing(
        pd.Series(past), trend="add", damped_trend=True, initialization_method="estimated"
    )
    return list(model.fit().forecast(horizon)), None


def by_theta(past: Sequence[float], season: int, horizon: int) -> Told | None:
    """Tell by the theta method of statsmodels, without the season where it is known twice."""
    theta = importlib.import_module("statsmodels.tsa.forecasting.theta").ThetaModel
    seasonal = len(past) >= 2 * season
    fitted = theta(pd.Series(past), period=season, deseasonalize=seasonal).fit()
    # Its interval fits another model first, which takes minutes.
    return list(fitted.forecast(horizon)), None


TELLERS: dict[str, Teller] = {
    "chosen by back-test": by_us,
    **{method.value: partial(by_method, method) for method in Method},
}
OTHERS: dict[str, Teller] = {
    "statsmodels smoothing": by_smoothing,
    "statsmodels damped trend": by_damped_trend,
    "statsmodels theta": by_theta,
}


def tried(trial: Trial, tell: Teller) -> dict[str, float] | None:
    """Return the accuracy of a method; None where it needs longer series."""
    error = came = inside = widths = 0.0
    scaled: list[float] = []
    for series in trial.series:
        for origin in trial.origins:
            past, future = series[:origin], series[origin : origin + trial.horizon]
            told = tell(past, trial.season, trial.horizon)
            if told is None:
                return None
            missed = [abs(value - come) for value, come in zip(told[0], future, strict=True)]
            error, came = error + sum(missed), came + sum(map(abs, future))
            step = statistics.fmean(abs(b - a) for a, b in pairwise(past))
            scaled += [statistics.fmean(missed) / step] if step else []
            if told[1]:
                widths += len(missed)
                inside += sum(off <= w for off, w in zip(missed, told[1], strict=True))
    covered = inside / widths if widths else float("nan")
    return {"wape": error / came, "mase": statistics.median(scaled), "covered": covered}


def accuracy(trials: Sequence[Trial]) -> list[dict[str, str | float]]:
    """Return a row for each trial and method."""
    known = importlib.util.find_spec("statsmodels") is not None
    rows: list[dict[str, str | float]] = []
    for trial in trials:
        for name, tell in {**TELLERS, **(OTHERS if known else {})}.items():
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # what does not converge shows in its error
                found = tried(trial, tell)
            rows += [{"trial": trial.name, "method": name, **found}] if found else []
    return rows


def cost() -> list[dict[str, float]]:
    """Return the time of a forecast of three periods, by the length of the series."""
    chance = random.Random(2013)  # noqa: S311 - numbers to work on, no secret
    rows = []
    for length in (12, 24, 60):
        series = [
            [Fraction(chance.randrange(900, 1000), 1000) for _ in range(length)] for _ in range(200)
        ]
        start = time.process_time()
        for values in series:
            assert forecast(values, 12, 3) is not None
        rows.append({"length": length, "ms": (time.process_time() - start) * 1000 / len(series)})
    return rows


def table(costs: list[dict[str, float]], rows: list[dict[str, str | float]]) -> str:
    """Return the results as Markdown."""
    lines = ["Forecast of three periods:", "", "| months | CPU ms |", "|---:|---:|"]
    lines += [f"| {row['length']} | {row['ms']:.2f} |" for row in costs]
    if rows:
        lines += ["", "| series | method | WAPE | MASE, median | inside 80 % |"]
        lines += ["|---|---|---:|---:|---:|"]
    lines += [
        f"| {row['trial']} | {row['method']} | {row['wape']:.2%} | {row['mase']:.2f} "
        f"| {row['covered']:.0%} |"
        for row in rows
    ]
    return "\n".join(lines).replace("nan%", "–")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nab", type=Path)
    parser.add_argument("--nhs", type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    trials = [
        *(nhs_trials(options.nhs) if options.nhs else ()),
        *(nab_trials(options.nab) if options.nab else ()),
    ]
    costs, rows = cost(), accuracy(trials)
    print(json.dumps({"cost": costs, "accuracy": rows}) if options.json else table(costs, rows))


if __name__ == "__main__":
    main()
