"""What a run saw in an export: how much was used, what was not, and why."""

from __future__ import annotations

from dataclasses import dataclass

EXAMPLES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something seen in the export: what, how many rows or cases, and some of their lines."""

    zh: str
    en: str
    count: int
    lines: tuple[int, ...] = ()

    def of(self, language: str) -> str:
        """Return the words in `zh` or `en`."""
        return self.en if language == "en" else self.zh


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """The account of one run: every row read is blank, merged, set aside or used."""

    rows: int
    """Rows below the heading, blank ones too."""
    blank: int
    cases: int
    """Cases that the filled rows make up."""
    used: int
    """Cases that reached the records."""
    set_aside: tuple[Remark, ...] = ()
    """Cases or rows that did not count, by reason."""
    remarks: tuple[Remark, ...] = ()
    """What is odd about rows or cases that did count."""

    def rows_of_table(self, language: str) -> tuple[tuple[str, str, str], ...]:
        """Return a table of three columns: what, how many, example lines of the export."""
        totals = (
            Remark(zh="读取行数", en="rows read", count=self.rows),
            Remark(zh="空行", en="blank rows", count=self.blank),
            Remark(zh="单据数", en="cases", count=self.cases),
            Remark(zh="采用的单据", en="cases used", count=self.used),
        )
        return tuple(
            (remark.of(language), str(remark.count), ", ".join(map(str, remark.lines)))
            for remark in (*totals, *self.set_aside, *self.remarks)
        )
