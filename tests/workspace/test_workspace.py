from __future__ import annotations

import dataclasses

import pytest

from tests.workspace.samples import BASE, workspace_of

WORKSPACE = workspace_of()


def test_things_are_found_by_their_ids_in_the_order_of_their_files() -> None:
    found = {
        "agreements": ["bank-sla"],
        "calendars": ["business"],
        "chains": ["simple"],
        "parties": ["bank"],
        "reports": ["bank-monthly"],
        "roles": ["administrator", "leader", "customer"],
        "services": ["payments", "workplace"],
        "sources": ["desk"],
    }

    assert {name: list(getattr(WORKSPACE, name)) for name in found} == found


def test_there_is_one_organisation_and_the_people_in_the_order_of_their_file() -> None:
    assert WORKSPACE.organisation.zone == "Asia/Shanghai"
    assert [person.id for person in WORKSPACE.people] == ["lin", "bakker"]


def test_a_view_cannot_be_written_to() -> None:
    with pytest.raises(TypeError):
        WORKSPACE.parties["bank"] = WORKSPACE.parties["bank"]  # type: ignore[index]
    with pytest.raises(dataclasses.FrozenInstanceError):
        WORKSPACE.entries = ()  # type: ignore[misc]


def test_record_files_are_given_with_their_names() -> None:
    files = {name: file.period.label for name, file in WORKSPACE.record_files}

    assert files == {"report_data/records/bank/2013-10.yml": "2013-10"}


def test_a_thing_knows_the_file_and_the_line_that_define_it() -> None:
    item = WORKSPACE.items("service")[1]

    assert (item.entry.file, item.entry.lines.line(item.path)) == ("report_data/services.yml", 3)


def test_a_word_that_nothing_is_called_by_has_no_items() -> None:
    assert WORKSPACE.items("unicorn") == ()


def test_every_entry_carries_the_fingerprint_of_its_bytes() -> None:
    organisation = workspace_of().of_kind("organisation")[0].sha256
    changed = {**BASE, "report_data/organisation.yml": BASE["report_data/organisation.yml"] + b"#"}

    assert len({entry.sha256 for entry in WORKSPACE.entries}) == len(BASE)
    assert workspace_of(changed).of_kind("organisation")[0].sha256 != organisation
