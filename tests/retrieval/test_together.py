import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.retrieval import together
from assistant.retrieval.together import Together


class Slow:
    """Holds its first batch until told, and keeps the batches it was given."""

    def __init__(self):
        self.batches = []
        self.entered, self.go = threading.Event(), threading.Event()

    def embed_queries(self, questions):
        self.batches.append(list(questions))
        self.entered.set()
        assert self.go.wait(10)
        if "bad" in questions:
            raise ValueError("bad")
        return [[float(len(question))] for question in questions]


def ask(encoder, questions):
    """Ask the first question, the others while it is being encoded; return the answers to come."""
    waiting = Together(encoder)
    pool = ThreadPoolExecutor(len(questions))
    asked = [pool.submit(waiting.vector, questions[0])]
    assert encoder.entered.wait(10)
    asked += [pool.submit(waiting.vector, question) for question in questions[1:]]
    while len(waiting._waiting) < len(questions) - 1:
        pass
    encoder.go.set()
    return asked


def test_questions_that_wait_are_encoded_together_each_with_its_own_vector():
    encoder = Slow()
    asked = ask(encoder, ["a", "bb", "ccc", "dddd"])
    assert [answer.result(10) for answer in asked] == [[1.0], [2.0], [3.0], [4.0]]
    assert [sorted(batch) for batch in encoder.batches] == [["a"], ["bb", "ccc", "dddd"]]


def test_no_more_than_a_few_are_encoded_at_once(monkeypatch):
    monkeypatch.setattr(together, "MOST", 2)
    encoder = Slow()
    assert [answer.result(10) for answer in ask(encoder, ["a"] * 6)] == [[1.0]] * 6
    assert [len(batch) for batch in encoder.batches] == [1, 2, 2, 1]


def test_a_failure_reaches_those_who_asked_and_nobody_else():
    encoder = Slow()
    asked = ask(encoder, ["a", "bad"])
    assert asked[0].result(10) == [1.0]
    with pytest.raises(ValueError, match="bad"):
        asked[1].result(10)


def test_an_encoder_of_one_question_at_a_time_is_asked_one_at_a_time(make_encoder):
    encoder = make_encoder()
    assert Together(encoder).vector("le taux") == encoder.embed_query("le taux")
