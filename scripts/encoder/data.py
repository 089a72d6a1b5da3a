"""What the model is tuned on: questions with the passages to choose from.

Made for this project: fifteen documents of the administration with 45 questions each
(``texts/``), and the phrasings of the product's facets with the quotes that answer them
(``corpus/``). CNIL is never trained on: it is what the model is judged on.
"""

from __future__ import annotations

import json
import random
import re
import tomllib
from pathlib import Path

#: Passages, and questions with the places of those that answer.
Group = tuple[list[str], list[tuple[str, list[int]]]]

HERE = Path(__file__).resolve().parent
TEXTS = HERE / "texts"
CORPUS = HERE.parents[1] / "corpus"
CNIL = HERE.parents[2] / "shared" / "bench" / "cnil"
#: Held out of tuning: they choose the epoch and the average.
HELD_OUT = ("faq-eau", "reglement-velo", "circulaire-cantines")
SEED = 0
ITEM = re.compile(r"\s*([-*•]|\d+[.)])\s+")


def squashed(text: str) -> str:
    """Return a text with single spaces."""
    return re.sub(r"\s+", " ", text).strip()


def blocks(markdown: str) -> list[tuple[str, str]]:
    """Return paragraphs and list items, each with and without its heading (« heading — text »)."""
    heading = ""
    lines: list[str] = []
    found: list[tuple[str, str]] = []

    def flush() -> None:
        if lines:
            text = squashed(" ".join(lines))
            found.append((f"{heading} — {text}" if heading else text, text))
            lines.clear()

    for line in markdown.split("\n"):
        if line.startswith("#"):
            flush()
            heading = line.lstrip("# ").strip()
        elif not line.strip():
            flush()
        else:
            item = ITEM.match(line)
            if item:
                flush()
            lines.append(line[item.end() :] if item else line)
    flush()
    return found


def document(questions: Path) -> Group:
    """Return a document's blocks and the questions that one of them answers: ``name.jsonl`` beside ``name.md``."""
    cut = blocks(questions.with_suffix(".md").read_text("utf-8"))
    asked = []
    for line in questions.read_text("utf-8").splitlines():
        row = json.loads(line)
        fragments = [squashed(fragment) for fragment in row["evidence"]]
        right = [place for place, (_, text) in enumerate(cut) if any(fragment in text for fragment in fragments)]
        if right:
            asked.append((row["question"], right))
    return [whole for whole, _ in cut], asked


def documents(folder: Path = TEXTS) -> dict[str, Group]:
    """Return the made-up documents by name, in the order of their names (the seed counts on it)."""
    return {path.stem: document(path) for path in sorted(folder.glob("*.jsonl"))}


def facets(corpus: Path, each: int) -> Group:
    """Return the facets' first quotes and, for each facet, ``each`` of its phrasings drawn by the seed."""
    draw = random.Random(SEED)  # noqa: S311 - a fixed draw, not a secret
    known = {facet["id"]: facet for facet in tomllib.loads((corpus / "facets.toml").read_text("utf-8"))["facet"]}
    quotes = sorted({facet["evidence"][0]["quote"] for facet in known.values() if facet.get("evidence")})
    asked: list[tuple[str, list[int]]] = []
    for name, questions in sorted(_phrasings(corpus).items()):
        evidence = known.get(name, {}).get("evidence")
        if evidence:
            right = sorted({quotes.index(item["quote"]) for item in evidence if item["quote"] in quotes})
            asked += [(question, right) for question in draw.sample(questions, min(each, len(questions)))]
    return quotes, asked


def _phrasings(corpus: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in sorted((corpus / "questions").glob("*.toml")):
        for name, values in tomllib.loads(path.read_text("utf-8")).items():
            if isinstance(values, list):
                found.setdefault(name, []).extend(value for value in values if isinstance(value, str))
    return found
