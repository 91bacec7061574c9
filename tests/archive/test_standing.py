"""What depends on releases takes those that stand, and names every other tag."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.archive.conftest import issue, reportgen
from tests.archive.issued import NEXT_TAG, NOVEMBER, OCTOBER, TAG, Issued, head, write_evidence
from tests.archive.tampering import PAGE, forge, forge_no_release, manifest_of, raw_tag, sign
from tests.site.plain import git, replace

UNSIGNED = ("--annotate", "--no-sign")
OTHER = "report/zzz/2013-12/r1"
LATER = f"report/{NOVEMBER}/r2"


def malformed(made: Issued, tag: str = OTHER) -> None:
    """Push a tag without a signature that is no release."""
    edition = tag.removeprefix("report/").rpartition("/")[0]
    forge_no_release(made, NEXT_TAG, *UNSIGNED, under=tag, tag=tag, edition=edition)


def never_merged(made: Issued) -> None:
    """Push a second revision of November whose page the main branch never had."""
    page = f"docs/reports/{NOVEMBER}.md"
    git(made.root, "switch", "--quiet", "--create", "aside")
    replace(made.root / page, "月度服务报告", "年度服务报告")
    git(made.root, "commit", "--quiet", "--all", "--message", "Forged")
    new = head(made.root)
    git(made.root, "switch", "--quiet", "main")
    tree = head(made.root, f"{new}^{{tree}}")
    forge(made, NEXT_TAG, under=LATER, tag=LATER, revision=2, commit=new, tree=tree)


def test_a_malformed_tag_takes_the_frost_off_no_issued_page(issued: Issued) -> None:
    malformed(issued)
    replace(issued.root / PAGE, "月度服务报告", "年度服务报告")

    answer = reportgen("check", "--root", issued.root)

    assert answer.code == 1
    assert f"unverified: {OTHER}: it cannot be read as a release" in answer.err
    assert f"{PAGE}: expected the file that {TAG} issued, found another one" in answer.err


def test_a_check_that_met_a_tag_which_does_not_stand_is_not_fine(issued: Issued) -> None:
    malformed(issued)

    answer = reportgen("check", "--root", issued.root)

    assert (answer.code, "no problem" in answer.err) == (4, True)


def test_nothing_is_written_for_an_edition_with_a_tag_that_does_not_stand(issued: Issued) -> None:
    malformed(issued, "report/monthly/2013-10/r2")
    replace(issued.root / PAGE, "月度服务报告", "年度服务报告")
    before = (issued.root / PAGE).read_bytes()

    mine = reportgen("generate", *OCTOBER.split("/"), "--root", issued.root)
    other = reportgen("generate", *NOVEMBER.split("/"), "--root", issued.root)

    assert (mine.code, other.code) == (4, 0)
    assert (issued.root / PAGE).read_bytes() == before


def test_a_tag_writes_no_file_but_page_and_figures_of_its_edition(issued: Issued) -> None:
    facts = {"mode": "100644", "sha256": "0" * 64}
    outputs = {"../PWN.md": facts, "hooks/evil.json": facts}
    forge_no_release(issued, NEXT_TAG, *UNSIGNED, outputs=outputs)

    answer = reportgen("generate", "--root", issued.root)

    assert answer.code == 4
    assert not (issued.root.parent / "PWN.md").exists()
    assert not (issued.root / "hooks" / "evil.json").exists()


COMMANDS = {
    "build": ("build", "--audience", "school", "--version", "2013-11"),
    "publish": ("publish", "school", "--version", "2013-11"),
    "register": ("register", "--today", "2014-02-01"),
    "retention": ("retention", "due", "--today", "2014-02-01"),
    "restate": ("restate", NOVEMBER),
    "check": ("check",),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_revision_that_was_never_merged_is_named_and_stops_what_depends_on_it(
    issued: Issued, name: str
) -> None:
    never_merged(issued)

    answer = reportgen(*COMMANDS[name], "--root", issued.root)

    assert answer.code == 4, answer
    assert f"{LATER}: its commit " in answer.err
    assert git(issued.root, "branch", "--list", "site/*") == ""


def test_a_tag_whose_files_are_not_those_of_its_commit_does_not_stand(issued: Issued) -> None:
    outputs = manifest_of(issued)["outputs"]
    forge(issued, outputs={**outputs, PAGE: outputs[PAGE] | {"sha256": "0" * 64}})

    answer = reportgen("register", "--today", "2014-02-01", "--root", issued.root)

    assert answer.code == 4
    assert f"{TAG}: {PAGE} of its commit is not the file that it names" in answer.err


def test_releases_stand_on_the_main_branch_of_the_place_that_was_cloned(
    issued: Issued, tmp_path: Path
) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(issued.root), str(clone))
    git(clone, "switch", "--quiet", "--detach")
    git(clone, "branch", "--quiet", "--delete", "--force", "main")

    answer = reportgen("check", "--root", clone)

    assert (answer.code, "unverified" in answer.err) == (0, False), answer


def stopped(made: Issued) -> None:
    """Leave of the release of November what a run leaves that was stopped after the tag."""
    lines = made.anchors.read_text().splitlines(keepends=True)
    made.anchors.write_text("".join(lines[:-1]))


def test_a_release_that_was_stopped_is_completed(issued: Issued) -> None:
    before = issued.anchors.read_text()
    stopped(issued)

    answer = reportgen("release", NOVEMBER, "--root", issued.root)

    assert (answer.code, issued.anchors.read_text()) == (0, before), answer


def test_a_tag_without_a_signature_is_not_completed(issued: Issued) -> None:
    stopped(issued)
    mine = raw_tag(issued, NEXT_TAG).decode()
    _, _, message = mine.partition("\n\n")
    text = message.partition("-----BEGIN SSH")[0]
    at = 1389430800
    sign(issued, NEXT_TAG, manifest_of(issued, NEXT_TAG)["commit"], text, *UNSIGNED, at=at)

    refused(issued, "V04 the tag is not signed", 4)


def test_a_tag_of_a_change_that_nobody_approved_is_not_completed(issued: Issued) -> None:
    stopped(issued)
    approvals = manifest_of(issued, NEXT_TAG)["approvals"]
    approvals["counted"][0]["person"] = "cai"
    forge(issued, NEXT_TAG, approvals=approvals)

    refused(issued, "V60 the evidence gives another decision", 1)


def test_a_tag_whose_manifest_says_not_yet_is_not_completed(issued: Issued) -> None:
    stopped(issued)
    approvals = manifest_of(issued, NEXT_TAG)["approvals"] | {"outcome": "not-yet", "counted": []}
    forge(issued, NEXT_TAG, approvals=approvals)

    refused(issued, "its manifest says not-yet", 4)


def refused(made: Issued, why: str, code: int) -> None:
    """Release November, which must be refused without a trace."""
    anchors = made.anchors.read_text()

    answer = reportgen("release", NOVEMBER, "--root", made.root)

    assert (answer.code, why in answer.err) == (code, True), answer
    assert made.anchors.read_text() == anchors


def test_a_release_is_not_completed_with_other_evidence(issued: Issued, two_issued: Issued) -> None:
    kept = (two_issued.root.parent / "evidence-2.json").read_text()
    facts = json.loads(json.loads(kept)["answers"][0]["body"]) | {"opinion": "CHANGES_REQUESTED"}
    other = write_evidence(issued.root.parent / "other.json", facts)

    answer = issue(issued, NOVEMBER, other)

    assert (answer.code, "was issued on other evidence than" in answer.err) == (1, True)


def test_nothing_follows_a_tag_of_the_same_report_that_does_not_stand(issued: Issued) -> None:
    stopped(issued)
    malformed(issued, "report/monthly/2013-12/r1")

    refused(issued, "report/monthly/2013-12/r1: it cannot be read as a release", 4)
