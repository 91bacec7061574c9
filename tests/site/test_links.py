"""The ways between the pages of the built sample: all versions of all sites."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.site.pages import Page
from tests.site.sample import NEWEST, months_of

pytestmark = pytest.mark.slow

AUDIENCES = ("internal", "bank", "city")


@cache
def page_of(file: Path) -> Page:
    """Return a built page, read once."""
    return Page(file.read_text(encoding="utf-8"))


@cache
def places_of(file: Path) -> frozenset[str]:
    """Return the places on a page that a link can lead to."""
    tags = page_of(file).tags
    return frozenset(value for _, values in tags for key, value in values.items() if key == "id")


def followed(file: Path) -> Iterator[tuple[str, Path, str]]:
    """Give each link of a page with the file and the place that it leads to."""
    for link in page_of(file).links:
        parts = urlsplit(link)
        if not parts.scheme and not parts.netloc:
            path = unquote(parts.path)
            yield link, (file.parent / path).resolve() if path else file, unquote(parts.fragment)


def is_broken(target: Path, place: str) -> bool:
    """Tell whether a link leads nowhere, or needs a server that turns folders into pages."""
    if not target.is_file():
        return True
    return bool(place) and target.suffix == ".html" and place not in places_of(target)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_link_of_every_version_leads_to_a_page_and_a_place_on_it(
    sample: Path, audience: str
) -> None:
    site = (sample / "build" / "site" / audience).resolve()
    pages = [file for file in sorted(site.rglob("*.html")) if file.name != "404.html"]

    broken = {
        (file.relative_to(site).as_posix(), link)
        for file in pages
        for link, target, place in followed(file)
        if is_broken(target, place) or not target.is_relative_to(site)
    }

    assert broken == set()


def clicks_from(home: Path) -> Mapping[Path, int]:
    """Return how many clicks from the home page of a version each of its pages is."""
    reached, edge = {home: 0}, [home]
    while edge:
        pages = {target for file in edge for _, target, _ in followed(file)}
        fresh = sorted(
            page
            for page in pages - reached.keys()
            if page.suffix == ".html" and page.is_relative_to(home.parent)
        )
        reached |= dict.fromkeys(fresh, reached[edge[0]] + 1)
        edge = fresh
    return reached


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_page_is_at_most_three_clicks_away_from_home(sample: Path, audience: str) -> None:
    version = (sample / "build" / "site" / audience / months_of(audience)[0]).resolve()

    clicks = clicks_from(version / "index.html")

    pages = {file for file in version.rglob("*.html") if file.name != "404.html"}
    assert {file.relative_to(version) for file in pages if clicks.get(file, 9) > 3} == set()


def test_every_party_is_two_clicks_from_the_newest_home_in_its_own_newest_month(
    sample: Path,
) -> None:
    site = (sample / "build" / "site" / "internal").resolve()

    home = site / months_of("internal")[0] / "index.html"
    targets = {target for _, target, _ in followed(home)}

    reports = {"bank-monthly": NEWEST, "city-monthly": months_of("city")[0]}
    newest = {site / month / "reports" / name / "index.html" for name, month in reports.items()}
    assert newest <= targets
    assert site / NEWEST / "index.html" in targets


def test_editions_of_a_report_lead_to_each_other_and_back_to_the_list(sample: Path) -> None:
    site = (sample / "build" / "site" / "bank").resolve()

    turns = {
        month: {
            values["rel"]: values["href"]
            for tag, values in page_of(site / month / "reports/bank-monthly/index.html").tags
            if tag == "a" and values.get("rel") in {"prev", "next"}
        }
        for month in ("2013-10", "2013-11", "2013-12")
    }

    place = "../../../{}/reports/bank-monthly/index.html"
    assert turns == {
        "2013-10": {"next": place.format("2013-11")},
        "2013-11": {"prev": place.format("2013-10"), "next": place.format("2013-12")},
        "2013-12": {"prev": place.format("2013-11")},
    }
    links = page_of(site / "2013-12/reports/bank-monthly/index.html").links
    assert "../index.html#party-bank" in links
