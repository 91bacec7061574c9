"""Canonical record lines: one record a line, YAML and JSON at once, read as JSON.

`- {"metric": "incident.backlog", "service": "payments", "value": 41}`: keys in the order
of the dataclass, absent ones left out, `, ` and `: ` as separators, whole numbers bare,
other decimals in quotes, texts without quotes, backslashes or control characters.
"""

from __future__ import annotations

import dataclasses
import json
import re
from decimal import Decimal
from functools import cache, lru_cache
from operator import attrgetter
from types import NoneType
from typing import (
    TYPE_CHECKING,
    Any,
    ClassVar,
    Final,
    Generic,
    NamedTuple,
    Protocol,
    TypeVar,
    get_type_hints,
)
from typing import get_args as type_arguments

import msgspec
from pydantic import TypeAdapter, ValidationError

from generator.errors import ReportgenError
from generator.strictyaml.limits import RECORD_LIMITS
from generator.strictyaml.plain import MAX_DIGITS
from generator.strictyaml.text import odd_in_value, printable

if TYPE_CHECKING:
    from collections.abc import Iterable

RECORDS_KEY: Final = b"records:\n"


class Dataclass(Protocol):
    """Any dataclass."""

    __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[Any]]]


R = TypeVar("R", bound=Dataclass)

# Bytes, not text: UTF-8 never uses these for a part of another character.
_TEXT: Final = rf'"[^"\\\x00-\x1f\x7f]{{0,{RECORD_LIMITS.scalar}}}+"'
_DIGITS: Final = rf"[1-9][0-9]{{0,{MAX_DIGITS - 1}}}"
_NUMBER: Final = rf'(?:0|-?{_DIGITS}|"-?(?:0|{_DIGITS})\.[0-9]{{1,{MAX_DIGITS}}}")'
_VALUE: Final = {str: _TEXT, Decimal: _NUMBER}
_WRITTEN: Final = re.compile(_NUMBER.replace('"', ""))


class Split(NamedTuple):
    """A record file in two: all before `records:`, the lines behind it, where they start."""

    head: bytes
    lines: bytes
    first_line: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    """A field of a record: its name, kind of value (str or Decimal), type with conditions."""

    name: str
    kind: type
    condition: Any
    is_optional: bool

    def pattern(self, separator: str) -> str:
        """Return the pattern of the field in a line, behind the separator before it."""
        pair = f'{separator}"{re.escape(self.name)}": {_VALUE[self.kind]}'
        return f"(?:{pair})?+" if self.is_optional else pair


class CanonicalReader(Generic[R]):
    """Read blocks of canonical lines of one dataclass; anything else is left to `parse`."""

    def __init__(self, record: type[R]) -> None:
        """Derive the pattern, the decoder and the conditions from the dataclass."""
        fields = _fields(record)
        pattern = _line_pattern(fields)
        schema = json.dumps(TypeAdapter(record).json_schema(), sort_keys=True)
        self.fingerprint = f"{record.__module__}.{record.__qualname__} {pattern} {schema}"
        self._block = re.compile(f"(?:{pattern})*+".encode())
        self._decoder = msgspec.json.Decoder(tuple[record, ...])  # type: ignore[valid-type]
        self._unpacker = msgspec.msgpack.Decoder(tuple[record, ...])  # type: ignore[valid-type]
        self._conditions = tuple(
            (field.name, TypeAdapter(list[field.condition]))  # type: ignore[name-defined]
            for field in fields
            if field.kind is str
        )

    def split(self, source: bytes) -> Split | None:
        """Cut a file before its top-level `records:`; None if not all behind it is canonical."""
        head = head_of(source)
        first = len(head) + len(RECORDS_KEY)
        if first >= len(source) or not self._block.fullmatch(source, first):
            return None
        return Split(head, source[first:], head.count(b"\n") + 2)

    def decode(self, lines: bytes) -> tuple[R, ...] | None:
        """Decode a block that `split` cut out; None if a text breaks its field's condition."""
        # A line feed stands between lines only, so that this is one JSON array.
        array = b"[" + lines[2:-1].replace(b"\n- ", b",") + b"]"
        records: tuple[R, ...] = self._decoder.decode(array)
        return records if self.holds(records) else None

    def holds(self, records: tuple[R, ...]) -> bool:
        """Tell whether the texts of all records meet the conditions of their fields."""
        return all(self._holds(*each, records) for each in self._conditions)

    def unpack(self, payload: memoryview) -> tuple[R, ...]:
        """Decode records from msgpack; raises `msgspec.DecodeError` for anything else."""
        records: tuple[R, ...] = self._unpacker.decode(payload)
        return records

    def _holds(self, name: str, condition: TypeAdapter[list[Any]], records: tuple[R, ...]) -> bool:
        """Tell whether the values of a field are fine, each checked once however often it is."""
        values = list(set(map(attrgetter(name), records)))
        try:
            return condition.validate_python(values) == values
        except ValidationError:
            return False


