"""Keep the pieces that French (and some English) needs: 250 002 become about 46 000.

The word table is most of the model's size. Kept: single Latin letters, digits and marks;
Latin pieces of three letters at most, which misspelt words fall back on; numbers; and the
pieces of common words and of the texts at hand. Evaluation questions are not read.
"""

from __future__ import annotations

import json
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.retrieval.unigram import SPACE, Unigram
from scripts.encoder.model import WORDS, Encoder, bert
from scripts.encoder.tokens import MARKS, pieces_of, smaller

#: The commonest words of each language that keep their pieces.
COMMON = {"fr": 150_000, "en": 20_000}
LATIN = frozenset("abcdefghijklmnopqrstuvwxyzàâäæçéèêëîïôöœùûüÿ'’-")
FIGURES = frozenset("0123456789%€,.:;/()+-=_?!& ")
SHORT, SIGNS_END = 3, 0x2700


def strings(value: Any) -> Iterator[str]:
    """Yield every string of a TOML value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings(inner)


def texts_at_hand(texts: Path, corpus: Path, cnil: Path | None) -> Iterator[str]:
    """Yield the lines of the training documents, of the product's corpus and, if there, of CNIL's documents."""
    for path in sorted(texts.glob("*")):
        yield from path.read_text("utf-8").split("\n")
    if cnil is not None and (cnil / "corpus.jsonl").exists():
        for line in (cnil / "corpus.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            yield from (row["title"], row["text"])
    for path in sorted(corpus.rglob("*.toml")):
        yield from strings(tomllib.loads(path.read_text("utf-8")))
    for path in sorted(corpus.rglob("*.md")):
        yield from path.read_text("utf-8").split("\n")


def always(piece: str) -> bool:
    """Whether a piece stays whatever the texts: a letter, a mark, a short Latin piece or a number."""
    bare = piece.replace(SPACE, "")
    if not bare or _letter(bare):
        return True
    return (len(bare) <= SHORT and LATIN.issuperset(bare.lower())) or FIGURES.issuperset(bare)


def _letter(bare: str) -> bool:
    if len(bare) != 1:
        return False
    mark = unicodedata.category(bare)[0] in "PS" and ord(bare) < SIGNS_END
    return unicodedata.name(bare, "").startswith("LATIN") or (bare.isdigit() and bare.isascii()) or mark


def of_words(tokens: Unigram) -> Iterator[int]:
    """Yield the pieces of common words, after a space and inside a word (after an apostrophe or a hyphen)."""
    from wordfreq import top_n_list  # noqa: PLC0415 - only this step needs it

    for language, count in COMMON.items():
        for word in top_n_list(language, count):
            for form in {word, word.capitalize(), word.upper() if language == "fr" else word}:
                yield from pieces_of(tokens, form)
                yield from pieces_of(tokens, f"-{form}")[1:]


def kept_pieces(encoder: Encoder, texts: Iterator[str]) -> list[int]:
    """Return the numbers of the pieces to keep, in order."""
    vocabulary = encoder.vocabulary
    kept = {vocabulary[mark] for mark in MARKS}
    kept.update(number for number, piece in enumerate(vocabulary["pieces"]) if always(piece))
    kept.update(of_words(encoder.tokens))
    for text in texts:
        kept.update(pieces_of(encoder.tokens, text))
    return sorted(kept)


def trimmed(encoder: Encoder, kept: list[int]) -> Encoder:
    """Return the same model with only the word vectors ``kept``."""
    weights = dict(encoder.bert.state_dict())
    weights[WORDS] = weights[WORDS][kept].clone()
    model = bert(len(kept))
    model.load_state_dict(weights)
    return Encoder(model, smaller(encoder.vocabulary, kept))
