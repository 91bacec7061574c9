from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.plain import RECORDS, Answer, Reportgen, commit_all, git, replace, tree

TEXT = "report_data/commentary/monthly/2013-10.md"
FIGURE = "incident.in-target @ web"
DRAFTED = f"""\
## summary

待补：本期概述：承诺兑现得怎样，和上期有什么不同，需要读者决定什么。

## sla

待补：条款 1.2 为 {{{{ {FIGURE} }}}}，未达到 {{{{ {FIGURE} target }}}} 的原因。

待补：针对条款 1.2 的措施编号；措施登记在 report_data/actions/school.yml。
"""


@pytest.fixture
def missed(school: Path) -> Path:
    """Return a repository in which one promise of October was missed and nobody says why."""
    replace(school / RECORDS, '"numerator": 46', '"numerator": 44')
    replace(school / "report_data/agreements/school-sla.yml", '"> 95 %"', '"> 90 %"')
    (school / ".gitignore").write_text(".cache/\n", encoding="utf-8")
    commit_all(school)
    git(school, "config", "user.name", "Lin")
    git(school, "config", "user.email", "lin@example.invalid")
    return school


def test_an_edition_begins_with_what_its_author_has_to_write(
    missed: Path, reportgen: Reportgen
) -> None:
    reportgen("draft", "2013-10")

    assert (missed / TEXT).read_text(encoding="utf-8") == DRAFTED


@pytest.mark.usefixtures("missed")
def test_it_says_what_was_begun_and_what_is_next(reportgen: Reportgen) -> None:
    answer = reportgen("draft", "--today", "2013-11-04")

    rows = (
        "due         edition          commentary  files written\n"
        "2013-11-07  monthly/2013-10  begun       2\n"
    )
    assert answer == Answer(code=0, out=rows, err=f"Write {TEXT}\n")


def test_the_pages_are_those_of_generate_and_checks_tell_what_is_open(
    missed: Path, reportgen: Reportgen
) -> None:
    reportgen("draft", "2013-10")

    assert reportgen("generate", "monthly", "2013-10", "--check").code == 0
    assert reportgen("check").err.count("(X090 text-to-be-written)") == DRAFTED.count("待补")
    assert "待补：本期概述" in (missed / "docs/reports/monthly/2013-10.md").read_text("utf-8")


@pytest.mark.usefixtures("missed")
def test_what_was_drafted_is_no_answer_to_a_miss(reportgen: Reportgen) -> None:
    reportgen("draft", "2013-10")

    assert "found no reason and no action" in reportgen("check").err


def test_text_that_is_there_is_never_touched(missed: Path, reportgen: Reportgen) -> None:
    (missed / TEXT).parent.mkdir(parents=True)
    (missed / TEXT).write_text("## summary\n\nMine.\n", encoding="utf-8")

    answer = reportgen("draft", "2013-10")

    assert (missed / TEXT).read_text(encoding="utf-8") == "## summary\n\nMine.\n"
    assert "2013-11-07  monthly/2013-10  there       2" in answer.out


def test_a_branch_gets_one_commit_with_just_the_drafts(missed: Path, reportgen: Reportgen) -> None:
    (missed / "note.txt").write_text("mine", encoding="utf-8")

    answer = reportgen("draft", "2013-10", "--branch", "draft-2013-10")

    names = git(missed, "show", "--name-only", "--format=%s %D", "HEAD").split("\n")
    assert names == [
        "data: 2013-10 HEAD -> draft-2013-10",
        "",
        "docs/reports/monthly/2013-10.json",
        "docs/reports/monthly/2013-10.md",
        TEXT,
        "",
    ]
    assert answer.err.endswith("Committed on draft-2013-10.\n")


def test_drafting_again_on_the_branch_commits_what_changed_alone(
    missed: Path, reportgen: Reportgen
) -> None:
    reportgen("draft", "2013-10", "--branch", "draft-2013-10")
    first = git(missed, "rev-parse", "HEAD")

    reportgen("draft", "2013-10", "--branch", "draft-2013-10")

    assert git(missed, "rev-parse", "HEAD") == first


