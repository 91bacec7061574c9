"""What a run starts from: the export, its mapping and what the workspace knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256

from generator.findings import Finding
from generator.workspace.model.metrics import Metric
from generator.workspace.model.sources import SourceMapping

Path = tuple[str | int, ...]
MOST_SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFile:
    """The bytes of an export under the name of its file."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        """Return the fingerprint of the bytes, in lower-case hex."""
        return sha256(self.content).hexdigest()

    def finding(self, line: int, rule: str, *, expected: str, found: str, action: str) -> Finding:
        """Return a problem on a line of the export."""
        return Finding(
            file=self.name,
            line=line,
            path="",
            rule=rule,
            expected=expected,
            found=found,
            action=action,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingFile:
    """A mapping with the name, fingerprint and lines of its file."""

    value: SourceMapping
    file: str
    sha256: str
    line: Callable[[Path], int]

    def finding(self, path: Path, rule: str, *, expected: str, found: str, action: str) -> Finding:
        """Return a problem of the value that `path` leads to."""
        return Finding(
            file=self.file,
            line=self.line(path),
            path=dotted(path),
            rule=rule,
            expected=expected,
            found=found,
            action=action,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What the workspace knows of the party: its zone, the services in order, the metrics."""

    zone: str
    services: tuple[str, ...]
    metrics: tuple[Metric, ...]
    tool: str


def dotted(path: Path) -> str:
    """Return a path as findings print it: `records[3].numerator`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".")


def first_few(findings: Iterable[Finding], what: str) -> tuple[Finding, ...]:
    """Return ten findings at most, the last of which counts those left out.

    A column in another date style is wrong on every line: one sentence says it as well.
    """
    every = tuple(findings)
    if len(every) <= MOST_SHOWN:
        return every
    left = len(every) - MOST_SHOWN + 1
    last = every[MOST_SHOWN - 1]
    more = Finding(
        file=last.file,
        line=last.line,
        path=last.path,
        rule=last.rule,
        expected=last.expected,
        found=f"{left} more {what} from this line on",
        action=last.action,
    )
    return (*every[: MOST_SHOWN - 1], more)
