"""Judge the shipped files: against the float model, and by the passages they find for given questions.

A question set is a document ``name.md`` beside ``name.jsonl`` (``question``, ``evidence``), as in
``texts/``; CNIL's help desk is read where it is, with the questions its staff wrote.

    python -m scripts.encoder.check scripts/passages/*.jsonl
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.french import FOLDER, PASSAGE, QUESTION, FrenchEncoder
from scripts.encoder import model
from scripts.encoder.data import CNIL, Group, document

DEPTHS = (1, 3, 5, 10)
Floats = NDArray[np.float32]


def vectors(encoder: FrenchEncoder, group: Group) -> tuple[Floats, Floats]:
    """Return the vectors of a group's questions and of its passages."""
    passages, asked = group
    questions = [encoder.embed_query(question) for question, _ in asked]
    return np.asarray(questions, np.float32), np.asarray(encoder.embed_documents(passages), np.float32)


def ranks(questions: Floats, passages: Floats, group: Group) -> list[int]:
    """Return, for each question, the rank of the first passage that answers it."""
    orders = [list(row) for row in np.argsort(-(questions @ passages.T), axis=1, kind="stable")]
    return [1 + min(map(order.index, right)) for order, (_, right) in zip(orders, group[1], strict=True)]


def line(name: str, found: Sequence[int]) -> str:
    """Return the share of questions answered within each depth, and the mean reciprocal rank."""
    values = np.array(found)
    shares = " ".join(f"@{depth} {np.mean(values <= depth):.3f}" for depth in DEPTHS)
    return f"{name} ({len(values)}): {shares} mean reciprocal rank {np.mean(1 / values):.3f}"


def cnil(folder: Path) -> Group:
    """Return CNIL's answers, title then text, and its questions."""
    rows = [json.loads(row) for row in (folder / "corpus.jsonl").read_text("utf-8").splitlines()]
    places = {str(row["id"]): place for place, row in enumerate(rows)}
    pairs = [row.split("\t") for row in (folder / "qrels.tsv").read_text("utf-8").splitlines()]
    right = {pair[0]: [places[pair[1]]] for pair in pairs if pair[1] in places}
    asked = [json.loads(row) for row in (folder / "queries.jsonl").read_text("utf-8").splitlines()]
    texts = [f"{row['title']}\n{row['text']}" for row in rows]
    return texts, [(row["text"], right[row["id"]]) for row in asked if row["id"] in right]


def evaluate(folder: Path, sets: Sequence[Path], help_desk: Path = CNIL) -> None:
    """Print how the shipped files rank each question set, all of them, and CNIL if it is there."""
    encoder = FrenchEncoder("check", folder)
    everything: list[int] = []
    for path in sets:
        group = document(path)
        found = ranks(*vectors(encoder, group), group)
        print(line(path.stem, found))
        everything += found
    if everything:
        print(line("all", everything))
    if (help_desk / "corpus.jsonl").exists():
        group = cnil(help_desk)
        print(line("CNIL, title and text", ranks(*vectors(encoder, group), group)))


def against(folder: Path, encoder: model.Encoder, group: Group) -> tuple[float, float]:
    """Return the lowest cosine of the shipped files with the float model, over questions and over passages."""
    questions, passages = vectors(FrenchEncoder("check", folder), group)
    asked = [model.QUERY + question for question, _ in group[1]]
    first = model.encode(encoder, asked, QUESTION)
    second = model.encode(encoder, [model.PASSAGE + text for text in group[0]], PASSAGE)
    return float((questions * first).sum(1).min()), float((passages * second).sum(1).min())


def main() -> None:
    """Evaluate a folder of shipped files on the sets given."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("sets", nargs="*", type=Path, help="questions: name.jsonl beside name.md")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="shipped files (default: the packaged ones)")
    parser.add_argument("--cnil", type=Path, default=CNIL)
    given = parser.parse_args()
    evaluate(given.folder, given.sets, given.cnil)


if __name__ == "__main__":
    main()
