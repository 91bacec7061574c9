"""What the page of agreements says about the promises behind a promise."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.files import read_tree
from generator.measure.ledger import Ledger
from generator.site.agreements import agreements_page
from generator.site.audience import View
from generator.site.facts import UNASKED
from generator.site.survey import survey
from generator.workspace.load import assemble
from generator.workspace.workspace import Workspace

ROOT = Path(__file__).parents[2]
SLA = "report_data/agreements/bank-sla.yml"
UC = "report_data/agreements/telephony-uc.yml"


def sample(**changes: str) -> Workspace:
    """Return the sample without its records; each change puts another text in."""
    contents, _ = read_tree(ROOT, "report_data")
    files = {name: content for name, content in contents.items() if "/records/" not in name}
    for name, new in changes.items():
        file, old = {
            "own": (SLA, "    own: 30 s\n"),
            "contract": (UC, '    target: "<= 60 s"\n'),
            "hours": (SLA, 'version: "2.1"\n'),
        }[name]
        assert files[file].count(old.encode()) == 1
        files[file] = files[file].replace(old.encode(), new.encode())
    return assemble(files)[0]


def page_of(workspace: Workspace, audience: str, language: str) -> str:
    """Return the page of December."""
    view = View(workspace=workspace, audience=audience, version="2013-12", language=language)
    return agreements_page(survey(view, Ledger.of(workspace), {}, UNASKED))


def told(workspace: Workspace, audience: str = "internal", language: str = "en") -> list[str]:
    """Return the points of the page of December."""
    page = page_of(workspace, audience, language)
    return [line for line in page.splitlines() if line.startswith("- ")]


SLA_POINT = (
    "- Clause 5.2: promised ≤ 480 s; all links together ≤ 450 s "
    "(own share ≤ 30 s; desk-ola/2.1 ≤ 420 s). The promise can be kept."
)
OLA_POINT = (
    "- Clause 2.1: promised ≤ 420 s; all links together ≤ 420 s "
    "(own share ≤ 360 s; telephony-uc/3.2 ≤ 60 s). The promise can be kept."
)


def test_the_sample_can_keep_what_rests_on_others() -> None:
    assert told(sample()) == [
        SLA_POINT,
        OLA_POINT,
    ]


def test_the_chain_is_told_in_chinese_too() -> None:
    assert told(sample(), language="zh")[0] == (
        "- 条款 5.2：承诺 ≤ 480 秒；背后各环节合计为 ≤ 450 秒"
        "（自身 ≤ 30 秒；desk-ola/2.1 ≤ 420 秒）。可以兑现。"
    )


def test_a_promise_beyond_its_support_names_the_weakest_link() -> None:
    assert told(sample(own="    own: 90 s\n"))[0] == (
        "- Clause 5.2: promised ≤ 480 s; all links together ≤ 510 s "
        "(own share ≤ 90 s; desk-ola/2.1 ≤ 420 s). "
        "The promise cannot be kept for certain; the weakest link is desk-ola/2.1 (≤ 420 s)."
    )


def test_a_link_that_states_nothing_leaves_it_open() -> None:
    later = '    targets: [{first: 2014-01-01, target: "<= 60 s"}]\n'

    assert told(sample(contract=later))[1] == (
        "- Clause 2.1: promised ≤ 420 s; all links together ≤ 360 s "
        "(own share ≤ 360 s; telephony-uc/3.2 not stated). "
        "Unknown: telephony-uc/3.2 does not state how much it allows."
    )


def test_hours_of_support_are_told_for_the_first_year() -> None:
    hours = told(sample(hours='version: "2.1"\nservice_time: nl-business\n'))[1]

    assert hours == (
        "- Service time: 2520 hours in the first year; all links 8760 hours "
        "(desk-ola 8760 hours). The promise can be kept."
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_customer_reads_nothing_of_what_suppliers_promise(language: str) -> None:
    page = page_of(sample(), "bank", language)

    assert [name for name in ("desk-ola", "telephony", "420") if name in page] == []
