"""What can be wrong with the form of an export before it is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.collect.live.statement import statement_fault
from generator.findings import Finding
from generator.workspace.model.forms import ExportForm, PrometheusForm, SqlForm
from generator.workspace.workspace import Entry

_MONTH: Final = re.compile(r"[0-9]{4}-[0-9]{2}")


def unsound_form(entry: Entry, form: ExportForm) -> Iterator[Finding]:
    """Find what cannot work in how bytes are read."""
    yield from _signs(entry, form)
    yield from _encoding(entry, getattr(form, "encoding", "utf-8"))
    if isinstance(form, SqlForm):
        yield from _statement(entry, form)
    if isinstance(form, PrometheusForm):
        yield from _months(entry, form)


def _signs(entry: Entry, form: ExportForm) -> Iterator[Finding]:
    """C043: signs that can be told apart."""
    if form.thousands == form.decimal:
        yield entry.finding(
            ("form", "thousands"),
            "C043",
            expected="another sign than the decimal sign",
            found=repr(form.thousands),
            action="write what stands in the numbers of the export",
        )


def _encoding(entry: Entry, encoding: str) -> Iterator[Finding]:
    """C006: an encoding of text that Python knows; of no bytes it would take any."""
    try:
        b"a".decode(encoding)
    except UnicodeError:
        return
    except LookupError:
        yield entry.finding(
            ("form", "encoding"),
            "C006",
            expected="the name of a text encoding",
            found=repr(encoding),
            action="write one such as utf-8, latin-1, utf-16 or gb18030",
        )


def _statement(entry: Entry, form: SqlForm) -> Iterator[Finding]:
    """C043: a table or a statement, and one that changes nothing and reaches nothing else."""
    if (form.table is None) == (form.select is None):
        yield entry.finding(
            ("form",),
            "C043",
            expected="table or select",
            found="neither" if form.table is None else "both",
            action="name the table, or write the SELECT",
        )
    fault = statement_fault(form.select) if form.select else ""
    if fault:
        yield entry.finding(
            ("form", "select"),
            "C043",
            expected="one SELECT of tables, with functions that the guide of collect lists",
            found=fault,
            action="mend it, or let the database have a view and name that in table",
        )


def _months(entry: Entry, form: PrometheusForm) -> Iterator[Finding]:
    """C043: a first month, and one at least that was over on the day of the export."""
    last = f"{entry.value.extracted:%Y-%m}"
    if not _MONTH.fullmatch(form.first.label) or form.first.label >= last:
        yield entry.finding(
            ("form", "first"),
            "C043",
            expected=f"a month before {last}, in which the samples are taken",
            found=form.first.label,
            action="mend it, or extracted",
        )
