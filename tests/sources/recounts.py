"""What plain pandas counts in an export: no mapping, no engine, nothing of the program."""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd

SALT = b"0123456789abcdef"
NINE = Decimal("0.000000001")

Parts = tuple[str, ...]
Key = tuple[str, str, str]
Counts = dict[Key, Parts]


def table(path: Path, sep: str = ",", encoding: str = "utf-8") -> pd.DataFrame:
    """Return the rows as text, without those in which nothing stands."""
    cells = pd.read_csv(path, sep=sep, encoding=encoding, dtype=str, keep_default_na=False)
    cells = cells.map(str.strip).replace("", None)
    return cells.dropna(how="all")


def moments(cells: pd.Series, style: str, zone: str) -> pd.Series:
    """Return instants of a zone's clock; an hour shown twice is the first."""
    shown = pd.to_datetime(cells, format=style)
    first = np.ones(len(shown), dtype=bool)
    return shown.dt.tz_localize(zone, ambiguous=first, nonexistent="shift_forward")


def offsets(cells: pd.Series, zone: str) -> pd.Series:
    """Return instants that tell their offset, by the clock of a zone."""
    return pd.to_datetime(cells, utc=True, format="ISO8601").dt.tz_convert(zone)


def seconds(start: pd.Series, end: pd.Series) -> pd.Series:
    return (end - start).dt.total_seconds().astype("Int64")


def counted(
    rows: pd.DataFrame, metrics: Mapping[str, Callable[[pd.DataFrame], Parts]]
) -> Iterator[tuple[Key, Parts]]:
    """Yield the parts of each metric for each month and service."""
    months = rows["at"].dt.strftime("%Y-%m")
    for (month, service), group in rows.groupby([months, "service"]):
        for metric, parts in metrics.items():
            yield (str(month), metric, str(service)), parts(group)


def number(group: pd.DataFrame) -> Parts:
    return (str(len(group)),)


def share(column: str) -> Callable[[pd.DataFrame], Parts]:
    """Return what counts the rows whose column holds, of those where it is known."""

    def parts(group: pd.DataFrame) -> Parts:
        known = group[column].dropna().astype(bool)
        return str(int(known.sum())), str(len(known))

    return parts


def mean(column: str) -> Callable[[pd.DataFrame], Parts]:
    """Return what adds a column up and counts where it is known."""

    def parts(group: pd.DataFrame) -> Parts:
        known = group[column].dropna()
        return plain(sum(known.tolist(), Decimal(0))), str(len(known))

    return parts


def total(column: str) -> Callable[[pd.DataFrame], Parts]:
    return lambda group: (plain(sum(group[column].tolist(), Decimal(0))),)


def highest(column: str) -> Callable[[pd.DataFrame], Parts]:
    return lambda group: (plain(max(group[column].dropna().tolist())),)


def people(column: str) -> Callable[[pd.DataFrame], Parts]:
    """Return what gives the pseudonyms of the persons of a column."""

    def parts(group: pd.DataFrame) -> Parts:
        names = group[column].dropna().unique()
        return (" ".join(sorted(map(pseudonym, names))),)

    return parts


def pseudonym(name: str) -> str:
    return hmac.new(SALT, f"customer\0{name}".encode(), "sha256").hexdigest()[:32]


