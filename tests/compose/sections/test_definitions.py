from __future__ import annotations

from generator.compose.sections.definitions import definition, definitions
from generator.compose.words import Words
from generator.workspace.workspace import Workspace
from tests.compose.reading import sentences, text
from tests.measure.school import METRICS, closed, edition, metric, named, ratio, school

EN = Words("en")


def points(workspace: Workspace, name: str, language: str = "en") -> list[str]:
    """Return what is said about a metric."""
    wanted = workspace.metrics[name]
    return [text(line) for line in definition(wanted, Words(language), workspace.metrics)]


def test_a_definition_says_all_that_a_reader_must_know() -> None:
    more = {"min_n": 20, "version": 2, "note": named("注意。", "Take care.")}
    workspace = school({}, metrics=[metric("a.b", "ratio", "percent", "higher", **more)])

    assert points(workspace, "a.b") == [
        "a.b Plain",
        "Formula: Formula",
        "Roll-up: Ratio; sum of numerators / sum of denominators",
        "Counted: by time of closing",
        "Direction: higher is better",
        "Smallest sample judged: 20",
        "Procedure: QP-01",
        "Version of the definition: 2",
        "Note: Take care.",
    ]


def test_a_definition_leaves_out_what_does_not_apply() -> None:
    assert points(school({}), "incident.closed", "zh") == [
        "incident.closed 说明",
        "公式：公式",
        "汇总方法：计数；求和",
        "归属口径：按关闭时间",
        "方向：仅供了解",
        "来源程序：QP-01",
        "定义版本：1",
    ]


def test_a_definition_says_what_only_its_kind_declares() -> None:
    workspace = school(
        {},
        metrics=[
            metric("a.up", "duration-ratio", "percent", "higher", across="serial"),
            metric("a.p", "percentile", "minute", "lower", percentile={"rank": "99.9"}),
            metric(
                "a.score",
                "index",
                "percent",
                "higher",
                components=[{"metric": "a.up", "weight": "1.5"}, {"metric": "a.p", "weight": 1}],
            ),
        ],
    )

    found = [points(workspace, name)[3] for name in ("a.up", "a.p", "a.score")]

    assert found == [
        "Across services: serial, the product of the services",
        "Percentile: P99.9 (nearest rank)",
        "Components: Metric a.up × 1.5; Metric a.p × 1",
    ]
    assert points(workspace, "a.score", "zh")[3] == "组成：指标 a.up × 1.5；指标 a.p × 1"


def test_the_annex_defines_the_metrics_shown_and_no_others_in_the_order_of_the_files() -> None:
    measures = edition(school({"2013-10": [ratio(1, 1), closed(1)]}), "2013-10")
    shown = [
        measures.measures.measured(m).figure for m in ("incident.in-target", "incident.closed")
    ]

    found = sentences(definitions(measures, EN, tuple(shown)))

    titles = [sentence for sentence in found if sentence.startswith("##")]
    assert titles == ["## Metric incident.closed", "## Metric incident.in-target"]


def test_every_kind_of_metric_has_a_definition_in_both_languages() -> None:
    workspace = school({})

    for language in ("zh", "en"):
        found = [points(workspace, str(entry["id"]), language) for entry in METRICS]
        assert all(len(lines) == 7 for lines in found)
