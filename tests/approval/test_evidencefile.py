from __future__ import annotations

import pytest

from generator.approval.evidencefile import evidence_text, read_evidence
from generator.approval.forge import Answer, RawEvidence, UnverifiedError

EVIDENCE = RawEvidence(
    forge="github",
    server="https://api",
    repository="example/reports",
    number=7,
    answers=(
        Answer(request="/repos/example/reports/pulls/7", status=200, body='{"number": 7}'),
        Answer(request="/user", status=403, body="no", link='<https://api/2>; rel="next"'),
    ),
)


def test_saved_evidence_is_read_back_as_it_was() -> None:
    assert read_evidence(evidence_text(EVIDENCE).encode(), "e.json") == EVIDENCE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"status": 403', '"status": 200'),
        ('{\\"number\\": 7}', '{\\"number\\": 8}'),
        ("pulls/7", "pulls/8"),
        ('rel=\\"next\\"', 'rel=\\"last\\"'),
    ],
)
def test_an_answer_that_was_changed_is_not_believed(old: str, new: str) -> None:
    changed = evidence_text(EVIDENCE).replace(old, new, 1)

    with pytest.raises(UnverifiedError, match="was changed after it came"):
        read_evidence(changed.encode(), "e.json")


@pytest.mark.parametrize("text", [b"", b"[]", b"\xff", b"{}", b"[" * 100_000])
def test_a_file_that_is_no_evidence_is_unverified(text: bytes) -> None:
    with pytest.raises(UnverifiedError, match="is no evidence of this program"):
        read_evidence(text, "e.json")
