"""A repository without a forge: people with keys, and what they do on a branch."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from generator import sshkeygen
from tests.site.plain import copy_plain, git, plain_pages, replace

EDITION = "monthly/2013-10"
PAGE = f"docs/reports/{EDITION}.md"
SIGNED = f"report_data/approvals/{EDITION}"
PEOPLE = ("lin", "he", "qin", "wu")
CHAINS = """\
others: two
chains:
  - chain: two
    name: {zh: 两级审批, en: Two stages}
    stages:
      - {stage: confirm, name: {zh: 确认, en: Confirmed}, by: confirmer}
      - {stage: review, name: {zh: 审核, en: Reviewed}, by: leader}
"""
ROLES = """\
roles:
  - {id: manager, name: {zh: 服务经理, en: Service manager}}
  - {id: confirmer, name: {zh: 确认人, en: Confirmer}}
  - {id: leader, name: {zh: 领导, en: Leader}}
people:
"""
PERSON = "  - {{id: {id}, name: {id}, roles: {role}, email: {email}, signing_keys: {key}}}\n"
ROLE_OF = {"lin": "manager", "he": "confirmer", "qin": "leader", "wu": "[confirmer, leader]"}


def make_keys(folder: Path) -> Path:
    """Make a key for everybody, and one for nobody."""
    folder.mkdir(parents=True)
    for who in (*PEOPLE, "stranger"):
        words = ("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", who, "-f", folder / who)
        subprocess.run(words, check=True)
    return folder


@dataclass(frozen=True, slots=True)
class Branch:
    """The branch `october`, on which people commit and sign."""

    root: Path
    keys: Path

    @classmethod
    def begin(cls, root: Path, keys: Path) -> Branch:
        """Commit people and keys to main, and the edition to a branch."""
        copy_plain(root)
        branch = cls(root, keys)
        (root / "report_data/chains.yml").write_text(CHAINS, encoding="utf-8")
        (root / "report_data/people.yml").write_text(ROLES + branch._people(), encoding="utf-8")
        replace(root / "report_data/catalogue/monthly.yml", "chain: simple", "chain: two")
        for name in plain_pages():
            (root / name).unlink()
        git(root, "init", "--quiet", "--initial-branch=main")
        branch.commit("lin")
        git(root, "switch", "--quiet", "--create", "october")
        branch.write_edition()
        branch.commit("lin")
        return branch

    def _people(self) -> str:
        return "".join(
            PERSON.format(
                id=who,
                role=ROLE_OF[who],
                email=f"{who}@example.org",
                key=sshkeygen.public_key(self.keys / who),
            )
            for who in PEOPLE
        )

    def write_edition(self, name: str = EDITION) -> None:
        """Write page and figures of an edition, as they were made of the golden case."""
        for suffix in ("md", "json"):
            file = f"docs/reports/{EDITION}.{suffix}"
            place = self.root / f"docs/reports/{name}.{suffix}"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(plain_pages()[file])

    def commit(self, who: str) -> None:
        """Commit everything as somebody."""
        git(self.root, "add", "--all")
        author = f"--author={who} <{who}@example.org>"
        mail = ("-c", f"user.email={who}@example.org", "-c", f"user.name={who}")
        environment = {"GIT_COMMITTER_EMAIL": f"{who}@example.org", "GIT_COMMITTER_NAME": who}
        words = ["git", *mail, "commit", "--quiet", "--allow-empty", "--message", "x", author]
        kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        subprocess.run(words, cwd=self.root, env=kept | environment, check=True)

    def edit(self, old: str, new: str, file: str = PAGE) -> None:
        """Edit a file as somebody would who wants to deceive."""
        replace(self.root / file, old, new)
