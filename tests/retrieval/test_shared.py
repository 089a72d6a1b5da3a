import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.retrieval import shared as shared_module
from assistant.retrieval.embedder import encoder_name
from assistant.retrieval.shared import SharedEncoder, shared


def test_an_encoder_never_reads_two_texts_at_once_and_keeps_its_name(make_encoder):
    inside, most = threading.Semaphore(1), []

    class Fragile(make_encoder):
        def embed_query(self, text):
            most.append(inside.acquire(blocking=False))
            time.sleep(0.001)
            inside.release()
            return super().embed_query(text)

    common = SharedEncoder(Fragile("fragile"))
    with ThreadPoolExecutor(8) as pool:
        vectors = list(pool.map(common.embed_query, ["taux"] * 40))
    assert all(most)
    assert vectors[0] == make_encoder().embed_query("taux") == common.embed_documents(["taux"])[0]
    assert encoder_name(common) == "fragile"


def test_questions_that_wait_together_are_computed_together(make_encoder):
    class Counting(make_encoder):
        calls = 0

        def embed_queries(self, texts):
            self.calls += 1
            return [self.embed_query(text) for text in texts]

    inner = Counting("counting")
    assert SharedEncoder(inner).embed_queries(["taux", "contact"]) == [
        inner.embed_query("taux"),
        inner.embed_query("contact"),
    ]
    assert inner.calls == 1


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
    waiting = SharedEncoder(encoder)
    pool = ThreadPoolExecutor(len(questions))
    asked = [pool.submit(waiting.embed_query, questions[0])]
    assert encoder.entered.wait(10)
    asked += [pool.submit(waiting.embed_query, question) for question in questions[1:]]
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
    monkeypatch.setattr(shared_module, "MOST", 2)
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
    assert SharedEncoder(encoder).embed_query("le taux") == encoder.embed_query("le taux")


def test_a_shared_encoder_is_not_shared_again(make_encoder):
    common = shared(make_encoder())
    assert shared(common) is common
    assert shared(None) is None
