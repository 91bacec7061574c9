"""A government's own verdict on each of 134 service standards, against ordinary YAML."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest

from generator.files import read_tree
from generator.measure.ledger import Ledger
from generator.measure.measure import Attainment, measure
from generator.periods import Period
from generator.workspace.check import check
from generator.workspace.load import assemble, load
from generator.workspace.workspace import Workspace
from tests.proofs.canada import EXPORT, HERE, PERIOD, files, rows

# The publisher says that more was within the standard than there was: no share.
MORE_THAN_ALL = "3716"
OF_VERDICT = {"met": "Y", "missed": "N"}


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    """Return the workspace; it is sound."""
    loaded = load(HERE)
    assert isinstance(loaded, Workspace), loaded
    return loaded


@pytest.fixture(scope="module")
def attained(workspace: Workspace) -> dict[str, Attainment]:
    """Return what the engine says of each standard, by its number."""
    return {each.clause.id: each for each in attainments(workspace)}


def attainments(workspace: Workspace) -> Iterator[Attainment]:
    ledger = Ledger.of(workspace)
    for report in workspace.reports.values():
        yield from measure(workspace, ledger, report, Period.parse(PERIOD)).attainments


def test_the_workspace_is_what_the_rows_say() -> None:
    folder = HERE / "report_data"
    places = sorted(path for path in folder.rglob("*") if path.is_file())

    written = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in places}
    assert (EXPORT.name, written) == ("standards.csv", dict(sorted(files().items())))


def test_every_verdict_is_the_publishers(attained: dict[str, Attainment]) -> None:
    found = {number: each.judgement.verdict.value for number, each in attained.items()}

    published = {row["service_standard_id"]: row["target_met"] for row in rows()}
    assert {number: OF_VERDICT[verdict] for number, verdict in found.items()} == published
    assert sorted(published.values()) == ["N"] * 22 + ["Y"] * 112


def test_every_value_is_the_published_one_to_its_four_decimals(
    attained: dict[str, Attainment],
) -> None:
    published = {row["service_standard_id"]: Decimal(row["performance"]) for row in rows()}

    for way in (ROUND_HALF_UP, ROUND_HALF_EVEN):
        found = {
            number: rounded(each.measured.figure.value, way) for number, each in attained.items()
        }
        assert found == published


def rounded(value: Fraction | None, way: str) -> Decimal:
    assert value is not None
    exactly = Decimal(value.numerator) / Decimal(value.denominator)
    return exactly.quantize(Decimal("0.0001"), rounding=way)


def test_one_row_is_no_share_and_is_told_as_a_quotient(attained: dict[str, Attainment]) -> None:
    kinds = {number: each.measured.metric.id for number, each in attained.items()}

    assert [number for number, metric in kinds.items() if metric != "standard.met"] == [
        MORE_THAN_ALL
    ]
    assert attained[MORE_THAN_ALL].measured.figure.value == Fraction(3177, 3068)


def test_as_a_share_that_row_is_refused() -> None:
    contents, _ = read_tree(HERE, "report_data")
    name = f"report_data/records/cfia-acia/{PERIOD}.yml"
    share = b'"standard.met", "service": "ss-3716", "source": "standards", "numerator": 3177'
    quotient = b'"standard.quotient", "service": "ss-3716", "source": "standards", "sum": 3177'
    text = contents[name].replace(quotient, share).replace(b'"count": 3068', b'"denominator": 3068')

    workspace, findings = assemble({**contents, name: text})

    told = [(each.rule, each.expected, each.found) for each in (*findings, *check(workspace))]
    assert told == [("R002", "no more than the denominator", "3177 of 3068")]


def test_no_published_value_decides_otherwise_than_the_exact_one() -> None:
    # Rounded first, 79.996 % would be 80 %; no row is so near to its target.
    published = [(Decimal(row["performance"]), Decimal(row["target"]), row) for row in rows()]

    by_rounded = {row["service_standard_id"]: value >= target for value, target, row in published}
    assert by_rounded == {row["service_standard_id"]: row["target_met"] == "Y" for row in rows()}
