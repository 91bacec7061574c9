"""A repository with approved, merged and issued editions, to look at and to tamper with."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from generator.approval.evidence import (
    Account,
    Commit,
    Merge,
    Opinion,
    Protection,
    PullRequest,
    Review,
)
from generator.approval.evidencefile import evidence_text
from generator.approval.forge import Answer, RawEvidence
from tests.site.plain import copy_plain, git

LIN, QIN, CAI = (Account(id=each, login=name, kind="User") for each, name in
                 ((1001, "lin"), (1002, "qin"), (1003, "cai")))  # fmt: skip
PEOPLE = """\
roles:
  - {{id: manager, name: {{zh: 服务经理, en: Service manager}}}}
people:
  - {{id: lin, name: 林岚, roles: manager, email: lin@example.invalid, forge_id: 1001,
     signing_keys: "{key}"}}
  - {{id: qin, name: 秦川, roles: manager, email: qin@example.invalid, forge_id: 1002}}
  - {{id: cai, name: 蔡宁, roles: manager, email: cai@example.invalid, forge_id: 1003}}
"""
OCTOBER, NOVEMBER = "monthly/2013-10", "monthly/2013-11"
TAG = f"report/{OCTOBER}/r1"
NEXT_TAG = f"report/{NOVEMBER}/r1"
TIMES = {OCTOBER: "2014-01-10T09:00:00Z", NOVEMBER: "2014-01-11T09:00:00Z"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """The folder of a repository, and what lies beside it."""

    root: Path

    @property
    def anchors(self) -> Path:
        """Return the file of anchors."""
        return self.root.parent / f"{self.root.name}.anchors.jsonl"

    @property
    def key(self) -> Path:
        """Return the private key of the releaser."""
        return self.root.parent / "lin-key"

    def copy(self, folder: Path) -> Issued:
        """Return the same repository in another folder."""
        folder.mkdir(parents=True, exist_ok=True)
        root = folder / self.root.name
        shutil.copytree(self.root, root, symlinks=True)
        for beside in (self.anchors, self.key, self.key.with_suffix(".pub")):
            if beside.exists():
                shutil.copy(beside, folder)
        git(root, "config", "user.signingKey", str(folder / "lin-key"))
        return Issued(root=root)


def make_key(file: Path) -> str:
    """Make a key without a pass phrase; return its public half."""
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(file)]
    subprocess.run(command, check=True, capture_output=True)
    return file.with_suffix(".pub").read_text().strip()


def begin(folder: Path) -> Issued:
    """Make a repository with records and no edition, whose releaser has a key."""
    root = copy_plain(folder / "reports")
    shutil.rmtree(root / "docs")
    people = PEOPLE.format(key=make_key(folder / "lin-key"))
    (root / "report_data" / "people.yml").write_text(people, encoding="utf-8")
    (root / ".gitignore").write_text("/build\n/.cache\n")
    git(root, "init", "--quiet", "--initial-branch=main")
    settings = {
        "user.name": "Lin", "user.email": "lin@example.invalid",
        "gpg.format": "ssh", "user.signingKey": str(folder / "lin-key"),
    }  # fmt: skip
    for name, value in settings.items():
        git(root, "config", name, value)
    commit(root, "Records")
    return Issued(root=root)


def commit(root: Path, message: str) -> str:
    """Commit everything; return the commit."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", message)
    return head(root)


def head(root: Path, name: str = "HEAD") -> str:
    """Return the commit that a name means."""
    return git(root, "rev-parse", name).strip()


def merged(root: Path, number: int, *, approved: bool = True) -> Path:
    """Merge what is changed as a pull request by lin that qin reviewed; return its evidence."""
    base = head(root)
    git(root, "switch", "--quiet", "--create", f"change-{number}")
    top = commit(root, f"Change {number}")
    git(root, "switch", "--quiet", "main")
    git(root, "merge", "--quiet", "--no-ff", "--message", f"Merge {number}", f"change-{number}")
    paths = git(root, "diff", "--name-only", base, top).split()
    facts = {"number": number, "base": base, "head": top, "paths": paths, "merge": head(root)}
    facts["opinion"] = "APPROVED" if approved else "CHANGES_REQUESTED"
    return write_evidence(root.parent / f"evidence-{number}.json", facts)


def write_evidence(file: Path, facts: dict[str, Any], forge: str = "paper") -> Path:
    """Write raw evidence of a forge on paper."""
    answer = Answer(request="/pull", status=200, body=json.dumps(facts))
    raw = RawEvidence(forge=forge, repository="reports", number=facts["number"], answers=(answer,))
    file.write_text(evidence_text(raw))
    return file


def read_paper(raw: RawEvidence) -> PullRequest:
    """Return the facts of a pull request on paper: one commit, one review, one merge."""
    facts = json.loads(raw.answers[0].body)
    when = datetime(2014, 1, 3, tzinfo=UTC)
    before = datetime(2014, 1, 1, tzinfo=UTC)
    mail = "lin@example.invalid"
    review = Review(
        id=1,
        account=QIN,
        opinion=Opinion(facts["opinion"]),
        commit=facts["head"],
        submitted=when,
    )
    return PullRequest(
        number=facts["number"],
        author=LIN,
        base_branch="main",
        base=facts["base"],
        head=facts["head"],
        paths=tuple(facts["paths"]),
        commits=(Commit(sha=facts["head"], author=LIN, committer=LIN, emails=(mail, mail)),),
        reviews=(review,),
        opened=when,
        writers=frozenset({LIN.id, QIN.id}),
        merged=Merge(commit=facts["merge"], result="pass", protection=Protection(since=before)),
    )
