"""Make the reader from the shipped encoder and the made-up families: read, tune, export.

    python -m scripts.reader.build

from the root of the repository, seed 0, about an hour on two free cores with bfloat16 products;
then copy ``build/reader/reader.npz`` over the packaged one and change ``NAME`` in ``settler.py``.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import torch

from assistant.retrieval.french import FOLDER, packaged
from scripts.reader.export import export
from scripts.reader.families import families
from scripts.reader.network import Lower, Reader, encoder_weights
from scripts.reader.train import SEED, judged, prepare, start, tune

#: The encoder's layers that stay as they are; one text in so many gives the mean inputs.
DEPTH, SAMPLED = 8, 140


def main() -> int:
    """Tune the reader and write it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--target", type=Path, default=Path("build/reader/reader.npz"))
    chosen = parser.parse_args()
    torch.manual_seed(SEED)
    weights = encoder_weights(FOLDER)
    documents = prepare(list(families()), Lower(weights, DEPTH).eval(), packaged()[0])
    learned = [document for document in documents if not document.held_out]
    print(f"{len(documents)} documents, {sum(len(d.questions) for d in documents)} questions put to one of them")
    reader = Reader(weights, DEPTH)
    start(reader, learned)
    print(f"  untuned: {judged(reader, [d for d in documents if d.held_out])}", flush=True)
    tune(reader, documents)
    texts = [text for document in learned for text in (*document.passages, *document.questions)][::SAMPLED]
    export(chosen.target, reader, texts)
    print(f"{chosen.target}: {chosen.target.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
