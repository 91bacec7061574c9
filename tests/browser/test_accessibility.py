"""For readers by ear, by keyboard and in the dark: WCAG 2.1 A and AA."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

from tests.browser.visits import press, visit, wait
from tests.site.sample import NEWEST

pytestmark = pytest.mark.slow

AXE = Path(__file__).parent / "axe"
REPORT = "reports/bank-monthly/index.html"
# Every page that is made of data, in the newest month of the party that has most to show.
PAGES = (
    *(
        f"{NEWEST}/{name}"
        for name in (
            "index.html",
            "reports/index.html",
            REPORT,
            "reports/bank-quarterly/index.html",
            "reports/operations-monthly/index.html",
            "catalogue.html",
            "agreements.html",
            "metrics.html",
            "services.html",
            "improvement.html",
            "feedback.html",
            "calendar.html",
            "roles.html",
            "clauses.html",
            "about.html",
            "process/index.html",
            "guides/correctness.html",
            "reference/rules.html",
        )
    ),
    "2015-12/reports/city-monthly/index.html",
    "2017-03/reports/hospital-monthly/index.html",
    "2017-03/reports/hospital-yearly/index.html",
    "2022-12/index.html",
    "2022-12/reports/status-monthly/index.html",
)
# Names the rule and the places, for whoever has to mend them.
RUN_AXE = """
const done = arguments[0];
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];
axe.run(document, { runOnly: tags }).then((found) =>
  done(found.violations.map((rule) => [rule.id, ...rule.nodes.map((node) => node.html)])));
"""
OUTLINE = "return getComputedStyle(arguments[0]).outlineStyle"


def test_axe_is_the_published_file() -> None:
    digest = hashlib.sha256((AXE / "axe.min.js").read_bytes()).hexdigest()

    assert f"sha256 of `axe.min.js`: {digest}\n" in (AXE / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("wish", ["light", "dark"])
@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_no_violation(browser: Chrome, address: str, page: str, wish: str) -> None:
    visit(browser, f"{address}/{page}", wish)

    browser.execute_script((AXE / "axe.min.js").read_text(encoding="utf-8"))

    assert browser.execute_async_script(RUN_AXE) == []


def test_the_first_stop_of_the_keyboard_skips_to_the_text(browser: Chrome, address: str) -> None:
    visit(browser, f"{address}/{NEWEST}/{REPORT}", "light")
    wait(browser, "body")[0].send_keys(Keys.TAB)
    skip = browser.switch_to.active_element
    # It fades in.
    WebDriverWait(browser, 20).until(lambda _: skip.value_of_css_property("opacity") == "1")
    name = skip.accessible_name

    press(browser, Keys.ENTER)
    inside = browser.execute_script(
        "return document.querySelector('article').contains(arguments[0])", press(browser)
    )

    assert (name, inside) == ("跳转至", True)


def test_a_report_is_reached_and_opened_by_the_keyboard_alone(
    browser: Chrome, address: str
) -> None:
    visit(browser, f"{address}/{NEWEST}/reports/index.html", "light")
    wait(browser, "body")[0].send_keys(Keys.TAB)
    stops = [browser.switch_to.active_element]
    while REPORT.removeprefix("reports/") not in str(stops[-1].get_attribute("href")):
        stops.append(press(browser))
        assert len(stops) < 60

    assert browser.execute_script(OUTLINE, stops[-1]) == "solid"
    stops[-1].send_keys(Keys.ENTER)
    assert wait(browser, ".rg-meta")[0].text.startswith("SR-BANK-M")


@pytest.mark.parametrize("page", ["reports/bank-quarterly/index.html", "en/guides/index.html"])
def test_an_english_page_of_a_chinese_site_is_read_aloud_in_english(
    browser: Chrome, address: str, page: str
) -> None:
    visit(browser, f"{address}/{NEWEST}/{page}", "light")

    heading = wait(browser, "article h1")[0]

    spoken = browser.execute_script("return arguments[0].closest('[lang]').lang", heading)
    assert (spoken, wait(browser, "html")[0].get_attribute("lang")) == ("en", "zh")


def test_a_fold_opens_by_the_keyboard(browser: Chrome, address: str) -> None:
    visit(browser, f"{address}/{NEWEST}/{REPORT}", "light")
    fold = wait(browser, "details.rg-control")[0]

    wait(browser, "details.rg-control > summary")[0].send_keys(Keys.ENTER)

    assert fold.get_attribute("open") is not None


def test_every_chart_has_a_name_a_sentence_and_its_numbers_in_a_table(
    browser: Chrome, address: str
) -> None:
    visit(browser, f"{address}/{NEWEST}/{REPORT}", "light")
    charts = wait(browser, "figure.rg-figure .rg-chart-trend")

    tables = wait(browser, "figure.rg-figure:has(.rg-chart-trend) table")

    assert len(tables) == len(charts) > 5
    assert {chart.aria_role for chart in charts} <= {"img", "image"}
    assert all("，" in chart.accessible_name for chart in charts)


def test_every_small_chart_in_a_table_is_named(browser: Chrome, address: str) -> None:
    visit(browser, f"{address}/{NEWEST}/{REPORT}", "light")

    names = [chart.accessible_name for chart in wait(browser, "td > .rg-chart-spark")]

    assert len(names) == 11
    assert all("期有数值" in name for name in names)


def test_a_narrow_screen_shows_the_verdict_of_a_promise_without_scrolling(
    browser: Chrome, address: str
) -> None:
    metrics = {"width": 360, "height": 740, "deviceScaleFactor": 2, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    visit(browser, f"{address}/{NEWEST}/{REPORT}", "light")

    cells = wait(browser, "tr:has(.rg-chart-spark) > td:nth-child(2)")
    ends = [cell.rect["x"] + cell.rect["width"] for cell in cells]

    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert max(ends) <= 360
    assert {cell.text[0] for cell in cells} <= set("▲◐●")
