"""The catalogue page (服务报告清单): which reports there are, for whom and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.compose.blocks import Block, Bullets, Column, Line, Subheading, Table, Text, plain
from generator.compose.values import due_rule_text
from generator.compose.words import Words
from generator.periods import Period
from generator.render.escape import escaped
from generator.render.markdown import blocks_text
from generator.site.links import edition_link

if TYPE_CHECKING:
    from generator.site.survey import Survey
    from generator.workspace.model.catalogue import ReportDefinition


_TITLES: Final = (
    "report",
    "kind",
    "cadence",
    "due-rule",
    "next-due",
    "audience",
    "chain",
    "required-by",
)


def catalogue_page(survey: Survey) -> str:
    """Return the list of reports: what for, for whom, when, approved by whom."""
    view, words = survey.view, Words(survey.view.language)
    table = Table(
        caption=words.say("catalogue"),
        columns=tuple(Column(title=words.say(title)) for title in _TITLES),
        rows=tuple(_row(survey, report, words) for report in view.reports),
    )
    purposes = Bullets(
        items=tuple(
            plain(
                words.say(
                    "pair",
                    name=report.title.of(words.language),
                    text=report.purpose.of(words.language),
                )
            )
            for report in view.reports
        )
    )
    return _page(words.say("catalogue"), [table, Subheading(title=words.say("purpose")), purposes])


def _row(survey: Survey, report: ReportDefinition, words: Words) -> tuple[Line, ...]:
    """Return one report; it is a link to its newest edition if there is one."""
    view = survey.view
    party = view.workspace.parties.get(report.audience)
    keys = survey.known.get(report.report)
    link = edition_link(view, keys[-1]) if keys else ""
    return (
        (Text(text=report.title.of(words.language), link=link),),
        plain(words.term(report.kind)),
        plain(words.term(report.cadence)),
        plain(due_rule_text(report.due, words)),
        plain(_next_due(survey, report, words)),
        plain(party.name.of(words.language) if party else words.say("internal")),
        plain(view.workspace.chains[report.chain].name.of(words.language)),
        plain(report.required_by or words.say("no-value")),
    )


def _next_due(survey: Survey, report: ReportDefinition, words: Words) -> str:
    """Return the first due day after the version's month, and of which period."""
    found = survey.schedule.next(report, Period.parse(survey.view.version).end)
    if found is None or found.due is None:
        return words.say("no-day")
    return words.say("aside", text=found.due.isoformat(), aside=found.key.period.label)


def _page(title: str, blocks: list[Block]) -> str:
    """Return a page of blocks under a title."""
    return "\n\n".join([f"# {escaped(title)}", *blocks_text(blocks)]) + "\n"
