"""From parser events to plain values, checking each on the way."""

from __future__ import annotations

from array import array
from itertools import islice
from types import NoneType
from typing import TYPE_CHECKING, Final, TypeAlias, cast

import yaml

from generator.strictyaml.complaints import Complaints, Enough
from generator.strictyaml.document import Document, path_text
from generator.strictyaml.keys import key_problem
from generator.strictyaml.plain import NULL_RULES, Refused, resolve
from generator.strictyaml.text import odd_in_value, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from decimal import Decimal

    from generator.strictyaml.document import Path, Tree
    from generator.strictyaml.events import AliasNode, DocumentEnd, Node, Placed, ScalarNode
    from generator.strictyaml.grammar import Grammar
    from generator.strictyaml.limits import Limits

    _Collection: TypeAlias = dict[str, Tree] | list[Tree]

# How often the number of values is compared with its limit; every event would cost 3 %.
_CHUNK: Final = 1024

# How many checked scalars are kept; beyond it a file hardly repeats any.
_KEPT: Final = 50_000

# What the builder waits for: an item of a list, or (None) a key, or the value of a key.
_ITEM: Final = "\0item"
_STEPS: Final = {
    yaml.MappingStartEvent: 1,
    yaml.SequenceStartEvent: 1,
    yaml.MappingEndEvent: -1,
    yaml.SequenceEndEvent: -1,
}


