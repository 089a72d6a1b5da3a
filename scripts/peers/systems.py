"""The rows of the comparison: the product and its peers, each as the commands that index and that answer."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.retrieval.embedder import EMBEDDED, MINILM
from scripts.peers import environment
from scripts.serving import BIN

#: Hits asked of every system; several may be of one entry.
HITS = 10
#: What keeps every system from the network: a hub and a telemetry that do not answer cost seconds.
QUIET = {"HF_HUB_OFFLINE": "1", "HAYSTACK_TELEMETRY_ENABLED": "False", "PYTHONUNBUFFERED": "1"}


@dataclass(frozen=True)
class System:
    """A row: ``index`` are commands run one after the other, ``search`` prints a line a question.

    Two rows with the same commands that index share one index. ``peer`` is the group of packages
    that the row needs, none for the product.
    """

    name: str
    encoder: str
    peer: str
    index: Sequence[Sequence[str]]
    search: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)

    def settings(self) -> dict[str, str]:
        """Return the environment of its processes."""
        return {**os.environ, **QUIET, **self.environment}


#: The peers with an encoder: name, module, function that opens the index.
HYBRID = (
    ("langchain + FAISS", "langchain_faiss", "open_store"),
    ("haystack, concatenated", "haystack_hybrid", "open_store"),
    ("haystack, joined by rank", "haystack_hybrid", "open_by_rank"),
    ("txtai hybrid", "txtai_hybrid", "open_store"),
)
LEXICAL = (("bm25s, default", "default"), ("bm25s, told French", "french"))


@dataclass(frozen=True)
class Bench:
    """The files of a comparison: what is indexed, what is asked, where the indexes are kept."""

    entries: Path
    questions: Path
    work: Path

    def systems(self) -> list[System]:
        """Return every row, the product first."""
        rows = [self._product(EMBEDDED), self._product(MINILM)]
        for encoder, shown in (("minilm", MINILM), ("ours", EMBEDDED)):
            rows += [self._peer(name, module, opener, encoder, shown) for name, module, opener in HYBRID]
        return rows + [self._peer(name, "bm25s_alone", "open_store", way, "none") for name, way in LEXICAL]

    def _peer(self, name: str, module: str, opener: str, encoder: str, shown: str) -> System:
        store = str(self.work / f"{module}-{encoder}")
        worker = [str(environment.PYTHON), "-m", "scripts.peers.worker"]
        what = [module, encoder]
        return System(
            name=name,
            encoder=shown,
            peer=module.split("_", maxsplit=1)[0],
            index=[[*worker, "index", *what, str(self.entries), store]],
            search=[*worker, "search", *what, str(self.questions), store, "--opener", opener, "--k", str(HITS)],
            environment={"PYTHONPATH": "."},
        )

    def _product(self, encoder: str) -> System:
        corpus, index = self.work / f"corpus-{encoder}", self.work / f"index-{encoder}"
        return System(
            name="assistant",
            encoder=encoder,
            peer="",
            index=[[str(BIN), "corpus", "import", str(self.entries), str(corpus)], [str(BIN), "index"]],
            search=[str(BIN), "search", "--batch", str(self.questions), "--k", str(HITS), "--json"],
            environment={
                "ASSISTANT_CORPUS": str(corpus),
                "ASSISTANT_INDEX": str(index),
                "ASSISTANT_ENCODER": encoder,
            },
        )
