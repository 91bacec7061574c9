"""The register as an export: what happened, a line each, for an ordinary mapping to count."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from generator.archive.register import RegisterRow
    from generator.workspace.workspace import Workspace

Line = dict[str, str | int | None]
# Every line has every key, null where it does not apply: a table needs all its columns.
KEYS: Final = (
    *("id", "what", "day", "edition", "report", "party", "period_end", "due"),
    *(
        "data",
        "drafted",
        "confirmed",
        "approved",
        "delivered",
        "received",
        "answered",
        "rejections",
        "revisions",
        "copies",
        "receipts",
    ),
    *("inputs", "inputs_there", "figure", "result"),
)


def register_lines(rows: Iterable[RegisterRow], workspace: Workspace, day: date) -> Iterator[str]:
    """Give JSON lines: each has what it is, the day that it belongs to, and its facts.

    `due`, `issued` and `delivered` are editions, on these days; `copy` is one copy on the day
    it was sent, `audited` one figure of an audit, `feedback` one remark on the day by which it
    is answered. What may still be in time on `day` is not there yet.
    """
    listed = tuple(rows)
    found = (
        *(_of_edition("due", row, row.due) for row in listed if _is_judged(row, day)),
        *(_of_edition("issued", row, row.issued) for row in listed if row.issued),
        *(_of_edition("delivered", row, row.delivered) for row in listed if row.delivered),
        *_of_copies(workspace),
        *_of_audits(workspace),
        *_of_feedback(workspace, day),
    )
    past = (line for line in found if str(line["day"]) <= day.isoformat())
    for number, line in enumerate(sorted(past, key=_order), start=1):
        full = {**dict.fromkeys(KEYS), **line, "id": f"{number:06d}"}
        yield json.dumps(full, ensure_ascii=False) + "\n"


def _is_judged(row: RegisterRow, day: date) -> bool:
    """Tell whether an edition is late or not, whatever comes: it is delivered, or was due."""
    return row.due is not None and (row.delivered is not None or row.due < day)


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
        "data": _text(row.data),
        "drafted": _text(row.drafted),
        "confirmed": _text(row.confirmed),
        "approved": _text(row.approved),
        "delivered": _text(row.delivered),
        "rejections": row.rejections,
        "revisions": row.revisions,
        "copies": row.copies,
        "receipts": row.receipts,
        "inputs": row.inputs,
        "inputs_there": row.inputs_there,
    }


def _of_copies(workspace: Workspace) -> Iterator[Line]:
    """Give every copy on the day it was sent."""
    for edition, file in workspace.deliveries.items():
        for copy in file.deliveries:
            yield {
                "what": "copy",
                "day": _text(copy.sent),
                "edition": edition,
                "received": _text(copy.received.day if copy.received else None),
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


def _of_feedback(workspace: Workspace, day: date) -> Iterator[Line]:
    """Give every remark that is answered or was due, on the day by which it is answered."""
    for file in workspace.feedback_files:
        for remark in file.feedback:
            if remark.answered is None and remark.answer_due >= day:
                continue
            yield {
                "what": "feedback",
                "day": _text(remark.answer_due),
                "edition": remark.edition,
                "answered": _text(remark.answered),
            }


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
