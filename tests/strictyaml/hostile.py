"""Hostile inputs: the small ones are files, the large ones are made here.

Run as a script it reads each of them with two seconds of processor time, after which the
system ends the process, and prints the peak of its memory in KiB.
"""

from __future__ import annotations

import re
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

from generator.strictyaml import Document, parse
from generator.strictyaml.limits import MEBIBYTE

EXAMPLES = Path(__file__).parents[1] / "examples" / "yaml"
FULL = 2 * MEBIBYTE

# Name, which starts with the rule that refuses it, and how it is made.
LARGE: dict[str, Callable[[], bytes]] = {
    "Y001-megabytes-of-ff": lambda: b"\xff" * FULL,
    "Y004-megabytes-of-nul": lambda: b"\0" * FULL,
    "Y006-megabytes-of-zero-width": lambda: b"a: " + "\u200b".encode() * (FULL // 3 - 1),
    "Y008-megabytes-of-tabs": lambda: b"\t" * FULL,
    "Y009-a-tab-on-every-line": lambda: b"\t\n" * (FULL // 2),
    "Y009-the-same-key-again": lambda: b"a: 1\n" * (FULL // 5),
    "Y009-an-anchor-on-every-item": lambda: b"a:\n" + b"- &a x\n" * 290_000,
    "Y009-yes-on-every-item": lambda: b"a:\n" + b"- yes\n" * 290_000,
    "Y010-one-byte-too-many": lambda: b"a: 1\n#" + b"x" * FULL,
    "Y011-megabytes-of-brackets": lambda: b"a: " + b"[" * (FULL - 3),
    "Y011-megabytes-of-braces": lambda: b"a: " + b"{" * (FULL - 3),
    "Y011-megabytes-of-list-marks": lambda: b"a:\n " + b"- " * (FULL // 2 - 4),
    "Y012-400,000-items": lambda: b"a:\n" + b"- b\n" * 400_000,
    "Y012-empty-lists": lambda: b"a: [" + b"[]," * 400_000 + b"]\n",
    "Y012-empty-mappings": lambda: b"a:\n" + b"- {}\n" * 400_000,
    "Y012-distinct-numbers": lambda: b"a: [%s]\n" % b",".join(b"%d" % n for n in range(305_000)),
    "Y013-a-plain-text": lambda: b"a: " + b"b" * 20_001 + b"\n",
    "Y013-a-quoted-megabyte": lambda: b'a: "' + b"b" * MEBIBYTE + b'"\n',
    "Y013-a-block-megabyte": lambda: b"a: |\n" + b"  b\n" * (MEBIBYTE // 4),
    "Y013-a-long-key": lambda: b"? " + b"b" * 20_001 + b"\n: 1\n",
    "Y022-megabytes-of-one-word": lambda: b"x" * FULL,
    "Y020-an-open-quote": lambda: b'a: "' + b"x\n" * (FULL // 2 - 4),
    "Y020-colons": lambda: b"a: " * (FULL // 3),
    "Y021-megabytes-of-blanks": lambda: b" " * FULL,
    "Y021-megabytes-of-line-ends": lambda: b"\n" * FULL,
    "Y021-megabytes-of-comments": lambda: b"#\n" * (FULL // 2),
    "Y024-tag-directives": lambda: b"".join(b"%%TAG !a%d! x\n" % n for n in range(110_000)),
    "Y031-question-marks": lambda: b"? " * (FULL // 2),
}


def hostile_inputs() -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of every hostile input, one at a time."""
    for path in sorted((EXAMPLES / "invalid").iterdir()):
        yield path.stem, path.read_bytes()
    for name, make in LARGE.items():
        yield name, make()


def main() -> None:
    """Read all inputs; print the peak of memory."""
    for name, source in hostile_inputs():
        signal.setitimer(signal.ITIMER_PROF, 2)
        findings = parse(source, name)
        signal.setitimer(signal.ITIMER_PROF, 0)
        if isinstance(findings, Document) or name[:4] not in {found.rule for found in findings}:
            raise SystemExit(f"{name} was not refused by the rule in its name")
    # Not getrusage: its peak is that of the parent process where that was larger.
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    print(re.findall(r"VmHWM:\s+(\d+) kB", status)[0])  # noqa: T201 - the test reads it


if __name__ == "__main__":
    main()
