from __future__ import annotations

from collections.abc import Sequence

from generator.compose.blocks import Section
from generator.compose.movements import why_they_moved
from generator.compose.words import Words
from generator.measure.measure import Measures
from generator.workspace.model.catalogue import SectionId
from tests.compose.reading import rows, sentences, tables
from tests.measure.school import Tree, edition, ratio, school, service
from tests.measure.test_movement import measured, whole_and_parts

WORSE = [*whole_and_parts([(9, 10), (5, 10)]), *whole_and_parts([(8, 10), (4, 10)], "web")]
BETTER = [*whole_and_parts([(9, 10), (7, 10)]), *whole_and_parts([(8, 10), (4, 10)], "web")]


def why(found: Measures, language: str = "en") -> Section:
    """Return why the share in target moved."""
    metrics = (found.workspace.metrics["incident.in-target"],)
    blocks = tuple(why_they_moved(found, metrics, Words(language)))
    return Section(id=SectionId.INCIDENTS, title="", blocks=blocks)


def test_every_member_has_its_rate_and_mix_and_the_whole_their_sum() -> None:
    assert rows(tables(why(measured(WORSE, BETTER)))[0]) == [
        ["Service mail", "70.0 % (14 / 20)", "80.0 % (16 / 20)", "+5.00", "0.00", "+5.00"],
        ["Service web", "60.0 % (12 / 20)", "60.0 % (12 / 20)", "0.00", "0.00", "0.00"],
        ["Total", "65.0 % (26 / 40)", "70.0 % (28 / 40)", "+5.00", "0.00", "+5.00"],
    ]


def test_the_numerator_is_told_apart_and_what_it_means_is_said_once() -> None:
    found = sentences(why(measured(WORSE, BETTER)))

    numerator = "Numerator 26 to 28: volume 0.0, rate +2.0, mix 0.0."
    assert found[:4] == [
        "## Why it moved: Metric incident.in-target, by Service",
        numerator,
        "## Why it moved: Metric incident.in-target, by Priority",
        numerator,
    ]
    assert len(found) == 5
    assert found[4].startswith("Why it moved: by rate, as parts have other ratios;")


def test_beyond_five_members_the_others_are_one_row() -> None:
    names = [f"s{number}" for number in range(8)]
    files = {"services.yml": {"services": [service(name) for name in names]}}

    def month(step: int) -> Sequence[Tree]:
        return [ratio(50 + step * place, 100, name) for place, name in enumerate(names)]

    workspace = school({"2013-09": month(0), "2013-10": month(1)}, files=files)
    found = rows(tables(why(edition(workspace, "2013-10").measures))[0])

    assert [row[0] for row in found] == [
        *(f"Service s{number}" for number in (7, 6, 5, 4, 3)),
        "3 others",
        "Total",
    ]
    assert found[5][1:] == ["50.0 % (150 / 300)", "51.0 % (153 / 300)", "+0.38", "0.00", "+0.38"]


def test_what_rose_as_a_whole_and_in_no_part_is_said_too() -> None:
    before = whole_and_parts([(90, 100), (600, 1000)])
    after = whole_and_parts([(850, 1000), (50, 100)])

    assert sentences(why(measured(before, after)))[2].startswith(
        "The whole contradicts its parts: Metric incident.in-target by Priority is in no part "
        "higher than the previous period, yet higher than it as a whole "
    )


def test_nothing_is_said_of_what_did_not_move() -> None:
    assert why(measured(WORSE, WORSE)).blocks == ()
