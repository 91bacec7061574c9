"""Measure how long it takes to verify all releases of an archive.

`python -m benchmarks.bench_verify [--releases 60] [--files 300]` prints a table. Every release is
signed, was approved by a signed statement, and has inputs that no other release has, so that
nothing can be looked at once for all. What is measured is the command, in a process of its own.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from contextlib import redirect_stdout
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.bench_month import ROOT
from benchmarks.bench_publish import git
from benchmarks.synthetic import PARTIES, write_workspace
from generator.approval.evidencefile import evidence_text
from generator.approval.signedevidence import merged_branch, signed_evidence
from generator.approval.signing import Signing, draft_statement, signed
from generator.approval.statement import file_text, place
from generator.cli import run
from generator.workspace.model.approvals import SignedOpinion

GOAL = 30
MONTHS = 24
PEOPLE = """\
roles: [{{id: manager, name: {{zh: 经理, en: Manager}}}}]
people:
  - {{id: lin, name: Lin, roles: manager, email: lin@example.invalid, signing_keys: "{lin}"}}
  - {{id: qin, name: Qin, roles: manager, email: qin@example.invalid, signing_keys: "{qin}"}}
"""
START = datetime(2017, 1, 1, tzinfo=UTC)


def key(folder: Path, name: str) -> str:
    """Make an SSH key; return its public half."""
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(folder / name)]
    subprocess.run(command, check=True)  # noqa: S603 - our own arguments
    return (folder / f"{name}.pub").read_text().strip()


def repository(folder: Path, files: int) -> Path:
    """Make a repository of so many files of records and definitions, and no edition."""
    root = folder / "reports"
    root.mkdir()
    write_workspace(root, ROOT, PARTIES * MONTHS)
    data = root / "report_data"
    people = PEOPLE.format(lin=key(folder, "lin"), qin=key(folder, "qin"))
    (data / "people.yml").write_text(people, encoding="utf-8")
    chains = (data / "chains.yml").read_text(encoding="utf-8")
    (data / "chains.yml").write_text(f"others: simple\n{chains}", encoding="utf-8")
    held = sorted((data / "records").rglob("*.yml"))
    for file in held[max(0, files - len(list(data.rglob("*.yml"))) + len(held)) :]:
        file.unlink()
    (root / ".gitignore").write_text("/build\n/.cache\n")
    git(root, "init", "--quiet", "--initial-branch=main")
    settings = {"user.name": "Lin", "user.email": "lin@example.invalid"}
    settings |= {"gpg.format": "ssh", "user.signingKey": str(folder / "lin")}
    for name, value in settings.items():
        git(root, "config", name, value)
    keep(root, "Records")
    return root


def keep(root: Path, message: str) -> str:
    """Commit everything; return the commit."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", message)
    return git(root, "rev-parse", "HEAD")


def reportgen(root: Path, *arguments: str) -> None:
    """Run one of our commands in this process; the output of the benchmark is its table alone."""
    with redirect_stdout(sys.stderr):
        code = run([*arguments, "--root", str(root)])
    assert code == 0, arguments


def issue(folder: Path, root: Path, edition: str, number: int) -> None:
    """Make, sign, merge and release an edition, after a record of somebody else has changed."""
    file = root / "report_data" / "records" / "party-9" / "2004-01.yml"
    text = file.read_text(encoding="utf-8")
    text = text.replace(f'"rows": {5000 + number}', f'"rows": {5001 + number}')
    file.write_text(text, encoding="utf-8")
    base = keep(root, f"Records before {edition}")
    git(root, "switch", "--quiet", "--create", f"change-{number}")
    reportgen(root, "generate", *edition.split("/"))
    keep(root, f"Edition {edition}")
    said = draft_statement(root, wish(folder, base, edition, number)).statement
    statement = signed(said, folder / "qin")
    (root / place(statement)).parent.mkdir(parents=True, exist_ok=True)
    (root / place(statement)).write_text(file_text(statement), encoding="utf-8")
    keep(root, f"Approve {edition}")
    git(root, "switch", "--quiet", "main")
    git(root, "merge", "--quiet", "--no-ff", "--message", edition, f"change-{number}")
    where = merged_branch(root, git(root, "rev-parse", "HEAD"), "main")
    evidence = folder / "evidence.json"
    evidence.write_text(evidence_text(signed_evidence(root, where)), encoding="utf-8")
    at = (START + timedelta(hours=number)).strftime("%Y-%m-%dT%H:%M:%SZ")
    reportgen(root, "release", edition, "--evidence", str(evidence), "--at", at)


def wish(folder: Path, base: str, edition: str, number: int) -> Signing:
    """Return what the approver wants to sign."""
    return Signing(
        edition=edition,
        base=base,
        key=folder / "qin",
        opinion=SignedOpinion.APPROVE,
        now=(START + timedelta(hours=number)).strftime("%Y-%m-%dT%H:%M:%SZ"),
    )


def names(count: int) -> list[str]:
    """Return the editions that are issued, report by report."""
    labels = [f"{2004 + month // 12}-{month % 12 + 1:02}" for month in range(MONTHS)]
    return [f"party-{party}-monthly/{label}" for party in range(PARTIES) for label in labels][
        :count
    ]


def verified(root: Path) -> tuple[float, float]:
    """Verify everything; return wall seconds, and CPU seconds with those of git."""
    command = [sys.executable, "-m", "generator", "verify", "--all"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    before, start = os.times(), time.perf_counter()
    done = subprocess.run(  # noqa: S603 - our own arguments
        command, cwd=root, env=environment, check=False, capture_output=True, text=True
    )
    wall, after = time.perf_counter() - start, os.times()
    assert (done.returncode, done.stdout) == (0, ""), done
    used = after.children_user + after.children_system
    return wall, used - before.children_user - before.children_system


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--releases", type=int, default=60)
    parser.add_argument("--files", type=int, default=300)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        root = repository(folder, options.files)
        for number, edition in enumerate(names(options.releases)):
            issue(folder, root, edition, number)
        wall, used = verified(root)
        files = len(git(root, "ls-files", "report_data", "docs").splitlines())
    print("## Verifying an archive\n")
    print("| releases | files in the newest | wall seconds | CPU seconds | goal |")
    print("|---:|---:|---:|---:|---:|")
    print(f"| {options.releases} | {files} | {wall:.1f} | {used:.1f} | {GOAL} |")


if __name__ == "__main__":
    main()
