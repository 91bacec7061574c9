"""CODEOWNERS and the forms of pull requests say what chains, roles and catalogue say."""

from __future__ import annotations

import re
from functools import cache
from textwrap import dedent

import pytest

from generator.approval.forgefiles import forge_files
from generator.approval.owners import owner_groups
from generator.workspace.load import assemble, load
from generator.workspace.workspace import Workspace
from tests.site.plain import PLAIN, ROOT

PEOPLE = """\
roles:
  - {id: manager, name: {zh: 服务经理, en: Service manager}, codeowners: "@school/managers"}
  - {id: head, name: {zh: 校长, en: Head}, codeowners: ["@head", "@school/deputies"]}
people:
  - {id: lin, name: 林岚, roles: manager, forge_id: 1}
"""
CHAINS = """\
others: rules
chains:
  - chain: simple
    name: {zh: 两级审批, en: Two stages}
    stages:
      - {stage: confirm, name: {zh: 确认, en: Confirmed}, by: {any_of: [manager, head],
         at_least: 2}}
      - {stage: approve, name: {zh: 批准, en: Approval}, by: manager}
  - chain: rules
    name: {zh: 规则审批, en: Rules}
    stages:
      - {stage: approve, name: {zh: 批准, en: Approval}, by: {each: head}}
"""


@cache
def school(people: str = PEOPLE, chains: str = CHAINS) -> Workspace:
    """Return the small workspace with other people and chains."""
    files = {p.relative_to(PLAIN).as_posix(): p.read_bytes() for p in PLAIN.rglob("*.yml")}
    mine = {"report_data/people.yml": people.encode(), "report_data/chains.yml": chains.encode()}
    workspace, findings = assemble(dict(sorted((files | mine).items())))
    assert findings == ()
    return workspace


@cache
def sample() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the lines of CODEOWNERS of the sample, in order."""
    workspace = load(ROOT)
    assert isinstance(workspace, Workspace)
    return tuple(line for group in owner_groups(workspace) for line in group.lines)


def rule_of(path: str) -> str:
    """Return the pattern that decides about a path: the last one that matches."""
    return [each for each, _ in sample() if _matches(each, path)][-1]


def _matches(pattern: str, path: str) -> bool:
    words = re.escape(pattern.removeprefix("/")).replace(r"\*", "[^/]*")
    whole = words + (".*" if pattern.endswith("/") else "")
    return pattern == "*" or re.fullmatch(whole, path) is not None


def test_the_last_stage_of_a_chain_owns_what_the_chain_decides() -> None:
    text = forge_files(school())[".github/CODEOWNERS"].decode().split("\n\n")

    assert text[1] == "# Everything else 其他\n*  @head @school/deputies"
    assert text[2] == dedent("""\
        # Editions and their texts 期次及其文字
        /docs/reports/monthly/   @school/managers
        /report_data/*/monthly/  @school/managers""")
    assert "/report_data/records/school/  @school/managers" in text[3]


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("docs/reports/bank-monthly/2013-10.md", "/docs/reports/bank-monthly/"),
        ("report_data/commentary/bank-monthly/2013-10.md", "/report_data/*/bank-monthly/"),
        ("report_data/deliveries/bank-monthly/2013-10.yml", "/report_data/deliveries/"),
        ("report_data/records/bank/2013-10.yml", "/report_data/records/bank/"),
        ("report_data/actions/bank.yml", "/report_data/actions/"),
        ("report_data/audits/2014-q1.yml", "/report_data/audits/"),
        ("report_data/inspections/2014-h1.yml", "/report_data/inspections/"),
        ("report_data/queries/2014.yml", "/report_data/queries/"),
        ("README.md", "*"),
    ],
)
def test_a_line_is_about_what_its_chain_decides(path: str, rule: str) -> None:
    assert rule_of(path) == rule


@pytest.mark.parametrize(
    "path",
    [
        ".github/CODEOWNERS",
        ".github/workflows/gate.yml",
        ".ci/install",
        "Makefile",
        "generator/approval/rules.py",
        "hooks/stage.py",
        "mkdocs.yml",
        "pyproject.toml",
        "requirements-dev.txt",
        "report_data/people.yml",
        "report_data/chains.yml",
        "report_data/catalogue/bank-monthly.yml",
    ],
)
def test_what_decides_and_what_runs_has_a_line_of_its_own_after_all_others(path: str) -> None:
    assert rule_of(path) != "*"


def test_the_last_line_protects_the_file_itself() -> None:
    assert sample()[-1][0] == "/.github/CODEOWNERS"


def test_every_folder_of_the_sample_has_owners() -> None:
    assert [pattern for pattern, owners in sample() if not owners] == []


def test_a_role_without_an_owner_leaves_its_lines_to_those_of_everything_else() -> None:
    nobody = PEOPLE.replace(', codeowners: "@school/managers"', "")

    lines = [line for group in owner_groups(school(nobody)) for line in group.lines]

    assert {owners for _, owners in lines} == {("@head", "@school/deputies")}


def test_a_chain_of_the_others_without_owners_leaves_everything_to_those_of_reports() -> None:
    nobody = PEOPLE.replace(', codeowners: ["@head", "@school/deputies"]', "")

    groups = owner_groups(school(nobody))

    assert groups[0].lines == (("*", ("@school/managers",)),)


def test_without_any_owner_nothing_is_written_for_a_forge() -> None:
    assert forge_files(school(re.sub(r", codeowners: [^}]*", "", PEOPLE))) == {}


def test_a_form_says_who_approves_stage_by_stage() -> None:
    text = forge_files(school())[".github/PULL_REQUEST_TEMPLATE/period-data.md"].decode()

    assert text.split("## 谁来审批 Who approves\n\n")[1] == dedent("""\
        **两级审批 Two stages**
        (`monthly`)

        1. 确认 Confirmed: 服务经理 Service manager / 校长 Head × 2
        2. 批准 Approval: 服务经理 Service manager

        `reportgen gate` 逐环节给出结论 says stage by stage who counts and what is missing.
        """)


def test_a_form_of_the_catalogue_names_the_chain_of_everything_else() -> None:
    text = forge_files(school())[".github/PULL_REQUEST_TEMPLATE/catalogue-change.md"].decode()

    assert "**规则审批 Rules**\n\n1. 批准 Approval: 每一位 every 校长 Head\n" in text


def test_there_is_a_form_for_each_kind_of_change() -> None:
    assert list(forge_files(school())) == [
        ".github/CODEOWNERS",
        ".github/PULL_REQUEST_TEMPLATE.md",
        *(
            f".github/PULL_REQUEST_TEMPLATE/{name}.md"
            for name in ("period-data", "correction", "catalogue-change", "release")
        ),
    ]
