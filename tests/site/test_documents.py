"""The page of the controlled documents."""

from __future__ import annotations

from generator.git import FileChange, FileHistory
from generator.site.audience import View
from generator.site.documents import documents_page
from generator.workspace.load import assemble
from tests.workspace.samples import BASE

CHANGES = tuple(
    FileChange(
        commit=f"{number:040d}",
        day="2013-09-02",
        author="Lin",
        type=kind,
        subject=f"change {number}",
    )
    for number, kind in enumerate("MMMMMMMMMMDA", start=1)
)


def page(history: FileHistory, *changes: tuple[str, str], version: str = "2013-10") -> str:
    """Return the page in English, with some words of the base replaced."""
    text = BASE["report_data/documents.yml"].decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    found, findings = assemble({**BASE, "report_data/documents.yml": text.encode()})
    assert findings == ()
    view = View(workspace=found, audience="internal", version=version, language="en")
    return documents_page(view, history)


KNOWN = FileHistory(changes={"SD-1": CHANGES})


def rows(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("| ")]


def test_the_register_says_which_version_is_in_force_and_when_it_is_reviewed() -> None:
    assert rows(page(KNOWN))[:3] == [
        "| Number | Document | Level | In force | Newest | Owner | Review by |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        "| SD-1 | Procedure | procedure | 1.0 | 1.0 | Leader | 2014-10-01 |",
    ]


def test_versions_carry_their_signatures_and_drafts_are_called_so() -> None:
    assert rows(page(KNOWN))[5:7] == [
        (
            "| 1.0 | 2013-10-01 | 林岚 2013-09-02 | Bakker 2013-09-03 | Bakker 2013-09-04 "
            "| `bbbbbbbbbbbb` |"
        ),
        "| 0.9 (draft) | – | 林岚 2013-09-01 | – | – | `aaaaaaaaaaaa` |",
    ]


def test_the_change_record_is_that_of_git_typed_and_cut_to_the_newest_rows() -> None:
    found = page(KNOWN)

    assert len([row for row in rows(found) if "| Lin |" in row]) == 10
    assert "2 earlier changes are in git." in found


def test_a_history_that_git_cannot_tell_is_unverified() -> None:
    cut = FileHistory(changes={}, unverified="a shallow clone does not know")

    assert "The change record is unverified: a shallow clone does not know" in page(cut)


def test_a_review_that_is_over_is_overdue() -> None:
    found = page(KNOWN, ("review_by: 2014-10-01", "review_by: 2013-10-01"))

    assert "| 2013-10-01, overdue |" in found


def test_before_a_version_takes_effect_none_is_in_force() -> None:
    found = page(KNOWN, ("effective: 2013-10-01", "effective: 2030-10-01"))

    assert "| SD-1 | Procedure | procedure | – | 1.0 |" in found


def test_a_workspace_without_documents_says_where_to_list_them() -> None:
    files = {name: text for name, text in BASE.items() if name != "report_data/documents.yml"}
    found, _ = assemble(files)
    view = View(workspace=found, audience="internal", version="2013-10", language="en")

    assert "No document is listed in report_data/documents.yml yet." in documents_page(view, KNOWN)
