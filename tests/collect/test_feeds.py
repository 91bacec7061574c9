"""Status pages and Upptime repositories: what they tell, and answers that are none."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from textwrap import dedent

import pytest

from generator.collect.collect import Collected, collect
from generator.collect.export import read_export
from generator.collect.inputs import ExportFile, Refused
from generator.collect.live.fetch import fetch
from generator.workspace.model.outages import OutageLog
from tests.collect.conftest import decoded, desk_entry, desk_ground
from tests.collect.servers import answering
from tests.collect.test_prometheus import response

MAPPING = dedent("""\
    source: page
    system: {zh: 状态页, en: Status page}
    party: shop
    extracted: 2026-02-03
    form: {FORM}
    columns:
      id: id
      service: components.*.name
      kind: kind
      impact: impact
      start: {header: created_at, type: instant}
    case: {key: id}
    set_aside:
      - {when: kind = 'maintenance', reason: {zh: 维护, en: maintenance}}
    period: start
    service: {column: service, map: {Mail: mail}, other: other}
    records:
      - {metric: desk.count, value: "true", dimensions: {urgency: impact}}
    """)
FEED = 'kind: status-feed, address: PAGE, instant: "%Y-%m-%dT%H:%M:%S.%f%z"'
JANUARY = "report_data/records/shop/2026-01.yml"


def incident(name: str, day: int = 5) -> dict[str, object]:
    """Return an incident as Statuspage has it."""
    return {
        "id": name,
        "impact": "major",
        "created_at": f"2026-01-{day:02}T10:00:00.250-08:00",
        "components": [{"name": "Mail"}],
    }


def document(*items: dict[str, object], name: str = "incidents") -> str:
    """Return an answer of Statuspage."""
    return json.dumps({"page": {"name": "Shop"}, name: items})


def counted(form: str, export: ExportFile) -> Collected:
    """Collect a feed."""
    return collect(desk_entry(MAPPING.replace("FORM", form)), export, desk_ground(), {})


def fetched(form: str, **environment: str) -> ExportFile | Refused | None:
    """Return what is kept of a feed."""
    return fetch(desk_entry(MAPPING.replace("FORM", form)), desk_ground(), environment)


# --- Status pages --------------------------------------------------------------------


def test_incidents_of_a_status_page_become_records_and_maintenance_is_told_apart() -> None:
    maintenance = document(incident("m1"), name="scheduled_maintenances")
    answers = (response(document(incident("b"), incident("a"))), response(maintenance))
    with answering(*answers) as address:
        kept = fetched(FEED, PAGE=address)

    assert isinstance(kept, ExportFile)
    run = counted(FEED, kept)
    assert run.findings == ()
    assert b'"service": "mail", "source": "page", "value": 2}' in run.files[JANUARY]
    assert (
        b'"reason": {"zh": "\xe7\xbb\xb4\xe6\x8a\xa4", "en": "maintenance"}, "count": 1'
        in (run.files[JANUARY])
    )


def test_what_is_kept_of_a_feed_does_not_depend_on_its_order() -> None:
    kept = []
    for items in ((incident("a"), incident("b")), (incident("b"), incident("a"))):
        none = response(document(name="scheduled_maintenances"))
        with answering(response(document(*items)), none) as address:
            kept.append(fetched(FEED, PAGE=address))

    assert kept[0] == kept[1]


def test_a_feed_may_be_a_file() -> None:
    form = FEED.replace(", address: PAGE", "")

    assert fetched(form) is None
    assert list(
        counted(form, ExportFile(name="x.json", content=document(incident("a")).encode())).files
    ) == [JANUARY]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{}", "none of incidents and scheduled_maintenances"),
        ("[]", "none of incidents and scheduled_maintenances"),
        ('{"incidents": 3}', "incidents that are no list"),
        ('{"incidents": [3]}', "incidents that are no objects"),
        ('{"incidents": []}', "none"),
        ("{", "Expecting property name enclosed in double quotes at column 2"),
    ],
)
def test_a_file_that_is_no_feed_is_told(text: str, found: str) -> None:
    run = counted(FEED, ExportFile(name="x.json", content=text.encode()))

    assert [(each.rule, each.found) for each in run.findings] == [("C044", found)]


@pytest.mark.parametrize("answer", ["{}", "[]", '{"incidents": 3}', '{"incidents": [3]}'])
def test_a_page_that_answers_otherwise_is_told(answer: str) -> None:
    with answering(response(answer)) as address:
        told = fetched(FEED, PAGE=address)

    assert isinstance(told, Refused)
    assert [each.found for each in told.findings] == ["an answer without incidents"]


# --- Upptime -------------------------------------------------------------------------

UPPTIME = (
    MAPPING.replace("components.*.name", "slug")
    .replace("id: id", "id: commit")
    .replace("kind: kind", "kind: status")
    .replace("impact: impact", "impact: code")
    .replace("header: created_at", "header: at")
)
STATE = dedent("""\
    url: https://shop.example/{0}
    status: {1}
    code: {2}
    responseTime: 40
    lastUpdated: 2026-01-0{3}T10:00:00.250Z
    startTime: 2026-01-01T00:00:00.000Z
    generator: Upptime <https://github.com/upptime/upptime>
    """)


def git(folder: Path, *arguments: str) -> None:
    """Run git as somebody."""
    who = ("-c", "user.name=Bot", "-c", "user.email=bot@shop.example")
    subprocess.run(("git", *who, *arguments), cwd=folder, check=True, capture_output=True)


def repository(folder: Path, *states: tuple[str, str, int, int]) -> str:
    """Return the folder of a repository with a commit for each state of a site."""
    (folder / "history").mkdir(parents=True)
    git(folder, "init", "-q")
    for slug, status, code, day in states:
        text = STATE.format(slug, status, code, day)
        (folder / "history" / f"{slug}.yml").write_text(text, encoding="utf-8")
        git(folder, "add", "-A")
        git(folder, "commit", "-q", "-m", f"{slug} is {status}")
    return str(folder)


def observed(clone: str) -> ExportFile | Refused | None:
    """Return what is kept of an Upptime repository."""
    entry = desk_entry(UPPTIME.replace("FORM", "kind: upptime, clone: UPPTIME"))
    return fetch(entry, desk_ground(), {"UPPTIME": clone})


def test_each_commit_of_a_site_is_a_row_until_the_next(tmp_path: Path) -> None:
    states = (("web", "up", 200, 1), ("mail", "up", 200, 2), ("web", "down", 503, 3))
    kept = observed(repository(tmp_path / "secret", *states))

    assert isinstance(kept, ExportFile)
    rows = [json.loads(line) for line in kept.content.splitlines()[1:]]
    moments = [f"2026-01-0{day}T10:00:00.250000+00:00" for day in (1, 2, 3)]
    assert [[*row[:5], row[5]["at"], row[6] and row[6]["at"]] for row in rows] == [
        ["mail", "https://shop.example/mail", "up", "200", "40", moments[1], None],
        ["web", "https://shop.example/web", "down", "503", "40", moments[2], None],
        ["web", "https://shop.example/web", "up", "200", "40", moments[0], moments[2]],
    ]
    assert b"secret" not in kept.content


def test_observations_become_records(tmp_path: Path) -> None:
    kept = observed(repository(tmp_path / "clone", ("web", "up", 200, 1), ("mail", "up", 200, 2)))
    assert isinstance(kept, ExportFile)

    entry = desk_entry(UPPTIME.replace("FORM", "kind: upptime, clone: UPPTIME"))
    run = collect(entry, kept, desk_ground(), {})

    assert run.findings == ()
    assert run.quality
    assert (run.quality.rows, run.quality.used) == (2, 2)


def test_a_folder_that_is_no_upptime_is_told_without_its_place(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    (tmp_path / "empty").mkdir()
    git(tmp_path / "empty", "init", "-q")
    git(tmp_path / "empty", "commit", "-q", "--allow-empty", "-m", "Nothing")
    odd = repository(tmp_path / "odd", ("web", "up: [", 200, 1))
    told = [observed(str(tmp_path / name)) for name in ("none", "empty", "lost")] + [observed(odd)]

    found = [each.findings[0].found for each in told if isinstance(each, Refused)]
    assert found[:3] == [
        "no whole repository of git",
        "no history/*.yml in the commits",
        "no whole repository of git",
    ]
    assert found[3].startswith("history/web.yml of the commit ")
    assert str(tmp_path) not in "".join(found)


def test_values_of_an_object_are_rows_with_their_keys() -> None:
    minutes = [{"slug": "web", "dailyMinutesDown": {"2026-01-05": 3, "2026-01-06": 4}}]
    mapping = (
        MAPPING.replace("FORM", 'kind: json, rows: "*.dailyMinutesDown.*", instant: "%Y-%m-%d"')
        .replace("id: id", 'id: "@key"')
        .replace("components.*.name", '"*.slug"')
        .replace("kind: kind", 'kind: "@value"')
        .replace("impact: impact", 'impact: "@value"')
        .replace("header: created_at", 'header: "@key"')
    )

    export = ExportFile(name="summary.json", content=json.dumps(minutes).encode())
    run = collect(desk_entry(mapping), export, desk_ground(), {})

    assert run.findings == ()
    assert b'"dimension": "urgency", "member": "3", "value": 1}' in run.files[JANUARY]


LOG = dedent("""\
    source: page
    system: {zh: 状态页, en: Status page}
    party: shop
    extracted: 2026-02-03
    form: {kind: status-feed, instant: "%Y-%m-%dT%H:%M:%S.%f%z"}
    columns: {id: id, service: components.*.name, start: {header: created_at, type: instant}}
    case: {key: id}
    service: {column: service, map: {Mail: mail}}
    outage: {start: start, end: start}
    agreement: shop-sla
    covers: {first: 2026-01, last: 2026-01}
    metrics: {}
    """)


@pytest.mark.parametrize(
    ("number", "day", "found"),
    [(50, 5, ["50, the first of 2026-01-05"]), (49, 5, []), (50, 0, [])],
)
def test_a_feed_of_the_latest_items_alone_must_go_back_to_before_the_first_month(
    number: int, day: int, found: list[str]
) -> None:
    items = [incident(str(place), 5 + place % 20) for place in range(number - 1)]
    oldest = incident("old", day or 1)
    if not day:
        oldest["created_at"] = "2025-12-31T10:00:00.250-08:00"
    export = ExportFile(name="x.json", content=document(oldest, *items).encode())

    table = read_export(export, decoded(OutageLog, LOG))

    told = table.findings if isinstance(table, Refused) else ()
    assert [each.found for each in told if each.rule == "C048"] == found
