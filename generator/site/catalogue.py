"""The catalogue page (服务报告清单) and the metric dictionary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.blocks import Block, Bullets, Column, Line, Subheading, Table, Text, plain
from generator.compose.sections.definitions import definition
from generator.compose.values import due_rule_text
from generator.compose.words import Words
from generator.render.escape import escaped
from generator.render.markdown import blocks_text

if TYPE_CHECKING:
    from generator.site.audience import View
    from generator.workspace.model.catalogue import ReportDefinition


def catalogue_page(view: View) -> str:
    """Return the list of reports: what for, for whom, when, approved by whom."""
    words = Words(view.language)
    shown = {key.report.report for key in view.editions}
    titles = ("report", "kind", "cadence", "due-rule", "audience", "chain", "required-by")
    table = Table(
        caption=words.say("catalogue"),
        columns=tuple(Column(title=words.say(title)) for title in titles),
        rows=tuple(
            _row(view, report, words, linked=report.report in shown) for report in view.reports
        ),
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


def _row(view: View, report: ReportDefinition, words: Words, *, linked: bool) -> tuple[Line, ...]:
    """Return one report; it is a link when this version has an edition of it."""
    party = view.workspace.parties.get(report.audience)
    link = f"reports/{report.report}/index.md" if linked else ""
    return (
        (Text(text=report.title.of(words.language), link=link),),
        plain(words.term(report.kind)),
        plain(words.term(report.cadence)),
        plain(due_rule_text(report.due, words)),
        plain(party.name.of(words.language) if party else words.say("internal")),
        plain(view.workspace.chains[report.chain].name.of(words.language)),
        plain(report.required_by or words.say("no-value")),
    )


def dictionary_page(view: View) -> str:
    """Return every metric that the audience's reports can show, by process."""
    words = Words(view.language)
    shown = {metric.id for metric in view.metrics}
    text = [f"# {escaped(words.say('dictionary'))}"]
    for entry in view.workspace.of_kind("metrics"):
        metrics = [metric for metric in entry.value.metrics if metric.id in shown]
        if metrics:
            text.append(f"## {escaped(entry.value.process.of(words.language))}")
        for metric in metrics:
            blocks: list[Block] = [
                Subheading(title=metric.name.of(words.language)),
                Bullets(items=tuple(definition(metric, words, view.workspace.metrics))),
            ]
            text += blocks_text(blocks)
    return "\n\n".join(text) + "\n"


def _page(title: str, blocks: list[Block]) -> str:
    """Return a page of blocks under a title."""
    return "\n\n".join([f"# {escaped(title)}", *blocks_text(blocks)]) + "\n"
