from __future__ import annotations

from pathlib import Path

from generator.site.home import home_page
from tests.site.school import survey_of

DISCLOSURE = Path(__file__).parents[1] / "golden" / "disclosure"


def test_promises_of_shorter_periods_stand_on_the_home_page_as_k_of_n() -> None:
    page = home_page(survey_of(DISCLOSURE, "school", "2013-12"))

    row = "| 1.1 | 全部服务 | 按时解决率 | 每月 | 3 个周期中达标 2 个 |"
    assert f"{row} [○ 未评估](reports/quarterly/index.md) |" in page
