"""The browser's print of one edition: a clean A4 document."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from selenium.webdriver import Chrome

from tests.browser.visits import printed, visit
from tests.site.sample import NEWEST

pytestmark = pytest.mark.slow

REPORT = "reports/bank-monthly/index.html"
HEAD = "SR-BANK-M · 版本 1.0 · 密级 机密"


@pytest.fixture(scope="module")
def _document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the document is kept once it was printed."""
    return tmp_path_factory.mktemp("print") / "report.pdf"


@pytest.fixture
def document(browser: Chrome, address: str, _document: Path) -> Path:
    """Return the bank's report, printed by a reader of dark pages."""
    if not _document.exists():
        visit(browser, f"{address}/{NEWEST}/{REPORT}", "dark")
        _document.write_bytes(printed(browser))
    return _document


def pages(document: Path) -> list[str]:
    """Return the text of each page, laid out as printed; a gap is one space."""
    command = ["pdftotext", "-layout", str(document), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [re.sub(r" +", " ", page) for page in text.split("\f")[:-1]]


def test_every_page_is_a4(document: Path) -> None:
    command = ["pdfinfo", "-l", "-1", str(document)]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout

    sizes = re.findall(r"^Page +\d+ size: +(\d+)\S* x (\d+)", text, re.MULTILINE)

    assert len(sizes) > 10
    assert set(sizes) <= {("594", "841"), ("595", "841"), ("595", "842")}


def test_every_page_has_number_and_classification_above_and_its_place_below(
    document: Path,
) -> None:
    found = pages(document)

    assert [page.strip().startswith(HEAD) for page in found] == [True] * len(found)
    assert [page.strip().split("\n")[-1].strip() for page in found] == [
        f"{place} / {len(found)}" for place in range(1, len(found) + 1)
    ]


def test_the_first_page_is_the_cover(document: Path) -> None:
    first, second, *_ = pages(document)

    assert all(
        words in first for words in ("示例银行月度服务报告", "文件控制", "审批链", "分发范围")
    )
    assert ("摘要" in first, "摘要" in second) == (False, True)


def test_navigation_is_not_printed_and_folds_are_open(document: Path) -> None:
    text = "\n".join(pages(document))

    assert not any(words in text for words in ("目录与指标", "下一页", "选择当前版本", "#"))
    assert "首要指标数据表\n" in text
    assert text.count("94.8 % ▲ 未达标") >= 1


def test_the_last_column_of_a_wide_table_is_on_the_paper(document: Path) -> None:
    page = next(page for page in pages(document) if "近期走势" in page)

    row = next(line for line in page.split("\n") if line.startswith((" 4.1", "4.1")))

    assert row.split()[-1] == "%"
    assert "94.8 %" in row[-8:]
