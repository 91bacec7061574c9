from __future__ import annotations

import pytest

from generator.compose.sections.definitions import definitions
from generator.compose.sections.sla import sla
from generator.compose.sections.summary import summary
from generator.compose.signals import signal_text
from generator.compose.words import Words
from generator.kinds import Better
from generator.measure.measure import Edition
from generator.measure.signal import Reading, Signal, SignalRule
from tests.compose.reading import sentences
from tests.measure.school import METRICS, clause, edition, ratio, school

OVER_95 = clause("1.1", "incident.in-target", "> 95 %")
RULE = "## The rule behind the words of change"


def made(*sections: str, headline: tuple[str, ...] = ()) -> Edition:
    """Return an edition with these sections."""
    report = {"sections": list(sections), "headline": list(headline)}
    return edition(school({"2013-10": [ratio(97, 100)]}, [OVER_95], report=report), "2013-10")


def places(found: Edition) -> list[str]:
    """Return the sections of three that print the rule."""
    words = Words("en")
    printed = {
        "summary": summary(found, words),
        "sla": sla(found, words),
        "definitions": definitions(found, words, ()),
    }
    return [name for name, section in printed.items() if RULE in sentences(section)]


@pytest.mark.parametrize(
    ("sections", "headline", "expected"),
    [
        (("summary", "sla", "definitions"), ("incident.in-target",), ["definitions"]),
        (("summary", "sla"), ("incident.in-target",), ["summary"]),
        # A summary without headline metrics has no words.
        (("summary", "sla"), (), ["sla"]),
        (("workload", "definitions"), (), []),
        (("workload",), (), []),
    ],
)
def test_the_rule_is_printed_once_in_the_annex_or_where_the_first_word_is(
    sections: tuple[str, ...], headline: tuple[str, ...], expected: list[str]
) -> None:
    assert places(made(*sections, headline=headline)) == expected


@pytest.mark.parametrize(
    ("better", "signal", "expected"),
    [
        (Better.HIGHER, Signal.FELL, "fell (worse)"),
        (Better.LOWER, Signal.FELL, "fell (better)"),
        (Better.NEITHER, Signal.ROSE, "rose"),
        (Better.HIGHER, Signal.STABLE, "no significant change"),
        (Better.HIGHER, Signal.TOO_FEW, "too few periods"),
    ],
)
def test_a_word_says_better_or_worse_where_that_is_known(
    better: Better, signal: Signal, expected: str
) -> None:
    name = "incident.in-target"
    metrics = [{**each, "better": better.value} for each in METRICS if each["id"] == name]
    metric = school({}, metrics=metrics).metrics[name]
    reading = Reading(signal=signal, rule=SignalRule.RUN)

    assert signal_text(metric, reading, Words("en")) == expected


def test_a_kind_without_words_has_a_dash() -> None:
    metric = school({}).metrics["incident.backlog"]

    assert signal_text(metric, None, Words("zh")) == "–"


def test_a_history_too_short_for_words_is_said_once_below_the_table() -> None:
    found = made("sla")

    said = [text for text in sentences(sla(found, Words("en"))) if "9 periods have a value" in text]

    assert said == ["Change is “–” where fewer than 9 periods have a value: no word is due yet."]
