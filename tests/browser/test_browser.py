from __future__ import annotations

import json
from pathlib import PurePosixPath
from urllib.parse import quote, urlsplit

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from tests.browser.logs import read_log
from tests.browser.visits import SCHEMES, visit, wait
from tests.site.sample import NEWEST, months_of

pytestmark = pytest.mark.slow

REPORT = "reports/bank-monthly/index.html"
PAGES = ("index.html", REPORT, "metrics.html", "catalogue.html", "process/index.html")
RESULTS = ".md-search-result__link"


def requested(browser: Chrome) -> set[str]:
    """Return the hosts that the browser asked for anything since the log was read."""
    events = [
        json.loads(str(entry["message"]))["message"] for entry in read_log(browser, "performance")
    ]
    sent = [event for event in events if event["method"] == "Network.requestWillBeSent"]
    addresses = [urlsplit(event["params"]["request"]["url"]) for event in sent]
    return {
        str(address.hostname) for address in addresses if address.scheme not in {"data", "blob"}
    }


def found(browser: Chrome, address: str, word: str) -> list[str]:
    """Return the pages that a search finds, best first."""
    browser.get("about:blank")
    browser.get(f"{address}/{NEWEST}/index.html?q={quote(word)}")
    links = [link.get_attribute("href") or "" for link in wait(browser, RESULTS)]
    pages = (urlsplit(link).path.removeprefix(f"/{NEWEST}/") for link in links)
    return list(dict.fromkeys(pages))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_no_other_host_and_reports_no_error(
    browser: Chrome, address: str, page: str
) -> None:
    browser.get(f"{address}/{NEWEST}/{page}")
    wait(browser, ".md-version__link")

    assert requested(browser) == {"127.0.0.1"}
    assert [entry for entry in read_log(browser, "browser") if entry["level"] == "SEVERE"] == []


@pytest.mark.parametrize(
    ("word", "page"),
    [
        ("解决率", "metrics.html"),
        ("按时", "reports/bank-monthly/index.html"),
        ("时解决", "metrics.html"),
        ("无样本", "index.html"),
        ("reopened", "guides/collect.html"),
        ("DOI", REPORT),
    ],
)
def test_the_search_finds_a_word_in_the_middle_of_a_sentence(
    browser: Chrome, address: str, word: str, page: str
) -> None:
    assert page in found(browser, address, word)


@pytest.mark.parametrize("word", ["率决解", "件事务服", "zzyzx"])
def test_the_search_does_not_find_signs_that_stand_nowhere_side_by_side(
    browser: Chrome, address: str, word: str
) -> None:
    browser.get("about:blank")
    browser.get(f"{address}/{NEWEST}/index.html?q={quote(word)}")

    WebDriverWait(browser, 20).until(
        lambda driver: "没有找到" in str(wait(driver, ".md-search-result__meta")[0].text)
    )
    assert browser.find_elements(By.CSS_SELECTOR, RESULTS) == []


def test_a_result_leads_to_the_page_that_has_the_word(browser: Chrome, address: str) -> None:
    browser.get(f"{address}/{NEWEST}/index.html?q={quote('按时解决率')}")
    wait(browser, RESULTS)[0].click()

    text = wait(browser, "article")[0].text

    assert "按时解决率" in text


def test_a_number_leads_to_its_row_in_the_annex_of_lineage(browser: Chrome, address: str) -> None:
    browser.get(f"{address}/{NEWEST}/{REPORT}")
    number = wait(browser, 'td a[href="#incident_resolved-in-target_all"]')[0]

    browser.execute_script("arguments[0].click()", number)

    row = wait(browser, "tr:has(a:target)")[0]
    assert urlsplit(browser.current_url).fragment == "incident_resolved-in-target_all"
    assert row.text.startswith(f"incident.resolved-in-target@all {number.text}")


def test_the_version_switch_lists_every_month(browser: Chrome, address: str) -> None:
    browser.get(f"{address}/2013-11/index.html")

    listed = [link.get_attribute("textContent") for link in wait(browser, ".md-version__link")]

    assert [str(text).split()[0] for text in listed] == months_of("internal")


def test_the_door_leads_to_the_newest_month(browser: Chrome, address: str) -> None:
    browser.get(f"{address}/")
    wait(browser, ".rg-heat")

    assert PurePosixPath(urlsplit(browser.current_url).path).parts[1] == months_of("internal")[0]


@pytest.mark.parametrize("page", PAGES)
def test_on_a_telephone_only_tables_scroll_sideways(
    browser: Chrome, address: str, page: str
) -> None:
    metrics = {"width": 360, "height": 740, "deviceScaleFactor": 2, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    browser.get(f"{address}/{NEWEST}/{page}")
    wait(browser, "article")
    width = browser.execute_script("return document.documentElement.scrollWidth")

    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert width == 360


def test_the_names_of_promises_stay_beside_their_newest_verdicts_on_a_telephone(
    browser: Chrome, address: str
) -> None:
    metrics = {"width": 360, "height": 740, "deviceScaleFactor": 2, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.get(f"{address}/{NEWEST}/index.html")
    wait(browser, ".rg-heat [tabindex]")

    first, *_, newest = wait(browser, ".rg-heat tbody tr:first-child td")
    left, right = first.rect["x"], newest.rect["x"] + newest.rect["width"]

    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert 0 <= left < right <= 360


@pytest.mark.parametrize(("wish", "scheme"), SCHEMES.items())
def test_the_page_follows_the_readers_wish_for_light_or_dark(
    browser: Chrome, address: str, wish: str, scheme: str
) -> None:
    visit(browser, f"{address}/{NEWEST}/index.html", wish)

    body = wait(browser, f'body[data-md-color-scheme="{scheme}"]')[0]
    paper = body.value_of_css_property("background-color")
    assert (paper == "rgba(255, 255, 255, 1)") == (wish == "light")
