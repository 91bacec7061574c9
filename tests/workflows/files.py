"""The workflows as they are written: jobs, steps, and the lines that are run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".github" / "workflows"
Json = Any


@dataclass(frozen=True, slots=True)
class Workflow:
    """One file; YAML 1.1 reads its key `on` as true."""

    name: str
    text: str
    content: Json

    @property
    def events(self) -> Json:
        """Return what starts it."""
        return self.content[True]

    @property
    def jobs(self) -> dict[str, Json]:
        """Return its jobs by name."""
        found: dict[str, Json] = self.content["jobs"]
        return found

    def steps(self) -> Iterator[Json]:
        """Give the steps of all jobs."""
        for job in self.jobs.values():
            yield from job["steps"]


@cache
def workflows() -> tuple[Workflow, ...]:
    """Return every workflow, in the order of their names."""
    return tuple(_read(path) for path in sorted(FOLDER.glob("*.yml")))


def workflow(name: str) -> Workflow:
    """Return one workflow."""
    return next(each for each in workflows() if each.name == name)


def _read(path: Path) -> Workflow:
    text = path.read_text(encoding="utf-8")
    return Workflow(path.stem, text, yaml.safe_load(text))


def lines() -> tuple[str, ...]:
    """Return every line that any step runs."""
    found = (step.get("run") for each in workflows() for step in each.steps())
    return tuple(dict.fromkeys(line for line in found if line))