def test_changes_that_are_not_committed_stay_where_they_are(
    missed: Path, reportgen: Reportgen
) -> None:
    replace(missed / RECORDS, '"numerator": 44', '"numerator": 43')
    before = tree(missed)

    answer = reportgen("draft", "2013-10", "--branch", "draft-2013-10")

    said = "reportgen: commit or put away your changes first; git status lists them\n"
    assert (answer, tree(missed)) == (Answer(code=1, err=said), before)


@pytest.mark.parametrize("branch", ["-x", "--orphan", "a b", "A", "../x", "x" * 101])
@pytest.mark.usefixtures("missed")
def test_a_branch_has_a_plain_name(reportgen: Reportgen, branch: str) -> None:
    answer = reportgen("draft", "2013-10", f"--branch={branch}")

    assert answer == Answer(code=1, err=f"reportgen: no name of a branch: {branch!r}\n")


@pytest.mark.usefixtures("missed")
def test_a_month_without_records_is_wrong_usage(reportgen: Reportgen) -> None:
    answer = reportgen("draft", "2014-05")

    said = "reportgen: no edition ends in 2014-05, or its records are not collected yet\n"
    assert answer == Answer(code=2, err=said)


@pytest.mark.usefixtures("missed")
def test_a_plan_that_drafts_every_day_may_find_nothing_yet(reportgen: Reportgen) -> None:
    answer = reportgen("draft", "--today", "2014-06-02", "--if-any", "--branch", "draft-{month}")

    assert answer == Answer(code=0, err="No edition ends in 2014-05 yet.\n")


def test_the_name_of_a_branch_can_hold_the_month(missed: Path, reportgen: Reportgen) -> None:
    reportgen("draft", "--today", "2013-11-04", "--branch", "draft-{month}")

    assert git(missed, "branch", "--show-current") == "draft-2013-10\n"


@pytest.fixture
def clone(missed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a clone whose origin has a branch of drafts, and a newer main."""
    git(missed, "switch", "--quiet", "--create", "draft-2013-10")
    (missed / TEXT).parent.mkdir(parents=True)
    (missed / TEXT).write_text("## summary\n\nMine.\n", encoding="utf-8")
    git(missed, "add", "--all")
    git(missed, "commit", "--quiet", "--message", "Text")
    git(missed, "switch", "--quiet", "main")
    replace(missed / RECORDS, '"numerator": 44', '"numerator": 43')
    git(missed, "commit", "--quiet", "--all", "--message", "Late export")
    git(tmp_path, "clone", "--quiet", str(missed), "clone")
    monkeypatch.chdir(tmp_path / "clone")
    git(tmp_path / "clone", "config", "user.name", "Lin")
    git(tmp_path / "clone", "config", "user.email", "lin@example.invalid")
    return tmp_path / "clone"


def test_a_branch_that_only_origin_has_goes_on_with_what_is_new_here(
    clone: Path, reportgen: Reportgen
) -> None:
    answer = reportgen("draft", "2013-10", "--branch", "draft-2013-10")

    assert answer.code == 0
    assert (clone / TEXT).read_text(encoding="utf-8") == "## summary\n\nMine.\n"
    assert '"numerator": 43' in (clone / RECORDS).read_text(encoding="utf-8")


def test_what_both_sides_changed_is_left_to_people(clone: Path, reportgen: Reportgen) -> None:
    (clone / TEXT).parent.mkdir(parents=True)
    (clone / TEXT).write_text("## summary\n\nTheirs.\n", encoding="utf-8")
    git(clone, "add", "--all")
    git(clone, "commit", "--quiet", "--message", "Another text")

    answer = reportgen("draft", "2013-10", "--branch", "draft-2013-10")

    assert (answer.code, git(clone, "status", "--porcelain")) == (1, "")
    assert answer.err.endswith("by hand: this branch changed the same lines\n")


@pytest.mark.usefixtures("missed")
def test_today_is_a_day(reportgen: Reportgen) -> None:
    answer = reportgen("draft", "--today", "soon")

    assert answer == Answer(code=2, err="reportgen: --today 'soon' is no day such as 2013-12-31\n")
