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
