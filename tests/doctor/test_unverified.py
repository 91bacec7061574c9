"""What could not be asked or read is unverified, and never sound."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.doctor.demand import State, worst
from generator.doctor.examine import ON_FORGE, Patient, examine
from generator.doctor.ownership import Ownership
from generator.doctor.rules import OF_OWNERS
from generator.workspace.model.types import Bilingual
from tests.doctor.patients import KEY, UNTOLD, Example, examples

BRANCH = {f"D0{number}" for number in range(10, 19)}
TAGS = {"D020", "D021", "D022"}
UNSEEN = {
    "/repos/example/reports": {"D019"},
    "/rules/branches/main": BRANCH,
    "/rulesets/1": BRANCH,
    "/rulesets": TAGS,
    "/rulesets/2": TAGS,
    "/rulesets/rule-suites": {"D060"},
    "/activity": {"D061"},
    "/actions/permissions/workflow": {"D030", "D031"},
    "/actions/permissions": {"D033"},
    "/actions/secrets": {"D032"},
    "/actions/organization-secrets": {"D032"},
    "/codeowners/errors": {"D046"},
    "/collaborators": {"D047", "D052"},
    "/teams/leaders/members": {"D047"},
}


def unverified(patient: Patient) -> set[str]:
    """Return what is unverified; all else must be sound."""
    diagnoses = examine(patient, offline=False)
    states = {each.state for each in diagnoses}
    assert states == {State.SOUND, State.UNVERIFIED}
    return {each.demand.rule for each in diagnoses if each.state is State.UNVERIFIED}


@pytest.mark.parametrize("path", UNSEEN)
def test_a_setting_that_the_token_may_not_see_hides_no_other(path: str) -> None:
    patient = Example(forge={"unseen": frozenset({path})}).patient()

    assert unverified(patient) == UNSEEN[path]


def test_a_token_that_does_not_see_who_may_go_past_the_rules_finds_neither_good_nor_bad() -> None:
    hidden = {"sets.0.bypass_actors": UNTOLD, "sets.1.bypass_actors": UNTOLD}

    assert unverified(Example(forge=hidden).patient()) == {"D016", "D021"}


def test_a_server_that_does_not_tell_whether_actions_are_pinned_is_unverified() -> None:
    assert unverified(Example(forge={"actions": {"enabled": True}}).patient()) == {"D033"}


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"secrets_left_out": 1}, "D032"),
        ({"collaborators.3.permissions": UNTOLD}, "D052"),
        ({"sets.0.rules.3": {"type": "required_status_checks"}}, "D017"),
    ],
)
def test_an_answer_that_is_not_whole_is_unverified(values: dict[str, object], rule: str) -> None:
    assert unverified(Example(forge=values).patient()) == {rule}


def test_without_actions_nothing_has_to_be_pinned() -> None:
    diagnoses = examine(Example(forge={"actions": {"enabled": False}}).patient(), offline=False)

    assert worst(diagnoses) is State.SOUND


def test_a_forge_that_was_not_asked_is_unverified_with_the_reason() -> None:
    patient = replace(Example().patient(), settings=None, silence="nobody asked")

    assert unverified(patient) == set(ON_FORGE)
    told = {each.found for each in examine(patient, offline=False) if each.found}
    assert told == {
        (
            Bilingual(
                zh="无法核实（nobody asked）", en="nothing that could be verified (nobody asked)"
            ),
        )
    }


def test_offline_the_forge_is_no_part_of_the_examination() -> None:
    patient = replace(Example().patient(), settings=None)
    diagnoses = examine(patient, offline=True)

    assert worst(diagnoses) is State.SOUND
    assert {each.demand.rule for each in diagnoses} & set(ON_FORGE) == set()


def test_without_a_list_of_files_nobody_knows_who_owns_them() -> None:
    patient = Example().patient()
    unlisted = replace(patient, owners=Ownership(patient.owners.files, None))

    assert unverified(unlisted) == {"D043", "D044", "D045", "D047", "D048"}


def test_data_with_problems_leave_open_who_may_decide() -> None:
    patient = Example(cast=(("forge_id: 109", "forge_id: 105"),)).patient()

    assert unverified(patient) == {
        *("D004", "D006", "D020", "D022", "D047", "D048", "D050", "D051", "D052", "D053")
    }


def test_a_gap_that_was_found_outweighs_what_nobody_knows() -> None:
    patient = Example(
        forge={"unseen": frozenset({"/activity"}), "rights.default_workflow_permissions": "write"}
    ).patient()

    assert worst(examine(patient, offline=False)) is State.GAP


def test_a_set_that_can_be_gone_past_is_a_gap_although_another_hides_who_may() -> None:
    actor = {"actor_id": None, "actor_type": "OrganizationAdmin", "bypass_mode": "always"}
    held = {"sets.1.bypass_actors": [actor]}
    second = {
        "sets.2": {
            "id": 3,
            "name": "tag 3",
            "source": "example/reports",
            "enforcement": "active",
            "target": "tag",
            "rules": [{"type": "creation"}, {"type": "deletion"}],
            "conditions": {"ref_name": {"include": ["~ALL"], "exclude": []}},
        }
    }
    diagnoses = examine(Example(forge={**held, **second}).patient(), offline=False)

    found = next(each for each in diagnoses if each.demand.rule == "D021")
    assert found.state is State.GAP
    assert len(found.found) == 2


def test_roles_without_owners_leave_open_whom_codeowners_should_name() -> None:
    nobody = (
        (', codeowners: ["@example-org/reporting", "@mei"]', ""),
        (
            ', codeowners: "@example-org/leaders"',
            "",
        ),
    )

    assert unverified(Example(cast=nobody).patient()) == {"D048"}


def test_without_any_forge_codeowners_is_no_part_of_the_examination() -> None:
    accounts = tuple((f", forge_id: {number}", "") for number in range(101, 110))
    keys = tuple(
        (f"name: {name},", f'name: {name}, signing_keys: "{KEY[:-1]}{number}",')
        for number, name in enumerate(
            ("周正", "徐朗", "何静", "秦川", "沈默", "唐宁", "吴越", "梅青"), start=1
        )
    )
    example = Example(cast=(*keys, *accounts), owners={".github/CODEOWNERS": None})
    diagnoses = examine(example.patient(), offline=True)

    assert worst(diagnoses) is State.SOUND
    assert {each.demand.rule for each in diagnoses} & {each.rule for each in OF_OWNERS} == set()


EXAMPLES_ON_FORGE = [
    entry["forge"]
    for rule in ON_FORGE
    for entry in examples(rule)
    if set(entry) <= {"forge", "says", "also"}
]


@settings(max_examples=12, deadline=None)
@given(
    values=st.sampled_from(EXAMPLES_ON_FORGE),
    unseen=st.frozensets(st.sampled_from(sorted(UNSEEN)), max_size=4),
)
def test_what_a_token_does_not_see_makes_nothing_sound(
    values: dict[str, object], unseen: frozenset[str]
) -> None:
    whole = examine(Example(forge=values).patient(), offline=False)
    partly = examine(Example(forge={**values, "unseen": unseen}).patient(), offline=False)

    seen_bad = {each.demand.rule for each in whole if each.state is not State.SOUND}
    sound = {each.demand.rule for each in partly if each.state is State.SOUND}
    assert seen_bad & sound == set()
