"""The register of a real repository, and its export as the figures of the process."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType

import pytest

from generator.approval.evidence import Dismissal, Opinion, PullRequest, Review
from generator.archive.manifest import Manifest
from generator.archive.milestones import Milestones, milestones
from generator.archive.names import ReleaseName
from generator.archive.register import Issue, register
from generator.archive.standing import releases
from generator.archive.ways import issues_of
from generator.git import FileHistory
from generator.measure.schedule import Schedule
from generator.site.audience import View
from generator.site.facts import RepositoryFacts
from generator.site.register import register_page
from generator.workspace.load import load
from generator.workspace.workspace import Workspace
from tests.archive.conftest import reportgen
from tests.archive.issued import LIN, NEXT_TAG, NOVEMBER, OCTOBER, QIN, Issued
from tests.site.plain import Answer, git

ON = ("--today", "2014-02-01")
DAYS = ("due", "drafted", "confirmed", "approved", "issued", "delivered", "received")
NOON = datetime(2014, 1, 3, 12, tzinfo=UTC)


def deliver(made: Issued, edition: str, sent: str, received: str | None = None) -> None:
    """Record the one copy of an edition."""
    report, _, period = edition.partition("/")
    receipt = f", received: {{day: {received}, by: Bakker}}" if received else ""
    digest = next(e.manifest.sha256 for e in releases(made.root) if e.name.edition == edition)
    file = made.root / "report_data" / "deliveries" / f"{edition}.yml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        f"report: {report}\nperiod: {period}\ndeliveries:\n"
        f"  - {{revision: 1, copy: 1, to: manager, by: site, sent: {sent}, sender: lin,"
        f" manifest: {digest}{receipt}}}\n"
    )


def asked(made: Issued, *more: object) -> Answer:
    return reportgen("register", "--root", made.root, *ON, *more)


def rows(made: Issued) -> list[dict[str, object]]:
    answer = asked(made, "--format", "json")
    assert answer.code == 0, answer
    found: list[dict[str, object]] = json.loads(answer.out)
    return found


def exported(made: Issued, *more: object) -> list[dict[str, object]]:
    """Return the lines of the export without what does not apply."""
    file = made.root.parent / "register.jsonl"
    answer = asked(made, "--export", file, *more)
    assert answer.code == 0, answer
    lines = (json.loads(line) for line in file.read_text().splitlines())
    return [{key: value for key, value in line.items() if value is not None} for line in lines]


def test_a_row_is_made_of_catalogue_tag_evidence_and_delivery(issued: Issued) -> None:
    deliver(issued, OCTOBER, "2014-01-13", "2014-01-15")

    assert rows(issued)[0] == {
        "edition": OCTOBER,
        "report": "monthly",
        "party": "school",
        "number": "SR-1",
        "version": "1.0",
        "period_end": "2013-11-01",
        "due": "2013-11-07",
        "data": "2014-01-03",
        "drafted": "2014-01-03",
        "confirmed": "2014-01-03",
        "approved": "2014-01-03",
        "issued": "2014-01-10",
        "delivered": "2014-01-13",
        "received": "2014-01-15",
        "state": "received",
        "tag": f"report/{OCTOBER}/r1",
        "late": 67,
        "rejections": 0,
        "revisions": 1,
        "copies": 1,
        "receipts": 1,
        "inputs": 1,
        "inputs_there": 0,
    }


def test_people_see_how_far_each_edition_got(issued: Issued) -> None:
    deliver(issued, NOVEMBER, "2014-01-13")

    lines = [" ".join(line.split()) for line in asked(issued).out.splitlines()[3:]]
    way = "2014-01-03 2014-01-03 2014-01-03"
    assert [line for line in lines if line] == [
        f"{OCTOBER} 2013-11-07 {way} 2014-01-10 – – 86 0 1 已签发",
        f"{NOVEMBER} 2013-12-06 {way} 2014-01-11 2014-01-13 – 38 0 1 已交付",
        "monthly/2013-12 2014-01-07 – – – – – – 25 – – 未签发",
        "monthly/2014-01 2014-02-07 – – – – – – – – – 未签发",
    ]


def test_what_is_late_and_open_is_red(issued: Issued, monkeypatch: pytest.MonkeyPatch) -> None:
    deliver(issued, NOVEMBER, "2014-01-13")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")

    lines = asked(issued).out.splitlines()

    shown = [line for line in lines if "monthly/" in line]
    assert [("\x1b[31m" in line, "\x1b[33m" in line) for line in shown] == [
        *((True, False), (False, True), (True, False), (False, False)),
    ]


def test_a_shallow_clone_is_refused(issued: Issued, tmp_path: Path) -> None:
    clone = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth", "1", issued.root.as_uri(), str(clone))

    answer = reportgen("register", "--root", clone, *ON)

    assert (answer.code, answer.out) == (4, "")
    assert "a shallow clone does not know what was issued" in answer.err


def test_a_folder_without_git_is_refused(issued: Issued) -> None:
    shutil.rmtree(issued.root / ".git")

    assert asked(issued).code == 4


def test_a_delivery_without_its_tag_is_refused(issued: Issued) -> None:
    deliver(issued, NOVEMBER, "2014-01-13")
    git(issued.root, "tag", "--delete", NEXT_TAG)

    answer = asked(issued)

    assert (answer.code, answer.out) == (4, "")
    assert f"without a tag here; fetch --tags:\n  {NOVEMBER}" in answer.err


def test_the_export_tells_each_event_on_its_day(issued: Issued) -> None:
    deliver(issued, OCTOBER, "2014-01-13", "2014-01-15")

    lines = exported(issued)

    assert [(line["day"], line["what"], line["edition"]) for line in lines] == [
        ("2013-11-07", "due", OCTOBER),
        ("2013-12-06", "due", NOVEMBER),
        ("2014-01-07", "due", "monthly/2013-12"),
        ("2014-01-10", "issued", OCTOBER),
        ("2014-01-11", "issued", NOVEMBER),
        ("2014-01-13", "copy", OCTOBER),
        ("2014-01-13", "delivered", OCTOBER),
    ]
    assert lines[5]["received"] == "2014-01-15"


def test_the_same_register_gives_the_same_bytes(issued: Issued) -> None:
    file = issued.root.parent / "register.jsonl"
    exported(issued)
    first = file.read_bytes()

    exported(issued)

    assert file.read_bytes() == first


def test_an_edition_that_may_still_be_in_time_is_not_counted(issued: Issued) -> None:
    days = [line["day"] for line in exported(issued, "--today", "2014-01-07")]

    assert days == ["2013-11-07", "2013-12-06"]


def test_a_tag_made_in_time_and_sent_late_is_late(issued: Issued) -> None:
    """A late fake issue lowers SRP-01: on time is judged by the delivery, of all that were due."""
    deliver(issued, OCTOBER, "2014-01-13")

    due = [line for line in exported(issued) if line["what"] == "due"]

    in_time = [line for line in due if str(line.get("delivered", "9")) <= str(line["due"])]
    assert (len(in_time), len(due)) == (0, 3)


def review(number: int, opinion: Opinion, about: str | None = None) -> Review:
    return Review(
        id=number, account=QIN, opinion=opinion, commit="a" * 40, submitted=NOON, about=about
    )


def facts(*reviews: Review, dismissals: tuple[Dismissal, ...] = ()) -> PullRequest:
    return PullRequest(
        number=1,
        author=LIN,
        base_branch="main",
        base="b" * 40,
        head="a" * 40,
        paths=(),
        commits=(),
        reviews=reviews,
        dismissals=dismissals,
        opened=NOON,
    )


@pytest.fixture
def manifest(issued: Issued) -> Manifest:
    return releases(issued.root)[0].manifest


def test_rejections_are_those_of_the_edition_dismissed_ones_included(manifest: Manifest) -> None:
    asked_for = Opinion.CHANGES_REQUESTED
    way = facts(
        review(1, Opinion.APPROVED),
        review(2, asked_for),
        review(3, asked_for, about=OCTOBER),
        review(4, asked_for, about=NOVEMBER),
        review(5, Opinion.DISMISSED),
        dismissals=(Dismissal(review=5, by=LIN, was=asked_for),),
    )

    assert milestones(way, manifest) == Milestones(
        drafted=NOON, confirmed=NOON, approved=NOON, rejections=3
    )


def test_a_review_that_the_evidence_does_not_have_leaves_its_stage_without_a_day(
    manifest: Manifest,
) -> None:
    way = facts(review(9, Opinion.APPROVED))

    assert milestones(way, manifest) == Milestones(
        drafted=NOON, confirmed=None, approved=None, rejections=0
    )


def test_without_evidence_the_way_is_unknown_and_the_issue_is_not(issued: Issued) -> None:
    git(issued.root, "update-ref", "-d", f"refs/tags/evidence/{OCTOBER}/r1")

    row = rows(issued)[0]

    assert [row[name] for name in (*DAYS, "rejections")] == [
        *("2013-11-07", None, None, None, "2014-01-10", None, None, None),
    ]


def page_of(made: Issued, facts_of_git: RepositoryFacts) -> list[str]:
    workspace = load(made.root)
    assert isinstance(workspace, Workspace)
    view = View(workspace=workspace, audience="internal", version="2013-11", language="en")
    return [line for line in register_page(view, facts_of_git).splitlines() if line]


HISTORY = FileHistory(changes=MappingProxyType({}))


def test_the_page_shows_the_way_of_each_edition(issued: Issued) -> None:
    known = RepositoryFacts(history=HISTORY, issues=issues_of(issued.root))

    way = "2014-01-03 | 2014-01-03 | 2014-01-03"
    assert page_of(issued, known)[5:7] == [
        (
            f"| [{NOVEMBER}](reports/monthly/index.md) | 2013-12-06 | {way} | 2014-01-11 | – | – "
            f"| – | 0 | 1 | Issued | `report/{NOVEMBER}/r1` |"
        ),
        (
            f"| {OCTOBER} | 2013-11-07 | {way} | 2014-01-10 | – | – "
            f"| 29 | 0 | 1 | Issued | `report/{OCTOBER}/r1` |"
        ),
    ]


def test_a_page_that_cannot_know_the_tags_says_of_no_edition_that_it_was_not_issued(
    issued: Issued,
) -> None:
    text = page_of(issued, RepositoryFacts(history=HISTORY, unverified="the clone is shallow"))

    assert text[2] == "What was issued is unverified: the clone is shallow"
    assert [line.split(" | ")[-2] for line in text[6:8]] == ["Unverified", "Unverified"]


def test_a_later_revision_changes_state_and_number_alone(issued: Issued) -> None:
    deliver(issued, OCTOBER, "2014-01-13")
    workspace = load(issued.root)
    assert isinstance(workspace, Workspace)
    due = Schedule(workspace).up_to(workspace.reports.values(), date(2013, 11, 30))
    first, second = issues_of(issued.root)
    name = ReleaseName(edition=OCTOBER, revision=2)
    later = Issue(release=replace(second.release, name=name), milestones=None)

    row = register(workspace, due, (later, first), date(2014, 2, 1))[0]

    assert (row.issued, row.delivered, row.rejections) == (date(2014, 1, 10), date(2014, 1, 13), 0)
    assert (row.revisions, row.tag, row.state) == (2, f"report/{OCTOBER}/r2", "issued")
