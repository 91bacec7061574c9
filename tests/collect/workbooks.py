"""Workbooks that the tests of Excel build, honest ones and others."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

HEADS = ("Number", "Service", "Urgency", "Closed", "Hours")
Row = tuple[Any, ...]


def moment(*parts: int) -> datetime:
    """Return a moment of October 2013 as a sheet has it, without a zone."""
    return datetime(2013, 10, *parts)  # type: ignore[arg-type]  # noqa: DTZ001 - sheets know none


GOOD = ("1", "Mail", "high", moment(3, 9, 5), 1.5)


def workbook(*rows: Row, change: Callable[[Worksheet], None] | None = None) -> bytes:
    """Return a workbook with a sheet of tickets: the heading and some rows."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Tickets"
    for row in (HEADS, *rows):
        sheet.append(row)
    if change:
        change(sheet)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """Return the bytes of a workbook."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_parts(content: bytes, parts: dict[str, bytes]) -> bytes:
    """Return a workbook with other or further parts."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in dict.fromkeys((*old.namelist(), *parts)):
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return file.getvalue()


def rewritten(content: bytes, part: str, old: str, new: str) -> bytes:
    """Return a workbook with a text of one part replaced by a pattern."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = archive.read(part).decode()
    assert re.search(old, text)
    return with_parts(content, {part: re.sub(old, new, text).encode()})


SHEET = "xl/worksheets/sheet1.xml"
