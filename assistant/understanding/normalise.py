"""What was typed, made readable: characters cleaned, spellings of telephones written out.

Only the copy used for understanding changes; the person's own words are kept for display
and for the hand-off.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from assistant.texts import table
from assistant.understanding.english import in_french

_WORD = re.compile(r"[a-z0-9]+(?:[.][a-z0-9]+)*|[€%?!;:,.+&]|'", re.IGNORECASE)
#: Markup typed or pasted into a question asks nothing.
_MARKUP = re.compile(r"<[^<>\n]{1,300}>")
_REPEATED = re.compile(r"([a-z])\1{2,}")


def unaccent(text: str) -> str:
    """Return ``text`` in lower case without accents or ligatures: « Élus » -> "elus"."""
    expanded = text.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("’", "'")
    decomposed = unicodedata.normalize("NFKD", expanded)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


def clean(text: str) -> str:
    """Return ``text`` without control, invisible or unpaired characters, spaces folded."""
    composed = unicodedata.normalize("NFC", text.encode("utf-8", "ignore").decode("utf-8"))
    kept = (c if c in "\n\t" or unicodedata.category(c)[0] != "C" else " " for c in composed)
    return re.sub(r"[^\S\n]+", " ", "".join(kept)).strip()


@cache
def _expansions() -> dict[str, str]:
    written = table("french")
    return {**written["short_words"], **written["abbreviations"]}


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(rf"(?<!\w){re.escape(short)}(?!\w)"), full) for short, full in table("french")["phrases"].items()
    )


def readable(text: str) -> str:
    """Return unaccented lower-case French with short spellings written out.

    « g 1 pb, koi fer pr la com com ? » -> "j'ai 1 probleme , quoi faire pour la
    communaute de communes ?"; the result is for matching, never for display.
    """
    flat = in_french(_REPEATED.sub(r"\1\1", unaccent(clean(_MARKUP.sub(" ", text)))))
    for pattern, full in _phrases():
        flat = pattern.sub(full, flat)
    words = _WORD.findall(flat)
    elided = [after == "'" for after in [*words[1:], ""]]  # the « c » of « c'est » is not an SMS « c »
    read = (word if cut else _expansions().get(word, word) for word, cut in zip(words, elided, strict=False))
    return " ".join(read).replace(" ' ", "'")
