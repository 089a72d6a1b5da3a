"""What a part of a question is about: the facets that fit it and the projects that it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.rules.bank import Match, Profile, QuestionBank, Window
from assistant.rules.eligibility import EligibilityTable, Finding
from assistant.rules.kinds import KindModel
from assistant.rules.projects import ProjectReader
from assistant.rules.recognised import Recognised
from assistant.rules.tables import Facet
from assistant.understanding.english import is_english
from assistant.understanding.normalise import unaccent
from assistant.understanding.parts import Asked, cut, joints
from assistant.understanding.spelling import Speller
from assistant.understanding.story import only_asks_funding
from assistant.understanding.windows import stretches

#: A facet that describes no project says, from this score on, that no project is to be guessed.
OTHERWISE = 0.50
#: A side of a compound question asks something of its own from this score and this lead on.
CLEAR, CLEAR_LEAD = 0.35, 0.10
#: A part that asks one thing as clearly as this is not cut.
WHOLE = 0.80
#: The most places looked at to cut a question.
MOST_JOINTS = 8
#: What the question that is followed up counts beside the follow-up itself.
CONTEXT = 0.55


class Recogniser:
    """Reads a part of a question with the tables of a corpus."""

    def __init__(self, bank: QuestionBank, table: EligibilityTable, kinds: KindModel, speller: Speller) -> None:
        self._bank = bank
        self._table = table
        self._projects = ProjectReader(table, kinds, speller)
        self._speller = speller

    def facet(self, name: str) -> Facet | None:
        """Return the facet called ``name``."""
        return self._bank.facet(name)

    def knows(self, word: str) -> bool:
        """Tell whether the corpus holds an unaccented word: it is spelt right."""
        return self._speller.knows(word)

    def profiles(self, texts: Sequence[str]) -> list[Profile | None]:
        """Return, for each text, how well every facet fits it, as a unit vector; None without facets."""
        return self._bank.profiles([self._window(text) for text in texts])

    def profile(self, found: Recognised) -> Profile | None:
        """Return how well every facet fits what was recognised, comparable with ``profiles``."""
        return self._bank.profile(found.matches)

    def recognise(self, asked: Asked, context: str = "") -> Recognised:
        """Return what ``asked`` is about; ``context`` is the question that it follows up."""
        flat = self._speller.read(asked.words)
        matches = self._matches(asked.words, asked.story)
        alone = matches[0] if matches else None
        if context and matches:
            matches = self._in_context(matches, flat, context)
        bare = only_asks_funding(asked.words)
        before = self._table.find(self._speller.read(context)) if context else []
        findings = self._findings(asked, matches, bare)
        if before:
            findings = self._projects.inherited(asked.words, context, before) or findings
        return Recognised(flat, tuple(matches), tuple(findings), tuple(before), alone, bare)

    def _findings(self, asked: Asked, matches: Sequence[Match], bare: bool) -> list[Finding]:
        """Return the projects named, or else the one most likely described, unless something else is asked."""
        findings = self._projects.named(asked)
        if not matches or (_asks_otherwise(matches[0]) and not (bare and not findings)):
            return findings
        if not findings:
            return self._projects.guessed(asked, bare or matches[0].facet.describes)
        if bare or matches[0].facet.yields:
            return self._projects.completed(asked, self._projects.reconsidered(asked.whole, findings), bare)
        return findings

    def split(self, asked: Asked) -> list[Asked]:
        """Cut a part in two where both sides clearly ask different things, as often as that is so.

        « ils prennent quel % et on demande ou » has no second question word to cut at.
        """
        pairs = [cut(asked.words, [joint]) for joint in joints(asked.words)[:MOST_JOINTS]]
        pairs = [sides for sides in pairs if len(sides) == 2]
        if not pairs:
            return [asked]
        stretch = [asked.words, *(side for sides in pairs for side in sides)]
        whole, *tops = [_clear(matches) for matches in self._bank.each([self._window(words) for words in stretch])]
        if whole is not None and whole.score >= WHOLE:
            return [asked]
        clear = [
            (min(first.score, second.score), sides)
            for sides, first, second in zip(pairs, tops[::2], tops[1::2], strict=True)
            if first and second and first.facet.id != second.facet.id
        ]
        if not clear:
            return [asked]
        _, (left, right) = max(clear, key=lambda pair: pair[0])
        return [*self.split(Asked(left, asked.story)), *self.split(Asked(right))]

    def _matches(self, words: str, story: str = "") -> list[Match]:
        return self._bank.match([self._window(piece, weight) for piece, weight in stretches(words, story)])

    def _window(self, words: str, weight: float = 1.0) -> Window:
        flat = self._speller.read(words)
        spoken = words.lower() if is_english(unaccent(words)) else flat
        return Window(flat, self._table.mask(flat), spoken, weight)

    def _in_context(self, matches: list[Match], flat: str, context: str) -> list[Match]:
        """Score a follow-up half alone and half after the question that it follows."""
        whole = self._window(f"{context} {flat}")
        before = {m.facet.id: m.score for m in self._bank.match([whole])}
        joined = [replace(m, score=CONTEXT * (m.score + before[m.facet.id])) for m in matches]
        return sorted(joined, key=lambda match: -match.score)


def _clear(matches: Sequence[Match]) -> Match | None:
    """Return the facet that a few words clearly ask about; none for a project or for nothing clear."""
    if not matches or matches[0].facet.yields or matches[0].facet.elsewhere or matches[0].facet.vague:
        return None
    clear = matches[0].score >= CLEAR and matches[0].score - matches[1].score >= CLEAR_LEAD
    return matches[0] if clear else None


def _asks_otherwise(top: Match) -> bool:
    """Tell whether a question clearly asks something that describes no project."""
    return top.score >= OTHERWISE and not top.facet.describes
