"""Back-tests: what a method would have erred, and what an issued forecast did err."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.measure.bounds import Bounds
from generator.measure.extrapolation import Method, Steps, extrapolate

# Student's t for 80 % in thousandths, by the number of errors; the last serves for more.
_T = (
    *(3078, 1886, 1638, 1533, 1476, 1440, 1415, 1397, 1383, 1372),
    *(1363, 1356, 1350, 1345, 1341, 1337, 1333, 1330, 1328, 1325),
    *(1323, 1321, 1319, 1318, 1316, 1315, 1314, 1313, 1311, 1310),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Hold the errors of forecasts as parts, so that several add up (metric CAP-07).

    No Ratio: forecasts that erred where nothing came have an error of a whole of 0.
    """

    error: Fraction
    """Sum of |came - forecast|."""
    came: Fraction
    """Sum of |came|."""
    inside: int
    """Values that came within their interval."""
    points: int
    """Values that were scored."""

    @property
    def wape(self) -> Fraction | None:
        """Return the weighted absolute percentage error, None where only zeros came."""
        return self.error / self.came if self.came else None

    @classmethod
    def total(cls, scores: Iterable[Score]) -> Score:
        """Add up the parts; of no scores at all, nothing was scored."""
        found = tuple(scores)
        return cls(
            error=sum((score.error for score in found), Fraction(0)),
            came=sum((score.came for score in found), Fraction(0)),
            inside=sum(score.inside for score in found),
            points=sum(score.points for score in found),
        )


def score(forecast: Fraction, interval: Bounds, came: Fraction) -> Score:
    """Score one value of an old forecast against what came."""
    return Score(
        error=abs(came - forecast),
        came=abs(came),
        inside=int(interval.holds(came)),
        points=1,
    )


def errors(method: Method, past: Steps, season: int, first: int) -> tuple[int, ...]:
    """Return the error of each value from place `first` on, told from those before it alone."""
    return tuple(
        past[place] - extrapolate(method, past[:place], season, 1).values[0]
        for place in range(first, len(past))
    )


def wape(missed: Sequence[int], past: Steps) -> Fraction | None:
    """Return the weighted absolute percentage error of the last values of a series."""
    came = sum(abs(value) for value in past[len(past) - len(missed) :])
    return Fraction(sum(map(abs, missed)), came) if came else None


def reach(missed: Sequence[int], growth: Fraction) -> int:
    """Return half the width of the 80 % interval that the errors of a back-test call for."""
    quantile = Fraction(_T[min(len(missed), len(_T)) - 1], 1000)
    square = sum(error * error for error in missed) * growth * quantile**2 / len(missed)
    return math.isqrt(math.ceil(square))
