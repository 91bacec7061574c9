from __future__ import annotations

from generator.compose.blocks import Paragraph, Section, Text, plain
from generator.compose.footnotes import with_footnotes
from generator.compose.sections.sla import sla
from generator.compose.words import Words
from generator.measure.figure import Disclosure
from generator.workspace.model.catalogue import SectionId
from tests.compose.reading import sentences
from tests.measure.school import METRICS, clause, edition, metric, ratio, school

EN = Words("en")
ANSWERED = metric("survey.answered", "ratio", "percent", "higher")
SATISFIED = metric("survey.satisfied", "ratio", "percent", "higher", beside="survey.answered")


def marked(*disclosures: Disclosure) -> Section:
    """Return a section with a value of which something must be said."""
    line = (Text(text="1", disclosed=disclosures), *plain(" more"))
    return Section(id=SectionId.SLA, title="SLA", blocks=(Paragraph(line=line),) * 2)


def test_every_mark_is_explained_once_in_one_order() -> None:
    found = with_footnotes(
        marked(Disclosure.SUPPRESSED, Disclosure.INCOMPLETE), edition(school({}), "2013-10"), EN
    )

    assert [sentence.partition(":")[0] for sentence in sentences(found)] == [
        "1 more",
        "1 more",
        "Incomplete",
        "Suppressed",
    ]


def test_a_section_without_marks_stays_as_it_is() -> None:
    section = marked()

    assert with_footnotes(section, edition(school({}), "2013-10"), EN) is section


def test_what_must_be_read_beside_a_metric_is_of_the_service_that_is_shown() -> None:
    records = [
        {**ratio(9, 10, name), "metric": each["id"]}
        for name in ("mail", "web")
        for each in (ANSWERED, SATISFIED)
    ]
    clauses = [clause("1.1", "survey.satisfied", ">= 50 %", services=["web"])]
    found = edition(
        school(
            {"2013-10": records},
            clauses,
            metrics=[*METRICS, ANSWERED, SATISFIED],
            report={"sections": ["sla", "definitions"]},
        ),
        "2013-10",
    )

    [_, beside, *_] = sentences(with_footnotes(sla(found, EN), found, EN))
    assert beside == (
        "To be read beside Metric survey.satisfied: Service web, Metric survey.answered "
        "90.0 % (9 / 10)"
    )
