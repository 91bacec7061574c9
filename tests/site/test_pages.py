"""What the pages around the reports say, and what they keep to themselves."""

from __future__ import annotations

import hashlib
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from generator.commands.staging import documents
from generator.measure.ledger import Ledger
from generator.site import home
from generator.site.about import about_page
from generator.site.agreements import agreements_page
from generator.site.audience import View
from generator.site.clausematrix import PAGES, clauses_page, matrix
from generator.site.dictionary import dictionary_page
from generator.site.duelist import calendar_file, calendar_page
from generator.site.facts import UNASKED
from generator.site.home import home_page
from generator.site.reportlist import reports_page
from generator.site.roles import roles_page
from generator.site.services import services_page
from generator.site.stage import stage
from generator.site.survey import survey
from tests.site.plain import ROOT, copy_plain
from tests.site.plain import replace as edit
from tests.site.school import staged_tree, survey_of, workspace_at

GOLDEN = Path(__file__).parents[1] / "golden"
HAN = re.compile("[\u3400-\u9fff]")


def test_an_english_site_has_no_chinese_word() -> None:
    root = GOLDEN / "english-quarter"
    view = View(workspace=workspace_at(root), audience="internal", version="2013-12", language="en")

    pages = stage(view, Ledger.of(view.workspace), documents(root / "expected"), UNASKED)

    texts = {name: page.decode() for name, page in pages.items() if name.endswith((".md", ".ics"))}
    assert len(texts) > len(PAGES)
    # The name of a person is the same in every language.
    found = {name: HAN.findall(text.replace("林岚", "")) for name, text in texts.items()}
    assert {name: words for name, words in found.items() if words} == {}


def test_an_english_report_of_the_sample_has_no_chinese_sign() -> None:
    reports = [each for each in workspace_at(ROOT).reports.values() if each.language == "en"]
    pages = [p for each in reports for p in (ROOT / "docs/reports" / each.report).glob("*.md")]

    found = {page.name: HAN.findall(page.read_text(encoding="utf-8")) for page in pages}

    assert len(pages) > 5
    assert {name: signs for name, signs in found.items() if signs} == {}


def test_pages_of_a_workspace_without_records_say_what_is_missing() -> None:
    workspace = workspace_at(GOLDEN / "empty")
    view = View(workspace=workspace, audience="internal", version="2013-10", language="en")

    found = survey(view, Ledger.of(workspace), {}, UNASKED)

    assert "There is no report yet. Add one to report_data/catalogue/" in home_page(found)
    assert "There is no new report this month." in home_page(found)
    assert "There is no report yet." in reports_page(found)
    assert "No report judges the clauses of this agreement." in agreements_page(found)
    assert "Shown in**: nothing yet" in dictionary_page(found)


def test_a_party_without_services_agreements_and_reports_gets_empty_pages_that_say_so() -> None:
    view = View(
        workspace=workspace_at(GOLDEN / "empty"),
        audience="nobody",
        version="2013-10",
        language="en",
    )

    found = survey(view, Ledger.of(view.workspace), {}, UNASKED)

    assert "There is no service yet." in services_page(found)
    assert "There is no agreement yet." in agreements_page(found)
    assert "Nothing falls due" in calendar_page(found)
    assert b"VEVENT" not in calendar_file(found)


def test_no_page_tells_the_account_or_the_address_of_our_people(tmp_path: Path) -> None:
    root = copy_plain(tmp_path)
    person = "{id: lin, name: 林岚, roles: manager, forge_id: 1}"
    reached = person.replace("forge_id: 1}", "email: lin@zyzzyva.invalid, forge_id: 987654}")
    edit(root / "report_data" / "people.yml", person, reached)

    trees = {name: staged_tree(root, name, "2013-11") for name in ("internal", "school")}

    everything = b"".join(page for tree in trees.values() for page in tree.values())
    assert [word for word in (b"zyzzyva", b"987654") if word in everything] == []
    assert "林岚" in trees["internal"]["roles.md"].decode()
    assert "林岚" not in b"".join(trees["school"].values()).decode("utf-8", "ignore")


def test_a_contact_of_the_party_is_there_with_the_address(tmp_path: Path) -> None:
    root = copy_plain(tmp_path)
    contact = "contacts: [{role: {zh: 主任, en: Head}, name: 王芳, email: w@a.invalid}]\n"
    edit(root / "report_data" / "parties" / "school.yml", "kind:", f"{contact}kind:")

    page = staged_tree(root, "school", "2013-11")["roles.md"].decode()

    assert "| 示例学校 | 主任 | 王芳 | w@a.invalid |" in page


def test_the_home_page_of_the_provider_has_every_party_in_its_own_newest_months() -> None:
    page = home_page(survey_of(ROOT, "internal", "2015-12"))

    headings = re.findall("^### (.*)$", page, re.MULTILINE)
    assert headings[:3] == [
        "示例市政府 · 每月",
        "示例市政府 · 每半年",
        "示例服务器组 · 每月",
    ]
    assert '<a href="../2013-12/index.html">最新一期在 2013 年 12 月</a>。' in page


