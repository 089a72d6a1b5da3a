"""What a part of a question is about: the facets that fit it and the projects that it names."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.rules import items
from assistant.rules.bank import Match, QuestionBank, Window
from assistant.rules.eligibility import EligibilityTable, Finding
from assistant.rules.kinds import KindModel
from assistant.rules.tables import Facet, Kind
from assistant.understanding.conversation import completed
from assistant.understanding.english import is_english
from assistant.understanding.lexicon import tokens
from assistant.understanding.normalise import unaccent
from assistant.understanding.parts import Asked, cut, joints
from assistant.understanding.spelling import Speller
from assistant.understanding.windows import stretches

#: A description without a word of the table is of the likeliest kind from this score and this lead on.
GUESS, LEAD = 0.35, 0.10
#: The same for a text that may ask something else.
SURE, SURE_LEAD = 0.60, 0.35
#: A facet that describes no project says, from this score on, that no project is to be guessed.
OTHERWISE = 0.50
#: What is left to neither side when the best stated facet is weighed against the best of the others.
DOUBT = 0.05
#: Words that an item of an enumeration must have to be a project of its own.
SHORTEST_ITEM = 2
#: A side of a compound question asks something of its own from this score and this lead on.
CLEAR, CLEAR_LEAD = 0.35, 0.10
#: A part that asks one thing as clearly as this is not cut.
WHOLE = 0.80
#: The most places looked at to cut a question.
MOST_JOINTS = 8
#: What the question that is followed up counts beside the follow-up itself.
CONTEXT = 0.55


@dataclass(frozen=True)
class Recognised:
    """The readable question, the facets that fit it, best first, and the projects that it names."""

    flat: str
    matches: tuple[Match, ...]
    findings: tuple[Finding, ...]
    #: The projects that the question followed up names.
    before: tuple[Finding, ...] = ()
    #: The best facet of the question taken alone, whatever it follows up.
    alone: Match | None = None

    @property
    def carried(self) -> bool:
        """Whether the question followed up names projects too: « et un site internet ? »."""
        return bool(self.before and self.findings)

    @property
    def stated(self) -> Match | None:
        """The best facet that the documents state."""
        return next((match for match in self.matches if match.facet.stated), None)

    def rival(self, within: float, least: float) -> Facet | None:
        """Return the stated facet that nearly ties with the best one, if there is one."""
        stated = [match for match in self.matches if match.facet.stated][:2]
        if len(stated) < 2 or stated[1].score < max(least, stated[0].score - within):
            return None
        return stated[1].facet

    @property
    def silent(self) -> Match | None:
        """The best facet of the scheme that the documents are known not to state, descriptions of projects aside."""
        return next((m for m in self.matches if m.facet.silent and not m.facet.describes), None)

    @property
    def vague(self) -> Match | None:
        """The facet of whatever else the documents don't state, if the corpus has one."""
        return next((match for match in self.matches if match.facet.vague), None)

    @property
    def elsewhere(self) -> Match | None:
        """The best facet of anything else than the scheme."""
        return next((match for match in self.matches if match.facet.elsewhere), None)

    @property
    def project(self) -> float:
        """The best score of a facet that gives way to the eligibility table."""
        return max((match.score for match in self.matches if match.facet.yields), default=0.0)

    def features(self) -> dict[str, float]:
        """Return the named signals on which the decision turns."""
        best = self.stated
        stated, silent, vague, elsewhere = map(_score, (best, self.silent, self.vague, self.elsewhere))
        said = max(stated, 0.0)
        return {
            "share": said / (said + max(silent, vague, elsewhere, 0.0) + DOUBT),
            "stated": stated,
            "silent": silent,
            "vague": vague,
            "elsewhere": elsewhere,
            "similarity": best.similarity if best else 0.0,
            "cued": float(bool(best and best.cues)),
            "behind": max(0.0, silent - stated),
            "length": math.log1p(len(self.flat.split())),
            "project": self.project,
            "kinds": float(len(self.findings)),
        }


