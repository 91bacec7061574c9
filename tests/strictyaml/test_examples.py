from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.rules import YAML_RULES
from generator.strictyaml import Document, parse
from generator.strictyaml.complaints import WORDING
from tests.strictyaml.hostile import EXAMPLES, hostile_inputs

INVALID = sorted((EXAMPLES / "invalid").iterdir())
VALID = sorted((EXAMPLES / "valid").iterdir())
ROOT = Path(__file__).parents[2]
PEAK_KIB = 256 * 1024

# The ways in which YAML is known to go wrong, and the rules that answer them.
THREATS = {
    "the last of two equal keys wins": ("Y029",),
    "words that turn into truth values": ("Y040", "Y030"),
    "times that turn into numbers of base 60": ("Y042",),
    "octal numbers and underscores": ("Y041",),
    "numbers that lose their digits": ("Y044",),
    "exponents, not-a-number and infinity": ("Y041",),
    "dates that raise": ("Y046",),
    "integers of thousands of digits": ("Y044",),
    "alias bombs": ("Y025", "Y026"),
    "merge key bombs": ("Y027",),
    "values that hold themselves": ("Y026",),
    "tags that build objects": ("Y028",),
    "nesting that overflows the stack": ("Y011", "Y031"),
    "other encodings and byte order marks": ("Y001", "Y002"),
    "line ends that make line numbers drift": ("Y003",),
    "characters that hide or reorder, escaped or not": ("Y004", "Y005", "Y006", "Y007"),
    "keys that look like one and are two": ("Y032", "Y034"),
    "digits of other scripts": ("Y045",),
    "keys that are no text": ("Y030", "Y031"),
    "several documents, directives, no mapping, tabs": (
        "Y008",
        "Y020",
        "Y021",
        "Y022",
        "Y023",
        "Y024",
    ),
    "files, lists and texts that are too large": ("Y009", "Y010", "Y012", "Y013"),
    "joiners outside of emoji": ("Y006",),
    "values that are not there": ("Y033", "Y043"),
}


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_an_invalid_example_breaks_the_rule_in_its_name(path: Path) -> None:
    findings = parse(path.read_bytes(), path.name)

    assert isinstance(findings, tuple)
    assert path.name[:4] in {finding.rule for finding in findings}


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_a_valid_example_is_read(path: Path) -> None:
    assert isinstance(parse(path.read_bytes(), path.name), Document)


@pytest.mark.skipif(sys.platform != "linux", reason="reads the peak of memory from /proc")
def test_every_hostile_input_is_refused_within_two_seconds_and_256_mebibytes() -> None:
    script = [sys.executable, "-m", "tests.strictyaml.hostile"]
    # Without the measuring of coverage, which takes more time and memory than the reading.
    plain = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    # Named, as a safe path of Python leaves the working folder out.
    plain["PYTHONPATH"] = str(ROOT)
    done = subprocess.run(
        script, cwd=ROOT, env=plain, capture_output=True, text=True, check=False, timeout=120
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) < PEAK_KIB


def test_there_are_more_than_sixty_hostile_inputs_and_every_threat_has_one() -> None:
    names = {name[:4] for name, _ in hostile_inputs()}

    assert len(INVALID) > 60
    assert {rule for rules in THREATS.values() for rule in rules} == names


def test_every_rule_has_words_a_row_in_the_table_and_a_hostile_input() -> None:
    table = {rule.id for rule in YAML_RULES}

    assert set(WORDING) == table
    assert {name[:4] for name, _ in hostile_inputs()} == table
