"""What the copies of an issued edition hold: a page for any browser, drawings, the verifier."""

from __future__ import annotations

import html
import json
import re
from importlib import resources
from typing import TYPE_CHECKING, Final

from markdown import Markdown

from generator.compose.words import Words
from generator.site.charts import figures_html
from generator.site.editionpage import with_pictures

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGE_FILE: Final = "report.html"
README_FILE: Final = "README.txt"
VERIFIER_FILE: Final = "verify.py"
_EXTENSIONS: Final = (
    "tables",
    "attr_list",
    "md_in_html",
    "admonition",
    "pymdownx.details",
    "toc",
    "generator.site.tables",
)
_SVG: Final = re.compile(r"<svg .*?</svg>", re.DOTALL)
# Nothing may be asked of anybody, not even by a page that somebody has changed.
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_README: Final = """\
{title}

report.html    the report; opens in any browser, asks nothing of any server
docs/reports/  page and figures as they were approved
charts/        the drawings
manifest.json  what was issued: sha256 of every file, approvals, time
tag.txt        the tag of git that holds the manifest, with its signature
verify.py      checks this copy; needs Python 3.11 or newer and nothing else:

    python3 -I -S verify.py --manifest <the hash in the delivery note>

report.html    报告正文，任何浏览器均可打开，不访问任何服务器
docs/reports/  审批时的页面与数值
charts/        图表
manifest.json  签发内容：各文件的 sha256、审批、时间
tag.txt        含清单与签名的 git 标签
verify.py      核验本副本，只需 Python 3.11 或更高版本，命令同上，哈希值见交付通知
"""


def edition_copies(outputs: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return name -> content of what is made of the page and the figures of an edition."""
    page = next(text for name, text in outputs.items() if name.endswith(".md"))
    figures = next(text for name, text in outputs.items() if name.endswith(".json"))
    edition = json.loads(figures)
    verifier = resources.files("generator.archive").joinpath("verifier.py").read_bytes()
    return {
        PAGE_FILE: single_page(page.decode(), figures).encode(),
        README_FILE: _README.format(title=edition["title"]).encode(),
        VERIFIER_FILE: verifier,
        **_drawings(figures),
    }


def single_page(page: str, figures: bytes) -> str:
    """Return the edition as one HTML file with everything in it, ready for print."""
    edition = json.loads(figures)
    words = Words(edition["language"])
    body = Markdown(extensions=_EXTENSIONS).convert(with_pictures(page, figures, words))
    language = "zh-CN" if edition["language"] == "zh" else "en"
    return (
        f'<!doctype html>\n<html lang="{language}" data-md-color-scheme="default">\n<head>\n'
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(edition['title'])}</title>\n"
        f"<style>\n{_style('report.css')}{_style('copy.css')}</style>\n</head>\n<body>\n"
        f'<main class="md-typeset">\n{body}\n</main>\n</body>\n</html>\n'
    )


def _style(name: str) -> str:
    """Return a style sheet of the package."""
    folder = resources.files("generator.site") / "assets" / "stylesheets"
    found = (folder / name) if name == "report.css" else resources.files("generator.site") / name
    return found.read_text(encoding="utf-8")


def _drawings(figures: bytes) -> dict[str, bytes]:
    """Return every chart as a file of its own."""
    found = {name: _SVG.search(text) for name, text in figures_html(figures).items()}
    return {f"charts/{name}.svg": f"{svg[0]}\n".encode() for name, svg in found.items() if svg}