class Recogniser:
    """Reads a part of a question with the tables of a corpus."""

    def __init__(self, bank: QuestionBank, table: EligibilityTable, kinds: KindModel, speller: Speller) -> None:
        self._bank = bank
        self._table = table
        self._kinds = kinds
        self._speller = speller

    def facet(self, name: str) -> Facet | None:
        """Return the facet called ``name``."""
        return self._bank.facet(name)

    def recognise(self, asked: Asked, context: str = "") -> Recognised:
        """Return what ``asked`` is about; ``context`` is the question that it follows up."""
        flat = self._speller.read(asked.words)
        whole = self._speller.read(asked.whole)
        looked_at = [self._window(words, weight) for words, weight in stretches(asked.words, asked.story)]
        matches = self._bank.match(looked_at)
        alone = matches[0] if matches else None
        if context and matches:
            matches = self._in_context(matches, flat, context)
        findings = self._table.find(whole)
        if not findings and matches and not _asks_otherwise(matches[0]):
            findings = self._guessed_anywhere(asked, matches[0].facet.describes)
        elif matches and matches[0].facet.yields and not _asks_otherwise(matches[0]):
            findings = self._completed(asked, self._reconsidered(whole, findings))
        before = self._table.find(self._speller.read(context)) if context else []
        if before:
            findings = self._inherited(asked.words, context, before) or findings
        return Recognised(flat, tuple(matches), tuple(findings), tuple(before), alone)

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

    def _inherited(self, words: str, context: str, before: Sequence[Finding]) -> list[Finding]:
        """Return the kind that a follow-up names with a word of what it follows: « et celle des élus ? »."""
        head = tokens(self._speller.read(context))[before[0].at]
        whole = self._speller.read(completed(words, head))
        return (self._table.find(whole) or self._guessed(whole, described=True)) if whole else []

    def _reconsidered(self, flat: str, findings: list[Finding]) -> list[Finding]:
        """Trust a sure guess on the whole description of one thing over the words that it happens to hold."""
        if len(findings) != 1:
            return findings
        guess = self._guessed(flat, described=bool(findings[0].kind.clarify))
        if guess and guess[0].kind.verdict is not findings[0].kind.verdict:
            return guess
        return findings

    def _completed(self, asked: Asked, findings: list[Finding]) -> list[Finding]:
        """Add the items of an enumeration that no term names: « … et former 2 agents »."""
        known = {finding.kind.label for finding in findings}
        added = []
        for flat in items.split(self._speller.read(asked.words)):
            if len(flat.split()) < SHORTEST_ITEM or items.only_asks(flat) or self._table.find(flat):
                continue
            for finding in self._guessed(flat, described=False):
                if finding.kind.label not in known:
                    known.add(finding.kind.label)
                    added.append(finding)
        return [*findings, *added]

    def _guessed_anywhere(self, asked: Asked, described: bool) -> list[Finding]:
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


def _score(match: Match | None) -> float:
    return match.score if match else 0.0


def _clear(matches: Sequence[Match]) -> Match | None:
    """Return the facet that a few words clearly ask about; none for a project or for nothing clear."""
    if not matches or matches[0].facet.yields or matches[0].facet.elsewhere or matches[0].facet.vague:
        return None
    clear = matches[0].score >= CLEAR and matches[0].score - matches[1].score >= CLEAR_LEAD
    return matches[0] if clear else None


def _asks_otherwise(top: Match) -> bool:
    """Tell whether a question clearly asks something that describes no project."""
    return top.score >= OTHERWISE and not top.facet.describes


def _enough(kind: Kind, score: float, lead: float, described: bool) -> list[Finding]:
    least, ahead = (GUESS, LEAD) if described else (SURE, SURE_LEAD)
    return [Finding(kind, "", 0, 0)] if score >= least and lead >= ahead else []
