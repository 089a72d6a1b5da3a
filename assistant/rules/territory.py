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
        self._own = unaccent(name)
        self._active = any(unaccent(department) == self._own for department in _departments())
        self._said = unaccent(documents)

    def foreign(self, question: str) -> str | None:
        """Return the other department that a question names, by its name or its prefecture's town.

        A territory that the documents themselves name is not foreign to them.
        """
        if not self._active:
            return None
        for department, town in _departments().items():
            if unaccent(department) == self._own:
                continue
            for name in (department, town):
                if self._names(question, name) and unaccent(department) not in self._said:
                    return department
        return None

    @staticmethod
    def _names(question: str, name: str) -> bool:
        """Tell whether ``name`` stands in a question as a place: « dans l'Orne », « à Évreux »."""
        if unaccent(name) in _common():
            named = rf"{_PLACE}\s+(?:la |l['’]|le |du |de )*{re.escape(name)}\b"
            typed = rf"{_SURE_PLACE}\s+(?:la |l['’]|le )?{re.escape(unaccent(name))}{_ENDS}"
            return bool(re.search(named, question) or re.search(typed, unaccent(question)))
        return bool(re.search(rf"(?<![\w-]){re.escape(unaccent(name))}(?![\w-])", unaccent(question)))
