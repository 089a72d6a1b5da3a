"""Letters over very many passages: candidates by the rarer grams, scored by all of theirs.

A gram that a passage in thirty holds costs the most and tells the least (B. Croft and
others call it list pruning): no list of it is kept, and a question reads the shortest
lists first, so many passages at most. What the others would add to the mean and deviation
of all scores is estimated on a drawn sample; each passage's own grams are kept side by
side, so that a candidate's score is the exact one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from assistant.retrieval.fusion import Look, Rows, Scores, quick_spread, top
from assistant.retrieval.grams import Counts, count_grams
from assistant.retrieval.letters import TIMES, Lists, Vocabulary, norms
from assistant.retrieval.storage import mapped

#: The part of the passages from which a gram is common, and the passages that one question reads in lists.
COMMON, READ = 0.03, 200_000
#: Passages drawn: a deviation is then known to 1.6 % (one over the square root of twice as many).
SAMPLE = 2048
SEED = 4
#: Passages weighed at once while building: 400 grams each are then 1 GB.
AT_ONCE = 50_000
#: Passages scored at once: their arrays then fit in the processor's cache, three times quicker than a thousand's.
FEW = 48


@dataclass(frozen=True)
class PrunedLetters:
    """``lists`` of the rarer grams over all passages, of all grams over ``sample``; ``texts`` all of each passage."""

    vocabulary: Vocabulary
    lists: Lists
    sample: Rows
    sampled: Lists
    texts: Counts
    norms: NDArray[np.float32]

    @classmethod
    def build(cls, passages: Sequence[str]) -> PrunedLetters:
        """Index ``passages``."""
        counted = count_grams(passages)
        vocabulary = Vocabulary.of(counted, len(passages))
        numbers = _numbers(counted.codes, vocabulary)
        texts = Counts(counted.bounds, numbers, counted.counts)
        lengths = _norms(texts, vocabulary)
        holding = np.bincount(numbers, minlength=len(vocabulary.codes))
        rare = holding <= COMMON * len(passages)
        drawn = np.random.default_rng(SEED).choice(len(passages), min(SAMPLE, len(passages)), replace=False)
        sample = np.sort(drawn).astype(np.int64)
        whole = cls(vocabulary, _NO_LISTS, sample, _NO_LISTS, texts, lengths)
        lists = Lists.of(whole.weighted(np.arange(len(passages)), rare))
        sampled = Lists.of(whole.weighted(sample, np.ones_like(rare)))
        return cls(vocabulary, lists, sample, sampled, texts, lengths)

    def weighted(self, rows: Rows, kept: NDArray[np.bool_]) -> csr_array:
        """Return the weights of the ``kept`` grams in the passages ``rows``, a row a passage."""
        parts = []
        for first in range(0, len(rows), AT_ONCE):
            owners, numbers, counts = self._grams(rows[first : first + AT_ONCE])
            mine = kept[numbers]
            owners, numbers, counts = owners[mine], numbers[mine], counts[mine]
            values = TIMES[counts] * self.vocabulary.rarity[numbers] / self.norms[rows[first + owners]]
            parts.append((owners + first, numbers, values.astype(np.float32)))
        owners, numbers, values = (np.concatenate(column) for column in zip(*parts, strict=True))
        bounds = np.searchsorted(owners, np.arange(len(rows) + 1))
        return csr_array((values, numbers, bounds), shape=(len(rows), len(self.vocabulary.codes)))

    def look(self, query: str, k: int) -> Look:
        """Return the ``k`` passages nearest by rare grams, and what all passages score."""
        numbers, weights = self.vocabulary.asked(query)
        read = self._shortest(numbers)
        rare = np.zeros(len(self.norms), dtype=np.float32)
        self.lists.add(rare, numbers[read].tolist(), weights[read].tolist())
        often = np.zeros(len(self.sample), dtype=np.float64)
        self.sampled.add(often, numbers[~read].tolist(), weights[~read].tolist())
        drawn = rare[self.sample]
        together = float(np.mean((drawn - drawn.mean()) * (often - often.mean())))
        mean, deviation = quick_spread(rare)
        variance = deviation**2 + float(often.var()) + 2 * together
        mean += float(often.mean())
        asked = np.zeros(len(self.vocabulary.codes), dtype=np.float32)
        asked[numbers] = weights * self.vocabulary.rarity[numbers]
        return Look(top(rare, k), lambda rows: self._scores(asked, rows), mean, max(0.0, variance) ** 0.5)

    def save(self, folder: Path) -> None:
        """Write the arrays."""
        self.vocabulary.save(folder)
        self.lists.save(folder / "lists")
        self.sampled.save(folder / "sampled")
        for name, array in self._arrays().items():
            np.save(folder / f"{name}.npy", array, allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> PrunedLetters:
        """Map what ``save`` wrote."""
        own = {name: mapped(folder / f"{name}.npy") for name in _ARRAYS}
        texts = Counts(own["bounds"], own["grams"], own["counts"])
        lists, sampled = Lists.load(folder / "lists"), Lists.load(folder / "sampled")
        return cls(Vocabulary.load(folder), lists, own["sample"], sampled, texts, own["norms"])

    def _shortest(self, numbers: Rows) -> NDArray[np.bool_]:
        """Tell which lists a question reads: the shortest, ``READ`` passages together at most."""
        lengths = self.lists.bounds[numbers + 1] - self.lists.bounds[numbers]
        order = np.argsort(lengths, kind="stable")
        read = np.zeros(len(numbers), dtype=bool)
        read[order] = (np.cumsum(lengths[order]) <= READ) & (lengths[order] > 0)
        return read

    def _arrays(self) -> dict[str, NDArray[np.generic]]:
        texts = self.texts
        arrays = (texts.bounds, texts.codes, texts.counts, self.norms, self.sample)
        return dict(zip(_ARRAYS, arrays, strict=True))

    def _scores(self, asked: NDArray[np.float32], rows: Rows) -> Scores:
        found = np.zeros(len(rows), dtype=np.float64)
        begins, ends = self.texts.bounds[rows], self.texts.bounds[rows + 1]
        some = np.flatnonzero(ends > begins)
        for first in range(0, len(some), FEW):
            part = some[first : first + FEW]
            spans = [slice(*span) for span in zip(begins[part].tolist(), ends[part].tolist(), strict=True)]
            values = asked.take(np.concatenate([self.texts.codes[span] for span in spans]), mode="clip")
            values *= _TIMES.take(np.concatenate([self.texts.counts[span] for span in spans]), mode="clip")
            lengths = ends[part] - begins[part]
            found[part] = np.add.reduceat(values, np.cumsum(lengths) - lengths) / self.norms[rows[part]]
        return found

    def _grams(self, rows: Rows) -> tuple[Rows, NDArray[np.int32], NDArray[np.uint8]]:
        """Return every gram of the passages ``rows``, its count, and the place in ``rows`` of the passage."""
        firsts, lengths = self.texts.bounds[rows], self.texts.bounds[rows + 1] - self.texts.bounds[rows]
        owners = np.repeat(np.arange(len(rows)), lengths)
        at = np.arange(len(owners)) + np.repeat(firsts - np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths)
        return owners, self.texts.codes[at], self.texts.counts[at]


_TIMES = TIMES.astype(np.float32)
_ARRAYS = ("bounds", "grams", "counts", "norms", "sample")
_NO_LISTS = Lists(np.zeros(1, dtype=np.int64), np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32))


def _numbers(codes: NDArray[np.int32], vocabulary: Vocabulary) -> NDArray[np.int32]:
    """Return the place of each of ``codes`` in the vocabulary, by a table: they are hundreds of millions."""
    table = np.zeros(int(vocabulary.codes.max(initial=0)) + 1, dtype=np.int32)
    table[vocabulary.codes] = np.arange(len(vocabulary.codes), dtype=np.int32)
    return table[codes]


def _norms(texts: Counts, vocabulary: Vocabulary) -> NDArray[np.float32]:
    found = []
    for first in range(0, len(texts.bounds) - 1, AT_ONCE):
        bounds = texts.bounds[first : first + AT_ONCE + 1]
        part = slice(bounds[0], bounds[-1])
        weights = TIMES[texts.counts[part]] * vocabulary.rarity[texts.codes[part]]
        found.append(norms(Counts(bounds - bounds[0], texts.codes[part], texts.counts[part]), weights))
    return np.concatenate(found).astype(np.float32)
