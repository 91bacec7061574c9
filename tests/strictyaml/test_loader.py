from __future__ import annotations

import gc
from decimal import Decimal
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import ToolError
from generator.findings import Finding
from generator.pause import paused_gc
from generator.strictyaml import Document, Limits, events, parse


def sentences(source: str | bytes, limits: Limits | None = None) -> list[str]:
    content = source.encode() if isinstance(source, str) else source
    findings = parse(content, "a.yml", limits or Limits())

    assert isinstance(findings, tuple)
    return [f"{finding.line} {finding.path} {finding.rule} {finding.found}" for finding in findings]


def test_values_are_plain_and_keep_their_digits() -> None:
    parsed = parse(b"a: [1, 99.950, 2013-10, true, '1']\nb: {c: \"\"}\n", "a.yml")

    expected = {"a": [1, Decimal("99.950"), "2013-10", True, "1"], "b": {"c": ""}}

    assert isinstance(parsed, Document)
    assert parsed.value == expected


def test_a_finding_says_where_what_was_expected_what_was_found_and_what_to_do() -> None:
    expected = Finding(
        file="a.yml",
        line=3,
        path="a.c",
        rule="Y029",
        expected="each key once",
        found="'c' again (first on line 2)",
        action="delete or rename one of the two",
    )

    assert parse(b"a:\n  c: 1\n  c: 2\n", "a.yml") == (expected,)


def test_all_problems_of_a_file_are_told_in_one_run() -> None:
    source = dedent(
        """\
        a: yes
        b: &x !t [1, 010, *x]
        ? [c]
        : {<<: 1, d: , 2: e}
        *x : ~
        a: 2\u200b
        z: {
        """
    )
    expected = [
        "1 a Y040 'yes'",
        "2 b Y025 '&x'",
        "2 b Y028 '!t'",
        "2 b[1] Y041 '010'",
        "2 b[2] Y026 '*x'",
        "3  Y031 a list or mapping as a key",
        "4 ? Y027 '<<'",
        "4 ?.d Y033 nothing",
        "4 ? Y030 '2', which is not plain text",
        "5  Y026 '*x'",
        "5 ? Y029 '?' again (first on line 3)",
        "5 ? Y043 '~'",
        "6  Y006 '\\u200b'",
        "6 a Y029 'a' again (first on line 1)",
        "8  Y020 nothing where a value is wanted",
    ]

    assert sentences(source) == expected


def test_a_repeated_problem_is_told_each_time() -> None:
    expected = ["1 a[0] Y040 'no'", "1 a[1] Y040 'no'"]

    assert sentences("a: [no, no]\n") == expected


def test_beyond_the_limit_one_last_finding_says_that_there_are_more() -> None:
    expected = ["2 a[0] Y040 'no'", "3 a[1] Y040 'no'", "4  Y009 more than 2"]

    assert sentences("a:\n- no\n- no\n- no\n- no\n", Limits(findings=2)) == expected


@pytest.mark.parametrize(
    ("source", "limits", "found"),
    [
        ("a: 12\n", Limits(size=5), ["0  Y010 6 bytes"]),
        ("a: {b: 1}\n", Limits(depth=1), ["1 a Y011 level 2"]),
        ("a: 12\nb: 3\n", Limits(values=2), ["2  Y012 more than 2"]),
        ("a: 'bcd'\n", Limits(scalar=2), ["1 a Y013 3 characters"]),
        ("a: bcd\n", Limits(scalar=2), ["1 a Y013 3 characters"]),
    ],
)
def test_a_file_may_reach_a_limit_but_not_pass_it(
    source: str, limits: Limits, found: list[str]
) -> None:
    assert sentences(source, limits) == found


@pytest.mark.parametrize(
    ("source", "limits"),
    [
        ("a: 12\n", Limits(size=6)),
        ("a: {b: 1}\n", Limits(depth=2)),
        ("a: 12\nb: 3\n", Limits(values=3)),
        ("a: 'bcd'\n", Limits(scalar=3)),
    ],
)
def test_a_file_at_a_limit_is_read(source: str, limits: Limits) -> None:
    assert isinstance(parse(source.encode(), "a.yml", limits), Document)


def test_a_syntax_error_of_an_unknown_kind_keeps_the_words_of_the_parser() -> None:
    assert sentences("&\n") == ["1  Y020 did not find expected alphabetic or numeric character"]


def test_a_target_without_quotes_is_told_to_have_them() -> None:
    assert sentences("target: > 95 %\n") == ["1  Y020 text behind a sign with a meaning of its own"]


def test_a_byte_order_mark_does_not_hide_the_other_problems() -> None:
    assert sentences(b"\xef\xbb\xbfa: no\n") == ["1  Y002 a byte order mark", "1 a Y040 'no'"]


@pytest.mark.parametrize(
    ("end", "found"),
    [
        (b"a: \x07\n", "200003  Y004 '\\u0007'"),
        (b"%YAML\n", "200003  Y024 '%YAML'"),
        (b"\n\xff\n", "200004  Y001 byte 0xff"),
    ],
)
def test_a_line_far_down_in_a_large_file_has_its_number(end: bytes, found: str) -> None:
    assert found in sentences(b"a: 1\n\n" + b"#23456789\n" * 200_000 + end)


def test_a_parser_without_its_c_part_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "CParser", None)

    with pytest.raises(ToolError, match="install a wheel"):
        parse(b"a: 1\n", "a.yml")


@given(
    st.binary(max_size=60)
    | st.text(alphabet=" \n\t-:?[]{},&*!|>'\"%@`#a1.~<\\", max_size=40).map(str.encode)
)
def test_no_input_raises_and_what_is_not_read_has_a_finding(source: bytes) -> None:
    parsed = parse(source, "a.yml")

    assert isinstance(parsed, Document) or parsed


@pytest.mark.parametrize("is_on", [True, False])
def test_the_collector_is_switched_back_to_what_it_was(*, is_on: bool) -> None:
    before = gc.isenabled()
    (gc.enable if is_on else gc.disable)()

    with paused_gc():
        inside = gc.isenabled()

    after = gc.isenabled()
    (gc.enable if before else gc.disable)()
    assert (inside, after) == (False, is_on)