class TreeBuilder:
    """Grow the tree of one file; what is wrong goes to `complaints`.

    After a finding the tree is no longer kept true, only good enough to find more.
    """

    def __init__(
        self, complaints: Complaints, limits: Limits, grammar: Grammar, *, has_escapes: bool
    ) -> None:
        """Start empty; without a backslash in the file no value needs a second look."""
        self._complaints = complaints
        self._limits = limits
        self._grammar = grammar
        self._has_escapes = has_escapes
        self._events: Iterator[yaml.Event] = iter(())
        self._documents = 0
        self._ended = False
        self._lines = array("I")
        self._root: list[Tree] = []
        # The open collection, what it waits for, and the lines of its keys so far.
        self._open: _Collection = self._root
        self._key: str | None = _ITEM
        self._seen: dict[str, int] = {}
        self._stack: list[tuple[_Collection, dict[str, int]]] = []
        # Scalars that were checked once; reports repeat the same few thousand words.
        self._plain: dict[str, str | int | bool | Decimal] = {}
        self._quoted: dict[str, str] = {}
        self._plain_keys: dict[str, str] = {}
        self._quoted_keys: dict[str, str] = {}

    def document(self) -> Document:
        """Return the document; only for a file without findings."""
        # Y022 has refused every other root; that of an export is taken as the tree that it is.
        return Document(cast("dict[str, Tree]", self._root[0]), self._lines)

    def build(self, events: Iterator[yaml.Event]) -> None:
        """Take all events of a file; raises `Enough` or PyYAML's errors where it must stop."""
        self._events = events
        handlers: dict[type[yaml.Event], Callable[..., None]] = {
            yaml.StreamStartEvent: self._ignore,
            yaml.DocumentStartEvent: self._start_document,
            yaml.MappingStartEvent: self._start_mapping,
            yaml.SequenceStartEvent: self._start_sequence,
            yaml.ScalarEvent: self._scalar,
            yaml.AliasEvent: self._alias,
            yaml.MappingEndEvent: self._end_collection,
            yaml.SequenceEndEvent: self._end_collection,
            yaml.DocumentEndEvent: self._end_document,
            yaml.StreamEndEvent: self._end_stream,
        }
        while not self._ended:
            for event in islice(events, _CHUNK):
                handlers[type(event)](event)
            self._check_values()

    def _ignore(self, event: yaml.Event) -> None:
        """Take an event that says nothing."""

    def _check_values(self) -> None:
        """Stop when there are too many values."""
        if len(self._lines) > self._limits.values:
            found = f"more than {self._limits.values:,}"
            self._complaints.add("Y012", self._lines[-1] + 1, found, limit=self._limits.values)
            raise Enough

    def _start_document(self, event: Placed) -> None:
        """Refuse a second document."""
        self._documents += 1
        if self._documents > 1:
            self._complaints.add("Y023", event.start_mark.line + 1, "another document")
            raise Enough

    def _end_document(self, event: DocumentEnd) -> None:
        """Refuse `...`, which only ends a document before another one."""
        if event.explicit:
            self._complaints.add("Y023", event.start_mark.line + 1, "`...`")

    def _end_stream(self, event: Placed) -> None:  # noqa: ARG002
        """Check that there was one mapping, or what else the whole may be."""
        self._ended = True
        if not self._root:
            self._complaints.add("Y021", 0, "nothing")
        elif not isinstance(self._root[0], (*self._grammar.roots, NoneType)):
            found = "a list" if isinstance(self._root[0], list) else "a single value"
            self._complaints.add("Y022", self._lines[0] + 1, found)

    def _start_mapping(self, event: Node) -> None:
        """Open a mapping."""
        self._start(event, {}, None)

    def _start_sequence(self, event: Node) -> None:
        """Open a list."""
        self._start(event, [], _ITEM)

    def _start(self, event: Node, collection: _Collection, key: str | None) -> None:
        """Put a collection in its place and make it the open one."""
        if self._key is None:
            self._skip_complex_key(event)
            return
        self._refuse_properties(event)
        self._put(collection, event)
        self._stack.append((self._open, self._seen))
        self._open, self._key, self._seen = collection, key, {}
        self._check_depth(len(self._stack), event)

    def _end_collection(self, event: yaml.CollectionEndEvent) -> None:  # noqa: ARG002
        """Go back to the collection around the one that ends."""
        self._open, self._seen = self._stack.pop()
        self._key = _ITEM if type(self._open) is list else None

    def _skip_complex_key(self, event: Node) -> None:
        """Refuse a list or mapping in a key's place and read on behind it."""
        self._complain("Y031", event, "a list or mapping as a key")
        depth = 1
        while depth:
            self._check_depth(len(self._stack) + depth, event)
            depth += _STEPS.get(type(next(self._events)), 0)
        self._put_key("?", event)

    def _check_depth(self, depth: int, event: Placed) -> None:
        """Stop where the nesting is too deep: the parser's time grows with its square."""
        if depth > self._limits.depth:
            self._complain("Y011", event, f"level {depth}", limit=self._limits.depth)
            raise Enough

    def _alias(self, event: AliasNode) -> None:
        """Refuse an alias and read on behind it."""
        self._complain("Y026", event, printable(f"*{event.anchor}"))
        if self._key is None:
            self._put_key("?", event)
        else:
            self._put(None, event)

    def _scalar(self, event: ScalarNode) -> None:
        """Put a scalar in its place: a key, the value of a key or an item of a list."""
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        text = event.value
        if self._key is None:
            checked = self._quoted_keys if event.style else self._plain_keys
            self._put_key(checked.get(text) or self._check_key(event, checked), event)
            return
        value: Tree
        if event.style:
            value = self._quoted.get(text) or self._check_quoted(event)
        else:
            value = self._plain.get(text)
            if value is None:
                value = self._check_plain(event)
        if self._key is _ITEM:
            self._open.append(value)  # type: ignore[union-attr]
            self._lines.append(event.start_mark.line)
        else:
            self._open[self._key] = value  # type: ignore[call-overload]
            self._key = None

    def _put(self, value: Tree, event: Placed) -> None:
        """Put a value in its place; the line of an entry was noted with its key."""
        if isinstance(self._open, list):
            self._open.append(value)
            self._lines.append(event.start_mark.line)
        else:
            self._open[cast("str", self._key)] = value
            self._key = None

    def _put_key(self, key: str, event: Placed) -> None:
        """Remember a key until its value comes, and refuse it the second time."""
        line = event.start_mark.line
        self._key = key
        if key in self._seen:
            first = self._seen[key] + 1
            self._complain("Y029", event, f"{printable(key)} again (first on line {first})")
            # Removed, so that it becomes the last entry, which paths are made of.
            cast("dict[str, Tree]", self._open).pop(key, None)
        self._seen.setdefault(key, line)
        self._lines.append(line)

    def _check_key(self, event: ScalarNode, checked: dict[str, str]) -> str:
        """Return a key, remembered if nothing is wrong with it."""
        key: str = event.value
        before = len(self._complaints.found)
        rule, found = key_problem(key, plain=not event.style)
        if rule:
            self._complain(rule, event, found)
        self._check_text(event)
        if len(self._complaints.found) == before:
            checked[key] = key
        return key

    def _check_plain(self, event: ScalarNode) -> Tree:
        """Return what a plain scalar means, remembered if nothing is wrong with it."""
        value = resolve(event.value)
        if isinstance(value, Refused):
            if self._grammar.nulls and value.rule in NULL_RULES:
                return None
            self._complain(value.rule, event, printable(event.value) if event.value else "nothing")
            return None
        if self._check_text(event) and len(self._plain) < _KEPT:
            self._plain[event.value] = value
        return value

    def _check_quoted(self, event: ScalarNode) -> str:
        """Return a quoted or block text, remembered if nothing is wrong with it."""
        text: str = event.value
        if self._check_text(event) and len(self._quoted) < _KEPT:
            self._quoted[text] = text
        return text

    def _check_text(self, event: ScalarNode) -> bool:
        """Tell whether a text is short and, its escapes read, of fine characters only."""
        limit = self._limits.scalar
        fine = len(event.value) <= limit
        if not fine:
            self._complain("Y013", event, f"{len(event.value):,} characters", limit=limit)
        # Only double quotes can hide by an escape what the check of the file would see.
        odd = odd_in_value(event.value) if self._has_escapes and event.style == '"' else None
        if odd:
            self._complain(odd.rule, event, f"{printable(odd.character)} behind an escape")
        return fine and odd is None

    def _refuse_properties(self, event: Node) -> None:
        """Refuse an anchor or a tag in front of a value."""
        if event.anchor is not None:
            self._complain("Y025", event, printable(f"&{event.anchor}"))
        if event.tag is not None:
            self._complain("Y028", event, printable(event.tag))

    def _complain(self, rule: str, event: Placed, found: str, *, limit: int = 0) -> None:
        """Add a finding at the place where the builder stands."""
        line = event.start_mark.line + 1
        self._complaints.add(rule, line, found, path=path_text(self._path()), limit=limit)

    def _path(self) -> Path:
        """Return the path to what is being read."""
        around = [collection for collection, _ in self._stack[1:]]
        inner: Path = ()
        if self._key is _ITEM:
            inner = (len(self._open),) if self._stack else ()
        elif self._key is not None:
            inner = (self._key,)
        return (*(_last(collection) for collection in around), *inner)


def _last(collection: _Collection) -> str | int:
    """Return the step that leads to the last child of a collection."""
    return len(collection) - 1 if isinstance(collection, list) else next(reversed(collection))
