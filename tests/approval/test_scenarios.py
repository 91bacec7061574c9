"""Every scripted history is decided as it says, and with the sentence that it says."""

from __future__ import annotations

import pytest

from tests.approval.history import Scenario, decided, scenarios, told

SCENARIOS = scenarios()


def _id(scenario: Scenario) -> str:
    return scenario.id


@pytest.mark.parametrize("scenario", SCENARIOS, ids=_id)
def test_a_history_is_decided_as_its_scenario_says(scenario: Scenario) -> None:
    decision = decided(scenario)

    said = told(decision)
    assert decision.outcome == scenario.entry["outcome"], said
    assert scenario.entry["says"] in [each.en for each in said], said
    assert scenario.entry["says_zh"] in [each.zh for each in said], said
