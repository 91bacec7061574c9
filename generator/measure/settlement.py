"""Settlement: every second of downtime is counted once, and whatever is not has its reason."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import chain, pairwise

from generator.kinds import DowntimeReason as Reason
from generator.measure.downtime import Case, Claim, Posting, Window, postings_of
from generator.measure.gauge import Gauge
from generator.periods.intervals import Span

_PLACE_OF_REASON = {reason: place for place, reason in enumerate(Reason)}


def in_line(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return the claims that are not empty by their start; of equals, outages first."""
    return tuple(
        sorted(
            (claim for claim in claims if claim.start < claim.end),
            key=lambda claim: (claim.start, isinstance(claim.of, Window), claim.end, claim.of.case),
        )
    )


def settled(claims: Sequence[Claim], countable: Gauge, planned: Gauge) -> Iterator[Posting]:
    """Yield what became of claims in line: counted, covered by maintenance, or overlapped.

    `countable` and `planned` are agreed seconds of the period without and within accepted
    maintenance. A second that several claims hold is counted for the first in line.
    """
    reach = claims[0].start if claims else 0
    for claim in claims:
        # They are sorted by start, so all from here to `reach` is in an earlier claim.
        start, end = claim.start, claim.end
        fresh = start if reach <= start else min(reach, end)
        yield from postings_of(
            claim.of,
            {
                claim.reason: countable.within(fresh, end),
                Reason.OVERLAP: countable.within(start, fresh),
                Reason.WITHIN_PLANNED: planned.within(start, end),
            },
        )
        reach = max(reach, end)


def outside(cases: Iterable[Case], period: Span, agreed: Gauge) -> Iterator[Posting]:
    """Yield what lies outside the agreed time and the period, of cases that touch it."""
    for case in cases:
        start, end = max(case.start, period[0]), min(case.end, period[1])
        if start < end:
            yield from postings_of(
                case,
                {
                    Reason.OUTSIDE_AGREED: end - start - agreed.within(start, end),
                    Reason.OUTSIDE_PERIOD: case.end - case.start - (end - start),
                },
            )


def booked(*postings: Iterable[Posting]) -> tuple[Posting, ...]:
    """Return one posting for each case and reason, in the order of time."""
    seconds: defaultdict[Case, dict[Reason, int]] = defaultdict(dict)
    for posting in chain.from_iterable(postings):
        mine = seconds[posting.of]
        mine[posting.reason] = mine.get(posting.reason, 0) + posting.seconds
    return tuple(
        Posting(of=case, reason=reason, seconds=seconds[case][reason])
        for case in sorted(seconds, key=_place)
        for reason in sorted(seconds[case], key=_PLACE_OF_REASON.__getitem__)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Interruption:
    """Hold one stretch without service, whatever number of cases it is made of."""

    case: str
    """The case that the first counted second belongs to."""
    begun: int
    """Its first counted second, in UTC; the month of it counts the interruption."""
    end: int
    """The first second of service again."""
    seconds: int
    """All of its counted seconds, those after the period too."""


def interruptions(claims: Sequence[Claim], exposed: Gauge) -> Iterator[Interruption]:
    """Yield the interruptions that claims in line make together.

    One begins with its first second that counts. What overlaps or touches is one, and a
    night without agreed time in its midst does not make two of it.
    """
    for group in _touching(claims):
        end = max(claim.end for claim in group)
        first = exposed.first(group[0].start)
        if first is not None and first < end:
            yield Interruption(
                case=next(claim.of.case for claim in group if claim.end > first),
                begun=first,
                end=end,
                seconds=exposed.within(first, end),
            )


def _touching(claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    """Yield claims in line by groups without a gap."""
    group: list[Claim] = []
    reach = 0
    for claim in claims:
        if group and claim.start > reach:
            yield group
            group = []
        reach = max(reach, claim.end) if group else claim.end
        group.append(claim)
    if group:
        yield group


def user_seconds(claims: Sequence[Claim], countable: Gauge) -> int | None:
    """Return users hit times seconds; None when a claim with such seconds does not know.

    Where claims overlap, the one with the most users counts and the others do not: they may
    have hit the same people, and nobody waits twice.
    """
    lost = [claim for claim in claims if countable.within(claim.start, claim.end)]
    hit = [
        (claim.start, claim.end, users) for claim in lost if (users := claim.of.users) is not None
    ]
    if len(hit) < len(lost):
        return None
    return sum(users * countable.within(start, end) for start, end, users in _crowds(hit))


def _crowds(hit: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Yield start, end and most users of stretches in which nothing begins or ends."""
    ahead = deque(hit)
    largest: list[tuple[int, int]] = []
    for start, end in pairwise(sorted({edge for stretch in hit for edge in stretch[:2]})):
        while ahead and ahead[0][0] <= start:
            _, until, users = ahead.popleft()
            heappush(largest, (-users, until))
        # Whoever has ended matters only once it comes to the top.
        while largest and largest[0][1] <= start:
            heappop(largest)
        if largest:
            yield start, end, -largest[0][0]


def _place(case: Case) -> tuple[int, bool, int, str]:
    """Return where a case stands in a list: by time, of equals outages first."""
    return case.start, isinstance(case, Window), case.end, case.case
