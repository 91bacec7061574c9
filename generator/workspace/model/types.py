"""The words that the model's fields are made of.

Every alias carries what pydantic checks and what the JSON Schema says, so that a
form is written down once; msgspec reads the same dataclasses and passes over it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from generator.periods import Period
from generator.periods.workinghours import SHIFT_PATTERN
from generator.target import Target

T = TypeVar("T")

ID_PATTERN = r"^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$"
METRIC_PATTERN = r"^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$"
PROCESS_PATTERN = r"^[a-z][a-z0-9-]{0,39}$"
SIGNING_KEY_PATTERN = (
    r"^(?:ssh-ed25519|ecdsa-sha2-nistp(?:256|384|521)|ssh-rsa|sk-ssh-ed25519@openssh\.com)"
    r" [A-Za-z0-9+/]{40,1400}={0,2}(?: [ -~]{1,80})?$"
)
OPENPGP_PATTERN = r"^[0-9A-F]{40}$"
# A login, or a team of an organisation, as CODEOWNERS names them.
OWNER_PATTERN = r"^@[A-Za-z0-9][A-Za-z0-9_-]{0,38}(?:/[A-Za-z0-9][A-Za-z0-9._-]{0,99})?$"
PAGE_PATTERN = r"^docs/(?:[a-z0-9-]+/){0,4}[a-z0-9-]+\.md$"
CLAUSE_PATTERN = r"^[0-9A-Za-z][0-9A-Za-z.-]{0,19}$"
CLAUSE_REF_PATTERN = r"^[a-z0-9-]{1,40}/[0-9A-Za-z][0-9A-Za-z.-]{0,19}$"
ACTION_PATTERN = r"^[A-Z]{1,3}-[0-9]{4}-[0-9]{2,4}$"
EDITION_PATTERN = r"^[a-z0-9-]{1,40}/[0-9A-Za-z.-]{4,30}$"
FIGURE_PATTERN = r"^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*@[a-z0-9-]{1,40}(?:/[a-z0-9-]+=[^\n\r\t]+)?$"
CASE_PATTERN = r"^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$"
LINE_PATTERN = r"^[^\n\r\t]+$"
EMAIL_PATTERN = r"^[^\s\"*?!,;#<>@\\]{1,64}@[^\s\"*?!,;#<>@\\]{1,255}$"
VERSION_PATTERN = r"^[0-9]{1,4}(\.[0-9]{1,4}){1,2}$"
SHA256_PATTERN = r"^[0-9a-f]{64}$"
COMMIT_PATTERN = r"^(?:[0-9a-f]{40}|[0-9a-f]{64})$"
SIGNATURE_PATTERN = r"^[A-Za-z0-9+/]{100,6000}={0,2}$"
CURRENCY_PATTERN = r"^[A-Z]{3}$"
NUMBER_PATTERN = r"^-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,18})?$"
# A year outside these centuries is a typing error; it also keeps day arithmetic in the calendar.
_YEAR_PATTERN = r"(?:19|2[0-9])[0-9]{2}"
INSTANT_PATTERN = (
    rf"^{_YEAR_PATTERN}-[0-9]{{2}}-[0-9]{{2}}(?:T[0-9]{{2}}:[0-9]{{2}}(?::[0-9]{{2}})?)?$"
)
UTC_PATTERN = rf"^{_YEAR_PATTERN}-[0-9]{{2}}-[0-9]{{2}}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}Z$"
_INSTANT_WORDS = "a date such as 2013-10-31 or an instant such as 2013-10-31T09:20:00"
# Patterns in the words of a finding; one that is not here is shown as it is.
LENGTH_PATTERN = r"^(?:0|[1-9][0-9]{0,4}) (?:min|h|d)$"
DUE_PATTERN = r"^[1-9][0-9]? (working|calendar) days?$"
DELIMITER_PATTERN = r'^[^"\r\n 0-9A-Za-z.-]$'
DECIMAL_PATTERN = r"^[.,]$"
THOUSANDS_PATTERN = r"^[., ']$"
ROWS_PATTERN = r"^[^.\s]+(?:\.[^.\s]+)*$"
VARIABLE_PATTERN = r"^[A-Z][A-Z0-9_]{2,59}$"
TABLE_PATTERN = r"^[^\s.\"';]+(?:\.[^\s.\"';]+)?$"
STYLE_PATTERN = r"^[^%\n]*(?:%[dmYHIMSpfz][^%\n]*)+$"
COLUMN_PATTERN = r"^[a-z][a-z0-9_]{0,39}$"
PATTERN_WORDS: Mapping[str, str] = MappingProxyType(
    {
        ID_PATTERN: "at most 40 lower-case letters, digits and hyphens",
        METRIC_PATTERN: "process.name in lower case, such as incident.closed",
        PROCESS_PATTERN: "a process, the word before the point of its metrics, such as incident",
        SIGNING_KEY_PATTERN: "a public key as ssh-keygen writes it: ssh-ed25519 AAAA...",
        OWNER_PATTERN: "a login such as @lin, or a team such as @example-org/leaders",
        PAGE_PATTERN: "a page below docs/ such as docs/process/roles.md",
        CLAUSE_PATTERN: "a clause number such as 4.2",
        CLAUSE_REF_PATTERN: "agreement/clause, such as bank-sla/7.1",
        ACTION_PATTERN: "an id such as A-2013-07",
        EDITION_PATTERN: "report/period, such as bank-monthly/2013-10",
        FIGURE_PATTERN: "a figure such as incident.closed@all",
        CASE_PATTERN: "a case number such as IM0012345",
        LINE_PATTERN: "text on one line, without tabs",
        EMAIL_PATTERN: "one plain address such as lin@example.org",
        VERSION_PATTERN: "a version such as 1.0",
        CURRENCY_PATTERN: "a currency of ISO 4217 such as CNY",
        COMMIT_PATTERN: "the full id of a commit",
        SIGNATURE_PATTERN: "an SSH signature in base64, without its first and last line",
        SHA256_PATTERN: "64 hexadecimal digits in lower case",
        INSTANT_PATTERN: _INSTANT_WORDS,
        UTC_PATTERN: "an instant in UTC such as 2022-04-08T23:01:00Z",
        LENGTH_PATTERN: "a length such as 72 h, 30 min or 5 d",
        SHIFT_PATTERN: "hours such as 09:00-18:00, 00:00-24:00 or 22:00-06:00",
        DUE_PATTERN: "days such as 5 working days or 10 calendar days",
        STYLE_PATTERN: "a date style such as %d/%m/%Y %H:%M, of %d %m %Y %H %I %M %S %f %p %z",
        DELIMITER_PATTERN: "one sign between cells, such as ; or a tab",
        DECIMAL_PATTERN: "a point or a comma",
        THOUSANDS_PATTERN: "a sign between thousands: . or , or ' or a blank",
        ROWS_PATTERN: "a path such as issues or pages.*.issues",
        VARIABLE_PATTERN: "the name of an environment variable, such as HELPDESK_DB",
        TABLE_PATTERN: "a table such as tickets or helpdesk.tickets",
        COLUMN_PATTERN: "a name of at most 40 lower-case letters, digits and underscores",
    }
)
_NUMBER = re.compile(NUMBER_PATTERN)
_DAY = re.compile(rf"{_YEAR_PATTERN}-[0-9]{{2}}-[0-9]{{2}}")


@dataclass(frozen=True, slots=True)
class Doc:
    """Say what a field means, in English and Chinese; schema and reference print it."""

    en: str
    zh: str

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Put both sentences where an editor shows them."""
        return {**handler(schema), "description": f"{self.zh} {self.en}"}


