"""Spark as an engine: takes the statements of the embedded one, gives back the same rows."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, Self

from sqlglot import exp

from generator.collect.spark.dialect import in_spark
from generator.collect.spark.words import spark_text
from generator.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pyspark.sql import DataFrame, SparkSession

# Exact or an error, in any zone; nothing is listened to but what the cluster needs.
_SETTINGS: Final = (
    ("spark.sql.ansi.enabled", "true"),
    ("spark.sql.session.timeZone", "UTC"),
    ("spark.sql.timestampType", "TIMESTAMP_NTZ"),
    ("spark.sql.decimalOperations.allowPrecisionLoss", "false"),
    ("spark.sql.parquet.inferTimestampNTZ.enabled", "true"),
)
_LOCAL: Final = (
    ("spark.ui.enabled", "false"),
    ("spark.ui.showConsoleProgress", "false"),
    ("spark.driver.bindAddress", "127.0.0.1"),
    ("spark.driver.host", "127.0.0.1"),
    ("spark.sql.shuffle.partitions", "2"),
    # Beside the work on one machine, planning and compiling for many would take longest.
    ("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1"),
    ("spark.sql.adaptive.enabled", "false"),
    ("spark.sql.codegen.wholeStage", "false"),
    ("spark.sql.codegen.factoryMode", "NO_CODEGEN"),
)


@contextmanager
def spark_session(master: str) -> Iterator[SparkSession]:
    """Give the session that is there, or one that ends when it was used.

    It is on a cluster, or in this process for a master such as `local[2]`. Raises UsageError
    when Spark is not installed.
    """
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra that few need
    except ImportError as missing:
        raise UsageError("Spark is not installed: pip install 'reportgen[spark]'") from missing
    was_running = SparkSession.getActiveSession() is not None
    session = _started(SparkSession.builder, master)
    try:
        yield session
    finally:
        if not was_running:
            session.stop()


def _started(builder: SparkSession.Builder, master: str) -> SparkSession:
    """Start a session with the settings by which figures are exact."""
    builder = builder.appName("reportgen").master(master)
    for name, value in _SETTINGS + (_LOCAL if master.startswith("local") else ()):
        builder = builder.config(name, value)
    session: SparkSession = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def impossible() -> tuple[type[Exception], ...]:
    """Return what Spark raises for a row that makes an expression impossible."""
    from pyspark import errors  # noqa: PLC0415 - an extra that few need

    return (
        errors.ArithmeticException,
        errors.DateTimeException,
        errors.NumberFormatException,
        errors.SparkRuntimeException,
    )


class SparkEngine:
    """What runs the statements of a plan on Spark."""

    def __init__(self, session: SparkSession, kept: frozenset[str] = frozenset()) -> None:
        """Take a session, which whoever started it stops; views of `kept` are made once."""
        self._session = session
        self._kept = kept
        self._answer: DataFrame | None = None

    def take(self, export: Path, name: str, place: str) -> None:
        """Call a Parquet file by a name; `place` is the column of the places of its rows."""
        frame = self._session.read.parquet(str(export))
        numbered = frame.select("*", frame.metadataColumn("_metadata")["row_index"].alias(place))
        numbered.createOrReplaceTempView(name)

    def give(self, name: str, pairs: Mapping[str, str]) -> None:
        """Call pairs of a cell and what stands for it by a name; no statement shows them."""
        rows = [(cell, told) for cell, told in pairs.items()]
        frame = self._session.createDataFrame(rows, "_cell string, _told string")
        frame.createOrReplaceTempView(name)

    def execute(self, query: str, /) -> Self:
        """Run a statement."""
        tree = in_spark(query)
        if isinstance(tree, exp.Create):
            frame = self._session.sql(spark_text(tree.expression))
            name = tree.this.name
            # A table is made once; a view is made anew for whoever asks.
            is_kept = tree.kind == "TABLE" or name in self._kept
            (frame.cache() if is_kept else frame).createOrReplaceTempView(name)
            self._answer = None
        else:
            self._answer = self._session.sql(spark_text(tree))
        return self

    def fetchall(self) -> list[Any]:
        """Return all rows of the answer."""
        return [] if self._answer is None else list(self._rows(self._answer))

    @staticmethod
    def _rows(answer: DataFrame) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of an answer as tuples."""
        for row in answer.collect():
            yield tuple(row)