def test_a_verdict_from_before_the_first_edition_leads_nowhere() -> None:
    page = home_page(survey_of(ROOT, "city", "2015-12"))

    cells = next(line for line in page.splitlines() if line.startswith("| 1.1 ")).split("|")[2:-1]
    assert [bool(re.search("href|\\]\\(", cell)) for cell in cells] == [False] * 3 + [True] * 3


def test_long_lists_on_the_home_page_end_in_a_link_to_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home, "_MOST", 1)

    page = home_page(survey_of(ROOT, "internal", "2013-12"))

    assert "[还有 5 项](calendar.md)" in page
    assert "[还有 6 项](reports/index.md)" in page


def test_an_edition_without_records_is_due_and_not_a_link(tmp_path: Path) -> None:
    for folder in ("docs", "report_data"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    edit(tmp_path / "report_data" / "catalogue" / "bank-monthly.yml", "last: 2013-12", "#")

    page = home_page(survey_of(tmp_path, "internal", "2015-12"))

    assert "5 个工作日 | 示例银行月度服务报告 | 2015-12 | 示例银行 | 没有数据 |" in page
    assert "[示例市政府月度服务报告](reports/city-monthly/index.md) | 2015-12 |" in page


def test_a_customer_reads_no_course_of_what_no_report_of_its_shows() -> None:
    internal, bank = (
        dictionary_page(survey_of(ROOT, audience, "2013-12")) for audience in ("internal", "bank")
    )

    drawing = 'id="metric-([a-z-]+_[a-z0-9-]+)_bank-t"'
    shown = survey_of(ROOT, "bank", "2013-12").shown
    assert set(re.findall(drawing, bank)) == {metric.replace(".", "_") for metric in shown}
    assert set(re.findall(drawing, bank)) <= set(re.findall(drawing, internal))


def test_a_customer_reads_no_period_from_before_its_first_report() -> None:
    internal, city = (
        dictionary_page(survey_of(ROOT, audience, "2015-12")) for audience in ("internal", "city")
    )

    assert "<td>2015-01</td>" in internal
    assert set(re.findall("<td>(2015-[0-9]+)</td>", city)) == {"2015-10"}


def test_the_chain_behind_a_promise_is_for_the_provider_alone() -> None:
    internal, bank = (
        services_page(survey_of(ROOT, audience, "2013-12")) for audience in ("internal", "bank")
    )

    chain = [line.count("→") for line in internal.splitlines() if "→" in line]
    assert chain == [2, 1]
    assert [word for word in ("→", "desk", "telephony") if word in bank] == []


def test_stages_say_who_decides_and_how_many_it_needs() -> None:
    view = survey_of(ROOT, "internal", "2013-12").view

    page = roles_page(replace(view, language="en"))

    assert "| 1. Content confirmed | one of: Department manager; Process manager |" in page
    assert "| 1. Process managers confirm | every Process manager |" in page
    assert "| 2. Leadership review | Operations leader |" in page


def test_every_answer_of_the_clause_matrix_is_there() -> None:
    found = survey_of(ROOT, "internal", "2013-12")
    docs = {name.removeprefix("docs/"): page for name, page in documents(ROOT).items()}
    requirements = [each for standard in matrix().standards for each in standard.clauses]

    page = clauses_page(found, docs)

    assert {name for each in requirements for name in each.pages} <= PAGES.keys()
    assert {name for each in requirements for name in each.documents} <= docs.keys()
    open_ones = [each for each in requirements if not (each.pages or each.sections)]
    assert page.count("尚未提供") == len([each for each in open_ones if not each.documents])


def test_a_document_that_is_not_on_the_site_is_named_without_a_link() -> None:
    page = clauses_page(survey_of(ROOT, "internal", "2013-12"), {})

    assert "；process/roles.md |" in page


def test_the_sums_of_the_inputs_are_those_of_sha256sum() -> None:
    view = survey_of(ROOT, "internal", "2013-12").view
    files = sorted((ROOT / "report_data" / "catalogue").glob("*.yml"))
    sums = ((hashlib.sha256(file.read_bytes()).hexdigest(), file) for file in files)
    listing = "".join(f"{digest}  {file.relative_to(ROOT)}\n" for digest, file in sums)

    page = about_page(view)

    total = hashlib.sha256(listing.encode()).hexdigest()
    assert f"| `report_data/catalogue/*.yml` | {len(files)} | `{total}` |" in page
    record = ROOT / "report_data" / "records" / "bank" / "2013-12.yml"
    digest = hashlib.sha256(record.read_bytes()).hexdigest()
    assert f"| `report_data/records/bank/2013-12.yml` | `{digest}` |" in page
