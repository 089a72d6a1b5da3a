"""One size of corpus, built and searched in a process of its own: its memory is its own."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from threadpoolctl import threadpool_limits

from assistant.retrieval import rankings
from assistant.retrieval.build import FILES
from assistant.retrieval.embedder import EMBEDDED, load_embedder
from assistant.retrieval.manifest import FORMAT, Manifest, hash_files
from assistant.retrieval.rankings import Rankings
from assistant.retrieval.vectors import Vectors
from scripts.growing.texts import made, questions, real_passages
from scripts.growing.vectors import Prepared, base, prepared

VERSION = "growth"
#: Each question is asked so many times, after one round that is not counted.
ROUNDS = 3
K = 10
#: Passages beyond which scoring them all takes seconds a question: fewer questions are then compared.
FEW = 200_000


def build(folder: Path, count: int, cache: Path) -> dict[str, Any]:
    """Index ``count`` made passages in ``folder``, vectors prepared beforehand; return what it took."""
    real = real_passages()
    chosen, vectors, _ = base(real, questions(), cache)
    passages = list(made([real[at] for at in chosen], count))
    titles = list(dict.fromkeys(passage.title for passage in passages))
    first = {passage.title: number for number, passage in reversed(list(enumerate(passages)))}
    texts = [f"{passage.title}\n{passage.text}" for passage in passages]
    table = prepared(passages, vectors)
    embedder = Prepared([*texts, *titles], np.concatenate([table, table[[first[title] for title in titles]]]))
    fields = {"heading": [passage.title for passage in passages], "whole": texts}
    del passages
    began, worked = time.perf_counter(), time.process_time()
    told = rankings.save(folder, VERSION, fields, embedder, FILES, {})
    hash_files(folder)
    spent = {"build_s": time.perf_counter() - began, "build_cpu_s": time.process_time() - worked}
    (folder / "told.json").write_text(json.dumps(told))
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return {**spent, "disk_mb": size / 1e6, "build_mb": peak_mb(), "kind": told["whole"]["kind"]}


def search(folder: Path, cache: Path) -> dict[str, Any]:
    """Open the index and time its search, the encoder's time left out; compare it with the exact one."""
    threadpool_limits(1, user_api="blas")  # as the service does
    asked = questions()
    _, _, vectors = base(real_passages(), asked, cache)
    began = time.perf_counter()
    found = opened(folder)
    spent = {"open_s": time.perf_counter() - began}
    wall, work = timed(lambda at: found.find(asked[at], vectors[at].tolist(), K), len(asked))
    times = {f"p{part}_ms": float(np.percentile(wall, part)) for part in (50, 95)}
    times |= {f"cpu_p{part}_ms": float(np.percentile(work, part)) for part in (50, 95)}
    memory = peak_mb()
    encoder = load_embedder(EMBEDDED)
    assert encoder is not None  # noqa: S101 - the shipped one
    by_clock, by_work = timed(lambda at: encoder.embed_query(asked[at]), 20)
    times |= {"encoder_ms": float(np.median(by_clock)), "encoder_cpu_ms": float(np.median(by_work))}
    return {
        **spent,
        **times,
        "search_mb": memory,
        "recall": recall(folder, vectors),
        **agreement(found, asked, vectors),
    }


def opened(folder: Path) -> Rankings:
    """Return the rankings that ``build`` wrote."""
    told = json.loads((folder / "told.json").read_text())
    return Rankings.load(folder, Manifest(FORMAT, VERSION, EMBEDDED, "", {}, FILES.name, {}, told), FILES)


def timed(ask: Callable[[int], object], count: int) -> tuple[list[float], list[float]]:
    """Return the milliseconds of each call: by the clock, and of this thread's own work."""
    wall, work = [], []
    for number in range(count * (ROUNDS + 1)):
        began, worked = time.perf_counter(), time.thread_time()
        ask(number % count)
        if number >= count:
            wall.append(1000 * (time.perf_counter() - began))
            work.append(1000 * (time.thread_time() - worked))
    return wall, work


def recall(folder: Path, vectors: Vectors) -> float:
    """Return the part of the ten nearest texts, by exact cosines, that the index of vectors finds."""
    told = json.loads((folder / "told.json").read_text())
    table = FILES.open(folder, VERSION, told)["whole"]
    exact = faiss.read_index(str(folder / "dense" / "whole.faiss"), faiss.IO_FLAG_MMAP_IFC)
    _, best = exact.search(vectors, K)
    hits = [
        len(set(table.nearest(v, rankings.NAMED)[0][:K]) & set(rows)) for v, rows in zip(vectors, best, strict=True)
    ]
    return sum(hits) / best.size


def agreement(found: Rankings, asked: list[str], vectors: Vectors, most: int = 40) -> dict[str, float]:
    """Return the part of the ten passages of the whole search that scoring all passages gives too."""
    if found.whole:
        return {"agreement": 1.0}
    most = most if found.size <= FEW else most // 5
    shared = 0
    chosen = list(zip(asked, vectors, strict=True))[:: len(asked) // most]
    for text, vector in chosen:
        exact = found.find(text, vector.tolist(), K, among=np.arange(found.size))
        near = found.find(text, vector.tolist(), K)
        shared += len({place.at for place in exact} & {place.at for place in near})
    return {"agreement": shared / (K * len(chosen))}


def peak_mb() -> float:
    """Return the most memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    step, at, size, kept = sys.argv[1:]
    done = build(Path(at), int(size), Path(kept)) if step == "build" else search(Path(at), Path(kept))
    print(json.dumps(done))
