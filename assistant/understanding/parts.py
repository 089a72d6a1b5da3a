"""A compound question, split into its parts; a letter, reduced to what it asks.

Cuts are decided on the readable form (« ki contacter et kel taux » is read as two
questions) and made in the person's own words, so that a part can be shown as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from assistant.texts import table
from assistant.understanding.normalise import readable, unaccent

Read = Callable[[str], str]

#: A point after « M » or « Mme » ends no sentence.
_SENTENCE = re.compile(
    r"(?<=[?!;])\s+|\n+|(?<=[a-zé]{4}[.])\s+"
    r"|(?<![ (]M[.])(?<!^M[.])(?<!Mme[.])(?<!\bn[.])(?<=[.])\s+(?=[A-ZÀ-ÝÉ])"
)
#: A question of so few words (« Aidé ? ») asks about what was said just before.
_TAG = 2
_JOINT = re.compile(
    r"\s+(?:et|puis|ainsi que|and)\s+(?:aussi\s+|puis\s+|enfin\s+)?"
    r"|\s*[,;:]\s+(?:et\s+|puis\s+|enfin\s+|ainsi que\s+)?|\s*[/&+]\s*",
    re.IGNORECASE,
)
#: What numbers a question of a list: « 1) », « b. », « - ».
_NUMBERED = re.compile(r"^\s*(?:\(?(?:\d{1,2}|[a-hA-H])[).°]\s+|\d{1,2}\s?[-–]\s+|[-–•*]\s*)+")
#: A verb with its subject after it asks: « sont-ils », « dépose-t-on ».
_INVERTED = re.compile(r"(?<!rende)[a-z]-(?:t-)?(?:il|elle|ils|elles|on|nous|vous|je|ce)\b")
#: Spoken French asks where the answer would stand: at the end of what is asked (« on dépose où »), or before
#: (« c'est combien », « sous quel délai »).
_ENDING = re.compile(r"\b(?:ou|quand|comment|qui|quoi|combien|lequel|laquelle)\W*$")
_IN_PLACE = re.compile(
    r"\bcombien\b|\b(?:a|au|aux|de|en|sous|sur|dans|pour|avec|par|avant|est|c'est) quel(?:le)?s?\b|" + _ENDING.pattern
)
#: Characters read after a joint to tell whether a question begins there.
_AHEAD = 48
#: Characters within which an inverted verb makes a question of what follows a joint.
_SOON = 20


@dataclass(frozen=True)
class Asked:
    """One question in the person's words, and the story told around it."""

    words: str
    story: str = ""

    @property
    def whole(self) -> str:
        """The question with its story, as typed."""
        return f"{self.story} {self.words}".strip()


@cache
def _pattern(name: str) -> re.Pattern[str]:
    phrases = sorted(table("french")["split"][name], key=len, reverse=True)
    lead = "|".join(re.escape(word) for word in table("french")["split"]["prepositions"])
    return re.compile(rf"(?:(?:{lead})\s*)?(?:{'|'.join(map(re.escape, phrases))})(?![a-z0-9])")


@cache
def _lead_in() -> re.Pattern[str]:
    return re.compile(rf"^(?:(?:{'|'.join(map(re.escape, table('french')['split']['lead_ins']))})\b[\s,]*)+")


@cache
def _anywhere(name: str) -> re.Pattern[str]:
    phrases = "|".join(re.escape(phrase) for phrase in table("french")["split"][name])
    return re.compile(rf"(?<![a-z0-9])(?:{phrases})")


@cache
def _bare() -> frozenset[str]:
    return frozenset(table("french")["split"]["bare"])


def _says_nothing(piece: str, read: Read) -> bool:
    """Tell whether a piece is a lone question word, which asks only with what is beside it."""
    return re.sub(r"[^a-z' ]", "", read(piece)).strip() in _bare()


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


def _begins(rest: str, read: Read) -> bool:
    """Tell whether a question begins with ``rest``: by its first words, or a verb soon inverted."""
    flat = _lead_in().sub("", read(rest[:_AHEAD]))
    asked = None if _tells_when(rest) else _pattern("starts").match(flat)
    return asked is not None or _INVERTED.search(unaccent(rest[:_SOON])) is not None


def _tells_when(piece: str) -> bool:
    """Tell whether « quand » begins a story (« quand on décroche on les balade. »), not a question."""
    return unaccent(piece).startswith("quand on ") and "?" not in piece and not _INVERTED.search(unaccent(piece))


def _both_in_place(left: str, right: str, read: Read) -> bool:
    """Tell whether both sides ask in place: « il a signé quand et il s'appelle comment ? »."""
    return _ENDING.search(read(left)) is not None and _ENDING.search(read(right)) is not None


def _questions(sentence: str, read: Read) -> list[str]:
    """Return a sentence cut where a second question begins."""
    spans = [
        (start, end)
        for start, end in joints(sentence)
        if _begins(sentence[end:], read) or _both_in_place(sentence[:start], sentence[end:], read)
    ]
    pieces = cut(sentence, spans)
    if any(_says_nothing(piece, read) for piece in pieces):
        return [sentence.strip(" ,;")]
    return pieces


def _rank(piece: str, read: Read) -> int:
    """Return 2 when a piece asks, 1 when it may (« nous souhaitons »), 0 when it tells, -1 for a farewell."""
    flat = read(piece)
    if _anywhere("closings").search(flat):
        return -1
    inverted = _INVERTED.search(unaccent(piece))
    starts = not _tells_when(piece) and _pattern("starts").match(flat)
    asks = starts or _anywhere("asks").search(flat) or _IN_PLACE.search(flat)
    if "?" in piece or inverted or asks:
        return 2
    return 1 if _anywhere("may_ask").search(flat) else 0


def _is_tag(piece: str) -> bool:
    """Tell whether a piece only asks whether what precedes is so: « Subventionné ? », « Possible ? »."""
    words = re.findall(r"\w+", piece)
    return piece.rstrip().endswith("?") and len(words) <= _TAG and not _pattern("starts").match(readable(piece))


def split_asked(text: str, read: Read = readable) -> list[Asked]:
    """Return the questions of ``text`` in order, each with the story told before it.

    A sentence that asks nothing is the story of the question that follows it (of the last
    one, at the end), so that no fact it holds is lost; the closing formula of a letter is
    dropped. A text that asks nothing outright is one question.
    """
    sentences = [_NUMBERED.sub("", sentence).strip() for sentence in _SENTENCE.split(text)]
    sentences = [sentence for sentence in sentences if sentence]
    pieces = [piece for sentence in sentences for piece in _questions(sentence, read)]
    ranked = [(piece, _rank(piece, read)) for piece in pieces]
    kept = [(piece, rank) for piece, rank in ranked if rank >= 0] or [(text.strip(), 0)]
    asking = max(1, *(rank for _, rank in kept))
    asked: list[Asked] = []
    story: list[str] = []
    for piece, rank in kept:
        if asked and _is_tag(piece) and "?" not in asked[-1].words:
            before = asked.pop()
            story = [before.whole, *story]
            asked.append(Asked(piece, " ".join(story)))
            story = []
        elif rank < asking:
            story.append(piece)
        elif asked and "?" not in asked[-1].words and _says_nothing(piece, read):
            asked[-1] = Asked(f"{asked[-1].words} {piece}", asked[-1].story)
        else:
            asked.append(Asked(piece, " ".join(story)))
            story = []
    if not asked:
        return [Asked(" ".join(story))]
    if story:
        last = asked[-1]
        asked[-1] = Asked(last.words, " ".join([last.story, *story]).strip())
    return asked
