"""Prometheus: samples of whole months, what is unknown, and answers that are no answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from textwrap import dedent

import pytest

from generator.collect.collect import Collected, collect
from generator.collect.inputs import ExportFile, Refused
from generator.collect.live.fetch import fetch
from generator.collect.live.http import get_json, site_of
from generator.errors import UsageError
from tests.collect.conftest import desk_entry, desk_ground
from tests.collect.servers import answering, prometheus

FORM = "kind: prometheus, address: METRICS, query: 'up{job=\"shop\"}', first: 2025-01, step: 3600"
MAPPING = dedent("""\
    source: probe
    system: {zh: 监控, en: Monitoring}
    party: shop
    extracted: 2025-02-03
    form: {FORM}
    columns:
      id: sample
      host: instance
      time: {header: time, type: instant}
      up: {header: value, type: number}
    case: {key: id}
    period: time
    service: {column: host, map: {a: mail}, other: other}
    records:
      - metric: desk.duration-ratio
        numerator: CASE WHEN up = 1 THEN 3600 ELSE 0 END
        denominator: CASE WHEN up IS NOT NULL THEN 3600 ELSE 0 END
    """)
JANUARY = "report_data/records/shop/2025-01.yml"
# January in Amsterdam begins an hour earlier than in UTC, and has 744 hours.
START = datetime(2024, 12, 31, 23, tzinfo=UTC)


def at(hour: float) -> int:
    """Return the second of an hour of January in Amsterdam."""
    return int((START + timedelta(hours=hour)).timestamp())


def metrics() -> str:
    """Return January of two hosts: one down for ten hours, one not seen for four, and others."""
    lines = ["# TYPE up gauge"]
    hours = range(-5, 800)
    lines += [f'up{{job="shop",instance="a"}} {int(not 10 <= h < 20)} {at(h)}' for h in hours]
    lines += [f'up{{job="shop",instance="b"}} 1 {at(h)}' for h in hours if not 100 <= h < 104]
    lines += [f'up{{job="late",instance="c"}} 1 {at(h) - 240}' for h in hours]
    lines += [f'up{{job="half",instance="d"}} 1 {at(h)}' for h in range(400)]
    lines += ["# TYPE load gauge"]
    lines += [f"load {value} {at(h)}" for h, value in enumerate(("NaN", "+Inf", "1.5e+06", "0.1"))]
    return "\n".join([*lines, "# EOF", ""])


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with prometheus(metrics()) as address:
        yield address


def taken(address: str, form: str = FORM, **environment: str) -> ExportFile | Refused:
    """Return what is kept of Prometheus."""
    entry = desk_entry(MAPPING.replace("FORM", form))
    kept = fetch(entry, desk_ground(), {"METRICS": address, **environment})
    assert kept is not None
    return kept


def counted(address: str, form: str = FORM) -> Collected:
    """Collect what Prometheus answers."""
    kept = taken(address, form)
    assert isinstance(kept, ExportFile), kept
    return collect(desk_entry(MAPPING.replace("FORM", form)), kept, desk_ground(), {})


def refused(address: str, form: str = FORM) -> str:
    """Return why nothing was read."""
    told = taken(address, form)
    assert isinstance(told, Refused)
    [finding] = told.findings
    return f"{finding.path}: {finding.found} ({finding.rule})"


# --- The real server -----------------------------------------------------------------


def test_a_month_of_samples_becomes_a_share_of_its_time(server: str) -> None:
    run = counted(server)

    assert run.findings == ()
    assert list(run.files) == [JANUARY]
    text = run.files[JANUARY].decode()
    for service, up, known in (("mail", 734, 744), ("other", 740, 740)):
        parts = f'"numerator": {up * 3600}, "denominator": {known * 3600}'
        assert f'"service": "{service}", "source": "probe", {parts}' in text


def test_what_was_not_measured_is_unknown_and_remarked(server: str) -> None:
    quality = counted(server).quality

    assert quality
    assert quality.rows == 2 * 744
    assert [(each.en, each.count) for each in quality.remarks[:1]] == [
        ("steps without a sample, of which nothing is known", 4)
    ]


def test_a_period_of_many_steps_is_asked_for_in_parts_and_gives_the_same(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = taken(server)
    monkeypatch.setattr("generator.collect.live.prometheus._STEPS", 100)

    assert taken(server) == whole


def test_a_sample_that_was_taken_long_before_is_none(server: str) -> None:
    late = FORM.replace("shop", "late")

    assert counted(server, late).findings == ()
    assert [each.found for each in counted(server, f"{late}, stale: 60").findings] == [
        "0 of 744 steps of 2025-01 for __name__=up, instance=c, job=late"
    ]
    assert counted(server, f"{late}, stale: 300").findings == ()


def test_a_month_of_which_too_little_was_measured_is_told(server: str) -> None:
    half = FORM.replace("shop", "half")

    [finding] = counted(server, half).findings
    assert (finding.rule, finding.found) == (
        "C047",
        "400 of 744 steps of 2025-01 for __name__=up, instance=d, job=half",
    )
    assert counted(server, f"{half}, least: 50").findings == ()


def test_values_are_numbers_in_full_or_unknown(server: str) -> None:
    kept = taken(server, FORM.replace('up{job="shop"}', "load"))

    assert isinstance(kept, ExportFile)
    rows = [json.loads(line) for line in kept.content.splitlines()[1:]]
    assert [row[-1] for row in rows[:4]] == [None, "+Inf", 1500000, 0.1]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("up{", "form.query: bad_data: 1:4: parse error: unexpected end"),
        ("none", "form.query: no series (C045)"),
        ('label_replace(up, "time", "x", "", "")', "form.query: a label named 'time'; rename"),
    ],
)
def test_a_query_without_an_answer_is_told(server: str, query: str, found: str) -> None:
    assert refused(server, FORM.replace("'up{job=\"shop\"}'", json.dumps(query))).startswith(found)


@pytest.mark.parametrize("first", ["2025-02", "2025-03", "2024-Q4"])
def test_months_that_were_not_over_have_no_samples(first: str) -> None:
    told = refused("http://127.0.0.1:1", FORM.replace("2025-01", first))

    assert told == f"form.first: {first} (C043)"


# --- Hosts that answer otherwise -----------------------------------------------------


def response(body: str, status: str = "200 OK", more: str = "") -> bytes:
    """Return an answer of HTTP."""
    head = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n{more}\r\n"
    return (head + body).encode()


WHOLE = '{"status": "success", "data": {"resultType": "matrix", "result": %s}}'


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        (
            response("", "302 Found", "Location: http://127.0.0.9/\r\n"),
            "HTTP 302, which leads to another place",
        ),
        (response("", "401 Unauthorized"), "HTTP 401"),
        (response("", "503 Service Unavailable"), "HTTP 503"),
        (response("<html>"), "an answer that is no JSON"),
        (response("[" * 100_000), "an answer that is no JSON"),
        (
            response("x", more="Content-Encoding: gzip\r\n"),
            "a packed answer that was not asked for",
        ),
        (response("{}"), "an answer of another form than that of a range of samples"),
        (response(WHOLE % "[1]"), "an answer of another form than that of a range of samples"),
        (response('{"status": "success", "warnings": ["part"]}'), "a warning: part"),
        (response(WHOLE % "[]")[:-5], "an answer that was cut"),
        (b"SSH-2.0\r\n", "no answer (BadStatusLine)"),
        (b"", "no answer (RemoteDisconnected)"),
    ],
)
def test_an_answer_that_is_none_is_told_without_the_address(answer: bytes, found: str) -> None:
    with answering(answer) as address:
        assert refused(address) == f"form.query: {found} (C045)"


def test_nobody_who_answers_is_told_without_the_address() -> None:
    assert refused("http://127.0.0.1:1") == "form.query: no answer (ConnectionRefusedError) (C045)"


def test_an_answer_is_read_to_its_limit_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.collect.live.http.MOST_BYTES", 1_000)

    with answering(response(" " * 2_000)) as address:
        assert refused(address) == "form.query: more than 1,000 bytes (C045)"


def test_a_slow_answer_is_given_up() -> None:
    with (
        answering(response(" " * 100)[:-50]) as address,
        pytest.raises(Exception, match=r"no answer|cut"),
    ):
        get_json(site_of("METRICS", address), "/", {}, 0.3)


@pytest.mark.parametrize(
    ("address", "token", "found"),
    [
        ("ftp://host/", None, "no address such as"),
        ("host:9090", None, "no address such as"),
        ("http://host:port/", None, "no address of a host"),
        ("http://host/?a=1", None, "no address such as"),
        ("http://host/", "t0ken", "credentials are sent over https alone"),
        ("http://me:t0ken@host/", None, "credentials are sent over https alone"),
    ],
)
def test_an_address_that_cannot_be_used_is_told_without_itself(
    address: str, token: str | None, found: str
) -> None:
    with pytest.raises(UsageError, match=found) as told:
        site_of("METRICS", address, token)

    assert "t0ken" not in str(told.value)
    assert "host/" not in str(told.value).replace("https://host/path", "")


def test_a_site_does_not_show_itself() -> None:
    assert repr(site_of("METRICS", "https://me:t0ken@host/x")) == "Site(…)"


def test_a_token_is_sent_and_never_kept(server: str) -> None:
    kept = taken(server, f"{FORM}, token: METRICS_TOKEN", METRICS_TOKEN="t0ken")  # noqa: S106 - a test's

    assert isinstance(kept, ExportFile)
    assert b"t0ken" not in kept.content
    assert server.rpartition(":")[2].encode() not in kept.content
