"""JSON lines: paths to cells, and everything that is refused with its line."""

from __future__ import annotations

import json

import pytest

from tests.collect.conftest import Desk

FORM = 'form: {delimiter: ";", decimal: ",", instant: "%d-%m-%Y %H:%M", missing: ["?"]}'
JSON = "form: {kind: json-lines, missing: ['?']}"
CHANGES = (
    (FORM, JSON),
    ("{header: Closed, type: instant}", "{header: log.1.at, type: instant}"),
    ("service: Service", "service: Services"),
)


def line(**more: object) -> str:
    """Return a case of mail, closed in October."""
    log = [{"at": "2013-10-01T09:00:00"}, {"at": "2013-10-03T09:05:00"}]
    case = {"Number": 1, "Services": "Mail", "Urgency": "high", "Hours": 1.50, "log": log}
    return json.dumps(case | more)


def found(desk: Desk, *lines: str) -> list[str]:
    """Return what is wrong with an export, as people read it."""
    run = desk(changes=CHANGES, content="\n".join(lines).encode())
    assert run.files == {}
    told = ((": ".join(filter(None, (each.path, each.found))), each) for each in run.findings)
    return [f"{each.line}: {words} ({each.rule})" for words, each in told]


def test_paths_lead_to_the_cells_of_a_case(desk: Desk) -> None:
    run = desk(changes=CHANGES, content=f"{line()}\n\n{line(Number=2)}\n".encode())

    [text] = run.files.values()
    assert b'"service": "mail", "source": "desk", "value": 2}' in text
    assert run.quality is not None
    assert (run.quality.rows, run.quality.cases) == (2, 2)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "Expecting property name enclosed in double quotes at character 2"),
        ("[1]", "a value that is no object"),
        ('{"a": 1, "a": 2}', "the key 'a' twice"),
        ('{"a": NaN}', "NaN, which is no JSON"),
        ('{"a": ' + "[" * 40 + "]" * 40 + "}", "more than 32 levels"),
        ('{"a": "' + "b" * 1_000_000 + '"}', "1,000,009 characters, of 1,000,000 at most"),
    ],
)
def test_a_line_that_is_no_plain_object_is_refused(desk: Desk, text: str, words: str) -> None:
    assert found(desk, line(), text) == [f"2: {words} (C021)"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"x": 1}, "an object, where a text, a number or a list of texts was expected"),
        ([["Mail"]], "a list of something else than texts"),
        (["a;b"], "';' within the item 'a;b'; choose other form.items"),
    ],
)
def test_a_value_that_is_no_cell_is_refused(desk: Desk, value: object, words: str) -> None:
    assert found(desk, line(), line(Services=value)) == [f"2: Services: {words} (C021)"]


def test_broken_lines_and_cells_of_others_are_told_in_one_run(desk: Desk) -> None:
    assert found(desk, line(), "{", line(Hours={}), "[]") == [
        "2: Expecting property name enclosed in double quotes at character 2 (C021)",
        "4: a value that is no object (C021)",
        "3: Hours: an object, where a text, a number or a list of texts was expected (C021)",
    ]


def test_brackets_within_texts_are_no_levels(desk: Desk) -> None:
    text = line(Urgency="[" * 40)

    assert desk(changes=CHANGES, content=text.encode()).findings == ()


def test_a_path_that_no_line_has_is_a_slip(desk: Desk) -> None:
    text = line().replace("Services", "Service")

    assert found(desk, text) == [
        "0: none; the keys are Hours, Number, Service, Urgency, log (C003)"
    ]


def test_an_empty_export_is_no_log(desk: Desk) -> None:
    assert found(desk, "") == ["1: an empty file (C021)"]


def test_a_nul_character_is_refused(desk: Desk) -> None:
    assert found(desk, line(), "\0") == ["2: a NUL character (C001)"]
