"""Run the program in a process of its own, which reads the evidence of these tests."""

from __future__ import annotations

import sys

from generator.approval import forms
from generator.cli import run
from tests.archive.conftest import Paper

if __name__ == "__main__":
    paper = forms.form_of(lambda _: Paper())
    forms.FORMS = {**forms.FORMS, "paper": paper}  # type: ignore[misc] # as the fixture does
    sys.exit(run(sys.argv[1:]))
