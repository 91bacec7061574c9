"""Releases on real evidence: approvals that people signed, and those that a forge tells of."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.approval.evidence import Commit, Merge, Opinion, PullRequest, Review
from generator.approval.evidencefile import evidence_text, read_evidence
from generator.archive.standing import releases
from tests.approval.github.fakeforge import FakeForge, World
from tests.approval.github.served import served
from tests.archive.conftest import issue, reportgen, verify
from tests.archive.issued import LIN, OCTOBER, QIN, Issued, begin, commit, head, make_key
from tests.archive.tampering import RECORDS
from tests.site.plain import Answer, git, replace

PEOPLE = "report_data/people.yml"
WHY = ("--reason", "迟到的单据", "Late cases", "--author", "lin", "--approver", "qin")


@dataclass(frozen=True, slots=True)
class Office:
    """A repository whose people have keys, and no forge."""

    made: Issued

    @property
    def root(self) -> Path:
        return self.made.root

    @property
    def evidence(self) -> Path:
        return self.root.parent / "approvals.json"

    def draft(self, branch: str) -> Answer:
        """Make the edition on a branch of its own and commit it."""
        git(self.root, "switch", "--quiet", "--create", branch)
        answer = reportgen("generate", *OCTOBER.split("/"), "--root", self.root)
        commit(self.root, "Edition")
        return answer

    def sign(self, *options: str, who: str = "qin") -> Answer:
        """Sign the edition as somebody, and commit the file."""
        key = ("--key", self.root.parent / f"{who}-key", "--yes", "--root", self.root)
        answer = reportgen("approve", OCTOBER, *key, *options)
        commit(self.root, "Signed")
        return answer

    def gate(self, *options: object) -> Answer:
        """Ask the gate about what was signed."""
        return reportgen("gate", "--signed", *options, "--root", self.root)

    def merge(self, branch: str) -> Answer:
        """Merge a branch and gather the evidence of it."""
        git(self.root, "switch", "--quiet", "main")
        git(self.root, "merge", "--quiet", "--no-ff", "--message", "Merge", branch)
        return self.gate("--merge", "main", "--save-evidence", self.evidence)

    def release(self) -> Answer:
        """Issue the edition by the clock, by which people sign."""
        evidence = ("--evidence", self.evidence)
        return reportgen("release", OCTOBER, *evidence, "--root", self.root)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = begin(tmp_path)
    key = make_key(tmp_path / "qin-key")
    replace(made.root / PEOPLE, "forge_id: 1002}", f'forge_id: 1002, signing_keys: "{key}"}}')
    commit(made.root, "Keys")
    return Office(made)


def approved(office: Office) -> None:
    """Draft, be sent back, improve, be approved and merged."""
    office.draft("october")
    sent_back = (office.sign("--request-changes").code, office.gate().code)
    text = office.root / "report_data" / "commentary" / f"{OCTOBER}.md"
    text.parent.mkdir(parents=True)
    text.write_text("## summary\n\n本期承诺的原因如下。\n", encoding="utf-8")
    reportgen("generate", *OCTOBER.split("/"), "--root", office.root)
    commit(office.root, "Reasons")
    passed = (office.sign().code, office.gate().code)
    assert (sent_back, passed, office.merge("october").code) == ((0, 1), (0, 0), 0)


def restated(office: Office) -> Answer:
    """Correct a record, answer for it, have the new revision signed, and release it."""
    replace(office.root / RECORDS, '"numerator": 98,', '"numerator": 97,')
    reportgen("restate", OCTOBER, *WHY, "--today", "2014-02-03", "--root", office.root)
    office.draft("correction")
    signed = (office.sign().code, office.gate().code, office.merge("correction").code)
    assert signed == (0, 0, 0)
    return office.release()


def test_a_report_lives_on_signed_approvals_alone_and_verifies_after_its_second_revision(
    office: Office,
) -> None:
    approved(office)

    first = office.release()
    second = restated(office)
    checked = verify(office.made)

    (one, two) = (each.manifest.approvals for each in releases(office.root))
    assert (first.code, second.code, checked) == (0, 0, Answer(code=0, err=checked.err))
    assert "2 releases verified" in checked.err
    assert [(each.pull_request, each.counted[0].person) for each in (one, two)] == [(0, "qin")] * 2


def test_the_evidence_of_a_release_holds_what_was_signed_word_by_word(office: Office) -> None:
    approved(office)
    office.release()

    kept = json.loads(git(office.root, "show", f"evidence/{OCTOBER}/r1:approvals.json"))

    place, *said = kept["answers"]
    names = [f"report_data/approvals/{OCTOBER}/{each}-qin.yml" for each in (1, 2)]
    files = [git(office.root, "show", f"main:{name}") for name in names]
    assert json.loads(place["body"])["merge"] == head(office.root, "main")
    assert [each["request"].split()[1] for each in said] == names
    assert [each["body"] for each in said] == files


def test_evidence_from_before_the_merge_is_not_enough_for_a_release(office: Office) -> None:
    office.draft("october")
    office.sign()
    office.gate("--save-evidence", office.evidence)
    git(office.root, "switch", "--quiet", "main")
    git(office.root, "merge", "--quiet", "--no-ff", "--message", "Merge", "october")

    answer = office.release()

    assert answer.code == 1
    assert "the signed change was merged as nothing; gather the evidence after" in answer.err


def test_a_change_that_was_merged_without_a_merge_commit_is_unverified(office: Office) -> None:
    office.draft("october")
    office.sign()
    git(office.root, "switch", "--quiet", "main")
    git(office.root, "merge", "--quiet", "--ff-only", "october")

    answer = office.gate("--merge", "main")

    assert (answer.code, "has 1 parents" in answer.err) == (4, True)


def forged(file: Path, old: str, new: str) -> None:
    """Change saved evidence, with fingerprints that fit, as somebody would who knows how."""
    raw = read_evidence(file.read_bytes(), "")
    answers = tuple(dataclasses.replace(a, body=a.body.replace(old, new)) for a in raw.answers)
    file.write_text(evidence_text(dataclasses.replace(raw, answers=answers)), encoding="utf-8")


def test_a_merge_on_a_side_branch_is_no_merge_into_the_reports(office: Office) -> None:
    office.draft("october")
    office.sign()
    git(office.root, "switch", "--quiet", "--create", "side", "main")
    git(office.root, "merge", "--quiet", "--no-ff", "--message", "Merge", "october")
    git(office.root, "switch", "--quiet", "main")
    git(office.root, "commit", "--quiet", "--allow-empty", "--message", "Other")
    git(office.root, "merge", "--quiet", "--no-ff", "--message", "Merge", "side")

    answer = office.gate("--merge", "side")

    assert (answer.code, "is not in the line of main (R4)" in answer.out) == (4, True)


def test_evidence_that_names_another_merge_is_unverified(office: Office) -> None:
    approved(office)
    forged(office.evidence, head(office.root, "main"), head(office.root, "main~1"))

    answer = office.release()

    assert answer.code == 1
    assert f"did not bring {head(office.root, 'october')[:10]}" in answer.err


def test_evidence_that_leaves_out_a_statement_is_unverified(office: Office) -> None:
    approved(office)
    raw = read_evidence(office.evidence.read_bytes(), "")
    fewer = tuple(each for each in raw.answers if "1-qin" not in each.request)
    text = evidence_text(dataclasses.replace(raw, answers=fewer))
    office.evidence.write_text(text, encoding="utf-8")

    answer = office.release()

    assert answer.code == 1
    assert "the evidence holds other statements than the branch (R14)" in answer.err


def test_an_edition_that_nobody_signed_is_not_issued(office: Office) -> None:
    office.draft("october")
    answer = office.merge("october")

    refused = office.release()

    assert (answer.code, refused.code) == (1, 1)
    assert "the signed change is not-yet: " in refused.err


def world_of(root: Path, top: str, base: str) -> World:
    """Return a forge that knows of a merged pull request by lin that qin approved."""
    mail, when = "lin@example.invalid", datetime(2014, 1, 3, 9, tzinfo=UTC)
    facts = PullRequest(
        number=7, author=LIN, base_branch="main", base=base, head=top, opened=when,
        paths=tuple(git(root, "diff", "--name-only", base, top).split()),
        commits=(Commit(sha=top, author=LIN, committer=LIN, emails=(mail, mail)),),
        reviews=(Review(id=1, account=QIN, opinion=Opinion.APPROVED, commit=top, submitted=when),),
        merged=Merge(commit=head(root), result="pass"),
    )  # fmt: skip
    push = {"before_sha": base, "after_sha": head(root), "result": "pass"}
    return World(facts, suites=[push | {"evaluation_result": "pass"}])


@pytest.fixture
def asked(tmp_path: Path) -> tuple[Issued, Path]:
    """Return a repository whose edition was merged on a forge, and what the gate saved of it."""
    made, file = begin(tmp_path), tmp_path / "7.json"
    base = head(made.root)
    git(made.root, "switch", "--quiet", "--create", "october")
    reportgen("generate", *OCTOBER.split("/"), "--root", made.root)
    top = commit(made.root, "Edition")
    git(made.root, "switch", "--quiet", "main")
    git(made.root, "merge", "--quiet", "--no-ff", "--message", "Merge 7", "october")
    forge = FakeForge(world_of(made.root, top, base), per_page=1)
    with served(forge) as here, pytest.MonkeyPatch.context() as patch:
        patch.setenv("GITHUB_API_URL", here)
        patch.setenv("GITHUB_TOKEN", "t0ken")
        where = ("--repository", "example/reports", "--root", made.root)
        answer = reportgen("gate", "7", *where, "--save-evidence", file)
    assert answer.code == 0, answer
    return made, file


def test_what_the_gate_saved_of_a_forge_carries_a_release_that_verifies_without_the_forge(
    asked: tuple[Issued, Path],
) -> None:
    made, file = asked

    answer = issue(made, OCTOBER, file)
    checked = verify(made)

    (release,) = releases(made.root)
    approvals = release.manifest.approvals
    assert (answer.code, checked.code, checked.out) == (0, 0, ""), (answer, checked)
    assert (approvals.pull_request, [each.person for each in approvals.counted]) == (7, ["qin"])


def test_a_forged_answer_of_the_forge_is_found(asked: tuple[Issued, Path]) -> None:
    made, file = asked
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("APPROVED", "COMMENTED"), encoding="utf-8")

    answer = issue(made, OCTOBER, file)

    assert (answer.code, "was changed after it came" in answer.err) == (4, True)


def signed_beside(office: Office) -> None:
    """Sign as qin on a side branch that has another key of qin's, and leave no trace in main."""
    root = office.root
    people = (root / PEOPLE).read_text(encoding="utf-8")
    own = (root.parent / "qin-key.pub").read_text().strip()
    git(root, "switch", "--quiet", "--create", "side")
    (root / PEOPLE).write_text(people.replace(own, make_key(root.parent / "eve-key")))
    commit(root, "Another key")
    office.draft("inner")
    assert office.sign("--base", "side", who="eve").code == 0
    git(root, "switch", "--quiet", "side")
    git(root, "merge", "--quiet", "--no-ff", "--message", "Inner", "inner")
    inner = head(root)
    (root / PEOPLE).write_text(people, encoding="utf-8")
    git(root, "rm", "--quiet", "-r", "report_data/approvals")
    commit(root, "As before")
    git(root, "switch", "--quiet", "main")
    git(root, "merge", "--quiet", "--no-ff", "--message", "Merge", "side")
    place = ("--merge", inner, "--base", "side", "--save-evidence", office.evidence)
    assert office.gate(*place).code == 0


def test_approvals_that_were_signed_beside_the_main_branch_release_nothing(
    office: Office,
) -> None:
    signed_beside(office)

    answer = office.release()

    assert (answer.code, releases(office.root)) == (1, ())
    assert "gather the evidence after the merge" in answer.err


def test_evidence_names_a_branch_and_no_other_commit(office: Office) -> None:
    signed_beside(office)
    forged(office.evidence, '"side"', '"main^2"')

    answer = office.release()

    assert (answer.code, "names no branch: 'main^2'" in answer.err) == (4, True), answer
