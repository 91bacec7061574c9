"""Verification cries wolf over no clean release."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.archive.conftest import verify
from tests.archive.many import Size, many_releases
from tests.site.plain import Answer, git


@pytest.mark.slow
def test_two_hundred_clean_releases_give_no_alarm(tmp_path: Path) -> None:
    made = many_releases(tmp_path, Size(reports=25, months=8, together=4), seed=6)

    answer = verify(made)

    assert len(git(made.root, "tag", "--list", "report/*").split()) == 200
    assert answer == Answer(code=0, err="200 releases verified, nothing was changed.\n")
