"""The register as an export: what happened, a line each, for an ordinary mapping to count."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from generator.archive.register import RegisterRow
    from generator.workspace.model.deliveries import DeliveredCopy
    from generator.workspace.workspace import Workspace

Line = dict[str, str | int | None]


def register_lines(
    rows: Iterable[RegisterRow], workspace: Workspace, copies: Iterable[tuple[str, DeliveredCopy]]
) -> Iterator[str]:
    """Give JSON lines: each has what it is, the day that it belongs to, and its facts.

    `due`, `issued` and `submitted` (an edition, on the day it was due, its tag was made and
    its first copy went out), `copy`, `audited` (a figure of an audit) and `feedback` (on the
    day by which it had to be answered).
    """
    listed = tuple(rows)
    found = (
        *(_of_edition("due", row, row.due) for row in listed if row.due),
        *(_of_edition("issued", row, row.issued) for row in listed if row.issued),
        *(_of_edition("submitted", row, row.submitted) for row in listed if row.submitted),
        *(_of_copy(edition, copy) for edition, copy in copies),
        *_of_audits(workspace),
        *_of_feedback(workspace),
    )
    for number, line in enumerate(sorted(found, key=_order), start=1):
        yield json.dumps({"id": f"{number:06d}", **line}, ensure_ascii=False) + "\n"


def _order(line: Line) -> tuple[str, str, str]:
    """Sort by day, then by what it is, so that the same register gives the same bytes."""
    return str(line["day"]), str(line["what"]), json.dumps(line, sort_keys=True)


def _of_edition(what: str, row: RegisterRow, day: date | None) -> Line:
    """Return an edition on one of its days."""
    return {
        "what": what,
        "day": _text(day),
        "edition": row.edition,
        "report": row.report,
        "party": row.party,
        "period_end": _text(row.period_end),
        "due": _text(row.due),
        "approved": _text(row.approved),
        "submitted": _text(row.submitted),
        "rejections": row.rejections,
        "revisions": row.revisions,
        "copies": row.copies,
        "receipts": row.receipts,
        "inputs": row.inputs,
        "inputs_there": row.inputs_there,
    }


def _of_copy(edition: str, copy: DeliveredCopy) -> Line:
    """Return a copy on the day it went out."""
    received = copy.received.day if copy.received else None
    return {
        "what": "copy",
        "day": _text(copy.sent),
        "edition": edition,
        "received": _text(received),
    }


def _of_audits(workspace: Workspace) -> Iterator[Line]:
    """Give every figure of every audit."""
    for audit in workspace.audits:
        for each in audit.figures:
            yield {
                "what": "audited",
                "day": _text(audit.date),
                "edition": each.edition,
                "figure": each.figure,
                "result": each.result.value,
            }


def _of_feedback(workspace: Workspace) -> Iterator[Line]:
    """Give every remark on the day by which it had to be answered."""
    for file in workspace.feedback_files:
        for remark in file.feedback:
            yield {
                "what": "feedback",
                "day": _text(remark.answer_due),
                "edition": remark.edition,
                "answered": _text(remark.answered),
            }


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
