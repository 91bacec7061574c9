"""The improvement register and the feedback of an audience: what was promised to be done."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from generator.compose.blocks import Block, Paragraph, Subheading, plain
from generator.compose.register import Register
from generator.compose.sections.feedback import feedback_table
from generator.compose.words import Words
from generator.measure.answers import actions_for
from generator.measure.due import day_of_edition
from generator.measure.measure import measures_of
from generator.periods import Period
from generator.render.escape import escaped
from generator.render.markdown import blocks_text
from generator.site.editionpage import WIDE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from generator.measure.ledger import Ledger
    from generator.site.audience import View
    from generator.workspace.model.catalogue import ReportDefinition


def improvement_page(view: View, ledger: Ledger) -> str:
    """Return what is done for each party of the audience, as of the version's last due day."""
    words, day = Words(view.language), day_of_view(view)
    blocks: list[Block] = [Paragraph(line=plain(words.say("as-of", day=day)))]
    for report in _one_a_party(view):
        blocks += _register(view, ledger, report, day, words)
    if len(blocks) == 1:
        blocks.append(Paragraph(line=plain(words.say("no-actions"))))
    else:
        blocks.append(Paragraph(line=plain(words.say("effect-rule"))))
    return _page(words.say("improvement-register"), blocks)


def feedback_page(view: View) -> str:
    """Return what the parties of the audience said about its reports, and the answers."""
    words, day = Words(view.language), day_of_view(view)
    reports = {report.report: report.party for report in view.reports}
    remarks = [
        remark
        for file in view.workspace.feedback_files
        for remark in file.feedback
        if reports.get(remark.edition.partition("/")[0]) == file.party and remark.received <= day
    ]
    empty = Paragraph(line=plain(words.say("no-feedback-page", day=day)))
    block = feedback_table(view.workspace, remarks, day, words) if remarks else empty
    return _page(words.say("feedback-page"), [block])


def day_of_view(view: View) -> date:
    """Return the day as of which a version speaks: the last due day of its editions."""
    final = Period.parse(view.version).end - timedelta(days=1)
    days = (day_of_edition(view.workspace, key.report, key.period) for key in view.editions)
    return max(days, default=final)


def _one_a_party(view: View) -> Iterator[ReportDefinition]:
    """Give for each party the report with the most services: it knows the figures of all."""
    parties = dict.fromkeys(report.party for report in view.reports)
    for party in parties:
        mine = [report for report in view.reports if report.party == party]
        yield max(mine, key=lambda report: "all" in report.services)


def _register(
    view: View, ledger: Ledger, report: ReportDefinition, day: date, words: Words
) -> Iterator[Block]:
    """Give the register of one party; nothing where there is none."""
    period = Period.parse(view.version)
    measures = measures_of(view.workspace, ledger, report, period)
    # On the audience's own page, what it may see is the same for all reports about a party.
    seen = replace(report, audience=view.audience)
    register = Register.of(measures, day, words, actions_for(view.workspace, seen))
    if register.actions:
        party = view.workspace.parties[report.party]
        yield Subheading(title=party.name.of(words.language))
        yield register.table()


def _page(title: str, blocks: Iterable[Block]) -> str:
    """Return a page of wide tables under a title."""
    return "\n\n".join([WIDE, f"# {escaped(title)}", *blocks_text(blocks)]) + "\n"
