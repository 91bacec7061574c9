"""Scripted histories through the forge come to the decision that they come to without it."""

from __future__ import annotations

import pytest

from generator.approval.evaluate import decide
from generator.approval.evidence import PullRequest
from generator.approval.evidencefile import evidence_text, read_evidence
from tests.approval.github.fakeforge import (
    FakeForge,
    World,
    approved_world,
    forge_at,
    moment,
)
from tests.approval.history import Scenario, base_mandates, history, scenarios, told

# Signed files, doubts of other adapters and gaps in other words are not this forge's to tell.
FOREIGN = ("seen", "doubt", "gaps")


def is_of_a_forge(scenario: Scenario) -> bool:
    return not any(word in step for step in scenario.steps for word in FOREIGN)


SCENARIOS = [each for each in scenarios() if is_of_a_forge(each)]


def world_of(facts: PullRequest) -> World:
    """Return the world in which a history happened."""
    world = World(facts)
    if facts.merged and facts.merged.result:
        told = {"before_sha": facts.base, "after_sha": facts.merged.commit}
        world.suites = [told | {"result": facts.merged.result, "evaluation_result": "pass"}]
    protection = facts.merged.protection if facts.merged else None
    if protection and protection.since:
        world.sets[0]["updated_at"] = moment(protection.since)
    return world


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda each: each.id)
def test_a_history_is_decided_through_the_forge_as_its_scenario_says(scenario: Scenario) -> None:
    played = history(scenario)
    forge = forge_at(FakeForge(world_of(played.facts), per_page=2))

    facts = forge.pull_request(forge.gather(played.facts.number))

    decision = decide(facts, played.contents, base_mandates(scenario))
    assert decision.outcome == scenario.entry["outcome"], told(decision)
    assert scenario.entry["says"] in [each.en for each in told(decision)], told(decision)
    assert scenario.entry["says_zh"] in [each.zh for each in told(decision)], told(decision)


def test_there_are_as_many_histories_as_were_promised() -> None:
    assert len(SCENARIOS) >= 60


def test_facts_are_those_that_the_forge_knows() -> None:
    world = approved_world()
    forge = forge_at(FakeForge(world))

    assert forge.pull_request(forge.gather(7)) == world.facts


def test_saved_evidence_says_the_same_as_the_forge() -> None:
    forge = forge_at(FakeForge(approved_world()))
    evidence = forge.gather(7)

    saved = read_evidence(evidence_text(evidence).encode(), "evidence.json")

    assert forge.pull_request(saved) == forge.pull_request(evidence)
