"""Our own repository keeps what it asks of others, as far as a clone can tell."""

from __future__ import annotations

from pathlib import Path

import yaml

from generator.doctor.branches import GATE_WORDS
from generator.doctor.clone import Clone
from generator.doctor.demand import State
from generator.doctor.examine import Patient, examine
from generator.doctor.ownership import Ownership
from generator.doctor.place import appointed_in, owners_files, paths_at

ROOT = Path(__file__).parents[2]


def test_the_status_that_doctor_asks_for_is_that_of_our_own_gate() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/gate.yml").read_text(encoding="utf-8"))
    names = [job["name"].casefold() for job in workflow["jobs"].values()]

    assert [name for name in names if any(word in name for word in GATE_WORDS)] == names


def test_owners_and_approvers_of_this_repository_are_sound() -> None:
    patient = Patient(
        branch="main",
        clone=Clone(hazards={}, settings={}),
        owners=Ownership(owners_files(ROOT), paths_at(ROOT)),
        appointed=appointed_in(ROOT),
    )

    found = [each for each in examine(patient, offline=True) if each.demand.rule[:3] != "D00"]
    assert {each.demand.rule: each.sentences for each in found if each.state is State.GAP} == {}
    assert {each.state for each in found} <= {State.SOUND, State.ADVICE}
