"""Numbers of things in English: one of them, or several."""


def plural(number: int, noun: str) -> str:
    """Return `1 problem` or `3 problems`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
