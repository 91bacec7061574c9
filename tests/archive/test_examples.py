"""Rules about what was issued, each with an example laid over a repository of two releases.

`edits.txt` has three lines an edit: file, old text, new text; `*` stands for the whole file.
`{manifest}` stands for the hash of the release of October.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.rules import ARCHIVE_RULES
from tests.archive.conftest import reportgen
from tests.archive.issued import TAG, Issued
from tests.site.plain import replace

EXAMPLES = Path(__file__).parents[1] / "examples" / "issued"
INVALID = sorted((EXAMPLES / "invalid").iterdir())
VALID = sorted((EXAMPLES / "valid").iterdir())


def name_of(case: Path) -> str:
    return case.name


def manifest_of(made: Issued) -> str:
    """Return the hash of October's release, as the anchors tell it."""
    line = next(each for each in made.anchors.read_text().splitlines() if f'"{TAG}"' in each)
    return line.partition('"manifest": "')[2][:64]


def checked(made: Issued, case: Path) -> list[str]:
    """Lay a case over the repository and check it; return the findings."""
    lines = (case / "edits.txt").read_text(encoding="utf-8").splitlines()
    for name, old, new in zip(lines[::3], lines[1::3], lines[2::3], strict=True):
        if old == "*":
            (made.root / name).unlink()
        else:
            replace(made.root / name, old, new)
    for file in case.glob("*/**/*.*"):
        place = made.root / file.relative_to(case)
        place.parent.mkdir(parents=True, exist_ok=True)
        text = file.read_text(encoding="utf-8").replace("{manifest}", manifest_of(made))
        place.write_text(text, encoding="utf-8")
    said = reportgen("check", "--root", made.root).err.replace(manifest_of(made), "{manifest}")
    return [line for line in said.splitlines() if line.endswith(")")]


@pytest.mark.parametrize("case", INVALID, ids=name_of)
def test_an_invalid_example_gives_just_the_findings_beside_it(case: Path, issued: Issued) -> None:
    expected = (case / "findings.txt").read_text(encoding="utf-8").splitlines()

    said = checked(issued, case)

    assert said == expected
    assert {line.rpartition("(")[2][:4] for line in said} == {case.name[:4]}


@pytest.mark.parametrize("case", VALID, ids=name_of)
def test_nothing_is_wrong_with_a_valid_example(case: Path, issued: Issued) -> None:
    assert checked(issued, case) == []


def test_every_rule_has_an_invalid_example_and_every_invalid_one_a_valid_twin() -> None:
    assert {case.name[:4] for case in INVALID} == {rule.id for rule in ARCHIVE_RULES}
    assert [case.name for case in VALID] == [case.name for case in INVALID]
