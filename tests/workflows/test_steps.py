"""The lines that workflows run, run here: in clones of a repository, with its own steps."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace as but
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.approval.evidence import (
    USER,
    Account,
    Commit,
    Merge,
    Protection,
    PullRequest,
)
from tests.approval.github.fakeforge import FakeForge, approved_world
from tests.approval.github.served import served
from tests.approval.github.test_contract import world_of
from tests.archive.issued import LIN as RELEASER
from tests.archive.issued import PEOPLE, make_key
from tests.archive.issued import QIN as APPROVER
from tests.doctor.patients import sound_world
from tests.site.plain import RECORDS, ROOT, copy_plain, git, replace, run_program
from tests.workflows.conftest import begun, committed, proposed
from tests.workflows.files import lines, workflow
from tests.workflows.runner import INSTALLS, Runner, Step

pytestmark = pytest.mark.slow


def codes(steps: list[Step]) -> dict[str, int]:
    return {step.name: step.code for step in steps}


def late_export(root: Path) -> None:
    """Change a record, and write the pages anew."""
    replace(root / RECORDS, '"numerator": 46', '"numerator": 40')
    assert run_program(root, "generate").returncode == 0


def edited_page(root: Path) -> None:
    """Change a page by hand, and bring everything along that could hide it."""
    page = root / "docs/reports/monthly/2013-10.md"
    replace(page, "96.0 %", "99.0 %")
    shutil.rmtree(root / ".cache", ignore_errors=True)
    (root / ".cache").mkdir()
    (root / ".cache" / "editions").write_bytes(b"forged")
    git(root, "add", "--force", ".cache")
    for name in ("Makefile", "mkdocs.yml", ".ci/adopt", "hooks/stage.py"):
        (root / name).write_text('raise SystemExit("pwned")\n', encoding="utf-8")
    (root / "yaml.py").write_text('open("pwned", "w")\n', encoding="utf-8")
    (root / "sitecustomize.py").write_text('open("pwned", "w")\n', encoding="utf-8")


def test_check_passes_a_change_whose_pages_are_what_its_data_give(
    work: Path, runner: Runner
) -> None:
    proposed(work, late_export)

    steps = runner.job("check", "check")

    assert codes(steps) == {
        step["name"]: 0 for step in workflow("check").steps() if "run" in step
    }, steps
    assert "| M | 按时解决率 · 网站 · incident.in-target@web | 92.0 % | 80.0 % |" in (
        runner.summary.read_text(encoding="utf-8")
    )


def test_check_finds_a_page_that_was_edited_whatever_program_the_change_brings(
    work: Path, runner: Runner
) -> None:
    proposed(work, edited_page)

    steps = runner.job("check", "check")

    assert (steps[-1].name, steps[-1].code) == ("Pages and forms are what the data give", 1)
    assert "docs/reports/monthly/2013-10.md is not up to date" in steps[-1].said
    assert list(runner.folder.rglob("pwned")) == []
    assert {path.name for path in (runner.folder / "check" / "change").iterdir()} == {".git"}


def test_a_link_in_the_place_of_a_folder_is_refused(work: Path, runner: Runner) -> None:
    def linked(root: Path) -> None:
        shutil.rmtree(root / "docs")
        (root / "docs").symlink_to("/etc")

    proposed(work, linked)

    steps = runner.job("check", "check")

    assert (steps[-1].name, steps[-1].code) == ("Put the data in place", 2)
    assert "change/docs is no folder" in steps[-1].said


def test_compare_puts_what_changed_below_the_pull_request(work: Path, runner: Runner) -> None:
    proposed(work, late_export)

    steps = [*runner.job("compare", "compare"), *runner.job("compare", "comment")]

    assert set(codes(steps).values()) == {0}, steps
    assert runner.asked == [
        "pr comment 7 --edit-last --create-if-none --body-file comparison/comparison.md"
    ]
    text = (runner.folder / "comment/comparison/comparison.md").read_text(encoding="utf-8")
    assert (
        "| M | school-sla/1.2 按时解决率 · 网站 | ● 达标 (>= 90 %) | ▲ 未达标 (>= 90 %) |" in text
    )


LIN, HE, QIN = (Account(id=1000000 + n, login=str(n), kind=USER) for n in (1, 3, 4))
EDITION = "docs/reports/bank-monthly/2013-10"


def sample_data(root: Path) -> None:
    """Put the sample's data into a folder."""
    shutil.copytree(ROOT / "report_data", root / "report_data")


def bank_october(root: Path) -> None:
    """Add an edition of the sample."""
    (root / EDITION).parent.mkdir(parents=True)
    for ending in (".md", ".json"):
        shutil.copy(ROOT / f"{EDITION}{ending}", (root / EDITION).parent)