def plain(value: Decimal | float) -> str:
    """Return a number with no digit more than it needs."""
    text = format(Decimal(str(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def hp_incidents(path: Path) -> Counts:
    rows = table(path, ";", "latin-1")
    rows = rows[rows["Status"] == "Closed"].copy()
    style, zone = "%d/%m/%Y %H:%M:%S", "Europe/Amsterdam"
    rows["at"] = moments(rows["Close Time"], style, zone)
    rows["took"] = seconds(moments(rows["Open Time"], style, zone), rows["at"]).map(Decimal)
    rows["again"] = rows["Reopen Time"].notna()
    metrics = {
        "ticket.closed": number,
        "ticket.reopened": share("again"),
        "ticket.mean-time-to-close": mean("took"),
        "ticket.longest-time-to-close": highest("took"),
    }
    return dict(counted(rows.assign(service="service-desk"), metrics))


def hp_interactions(path: Path) -> Counts:
    rows = table(path, ";", "latin-1")
    rows = rows[rows["Status"] == "Closed"].copy()
    style, zone = "%d-%m-%Y %H:%M", "Europe/Amsterdam"
    rows["at"] = moments(rows["Close Time"], style, zone)
    opened = moments(rows["Open Time (First Touch)"], style, zone)
    rows["took"] = seconds(opened, rows["at"]).map(Decimal)
    metrics = {
        "ticket.closed": number,
        "ticket.mean-time-to-close": mean("took"),
        "ticket.longest-time-to-close": highest("took"),
    }
    return dict(counted(rows.assign(service="service-desk"), metrics))


def hp_changes(path: Path) -> Counts:
    rows = table(path, ";", "latin-1")
    style, zone = "%d-%m-%Y %H:%M", "Europe/Amsterdam"
    for column in ("Change record Close Time", "Planned End", "Actual End"):
        rows[column] = moments(rows[column], style, zone)
    changes = rows.groupby("Change ID").agg(
        at=("Change record Close Time", "max"),
        planned=("Planned End", "max"),
        ended=("Actual End", "max"),
        emergency=("Emergency Change", "first"),
    )
    both = changes["planned"].notna() & changes["ended"].notna()
    changes["in_time"] = (changes["ended"] <= changes["planned"]).astype(object).where(both)
    changes["urgent"] = (changes["emergency"] == "Y").astype(object)
    metrics = {
        "rollout.closed": number,
        "rollout.on-time": share("in_time"),
        "rollout.emergency": share("urgent"),
    }
    return dict(counted(changes.assign(service="service-desk"), metrics))


def servicenow_event_log(path: Path) -> Counts:
    rows = table(path).replace("?", None)
    style = "%d-%m-%Y %H:%M"
    rows["updated"] = moments(rows["sys_updated_at"], style, "UTC")
    last = rows.sort_values("updated", kind="stable").groupby("number").tail(1).copy()
    last["at"] = moments(last["opened_at"], style, "UTC")
    last["over"] = last["closed_at"].notna()
    last["met"] = last["made_sla"] == "TRUE"
    last["moved"] = last["reassignment_count"].astype(int) > 0
    metrics = {
        "ticket.opened": number,
        "ticket.closed-since": share("over"),
        "ticket.verdict-met": share("met"),
        "ticket.reassigned": share("moved"),
        "ticket.requesters": people("caller_id"),
    }
    return dict(counted(last.assign(service="service-desk"), metrics))


def servicenow_incidents(path: Path) -> Counts:
    rows = table(path)
    rows = rows[rows["state"] != "Canceled"].copy()
    rows["at"] = moments(rows["opened_at"], "%Y-%m-%d %H:%M:%S", "UTC")
    rows["service"] = np.where(rows["business_service"] == "E-mail", "mail", "service-desk")
    rows["solved"], rows["over"] = rows["resolved_at"].notna(), rows["closed_at"].notna()
    rows["met"] = rows["made_sla"] == "true"
    rows["moved"] = rows["reassignment_count"].astype(int) > 0
    metrics = {
        "ticket.opened": number,
        "ticket.resolved-since": share("solved"),
        "ticket.closed-since": share("over"),
        "ticket.verdict-met": share("met"),
        "ticket.reassigned": share("moved"),
        "ticket.requesters": people("caller_id"),
    }
    return dict(counted(rows, metrics))


def jira_history(path: Path) -> Counts:
    rows = table(path)
    rows["changed"] = offsets(rows["As.Of.Date"], "America/New_York")
    last = rows.sort_values("changed", kind="stable").groupby("ticket").tail(1).copy()
    first = rows.groupby("ticket")["date_created"].min()
    last["at"] = moments(last["ticket"].map(first), "%Y-%m-%d", "America/New_York")
    last["over"] = last["Status"] == "Done"
    metrics = {"ticket.opened": number, "ticket.closed-since": share("over")}
    return dict(counted(last.assign(service="service-desk"), metrics))


def jira_issues(path: Path) -> Counts:
    issues = json.loads(path.read_text("utf-8"))["issues"]
    rows = pd.DataFrame([issue["fields"] for issue in issues])
    rows["at"] = offsets(rows["created"], "UTC")
    rows["solved"] = rows["resolutiondate"].notna()
    rows["who"] = [reporter["accountId"] for reporter in rows["reporter"]]
    metrics = {
        "ticket.opened": number,
        "ticket.resolved-since": share("solved"),
        "ticket.requesters": people("who"),
    }
    return dict(counted(rows.assign(service="service-desk"), metrics))


def glpi_tickets(path: Path) -> Counts:
    rows = table(path, encoding="utf-8-sig").replace("-", None)
    cases = rows.groupby("Ticker").first()
    cases["at"] = moments(cases["Data Abertura"], "%d/%m/%Y %H:%M:%S", "America/Sao_Paulo")
    cases["solved"] = cases["Data Solução"].notna()
    cases["over"] = cases["Data Fechamento"].notna()
    metrics = {
        "ticket.opened": number,
        "ticket.resolved-since": share("solved"),
        "ticket.closed-since": share("over"),
        "ticket.requesters": people("Requerente"),
    }
    return dict(counted(cases.assign(service="service-desk"), metrics))


def vinst_problems(path: Path) -> Counts:
    rows = table(path, ";", "latin-1")
    rows["changed"] = offsets(rows["Problem Change Date+Time"], "Europe/Stockholm")
    by = rows.sort_values("changed", kind="stable").groupby("Problem Number")
    last = by.tail(1).set_index("Problem Number")
    last["at"] = by["changed"].min()
    last["waits"] = last["Problem Sub Status"] == "Wait"
    metrics = {"trouble.logged": number, "trouble.waiting": share("waits")}
    return dict(counted(last.assign(service="service-desk"), metrics))


def city_311(path: Path) -> Counts:
    rows = table(path)
    rows["at"] = moments(rows["OPEN_DT"], "%m/%d/%Y %I:%M:%S %p", "America/New_York")
    rows["over"] = rows["CLOSED_DT"].notna()
    rows["met"] = rows["OnTime_Status"].map({"ONTIME": True, "OVERDUE": False})
    metrics = {
        "ticket.opened": number,
        "ticket.closed-since": share("over"),
        "ticket.verdict-met": share("met"),
    }
    return dict(counted(rows.assign(service="service-desk"), metrics))


def service_standards(path: Path) -> Counts:
    rows = table(path, encoding="utf-8-sig")
    rows["good"] = rows["volume_meeting_target"].map(Decimal)
    rows["all"] = rows["total_volume"].map(Decimal)
    rows = rows[rows["good"] <= rows["all"]].copy()
    ends = rows["fiscal_yr"].str[-4:] + "-03-31"
    rows["at"] = moments(ends, "%Y-%m-%d", "America/Toronto")
    rows["met"] = rows["target_met"] == "Y"
    metrics = {
        "sample.total": total("all"),
        "sample.good-share": lambda group: (*total("good")(group), *total("all")(group)),
        "sample.verdict-met": share("met"),
    }
    return dict(counted(rows.assign(service="service-desk"), metrics))


def attendances(path: Path) -> Counts:
    rows = table(path)
    rows["at"] = moments(rows["period"], "%Y-%m-%d", "Europe/London")
    rows["all"] = rows["attendances"].map(Decimal)
    rows["good"] = rows["all"] - rows["breaches"].map(Decimal)
    metrics = {
        "sample.total": total("all"),
        "sample.good-share": lambda group: (*total("good")(group), *total("all")(group)),
    }
    return dict(counted(rows.assign(service="service-desk"), metrics))


def complaints_log(path: Path) -> Counts:
    rows = table(path)
    rows["at"] = moments(rows["Date Received"], "%d/%m/%Y", "Europe/London")
    rows["over"] = (rows["Response to Consumer"] != "In Progress") & rows["Date Resolved"].notna()
    rows["met"] = rows["Timely Response"].map({"True": True, "False": False})
    metrics = {
        "ticket.opened": number,
        "ticket.closed-since": share("over"),
        "ticket.verdict-met": share("met"),
        "ticket.requesters": people("Customer ID"),
    }
    return dict(counted(rows.assign(service="service-desk"), metrics))


def daily_counts(path: Path) -> Counts:
    rows = table(path)
    rows["at"] = moments(rows["Date"], "%d/%m/%Y", "Europe/London")
    rows["number"] = rows["Complaints"].map(Decimal)
    metrics = {
        "sample.total": total("number"),
        "sample.mean": mean("number"),
        "sample.highest": highest("number"),
    }
    return dict(counted(rows.assign(service="service-desk"), metrics))


def cloud_metrics(path: Path) -> Counts:
    rows = table(path)
    rows["at"] = moments(rows["timestamp"], "%Y-%m-%d %H:%M:%S", "UTC")
    rows["number"] = rows["value"].map(rounded)
    metrics = {
        "sample.number": number,
        "sample.mean": mean("number"),
        "sample.highest": highest("number"),
        "sample.p95": histogram("number"),
    }
    return dict(counted(rows.assign(service="server"), metrics))


def rounded(text: str) -> Decimal:
    return Decimal(text).quantize(NINE, ROUND_HALF_UP)


def histogram(column: str) -> Callable[[pd.DataFrame], Parts]:
    """Return what lists each value with its number, in the order of the values."""

    def parts(group: pd.DataFrame) -> Parts:
        counts = group[column].value_counts().sort_index()
        return (" ".join(f"{plain(value)}:{counts[value]}" for value in counts.index),)

    return parts


def statuspage_incidents(path: Path) -> Counts:
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    rows = pd.DataFrame(lines)[["downtime_start", "downtime_end"]].dropna(subset="downtime_start")
    rows["at"] = offsets(rows["downtime_start"], "UTC")
    took = seconds(rows["at"], offsets(rows["downtime_end"], "UTC"))
    rows["took"] = took.map(lambda each: Decimal(int(each)), na_action="ignore")
    metrics = {
        "outage.started": number,
        "outage.mean-length": mean("took"),
        "outage.longest": highest("took"),
    }
    return dict(counted(rows.assign(service="status-page"), metrics))


def upptime_observations(path: Path) -> Counts:
    rows = table(path)
    rows["at"] = offsets(rows["commit_iso"], "UTC")
    rows["up"] = rows["status"] == "up"
    rows["number"] = rows["response_time_ms"].map(Decimal)
    metrics = {
        "sample.number": number,
        "sample.up": share("up"),
        "sample.mean": mean("number"),
        "sample.highest": highest("number"),
    }
    return dict(counted(rows.assign(service="site"), metrics))


def prometheus_probes(path: Path) -> Counts:
    head, *lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    rows = pd.DataFrame(lines, columns=head["columns"])
    rows["at"] = offsets(rows["time"].map(lambda time: time["at"]), "UTC")
    rows = rows[rows["value"].notna()].assign(service="site")
    rows["up"] = rows["value"] == 1
    return dict(counted(rows, {"sample.number": number, "sample.up": share("up")}))


def report_register(path: Path) -> Counts:
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    rows = pd.DataFrame(lines, dtype=object)
    rows["at"] = pd.to_datetime(rows["day"])
    days = pd.to_datetime(rows["delivered"]) - pd.to_datetime(rows["period_end"])
    rows["days"] = days.dt.days.astype("Int64")
    for first, last in pairwise(
        ("period_end", "data", "drafted", "confirmed", "approved", "delivered")
    ):
        spent = pd.to_datetime(rows[last]) - pd.to_datetime(rows[first])
        rows[f"until_{last}"] = spent.dt.days.astype("Int64")
    return dict(counted(rows.assign(service="reporting"), _REPORTING))


def _among(what: str, parts: Callable[[pd.DataFrame], Parts]) -> Callable[[pd.DataFrame], Parts]:
    """Return what counts the lines of one kind alone."""
    return lambda group: parts(group[group["what"] == what])


def _held(holds: Callable[[pd.Series], bool]) -> Callable[[pd.DataFrame], Parts]:
    """Return what counts the lines that a condition holds for, of all."""
    return lambda group: (str(sum(holds(line) for _, line in group.iterrows())), str(len(group)))


def _values(group: pd.DataFrame) -> Parts:
    number = group["days"].astype(int).value_counts().sort_index()
    return (" ".join(f"{value}:{times}" for value, times in number.items()) or "-",)


_REPORTING: Mapping[str, Callable[[pd.DataFrame], Parts]] = {
    "reporting.on-time": _among(
        "due", _held(lambda line: bool(line.delivered and line.delivered <= line.due))
    ),
    "reporting.approved-at-once": _among("issued", _held(lambda line: line.rejections == 0)),
    "reporting.corrected": _among("delivered", _held(lambda line: line.revisions > 1)),
    "reporting.mean-lead-time": _among("delivered", mean("days")),
    "reporting.lead-time-p90": _among("delivered", _values),
    "reporting.mean-data-wait": _among("delivered", mean("until_data")),
    "reporting.mean-drafting": _among("delivered", mean("until_drafted")),
    "reporting.mean-confirming": _among("delivered", mean("until_confirmed")),
    "reporting.mean-reviewing": _among("delivered", mean("until_approved")),
    "reporting.mean-sending": _among("delivered", mean("until_delivered")),
    "reporting.inputs-complete": _among(
        "due", lambda group: (str(group["inputs_there"].sum()), str(group["inputs"].sum()))
    ),
    "reporting.figures-confirmed": _among("audited", _held(lambda line: line.result == "equal")),
    "reporting.feedback-answered": _among(
        "feedback", _held(lambda line: bool(line.answered and line.answered <= line.day))
    ),
    "reporting.archived": _among("issued", _held(lambda line: line.receipts > 0)),
    "reporting.receipts": _among("copy", _held(lambda line: bool(line.received))),
}


Recount = Callable[[Path], Counts]


def plain_or_text(part: object) -> str:
    """Return a part of a record as it is compared: numbers plain, lists as they are."""
    return part if isinstance(part, str) else plain(Decimal(str(part)))
