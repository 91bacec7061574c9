"""Measure whether publishing a month costs more when many months are published already.

`python -m benchmarks.bench_publish [--months 60] [--rounds 3]` prints a table. The first month
is published as it was then: from a repository that has no other month, as the newest one, into an
empty branch. The last month is published from a repository with all months, into an empty branch
and into one that holds all months before it. The three are run in turn, in CPU seconds of the
command and its children. (A month that is not the newest costs less: mike writes no page
`latest/` for it. To compare the last month with such a one would compare other work.)
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.bench_month import ROOT, reportgen
from benchmarks.synthetic import FIRST, write_workspace
from generator.periods import Period

# The provider's site holds the hand-written pages as well, a customer's one report a month.
AUDIENCES = ("internal", "party-0")
GOAL = 1.1
READING = (
    "Reading: what is published already costs nothing. The last month looks back on others, so its "
    "pages are longer (trends, charts), and the records of all months are read and checked."
)


def git(root: Path, *arguments: str, given: str = "") -> str:
    """Run git as somebody with a name; return what it prints."""
    person = ("-c", "user.name=Lin", "-c", "user.email=lin@example.invalid")
    command = ["git", *person, *arguments]
    done = subprocess.run(  # noqa: S603 - our own arguments
        command, cwd=root, input=given, text=True, capture_output=True, check=True
    )
    return done.stdout.strip()


def months(count: int) -> list[str]:
    """Return the labels of the months."""
    found = [Period.parse(FIRST)]
    while len(found) < count:
        found.append(found[-1].next())
    return [period.label for period in found]


def repository(folder: Path, count: int) -> None:
    """Make a repository with a month's edition for every month, all committed."""
    folder.mkdir()
    write_workspace(folder, ROOT, count)
    for name in ("guides", "process", "reference", "decisions"):
        shutil.copytree(ROOT / "docs" / name, folder / "docs" / name)
    reportgen(folder, "generate")
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "config", "user.name", "Lin")
    git(folder, "config", "user.email", "lin@example.invalid")
    git(folder, "add", "report_data", "docs", "hooks", "mkdocs.yml")
    git(folder, "commit", "--quiet", "--message", "Records")


def branch(audience: str) -> str:
    """Return the branch of an audience."""
    return f"refs/heads/site/{audience}"


def fill(folder: Path, audience: str, labels: list[str]) -> str:
    """Put a copy of the first month into the branch for every label; return its commit."""
    entries = git(folder, "ls-tree", branch(audience)).splitlines()
    site = next(line.split()[2] for line in entries if line.endswith(f"\t{labels[0]}"))
    kept = [line for line in entries if not line.endswith((f"\t{labels[0]}", "\tversions.json"))]
    listed = [{"version": label, "title": label, "aliases": []} for label in reversed(labels)]
    blob = git(folder, "hash-object", "-w", "--stdin", given=json.dumps(listed))
    kept += [f"040000 tree {site}\t{label}" for label in labels]
    kept += [f"100644 blob {blob}\tversions.json"]
    tree = git(folder, "mktree", given="\n".join(kept) + "\n")
    return git(folder, "commit-tree", tree, "-m", "Months", "-p", branch(audience))


def measured(
    then: Path, now: Path, audience: str, labels: list[str], rounds: int
) -> list[list[float]]:
    """Return CPU seconds a round: first month, last month alone, last month after the others."""
    for folder in (then, now):
        reportgen(folder, "publish", audience, "--version", labels[0])
    filled = fill(now, audience, labels[:-1])
    ways = ((then, labels[0], ""), (now, labels[-1], ""), (now, labels[-1], filled))
    return [[published(*way, audience) for way in ways] for _ in range(rounds)]


def published(folder: Path, label: str, start: str, audience: str) -> float:
    """Return what publishing a month takes when the branch is at a commit, or not there."""
    wanted = [branch(audience), start] if start else ["-d", branch(audience)]
    git(folder, "update-ref", *wanted)
    return reportgen(folder, "publish", audience, "--version", label)


def row(audience: str, costs: list[list[float]]) -> str:
    """Return the medians, and the ratios of the last month after the others."""
    medians = [median(side) for side in zip(*costs, strict=True)]
    to_first = median(cost[2] / cost[0] for cost in costs)
    to_alone = median(cost[2] / cost[1] for cost in costs)
    cells = (*(f"{cost:.2f}" for cost in medians), f"{to_first:.2f}", f"{to_alone:.2f}")
    return f"| {audience} | {' | '.join(cells)} | {GOAL} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--months", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    last = options.months
    titles = ("audience", "month 1", f"month {last} alone", f"month {last} after {last - 1}")
    print("## Publishing a month\n")
    print(f"| {' | '.join(titles)} | to month 1 | to the same alone | goal |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as name:
        then, now = Path(name, "then"), Path(name, "now")
        repository(then, 1)
        repository(now, last)
        for audience in AUDIENCES:
            print(row(audience, measured(then, now, audience, months(last), options.rounds)))
    print(f"\n{READING}")


if __name__ == "__main__":
    main()
