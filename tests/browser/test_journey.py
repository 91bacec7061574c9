"""The ways that readers take through the site."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.support import expected_conditions
from selenium.webdriver.support.wait import WebDriverWait

from tests.browser.visits import visit, wait
from tests.site.sample import NEWEST

pytestmark = pytest.mark.slow

REPORT = "reports/bank-monthly/index.html"


def test_the_way_from_home_to_report_to_figure_to_record(browser: Chrome, address: str) -> None:
    visit(browser, f"{address}/{NEWEST}/index.html", "light")
    verdict = wait(browser, f'.rg-heat td a[href^="{REPORT}"]')[0]
    browser.execute_script("arguments[0].click()", verdict)

    row = wait(browser, "tr:has(a:target)")[0]

    assert urlsplit(browser.current_url).path == f"/{NEWEST}/{REPORT}"
    assert row.text.startswith(urlsplit(browser.current_url).fragment.split("_")[0])
    assert f"report_data/records/bank/{NEWEST}.yml" in row.text


def test_the_version_switch_stays_on_the_report(browser: Chrome, address: str) -> None:
    visit(browser, f"{address}/{NEWEST}/{REPORT}", "light")
    month = wait(browser, '.md-version__link[href*="2013-11"]')[0]

    browser.execute_script("arguments[0].click()", month)
    WebDriverWait(browser, 20).until(expected_conditions.url_contains("/2013-11/"))

    assert urlsplit(browser.current_url).path == f"/2013-11/{REPORT}"
    assert wait(browser, "h1")[0].text.startswith("示例银行月度服务报告 2013 年 11 月")


def test_the_version_switch_leads_home_where_a_month_has_no_such_report(
    browser: Chrome, address: str
) -> None:
    visit(browser, f"{address}/{NEWEST}/reports/bank-quarterly/index.html", "light")
    month = wait(browser, '.md-version__link[href*="2013-11"]')[0]

    browser.execute_script("arguments[0].click()", month)
    WebDriverWait(browser, 20).until(expected_conditions.url_contains("/2013-11/"))

    assert urlsplit(browser.current_url).path == "/2013-11/"


def test_the_version_switch_is_called_what_it_shows(browser: Chrome, address: str) -> None:
    visit(browser, f"{address}/{NEWEST}/{REPORT}", "light")

    assert wait(browser, ".md-version__current")[0].accessible_name == f"{NEWEST} 选择当前版本"


def test_a_tile_leads_to_the_lineage_of_its_value(browser: Chrome, address: str) -> None:
    visit(browser, f"{address}/{NEWEST}/{REPORT}", "light")
    value = wait(browser, ".rg-tile-value a")[0]
    browser.execute_script("arguments[0].click()", value)

    assert value.text in wait(browser, "tr:has(a:target)")[0].text
