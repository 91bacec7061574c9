"""CODEOWNERS is read as GitHub reads it."""

from __future__ import annotations

from textwrap import dedent
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.doctor.codeowners import CodeOwners, Line, owners_named, parse
from generator.doctor.ownerroles import deciding_chains
from generator.doctor.ownership import Ownership, readable_file
from tests.doctor.patients import Example

TEXT = dedent("""\
    # Comment
    *           @org/all

    /docs/      @org/writers docs@example.org  # in a line
    /docs/en/\t@bob
    /docs/en/secret/
    *.py        @octo-cat_corp
    path\\ with\\ blanks/  @org/all
    """)


def owners(path: str, text: str = TEXT) -> tuple[str, ...]:
    lines = parse(text).lines_of(path)
    return lines[-1].owners if lines else ("no line",)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("Makefile", ("@org/all",)),
        ("docs/a.md", ("@org/writers", "docs@example.org")),
        ("docs/en/a.md", ("@bob",)),
        ("docs/en/secret/a.md", ()),
        ("docs/en/hook.py", ("@octo-cat_corp",)),
        ("path with blanks/a", ("@org/all",)),
    ],
)
def test_the_last_line_that_matches_decides_and_may_take_owners_away(
    path: str, expected: tuple[str, ...]
) -> None:
    assert owners(path) == expected


def test_a_path_that_no_line_matches_has_none() -> None:
    assert owners("a.md", "/docs/ @bob\n") == ("no line",)


@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_lines_end_as_on_any_system(end: str) -> None:
    assert parse(f"* @bob{end}") == CodeOwners(
        lines=(Line(number=1, pattern="*", owners=("@bob",)),)
    )


@pytest.mark.parametrize(
    "line",
    [
        *("!docs/ @bob", "[a-z].md @bob", "\\#a @bob", "/ @bob", "a//b @bob", "* bob", "* @bob @"),
        *("* @-bob", "* @org/", "* bob@example", "* @org/a/b", "* @bob, @eve"),
    ],
)
def test_a_bad_line_is_passed_over_and_named_with_its_number(line: str) -> None:
    read = parse(f"* @all\n{line}\n/docs/ @writers\n")

    assert [each.number for each in read.lines] == [1, 3]
    assert [each.number for each in read.bad] == [2]


def test_those_are_named_whom_the_first_file_names() -> None:
    files = {".github/CODEOWNERS": b"* @bob a@b.example\n", "CODEOWNERS": b"* @eve\n"}

    assert owners_named(files) == {"@bob", "a@b.example"}
    assert owners_named({}) == frozenset()


def test_a_file_of_another_encoding_is_told() -> None:
    files = {".github/CODEOWNERS": "* @bob # für alle\n".encode("latin-1")}

    assert [said.en for said in readable_file(Ownership(files, ()))] == [
        ".github/CODEOWNERS, which is not UTF-8"
    ]


@pytest.mark.parametrize(
    ("path", "chains"),
    [
        ("docs/reports/bank-monthly/2013-10.md", {"external"}),
        ("docs/reports/operations-monthly/2013-10.json", {"internal"}),
        ("docs/reports/unknown/2013-10.md", {"simple"}),
        ("report_data/records/bank/2013-10.yml", {"external", "internal", "simple"}),
        ("report_data/chains.yml", {"simple"}),
        ("generator/cli.py", {"simple"}),
    ],
)
def test_a_path_is_decided_by_the_chain_of_its_report_or_by_that_of_all_others(
    path: str, chains: set[str]
) -> None:
    assert deciding_chains(path, Example().patient().mandates) == chains


PATTERNS = st.lists(
    st.text("ab*?/", min_size=1, max_size=6).filter(lambda text: text.strip("/")), max_size=8
)


@settings(max_examples=150, deadline=None)
@given(patterns=PATTERNS, path=st.lists(st.sampled_from("ab"), min_size=1, max_size=4))
def test_the_lines_of_a_path_are_those_that_match_it_one_by_one(
    patterns: list[str], path: list[str]
) -> None:
    read = parse("\n".join(f"{pattern} @bob" for pattern in patterns))
    name = "/".join(path)

    assert read.lines_of(name) == tuple(line for line in read.lines if line.matches(name))


def test_thousands_of_lines_are_no_burden() -> None:
    reports = [f"report-{number}" for number in range(2000)]
    read = parse("".join(f"/docs/reports/{name}/ @bob\n" for name in reports))
    with patch.object(Line, "matches", autospec=True, side_effect=Line.matches) as asked:
        found = [read.lines_of(f"docs/reports/{name}/2013-10.md") for name in reports]

    assert [lines[-1].pattern for lines in found] == [f"/docs/reports/{n}/" for n in reports]
    assert asked.call_count == len(reports)
