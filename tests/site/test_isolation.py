from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

import pytest

from tests.site.pages import Page
from tests.site.plain import copy_plain, replace, run_program, tree
from tests.site.school import generate, staged_tree, view_of

CANARY = "QUOKKA"
HAN_CANARY = "短尾矮袋鼠"
# What a second party adds to the provider's data; each text of it carries a canary.
CLINIC = {
    "parties/clinic.yml": """\
        party: clinic
        name: {zh: 短尾矮袋鼠诊所, en: QUOKKA clinic}
        kind: customer
        zone: Asia/Shanghai
        calendar: workdays
        contacts: [{role: {zh: 短尾矮袋鼠, en: QUOKKA}, name: QUOKKA, email: quokka@a.invalid}]
        """,
    "agreements/clinic-sla.yml": """\
        agreement: clinic-sla
        type: sla
        title: {zh: 短尾矮袋鼠协议, en: QUOKKA agreement}
        party: clinic
        version: "1.0"
        effective: {first: 2013-10-01}
        reviewed: 2013-09-20
        note: {zh: 短尾矮袋鼠, en: QUOKKA}
        clauses:
          - id: "9.1"
            text: {zh: 短尾矮袋鼠, en: QUOKKA}
            metric: scan.quokka
            target: "> 95 %"
        """,
    "metrics/scan.yml": """\
        process: {zh: 短尾矮袋鼠, en: QUOKKA}
        metrics:
          - id: scan.quokka
            name: {zh: 短尾矮袋鼠率, en: QUOKKA rate}
            plain: {zh: 短尾矮袋鼠, en: QUOKKA}
            formula: {zh: 短尾矮袋鼠, en: QUOKKA}
            kind: ratio
            unit: percent
            better: higher
            cohort: resolved
            procedure: QP-QUOKKA
        """,
    "catalogue/clinic-monthly.yml": """\
        report: clinic-monthly
        title: {zh: 短尾矮袋鼠月报, en: QUOKKA report}
        kind: external
        purpose: {zh: 短尾矮袋鼠, en: QUOKKA}
        party: clinic
        audience: clinic
        language: zh
        cadence: month
        first: 2013-10
        due: 5 working days
        owner: manager
        author: manager
        chain: simple
        sections: [summary, sla, definitions, lineage]
        headline: [scan.quokka]
        distribution:
          - {role: manager, by: site}
        retention: customer-report
        document: {number: SR-QUOKKA, version: "1.0", classification: internal}
        """,
    "records/clinic/2013-11.yml": """\
        party: clinic
        period: 2013-11
        sources:
        - {"id": "quokka", "system": "QUOKKA", "file": "QUOKKA.csv", "sha256": "SUM", \
"mapping": "report_data/sources/quokka.yml", "mapping_sha256": "SUM", "rows": 4, "used": 2, \
"collected_at": "2014-01-03", "tool": "reportgen 0.1.0"}
        records:
        - {"metric": "scan.quokka", "service": "quokka", "numerator": 734129, \
"denominator": 999999, "note": "QUOKKA"}
        """,
}
INSIDE = {"clauses.md", "register.md", "sources.md"}
CLINIC_PAGES = {
    "index.md",
    "catalogue.md",
    "services.md",
    "agreements.md",
    "metrics.md",
    "calendar.md",
    "calendar.ics",
    "roles.md",
    "about.md",
    "pages.json",
    "reports/index.md",
    "reports/clinic-monthly/index.md",
}
# Names that would be active content if a page took them for more than words.
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "{{ config }}{% raw %}",
    "<!-- chart: x -->",
    "{: onclick=alert(1) }",
    "![i](https://evil.invalid/i.png)",
    "&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;",
    '\\"><svg onload=alert(1)>',
)


def add_clinic(root: Path) -> Path:
    """Give the provider a second party with reports of its own."""
    for name, text in CLINIC.items():
        file = root / "report_data" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(dedent(text).replace("SUM", "c" * 64), encoding="utf-8")
    line = "  - {id: quokka, name: {zh: 短尾矮袋鼠, en: QUOKKA}, owner: manager, parties: clinic}\n"
    services = root / "report_data" / "services.yml"
    services.write_text(services.read_text(encoding="utf-8") + line, encoding="utf-8")
    generate(root)
    return root


