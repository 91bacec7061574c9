"""Measure a month with many editions: write the pages, stage and build the site, and once more.

`python -m benchmarks.bench_month [--editions 200 1000 5000]` prints a table. Every step is a
command in a process of its own; figures are CPU seconds of it and its children, because wall
time on a busy machine says little. Beside it stands a plain `mkdocs build` of the same pages
with Material's own settings: the whole navigation in every page, and the theme's search.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

from benchmarks.synthetic import write_month

ROOT = Path(__file__).parents[1]
VERSION = "2004-02"
RECORDS = Path("report_data/records/party-0/2004-02.yml")
STEPS = ("generate", "stage", "MkDocs", "plain", "again")
# Plain MkDocs goes with the square of the pages: beyond this it takes the whole day.
PLAIN_UP_TO = 1000


def cpu_seconds(root: Path, *command: str) -> float:
    """Run a command to its end; return the CPU seconds that it and its children took."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    before = os.times()
    subprocess.run(  # noqa: S603 - our own arguments
        [sys.executable, *command], cwd=root, env=environment, check=True, capture_output=True
    )
    after = os.times()
    return (
        after.children_user + after.children_system - before.children_user - before.children_system
    )


def reportgen(root: Path, *arguments: str) -> float:
    """Return what one of our commands takes."""
    return cpu_seconds(root, "-m", "generator", *arguments)


def plain(root: Path) -> float:
    """Return what MkDocs takes for the same pages as most people would set it up."""
    folder = root / "plain"
    shutil.copytree(root / "build" / "internal" / VERSION / "docs", folder / "docs")
    extensions = ["tables", "attr_list", "md_in_html", "admonition", "pymdownx.details"]
    settings = {
        "site_name": "Plain",
        "theme": {"name": "material", "language": "zh"},
        "markdown_extensions": extensions,
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    return cpu_seconds(folder, "-m", "mkdocs", "build", "--quiet")


def measured(count: int) -> dict[str, float]:
    """Return the CPU seconds of each step, and what the two sites weigh in MiB."""
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        write_month(root, ROOT, count)
        build = ("build", "--audience", "internal")
        found = {"generate": reportgen(root, "generate")}
        whole = reportgen(root, *build)
        found["MkDocs"] = rendered(root)
        found["stage"] = whole - found["MkDocs"]
        found["site"] = weight(root / "build" / "site")
        if count > PLAIN_UP_TO:
            return found
        found["plain"] = plain(root)
        text = (root / RECORDS).read_text(encoding="utf-8")
        (root / RECORDS).write_text(text.replace('"numerator": 4', '"numerator": 3', 1))
        found["again"] = reportgen(root, "generate") + reportgen(root, *build)
        found["plain site"] = weight(root / "plain" / "site")
        return found


def rendered(root: Path) -> float:
    """Return what MkDocs alone takes for the staged pages, none of them kept from before."""
    folder = root / "build" / "internal" / VERSION
    shutil.rmtree(folder / "kept")
    return cpu_seconds(folder, "-m", "mkdocs", "build", "--quiet")


def weight(folder: Path) -> float:
    """Return the size of all files of a folder in MiB."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20


def table(results: dict[int, dict[str, float]]) -> str:
    """Return a row for each size."""
    ratios = ("whole / plain", "ours / plain", "plain / again", "ms a page")
    titles = ("editions", *(f"{step} s" for step in STEPS), *ratios, "site MiB", "plain MiB")
    lines = [f"| {' | '.join(titles)} |", f"|{'---:|' * len(titles)}"]
    lines += [f"| {count:,} | {' | '.join(cells(count, results[count]))} |" for count in results]
    return "\n".join(lines)


def cells(count: int, found: dict[str, float]) -> list[str]:
    """Return the cells of a size; a dash where plain MkDocs was not measured."""
    ours = found["generate"] + found["stage"]
    whole = ours + found["MkDocs"]
    steps = [f"{found[step]:.1f}" if step in found else "–" for step in STEPS]
    compared = ["–"] * 3
    if "plain" in found:
        compared = [f"{part / found['plain']:.2f}" for part in (whole, ours)]
        compared.append(f"{found['plain'] / found['again']:.1f}")
    weights = [f"{found[name]:.0f}" if name in found else "–" for name in ("site", "plain site")]
    return [*steps, *compared, f"{1000 * whole / count:.0f}", *weights]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--editions", type=int, nargs="+", default=[200, 1000, 5000])
    options = parser.parse_args()
    results = {count: measured(count) for count in options.editions}
    print("## A month with many editions\n")
    print(
        "CPU seconds. `generate` writes the pages, `stage` loads, recounts, draws the charts and "
        "writes the staged tree, `MkDocs` renders it. `plain` is `mkdocs build` of the same pages "
        "with Material's own settings, `again` is generate and build after one record changed.\n"
    )
    print(table(results))


if __name__ == "__main__":
    main()
