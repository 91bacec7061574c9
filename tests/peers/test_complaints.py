"""A complaints log of prepbench: the table that collect builds, and its monthly figures."""

from __future__ import annotations

from contextlib import closing
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest

from generator.collect.cases import load_rows, make_cases, make_whole
from generator.collect.collect import Collected
from generator.collect.columns import TypedTable, typed_table
from generator.collect.engine import connect
from generator.collect.export import read_export
from generator.collect.intake import collect_source, take_in
from generator.collect.table import Table
from generator.files import read_tree
from generator.measure.figure import FigureKey
from generator.measure.ledger import Ledger
from generator.periods import Period
from generator.workspace.check import check
from generator.workspace.load import assemble, load
from generator.workspace.workspace import Workspace
from tests.collect.conftest import record_file

CASE = Path(__file__).parents[1] / "fixtures" / "peers" / "complaints"
TODAY = pd.Timestamp("2024-06-26")
# The eleven fields of the case in the mapping's names, as expressions of a mapping may write them.
FIELDS = """
    id, receipt, customer, strftime(received_local, '%d/%m/%Y'),
    strftime(resolved_local, '%d/%m/%Y'), coalesce(lower(timely) = 'true', false),
    response, issue, category, product, description
"""


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    """Return the workspace of the case; it is sound."""
    loaded = load(CASE)
    assert isinstance(loaded, Workspace), loaded
    return loaded


@pytest.fixture(scope="module")
def run(workspace: Workspace) -> Collected:
    """Return what collecting the log gives."""
    return collect_source(workspace, "complaints", take_in(CASE / "export.csv"))


def test_the_case_table_is_the_expected_output(workspace: Workspace) -> None:
    [entry] = workspace.of_kind("source")
    export = take_in(CASE / "export.csv")
    with closing(connect()) as engine:
        table = read_export(export, entry.value)
        assert isinstance(table, Table)
        typed = typed_table(table, entry.value, "Europe/London", export)
        assert isinstance(typed, TypedTable)
        load_rows(engine, typed, entry.value)
        make_whole(engine, entry.value)
        make_cases(engine, entry.value)
        actual = engine.execute(f"SELECT {FIELDS} FROM cases ORDER BY id").fetchall()  # noqa: S608

    expected = pd.read_csv(CASE / "expected.csv", dtype=str)
    expected["Timely Response"] = expected["Timely Response"].str.lower() == "true"
    assert actual == [tuple(row) for row in expected.itertuples(index=False)]
    assert (len(actual), len(actual[0])) == (53, 11)


def test_every_record_is_what_pandas_counts(run: Collected) -> None:
    assert run.findings == ()
    files = map(record_file, run.files.values())
    written = {
        (file.period.label, record.metric, record.service, record.member or ""): tuple(
            part
            for name in ("numerator", "denominator", "sum", "count", "value")
            if (part := getattr(record, name)) is not None
        )
        for file in files
        for record in file.records
    }

    assert {key: parts for key, parts in written.items() if any(parts)} == counted()


def log() -> pd.DataFrame:
    """Return the log as pandas alone reads it, with the days that each complaint took."""
    table = pd.read_csv(CASE / "export.csv", dtype=str, encoding="utf-8-sig")
    received, resolved = (
        pd.to_datetime(table[f"Date {name}"], format="%d/%m/%Y")
        for name in ("Received", "Resolved")
    )
    table["open"] = table["Response to Consumer"] == "In Progress"
    table["days"] = (resolved.mask(table["open"], TODAY) - received).dt.days
    table["month"] = received.dt.strftime("%Y-%m")
    table["service"] = table["Product Category"].str.lower()
    return table


def counted() -> dict[tuple[str, str, str, str], tuple[Decimal, ...]]:
    """Return the parts of every record that is not nought, by month, metric, service and member."""
    found: dict[tuple[str, str, str, str], tuple[Decimal, ...]] = {}
    for (month, service), group in log().groupby(["month", "service"]):
        for (metric, member), numbers in parts_of(group).items():
            parts = tuple(Decimal(int(number)) for number in numbers)
            if any(parts):
                found[str(month), f"complaint.{metric}", str(service), member] = parts
    return found


def parts_of(group: pd.DataFrame) -> dict[tuple[str, str], tuple[int, ...]]:
    """Return the parts of the metrics and their members for some complaints."""
    closed, going = group[~group["open"]], group[group["open"]]
    members = {
        ("received", str(member)): (count,)
        for column in ("Issue Type", "Response to Consumer")
        for member, count in group[column].value_counts().items()
    }
    return {
        **members,
        ("received", ""): (len(group),),
        ("timely", ""): (sum(group["Timely Response"] == "True"), len(group)),
        ("within-14-days", ""): (sum(group["days"] < 14), len(group)),
        ("mean-days-to-resolve", ""): (sum(closed["days"]), len(closed)),
        ("mean-days-open", ""): (sum(going["days"]), len(going)),
    }


def test_the_figures_of_the_year_are_those_of_the_whole_log(run: Collected) -> None:
    contents, _ = read_tree(CASE, "report_data")
    workspace, findings = assemble({**contents, **run.files})
    assert (*findings, *check(workspace)) == ()
    ledger, services = Ledger.of(workspace), tuple(workspace.services)

    values = {
        metric: ledger.figure(
            "shop", services, FigureKey(metric=metric, service="all"), Period.parse("2023")
        ).value
        for metric in workspace.metrics
    }

    table = log()
    closed, going = table[~table["open"]]["days"], table[table["open"]]["days"]
    assert values == {
        "complaint.received": 53,
        "complaint.timely": Fraction(25, 53),
        "complaint.within-14-days": Fraction(int((table["days"] < 14).sum()), 53),
        "complaint.mean-days-to-resolve": Fraction(int(closed.sum()), 42),
        "complaint.mean-days-open": Fraction(int(going.sum()), 11),
    }
