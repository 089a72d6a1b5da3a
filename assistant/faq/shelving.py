"""Published entries made ready to answer: what is learned of an entry once is not learned again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from assistant.answering.citations import Library
from assistant.answering.decision import Model, load_models
from assistant.domain import PublishedEntry
from assistant.faq.entry import annex_of
from assistant.faq.shelf import Shelf, Shelved
from assistant.faq.signals import Phrasing, Wordings
from assistant.faq.spelling import Spelling
from assistant.faq.words import said, vocabulary
from assistant.rules.bank import Profile
from assistant.rules.recogniser import Recogniser
from assistant.rules.territory import Territory
from assistant.understanding.normalise import readable


class Shelving:
    """Makes shelves of one index version: its documents, its facets and its territory.

    An entry that a shelf before held is taken from there, so that publishing one among a
    thousand reads that one only.
    """

    def __init__(
        self,
        library: Library,
        recogniser: Recogniser,
        territory: Territory,
        *,
        root: str = "",
        models: Mapping[str, Model] | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._library = library
        self._recogniser = recogniser
        self._territory = territory
        self._root = root
        self._models = models or load_models("assistant.faq")
        self._today = today
        self._known: dict[PublishedEntry, Shelved] = {}

    def __call__(self, entries: Sequence[PublishedEntry]) -> Shelf:
        """Return ``entries``, and no others, ready to answer."""
        new = [entry for entry in entries if entry not in self._known]
        learned = {**self._known, **self._learned(new)}
        self._known = {entry: learned[entry] for entry in entries}
        shelved = list(self._known.values())
        return Shelf(
            shelved,
            self._library.with_annexes(one.annex for one in shelved),
            self._spelling(),
            self._territory,
            self._recogniser.profile,
            self._models,
            self._today,
        )

    def _learned(self, entries: Sequence[PublishedEntry]) -> dict[PublishedEntry, Shelved]:
        texts = [_wordings(entry) for entry in entries]
        profiles = iter(self._recogniser.profiles([wording for wordings in texts for wording in wordings]))
        return {
            entry: Shelved(entry, annex_of(entry, self._root), self._read(entry, [next(profiles) for _ in wordings]))
            for entry, wordings in zip(entries, texts, strict=True)
        }

    def _read(self, entry: PublishedEntry, profiles: Sequence[Profile | None]) -> Wordings:
        wordings = _wordings(entry)
        named = (self._territory.foreign(wording) for wording in wordings)
        phrasings = zip(wordings, profiles, strict=True)
        return Wordings(
            tuple(Phrasing(said(readable(wording)), profile) for wording, profile in phrasings),
            said(readable(entry.answer)),
            frozenset(territory for territory in named if territory is not None),
        )

    def _spelling(self) -> Spelling:
        """Return what corrects questions; other wordings are taken as typed, and nothing is corrected to them."""
        right = vocabulary().union(*(one.right for one in self._known.values()))
        typed = frozenset().union(*(one.wordings.words for one in self._known.values()))
        return Spelling(right, lambda word: word in typed or self._recogniser.knows(word))


def _wordings(entry: PublishedEntry) -> tuple[str, ...]:
    return (entry.question, *entry.phrasings)