def strict(model: type[T]) -> type[T]:
    """Make pydantic refuse keys that a dataclass of the model does not have."""
    model.__pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[attr-defined]
    return model


def _text(value: object) -> object:
    """Give back the digits of a number that stands where text is wanted."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return value
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _number(value: object) -> object:
    """Refuse what Decimal would take although it is no plain decimal number."""
    if isinstance(value, bool) or (isinstance(value, str) and not _NUMBER.fullmatch(value)):
        message = "a plain decimal number such as 12 or 99.95"
        raise ValueError(message)
    return value


def _day(value: object) -> object:
    """Read an ISO date; pydantic alone would take a number of seconds, too."""
    if isinstance(value, date):
        return value
    message = "a date such as 2013-10-31, from 1900 to 2999"
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError(message)
    try:
        return date.fromisoformat(value)
    except ValueError as impossible:
        raise ValueError(message) from impossible


def _instant(value: str) -> str:
    """Accept instants that are in the calendar: no 2013-02-30, no 24:00."""
    try:
        datetime.fromisoformat(value)
    except ValueError as impossible:
        raise ValueError(_INSTANT_WORDS) from impossible
    return value


def _one_or_many(value: object) -> object:
    """Take a list of one without its brackets."""
    return value if isinstance(value, list | tuple) else [value]


def _flag(value: object) -> object:
    """Refuse the many things that pydantic would take for true."""
    if not isinstance(value, bool):
        message = "true or false"
        raise ValueError(message)  # noqa: TRY004 - pydantic turns ValueError into a finding
    return value


class TextOrObject:
    """Tell editors that a text may stand for the object that it is short for."""

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Allow a text beside the object."""
        return {"anyOf": [{"type": "string"}, handler(schema)]}


