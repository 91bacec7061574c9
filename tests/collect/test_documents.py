"""JSON, YAML and Parquet: rows by a path, values by their types, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from generator.collect.collect import Collected
from tests.collect.conftest import Desk

FORM = 'form: {delimiter: ";", decimal: ",", instant: "%d-%m-%Y %H:%M", missing: ["?"]}'
OCTOBER = "report_data/records/shop/2013-10.yml"
CASE = {
    "Number": 1,
    "Service": "Mail",
    "Urgency": "high",
    "Closed": "2013-10-03T09:05:00",
    "Hours": 1.5,
}
LONGEST = (("desk.count, value", "desk.maximum, value"), ('"true"', "hours"))


def read(desk: Desk, form: str, content: bytes | str, *changes: tuple[str, str]) -> Collected:
    """Collect a document by the mapping of the help desk."""
    bare = content.encode() if isinstance(content, str) else content
    return desk(content=bare, changes=((FORM, f"form: {{{form}}}"), *changes))


def told(run: Collected) -> list[str]:
    """Return line, path, what was found, and the rule."""
    assert run.files == {}
    return [f"{each.line} {each.path}: {each.found} ({each.rule})" for each in run.findings]


# --- JSON ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "document"),
    [
        ("kind: json", [CASE]),
        ("kind: json", CASE),
        ("kind: json, rows: result.cases", {"result": {"cases": [CASE]}, "total": 1}),
        ("kind: json, rows: pages.*.cases", {"pages": [{"cases": []}, {"cases": [CASE]}]}),
    ],
)
def test_rows_are_found_by_their_path(desk: Desk, form: str, document: object) -> None:
    run = read(desk, form, json.dumps(document, indent=1), *LONGEST)

    assert run.findings == ()
    assert b'"value": "1.5", "at": "2013-10-03T09:05:00", "case": "1"' in run.files[OCTOBER]


def test_a_row_knows_the_items_that_it_lies_in(desk: Desk) -> None:
    log = [{"at": "2013-10-03T09:05:00", "parts": [{"name": "Mail"}, {"name": "Web"}]}]
    document = {"issues": [{"key": "A-1", "log": log}, {"key": "A-2", "log": []}]}
    run = read(
        desk,
        "kind: json, rows: issues.*.log",
        json.dumps(document),
        ("id: Number", "id: issues.*.key"),
        ("service: Service", "service: parts.*.name"),
        ("urgency: Urgency", "urgency: parts.0.name"),
        ("header: Closed", "header: at"),
        ("  hours: {header: Hours, type: number}\n", ""),
        ("Mail: mail", "Mail;Web: mail"),
    )

    assert run.findings == ()
    assert b'"service": "mail", "source": "desk", "value": 1}' in run.files[OCTOBER]


def test_a_number_with_an_exponent_is_written_out(desk: Desk) -> None:
    run = read(desk, "kind: json", '[{"Number": 1E5,' + json.dumps(CASE | {"Hours": 0})[14:] + "]")

    assert run.findings == ()


@pytest.mark.parametrize(
    ("form", "text", "found"),
    [
        ("kind: json", "", "1 : Expecting value at column 1 (C044)"),
        ("kind: json", '[\n{"a": 1,}]', "2 : Expecting property name enclosed in double quotes"),
        ("kind: json", '{"a": {"b": 1},\n "b": 1,\n"a": 2}', "3 : the key 'a' twice (C044)"),
        ("kind: json", "[1, 2]", "0 : a list of something else than objects (C044)"),
        ("kind: json", "[]", "0 : an empty list (C044)"),
        ("kind: json, rows: a", '{"a": []}', "0 : an empty list a (C044)"),
        ("kind: json, rows: b", '{"a": []}', "0 : nothing; the keys are a (C044)"),
        (
            "kind: json, rows: a.rwos",
            '{"a": {"rows": [{}]}}',
            "0 : nothing; did you mean 'rows'? the keys of 'a' are rows (C044)",
        ),
        ("kind: json", "[" * 100_000, "1 : more than 32 levels (C044)"),
        ("kind: json", "]\n" + "[" * 100_000, "2 : more than 32 levels (C044)"),
        ("kind: json", '[\n"NaN", {"a": NaN}]', "2 : NaN, which is no JSON (C044)"),
        ("kind: json, encoding: gb18030", b"\xff", "1 : the byte 0xff (C001)"),
        ("kind: yaml", "a: &b 1", "1 a: '&b' (Y025)"),
        ("kind: yaml, rows: b", "a: 1", "0 : nothing; the keys are a (C044)"),
        ("kind: yaml", "- 1", "0 : a list of something else than objects (C044)"),
        ("kind: yaml", "1", "1 : a single value (Y022)"),
        ("kind: yaml", "~", "0 : a list of something else than objects (C044)"),
        ("kind: yaml", "- &a {b: 1}", "1 [0]: '&a' (Y025)"),
        ("kind: yaml", "- *a", "1 [0]: '*a' (Y026)"),
        ("kind: yaml", "- {a: 1, a: 2}", "1 [0].a: 'a' again (first on line 1) (Y029)"),
        ("kind: yaml", "- !!python/name:os.system {}", "1 [0]: 'tag:yaml.org,2002:python"),
        ("kind: yaml", "[" * 100_000, "1 "),
        ("kind: parquet", "PAR1", "0 : "),
        ("kind: parquet", "", "0 : "),
    ],
)
def test_a_document_without_rows_is_told(
    desk: Desk, form: str, text: str | bytes, found: str
) -> None:
    [sentence] = told(read(desk, form, text))

    assert sentence.startswith(found)


def test_a_cell_of_a_document_is_told_by_row_and_path(desk: Desk) -> None:
    cases = [CASE, CASE | {"Hours": "x"}, CASE | {"Urgency": {"id": 1}}, CASE | {"Closed": "never"}]

    assert told(read(desk, "kind: json", json.dumps(cases))) == [
        "0 row 3 Urgency: an object, where a text, a number or a list of texts was expected (C021)"
    ]
    assert told(read(desk, "kind: json", json.dumps(cases[:2]))) == ["0 row 2 Hours: 'x' (C005)"]


PAGE = "kind: json, rows: issues"
WHOLE = "kind: json, rows: '*.issues'"


def page(count: int = 1, **said: object) -> dict[str, object]:
    """Return a page of an answer and what it says of itself."""
    return {**said, "issues": [CASE] * count}


@pytest.mark.parametrize(
    ("form", "document", "found"),
    [
        (PAGE, page(2, startAt=0, maxResults=2, total=3), "only rows 1 to 2 of 3"),
        (PAGE, page(1, startAt=2, maxResults=2, total=3), "only rows 3 to 3 of 3"),
        (PAGE, page(1, startAt=2), "only rows 3 to 3 of 3"),
        (PAGE, page(isLast=False), "a page that says another one follows"),
        (PAGE, page(nextPageToken="x"), "a page that says another one follows"),
        (
            WHOLE,
            [page(2, startAt=0, total=5), page(1, startAt=4, total=5)],
            "only rows 1 to 2 of 5",
        ),
        (WHOLE, [page(nextPageToken="x"), page(nextPageToken="y")], "a page that says another"),
        ("kind: json, rows: a.*.issues", {"startAt": 1, "a": [page()]}, "only rows 2 to 2 of 2"),
    ],
)
def test_a_page_of_a_longer_answer_is_refused(
    desk: Desk, form: str, document: object, found: str
) -> None:
    run = read(desk, form, json.dumps(document))

    assert told(run)[0].startswith(f"0 : {found}")
    assert "join them (jq -s . page-*.json > all.json)" in run.findings[0].action


@pytest.mark.parametrize(
    ("form", "document"),
    [
        (PAGE, page(startAt=0, maxResults=50, total=1)),
        (PAGE, page(isLast=True, total=9)),
        (PAGE, page(nextPageToken=None, startAt="", total=9)),
        (WHOLE, [page(startAt=0, total=2), page(startAt=1, total=2)]),
        (WHOLE, [page(nextPageToken="x", isLast=False), page(isLast=True)]),
    ],
)
def test_all_pages_of_an_answer_are_read(desk: Desk, form: str, document: object) -> None:
    assert read(desk, form, json.dumps(document)).findings == ()


# --- YAML ----------------------------------------------------------------------------

ROW = "- {Number: 1, Service: Mail, Urgency: high, Closed: 2013-10-03T09:05:00, Hours: 1.5}\n"
YAML = f"cases:\n{ROW}"


def test_rows_of_yaml_are_read_with_numbers_as_written(desk: Desk) -> None:
    run = read(desk, "kind: yaml, rows: cases", YAML, *LONGEST)

    assert b'"value": "1.5", "at": "2013-10-03T09:05:00", "case": "1"' in run.files[OCTOBER]


RECORDS_OF_NULLS = """\
- {"metric": "desk.count", "service": "mail", "source": "desk", "value": 1}
- {"metric": "desk.count", "service": "mail", "source": "desk", "dimension": "urgency", \
"member": "not stated", "value": 1}
- {"metric": "desk.count", "service": "other", "source": "desk", "value": 0}
"""


@pytest.mark.parametrize("nothing", ["", "~", "null", "Null"])
def test_a_null_of_yaml_or_json_is_a_missing_value(desk: Desk, nothing: str) -> None:
    row = ROW.replace("high", nothing).replace("1.5", nothing)
    by_urgency = ('"true"', "urgency IS NULL AND hours IS NULL")

    document = json.dumps([CASE | {"Urgency": None, "Hours": None}])

    yaml = read(desk, "kind: yaml", row, by_urgency).files[OCTOBER].decode()
    of_json = read(desk, "kind: json", document, by_urgency).files[OCTOBER].decode()

    assert yaml.split("records:\n")[1] == of_json.split("records:\n")[1] == RECORDS_OF_NULLS


def test_a_cell_of_yaml_is_told_by_its_line(desk: Desk) -> None:
    bad = YAML + ROW.replace("1.5", "x")

    assert told(read(desk, "kind: yaml, rows: cases", bad)) == ["3 Hours: 'x' (C005)"]


# --- Parquet -------------------------------------------------------------------------

COLUMNS = {
    "Number": "1",
    "Service": "'Mail'",
    "Urgency": "'high'",
    "Closed": "TIMESTAMP '2013-10-03 09:05:00'",
    "Hours": "CAST(1.5 AS DECIMAL(9, 2))",
}


WHOLE = "row 1 Closed: '2013-10-03T"


def parquet(folder: Path, **columns: str) -> bytes:
    """Return a Parquet file of one row with SQL expressions for columns."""
    shown = ", ".join(f'{sql} AS "{name}"' for name, sql in (COLUMNS | columns).items())
    file = folder / "cases.parquet"
    duckdb.execute(f"COPY (SELECT {shown}) TO '{file}'")
    return file.read_bytes()


@pytest.mark.parametrize(
    ("column", "sql", "value"),
    [
        ("Hours", "CAST(1.5 AS DOUBLE)", '"1.5"'),
        ("Hours", "CAST(0.1 AS FLOAT)", '"0.1"'),
        ("Hours", "INTERVAL 90 SECOND", "90"),
        ("Hours", "170141183460469231", "170141183460469231"),
        ("Closed", "DATE '2013-10-03'", '"1.50", "at": "2013-10-03T00:00:00"'),
        ("Closed", "TIMESTAMP_NS '2013-10-03 09:05:00'", '"1.50", "at": "2013-10-03T09:05:00"'),
        ("Number", "CAST(7 AS DOUBLE)", '"1.50", "at": "2013-10-03T09:05:00", "case": "7"'),
    ],
)
def test_values_of_parquet_are_taken_by_their_types(
    desk: Desk, tmp_path: Path, column: str, sql: str, value: str
) -> None:
    run = read(desk, "kind: parquet", parquet(tmp_path, **{column: sql}), *LONGEST)

    assert run.findings == ()
    assert f'"value": {value}'.replace("1.50", "1.5") in run.files[OCTOBER].decode()


def test_a_moment_with_a_zone_is_written_in_utc(desk: Desk, tmp_path: Path) -> None:
    zoned = parquet(tmp_path, Closed="TIMESTAMPTZ '2013-10-03 09:05:00+02'")
    style = ("Closed, type: instant", 'Closed, type: instant, format: "%Y-%m-%dT%H:%M:%SZ"')

    run = read(desk, "kind: parquet", zoned, style, ("form:", "zone: Etc/UTC\nform:"), *LONGEST)

    assert b'"at": "2013-10-03T09:05:00"' in run.files[OCTOBER]


@pytest.mark.parametrize(
    ("column", "sql", "found"),
    [
        ("Number", "1.5::DOUBLE", "row 1 Number: the floating number 1.5 for a text (C021)"),
        ("Hours", "'nan'::DOUBLE", "row 1 Hours: nan, which is no number (C021)"),
        ("Urgency", "{'a': 1}", "row 1 Urgency: a value of type dict (C021)"),
        ("Urgency", "'x'::BLOB", "row 1 Urgency: a value of type bytes (C021)"),
        (
            "Closed",
            "TIMESTAMPTZ '2013-10-03 09:05:00+02'",
            WHOLE + "07:05:00+00:00' (C004)",
        ),
        (
            "Closed",
            "TIMESTAMP '2013-10-03 09:05:00.5'",
            WHOLE + "09:05:00.500000' (C004)",
        ),
    ],
)
def test_a_value_that_is_no_cell_is_told(
    desk: Desk, tmp_path: Path, column: str, sql: str, found: str
) -> None:
    assert told(read(desk, "kind: parquet", parquet(tmp_path, **{column: sql}))) == [f"0 {found}"]


def test_a_column_that_parquet_lacks_is_told(desk: Desk, tmp_path: Path) -> None:
    run = read(desk, "kind: parquet", parquet(tmp_path), ("urgency: Urgency", "urgency: Urgence"))

    assert told(run) == ["0 : none (C003)"]
    assert "did you mean 'Urgency'?" in run.findings[0].action


def test_a_cut_parquet_file_is_told_without_the_place_where_it_lay(
    desk: Desk, tmp_path: Path
) -> None:
    [sentence] = told(read(desk, "kind: parquet", parquet(tmp_path)[:-20]))

    assert "(C044)" in sentence
    assert "export.parquet" not in sentence


def test_a_parquet_file_of_which_pages_are_damaged_tells_the_rows(
    desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "cases.parquet"
    columns = (
        "'Mail' AS Service, 'x' AS Urgency, TIMESTAMP '2013-10-03 09:05:00' AS Closed, 1 AS Hours"
    )
    number = "CAST(hash(i) AS VARCHAR) AS Number"
    many = f"SELECT {number}, {columns} FROM range(6000) AS each(i)"  # noqa: S608
    duckdb.execute(f"COPY ({many}) TO '{file}' (ROW_GROUP_SIZE 2048)")
    content = bytearray(file.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 500] = bytes(500)

    [sentence] = told(read(desk, "kind: parquet", bytes(content)))

    assert sentence.endswith(", in row group 2, rows 2049 to 4096 (C044)")
    assert "export" not in sentence
