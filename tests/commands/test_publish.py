from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.site.plain import RECORDS, Answer, Reportgen, commit_all, git, replace

BRANCH = "site/school"


@pytest.fixture
def repository(school: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the workspace as a repository with a remote one."""
    commit_all(school)
    git(school, "config", "user.name", "Lin")
    git(school, "config", "user.email", "lin@example.invalid")
    git(school, "init", "--quiet", "--bare", str(school.parent / "origin.git"))
    git(school, "remote", "add", "origin", str(school.parent / "origin.git"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    return school


def published(root: Path, branch: str = BRANCH) -> dict[str, str]:
    """Return file -> fingerprint of everything in a branch."""
    listed = git(root, "ls-tree", "-r", "-z", branch).split("\0")
    entries = (line.split("\t") for line in listed if line)
    return {name: facts.split()[2] for facts, name in entries}


@pytest.mark.slow
def test_every_month_goes_to_the_branch_of_its_audience(
    repository: Path, reportgen: Reportgen
) -> None:
    answer = reportgen("publish", "school")

    tops = {name.partition("/")[0] for name in published(repository)}
    versions = json.loads(git(repository, "show", f"{BRANCH}:versions.json"))
    assert answer == Answer(code=0, err=f"2 months of school in the branch {BRANCH}.\n")
    assert tops == {
        ".nojekyll",
        "2013-10",
        "2013-11",
        "index.html",
        "latest",
        "versions.json",
    }
    assert [(item["version"], item["aliases"]) for item in versions] == [
        ("2013-11", ["latest"]),
        ("2013-10", []),
    ]
    assert git(repository, "branch", "--format=%(refname:short)").split() == ["main", BRANCH]


@pytest.mark.slow
def test_no_hook_of_the_repository_runs(repository: Path, reportgen: Reportgen) -> None:
    hook = repository / ".git" / "hooks" / "reference-transaction"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ntouch {repository / 'ran'}\n")
    hook.chmod(0o755)

    answer = reportgen("publish", "school", "--version", "2013-10")

    assert (answer.code, (repository / "ran").exists()) == (0, False)


@pytest.mark.slow
def test_publishing_one_month_again_leaves_the_others_as_they_are(
    repository: Path, reportgen: Reportgen
) -> None:
    reportgen("publish", "school", "--push")
    before = published(repository)
    replace(repository / RECORDS.replace("10.yml", "11.yml"), '"rows": 40', '"rows": 41')
    reportgen("generate")
    git(repository, "commit", "--quiet", "--all", "--message", "November again")

    answer = reportgen("publish", "school", "--version", "2013-11", "--push")

    after = published(repository)
    changed = {name.partition("/")[0] for name in after if after[name] != before.get(name)}
    assert (answer.code, changed) == (0, {"2013-11"})
    assert published(repository.parent / "origin.git") == after


@pytest.mark.slow
def test_what_is_published_is_what_is_built(repository: Path, reportgen: Reportgen) -> None:
    reportgen("publish", "school", "--version", "2013-10")
    reportgen("build", "--audience", "school", "--version", "2013-10")

    built = (repository / "build/site/school/2013-10/index.html").read_text(encoding="utf-8")

    assert git(repository, "show", f"{BRANCH}:2013-10/index.html") == built


def test_records_that_are_not_committed_are_not_published(
    repository: Path, reportgen: Reportgen
) -> None:
    replace(repository / RECORDS, '"rows": 40', '"rows": 41')
    reportgen("generate")

    answer = reportgen("publish", "school")

    names = (f"docs/reports/monthly/2013-10.{kind}" for kind in ("json", "md"))
    listed = "".join(f"\n  {name}" for name in (*names, RECORDS))
    sentence = "commit first, so that the commit tells what is published:"
    assert answer == Answer(code=1, err=f"reportgen: {sentence}{listed}\n")


def test_another_engine_in_the_place_of_mkdocs_publishes_nothing(
    repository: Path, reportgen: Reportgen, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    engine = tmp_path / "properdocs-1.0.dist-info"
    engine.mkdir()
    (engine / "METADATA").write_text("Name: properdocs\nVersion: 1.0\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))

    answer = reportgen("publish", "school", "--version", "2013-10")

    said = "reportgen: mike would build with properdocs; remove it from this environment\n"
    assert answer == Answer(code=1, err=said)
    assert git(repository, "branch", "--list", BRANCH) == ""


def test_outside_a_repository_publishing_fails_in_the_words_of_the_tool(
    school: Path, reportgen: Reportgen
) -> None:
    answer = reportgen("publish", "school", "--version", "2013-10")

    assert answer.code == 1
    assert answer.err.startswith("reportgen: git ls-tree: fatal: not a git repository")
    assert not (school / "build").exists()


@pytest.mark.parametrize(
    ("arguments", "named"),
    [(("nobody",), "nobody "), (("school", "--version", "2013-12"), "school 2013-12")],
)
@pytest.mark.usefixtures("school")
def test_only_what_exists_can_be_published(
    reportgen: Reportgen, arguments: tuple[str, ...], named: str
) -> None:
    answer = reportgen("publish", *arguments)

    known = "internal 2013-11, internal 2013-10, school 2013-11, school 2013-10"
    said = f"reportgen: nothing to publish for {named}; there is: {known}\n"
    assert answer == Answer(code=2, err=said)