def holding(files: dict[str, bytes]) -> set[str]:
    """Return the files in whose name or bytes the second party can be recognised."""
    signs = [
        sign
        for word in (CANARY, HAN_CANARY, CANARY.lower(), "clinic", "734129", "734,129")
        for sign in (word.encode(), word.encode("unicode_escape"), word.encode("utf-16-le"))
    ]
    return {
        name
        for name, content in files.items()
        if any(sign in content or sign in name.encode() for sign in signs)
    }


def test_what_is_staged_for_a_party_is_the_same_without_the_other_party(tmp_path: Path) -> None:
    alone = copy_plain(tmp_path / "alone")
    generate(alone)
    both = add_clinic(copy_plain(tmp_path / "both"))

    assert staged_tree(both, "school", "2013-11") == staged_tree(alone, "school", "2013-11")


def test_nothing_of_another_party_is_in_what_is_staged(tmp_path: Path) -> None:
    both = add_clinic(copy_plain(tmp_path))

    assert holding(staged_tree(both, "school", "2013-11")) == set()
    # The test of the test: the signs are there to be found.
    assert holding(staged_tree(both, "clinic", "2013-11")) == CLINIC_PAGES
    # The register lists its editions, the matrix of norms leads to them, sources name its export.
    assert holding(staged_tree(both, "internal", "2013-11")) == CLINIC_PAGES | INSIDE


def test_a_view_of_a_party_knows_its_own_reports_and_metrics_only(tmp_path: Path) -> None:
    view = view_of(add_clinic(copy_plain(tmp_path)), "clinic", "2013-11")

    assert [report.report for report in view.reports] == ["clinic-monthly"]
    assert [metric.id for metric in view.metrics] == ["scan.quokka"]
    assert [key.name for key in view.editions] == ["clinic-monthly/2013-11"]


@pytest.mark.slow
def test_nothing_of_another_party_is_in_the_built_site(tmp_path: Path) -> None:
    both = add_clinic(copy_plain(tmp_path))

    for audience in ("school", "clinic"):
        run_program(both, "build", "--audience", audience, "--version", "2013-11")

    site = both / "build" / "site"
    assert holding(tree(site / "school")) == set()
    assert "2013-11/search/search_index.json" in holding(tree(site / "clinic"))


@pytest.mark.slow
def test_names_written_by_a_stranger_are_words_and_nothing_else(tmp_path: Path) -> None:
    root = copy_plain(tmp_path)
    name = " ".join(HOSTILE)
    data = root / "report_data"
    replace(data / "services.yml", "{zh: 邮件, en: Mail}", f'{{zh: "{name}", en: Mail}}')
    replace(data / "parties" / "school.yml", "zh: 示例学校", f'zh: "{name}"')
    replace(data / "metrics" / "incident.yml", "zh: 按时解决率,", f'zh: "{name}",')
    replace(data / "catalogue" / "monthly.yml", "zh: 说明承诺是否兑现", f'zh: "{name}"')
    replace(data / "catalogue" / "monthly.yml", "zh: 月度服务报告", f'zh: "{name}"')
    replace(data / "organisation.yml", "zh: 示例运维中心", f'zh: "{name}"')
    copyright_line = f'copyright: {{zh: "{name}", en: C}}\nzone:'
    replace(data / "organisation.yml", "zone:", copyright_line)
    generate(root)

    run = run_program(root, "build", "--version", "2013-11")

    assert run.returncode == 0, run.stderr
    site = root / "build" / "site"
    pages = [Page(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")]
    assert [handler for page in pages for handler in page.handlers] == []
    reached = [place for page in pages for place in (*page.links, *page.fetched)]
    assert [place for place in reached if re.match("javascript:|https://evil", place)] == []
    assert [text for page in pages for text in page.scripts if "alert" in text] == []
