"""The words that a corpus knows: what a misspelt word may be led back to."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from assistant.domain import Passage
from assistant.retrieval.storage import write
from assistant.rules.eligibility import EligibilityTable
from assistant.rules.tables import Facet
from assistant.understanding.normalise import readable, unaccent
from assistant.understanding.spelling import Speller

#: A word that fewer phrasings hold may be a misspelling given on purpose: it is no model to correct to.
COMMON = 3
NAME = "asked.json"

_WORD = re.compile(r"[a-z]+")


def speller_of(passages: Iterable[Passage], asked: Mapping[str, int], table: EligibilityTable) -> Speller:
    """Return the speller of a corpus: its documents and tables are sure, its phrasings as far as they agree.

    ``asked`` counts the words of the phrasings: see ``phrased``.
    """
    sure = {word for passage in passages for word in _WORD.findall(unaccent(passage.text))} | table.words()
    trusted = {word: times for word, times in asked.items() if times >= COMMON}
    return Speller(sure, asked, {**dict.fromkeys(sure, COMMON), **trusted})


def phrased(facets: Sequence[Facet]) -> Counter[str]:
    """Return every word that phrasings, labels and cues hold, and in how many of them."""
    texts = [t for f in facets for t in (*f.phrasings, *f.cues, f.label)]
    return Counter(word for text in texts for word in set(_WORD.findall(readable(text))))


def save_words(folder: Path, asked: Mapping[str, int]) -> None:
    """Write the counts of ``phrased``: counting thousands of phrasings at each start is slow."""
    write(folder / NAME, json.dumps(dict(asked), ensure_ascii=False).encode())


def load_words(folder: Path) -> dict[str, int]:
    """Read what ``save_words`` wrote; empty for a corpus without phrasings."""
    path = folder / NAME
    return dict(json.loads(path.read_bytes())) if path.exists() else {}
