"""The kinds of project that a question names or describes, by the table's words or by likeness."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.rules import items
from assistant.rules.eligibility import EligibilityTable, Finding
from assistant.rules.kinds import KindModel
from assistant.rules.tables import Kind
from assistant.understanding.conversation import completed, points_back
from assistant.understanding.lexicon import tokens
from assistant.understanding.parts import Asked
from assistant.understanding.spelling import Speller
from assistant.understanding.story import wanted, wanted_sentences
from assistant.understanding.windows import stretches

#: A description without a word of the table is of the likeliest kind from this score and this lead on.
GUESS, LEAD = 0.35, 0.10
#: The same for a text that may ask something else.
SURE, SURE_LEAD = 0.60, 0.35
#: A story of so few words is the enumeration itself: « le cabinet, le logiciel. Qu'est-ce qui passe ? ».
BRIEF = 40
#: Words that an item of an enumeration must have to be a project of its own.
SHORTEST_ITEM = 2


class ProjectReader:
    """Reads which kinds of the table a part of a question is about."""

    def __init__(self, table: EligibilityTable, kinds: KindModel, speller: Speller) -> None:
        self._table = table
        self._kinds = kinds
        self._speller = speller

    def named(self, asked: Asked) -> list[Finding]:
        """Return the kinds that a question names; those of its story when it names none or points back to it."""
        own = self._table.find(self._speller.read(asked.words))
        if not asked.story:
            return own
        if own and not points_back(asked.words):
            terms = {finding.term for finding in own}
            whole = self._table.find(self._speller.read(asked.whole))  # whose facts may settle what is named
            return [finding for finding in whole if finding.term in terms] or own
        readings = (self._table.find(self._speller.read(f"{told} {asked.words}")) for told in wanted(asked.story))
        return next((found for found in readings if found), [])

    def inherited(self, words: str, context: str, before: Sequence[Finding]) -> list[Finding]:
        """Return the kind that a follow-up names with a word of what it follows: « et celle des élus ? »."""
        head = tokens(self._speller.read(context))[before[0].at]
        whole = self._speller.read(completed(words, head))
        return (self._table.find(whole) or self._guessed(whole, described=True)) if whole else []

    def reconsidered(self, described: str, findings: list[Finding]) -> list[Finding]:
        """Trust a sure guess on the whole description of one thing over the words that it happens to hold."""
        if len(findings) != 1:
            return findings
        guess = self._guessed(self._speller.read(described), described=bool(findings[0].kind.clarify))
        if guess and guess[0].kind.verdict is not findings[0].kind.verdict:
            return guess
        return findings

    def completed(self, asked: Asked, findings: list[Finding], bare: bool) -> list[Finding]:
        """Add the items of an enumeration that no term names: « … et former 2 agents »."""
        known = {finding.kind.label for finding in findings}
        added = []
        told = wanted_sentences(asked.story) if bare or len(asked.story.split()) <= BRIEF else []
        for flat in [*map(self._speller.read, told), *items.split(self._speller.read(asked.words))]:
            if len(flat.split()) < SHORTEST_ITEM or items.only_asks(flat) or self._table.find(flat):
                continue
            for finding in self._guessed(flat, described=False):
                if finding.kind.label not in known:
                    known.add(finding.kind.label)
                    added.append(finding)
        return [*findings, *added]

    def guessed(self, asked: Asked, described: bool) -> list[Finding]:
        """Return the likeliest kind over the stretches of a description, the surest first."""
        found = self._guesses([self._speller.read(words) for words, _ in stretches(asked.words, asked.story)])
        if not found:
            return []
        return _enough(*max(found, key=lambda guess: guess[1] + guess[2]), described)

    def _guessed(self, flat: str, described: bool) -> list[Finding]:
        """Return the kind that a description most likely is, when that is likely enough.

        More is asked of a text that is not itself recognised as the description of a project.
        """
        found = self._guesses([flat])
        return _enough(*found[0], described) if found else []

    def _guesses(self, flats: Sequence[str]) -> list[tuple[Kind, float, float]]:
        return self._kinds.guess([re.sub(r"\b\d[\d ]*(?:euros|€)?", " ", flat) for flat in flats])


def _enough(kind: Kind, score: float, lead: float, described: bool) -> list[Finding]:
    least, ahead = (GUESS, LEAD) if described else (SURE, SURE_LEAD)
    return [Finding(kind, "", 0, 0)] if score >= least and lead >= ahead else []
