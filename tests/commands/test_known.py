from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.commands import known
from generator.commands.known import KnownEditions
from generator.measure.editions import EditionKey
from generator.measure.ledger import Ledger
from generator.render.edition import edition_files
from generator.workspace.load import load
from generator.workspace.workspace import Workspace

GOLDEN = Path(__file__).parents[1] / "golden" / "commentary"
DATA = "report_data"
TRACE = "year: 2014\nqueries: []\n"


@pytest.fixture
def composed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the editions that are composed, as they are."""
    names: list[str] = []

    def compose(workspace: Workspace, ledger: Ledger, key: EditionKey) -> dict[str, bytes]:
        names.append(key.name)
        return edition_files(workspace, ledger, key)

    monkeypatch.setattr(known, "edition_files", compose)
    return names


def look(root: Path) -> None:
    """Ask of each edition whether its committed files are up to date."""
    workspace = load(root)
    assert isinstance(workspace, Workspace), workspace
    editions = KnownEditions(workspace, Ledger.of(workspace), root / "cache")
    files = {
        f"docs/{path.relative_to(root / 'docs').as_posix()}": path.read_bytes()
        for path in (root / "docs").rglob("*.*")
    }
    for key in editions.all():
        editions.changed(key, files)


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("commentary/monthly/2013-11.md", ["monthly/2013-11", "monthly/2013-12"]),
        ("queries/2014.yml", []),
        (
            "actions/school.yml",
            [f"monthly/{month}" for month in ("2013-10", "2013-11", "2013-12", "2014-01")],
        ),
    ],
)
def test_text_is_an_input_of_its_edition_and_the_next_and_actions_of_all_of_their_party(
    tmp_path: Path, composed: list[str], file: str, expected: list[str]
) -> None:
    shutil.copytree(GOLDEN / DATA, tmp_path / DATA)
    shutil.copytree(GOLDEN / "expected" / "docs", tmp_path / "docs")
    look(tmp_path)
    composed.clear()
    place = tmp_path / DATA / file
    text = place.read_text(encoding="utf-8") if place.exists() else TRACE
    place.parent.mkdir(exist_ok=True)
    place.write_text(f"{text}\n", encoding="utf-8")

    look(tmp_path)

    assert composed == expected
