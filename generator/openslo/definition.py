"""OpenSLO v1 as it is read: objectives and their indicators; what reports cannot use is left."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, TypeVar

import yaml
from pydantic import AliasChoices, BaseModel, Field, ValidationError

from generator.errors import UsageError

M = TypeVar("M", bound=BaseModel)

_DEEPEST: Final = 32
_VERSION: Final = "openslo/v1"


class Budgeting(StrEnum):
    """What an objective counts: events, good slices of time, or the mean of slices."""

    OCCURRENCES = "Occurrences"
    TIMESLICES = "Timeslices"
    RATIO_TIMESLICES = "RatioTimeslices"


class Operator(StrEnum):
    """How a measured value compares with that of the objective."""

    LT = "lt"
    LTE = "lte"
    GT = "gt"
    GTE = "gte"

    @property
    def sign(self) -> str:
        """Return the operator in SQL."""
        return {"lt": "<", "lte": "<=", "gt": ">", "gte": ">="}[self.value]


class Metadata(BaseModel, frozen=True):
    """Name and title of a definition."""

    name: str = Field(min_length=1, max_length=63)
    title: str | None = Field(None, alias="displayName", max_length=200)


class MetricSource(BaseModel, frozen=True):
    """Where a number comes from: the type of the system and the query that it takes."""

    type: str = ""
    spec: dict[str, Any] = Field(default_factory=dict)

    @property
    def query(self) -> str:
        """Return the query of Prometheus; nothing for another system or form."""
        query = self.spec.get("query")
        return query if self.type.lower() == "prometheus" and isinstance(query, str) else ""


class Measured(BaseModel, frozen=True):
    """One number of an indicator."""

    source: MetricSource = Field(alias="metricSource")


class Ratio(BaseModel, frozen=True):
    """Good or bad events, of all events."""

    counter: bool = False
    good: Measured | None = None
    bad: Measured | None = None
    total: Measured


class Indicator(BaseModel, frozen=True):
    """What is measured: a ratio, or a value that is held against a threshold."""

    ratio: Ratio | None = Field(None, alias="ratioMetric")
    threshold: Measured | None = Field(None, alias="thresholdMetric")


class NamedIndicator(BaseModel, frozen=True):
    """An indicator and its name."""

    metadata: Metadata
    spec: Indicator


class Objective(BaseModel, frozen=True):
    """A promise: which share, of what."""

    title: str | None = Field(None, alias="displayName", max_length=200)
    operator: Operator = Field(Operator.GTE, alias="op")
    value: Decimal | None = None
    target: Decimal | None = Field(None, gt=0, lt=1)
    percent: Decimal | None = Field(None, alias="targetPercent", gt=0, lt=100)
    slice_target: Decimal | None = Field(None, alias="timeSliceTarget", gt=0, le=1)
    slice_window: str | int | None = Field(None, alias="timeSliceWindow")

    @property
    def share(self) -> Decimal | None:
        """Return the promised share, at most one."""
        return self.percent / 100 if self.target is None and self.percent else self.target


class Promise(BaseModel, frozen=True):
    """The body of an SLO."""

    service: str = Field(min_length=1, max_length=63)
    description: str = Field("", max_length=1050)
    indicator: NamedIndicator | None = None
    reference: str | None = Field(None, validation_alias=AliasChoices("indicatorRef"))
    budgeting: Budgeting = Field(Budgeting.OCCURRENCES, alias="budgetingMethod")
    objectives: tuple[Objective, ...] = Field(min_length=1)


class Slo(BaseModel, frozen=True):
    """An SLO as it is written."""

    metadata: Metadata
    spec: Promise

    @property
    def indicator(self) -> Indicator:
        """Return its indicator; there is one since it was read."""
        assert self.spec.indicator  # noqa: S101 - `read` looked it up
        return self.spec.indicator.spec


def read(text: str, file: str) -> tuple[Slo, ...]:
    """Read the SLOs of a file, each with its indicator.

    Raises UsageError when the text is no OpenSLO v1, or names an indicator that is not in it.
    """
    documents = tuple(_documents(text, file))
    named = {
        each.metadata.name: each
        for each in (_model(NamedIndicator, body, file) for body in _of_kind(documents, "SLI"))
    }
    slos = tuple(_model(Slo, body, file) for body in _of_kind(documents, "SLO"))
    if not slos:
        raise UsageError(f"{file}: no SLO of {_VERSION} in it")
    return tuple(_with_indicator(slo, named, file) for slo in slos)


def _documents(text: str, file: str) -> list[object]:
    """Return the YAML documents of a text that neither refers to itself nor nests without end."""
    try:
        _refuse_traps(text, file)
        return list(yaml.safe_load_all(text))
    except yaml.YAMLError as broken:
        told = " ".join(str(broken).split())
        raise UsageError(f"{file}: no YAML: {told[:200]}") from broken


def _refuse_traps(text: str, file: str) -> None:
    """Raise UsageError for aliases, which can grow without end, and for deep nesting."""
    depth = 0
    for event in yaml.parse(text, yaml.SafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent) or depth > _DEEPEST:
            line = event.start_mark.line + 1 if event.start_mark else 0
            raise UsageError(f"{file}:{line}: aliases and more than {_DEEPEST} levels are refused")


def _of_kind(documents: tuple[object, ...], kind: str) -> list[dict[str, Any]]:
    """Return the documents of a kind."""
    return [
        each
        for each in documents
        if isinstance(each, dict)
        and each.get("apiVersion") == _VERSION
        and each.get("kind") == kind
    ]


def _model(model: type[M], body: dict[str, Any], file: str) -> M:
    """Return what a document says."""
    try:
        return model.model_validate(body)
    except ValidationError as wrong:
        told = "; ".join(
            f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in wrong.errors()
        )
        raise UsageError(f"{file}: {told[:500]}") from wrong


def _with_indicator(slo: Slo, named: dict[str, NamedIndicator], file: str) -> Slo:
    """Return an SLO whose indicator stands in it, looked up where it is referred to."""
    found = slo.spec.indicator or named.get(slo.spec.reference or "")
    if found is None:
        raise UsageError(
            f"{file}: {slo.metadata.name}: no indicator"
            f" {slo.spec.reference!r}; name the file that defines it too"
        )
    return slo.model_copy(update={"spec": slo.spec.model_copy(update={"indicator": found})})
