"""From the cases of an outage log to records and lines, service by service and month by month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from zoneinfo import ZoneInfo

from generator.collect.inputs import Ground
from generator.collect.outagecases import LoggedCase
from generator.collect.outageplan import LENGTHS, metrics_of
from generator.kinds import DowntimeReason, OutageKind
from generator.measure.availability import Availability, assess
from generator.measure.downtime import Case, Outage, Window
from generator.measure.maintenance import MaintenanceRule
from generator.measure.settlement import Interruption
from generator.periods import Period
from generator.periods.intervals import Intervals, Span, instant_of, seconds_of
from generator.workspace.maintenanceterms import maintenance_rule
from generator.workspace.model.outages import OutageLine, OutageLog
from generator.workspace.model.records import Record
from generator.workspace.workingcalendars import working_calendar
