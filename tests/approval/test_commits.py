from __future__ import annotations

from pathlib import Path

import pytest

from generator.approval.commits import contents_at, contents_of, mandates_at
from generator.approval.paths import Touched, touched
from generator.approval.signed import signed_change
from generator.errors import ToolError
from generator.git import commits_between, is_ancestor, merge_base
from tests.approval.branches import EDITION, PAGE, Branch
from tests.site.plain import git

CHANGED = Touched(editions=(EDITION,), others=("README.md",))


def head(branch: Branch, name: str = "HEAD") -> str:
    """Return the id of a commit."""
    return git(branch.root, "rev-parse", name).strip()


def test_an_edition_is_the_same_content_in_two_commits_that_leave_it_alone(branch: Branch) -> None:
    first = head(branch)
    (branch.root / "README.md").write_text("Read me.\n")
    branch.commit("lin")
    second = head(branch)

    held = contents_at(branch.root, (first, second), CHANGED)

    assert held[first][EDITION] == held[second][EDITION]
    assert held[first][""] != held[second][""]


def test_a_commit_that_is_not_here_is_left_out(branch: Branch) -> None:
    assert contents_at(branch.root, ("0" * 40, "no name"), CHANGED) == {}


def test_an_edition_with_a_link_for_a_page_is_not_there(branch: Branch) -> None:
    (branch.root / PAGE).unlink()
    (branch.root / PAGE).symlink_to("/etc/hostname")
    branch.commit("lin")

    held = contents_at(branch.root, (head(branch),), CHANGED)

    assert set(held[head(branch)]) == {""}


def test_an_edition_whose_page_has_other_sections_than_its_figures_is_not_there(
    branch: Branch,
) -> None:
    branch.edit("## 摘要\n", "## 摘要\n\n## 假章节\n")
    branch.commit("lin")

    held = contents_at(branch.root, (head(branch),), CHANGED)

    assert set(held[head(branch)]) == {""}


def test_a_page_that_git_lists_and_cannot_give_is_not_taken_for_a_page_that_is_not_there(
    branch: Branch,
) -> None:
    blob = git(branch.root, "rev-parse", f"HEAD:{PAGE}").strip()
    (branch.root / ".git" / "objects" / blob[:2] / blob[2:]).unlink()

    with pytest.raises(ToolError, match=blob):
        contents_at(branch.root, (head(branch),), CHANGED)


def test_head_and_reviewed_commits_are_read(branch: Branch) -> None:
    base = head(branch, "main")
    known = mandates_at(branch.root, base)
    facts = signed_change(branch.root, base, head(branch), "main", known)

    assert set(contents_of(branch.root, facts, known)) == {head(branch)}


def test_mandates_are_those_of_the_commit_and_not_of_the_folder(branch: Branch) -> None:
    Path("report_data/people.yml").write_text("people: []\n")

    known = mandates_at(branch.root, head(branch, "main"))

    assert [person.id for person in known.people] == ["lin", "he", "qin", "wu"]


def test_the_log_tells_addresses_and_co_authors_and_the_oldest_first(branch: Branch) -> None:
    main = head(branch, "main")
    message = "Text\n\nCo-authored-by: Wu <wu@example.org>\nCo-authored-by: He <he@example.org>"
    git(branch.root, "commit", "--quiet", "--allow-empty", "--message", message)

    first, second = commits_between(branch.root, main, head(branch))

    assert (first.parent, first.author, first.co_authors) == (main, "lin@example.org", ())
    assert (second.parent, second.committer) == (first.sha, "lin@example.invalid")
    assert second.co_authors == ("wu@example.org", "he@example.org")


def test_a_commit_is_part_of_the_history_of_later_ones_alone(branch: Branch) -> None:
    main, tip = head(branch, "main"), head(branch)

    assert merge_base(branch.root, main, tip) == main
    assert (is_ancestor(branch.root, main, tip), is_ancestor(branch.root, tip, main)) == (
        True,
        False,
    )
    assert not is_ancestor(branch.root, "0" * 40, tip)


def test_a_history_of_something_unknown_is_an_error(branch: Branch) -> None:
    with pytest.raises(ToolError):
        commits_between(branch.root, "0" * 40, head(branch))


@pytest.mark.parametrize(
    ("path", "is_edition"),
    [
        ("docs/reports/monthly/2013-10.md", True),
        ("docs/reports/monthly/2013-Q4.json", True),
        ("docs/reports/monthly/2016-04-01..2017-04-01.md", True),
        ("docs/reports/monthly/2013-10.md.json", False),
        ("docs/reports/monthly/2013-10.html", False),
        ("docs/reports/monthly/a/2013-10.md", False),
        ("docs/reports/2013-10.md", False),
        ("docs/reports/monthly/../2013-10.md", False),
        ("report_data/docs/reports/monthly/2013-10.md", False),
        ("docs/reports/monthly/2013-10.md\n", False),
    ],
)
def test_only_pages_and_figures_in_their_place_are_editions(path: str, *, is_edition: bool) -> None:
    found = touched([path], {"monthly": "school"}.get)

    assert bool(found.editions) == is_edition
    assert bool(found.others) != is_edition


@pytest.mark.parametrize(
    ("path", "is_input"),
    [
        ("report_data/records/school/2013-10.yml", True),
        ("report_data/records/bank/2013-10.yml", False),
        ("report_data/commentary/monthly/2013-10.md", True),
        ("report_data/commentary/monthly/2013-11.md", False),
        ("report_data/revisions/monthly/2013-10.yml", True),
        ("report_data/revisions/monthly/2013-09.yml", False),
        ("report_data/approvals/monthly/2013-10/1-he.yml", True),
        ("report_data/approvals/monthly/2013-09/1-he.yml", False),
        ("report_data/actions/school.yml", True),
        ("report_data/events/fire.yml", True),
        ("report_data/people.yml", False),
        ("report_data/chains.yml", False),
        ("report_data/catalogue/monthly.yml", False),
        ("report_data/metrics/incident.yml", False),
        ("generator/cli.py", False),
        (".github/workflows/gate.yml", False),
    ],
)
def test_only_what_an_edition_is_made_of_rides_along_with_it(path: str, *, is_input: bool) -> None:
    edition = "docs/reports/monthly/2013-10.md"
    found = touched([edition, path], {"monthly": "school"}.get)

    assert found == Touched(editions=(EDITION,), others=() if is_input else (path,))
