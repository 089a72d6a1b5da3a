"""Whether a question is about another territory than the corpus's: another department's rule is not ours."""

from __future__ import annotations

import re
from functools import cache

from assistant.texts import table
from assistant.understanding.normalise import unaccent

#: What stands before a place, with a capital or without; « dans la somme de » names none.
_PLACE = r"(?:[Dd]ans|[Ee]n|[Dd]e|[Dd]u|[Dd]épartement|[Pp]réfecture|[Aa]|[Àà])"
_SURE_PLACE = r"(?:dans|departement de|prefecture de)"
_ENDS = r"(?![\w-])(?!\s+(?:de|d['’]|des|du)\b)"


@cache
def _departments() -> dict[str, str]:
    return dict(table("territories")["departments"])


@cache
def _common() -> frozenset[str]:
    return frozenset(unaccent(name) for name in table("territories")["common"])


class Territory:
    """The territory of a corpus; an empty or national one sees no other."""

    def __init__(self, name: str, documents: str) -> None:
        self.name = name
        own, said = unaccent(name), unaccent(documents)
        ours = any(unaccent(department) == own for department in _departments())
        # A territory that the documents themselves name is not foreign to them.
        others = [d for d in _departments() if unaccent(d) != own and unaccent(d) not in said] if ours else []
        self._patterns = [(d, _pattern(name)) for d in others for name in (d, _departments()[d])]

    def foreign(self, question: str) -> str | None:
        """Return the other department that a question names, by its name or its prefecture's town."""
        flat = unaccent(question)
        for department, (named, typed) in self._patterns:
            if typed.search(flat) or (named is not None and named.search(question)):
                return department
        return None


def _pattern(name: str) -> tuple[re.Pattern[str] | None, re.Pattern[str]]:
    """Return how ``name`` stands in a question as written, if that tells more, and without accents.

    A name that is an ordinary word too needs its capital letter (« de l'Orne »), or
    words that only stand before a place (« dans l'orne »).
    """
    flat = re.escape(unaccent(name))
    if unaccent(name) not in _common():
        return None, re.compile(rf"(?<![\w-]){flat}(?![\w-])")
    named = re.compile(rf"{_PLACE}\s+(?:la |l['’]|le |du |de )*{re.escape(name)}\b")
    return named, re.compile(rf"{_SURE_PLACE}\s+(?:la |l['’]|le )?{flat}{_ENDS}")
