"""What every workflow must keep, whatever it is for."""

from __future__ import annotations

import re

import pytest

from tests.workflows.files import FOLDER, ROOT, Json, Workflow, lines, workflow, workflows

PIN = re.compile(r"^\s+uses: [\w-]+/[\w-]+@[0-9a-f]{40}  # v\d+\.\d+\.\d+$")
ONE_LINE = re.compile(r"(?:make [a-z-]+|\.venv/bin/reportgen [a-z]+(?: [^;&|`]*)?)")  # fmt: skip
OF_A_CHANGE = {"pull_request", "pull_request_review"}
# Events that run a stranger's change with the rights of the repository.
DANGEROUS = {"pull_request_target", "workflow_run", "issue_comment"}
JUDGES = ("check", "compare", "gate")


def ids(each: Workflow) -> str:
    return each.name


every = pytest.mark.parametrize("each", workflows(), ids=ids)


def test_these_are_the_workflows() -> None:
    names = ["check", "ci", "compare", "gate", "publish", "release", "schedule", "watch"]

    assert [each.name for each in workflows()] == names
    assert [path.suffix for path in FOLDER.iterdir()] == [".yml"] * len(names)


@every
def test_a_workflow_has_no_right_that_a_job_does_not_ask_for(each: Workflow) -> None:
    assert each.content["permissions"] == {}
    assert [name for name, job in each.jobs.items() if not job["permissions"]] == []


@every
def test_a_job_ends_and_runs_of_the_same_thing_do_not_overtake_each_other(each: Workflow) -> None:
    assert [job for job in each.jobs.values() if not 0 < job["timeout-minutes"] <= 60] == []
    assert set(each.content["concurrency"]) == {"group", "cancel-in-progress"}


@every
def test_an_action_is_pinned_by_its_commit_with_its_version_beside_it(each: Workflow) -> None:
    used = [line for line in each.text.splitlines() if line.lstrip().startswith("uses:")]

    assert used
    assert [line for line in used if not PIN.match(line)] == []


def test_a_commit_of_an_action_has_one_version_everywhere() -> None:
    text = "".join(each.text for each in workflows())
    pins = set(re.findall(r"uses: (\S+)@([0-9a-f]{40})  # (\S+)", text))

    assert len(pins) == len({name for name, _, _ in pins})


@every
def test_no_token_stays_in_a_checkout(each: Workflow) -> None:
    kept = [
        step.get("with", {}).get("persist-credentials")
        for step in each.steps()
        if step.get("uses", "").startswith("actions/checkout@")
    ]

    assert set(kept) == {False}


@every
def test_nothing_of_an_event_stands_in_a_line_that_is_run(each: Workflow) -> None:
    assert [step["run"] for step in each.steps() if "${{" in step.get("run", "")] == []


@pytest.mark.parametrize("line", lines())
def test_a_step_is_one_line_that_calls_make_or_reportgen(line: str) -> None:
    head, _, target = line.partition(" >")

    assert ONE_LINE.fullmatch(head), line
    assert re.fullmatch(r'>? ?(?:"\$GITHUB_STEP_SUMMARY"|[a-z]+\.md)?', target), line


@every
def test_python_takes_no_module_from_the_working_folder(each: Workflow) -> None:
    assert each.content["env"]["PYTHONSAFEPATH"] == "1"


@every
def test_no_event_runs_a_change_with_the_rights_of_the_repository(each: Workflow) -> None:
    assert set(each.events) & DANGEROUS == set()


@every
def test_what_a_change_starts_knows_no_secret(each: Workflow) -> None:
    if OF_A_CHANGE & set(each.events):
        assert "secrets." not in each.text
        assert [job for job in each.jobs.values() if "environment" in job] == []


@every
def test_a_secret_is_read_in_a_protected_environment_alone(each: Workflow) -> None:
    readers = {name for name, job in each.jobs.items() if "secrets." in str(job)}

    assert [name for name in readers if not each.jobs[name].get("environment")] == []


def test_the_job_that_comments_takes_nothing_of_the_change_but_the_text() -> None:
    steps = workflow("compare").jobs["comment"]["steps"]
    places = [step["with"] for step in steps if "with" in step]

    assert [place["ref"] for place in places if "ref" in place] == ["main"]
    assert [place.get("name") for place in places if "ref" not in place] == ["comparison"]


def test_one_job_alone_may_write_and_only_comments() -> None:
    rights = {
        (each.name, name): job["permissions"]
        for each in workflows()
        for name, job in each.jobs.items()
        if set(job["permissions"].values()) != {"read"}
    }

    comments = {"contents": "read", "pull-requests": "write"}
    assert rights == {("compare", "comment"): comments}


@pytest.mark.parametrize("name", ["check", "ci", "gate"])
def test_a_check_that_is_required_is_never_skipped(name: str) -> None:
    # GitHub takes a skipped check for one that passed.
    assert [job for job in workflow(name).jobs.values() if "if" in job or "needs" in job] == []


def checkouts(job: Json) -> list[Json]:
    return [step["with"] for step in job["steps"] if "checkout@" in step.get("uses", "")]


@pytest.mark.parametrize("name", JUDGES)
def test_a_judge_runs_what_main_has(name: str) -> None:
    program, change = checkouts(next(iter(workflow(name).jobs.values())))

    assert (program["ref"], program.get("path"), change["path"]) == ("main", None, "change")


@pytest.mark.parametrize("name", ["check", "compare"])
def test_three_folders_of_a_change_are_taken_as_data(name: str) -> None:
    change = checkouts(next(iter(workflow(name).jobs.values())))[1]

    assert change["sparse-checkout"].split() == ["/report_data/", "/docs/", "/.github/"]
    assert change["sparse-checkout-cone-mode"] is False


def test_the_gate_has_every_commit_whole_and_runs_nothing_in_their_folder() -> None:
    job = workflow("gate").jobs["gate"]
    change = checkouts(job)[1]

    # A sparse checkout fetches the files of one commit alone, and no token is left for more.
    assert (change["fetch-depth"], "sparse-checkout" in change) == (0, False)
    assert [step for step in job["steps"] if "working-directory" in step] == []


@pytest.mark.parametrize("name", ["release", "publish", "schedule"])
def test_what_writes_waits_for_a_person_and_runs_on_main_alone(name: str) -> None:
    job = next(iter(workflow(name).jobs.values()))

    assert job["environment"] == name
    assert checkouts(job)[0]["ref"] == "main"


@pytest.mark.parametrize("job", ["settings", "archive"])
def test_the_watch_reads_what_main_has_with_tokens_of_its_own(job: str) -> None:
    watching = workflow("watch").jobs[job]

    assert (watching["environment"], watching["permissions"]) == ("watch", {"contents": "read"})
    assert (checkouts(watching)[0]["ref"], watching["if"]) == (
        "main",
        "github.ref == 'refs/heads/main'",
    )


def test_nothing_is_cached_between_workflows() -> None:
    text = "".join(each.text for each in workflows())

    assert "actions/cache" not in text
    assert "cache:" not in text


def test_every_make_target_that_a_step_calls_is_there() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    called = {line.split()[1] for line in lines() if line.startswith("make ")}

    assert called - targets == set()
