"""The guide of each ready-made mapping, as its exports make it: mapping, quality, figures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.collect.collect import Collected
from generator.plurals import plural
from generator.reference.readymade import (
    SOURCES_FOLDER,
    places_of_metrics,
    ready_made,
    shared_metrics,
)
from generator.workspace.model.records import Record
from tests.collect.conftest import record_file
from tests.sources.exports import FIXTURES, REAL, ROOT, TRIALS, Trial, collected
from tests.sources.recounts import plain

MONTHS = 12
"""Months that a page shows, the last ones."""

WORDS = {
    "en": {
        "twin": "中文",
        "origin": "Origin of the data",
        "mapping": "The mapping",
        "copy": "Copy it to `report_data/sources/`, name your party and services, and copy what it"
        " asks for from {places}.",
        "quality": "Quality report",
        "what": "what | number | lines",
        "figures": "Monthly figures",
        "month": "month",
        "shown": "Parts of each figure: of a ratio its numerator and denominator, of a mean sum and"
        " number. A test counts every one of them again with plain pandas.",
        "made-up": "The rows of this example are made up in the form of the real export.",
        "last": "The last {months} of {all} months.",
    },
    "zh": {
        "twin": "English",
        "origin": "数据出处",
        "mapping": "映射",
        "copy": "复制到 `report_data/sources/`，改成自己的相关方和服务，"
        "并从 {places} 复制所引用的指标。",
        "quality": "质量说明",
        "what": "内容 | 数量 | 行号",
        "figures": "每月数值",
        "month": "月份",
        "shown": "列出各数值的组成：比率为分子 / 分母，平均值为合计 / 个数。"
        "测试用 pandas 逐个独立复核。",
        "made-up": "本例的行是按真实导出的形式虚构的。",
        "last": "共 {all} 个月，列出最后 {months} 个月。",
        "value": "个取值",
        "requester": "人",
    },
}


def page_name(trial: Trial, language: str) -> str:
    """Return where a page stands below docs/."""
    folder = "en/guides" if language == "en" else "guides"
    return f"{folder}/source-{trial.source}.md"


def exports_of(trial: Trial) -> tuple[Path, ...]:
    """Return the exports that a page shows: the real ones, else the made-up one."""
    return tuple(REAL / name for name in trial.real) or (FIXTURES / trial.fixture,)


def head_of(trial: Trial, language: str) -> str:
    """Return the beginning of a page, which needs no export."""
    words, entry = WORDS[language], ready_made()[trial.source]
    mapping = entry.value
    twin = page_name(trial, "zh" if language == "en" else "en")
    up = "../../" if language == "en" else "../"
    places = " ".join(f"`{place}`" for place in places_of_metrics(mapping))
    text = (ROOT / entry.file).read_text("utf-8").partition("\n")[2]
    blocks = (
        f"# {_of(mapping.system, language)}",
        f"{words['twin']}: [{_of(mapping.system, 'zh' if language == 'en' else 'en')}]({up}{twin})",
        _of(mapping.note, language),
        *((f"{words['origin']}: {mapping.origin}",) if mapping.origin else ()),
        f"## {words['mapping']}",
        f"`{SOURCES_FOLDER}/{trial.source}.yml`. {words['copy'].format(places=places)}",
        f"```yaml\n{text}```",
    )
    return "\n\n".join(blocks) + "\n"


def page_of(trial: Trial, language: str) -> str:
    """Return the whole page."""
    made_up = () if trial.real else (WORDS[language]["made-up"],)
    sections = (_section(trial, path, language) for path in exports_of(trial))
    return "\n".join((head_of(trial, language), *(f"{text}\n" for text in made_up), *sections))


def index_of(language: str) -> str:
    """Return the rows that lead to all pages."""
    rows = ((trial, ready_made()[trial.source].value) for trial in TRIALS)
    return "\n".join(
        f"| [{_of(mapping.system, language)}](source-{trial.source}.md) | "
        f"`{trial.source}` | `{mapping.table}` |"
        for trial, mapping in rows
    )


def _section(trial: Trial, path: Path, language: str) -> str:
    """Return what one export comes to."""
    words, run = WORDS[language], collected(trial, path)
    assert run.quality
    quality = ("| " + " | ".join(row) + " |" for row in run.quality.rows_of_table(language))
    return "\n".join(
        (
            f"## {path.name}",
            "",
            f"### {words['quality']}: {path.name}",
            "",
            f"| {words['what']} |",
            "| --- | ---: | --- |",
            *quality,
            "",
            f"### {words['figures']}: {path.name}",
            "",
            words["shown"],
            "",
            *_figures(trial, run, language),
            "",
        )
    )


def _figures(trial: Trial, run: Collected, language: str) -> Iterator[str]:
    """Yield a table of the months."""
    names = {metric.id: _of(metric.name, language) for metric in shared_metrics()}
    asked = [rule.metric for rule in ready_made()[trial.source].value.records]
    files = [record_file(content) for _, content in sorted(run.files.items())]
    if len(files) > MONTHS:
        yield WORDS[language]["last"].format(months=MONTHS, all=len(files))
        yield ""
    yield f"| {WORDS[language]['month']} | " + " | ".join(names[metric] for metric in asked) + " |"
    yield "| --- |" + " ---: |" * len(asked)
    for file in files[-MONTHS:]:
        cells = (_cell(file.records, metric, language) for metric in asked)
        yield f"| {file.period.label} | " + " | ".join(cells) + " |"


def _cell(records: tuple[Record, ...], metric: str, language: str) -> str:
    """Return the parts of a metric, service by service."""
    whole = (each for each in records if each.metric == metric and each.dimension is None)
    return ", ".join(_parts(record, language) for record in whole)


def _parts(record: Record, language: str) -> str:
    """Return the parts of a record; of many values their number."""
    if record.histogram is not None:
        return _number(record.histogram, "value", language)
    if record.ids is not None:
        return _number(record.ids, "requester", language)
    parts = (record.numerator, record.denominator, record.sum, record.count, record.value)
    return " / ".join(plain(part) for part in parts if part is not None)


def _number(values: str, noun: str, language: str) -> str:
    """Return how many values a list of them has."""
    count = len(values.split())
    return plural(count, noun) if language == "en" else f"{count} {WORDS[language][noun]}"


def _of(text: object, language: str) -> str:
    return str(getattr(text, language))