def head_of(source: bytes) -> bytes:
    """Return what stands before the first top-level `records:`, or the whole file."""
    if source.startswith(RECORDS_KEY):
        return b""
    before = source.find(b"\n" + RECORDS_KEY)
    return source if before < 0 else source[: before + 1]


def canonical_reader(record: type[R]) -> CanonicalReader[R]:
    """Return the reader of a dataclass whose fields are str, Decimal or optional ones.

    Conditions on texts (pydantic's) hold on this way in as on the ordinary one; numbers
    have no condition but their form. The first field must be a required one.
    """
    return CanonicalReader(record)


def write_lines(records: Iterable[Dataclass]) -> str:
    """Write records as lines; canonical unless a text needs an escape.

    Raises `ReportgenError` for values that `parse` would refuse.
    """
    return "".join(f"- {_line(record)}\n" for record in records)


def _line(record: Dataclass) -> str:
    """Write one record as a JSON object on one line."""
    keys, values = _fields_of(type(record))
    pairs = [
        key + (_json_text(value) if isinstance(value, str) else _json_number(value))
        for key, value in zip(keys, values(record), strict=True)
        if value is not None
    ]
    return f"{{{', '.join(pairs)}}}"


@cache
def _fields_of(record: type[Dataclass]) -> tuple[tuple[str, ...], attrgetter[tuple[Any, ...]]]:
    """Return the keys that begin the values of a class of records, and what gets the values."""
    names = [field.name for field in dataclasses.fields(record)]
    return tuple(f'"{name}": ' for name in names), attrgetter(*names)


@lru_cache(maxsize=1024)
def _json_text(value: str) -> str:
    """Return what JSON writes for a text; ids and members come again and again."""
    odd = odd_in_value(value)
    if odd:
        message = (
            f"cannot write {printable(value)}: a record may not hold {printable(odd.character)}"
        )
        raise ReportgenError(message)
    return json.dumps(value, ensure_ascii=False)


def _json_number(value: Decimal) -> str:
    """Return what JSON writes for a number: whole numbers bare, other decimals as text."""
    text = format(value, "f")
    if not _WRITTEN.fullmatch(text):
        message = f"cannot write {text}: a record has at most {MAX_DIGITS} digits on each side"
        raise ReportgenError(message)
    return f'"{text}"' if "." in text else text


def _fields(record: type[Dataclass]) -> tuple[_Field, ...]:
    """Return the fields of a dataclass in order; raises TypeError for kinds we do not write."""
    plain = get_type_hints(record)
    full = get_type_hints(record, include_extras=True)
    fields = tuple(_field(name, plain[name], full[name]) for name in record.__dataclass_fields__)
    if not fields or fields[0].is_optional:
        message = f"{record.__name__}: the first field of a record is a required one"
        raise TypeError(message)
    return fields


def _field(name: str, plain: Any, full: Any) -> _Field:  # noqa: ANN401 - annotations are values here
    """Describe one field by its annotation without and with its conditions."""
    kinds = tuple(kind for kind in type_arguments(plain) or (plain,) if kind is not NoneType)
    if len(kinds) != 1 or kinds[0] not in _VALUE:
        message = f"{name}: a record has fields of str or Decimal, or optional ones"
        raise TypeError(message)
    is_optional = NoneType in type_arguments(plain)
    return _Field(name=name, kind=kinds[0], condition=full, is_optional=is_optional)


def _line_pattern(fields: tuple[_Field, ...]) -> str:
    """Return the pattern of a line: as each key has one place, none can come twice."""
    first, *others = fields
    body = first.pattern("") + "".join(field.pattern(", ") for field in others)
    return rf"- \{{{body}\}}\n"
