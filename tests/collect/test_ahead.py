"""Questions are asked one ahead of who takes the answers."""

from __future__ import annotations

import threading

import duckdb
import pytest

from generator.collect.ahead import one_ahead
from generator.collect.engine import connect


class Listening:
    """An engine that tells which questions it was asked."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.last = threading.Event()

    def execute(self, query: str, /) -> Listening:
        self.heard.append(query)
        if query == "b":
            self.last.set()
        return self

    def fetchall(self) -> list[str]:
        return [f"answer to {self.heard[-1]}"]


def test_answers_come_in_the_order_of_the_questions() -> None:
    with connect() as engine:
        assert list(one_ahead(engine, ["SELECT 1", "SELECT 2", "SELECT 3"])) == [
            [(1,)],
            [(2,)],
            [(3,)],
        ]


def test_the_next_question_is_asked_while_an_answer_is_looked_at_and_no_further_one() -> None:
    engine = Listening()
    answers = one_ahead(engine, iter(("a", "b", "c")))

    assert next(answers) == ["answer to a"]
    assert engine.last.wait(10)
    answers.close()

    assert engine.heard == ["a", "b"]


def test_a_question_that_the_engine_cannot_answer_raises_where_its_answer_is_taken() -> None:
    with connect() as engine:
        answers = one_ahead(engine, ["SELECT 1", "SELECT error('no')", "SELECT 3"])

        assert next(answers) == [(1,)]
        with pytest.raises(duckdb.InvalidInputException, match="no"):
            next(answers)


def test_no_question_has_no_answer() -> None:
    assert list(one_ahead(Listening(), [])) == []
