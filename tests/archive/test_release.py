from __future__ import annotations

from pathlib import Path

import pytest

from generator.approval.evidencefile import evidence_text
from generator.approval.forge import RawEvidence
from tests.archive.conftest import issue, reportgen, verify
from tests.archive.issued import NOVEMBER, OCTOBER, Issued, begin, make_key, merged
from tests.site.plain import git, replace, tree


def test_what_was_released_verifies(issued: Issued) -> None:
    answer = verify(issued)

    assert (answer.code, answer.out) == (0, "")


def test_an_edition_is_not_issued_out_of_a_change_of_which_another_part_was_not_approved(
    tmp_path: Path,
) -> None:
    made = begin(tmp_path)
    replace(made.root / "report_data/catalogue/monthly.yml", "说明承诺是否兑现", "说明承诺")
    reportgen("generate", "--root", made.root)

    answer = issue(made, OCTOBER, merged(made.root, 1))

    assert answer.code == 1
    assert "pull request 1 is not-yet: " in answer.err
    assert "all stages are done" not in answer.err
    assert git(made.root, "tag", "--list") == ""


@pytest.mark.parametrize(("name", "code"), [("queries/2014.yml", 0), ("events/fire.yml", 1)])
def test_a_release_waits_for_data_that_are_not_merged_but_for_no_record_of_a_query(
    approved: Issued, tmp_path: Path, name: str, code: int
) -> None:
    made = approved.copy(tmp_path)
    file = made.root / "report_data" / name
    file.parent.mkdir()
    file.write_text("year: 2014\nqueries: []\n")

    answer = issue(made, OCTOBER, approved.root.parent / "evidence-1.json")

    said = f"report_data/{name} is not as it was merged" in answer.err
    assert (answer.code, said) == (code, code == 1)


def test_evidence_that_nobody_here_reads_leaves_a_release_unverified(tmp_path: Path) -> None:
    made = begin(tmp_path)
    raw = RawEvidence(forge="elsewhere", repository="a/b", number=1, answers=())
    file = tmp_path / "evidence.json"
    file.write_text(evidence_text(raw), encoding="utf-8")

    answer = issue(made, OCTOBER, file)

    assert answer.code == 4
    assert "nobody here reads this evidence: its form is 'elsewhere'; known:" in answer.err


def test_a_key_that_does_not_sign_leaves_no_tag_that_looks_signed(
    approved: Issued, tmp_path: Path
) -> None:
    made = approved.copy(tmp_path)
    silent = tmp_path / "ssh-keygen"
    silent.write_text("#!/bin/sh\nexit 255\n")
    silent.chmod(0o755)
    git(made.root, "config", "gpg.ssh.program", str(silent))

    answer = issue(made, OCTOBER, approved.root.parent / "evidence-1.json")

    assert (answer.code, git(made.root, "tag", "--list", "report/*")) == (1, "")


def traces(made: Issued) -> dict[str, object]:
    """Return what releases leave: tags, anchors, notes and copies."""
    names = git(made.root, "for-each-ref", "--format=%(refname) %(objectname)", "refs/tags")
    return {**tree(made.root / "build" / "release"), "": (names, made.anchors.read_bytes())}


def test_a_release_that_is_asked_for_again_changes_nothing(issued: Issued) -> None:
    before = traces(issued)

    answer = reportgen("release", OCTOBER, "--root", issued.root)

    assert (answer.code, traces(issued) == before) == (0, True), answer


@pytest.mark.parametrize(
    ("file", "text", "named"),
    [
        ("shallow", "", "a shallow clone"),
        ("info/grafts", "", "grafted: "),
        ("info/attributes", "*.md export-ignore\n", "attributes: "),
        ("objects/info/alternates", "/elsewhere\n", "borrowed: "),
    ],
)
def test_nothing_is_issued_out_of_a_repository_that_tells_another_story(
    approved: Issued, tmp_path: Path, file: str, text: str, named: str
) -> None:
    made = approved.copy(tmp_path)
    first = git(made.root, "rev-list", "--max-parents=0", "HEAD")
    (made.root / ".git" / file).write_text(text or first)

    answer = issue(made, OCTOBER, approved.root.parent / "evidence-1.json")

    assert (answer.code, named in answer.err) == (1, True), answer
    assert git(made.root, "tag", "--list") == ""


def test_a_clock_that_is_behind_the_last_release_issues_nothing(
    approved: Issued, tmp_path: Path
) -> None:
    made = approved.copy(tmp_path)
    assert issue(made, OCTOBER, approved.root.parent / "evidence-1.json").code == 0
    assert reportgen("generate", *NOVEMBER.split("/"), "--root", made.root).code == 0

    answer = issue(made, NOVEMBER, merged(made.root, 2), "--at", "2014-01-09T09:00:00Z")

    said = "the clock says 2014-01-09T09:00:00+00:00, before the last release"
    assert (answer.code, said in answer.err) == (1, True), answer
    assert f"report/{NOVEMBER}/r1" not in git(made.root, "tag", "--list")


# t92
@pytest.mark.parametrize(
    ("key", "mail", "said"),
    [
        ("other", "lin@example.invalid", "(V05)"),
        ("lin-key", "lin@home.invalid", "(V06): the tagger lin@home.invalid is in no line"),
    ],
)
def test_a_release_signed_by_nobody_whom_the_people_file_knows_leaves_nothing(
    approved: Issued, tmp_path: Path, key: str, mail: str, said: str
) -> None:
    made = approved.copy(tmp_path)
    make_key(tmp_path / "other")
    git(made.root, "config", "user.email", mail)

    evidence = approved.root.parent / "evidence-1.json"
    answer = issue(made, OCTOBER, evidence, "--key", tmp_path / key)

    assert (answer.code, said in answer.err) == (1, True), answer
    assert (git(made.root, "tag", "--list"), made.anchors.exists()) == ("", False)
    git(made.root, "config", "user.email", "lin@example.invalid")
    assert issue(made, OCTOBER, evidence).code == 0


def test_a_release_without_a_key_says_that_it_is_not_signed(
    approved: Issued, tmp_path: Path
) -> None:
    made = approved.copy(tmp_path)
    git(made.root, "config", "--unset", "user.signingKey")

    answer = issue(made, OCTOBER, approved.root.parent / "evidence-1.json")

    assert (answer.code, answer.err.count("It is NOT signed")) == (0, 1), answer


@pytest.mark.parametrize(
    ("at", "code", "said"),
    [
        ("2099-01-10T09:00:00Z", 2, "--at 2099-01-10T09:00:00Z has not come"),
        ("2013-10-31T09:59:59Z", 1, "is before the end of the period 2013-10"),
        ("2014-01-02T23:00:00Z", 1, "is before the last review that counts, 2014-01-03 00:00 UTC"),
    ],
)
def test_a_time_of_issue_that_cannot_be_true_issues_nothing(
    approved: Issued, tmp_path: Path, at: str, code: int, said: str
) -> None:
    made = approved.copy(tmp_path)

    answer = issue(made, OCTOBER, approved.root.parent / "evidence-1.json", "--at", at)

    assert (answer.code, said in answer.err) == (code, True), answer
    assert git(made.root, "tag", "--list") == ""


# t95
def test_comments_and_folders_in_the_place_of_gits_files_change_nothing(issued: Issued) -> None:
    info = issued.root / ".git" / "info"
    info.mkdir(exist_ok=True)
    (info / "attributes").write_text("# no attributes of ours\n\n")
    (info / "grafts").mkdir()

    assert (verify(issued).code, verify(issued).out) == (0, "")
