"""Traps 3, 8 and 39: from the numbers in records to the text of a page."""

from __future__ import annotations

import re

import numpy as np
import pytest

from generator.measure.editions import EditionKey
from generator.measure.ledger import Ledger
from generator.periods import Period
from generator.render.edition import edition_files
from generator.workspace.workspace import Workspace
from tests.measure.school import clause, closed, ratio, school, service
from tests.measure.test_course import months, shares
from tests.measure.test_movement import SPLIT, whole_and_parts

SIMPSON = [
    *whole_and_parts([(90, 100), (600, 1000)]),
    *whole_and_parts([(850, 1000), (50, 100)], "web"),
]
NOISE = [90, 93, 88, 91, 95, 89, 92, 87, 94, 90, 92, 88]
REPORT = {"sections": ["summary", "sla", "incidents", "outlook", "definitions"]}
WORDS = ("上升", "下降", "好转", "变差")


def page(workspace: Workspace, period: str) -> str:
    """Return the page of an edition."""
    key = EditionKey(report=workspace.reports["monthly"], period=Period.parse(period))
    files = edition_files(workspace, Ledger.of(workspace), key)
    return next(content.decode() for name, content in files.items() if name.endswith(".md"))


def words_in(text: str) -> set[str]:
    """Return the words of change before the annex that explains them."""
    return {word for word in WORDS if word in text.split("## 附录", maxsplit=1)[0]}


def test_trap_03_a_contradiction_between_services_is_said_aloud() -> None:
    text = page(school({"2013-10": SIMPSON}, metrics=SPLIT, report=REPORT), "2013-10")

    assert "[62.7 %](#incident_in-target_mail)" in text
    assert "[81.8 %](#incident_in-target_web)" in text
    assert (
        "合计与各部分方向相反：指标 incident.in-target按优先级看，服务 mail没有一项低于服务 web，"
        "合计却低于服务 web（合计 690 / 1,100 与 900 / 1,100；easy：90 / 100 与 850 / 1,000；"
        "hard：600 / 1,000 与 50 / 100）。差别来自结构，请按分项比较。"
    ) in text


def test_trap_03_a_contradiction_between_periods_is_said_with_its_mix() -> None:
    before = [*whole_and_parts([(850, 1000), (50, 100)]), ratio(0, 0, "web")]
    after = [*whole_and_parts([(90, 100), (600, 1000)]), ratio(0, 0, "web")]
    records = {"2013-09": before, "2013-10": after}
    promise = clause("1.1", "incident.in-target", "> 50 %")

    text = page(school(records, [promise], metrics=SPLIT, report=REPORT), "2013-10")

    assert "与上期相差 −19.09 个百分点，其中比率 +7.50 个百分点，结构 −26.59 个百分点" in text
    assert "看没有一项低于上期，合计却低于上期（合计 900 / 1,100 与 690 / 1,100；" in text
    assert (
        "| 合计 | 81.8 %（900 / 1,100） | 62.7 %（690 / 1,100） | +7.50 | −26.59 | −19.09 |" in text
    )


def test_trap_08_noise_is_no_trend() -> None:
    promise = clause("1.1", "incident.in-target", "> 70 %")

    text = page(school(shares(NOISE), [promise], report=REPORT), "2013-12")

    assert words_in(text) == set()
    assert "| 88 / 100 | 92.0 % | 无显著变化 |" in text


def test_trap_08_a_fall_beyond_the_limits_is_said_and_warns() -> None:
    promise = clause("1.1", "incident.in-target", "> 70 %")

    text = page(school(shares([*NOISE[:11], 74]), [promise], report=REPORT), "2013-12")

    assert words_in(text) == {"下降", "变差"}
    assert "| ◐ 预警（超出控制限） |" in text
    assert "| 74 / 100 | 92.0 % | 下降（变差） |" in text


def test_trap_08_a_few_periods_have_no_word() -> None:
    promise = clause("1.1", "incident.in-target", "> 70 %")

    text = page(school(shares([95, 70]), [promise], report=REPORT), "2013-12")

    assert words_in(text) == set()
    assert "| 70 / 100 | 95.0 % | – |" in text
    assert "有值的期数不足 9 期，不评判升降" in text


@pytest.mark.parametrize("length", [12, 24])
def test_trap_08_of_random_series_on_a_page_at_most_one_in_twenty_has_a_word(length: int) -> None:
    chance = np.random.default_rng(8)
    names = [f"service-{number}" for number in range(60)]
    hits = chance.binomial(200, 0.9, (length, len(names))).tolist()
    labels = [month.label for month in Period.parse("2014-12").last(length)]
    records = {
        label: [ratio(hit, 200, name) for hit, name in zip(row, names, strict=True)]
        for label, row in zip(labels, hits, strict=True)
    }
    files = {"services.yml": {"services": [service(name) for name in names]}}
    promise = clause("1.1", "incident.in-target", "> 50 %", services=names)

    text = page(school(records, [promise], report={"sections": ["sla"]}, files=files), "2014-12")

    cells = re.findall(r"^\| 1\.1 .*?\| ([^|]*) \| [^|]* \|$", text, re.MULTILINE)
    assert len(cells) == len(names)
    assert sum(cell != "无显著变化" for cell in cells) <= len(names) // 20


def test_trap_39_a_forecast_has_its_mark_interval_method_and_score() -> None:
    report = {**REPORT, "outlook": ["incident.closed"]}
    records = months([closed(value) for value in [10, 12, 10, 12, 11]])

    text = page(school(records, report=report), "2013-12").split("## 展望")[1]

    forecasts = "预测 11（8 至 14） | 预测 11（7 至 15） | 预测 11（6 至 16）"
    method = "5 | 15.6 %（15.6 %），检验 4 期 | 与上一期相同"
    assert f"| 指标 incident.closed | – | {forecasts} | {method} |" in text
    assert "| 预测 12（9 至 15） | [11](#incident_closed_all) | 是 | 9.1 % | 1 期中 1 期 |" in text


def test_trap_39_every_number_that_is_foretold_is_marked() -> None:
    report = {**REPORT, "outlook": ["incident.closed"]}
    records = months([closed(value) for value in [10, 12, 10, 12, 11]])

    text = page(school(records, report=report), "2013-12").split("### 未来 3 期的预测")[1]

    cells = text.split("\n\n")[1].splitlines()[2].split("|")[3:6]
    assert [cell.strip().startswith("预测 ") for cell in cells] == [True] * 3


def test_trap_39_too_few_periods_have_no_forecast() -> None:
    report = {**REPORT, "outlook": ["incident.closed"]}
    records = months([closed(value) for value in [10, 12, 10]])

    text = page(school(records, report=report), "2013-12")

    assert "| – | – | – | – | 3 | – | 期数不足，至少 4 期 |" in text
