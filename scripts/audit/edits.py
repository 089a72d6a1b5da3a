"""What may happen to a quoted document, done to its text: each edit with the standing that it must lead to."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.faq.audited import AuditedEntry, EntryQuote, Standing

ENTRIES = Path("scripts/audit/entries.jsonl")
RESTATED = Path("scripts/audit/restated.jsonl")
#: The edits, in the order of the table.
EDITS = ("same", "layout", "reworded", "value", "reworded, value", "negation", "deleted", "replaced")


@dataclass(frozen=True)
class Edit:
    """A document's text after an edit; an empty one when another document took its place."""

    name: str
    wanted: Standing
    text: str


def rows(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a file of labelled examples."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def entry(row: dict[str, Any], *, quoted: bool) -> AuditedEntry:
    """Return a row as a published answer, with its quote or as if typed from memory."""
    quotes = (EntryQuote(row["document"], row["quote"], "then"),) if quoted else ()
    return AuditedEntry(row["id"], 1, row["question"], row["answer"], quotes)


def edits(row: dict[str, Any], text: str, other: str, rng: random.Random) -> Iterator[Edit]:
    """Yield the edits of a row's document; ``other`` is the text that replaces it whole."""
    quote = row["quote"]
    yield Edit("same", Standing.SUPPORTED, text)
    yield Edit("layout", Standing.SUPPORTED, laid_out(text, quote, rng))
    yield Edit("reworded", Standing.SUPPORTED, put(text, quote, row["reworded"]))
    if row["value"]:
        yield Edit("value", Standing.CONTRADICTED, put(text, quote, valued(quote, row)))
        if all(old in row["reworded"] for old, _ in row["value"]):
            yield Edit("reworded, value", Standing.CONTRADICTED, put(text, quote, valued(row["reworded"], row)))
    if row["flip"]:
        yield Edit("negation", Standing.CONTRADICTED, put(text, quote, quote.replace(*row["flip"])))
    yield Edit("deleted", Standing.QUOTE_GONE, put(text, quote, " "))
    yield Edit("replaced", Standing.QUOTE_GONE, other)


def valued(words: str, row: dict[str, Any]) -> str:
    """Return some words with the row's figures changed."""
    for old, new in row["value"]:
        words = words.replace(old, new)
    return words


def put(text: str, quote: str, words: str) -> str:
    """Return ``text`` with ``words`` wherever the quote stands. Raises ValueError when it stands nowhere."""
    changed, times = _standing(quote).subn(lambda _: words, text)
    if not times:
        raise ValueError(f"not in the document: {quote}")
    return changed


def laid_out(text: str, quote: str, rng: random.Random) -> str:
    """Return ``text`` with the quote folded, hyphenated, on two pages or in other typography: nothing else changes."""
    match = _standing(quote).search(text)
    if match is None:
        raise ValueError(f"not in the document: {quote}")
    words = match[0].split()
    at = rng.randrange(1, len(words)) if len(words) > 1 else 0
    before, after = " ".join(words[:at]), " ".join(words[at:])
    how = rng.choice(("line", "page", "hyphen"))
    joined = {"line": f"{before}\n{after}", "page": f"{before}\f{after}", "hyphen": f"{before} {after}"}[how]
    long = list(re.finditer(r"[a-zéè]{8,}", joined))
    if how == "hyphen" and long:
        cut = rng.choice(long).start() + 4
        joined = f"{joined[:cut]}-\n{joined[cut:]}"
    joined = joined.replace("'", "’").replace(" %", "\u00a0%").replace(" €", "\u202f€")
    return text[: match.start()] + joined + text[match.end() :]


def _standing(quote: str) -> re.Pattern[str]:
    words = (re.escape(word).replace("'", "['’]") for word in quote.replace("’", "'").split())
    return re.compile(r"\s+".join(words))
