"""From the log of a web server to records of queries: who read which edition on which day (R-86).

Only what is asked for is kept: day, edition, and a pseudonym of the account. Addresses and
programs of readers are personal, prove little, and are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from generator.workspace.model.queries import Query, QueryWay

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

NOBODY: Final = "-"
"""How a web server writes a reader without an account."""
_LONGEST: Final = 8192
# What the logs of Apache and nginx begin with: host, identity, account, time, request, status.
_LINE: Final = re.compile(
    r"\S+ \S+ (?P<account>\S+) \[(?P<moment>[^\]]{20,32})\] "
    r'"(?:GET|HEAD) (?P<path>[^ "]{1,4096}) HTTP/[0-9.]+" (?P<status>[0-9]{3}) '
)
_EDITION: Final = re.compile(r"/(?P<version>[0-9]{4}-[0-9]{2})/reports/(?P<report>[a-z0-9-]+)/")
_ACCOUNT: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@+-]{0,63}")
_SEEN: Final = frozenset({"200", "206", "304"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLog:
    """What a log says: queries by day, edition and account; the days; and the lines passed over."""

    queries: tuple[Query, ...]
    days: frozenset[date]
    lines: int
    other: int
    """Lines about something else than the page of an edition."""
    unreadable: int
    """Lines in no format that is known."""


def read_log(
    lines: Iterable[str],
    editions: Mapping[tuple[str, str], str],
    pseudonym: Callable[[str], str],
) -> ReadLog:
    """Read a log; `editions` maps (report, version of the site) to report/period.

    Accounts are known by their `pseudonym` from here on.
    """
    seen: Counter[tuple[date, str, str]] = Counter()
    days: set[date] = set()
    found: Counter[str] = Counter()
    for line in map(_read, lines):
        found["lines"] += 1
        if line is None:
            found["unreadable"] += 1
            continue
        days.add(line.day)
        if line.page in editions:
            seen[line.day, editions[line.page], _reader(line.account, pseudonym)] += 1
        else:
            found["other"] += 1
    queries = tuple(
        Query(date=day, edition=edition, by=account, way=QueryWay.SITE, times=times)
        for (day, edition, account), times in sorted(seen.items())
    )
    return ReadLog(
        queries=queries,
        days=frozenset(days),
        lines=found["lines"],
        other=found["other"],
        unreadable=found["unreadable"],
    )


def _reader(account: str, pseudonym: Callable[[str], str]) -> str:
    """Return what a reader is called in the record."""
    return account if account == NOBODY else pseudonym(account)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One line: its day, the account, and the report and version that were read."""

    day: date
    account: str
    page: tuple[str, str]


def _read(line: str) -> _Line | None:
    """Read one line; None when it is in another format."""
    match = _LINE.match(line[:_LONGEST])
    if match is None:
        return None
    try:
        # The day is that of the server's own clock, as its log says.
        day = datetime.strptime(match["moment"][:11], "%d/%b/%Y").date()  # noqa: DTZ007
    except ValueError:
        return None
    account = match["account"] if _ACCOUNT.fullmatch(match["account"]) else NOBODY
    edition = _EDITION.search(unquote(match["path"].partition("?")[0]))
    is_seen = edition and match["status"] in _SEEN
    page = (edition["report"], edition["version"]) if edition and is_seen else ("", "")
    return _Line(day=day, account=account, page=page)


def merged(known: Iterable[Query], read: ReadLog) -> Iterator[Query]:
    """Give known queries with those of a log in the place of its days.

    So a log that is read twice, or again with more lines, counts once.
    """
    kept = (q for q in known if q.way is not QueryWay.SITE or q.date not in read.days)
    yield from sorted((*kept, *read.queries), key=lambda q: (q.date, q.edition, q.by, q.way))


def cut_days(known: Iterable[Query], read: ReadLog) -> tuple[date, ...]:
    """Return the days of which less is read than is known already: parts of them are missing."""
    before = _reads_of(q for q in known if q.date in read.days)
    after = _reads_of(read.queries)
    return tuple(sorted(day for day, reads in before.items() if after[day] < reads))


def _reads_of(queries: Iterable[Query]) -> Counter[date]:
    """Count the reads of the site by their days."""
    reads: Counter[date] = Counter()
    for query in queries:
        if query.way is QueryWay.SITE:
            reads[query.date] += query.times
    return reads
