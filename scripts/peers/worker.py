"""A peer in its own process, run by the peers' Python: index once, or open the index and answer.

``search`` prints what ``assistant search --batch --json`` prints, a line as soon as a
question is answered, so that one scorer and one clock serve the product and its peers.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from pathlib import Path

from scripts.peers.contract import read_entries, read_questions


def main() -> int:
    """Index the entries, or answer the questions from the saved index."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=("index", "search"))
    parser.add_argument("module", help="module of this folder that drives the peer")
    parser.add_argument("encoder", help="the encoder, or the peer's way with words")
    parser.add_argument("file", type=Path, help="JSONL of the entries or of the questions")
    parser.add_argument("store", type=Path, help="where the index is saved")
    parser.add_argument("--opener", default="open_store", help="the peer's function that opens the saved index")
    parser.add_argument("--k", type=int, default=10)
    options = parser.parse_args()
    peer = importlib.import_module(f"scripts.peers.{options.module}")
    if options.task == "index":
        peer.index(read_entries(options.file), options.store, options.encoder)
        return 0
    search = getattr(peer, options.opener)(options.store, options.encoder)
    for identifier, question in read_questions(options.file):
        hits = [{"document": entry, "score": round(score, 4)} for entry, score in search(question, options.k)]
        print(json.dumps({"id": identifier, "hits": hits}), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
