"""Text in charts: widths without a font, shortening, wrapping and room for labels."""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import east_asian_width

FONT_SIZE = 12.5
ELLIPSIS = "…"
# Share of the font size that a character takes; a little generous, as fonts differ.
WIDE, NARROW = 1.0, 0.63
# Distance between two baselines, and what a text takes above and below its own.
LINE_HEIGHT, ASCENT, DESCENT = 15.0, 10.5, 3.0
# Kept free at both sides of a text.
LETTER_SPACE = 2.0


@dataclass(frozen=True, slots=True)
class Box:
    """Hold a rectangle that is taken: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Tell whether two rectangles overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def width_of(text: str) -> float:
    """Estimate the width of a text; Chinese characters take a full square."""
    wide = sum(east_asian_width(character) in "WF" for character in text)
    return FONT_SIZE * (WIDE * wide + NARROW * (len(text) - wide))


def shorten(text: str, room: float) -> str:
    """Cut a text that needs more than the room and end it with an ellipsis."""
    if width_of(text) <= room:
        return text
    kept = text
    while kept and width_of(kept + ELLIPSIS) > room:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


def shorten_inside(text: str, room: float) -> str:
    """Cut a text in its middle: names that begin alike differ at their ends."""
    if width_of(text) <= room:
        return text
    head, tail = text[: len(text) // 2], text[len(text) // 2 :]
    while head and tail and width_of(head + ELLIPSIS + tail) > room:
        head, tail = (head[:-1], tail) if len(head) >= len(tail) else (head, tail[1:])
    return head.rstrip() + ELLIPSIS + tail.lstrip()


def wrap(text: str, room: float) -> tuple[str, ...]:
    """Break a text at its first space when it needs more than the room; at most two lines."""
    if width_of(text) <= room or " " not in text:
        return (shorten(text, room),)
    first, rest = text.split(" ", 1)
    return shorten(first, room), shorten(rest, room)


def box_of(text: str, middle: float, baseline: float) -> Box:
    """Return the rectangle of a text that is centred on `middle`."""
    half = width_of(text) / 2 + LETTER_SPACE
    return Box(middle - half, baseline - ASCENT, middle + half, baseline + DESCENT)
