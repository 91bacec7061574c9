"""The strip of evidence on the site of a repository with real tags."""

from __future__ import annotations

import re

from generator.archive.ways import issues_of
from generator.compose.words import Words
from generator.git import FileHistory
from generator.site.audience import views
from generator.site.evidencestrip import evidence_strip
from generator.site.facts import UNASKED, RepositoryFacts
from generator.workspace.load import load
from generator.workspace.workspace import Workspace
from tests.archive.issued import OCTOBER, Issued
from tests.archive.test_register import deliver

REVIEW = """\
party: school
reviews:
  - {id: V-2014-01, date: 2014-01-20, editions: monthly/2013-10, attended: manager}
"""
HISTORY = FileHistory(changes={}, unverified="")


def steps(made: Issued, facts: RepositoryFacts) -> list[str]:
    """Return the steps of October as a reader sees them, without their clauses."""
    workspace = load(made.root)
    assert isinstance(workspace, Workspace), workspace
    view = next(v for v in views(workspace) if (v.audience, v.version) == ("school", "2013-10"))
    strip = evidence_strip(view, view.editions[0], facts, Words("en"))
    points = re.findall(r"<li>(.*?)<small>ISO/IEC 20000-1: [0-9., ]+</small></li>", strip)
    return [re.sub(r"</strong><span>", ": ", re.sub("^<strong>|</span>$", "", p)) for p in points]


def with_tags(made: Issued) -> RepositoryFacts:
    """Return what the tags of the repository say."""
    return RepositoryFacts(history=HISTORY, issues=issues_of(made.root))


def test_every_step_that_is_proved_says_by_what(issued: Issued) -> None:
    deliver(issued, OCTOBER, "2014-01-13", received="2014-01-14")
    reviews = issued.root / "report_data" / "reviews" / "school.yml"
    reviews.parent.mkdir()
    reviews.write_text(REVIEW, encoding="utf-8")

    assert steps(issued, with_tags(issued)) == [
        "● Requirement: school-sla/1.1",
        "● Data: Exports: 1",
        "● Approval: approved 2014-01-03; issued 2014-01-10, now r1",
        "● Delivery: delivered to all 2014-01-13; received by all 2014-01-14",
        "● Decision: V-2014-01 (2014-01-20)",
    ]


def test_what_came_after_the_page_is_unverified_without_proof(issued: Issued) -> None:
    assert steps(issued, UNASKED) == [
        "● Requirement: school-sla/1.1",
        "● Data: Exports: 1",
        "○ Approval: unverified",
        "○ Delivery: unverified",
        "○ Decision: unverified",
    ]


def test_a_delivery_counts_only_beside_the_tag_of_what_was_delivered(issued: Issued) -> None:
    deliver(issued, OCTOBER, "2014-01-13")

    assert steps(issued, UNASKED)[3] == "○ Delivery: unverified"
    assert steps(issued, with_tags(issued))[3] == "● Delivery: delivered to all 2014-01-13"
