"""Runs the jobs of our workflows on this machine: what the forge does, in a folder."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.site.plain import git
from tests.workflows.files import ROOT, Json, workflow

EXPRESSION = re.compile(r"\$\{\{ ([^{}]+) \}\}")
# What needs the network: the program of this test run stands in for what they install.
INSTALLS = frozenset({"make install-run"})
# TODAY stands in for the clock of the machine.
PROGRAM = """\
#!/bin/sh
if [ -n "${{TODAY:-}}" ] && [ "$1" = draft ]; then set -- "$@" --today "$TODAY"; fi
exec {python} -P -m generator "$@"
"""
# What the forge's own program is asked is written down; FOUND is what it answers to lists.
GH = """\
#!/bin/sh
echo "$@" >>"$ASKED"
case "$1 $2" in "pr list") printf '%s' "${FOUND:-}" ;; esac
"""


HERE = "refs/remotes/origin/here"


def _extent(wanted: Json) -> list[str]:
    """Say how much of the history is fetched: everything, or one commit."""
    is_whole = wanted.get("fetch-depth") == 0
    return [] if is_whole else ["--depth=1", "--no-tags"]


def _refspecs(wanted: Json, name: str) -> list[str]:
    """Say which references are fetched."""
    wanted_one = f"+{name if '/' in name else f'refs/heads/{name}'}:{HERE}"
    if wanted.get("fetch-depth") != 0:
        return [wanted_one]
    return [wanted_one, "+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What a step left: its name, exit code and words."""

    name: str
    code: int
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Runner:
    """A machine with an empty folder for each job, and a repository to clone from."""

    folder: Path
    origin: Path
    context: Mapping[str, str]
    environment: Mapping[str, str] = field(default_factory=dict)

    def job(self, name: str, job: str) -> list[Step]:
        """Run the steps of a job until one fails, and after it those that run all the same."""
        content = workflow(name).content
        steps, here = content["jobs"][job]["steps"], self.folder / job
        here.mkdir()
        done: list[Step] = []
        for step in steps:
            is_over = any(each.code for each in done)
            if not is_over or "!cancelled()" in step.get("if", ""):
                found = self._step(step, here, content["env"])
                done += [found] if found else []
        return done

    @property
    def summary(self) -> Path:
        """Return the file that the forge shows beside the run."""
        return self.folder / "summary.md"

    @property
    def asked(self) -> list[str]:
        """Return what the forge's program was asked."""
        file = self.folder / "asked.txt"
        return file.read_text(encoding="utf-8").splitlines() if file.exists() else []

    def _step(self, step: Json, here: Path, shared: Mapping[str, str]) -> Step | None:
        if "run" in step:
            return self._run(step, here, shared)
        action = step["uses"].partition("@")[0].removeprefix("actions/")
        if action == "checkout":
            self._clone(step["with"], here)
        elif action == "download-artifact":
            (here / step["with"]["path"]).mkdir()
            for file in (self.folder / "artifacts" / step["with"]["name"]).iterdir():
                shutil.copy(file, here / step["with"]["path"])
        elif action == "upload-artifact":
            self._keep(step["with"], here)
        return None

    def _run(self, step: Json, here: Path, shared: Mapping[str, str]) -> Step:
        if step["run"] in INSTALLS:
            self._install(here)
            return Step(name=step["name"], code=0, said="")
        own = {name: self._filled(str(value)) for name, value in step.get("env", {}).items()}
        kept = {n: v for n, v in os.environ.items() if not n.startswith(("GIT_", "GITHUB_"))}
        path = os.pathsep.join((str(self._tools()), kept["PATH"]))
        given = {
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_REPOSITORY": self.context["github.repository"],
            "GIT_CONFIG_GLOBAL": os.devnull,
            "ASKED": str(self.folder / "asked.txt"),
            "PYTHONPATH": str(ROOT),
            "PATH": path,
        }
        done = subprocess.run(
            ["bash", "-e", "-c", step["run"]],
            cwd=here,
            env={**kept, **given, **self.environment, **shared, **own},
            capture_output=True,
            text=True,
            check=False,
        )
        return Step(name=step["name"], code=done.returncode, said=done.stdout + done.stderr)

    def _filled(self, text: str) -> str:
        """Put what an event says in the place of expressions; an unknown one is a mistake."""
        return EXPRESSION.sub(lambda found: self.context[found[1]], text)

    def _clone(self, wanted: Json, here: Path) -> None:
        """Do what actions/checkout does: one commit or all, whole or some folders, no token."""
        place = here / wanted.get("path", ".")
        repository = self._filled(wanted.get("repository", "${{ github.repository }}"))
        source = self.origin.parent / f"{repository.partition('/')[2]}.git"
        git(here, "init", "--quiet", "--initial-branch=main", str(place))
        git(place, "remote", "add", "origin", source.as_uri())
        given = wanted.get("ref") or (
            "main" if "repository" in wanted else self.context["github.ref"]
        )
        name = self._filled(given).removeprefix("refs/heads/")
        patterns = wanted.get("sparse-checkout", "").split()
        filtered = ["--filter=blob:none"] if patterns else []
        git(
            place,
            "fetch",
            "--quiet",
            *filtered,
            *_extent(wanted),
            "origin",
            *_refspecs(wanted, name),
        )
        if patterns:
            git(place, "sparse-checkout", "set", "--no-cone", *patterns)
        git(place, "checkout", "--quiet", *(["--detach"] if "/" in name else ["-B", name]), HERE)
        if patterns:
            # Files that were left out can be had with a token alone, which nobody kept.
            git(place, "remote", "set-url", "origin", str(place / "nowhere"))

    def _install(self, here: Path) -> None:
        """Let the program of this test run stand in for what would be installed."""
        program = here / ".venv" / "bin" / "reportgen"
        program.parent.mkdir(parents=True)
        program.write_text(PROGRAM.format(python=sys.executable))
        program.chmod(0o755)

    def _tools(self) -> Path:
        """Return a folder with a stand-in for the forge's program."""
        program = self.folder / "tools" / "gh"
        program.parent.mkdir(exist_ok=True)
        program.write_text(GH)
        program.chmod(0o755)
        return program.parent

    def _keep(self, wanted: Json, here: Path) -> None:
        """Keep files for another job."""
        place = self.folder / "artifacts" / wanted["name"]
        place.mkdir(parents=True, exist_ok=True)
        for file in self._listed(here, wanted["path"]):
            shutil.copy(file, place)

    @staticmethod
    def _listed(here: Path, paths: str) -> Iterator[Path]:
        for name in paths.split():
            found = here / name
            yield from (p for p in found.rglob("*") if p.is_file()) if found.is_dir() else [found]
