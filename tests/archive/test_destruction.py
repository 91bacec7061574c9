"""What is listed as due, and the tombstone of what was destroyed."""

from __future__ import annotations

import pytest

from tests.archive.conftest import reportgen
from tests.archive.issued import OCTOBER, TAG, Issued
from tests.site.plain import Answer

FILE = "report_data/retention.yml"
CLASSES = """\
# Ours.
classes:
  - id: customer-report
    name: {zh: 客户报告, en: Customer reports}
    years: 5
    basis: {zh: 合同, en: Contract}
"""
HOLD = """\
holds:
  - {classes: customer-report, first: 2019-01-01, reason: {zh: 诉讼, en: Lawsuit}, ordered_by: manager}
"""  # noqa: E501
WHY = ("--reason", "期满", "Years are over", "--decided-by", "lin", "--witnessed-by", "qin")
STONE = f"""\
destroyed:
  - id: D-2019-01
    edition: {OCTOBER}
    revision: 1
    manifest_sha256: "SHA256"
    date: 2019-02-01
    reason: {{zh: "期满", en: "Years are over"}}
    decided_by: lin
    witnessed_by: qin
    copies:
      - {{place: "bundle store", state: destroyed}}
      - {{place: "tape 7", state: remains, note: "until 2025"}}
      - {{place: "copy 1, manager (site, sent 2014-01-11)", state: remains, note: "in their hands"}}
      - {{place: "git: commits, tags and every clone", state: remains, note: "no part of a \
history can be destroyed; sums and pseudonyms only"}}
"""
DELIVERY = """\
report: monthly
period: 2013-10
deliveries:
  - {revision: 1, copy: 1, to: manager, by: site, sent: 2014-01-11, sender: lin, manifest: "SHA256"}
"""


@pytest.fixture
def kept(issued: Issued) -> Issued:
    """Return the repository with a class of five years, and a copy that was handed over."""
    (issued.root / FILE).write_text(CLASSES, encoding="utf-8")
    copies = issued.root / "report_data/deliveries/monthly/2013-10.yml"
    copies.parent.mkdir(parents=True)
    copies.write_text(DELIVERY.replace("SHA256", hash_of(issued)), encoding="utf-8")
    return issued


def hash_of(made: Issued) -> str:
    """Return the hash of the manifest of October."""
    line = next(each for each in made.anchors.read_text().splitlines() if TAG in each)
    return line.partition('"manifest": "')[2][:64]


def stone_of(made: Issued) -> str:
    """Return the tombstone of October."""
    return STONE.replace("SHA256", hash_of(made))


def due(made: Issued, today: str, *more: str) -> Answer:
    return reportgen("retention", "due", "--today", today, "--root", made.root, *more)


def tombstone(made: Issued, *more: object, today: str = "2019-02-01") -> Answer:
    places = ("--destroyed", "bundle store", "--remains", "tape 7", "until 2025")
    what = ("retention", "tombstone", TAG, "--id", "D-2019-01", *WHY, *places)
    return reportgen(*what, "--today", today, "--root", made.root, *more)


def rows(answer: Answer) -> list[list[str]]:
    """Return the cells of the rows that are about something."""
    return [line.split() for line in answer.out.splitlines() if "monthly/" in line]


DUE = [OCTOBER, "r1", "customer-report", "2019-01-10", "到期", "due"]


@pytest.mark.parametrize(
    ("today", "more", "states"),
    [
        ("2019-01-09", (), []),
        ("2019-01-10", (), [DUE]),
        ("2018-12-12", ("--within", "29"), [[*DUE[:4], "保存", "kept"]]),
    ],
)
def test_a_release_is_due_on_the_day_after_its_years(
    kept: Issued, today: str, more: tuple[str, ...], states: list[list[str]]
) -> None:
    answer = due(kept, today, *more)

    assert (answer.code, rows(answer)) == (0, states)


def test_a_legal_hold_is_told_and_refuses_the_tombstone(kept: Issued) -> None:
    (kept.root / FILE).write_text(CLASSES + HOLD, encoding="utf-8")

    listed, refused = due(kept, "2019-02-01"), tombstone(kept)

    assert [row[-2:] for row in rows(listed)] == [["依法保留", "held"]] * 2
    assert (refused.code, "is not due: 依法保留 held, until 2019-01-10" in refused.err) == (1, True)
    assert (kept.root / FILE).read_text(encoding="utf-8") == CLASSES + HOLD


def test_a_tombstone_names_the_copies_that_remain(kept: Issued) -> None:
    answer = tombstone(kept)

    text = (kept.root / FILE).read_text(encoding="utf-8")
    assert answer.code == 0, answer
    assert text == CLASSES + stone_of(kept)
    assert reportgen("check", "--root", kept.root).code == 0
    (row, _) = rows(due(kept, "2019-02-02"))
    assert row[-3:] == ["已销毁", "destroyed:", "D-2019-01"]


def test_a_tombstone_is_put_between_others_and_the_keys_after_them(kept: Issued) -> None:
    held = HOLD.replace("first: 2019-01-01", "first: 2030-01-01")
    (kept.root / FILE).write_text(f"destroyed: []\n{CLASSES}{held}", encoding="utf-8")

    answer = tombstone(kept)

    text = (kept.root / FILE).read_text(encoding="utf-8")
    assert answer.code == 0, answer
    assert text == f"{stone_of(kept)}{CLASSES}{held}"


@pytest.mark.parametrize(
    ("more", "code", "why"),
    [
        (("--witnessed-by", "lin"), 1, "found lin alone"),
        (("--witnessed-by", "eve"), 1, "found 'eve'"),
        (("--id", "nonsense"), 1, "destroyed[0].id"),
        (("--today", "2018-02-01"), 1, "is not due: 保存 kept, until 2019-01-10"),
    ],
)
def test_a_wrong_tombstone_is_not_written(
    kept: Issued, more: tuple[str, ...], code: int, why: str
) -> None:
    answer = tombstone(kept, *more)

    assert (answer.code, why in answer.err) == (code, True), answer
    assert (kept.root / FILE).read_text(encoding="utf-8") == CLASSES


def test_what_was_destroyed_is_not_taken_out_of_the_archive(kept: Issued) -> None:
    tombstone(kept)

    asker = ("--by", "cai", "--purpose", "complaint", "--allowed-by", "manager")
    answer = reportgen("archive", "get", TAG, *asker, "--root", kept.root)

    assert (answer.code, "was destroyed on 2019-02-01; see D-2019-01" in answer.err) == (2, True)


def test_queries_are_kept_for_five_years_after_their_own(kept: Issued) -> None:
    file = kept.root / "report_data/queries/2014.yml"
    file.parent.mkdir()
    file.write_text("year: 2014\n", encoding="utf-8")

    before, after = due(kept, "2019-12-31", "--all"), due(kept, "2020-01-01")

    def row(answer: Answer) -> list[str]:
        return next(line.split()[1:] for line in answer.out.splitlines() if "queries/" in line)

    assert row(before) == ["-", "2020-01-01", "保存", "kept"]
    assert row(after) == ["-", "2020-01-01", "到期", "due"]
