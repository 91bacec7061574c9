"""Parts without a roll-up of their own: single values, indices, and promises kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar, Self

from typing_extensions import override

from generator.kinds import RollUp
from generator.measure.rollup import Parts, RollUpError, across_services, over_time, total


@dataclass(frozen=True, slots=True, kw_only=True)
class Single(Parts):
    """Hold a value of one month and one service, NONE; of more than one there is none."""

    roll_up: ClassVar[RollUp] = RollUp.NONE

    value: Fraction | None = field()

    @classmethod
    @override
    def over_time(cls, parts: Sequence[Self]) -> Self:
        """Keep the only part; several have no value together."""
        return parts[0] if len(parts) == 1 else cls(value=None)

    @override
    def beyond_a_month(self) -> Self:
        """Have no value, even when one month alone was recorded."""
        return type(self)(value=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """Hold one metric of an index; `parts` is None where nobody recorded it."""

    metric: str
    weight: Fraction
    parts: Parts | None

    @property
    def value(self) -> Fraction | None:
        """Return the value of the metric."""
        return self.parts.value if self.parts else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Index(Parts):
    """Hold the components of a score, INDEX: a mean of monthly scores is no score."""

    roll_up: ClassVar[RollUp] = RollUp.INDEX

    components: tuple[Component, ...]

    @property
    @override
    def value(self) -> Fraction | None:
        """Return the weighted mean; without one of the components there is none."""
        weighted = [(each.weight, each.value) for each in self.components]
        found = [weight * value for weight, value in weighted if value is not None]
        if len(found) < len(weighted):
            return None
        return total(found) / total(weight for weight, _ in weighted)

    @classmethod
    @override
    def over_time(cls, parts: Sequence[Self]) -> Self:
        """Roll each component up over time."""
        return cls(components=tuple(_rolled_up(parts, over_time)))

    @classmethod
    @override
    def across_services(cls, parts: Sequence[Self]) -> Self:
        """Roll each component up across services, in its own way."""
        return cls(components=tuple(_rolled_up(parts, across_services)))

    @override
    def texts(self) -> dict[str, str | None]:
        """Return weight and value by metric: `2 * 19/20`."""
        return {each.metric: f"{each.weight} * {each.value}" for each in self.components}


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodsMet(Parts):
    """Hold in how many of its periods a promise was kept, COUNTMET."""

    roll_up: ClassVar[RollUp] = RollUp.COUNTMET

    kept: int
    periods: int

    def __post_init__(self) -> None:
        """Refuse more periods kept than there were."""
        if not 0 <= self.kept <= self.periods:
            raise RollUpError(f"expected periods kept of all, got {self.kept} of {self.periods}")

    @property
    @override
    def value(self) -> Fraction | None:
        """Return the number of periods kept, never a share that looks like the metric's."""
        return Fraction(self.kept) if self.periods else None

    @classmethod
    @override
    def over_time(cls, parts: Sequence[Self]) -> Self:
        """Add the periods."""
        return cls(
            kept=sum(part.kept for part in parts), periods=sum(part.periods for part in parts)
        )

    @classmethod
    @override
    def across_services(cls, parts: Sequence[Self]) -> Self:
        """Refuse: promises about several services are listed, one by one."""
        if len(parts) > 1:
            raise RollUpError("expected the periods of one promise, got those of several")
        return parts[0]


def _rolled_up(
    indices: Sequence[Index], roll_up: Callable[[Sequence[Parts]], Parts]
) -> Iterator[Component]:
    """Give each component of several indices, rolled up from those that were recorded."""
    definitions = {tuple((each.metric, each.weight) for each in i.components) for i in indices}
    if len(definitions) > 1:
        raise RollUpError("expected the components of one index, got those of several")
    for place, (metric, weight) in enumerate(definitions.pop()):
        found = [index.components[place].parts for index in indices]
        there = [parts for parts in found if parts is not None]
        yield Component(metric=metric, weight=weight, parts=roll_up(there) if there else None)