@pytest.fixture
def reviewed(tmp_path: Path) -> FakeForge:
    """Return the forge with an edition that both stages of its chain approved."""
    root = begun(tmp_path, sample_data)
    base = git(root, "rev-parse", "HEAD").strip()
    head = proposed(root, bank_october)
    facts = approved_world().facts
    given = facts.reviews[0]
    commit = Commit(sha=head, author=LIN, committer=LIN, emails=("lin@x.test",) * 2)
    changed = but(
        facts,
        author=LIN,
        base=base,
        head=head,
        paths=(f"{EDITION}.json", f"{EDITION}.md"),
        commits=(commit,),
        reviews=(
            but(given, account=HE, commit=head),
            but(given, id=2, account=QIN, commit=head),
        ),
        writers=None,
    )
    return FakeForge(world_of(changed))


def decided(runner: Runner, forge: FakeForge) -> Step:
    """Run the gate against a forge; return its last step."""
    with served(forge) as here:
        return but(runner, environment={"GITHUB_API_URL": here}).job("gate", "gate")[-1]


def test_the_gate_passes_what_its_chain_approved_and_says_so_beside_the_run(
    reviewed: FakeForge, runner: Runner
) -> None:
    step = decided(runner, reviewed)

    assert (step.name, step.code, step.said) == ("Decide", 0, "")
    text = runner.summary.read_text(encoding="utf-8")
    assert text.startswith("## 审批 Approval: 已批准 approved\n")
    assert (runner.folder / "artifacts/evidence/evidence.json").is_file()


def test_the_gate_fails_and_annotates_what_is_missing(reviewed: FakeForge, runner: Runner) -> None:
    reviewed.world.facts = but(reviewed.world.facts, reviews=reviewed.world.facts.reviews[:1])

    step = decided(runner, reviewed)

    assert step.code == 1
    assert re.match(r"::error title=approval::.*缺少.*the approval of Operations leader", step.said)
    assert "尚未批准 not yet approved" in runner.summary.read_text(encoding="utf-8")


def test_the_gate_keeps_the_answers_of_a_forge_that_did_not_say_enough(
    reviewed: FakeForge, runner: Runner
) -> None:
    reviewed.world.facts = but(reviewed.world.facts, author=None)

    assert decided(runner, reviewed).code == 4
    assert (runner.folder / "artifacts/evidence/evidence.json").is_file()


@pytest.fixture
def due(work: Path) -> Path:
    """Return the workspace with records of October, and no edition of it."""
    shutil.rmtree(work / "docs/reports")
    committed(work, "No edition")
    git(work, "push", "--quiet", "origin", "main")
    return work


@pytest.mark.usefixtures("work")
def test_the_plan_does_nothing_where_nothing_can_be_drafted(runner: Runner) -> None:
    steps = runner.job("schedule", "draft")

    assert set(codes(steps).values()) == {0}, steps
    assert "nothing to propose" in steps[-1].said
    assert runner.asked == []


def test_the_plan_drafts_what_is_due_and_opens_its_pull_request(due: Path, runner: Runner) -> None:
    steps = but(runner, environment={"TODAY": "2013-11-04"}).job("schedule", "draft")

    assert set(codes(steps).values()) == {0}, steps
    assert runner.asked[-1] == (
        "pr create --base main --head draft-2013-10 --title data: 2013-10"
        " --body-file build/proposal.md"
    )
    assert git(due, "ls-remote", "origin", "draft-2013-10").split()[1:] == [
        "refs/heads/draft-2013-10"
    ]
    text = (runner.folder / "draft/build/proposal.md").read_text(encoding="utf-8")
    assert "## 谁来审批 Who approves" in text
    assert "### monthly/2013-10：首次编制" in text


def test_the_plan_refreshes_the_branch_and_opens_no_second_pull_request(
    due: Path, runner: Runner
) -> None:
    but(runner, environment={"TODAY": "2013-11-04"}).job("schedule", "draft")
    (runner.folder / "draft").rename(runner.folder / "first")
    late_record(due)

    again = {"TODAY": "2013-11-05", "FOUND": "7"}
    steps = but(runner, environment=again).job("schedule", "draft")

    assert "is already pull request 7" in steps[-1].said
    assert [line.split()[1] for line in runner.asked] == ["list", "create", "list"]
    git(due, "fetch", "--quiet", "origin")
    assert "80.0 %" in git(due, "show", "origin/draft-2013-10:docs/reports/monthly/2013-10.md")


def late_record(root: Path) -> None:
    """Correct a record on main."""
    replace(root / RECORDS, '"numerator": 46', '"numerator": 40')
    committed(root, "Late export")
    git(root, "push", "--quiet", "origin", "main")


