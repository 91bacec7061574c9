from __future__ import annotations

from generator.prose import ProseSection, read_prose, sentences, speaks_of


def found(text: str, service: str = "web", clause: str = "4.2") -> list[str]:
    """Return the sentences that speak of a promise about incident.in-target."""
    [section] = read_prose(f"## sla\n{text}".encode(), "a.md")
    assert isinstance(section, ProseSection)
    return [
        "".join(span.text for span in sentence)
        for sentence in sentences(section)
        if speaks_of(sentence, "incident.in-target", service, clause)
    ]


def test_a_sentence_that_quotes_the_figure_speaks_of_its_promise() -> None:
    text = "Good. Only {{ incident.in-target @ web }} were. {{ incident.in-target @ mail }} too."

    assert found(text) == ["Only  were."]


def test_a_sentence_that_names_the_clause_speaks_of_it_and_of_no_longer_number() -> None:
    text = "条款 4.21 很好。条款 4.1、4.2 和 4.3 未达标。条款 14.2 也好。Clause 4.2. End."

    assert found(text) == ["条款 4.1、4.2 和 4.3 未达标。", "Clause 4.2."]


def test_other_texts_speak_of_no_promise() -> None:
    assert found("Version 4.2 of {{ incident.closed @ web }} is 4.2 late.") == []
