from __future__ import annotations

import pytest

from generator.workspace.kinds import FILE_KINDS, kind_of
from tests.workspace.samples import BASE


def test_every_kind_of_file_has_an_example_of_its_own() -> None:
    kinds = [kind_of(name.removeprefix("report_data/")) for name in BASE]

    assert {kind.name for kind in kinds if kind} == {kind.name for kind in FILE_KINDS}


@pytest.mark.parametrize(
    "name",
    [
        "organisation.yaml",
        "Organisation.yml",
        "organisation.yml.bak",
        "old/organisation.yml",
        "metrics/incident/closed.yml",
        "metrics/.yml",
        "records/2013-10.yml",
        "records/bank/2013/10.yml",
        "organisationxyml",
    ],
)
def test_a_file_in_another_place_or_of_another_suffix_is_of_no_kind(name: str) -> None:
    assert kind_of(name) is None


def test_files_without_a_folder_are_those_that_every_workspace_has() -> None:
    required = [kind.name for kind in FILE_KINDS if kind.required]

    assert required == ["organisation", "people", "services", "chains"]
