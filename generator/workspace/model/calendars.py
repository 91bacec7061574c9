"""When work is done: weekly hours, their changes, free days and make-up days."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from generator.periods.workinghours import SHIFT_PATTERN, Shift
from generator.periods.workingtime import DayKind
from generator.workspace.model.types import (
    Bilingual,
    Day,
    Doc,
    Id,
    Line,
    OneOrMany,
    OneOrMore,
    Zone,
    strict,
)


class Weekday(StrEnum):
    """The days of a week, as calendars name them."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


WORKING_WEEK = (Weekday.MON, Weekday.TUE, Weekday.WED, Weekday.THU, Weekday.FRI)
DEFAULT_HOURS = ("09:00-18:00",)


def _hours(value: str) -> str:
    """Accept hours that a shift can have: `09:00-09:00` could be nothing or 24 hours."""
    Shift.parse(value)
    return value


Hours = Annotated[str, StringConstraints(pattern=SHIFT_PATTERN), AfterValidator(_hours)]
Weekdays = Annotated[
    OneOrMore[Weekday],
    Doc("Days of work: mon, tue, wed, thu, fri, sat, sun.", "工作日。"),
]
Shifts = Annotated[
    OneOrMore[Hours],
    Doc(
        'Hours of work, one shift or several, such as "09:00-18:00" or "22:00-06:00".',
        "工作时间，一段或多段，可跨夜。",
    ),
]


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class WeekdayHours:
    """Weekdays with hours of their own; they are days of work, too."""

    weekdays: Weekdays
    hours: Shifts


ByWeekday = Annotated[
    tuple[WeekdayHours, ...],
    Doc("Weekdays with hours of their own, such as a short Friday.", "工作时间不同的工作日。"),
]


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedHours:
    """The working week from a day on; the days before it keep theirs."""

    first: Annotated[Day, Doc("First day of the new hours.", "新工作时间的首日。")]
    weekdays: Weekdays = WORKING_WEEK
    hours: Shifts = DEFAULT_HOURS
    by_weekday: ByWeekday = ()


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class CountryHolidays:
    """Public holidays and make-up days that the package `holidays` knows."""

    country: Annotated[
        str,
        StringConstraints(pattern=r"^[A-Z]{2}$"),
        Doc("Country by its ISO 3166 code, such as CN.", "国家代码，如 CN。"),
    ]
    subdivision: Annotated[
        Line | None, Doc("Part of the country, such as NW.", "国家内的地区代码。")
    ] = None


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class DatedException:
    """A day that is not what its weekday says."""

    day: Annotated[Day, Doc("The day.", "日期。")]
    kind: Annotated[
        DayKind,
        Doc("Free day, make-up day, or day with other hours.", "休息日、调休工作日或改时日。"),
    ]
    name: Annotated[Line, Doc("Why.", "原因。")]
    hours: Annotated[
        OneOrMany[Hours], Doc("Hours of a changed day, and of no other.", "改时日的工作时间。")
    ] = ()


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Working time of a party, with dated exceptions both ways."""

    calendar: Annotated[Id, Doc("Name of the calendar in other files.", "日历编号。")]
    name: Annotated[Bilingual, Doc("Name that readers see.", "日历名称。")]
    zone: Annotated[Zone, Doc("Time zone of the hours.", "时区。")]
    weekdays: Weekdays = WORKING_WEEK
    hours: Shifts = DEFAULT_HOURS
    by_weekday: ByWeekday = ()
    changes: Annotated[
        tuple[ChangedHours, ...],
        Doc("Hours that took the place of those before.", "工作时间的变更，按生效日期排列。"),
    ] = ()
    first: Annotated[Day, Doc("First day that the calendar has data for.", "有数据的首日。")]
    last: Annotated[Day, Doc("Last day that the calendar has data for.", "有数据的末日。")]
    holidays: Annotated[
        CountryHolidays | None,
        Doc("Public holidays beneath the exceptions.", "法定节假日，例外日期优先。"),
    ] = None
    exceptions: Annotated[
        tuple[DatedException, ...],
        Doc("Holidays, make-up days and days with other hours.", "节假日、调休日与改时日。"),
    ] = ()
