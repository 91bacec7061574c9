from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.site.plain import RECORDS, Answer, Reportgen, commit_all, git, replace


@pytest.fixture
def committed(school: Path) -> Path:
    """Return the small workspace with everything on its main branch."""
    commit_all(school)
    return school


@pytest.fixture
def corrected(committed: Path, reportgen: Reportgen) -> Path:
    """Return it with one digit changed and the pages written anew."""
    replace(committed / RECORDS, '"numerator": 46', '"numerator": 40')
    reportgen("generate")
    return committed


@pytest.mark.usefixtures("committed")
def test_without_a_change_it_says_so(reportgen: Reportgen) -> None:
    answer = reportgen("diff")

    assert answer == Answer(code=0, out="与 main 相比，没有期次发生变化。\n")


@pytest.mark.usefixtures("corrected")
def test_one_digit_shows_its_verdicts_figures_and_sections(reportgen: Reportgen) -> None:
    expected = Path(__file__).parent / "diff" / "corrected.md"

    answer = reportgen("diff")

    assert answer.out == expected.read_text(encoding="utf-8")


@pytest.mark.usefixtures("corrected")
def test_machines_get_every_side_of_a_change(reportgen: Reportgen) -> None:
    answer = json.loads(reportgen("diff", "monthly/2013-10", "--format", "json").out)

    changed = answer["comparisons"][0]["figures"][0]
    assert (changed["type"], changed["before"]["value"], changed["after"]["value"]) == (
        "M",
        "24/25",
        "23/25",
    )


def test_two_commits_are_compared_whatever_stands_in_the_folder(
    corrected: Path, reportgen: Reportgen
) -> None:
    now = reportgen("diff").out
    git(corrected, "switch", "--quiet", "--create", "correction")
    git(corrected, "commit", "--quiet", "--all", "--message", "Correction")
    git(corrected, "switch", "--quiet", "main")

    assert reportgen("diff", "--head", "correction").out == now


def test_an_edition_that_is_new_is_compared_with_the_one_before_it(
    committed: Path, reportgen: Reportgen
) -> None:
    for ending in ("md", "json"):
        git(committed, "rm", "--quiet", "--cached", f"docs/reports/monthly/2013-11.{ending}")
    git(committed, "commit", "--quiet", "--message", "Only October")

    answer = reportgen("diff")

    assert answer.out.splitlines()[0] == "### monthly/2013-11：与 monthly/2013-10 相比"


@pytest.mark.usefixtures("committed")
def test_the_first_edition_is_new(reportgen: Reportgen) -> None:
    answer = reportgen("diff", "monthly/2013-10", "--base", "previous")

    assert answer.out.splitlines()[0] == "### monthly/2013-10：首次编制"


def test_an_edition_that_is_gone_is_named(committed: Path, reportgen: Reportgen) -> None:
    for ending in ("md", "json"):
        (committed / f"docs/reports/monthly/2013-11.{ending}").unlink()

    answer = reportgen("diff")

    assert answer.out == "monthly/2013-11 在 main 中有，现在没有了。\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("other/2013-10",), "no edition other/2013-10; there is: monthly/2013-10, "),
        (("--base", "nope"), "git knows no commit 'nope'"),
        (("--base", "--output=x"), "git knows no commit '--output=x'"),
    ],
)
@pytest.mark.usefixtures("committed")
def test_what_is_not_there_is_named(
    reportgen: Reportgen, arguments: tuple[str, ...], said: str
) -> None:
    assert said in reportgen("diff", *arguments).err


def test_figures_that_cannot_be_read_are_named(committed: Path, reportgen: Reportgen) -> None:
    (committed / "docs/reports/monthly/2013-10.json").write_text("{}", encoding="utf-8")

    assert "docs/reports/monthly/2013-10.json: not the figures" in reportgen("diff").err


def changes(answer: Answer, of: str, name: str) -> list[tuple[str, str]]:
    """Return type and name of what changed in the first edition that is compared."""
    found = json.loads(answer.out)["comparisons"][0][of]
    return [
        (each["type"], (each.get("after") or each.get("before") or each)[name]) for each in found
    ]


def test_a_figure_that_came_is_added_and_one_that_went_is_deleted(
    committed: Path, reportgen: Reportgen
) -> None:
    row = '"service": "mail", "dimension": "priority", "member": '
    replace(committed / RECORDS, f'{row}"4"', f'{row}"5"')
    reportgen("generate")

    answer = reportgen("diff", "monthly/2013-10", "--format", "json")

    of = "incident.closed@all/priority"
    assert {("A", f"{of}=5"), ("D", f"{of}=4")} <= set(changes(answer, "figures", "id"))


def test_a_section_that_the_catalogue_drops_is_deleted(
    committed: Path, reportgen: Reportgen
) -> None:
    catalogue = committed / "report_data/catalogue/monthly.yml"
    replace(catalogue, "workload, changes, definitions", "workload, definitions")
    reportgen("generate")

    answer = reportgen("diff", "monthly/2013-10", "--format", "json")

    listed = changes(answer, "sections", "title")
    assert [title for kind, title in listed if kind == "D"] == ["变更"]


@pytest.mark.usefixtures("committed")
def test_everything_of_a_first_edition_is_added(reportgen: Reportgen) -> None:
    answer = reportgen("diff", "monthly/2013-10", "--base", "previous", "--format", "json")

    names = {"promises": "clause", "figures": "id"}
    kinds = {kind for of, name in names.items() for kind, _ in changes(answer, of, name)}
    assert kinds == {"A"}
