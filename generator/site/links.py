"""Links between the pages of a site, inside a version and across its versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.measure.editions import EditionKey

if TYPE_CHECKING:
    from generator.measure.measure import Edition
    from generator.site.audience import View

REPORTS: Final = "reports/"


def edition_link(view: View, key: EditionKey, *, inside: str = "", anchor: str = "") -> str:
    """Return the way to an edition from a page of a version; `inside` is the page's folder.

    Inside the version it leads to the source file, which MkDocs checks; in another one to
    the built page, by the folders of the versions, which lie side by side.
    """
    place = f"#{anchor}" if anchor else ""
    if key.version == view.version:
        folder = "" if inside == REPORTS else REPORTS
        return f"{folder}{key.report.report}/index.md{place}"
    up = "../" * (1 + inside.count("/"))
    return f"{up}{key.version}/{REPORTS}{key.report.report}/index.html{place}"


def key_of(edition: Edition) -> EditionKey:
    """Return which edition a measured one is."""
    return EditionKey(report=edition.report, period=edition.period)


def version_link(view: View, version: str, *, inside: str = "") -> str:
    """Return the way to the home page of a version from a page of this one."""
    up = "../" * inside.count("/")
    return f"{up}index.md" if version == view.version else f"{up}../{version}/index.html"
