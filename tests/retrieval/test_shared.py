import threading
import time
from concurrent.futures import ThreadPoolExecutor

from assistant.retrieval.embedder import encoder_name
from assistant.retrieval.shared import SharedEncoder


def test_an_encoder_never_reads_two_texts_at_once_and_keeps_its_name(make_encoder):
    inside, most = threading.Semaphore(1), []

    class Fragile(make_encoder):
        def embed_query(self, text):
            most.append(inside.acquire(blocking=False))
            time.sleep(0.001)
            inside.release()
            return super().embed_query(text)

    shared = SharedEncoder(Fragile("fragile"))
    with ThreadPoolExecutor(8) as pool:
        vectors = list(pool.map(shared.embed_query, ["taux"] * 40))
    assert all(most)
    assert vectors[0] == make_encoder().embed_query("taux") == shared.embed_documents(["taux"])[0]
    assert encoder_name(shared) == "fragile"


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
