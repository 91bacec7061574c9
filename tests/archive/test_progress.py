"""What the home page says of late editions, by the tags and deliveries of a repository."""

from __future__ import annotations

from datetime import date

from generator.archive.ways import issues_of
from generator.measure.ledger import Ledger
from generator.measure.schedule import Schedule
from generator.render.edition import edition_files
from generator.site.audience import View, views
from generator.site.facts import UNASKED, RepositoryFacts
from generator.site.home import home_page
from generator.site.progress import Progress
from generator.site.survey import survey
from generator.workspace.load import load
from generator.workspace.workspace import Workspace
from tests.archive.issued import OCTOBER, Issued
from tests.archive.test_register import deliver


def view_of(made: Issued) -> View:
    """Return the school's site of November."""
    workspace = load(made.root)
    assert isinstance(workspace, Workspace), workspace
    return next(v for v in views(workspace) if (v.audience, v.version) == ("school", "2013-11"))


def with_tags(made: Issued) -> RepositoryFacts:
    """Return what the tags of the repository say."""
    return RepositoryFacts(history=UNASKED.history, issues=issues_of(made.root))


def states(made: Issued, facts: RepositoryFacts) -> list[str]:
    """Return the last cell of each due edition and the sentence behind them."""
    view = view_of(made)
    ledger = Ledger.of(view.workspace)
    docs = {
        n: c for k in view.editions for n, c in edition_files(view.workspace, ledger, k).items()
    }
    page = home_page(survey(view, ledger, docs, facts))
    due = page.partition("## 应交付与逾期")[2].partition("## ")[0].splitlines()
    rows = [line for line in due if line.startswith("| 201")]
    return [*(row.split(" | ")[-1].removesuffix(" |") for row in rows), due[-2]]


def test_what_is_due_says_whether_it_was_issued_and_delivered_and_how_late(issued: Issued) -> None:
    deliver(issued, OCTOBER, "2014-01-13")

    assert states(issued, with_tags(issued)) == [
        "已签发（2014-01-11）",
        "已交付（2014-01-13）；逾期 67 天",
        "截至 2013-12-06，由发布标签和交付记录得出。",
    ]


def test_without_tags_nothing_is_called_late(issued: Issued) -> None:
    deliver(issued, OCTOBER, "2014-01-13")

    assert states(issued, UNASKED) == [
        "已生成，是否签发未知",
        "已生成，是否签发未知",
        "截至 2013-11-30。没有发布标签可以说明何时签发，因此不判断逾期。",
    ]


def test_what_is_overdue_is_what_is_not_delivered_the_longest_ago_first(issued: Issued) -> None:
    view, facts = view_of(issued), with_tags(issued)

    before = Progress.of(view, Schedule(view.workspace), facts).overdue(date(2013, 12, 31))
    deliver(issued, OCTOBER, "2014-01-13")
    view = view_of(issued)
    after = Progress.of(view, Schedule(view.workspace), facts).overdue(date(2013, 12, 31))

    assert [each.key.name for each in before] == [OCTOBER, "monthly/2013-11"]
    assert [each.key.name for each in after] == ["monthly/2013-11"]
