from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from string import Formatter

import pytest

from generator.compose.sentences import SENTENCES, TABLES
from generator.compose.terms import SIGNS, TERMS
from generator.compose.words import Words
from generator.kinds import Better, MetricKind, RollUp, Spread
from generator.measure.course import Turn
from generator.measure.extrapolation import Method
from generator.measure.signal import Signal
from generator.measure.trend import Outlook
from generator.measure.verdict import Verdict
from generator.periods import Cadence
from generator.workspace.model.catalogue import Delivery, ReportKind, SectionId
from generator.workspace.model.metrics import Cohort, Unit

ROOT = Path(__file__).parents[2]
SOURCES = "\n".join(
    path.read_text(encoding="utf-8")
    for folder in ("generator", "hooks")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if path.name != "words.py"
)
# Keys put together in the program: f"verdict-reason-{reason}".
COMPOSED = tuple(re.findall(r"""f["']([a-z-]+-)\{""", SOURCES))


@pytest.mark.parametrize("key", SENTENCES)
def test_every_sentence_is_said_somewhere(key: str) -> None:
    assert re.search(rf"""["']{key}["']""", SOURCES) or key.startswith(COMPOSED)


@pytest.mark.parametrize("key", SENTENCES)
def test_a_sentence_has_the_same_placeholders_in_both_languages(key: str) -> None:
    chinese, english = (
        {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}
        for sentence in SENTENCES[key]
    )

    assert chinese == english


@pytest.mark.parametrize("key", SENTENCES)
def test_chinese_sentences_use_chinese_punctuation(key: str) -> None:
    assert not re.search(r"[\u4e00-\u9fff}][,;:!?()]|[,;:!?()][\u4e00-\u9fff{]", SENTENCES[key][0])


@pytest.mark.parametrize("key", SENTENCES)
def test_english_sentences_are_without_chinese(key: str) -> None:
    assert not re.search(r"[\u3000-\u9fff\uff00-\uffef]", SENTENCES[key][1])


@pytest.mark.parametrize(
    "words",
    [
        *(Verdict, SectionId, ReportKind, Delivery, MetricKind, RollUp, Better, Cohort, Cadence),
        *(Unit, Signal, Turn, Method, Outlook, Spread),
    ],
)
def test_every_member_of_an_enumeration_has_a_term(words: type[StrEnum]) -> None:
    assert set(TERMS[words]) == set(words)


def test_every_enumeration_with_terms_is_one_that_readers_meet() -> None:
    used = {type_.__name__ for type_ in TERMS}

    assert {name for name in used if not re.search(rf"\b{name}\b", SOURCES)} == set()


def test_every_verdict_has_a_sign_of_its_own() -> None:
    assert len(set(SIGNS.values())) == len(SIGNS) == len(Verdict)


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("zh", ("● 达标", "◐ 预警", "▲ 未达标", "– 无样本", "○ 未评估")),
        ("en", ("● Met", "◐ At risk", "▲ Missed", "– No sample", "○ Not assessed")),
    ],
)
def test_a_verdict_is_a_sign_and_a_word(language: str, labels: tuple[str, ...]) -> None:
    assert Words(language).labels() == labels


def test_terms_of_two_enumerations_with_one_value_are_kept_apart() -> None:
    words = Words("en")

    assert (words.term(MetricKind.MEAN), words.term(MetricKind.COUNT), words.term(Unit.COUNT)) == (
        "Mean",
        "Count",
        "",
    )


def test_braces_in_a_value_are_text() -> None:
    assert Words("en").say("pair", name="{text}", text="{0}") == "{text}: {0}"


def test_no_sentence_stands_in_two_tables() -> None:
    assert len(SENTENCES) == sum(len(table) for table in TABLES)
