"""The invented life of the bank's reports, by the real commands, for the sample's own review.

In a repository of the sample's data seven editions are approved by people of the sample, released
as tags, delivered and received, and figures are audited. Days, opinions and receipts are invented;
nothing was issued before 2014-01-03, the day of the publisher's export. What the register then says
is the export that the sample's figures of its own process are collected from:

    python -m tests.archive.samplerun tests/fixtures/sources/report-register.jsonl
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from generator.approval import forms
from generator.approval.evidence import Account, Commit, Merge, Opinion, PullRequest, Review
from generator.approval.evidence import Protection as Rules
from generator.approval.forge import RawEvidence
from generator.archive.standing import releases
from generator.cli import run
from tests.archive.issued import commit, head, write_evidence
from tests.site.plain import git

ROOT = Path(__file__).parents[2]
DAY = "2014-02-01"
"""The day as of which the register is asked."""
_IDS = {
    "lin": 1000001, "zhou": 1000002, "he": 1000003, "qin": 1000004, "shen": 1000005,
    "tang": 1000006,
}  # fmt: skip


class Step(NamedTuple):
    """What a person did on a day of January 2014: approve, or ask for changes."""

    person: str
    day: int
    approves: bool = True


class Life(NamedTuple):
    """What became of an edition, by days of January 2014."""

    edition: str
    opened: int
    steps: tuple[Step, ...]
    issued: int
    received: dict[str, int | None]
    """Role -> day of its receipt, None for one that did not answer."""


LIVES = (
    Life("bank-monthly/2013-10", 3, (Step("zhou", 6), Step("qin", 7)), 7,
         {"customer-service-owner": 8, "operations-leader": 7}),
    Life("bank-monthly/2013-11", 3,
         (Step("qin", 6, approves=False), Step("he", 7), Step("qin", 8)), 8,
         {"customer-service-owner": 10, "operations-leader": 8}),
    Life("bank-monthly/2013-12", 6, (Step("zhou", 7), Step("qin", 8)), 8,
         {"customer-service-owner": 9, "operations-leader": 8}),
    Life("operations-monthly/2013-10", 6, (Step("zhou", 7), Step("shen", 8), Step("tang", 9)), 9,
         {"management-system-representative": 9, "process-manager": 10}),
    Life("operations-monthly/2013-11", 6, (Step("zhou", 8), Step("shen", 9), Step("tang", 10)), 10,
         {"management-system-representative": 10, "process-manager": None}),
    Life("operations-monthly/2013-12", 8, (Step("zhou", 9), Step("shen", 10), Step("tang", 13)), 13,
         {"management-system-representative": 13, "process-manager": 15}),
    Life("bank-quarterly/2013-Q4", 10, (Step("he", 13), Step("qin", 14)), 15,
         {"customer-service-owner": 17}),
)  # fmt: skip


class Papers:
    """A forge whose answers are the facts themselves."""

    @staticmethod
    def gather(_number: int) -> RawEvidence:
        raise AssertionError

    @staticmethod
    def pull_request(raw: RawEvidence) -> PullRequest:
        facts: dict[str, Any] = json.loads(raw.answers[0].body)
        reviews = tuple(
            Review(
                id=place,
                account=_account(person),
                opinion=Opinion.APPROVED if approves else Opinion.CHANGES_REQUESTED,
                commit=facts["head"],
                submitted=_noon(day),
            )
            for place, (person, day, approves) in enumerate(facts["steps"], 1)
        )
        lin, mail = _account("lin"), "lin@example.invalid"
        made = Commit(sha=facts["head"], author=lin, committer=lin, emails=(mail, mail))
        return PullRequest(
            number=facts["number"],
            author=lin,
            base_branch="main",
            base=facts["base"],
            head=facts["head"],
            paths=tuple(facts["paths"]),
            commits=(made,),
            reviews=reviews,
            opened=_noon(facts["opened"]),
            writers=frozenset(_IDS.values()),
            merged=Merge(commit=facts["merge"], result="pass", protection=Rules(since=_noon(1))),
        )


def _account(person: str) -> Account:
    return Account(id=_IDS[person], login=person, kind="User")


def _noon(day: int) -> datetime:
    return datetime(2014, 1, day, 12, tzinfo=UTC)


def register_of_the_sample(folder: Path) -> bytes:
    """Live through it below a folder; return what the register exports."""
    root, export = _begun(folder / "reports"), folder / "register.jsonl"
    with pytest.MonkeyPatch.context() as patch:
        papers = forms.form_of(lambda _: Papers())
        patch.setattr(forms, "FORMS", {**forms.FORMS, "papers": papers})
        for number, life in enumerate(LIVES, 1):
            _issue(root, life, number)
        audited = ("--seed", "2014-q1", "--by", "shen", "--today", "2014-01-20")
        _reportgen(root, "audit", "sample", *audited)
        _reportgen(root, "register", "--today", DAY, "--export", export)
    return export.read_bytes()


def _begun(root: Path) -> Path:
    """Begin with the records of the bank, the reports that are rehearsed, and no edition."""
    data = root / "report_data"
    shutil.copytree(ROOT / "report_data", data)
    mine = {life.edition.partition("/")[0] for life in LIVES}
    for file in (data / "catalogue").iterdir():
        if file.stem not in mine:
            file.unlink()
            shutil.rmtree(data / "commentary" / file.stem, ignore_errors=True)
    for folder in (data / "records").iterdir():
        if folder.name != "bank":
            shutil.rmtree(folder)
    shutil.copytree(ROOT / "docs" / "process", root / "docs" / "process")
    (root / ".gitignore").write_text("/build\n/.cache\n")
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "config", "user.name", "Lin")
    git(root, "config", "user.email", "lin@example.invalid")
    commit(root, "Records")
    return root


def _issue(root: Path, life: Life, number: int) -> None:
    """Make, approve, release, deliver."""
    report, _, period = life.edition.partition("/")
    _reportgen(root, "generate", report, period)
    evidence = _merged(root, life, number)
    at = f"2014-01-{life.issued:02}T15:00:00Z"
    _reportgen(root, "release", life.edition, "--evidence", evidence, "--at", at)
    file = root / "report_data" / "deliveries" / f"{life.edition}.yml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(_deliveries(root, life)))
    commit(root, f"Deliver {life.edition}")


def _merged(root: Path, life: Life, number: int) -> Path:
    """Merge the edition as a pull request of lin's; return its evidence."""
    base = head(root)
    git(root, "switch", "--quiet", "--create", f"change-{number}")
    top = commit(root, f"Edition {life.edition}")
    git(root, "switch", "--quiet", "main")
    git(root, "merge", "--quiet", "--no-ff", "--message", f"Merge {number}", f"change-{number}")
    paths = git(root, "diff", "--name-only", base, top).split()
    facts = {"number": number, "base": base, "head": top, "paths": paths, "merge": head(root)}
    facts |= {"opened": life.opened, "steps": life.steps}
    return write_evidence(root.parent / f"evidence-{number}.json", facts, forge="papers")


def _deliveries(root: Path, life: Life) -> Iterator[str]:
    """Give the file of who got which copy."""
    report, _, period = life.edition.partition("/")
    digest = next(e.manifest.sha256 for e in releases(root) if e.name.edition == life.edition)
    yield f"report: {report}\nperiod: {period}\ndeliveries:\n"
    for place, (role, day) in enumerate(life.received.items(), 1):
        yield f"  - {{revision: 1, copy: {place}, to: {role}, by: site, sender: lin"
        yield f", sent: 2014-01-{life.issued:02}, manifest: {digest}"
        yield f", received: {{day: 2014-01-{day:02}, by: {role}}}}}\n" if day else "}\n"


def _reportgen(root: Path, *arguments: object) -> None:
    """Run a command, which must succeed."""
    code = run([*map(str, arguments), "--root", str(root)])
    assert code == 0, arguments


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        Path(sys.argv[1]).write_bytes(register_of_the_sample(Path(folder)))