class _ListOrItem:
    """Tell editors that the brackets of a list of one may be left out."""

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Allow the item beside the array of items."""
        array = handler(schema)
        return {"anyOf": [array["items"], array]}


def _zone(value: str) -> str:
    """Accept names of the time zone data base."""
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:
        message = "a time zone such as Asia/Shanghai"
        raise ValueError(message) from unknown
    return value


def _period(value: object) -> Period:
    """Read the label of a period."""
    return value if isinstance(value, Period) else Period.parse(str(_text(value)))


def _target(value: object) -> Target:
    """Read a target such as `> 95 %`."""
    return value if isinstance(value, Target) else Target.parse(str(_text(value)))


def _own_share(value: object) -> Target:
    """Read a target, or an amount alone such as `15 min`."""
    text = str(_text(value))
    return _target(value if isinstance(value, Target) or text[:1] in "<>=≤≥" else f"= {text}")


_TEXT_SCHEMA = {"type": "string"}

# Ids become file names, tags and addresses: lower case, so that no two differ by case alone.
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN), BeforeValidator(_text)]
MetricId = Annotated[str, StringConstraints(pattern=METRIC_PATTERN, max_length=80)]
ProcessId = Annotated[str, StringConstraints(pattern=PROCESS_PATTERN)]
SigningKey = Annotated[str, StringConstraints(pattern=SIGNING_KEY_PATTERN)]
OpenPgpKey = Annotated[str, StringConstraints(pattern=OPENPGP_PATTERN), BeforeValidator(_text)]
Owner = Annotated[str, StringConstraints(pattern=OWNER_PATTERN)]
PageName = Annotated[str, StringConstraints(pattern=PAGE_PATTERN)]
ClauseId = Annotated[str, StringConstraints(pattern=CLAUSE_PATTERN), BeforeValidator(_text)]
ClauseRef = Annotated[str, StringConstraints(pattern=CLAUSE_REF_PATTERN)]
ActionId = Annotated[str, StringConstraints(pattern=ACTION_PATTERN)]
EditionName = Annotated[str, StringConstraints(pattern=EDITION_PATTERN)]
FigureName = Annotated[str, StringConstraints(pattern=FIGURE_PATTERN, max_length=200)]
CaseId = Annotated[str, StringConstraints(pattern=CASE_PATTERN), BeforeValidator(_text)]
Line = Annotated[
    str,
    StringConstraints(min_length=1, max_length=400, pattern=LINE_PATTERN),
    BeforeValidator(_text),
]
Email = Annotated[str, StringConstraints(pattern=EMAIL_PATTERN)]
Version = Annotated[str, StringConstraints(pattern=VERSION_PATTERN), BeforeValidator(_text)]
Instant = Annotated[str, StringConstraints(pattern=INSTANT_PATTERN), AfterValidator(_instant)]
DayRule = Annotated[str, StringConstraints(pattern=DUE_PATTERN)]
CurrencyCode = Annotated[str, StringConstraints(pattern=CURRENCY_PATTERN)]
CommitId = Annotated[str, StringConstraints(pattern=COMMIT_PATTERN), BeforeValidator(_text)]
SignatureText = Annotated[str, StringConstraints(pattern=SIGNATURE_PATTERN)]
Sha256 = Annotated[str, StringConstraints(pattern=SHA256_PATTERN)]
Number = Annotated[
    Decimal,
    BeforeValidator(_number),
    WithJsonSchema({"anyOf": [{"type": "number"}, {**_TEXT_SCHEMA, "pattern": NUMBER_PATTERN}]}),
]
Count = Annotated[int, Field(ge=0, strict=True)]
Day = Annotated[date, BeforeValidator(_day)]
Zone = Annotated[str, AfterValidator(_zone)]
PeriodLabel = Annotated[
    Period, BeforeValidator(_period), WithJsonSchema({**_TEXT_SCHEMA, "examples": ["2013-10"]})
]
TargetText = Annotated[
    Target, BeforeValidator(_target), WithJsonSchema({**_TEXT_SCHEMA, "examples": ["> 95 %"]})
]
OwnShare = Annotated[
    Target,
    BeforeValidator(_own_share),
    WithJsonSchema({**_TEXT_SCHEMA, "examples": ["15 min", ">= 99.9 %"]}),
]
# A condition stands before the validator that widens it, or the JSON Schema loses it.
OneOrMany = Annotated[tuple[T, ...], BeforeValidator(_one_or_many), _ListOrItem()]
OneOrMore = Annotated[
    tuple[T, ...], Field(min_length=1), BeforeValidator(_one_or_many), _ListOrItem()
]
Flag = Annotated[bool, BeforeValidator(_flag)]


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Bilingual:
    """A text that readers see, in both languages."""

    zh: Annotated[Line, Doc("Chinese text.", "中文。")]
    en: Annotated[Line, Doc("English text.", "英文。")]

    def of(self, language: str) -> str:
        """Return the text in `zh` or `en`."""
        return self.en if language == "en" else self.zh


def _both(value: object) -> object:
    """Take a text for both languages where it was written in one."""
    text = _text(value)
    return {"zh": text, "en": text} if isinstance(text, str) else value


# What people say is shown as they said it; it need not be translated.
BothOrOne = Annotated[Bilingual, BeforeValidator(_both), TextOrObject()]
