"""A compound question, split into its parts; a letter, reduced to what it asks.

Cuts are decided on the readable form (« ki contacter et kel taux » is read as two
questions) and made in the person's own words, so that a part can be shown as it was typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.understanding.asking import Read, begins, both_in_place, opens, presents, rank_of, relates, says_nothing
from assistant.understanding.listed import sentences
from assistant.understanding.normalise import readable
from assistant.understanding.story import only_asks_funding

#: A question of so few words (« Aidé ? ») asks about what was said just before.
_TAG = 2
_JOINT = re.compile(
    r"\s+(?:et|puis|ainsi que|and)\s+(?:aussi\s+|puis\s+|enfin\s+)?"
    r"|\s*[,;:]\s+(?:et\s+|puis\s+|enfin\s+|ainsi que\s+)?|\s*[/&+]\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Asked:
    """One question in the person's words, and the story told around it."""

    words: str
    story: str = ""

    @property
    def whole(self) -> str:
        """The question with its story, as typed."""
        return f"{self.story} {self.words}".strip()


def joints(sentence: str) -> list[tuple[int, int]]:
    """Return where a sentence has a comma, an « et » or the like: begin and end of each."""
    return [match.span() for match in _JOINT.finditer(sentence)]


def cut(sentence: str, spans: list[tuple[int, int]]) -> list[str]:
    """Return the pieces of a sentence between ``spans``, empty ones left out."""
    pieces, begin = [], 0
    for start, end in [*spans, (len(sentence), len(sentence))]:
        pieces.append(sentence[begin:start].strip(" ,;"))
        begin = end
    return [piece for piece in pieces if piece]


def _parts_at(sentence: str, start: int, end: int, read: Read) -> bool:
    """Tell whether what stands on both sides of a joint is to be read apart."""
    left, right = sentence[:start], sentence[end:]
    if relates(sentence[start:]):
        return False
    presented = sentence[start:end].strip() == "," and presents(read(left))
    return begins(right, read) or both_in_place(left, right, read) or (presented and rank_of(right, read) > 0)


def _questions(sentence: str, read: Read) -> list[str]:
    """Return a sentence cut where a second question begins."""
    pieces = cut(sentence, [span for span in joints(sentence) if _parts_at(sentence, *span, read)])
    if any(says_nothing(piece, read) for piece in pieces):
        return [sentence.strip(" ,;")]
    return pieces


def _tags(piece: str, before: Asked) -> bool:
    """Tell whether a piece only asks whether what precedes is so: « Subventionné ? », « Possible ? »."""
    if only_asks_funding(piece):
        return True
    if "?" in before.words:
        return False
    words = re.findall(r"\w+", piece)
    return piece.rstrip().endswith("?") and len(words) <= _TAG and not opens(readable(piece))


def _unsigned(ranked: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return the pieces without farewells, and without the signature under the last of them."""
    last = max((at for at, (_, rank) in enumerate(ranked) if rank < 0), default=len(ranked))
    return [(piece, rank) for at, (piece, rank) in enumerate(ranked) if rank > 0 or (rank == 0 and at < last)]


def _told(pieces: list[str]) -> str:
    """Return pieces as one story in which each is still a sentence of its own."""
    *first, last = [piece.strip() for piece in pieces if piece.strip()] or [""]
    return " ".join([*(piece if piece[-1] in ".?!:;," else f"{piece}." for piece in first), last])


def split_asked(text: str, read: Read = readable) -> list[Asked]:
    """Return the questions of ``text`` in order, each with the story told before it.

    A sentence that asks nothing is the story of the question that follows it (of the last
    one, at the end), so that no fact it holds is lost; the closing formula of a letter is
    dropped. A text that asks nothing outright is one question.
    """
    pieces = [piece for sentence in sentences(text) for piece in _questions(sentence, read)]
    ranked = [(piece, rank_of(piece, read)) for piece in pieces]
    kept = _unsigned(ranked) or [(text.strip(), 0)]
    asking = max(1, *(rank for _, rank in kept))
    asked: list[Asked] = []
    story: list[str] = []
    for piece, rank in kept:
        if asked and rank == asking and _tags(piece, asked[-1]):
            before = asked.pop()
            asked.append(Asked(piece, _told([before.whole, *story])))
            story = []
        elif rank < asking:
            story.append(piece)
        elif asked and "?" not in asked[-1].words and says_nothing(piece, read):
            asked[-1] = Asked(f"{asked[-1].words} {piece}", asked[-1].story)
        else:
            asked.append(Asked(piece, _told(story)))
            story = []
    if not asked:
        return [Asked(_told(story))]
    if story:
        last = asked[-1]
        asked[-1] = Asked(last.words, _told([last.story, *story]))
    return asked
