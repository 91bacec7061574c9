from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.findings import Finding
from generator.workspace.load import assemble, load
from generator.workspace.workspace import Workspace
from tests.workspace.samples import AGREEMENT, BASE, RECORDS, Contents, findings_of, sentences_of

PEOPLE = "report_data/people.yml"
SERVICES = "report_data/services.yml"
METRICS = "report_data/metrics/incident.yml"
BROKEN = b"a: [1\n"
YAML = sorted(name for name in BASE if name.endswith(".yml"))

# Each value of the base, and what people, programs and foes put in its place.
VALUES = [
    (name, match.span(1))
    for name, source in BASE.items()
    for match in re.finditer(rb': ("[^"]*"|[^,{}\[\]\n]+|\[[^\n]*?\]|\{[^\n]*?\})', source)
]
HOSTILE = (
    *('""', "true", "-1", "0", "1.10", "9" * 18, '"1e5"', '"NaN"', "[]", "{}", "[a]", "{a: b}"),
    *("0001-01-01", '"2026-02-30"', "2999-12", '"9999-12-31"', '"1900-01-01..2999-12-31"'),
    *(
        '"../x"',
        '"%"',
        '"> 95 %"',
        "all",
        "[bank, bank]",
        '"１"',
        '"b\N{CYRILLIC SMALL LETTER A}nk"',
    ),
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path, dict(BASE))
    return tmp_path


def write(root: Path, contents: Contents) -> None:
    for name, source in contents.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(source)


def findings(loaded: Workspace | tuple[Finding, ...]) -> tuple[Finding, ...]:
    assert isinstance(loaded, tuple)
    return loaded


def rules(contents: Contents) -> set[str]:
    return {finding.rule for finding in findings_of(contents)}


def test_a_folder_in_which_all_is_fine_becomes_a_workspace(root: Path) -> None:
    loaded = load(root)

    assert isinstance(loaded, Workspace)
    assert [entry.file for entry in loaded.entries] == sorted(BASE)


def test_a_workspace_is_the_same_with_a_cache_and_without(root: Path) -> None:
    fresh, kept = load(root, root / "cache"), load(root, root / "cache")

    assert isinstance(kept, Workspace)
    assert isinstance(fresh, Workspace)
    assert [entry.value for entry in kept.entries] == [entry.value for entry in fresh.entries]


def test_a_workspace_with_a_problem_is_not_given_at_all(root: Path) -> None:
    (root / "report_data/notes.yml").write_text("a: b\n")

    assert [finding.rule for finding in findings(load(root))] == ["M004"]


def test_findings_of_files_models_and_references_come_in_one_run_and_in_order(root: Path) -> None:
    (root / "report_data/link.yml").symlink_to(root / PEOPLE)
    (root / "report_data/organisation.yml").write_text("zone: Asia/Shanghai\n")
    (root / "report_data/chains.yml").write_bytes(BROKEN)
    parties = (root / "report_data/parties/bank.yml").read_text()
    (root / "report_data/parties/bank.yml").write_text(parties.replace("business", "holidays"))

    found = findings(load(root))
    assert [(finding.file.rpartition("/")[2], finding.rule) for finding in found] == [
        ("chains.yml", "Y020"),
        ("link.yml", "F004"),
        ("organisation.yml", "M002"),
        ("bank.yml", "X007"),
    ]


def test_an_empty_folder_misses_the_files_that_every_workspace_has(tmp_path: Path) -> None:
    (tmp_path / "report_data").mkdir()

    missing = {finding.file for finding in findings(load(tmp_path)) if finding.rule == "M005"}
    assert missing == {
        f"report_data/{name}.yml" for name in ("organisation", "people", "services", "chains")
    }


def test_a_folder_that_is_not_there_is_a_finding_and_no_traceback(tmp_path: Path) -> None:
    assert "M005" in {finding.rule for finding in findings(load(tmp_path))}


@pytest.mark.parametrize("name", YAML)
def test_references_to_a_kind_with_an_unreadable_file_stay_silent(name: str) -> None:
    found = findings_of({**BASE, name: BROKEN})

    assert {(finding.file, finding.rule[0]) for finding in found} == {(name, "Y")}


@pytest.mark.parametrize("name", sorted(BASE))
def test_references_to_a_kind_with_a_wrong_file_stay_silent(name: str) -> None:
    found = findings_of({**BASE, name: b"unknown: 1\n"})

    assert {(finding.file, finding.rule[0]) for finding in found} == {(name, "M")}


def test_when_every_file_is_broken_each_is_told_just_once() -> None:
    found = findings_of(dict.fromkeys(BASE, BROKEN))
    texts = {name for name in BASE if name not in YAML}

    # The line of broken YAML is a text without a heading, in two ways.
    assert {finding.rule for finding in found if finding.file in texts} == {"M006"}
    assert [(finding.file, finding.rule) for finding in found if finding.file in YAML] == [
        (name, "Y020") for name in YAML
    ]


def test_references_to_what_can_be_read_are_judged_beside_a_broken_file() -> None:
    agreement = BASE[AGREEMENT].replace(b"party: bank", b"party: bnak")

    assert rules({**BASE, METRICS: BROKEN, AGREEMENT: agreement}) == {"Y020", "X001", "R010"}


def test_a_missing_file_is_told_once_and_not_by_all_that_refer_to_it() -> None:
    contents = {name: source for name, source in BASE.items() if name != SERVICES}

    assert sentences_of(contents) == [
        (
            "report_data/services.yml: expected the services of the workspace, found no file; "
            "add it; the guide shows an example (M005)"
        )
    ]


def test_a_wrong_head_of_a_canonical_record_file_is_told_on_its_line() -> None:
    source = BASE[RECORDS].replace(b"period: 2013-10", b"period: 2013-13")

    assert sentences_of({**BASE, RECORDS: source}) == [
        (
            f"{RECORDS}:2: period: expected a month that exists in the calendar, found '2013-13'; "
            "correct the value (M003)"
        )
    ]


def test_a_report_that_no_clause_demands_is_fine() -> None:
    report = "report_data/catalogue/bank-monthly.yml"

    assert (
        sentences_of({**BASE, report: BASE[report].replace(b"required_by: bank-sla/2\n", b"")})
        == []
    )


def test_a_record_file_without_records_is_fine() -> None:
    head = BASE[RECORDS].partition(b"records:\n")[0]

    assert sentences_of({**BASE, RECORDS: head}) == []
    assert sentences_of({**BASE, RECORDS: head + b"records: []\n"}) == []


def test_many_findings_of_one_rule_are_all_told() -> None:
    source = BASE[RECORDS].replace(b'"service": "payments"', b'"service": "Payments"')

    found = findings_of({**BASE, RECORDS: source})
    assert [finding.line for finding in found] == [6, 7, 8, 9, 11, 12, 13]


def test_a_stranger_does_not_keep_the_other_files_from_being_read() -> None:
    workspace, found = assemble({**BASE, "report_data/notes.md": b"# Notes\n"})

    assert len(workspace.entries) == len(BASE)
    assert [finding.rule for finding in found] == ["M004"]


@given(st.sampled_from(VALUES), st.sampled_from(HOSTILE))
def test_any_value_in_any_place_gives_findings_or_a_workspace_and_never_an_exception(
    place: tuple[str, tuple[int, int]], value: str
) -> None:
    name, (start, end) = place
    source = BASE[name][:start] + value.encode() + BASE[name][end:]

    sentences = sentences_of({**BASE, name: source})
    assert all(re.search(r": expected .+, found .+; .+ \([A-Z]\d{3}\)$", one) for one in sentences)
