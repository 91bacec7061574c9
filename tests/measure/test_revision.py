from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.measure.revision import Difference, difference, judged, promises
from tests.measure.school import clause, edition, ratio, school

CONTENTS = st.dictionaries(st.text(max_size=3), st.integers(0, 2), max_size=6)


def test_what_is_new_another_and_gone_is_told_apart() -> None:
    found = difference({"a": 1, "b": 2, "c": 3}, {"d": 4, "b": 5, "c": 3})

    assert found == Difference(added=("d",), modified=("b",), deleted=("a",), same=1)


@given(before=CONTENTS, after=CONTENTS)
def test_the_way_back_adds_what_was_deleted_and_modifies_the_same(
    before: dict[str, int], after: dict[str, int]
) -> None:
    there, back = difference(before, after), difference(after, before)

    assert (set(there.added), set(there.modified)) == (set(back.deleted), set(back.modified))
    assert there.same + len(there.modified) + len(there.added) == len(after)


@given(contents=CONTENTS)
def test_an_edition_does_not_differ_from_itself(contents: dict[str, int]) -> None:
    assert difference(contents, contents) == Difference(
        added=(), modified=(), deleted=(), same=len(contents)
    )


def test_a_promise_is_told_by_its_clause_service_and_metric_with_target_and_verdict() -> None:
    workspace = school({"2013-10": [ratio(9, 10)]}, [clause("1.1", "incident.in-target", "> 95 %")])

    found = promises(edition(workspace, "2013-10"))

    assert {key: judged(each) for key, each in found.items()} == {
        ("sla", "1.1", "all", "incident.in-target"): ("> 95 %", "missed")
    }
