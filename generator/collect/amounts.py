"""What cases amount to, by month, service and member: one look at the cases for each grouping."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from generator.collect.cases import ASIDE, LABEL, MONTH, PERIOD, SERVICE
from generator.collect.engine import count_where, quoted
from generator.collect.expression import Yields
from generator.collect.look import day_of
from generator.collect.parts import EXTREMES
from generator.collect.plan import SINGLES, SPREADS, Part, Plan, Step
from generator.collect.soundness import STOCKS
from generator.kinds import MetricKind
from generator.workspace.model.records import NOT_STATED
from generator.workspace.model.sources import Mapping as SourceMapping

Group: TypeAlias = tuple[str, str, str | None]
"""Month, service and member; None stands for the whole service."""
Spread: TypeAlias = dict[str, dict[Any, int]]
"""Part -> values or ids with their number."""
Answers: TypeAlias = Iterator[list[Any]]
"""The rows that answer each question of `queries_of`."""

CASES = f"FROM cases WHERE {ASIDE} IS NULL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """One way to group the cases: by month and service, and by the members of a dimension.

    `member` is the expression of the member, "" for whole services. The figures of whole
    services of `wholes` are those of all members together: every case has one member.
    `days` are the last days of the months, on which stocks are counted.
    """

    dimension: str | None
    member: str
    steps: tuple[Step, ...]
    wholes: tuple[Step, ...]
    days: Mapping[str, date]

    @property
    def groups(self) -> tuple[str, ...]:
        """Return the expressions to group by, as SQL."""
        member = f"coalesce(CAST((\n{self.member}\n) AS VARCHAR), '{NOT_STATED}')"
        return (MONTH, SERVICE, *((member,) if self.dimension else ()))

    @property
    def keys(self) -> str:
        """Return the label of the month, the service and the member, as SQL."""
        member = self.groups[2] if self.dimension else "CAST(NULL AS VARCHAR)"
        return f"{LABEL} AS {PERIOD}, {SERVICE}, {member} AS _member"

    @property
    def grouping(self) -> str:
        """Return the clause that groups by them."""
        return f"GROUP BY {', '.join(self.groups)}"

    def steps_of(self, group: Group) -> tuple[Step, ...]:
        """Return the steps that a group has figures of."""
        return self.wholes if group[2] is None else self.steps


def cuts_of(plan: Plan, days: Mapping[str, date]) -> Iterator[Cut]:
    """Yield the groupings that the steps ask for; steps of the same one are counted together."""
    groupings: dict[tuple[str, str], list[Step]] = defaultdict(list)
    for step in plan.steps:
        for dimension, member in step.rule.dimensions.items():
            groupings[dimension, member].append(step)
    bare = tuple(step for step in plan.steps if not step.rule.dimensions)
    if bare:
        yield Cut(dimension=None, member="", steps=bare, wholes=bare, days=days)
    for (dimension, member), sharing in groupings.items():
        wholes = tuple(
            step
            for step in sharing
            if next(iter(step.rule.dimensions.items())) == (dimension, member)
        )
        yield Cut(
            dimension=dimension, member=member, steps=tuple(sharing), wholes=wholes, days=days
        )


def queries_of(mapping: SourceMapping, cut: Cut) -> Iterator[str]:
    """Yield the questions of a grouping, in the order in which their answers are read below."""
    if wanted := _wanted(cut):
        columns = ", ".join(aggregate(mapping, cut, *each) for each in wanted)
        yield f"SELECT {cut.keys}, {columns} {CASES} {cut.grouping}"
    for step in cut.steps:
        for name, part in step.parts.items() if step.kind in SPREADS else ():
            stands = f"AND {_stands(mapping, cut)} " if name == "scope" else ""
            yield (
                f"SELECT {cut.keys}, (\n{part.sql}\n) AS _value, count(*) "
                f"{CASES} {stands}AND (\n{part.sql}\n) IS NOT NULL {cut.grouping}, _value"
            )


def totals(cut: Cut, answers: Answers) -> Iterator[tuple[Group, Step, dict[str, Any]]]:
    """Yield the amounts of each group and step that has one amount a part.

    A sum of nothing is None; an extreme is its value with the sign turned where the largest
    stands, its instants, its case.
    """
    wanted = _wanted(cut)
    if not wanted:
        return
    found = {_group(row): tuple(row[3:]) for row in next(answers)}
    places: dict[str, dict[str, int]] = defaultdict(dict)
    for place, (step, name) in enumerate(wanted):
        places[step.rule.metric][name] = place
    for group, amounts in _with_wholes(cut, wanted, found).items():
        for step in cut.steps_of(group):
            if step.kind not in SPREADS:
                parts = places[step.rule.metric].items()
                yield group, step, {name: amounts[place] for name, place in parts}


def spreads(cut: Cut, step: Step, answers: Answers) -> Iterator[tuple[Group, Spread]]:
    """Yield every value of each group that the step has figures of, with its number."""
    found: dict[Group, Spread] = defaultdict(lambda: defaultdict(dict))
    has_whole = step in cut.wholes
    for name in step.parts:
        for row in next(answers):
            group, value, count = _group(row), row[3], int(row[4])
            whole = (*group[:2], None) if has_whole else group
            for each in (group, whole) if whole != group else (group,):
                values = found[each][name]
                values[value] = values.get(value, 0) + count
    yield from found.items()


def _wanted(cut: Cut) -> tuple[tuple[Step, str], ...]:
    """Return the parts that are one amount of a group."""
    return tuple((s, name) for s in cut.steps if s.kind not in SPREADS for name in s.parts)


def _group(row: tuple[Any, ...]) -> Group:
    """Return the group that a row of an answer is about."""
    return str(row[0]), str(row[1]), row[2]


def _with_wholes(
    cut: Cut, wanted: tuple[tuple[Step, str], ...], found: dict[Group, tuple[Any, ...]]
) -> dict[Group, tuple[Any, ...]]:
    """Return the groups and, where they are members, those of whole services."""
    if not (cut.dimension and cut.wholes):
        return found
    members: dict[Group, list[tuple[Any, ...]]] = defaultdict(list)
    for group, amounts in found.items():
        members[*group[:2], None].append(amounts)
    return found | {
        group: tuple(map(_joined, wanted, zip(*rows, strict=True)))
        for group, rows in members.items()
    }


def _joined(wanted: tuple[Step, str], values: tuple[Any, ...]) -> object:
    """Return the amount of all members together."""
    step, name = wanted
    told = [value for value in values if value is not None]
    if step.kind in EXTREMES or (step.kind, name) in SINGLES:
        return min(told, default=None)
    return sum(told) if told else None


def aggregate(mapping: SourceMapping, cut: Cut, step: Step, name: str) -> str:
    """Return the aggregate for one part of a step: conditions are counted, numbers added up."""
    part = step.parts[name]
    if step.kind in EXTREMES:
        return _extreme(mapping, step, part)
    if (step.kind, name) in SINGLES:
        return f"min((\n{part.sql}\n))"
    stands = f"{_stands(mapping, cut)} AND " if step.kind in STOCKS else ""
    among = _among(step, name) + stands
    if part.yields is Yields.CONDITION:
        return count_where(f"{among}(\n{part.sql}\n)")
    return f"sum(CASE WHEN {among}true THEN (\n{part.sql}\n) END)"


def _extreme(mapping: SourceMapping, step: Step, part: Part) -> str:
    """Return the aggregate for the largest or smallest value, its instant and its case.

    Of equal values the earliest stands, then the first in the order of the cases' ids.
    """
    sign = "-" if step.kind is MetricKind.MAXIMUM else ""
    at, key = mapping.period, quoted(mapping.case.key)
    value = f"(\n{part.sql}\n)"
    row = f"ROW({sign}{value}, {quoted(at)}, {key}, {quoted(at + '_local')})"
    return f"min({row}) FILTER (WHERE {value} IS NOT NULL)"


def _stands(mapping: SourceMapping, cut: Cut) -> str:
    """Return the condition for cases of the last day of their month, as SQL."""
    days = ", ".join(f"DATE '{day.isoformat()}'" for day in sorted(cut.days.values()))
    return f"{day_of(mapping)} IN ({days})"


def _among(step: Step, name: str) -> str:
    """Return the condition that a part of a ratio or mean takes from the other part."""
    if step.kind is MetricKind.AVERAGE_STOCK:
        # Seconds without a stock would pull the mean down.
        other = step.parts["seconds" if name == "sum" else "sum"]
        return f"(\n{other.sql}\n) IS NOT NULL AND "
    whole: Part | None = None
    if name == "numerator":
        whole = step.parts["denominator"]
    elif name == "sum":
        whole = step.parts["count"]
    return f"(\n{whole.sql}\n) AND " if whole and whole.yields is Yields.CONDITION else ""
