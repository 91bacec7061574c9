"""The page of the exports behind the records, and the score of their quality."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from generator.site.audience import View
from generator.site.sources import export_of, sources_page
from generator.workspace.load import assemble
from generator.workspace.model.records import SetAside, Source
from generator.workspace.model.types import Bilingual
from tests.collect.conftest import collect_desk, record_file
from tests.workspace.samples import BASE

RECORDS = "report_data/records/bank/2013-10.yml"


def page(old: str = "", new: str = "", version: str = "2013-10") -> list[str]:
    """Return the rows of the page in English, with some words of the records replaced."""
    text = BASE[RECORDS].decode()
    assert old in text
    found, _ = assemble({**BASE, RECORDS: text.replace(old, new, 1).encode()})
    view = View(workspace=found, audience="internal", version=version, language="en")
    return [line for line in sources_page(view).splitlines() if line.startswith(("| ", "Nothing"))]


def test_an_export_has_a_row_with_its_fingerprint_and_the_share_of_its_sound_cases() -> None:
    more = (
        '"used": 8, "doubtful": 2, "unplaced": [{"reason": {"zh": "无", "en": "none"}, "count": 1}]'
    )

    assert page('"used": 8', more) == [
        (
            "| Source | Quality score | System | Export and fingerprint | Months | Rows read "
            "| Cases counted | Cases set aside | Of no month | Doubtful |"
        ),
        "| --- | --: | --- | --- | --- | --: | --: | --: | --: | --: |",
        "| `desk` | 66.7 % | Desk | desk.csv `aaaaaaaaaaaa` | 2013-10 | 9 | 8 | 0 | 1 | 2 |",
    ]


def test_an_export_of_which_nobody_looked_for_doubts_has_no_score() -> None:
    assert page()[-1] == (
        "| `desk` | – | Desk | desk.csv `aaaaaaaaaaaa` | 2013-10 | 9 | 8 | 0 | 0 | – |"
    )


def test_months_after_the_version_are_not_on_its_page() -> None:
    assert page(version="2013-09") == ["Nothing was collected yet."]


def source(used: int, doubtful: int, unplaced: tuple[SetAside, ...] = ()) -> Source:
    """Return what the records of a month say about the export."""
    [one] = record_file(BASE[RECORDS]).sources
    return replace(one, used=used, doubtful=doubtful, unplaced=unplaced)


def test_the_months_of_an_export_are_one_row_whose_score_counts_what_has_no_month_once() -> None:
    nameless = (SetAside(reason=Bilingual(zh="无", en="none"), count=5),)

    export = export_of(
        [
            ("2013-10", source(60, 1, nameless)),
            ("2013-11", source(35, 0, nameless)),
        ]
    )

    assert (export.months, export.used, export.score) == (
        ("2013-10", "2013-11"),
        95,
        Fraction(94, 100),
    )


def test_an_export_without_a_case_has_no_score_rather_than_a_good_one() -> None:
    assert export_of([("2013-10", source(0, 0))]).score is None


def test_a_case_is_doubtful_once_however_much_is_odd_about_it() -> None:
    run = collect_desk(
        "1;Mail;high;3-10-2013 9:05;1;1-10-2013 9:05",
        "2;;high;3-10-2013 9:05;1;4-10-2013 9:05",
        "3;Fax;high;4-10-2013 9:05;1;1-10-2013 9:05",
        "5;;high;31-10-2013 9:05;1;1-10-2013 9:05",
        "4;Mail;high;5-11-2013 9:05;1;1-11-2013 9:05",
        heading="Number;Service;Urgency;Closed;Hours;Opened\n",
        changes=(
            ("period:", "in_order: [opened, closed]\nperiod:"),
            ("columns:\n", "columns:\n  opened: {header: Opened, type: instant}\n"),
        ),
    )

    assert doubtful(run.files) == [("2013-10", 4, 2), ("2013-11", 1, 0)]


def doubtful(files: Mapping[str, bytes]) -> list[tuple[str, int, int | None]]:
    """Return month, cases that count, and those of them that are doubtful."""
    found = map(record_file, files.values())
    return [(f.period.label, s.used, s.doubtful) for f in found for s in f.sources]
