from __future__ import annotations

from typing import Any

import pytest

from generator.strictyaml import Document, parse
from generator.workspace.decode import adapter, decode, did_you_mean, shown
from generator.workspace.kinds import FILE_KINDS, kind_of
from generator.workspace.model.chains import Approvers, Chains
from generator.workspace.model.organisation import Organisation, People
from generator.workspace.model.sources import Mapping
from tests.workspace.samples import BASE


def decoded(model: type[Any], source: str) -> Any:  # noqa: ANN401 - the model, or findings
    document = parse(source.encode(), "file.yml")

    assert isinstance(document, Document)
    return decode(model, document, "file.yml")


def sentences(model: type[Any], source: str) -> list[str]:
    return [finding.sentence for finding in decoded(model, source)]


def test_the_keys_of_a_file_become_the_fields_of_its_model() -> None:
    text = BASE["report_data/organisation.yml"].decode()
    organisation = decoded(Organisation, text)

    assert organisation.name.en == "Sample centre"
    levels = [level.of("zh") for level in organisation.classifications]
    assert levels == ["公开", "内部", "机密"]


def test_a_misspelt_key_is_told_with_the_key_that_was_meant_and_all_keys() -> None:
    text = BASE["report_data/organisation.yml"].decode() + "copyrite: {zh: 版权, en: Rights}\n"

    assert sentences(Organisation, text) == [
        (
            "file.yml:3: copyrite: expected a known key, found 'copyrite'; "
            "did you mean 'copyright'? "
            "known keys: classifications, copyright, fiscal_year_start, language, most_set_aside, "
            "name, zone (M001)"
        )
    ]


def test_all_that_is_wrong_with_a_file_is_told_in_one_run() -> None:
    text = "roles:\n- {id: Lead, nmae: x}\npeople: none\n"

    assert [(found.rule, found.line, found.path) for found in decoded(People, text)] == [
        ("M003", 2, "roles[0].id"),
        ("M002", 2, "roles[0].name"),
        ("M001", 2, "roles[0].nmae"),
        ("M003", 3, "people"),
    ]


def test_the_words_of_a_finding_are_those_of_somebody_who_edits_yaml() -> None:
    text = "name: Centre\nzone: Mars/Olympus\nlanguage: fr\nclassifications: public\n"

    assert sentences(Organisation, text) == [
        "file.yml:1: name: expected keys with values, found 'Centre'; correct the value (M003)",
        (
            "file.yml:2: zone: expected a time zone such as Asia/Shanghai, found 'Mars/Olympus'; "
            "correct the value (M003)"
        ),
        "file.yml:3: language: expected one of 'zh' or 'en', found 'fr'; correct the value (M003)",
        "file.yml:4: classifications: expected a list, found 'public'; correct the value (M003)",
    ]


def test_the_known_keys_of_a_value_behind_free_keys_are_told() -> None:
    text = BASE["report_data/sources/desk.yml"].decode()
    findings = decoded(Mapping, text.replace("type: instant", "typ: instant"))

    known = "decimals, format, header, optional, planned, pseudonym, text, type, words"
    assert [finding.action for finding in findings] == [f"did you mean 'type'? known keys: {known}"]


def test_the_known_keys_of_an_item_are_told_where_the_list_may_lack_its_brackets() -> None:
    text = BASE["report_data/chains.yml"].decode().replace("by: leader", "by: {anyof: leader}")
    findings = decoded(Chains, text)

    assert (
        findings[0].action
        == "did you mean 'any_of'? known keys: all_of, any_of, at_least, each, of"
    )


def test_a_wrong_key_of_a_free_mapping_is_told_where_it_stands() -> None:
    text = BASE["report_data/sources/desk.yml"].decode().replace("  id: Number", "  Id: Number")
    findings = decoded(Mapping, text)

    assert [(found.line, found.path) for found in findings] == [(7, "columns.Id")]


def test_a_list_whose_items_are_wrong_is_not_called_short_as_well() -> None:
    text = BASE["report_data/chains.yml"].decode().replace("stage: approve", "stage: Approve")

    assert [found.path for found in decoded(Chains, text)] == ["chains[0].stages[0].stage"]


def test_an_empty_list_is_short_where_something_is_needed() -> None:
    text = "chains:\n- {chain: a, name: {zh: 甲, en: A}, stages: []}\n"

    assert sentences(Chains, text) == [
        (
            "file.yml:2: chains[0].stages: expected at least 1 entry, found []; "
            "correct the value (M003)"
        )
    ]


def test_one_role_stands_for_a_stage_that_any_of_its_holders_decides() -> None:
    chains = decoded(Chains, BASE["report_data/chains.yml"].decode())

    assert chains.chains[0].stages[0].by == Approvers(any_of=("leader",))


@pytest.mark.parametrize(
    "kind", [kind for kind in FILE_KINDS if not kind.prose], ids=lambda kind: kind.name
)
def test_what_is_decoded_is_frozen_all_the_way_down(kind: Any) -> None:  # noqa: ANN401 - a kind
    name = next(name for name in BASE if kind_of(name.removeprefix("report_data/")) == kind)
    value = decoded(kind.model, BASE[name].decode())

    # Exports map columns and cells; only there a mapping is what is meant.
    is_mapping = kind.name in {"source", "outages"}
    assert is_mapping or hash(value) == hash(decoded(kind.model, BASE[name].decode()))


def test_the_validator_of_a_class_is_built_once() -> None:
    assert adapter(People) is adapter(People)


def test_a_word_that_is_like_no_other_gets_no_hint() -> None:
    assert did_you_mean("zebra", ("bank", "desk")) == ""
    assert did_you_mean("bnak", ("bank", "desk")) == "did you mean 'bank'? "


@pytest.mark.parametrize(
    ("value", "text"),
    [("a", "'a'"), (True, "true"), (12, "12"), ("a" * 90, "'" + "a" * 58 + "…")],
)
def test_a_value_is_shown_as_one_short_line(value: object, text: str) -> None:
    assert shown(value) == text