@pytest.fixture
def merged(tmp_path: Path, runner: Runner) -> Iterator[Runner]:
    """Return a machine for the release of an edition that was approved and merged."""

    def data(root: Path) -> None:
        people = PEOPLE.format(key=make_key(tmp_path / "lin-key"))
        copy_plain(root)
        shutil.rmtree(root / "docs")
        (root / "report_data/people.yml").write_text(people, encoding="utf-8")

    def drafted(root: Path) -> None:
        assert run_program(root, "generate", "monthly", "2013-10").returncode == 0

    root = begun(tmp_path, data)
    base = git(root, "rev-parse", "HEAD").strip()
    head = proposed(root, drafted)
    git(root, "merge", "--quiet", "--no-ff", "--message", "Merge", head)
    git(root, "push", "--quiet", "origin", "main")
    git(tmp_path, "clone", "--quiet", "--bare", str(root), "reports-anchors.git")
    with served(FakeForge(world_of(_merged(root, base, head)))) as here:
        secrets = {
            "secrets.SIGNER_NAME": "Lin",
            "secrets.SIGNER_EMAIL": "lin@example.invalid",
            "secrets.SIGNING_KEY": (tmp_path / "lin-key").read_text().rstrip("\n"),
            "secrets.FORGE_TOKEN": "t0ken",
            "secrets.ANCHORS_TOKEN": "t0ken",
            "secrets.RELEASE_TOKEN": "t0ken",
            "secrets.ANCHORS_READER_TOKEN": "t0ken",
            "inputs.edition": "monthly/2013-10",
            "inputs.number": "7",
        }
        context = {**runner.context, "github.ref": "refs/heads/main", **secrets}
        yield but(runner, context=context, environment={"GITHUB_API_URL": here})


def _merged(root: Path, base: str, head: str) -> PullRequest:
    """Return what the forge knows of the merge."""
    facts = approved_world().facts
    mail = "lin@example.invalid"
    commit = Commit(sha=head, author=RELEASER, committer=RELEASER, emails=(mail, mail))
    done = git(root, "rev-parse", "HEAD").strip()
    since = datetime(2013, 1, 1, tzinfo=UTC)
    paths = git(root, "diff", "--name-only", base, head).split()
    return but(
        facts,
        author=RELEASER,
        base=base,
        head=head,
        paths=tuple(paths),
        commits=(commit,),
        reviews=(but(facts.reviews[0], account=APPROVER, commit=head),),
        writers=None,
        merged=Merge(commit=done, result="pass", protection=Protection(since=since)),
    )


def test_a_release_is_a_signed_tag_at_the_origin_and_an_anchor_elsewhere(
    merged: Runner, tmp_path: Path
) -> None:
    steps = merged.job("release", "release")

    assert set(codes(steps).values()) == {0}, steps
    git(tmp_path, "clone", "--quiet", "reports.git", "later")
    git(tmp_path, "clone", "--quiet", "reports-anchors.git", "elsewhere")
    anchors = str(tmp_path / "elsewhere/anchors.jsonl")
    verified = run_program(tmp_path / "later", "verify", "--all", "--anchors", anchors)
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert "report/monthly/2013-10/r1" in git(tmp_path / "reports.git", "tag").split()


def test_the_watch_verifies_what_was_released(merged: Runner) -> None:
    merged.job("release", "release")

    steps = merged.job("watch", "archive")

    assert (steps[-1].name, steps[-1].code) == ("Verify every release", 0), steps


@pytest.mark.usefixtures("work")
def test_the_watch_keeps_the_settings_and_fails_where_there_is_a_gap(runner: Runner) -> None:
    context = {**runner.context, "secrets.DOCTOR_TOKEN": "t0ken"}
    with served(FakeForge(sound_world())) as here:
        machine = but(runner, context=context, environment={"GITHUB_API_URL": here})
        step = machine.job("watch", "settings")[-1]

    assert (step.name, step.code) == ("Examine", 1)
    assert "::error title=doctor D" in step.said
    assert (runner.folder / "artifacts/settings/settings.json").is_file()


def test_what_was_not_approved_is_not_released(merged: Runner, tmp_path: Path) -> None:
    elsewhere = but(merged, environment={"GITHUB_API_URL": "http://127.0.0.1:9"})

    steps = elsewhere.job("release", "release")

    assert (steps[-1].name, steps[-1].code) == (
        "Decide again, with what the rules said to the merge",
        4,
    )
    assert git(tmp_path / "reports.git", "tag") == ""


def test_a_month_is_published_to_the_branch_of_its_audience(work: Path, runner: Runner) -> None:
    asked = {"inputs.audience": "school", "inputs.version": "2013-10"}
    context = {**runner.context, "github.ref": "refs/heads/main", **asked}

    steps = but(runner, context=context).job("publish", "publish")

    assert set(codes(steps).values()) == {0}, steps
    names = git(work.parent / "reports.git", "ls-tree", "--name-only", "site/school").split()
    assert {"2013-10", "latest", "versions.json"} <= set(names)


def test_a_text_that_is_too_long_for_a_comment_is_cut_between_two_lines(tmp_path: Path) -> None:
    text = tmp_path / "text.md"
    text.write_text("数值 figure\n" * 6_000, encoding="utf-8")

    subprocess.run([ROOT / ".ci" / "clip", text], check=True)

    lines = text.read_text(encoding="utf-8").splitlines()
    assert text.stat().st_size <= 60_100
    assert (set(lines[:-2]), lines[-1]) == ({"数值 figure"}, "… `reportgen diff`")


def test_every_line_that_needs_no_network_is_run_here() -> None:
    # The whole of `.ci/run` is the test run itself; its line is held to the Makefile elsewhere.
    here = {
        step["run"]
        for name in ("check", "compare", "gate", "schedule", "release", "publish", "watch")
        for step in workflow(name).steps()
        if "run" in step
    }

    assert set(lines()) - here == {"make ci"}
    assert here & INSTALLS == INSTALLS
