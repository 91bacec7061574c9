"""The calendar file against the grammar of RFC 5545."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from generator.site.icalendar import WholeDay, icalendar

STAMP = date(2014, 1, 1)
EXPECTED = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//reportgen//service reports//EN
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:Due
BEGIN:VEVENT
UID:ffb0f26e-0241-543d-9539-2a60fa4a2ef7
DTSTAMP:20140101T000000Z
DTSTART;VALUE=DATE:20140131
DTEND;VALUE=DATE:20140201
SUMMARY:a\\, b\\; c\\\\d e
DESCRIPTION:SR-1
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR
"""
# contentline = name *(";" param) ":" value CRLF (RFC 5545, 3.1), values without controls.
LINE = re.compile(r"[A-Z-]+(?:;[A-Z]+=[A-Z]+)?:[^\x00-\x08\x0a-\x1f\x7f]*")
TEXT = re.compile(r"(?:[^\\;,]|\\[\\;,nN])*")
REQUIRED = ("UID", "DTSTAMP", "DTSTART")


def event(summary: str, name: str = "a/b/2014-01") -> WholeDay:
    """Return a due date."""
    return WholeDay(name=name, day=date(2014, 1, 31), summary=summary, description="SR-1")


def lines_of(file: bytes) -> Iterator[str]:
    """Give the lines of a file, unfolded as a calendar does it."""
    assert file.endswith(b"\r\n")
    yield from file.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def test_a_due_date_is_an_event_of_one_day_with_its_texts_escaped() -> None:
    made = icalendar("Due", STAMP, [event("a, b; c\\d\ne")])

    assert made == EXPECTED.replace("\n", "\r\n").encode()


@given(st.text(), st.text(max_size=20))
def test_whatever_a_text_holds_the_file_keeps_to_the_grammar(summary: str, title: str) -> None:
    summary, title = (text.encode("utf-8", "ignore").decode() for text in (summary, title))
    made = icalendar(title, STAMP, [event(summary), event(summary, "other")])

    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
    lines = list(lines_of(made))
    assert [line for line in lines if not LINE.fullmatch(line)] == []
    texts = [line.partition(":")[2] for line in lines if line.startswith(("SUMMARY", "X-WR"))]
    assert [text for text in texts if not TEXT.fullmatch(text)] == []
    names = [re.split("[:;]", line)[0] for line in lines]
    assert [names.count(name) for name in REQUIRED] == [2, 2, 2]
    assert names.count("BEGIN") == names.count("END") == 3


def test_a_fold_cuts_no_character_in_two() -> None:
    made = icalendar("Due", STAMP, [event("服务报告" * 30)])

    assert [line.decode() for line in made.split(b"\r\n")]
    assert f"SUMMARY:{'服务报告' * 30}" in lines_of(made)


def test_an_edition_has_the_same_name_in_the_files_of_all_months() -> None:
    first, second = (
        [line for line in lines_of(icalendar("Due", stamp, [event("x")])) if line[:4] == "UID:"]
        for stamp in (STAMP, date(2014, 2, 1))
    )

    assert first == second
