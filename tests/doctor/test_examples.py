"""Every demand has examples that leave it open, and just it."""

from __future__ import annotations

import re

import pytest

from generator.doctor.demand import State
from generator.doctor.examine import OFFLINE, ON_FORGE, examine
from generator.doctor.rules import DEMANDS
from generator.doctor.ways import WAYS
from tests.doctor.patients import EXAMPLES, Example, example_of, examples

CASES = [
    pytest.param(rule, entry, id=f"{rule}-{number}")
    for rule in DEMANDS
    for number, entry in enumerate(examples(rule), start=1)
]


def test_a_sound_repository_is_sound_in_every_respect() -> None:
    diagnoses = examine(Example().patient(), offline=False)

    assert [each for each in diagnoses if each.state is not State.SOUND] == []
    assert [each.demand.rule for each in diagnoses] == list(DEMANDS)


@pytest.mark.parametrize(("rule", "entry"), CASES)
def test_an_example_is_told_in_both_languages_and_breaks_no_other_demand(
    rule: str, entry: dict[str, list[list[str]]]
) -> None:
    diagnoses = examine(example_of(entry).patient(), offline=False)

    told = {each.demand.rule: each for each in diagnoses if each.state is not State.SOUND}
    assert [[s.zh, s.en] for s in told[rule].sentences] == entry["says"]
    assert set(told) == {rule, *entry.get("also", ())}
    assert told[rule].state is (State.ADVICE if DEMANDS[rule].is_advice else State.GAP)


def test_every_demand_has_a_file_of_examples_and_every_file_a_demand() -> None:
    assert {file.stem for file in EXAMPLES.glob("*.yml")} == set(DEMANDS)
    assert {**OFFLINE, **ON_FORGE}.keys() == DEMANDS.keys()


@pytest.mark.parametrize("guide", ["docs/guides/doctor.md", "docs/en/guides/doctor.md"])
def test_a_guide_names_demands_that_exist(guide: str) -> None:
    text = (EXAMPLES.parents[2] / guide).read_text(encoding="utf-8")

    assert set(re.findall(r"\bD0\d\d\b", text)) - set(DEMANDS) == set()


def test_every_way_round_that_a_demand_closes_is_explained_and_no_other() -> None:
    assert {way for demand in DEMANDS.values() for way in demand.closes} == set(WAYS)
