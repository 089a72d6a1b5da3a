"""Whether what surrounds a quote changed: an exception added beside it may undo what it says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from assistant.domain import Passage
from assistant.faq.claims import claims_in
from assistant.faq.folded import folded, joined
from assistant.faq.held import Held
from assistant.faq.polarity import denials
from assistant.texts import table


def changed_around(quote: str, before: Sequence[Passage], passage: Passage, held: Held) -> tuple[str, str] | None:
    """Return a sentence that left the quote's paragraph and one that came, "" for none; None when all is well.

    Only what may matter counts: a figure, a negation, an exception. ``before`` are the document's passages when it
    was quoted, ``passage`` the one that holds the quote now.
    """
    then = next((one for one in before if joined(quote) in joined(one.text)), None)
    if then is None:
        return None
    left = [s for s in _sentences(then) if _matters(s) and held.find(s, passage.document_id) is None]
    everything = " ".join(joined(one.text) for one in before)
    came = [s for s in _now(passage, held) if _matters(s) and joined(s) not in everything]
    left = [s for s in left if not any(_same(s, other) for other in came)]
    came = [s for s in came if not any(_same(s, other) for other in _sentences(then))]
    return (left[0] if left else "", came[0] if came else "") if left or came else None


def _sentences(passage: Passage) -> list[str]:
    return [passage.text[start:end] for start, end in passage.sentences]


def _now(passage: Passage, held: Held) -> list[str]:
    """Return the sentences of the quote's paragraph, and the next paragraph's first when it makes an exception."""
    every = held.by_document[passage.document_id]
    after = every[every.index(passage) + 1 :][:1]
    following = [_sentences(one)[0] for one in after if one.sentences and _excepts().match(folded(one.text))]
    return _sentences(passage) + following


@cache
def _excepts() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(table('claims')['exceptions']['words'])})\b")


def _matters(sentence: str) -> bool:
    return bool(claims_in(sentence) or denials(sentence) or _excepts().search(folded(sentence)))


def _same(one: str, other: str) -> bool:
    """Tell whether two sentences state the same facts and deny as much: the words between may differ."""
    said, also = claims_in(one), claims_in(other)
    if len(said) != len(also) or denials(one) % 2 != denials(other) % 2:
        return False
    if not said:
        return len(set(joined(one).split()) & set(joined(other).split())) > 0.6 * len(set(joined(one).split()))
    return all(any(claim.agrees(two) for two in also) for claim in said)
