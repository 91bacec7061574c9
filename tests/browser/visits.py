"""What tests do in the browser: wait for elements, set the scheme, print."""

from __future__ import annotations

import base64

from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

SCHEMES = {"light": "default", "dark": "slate"}


def wait(browser: Chrome, selector: str) -> list[WebElement]:
    """Return the elements of a selector as soon as there is one."""
    return WebDriverWait(browser, 20).until(
        lambda driver: driver.find_elements(By.CSS_SELECTOR, selector)
    )


def visit(browser: Chrome, address: str, wish: str) -> None:
    """Open a page as a reader who wishes for light or dark, and wait for its last part."""
    feature = {"features": [{"name": "prefers-color-scheme", "value": wish}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", feature)
    browser.get(address)
    browser.execute_script("localStorage.clear()")
    browser.refresh()
    wait(browser, f'body[data-md-color-scheme="{SCHEMES[wish]}"]')
    wait(browser, ".md-version__current[data-rg-named]")


def press(browser: Chrome, key: str = Keys.TAB) -> WebElement:
    """Press a key where the keyboard is, and return where it is then."""
    browser.switch_to.active_element.send_keys(key)
    return browser.switch_to.active_element


def printed(browser: Chrome) -> bytes:
    """Return what the browser prints of the page: a PDF."""
    settings = {"preferCSSPageSize": True, "printBackground": False}
    return base64.b64decode(browser.execute_cdp_cmd("Page.printToPDF", settings)["data"])
