"""Whatever the bytes are: records or findings, and never an exception."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.collect.collect import Collected

Desk = Callable[..., Collected]

PIECES = st.sampled_from(
    [
        *("1", "2", "Mail", "high", "?", "1,5", "1e5", "-0", "3-10-2013 9:05", "3-10-1 9:05"),
        *(
            "29-2-1900 0:00",
            "31-12-9999 23:59",
            "1-1-1677 0:00",
            "27-10-2013 2:30",
            "0-0-0000 0:00",
        ),
        *(
            ";",
            ";",
            ";",
            ";",
            "\n",
            "\n",
            "\r",
            "\r\n",
            '"',
            '""',
            "\x00",
            "\x85",
            "\u2028",
            "\ufeff",
        ),
        *("9" * 18, "9" * 19, "'", "\\", "\t", "ß", "\ud7ff", "=1+1"),
    ]
)
ROWS = st.lists(st.tuples(PIECES, PIECES, PIECES, PIECES, PIECES).map(";".join), max_size=6).map(
    "\n".join
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.lists(PIECES, max_size=30).map("".join), ROWS))
def test_any_text_gives_records_or_findings(desk: Desk, text: str) -> None:
    run = desk(content=f"Number;Service;Urgency;Closed;Hours\n{text}".encode())

    assert bool(run.files) != bool(run.findings)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200))
def test_any_bytes_give_findings(desk: Desk, content: bytes) -> None:
    run = desk(content=content)

    assert run.findings
    assert run.files == {}
