"""How far passages settle a question: their stretches, what was read of them at build time, and the verdicts.

A long passage is read by stretches of whole sentences: what settles a question is one of them.
Up to ``MOST`` passages, stretches are read when the index is built and mapped when it is opened;
beyond, only those of the passages found are read, when they are asked about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Passage
from assistant.retrieval.dense import key_of
from assistant.retrieval.interaction import Pieces
from assistant.retrieval.progress import Progress, quiet
from assistant.retrieval.settler import NAME, Settler
from assistant.retrieval.storage import mapped

FOLDER = "reading"
#: Characters of a stretch, unless one sentence is longer: about 130 of the 160 pieces that are read.
LONGEST = 600
#: Passages up to which all are read at build time: 15 kB each.
MOST = 20_000
#: Stretches read between two reports of progress.
BATCH = 128

Span = tuple[int, int]


@dataclass(frozen=True)
class Settled:
    """How far a passage settles a question (above zero, it rather does), and its stretch that does most."""

    score: float
    span: Span


def stretches(passage: Passage) -> list[Span]:
    """Return where a passage is cut to be read: at ends of sentences, whole when it is short."""
    size = len(passage.text)
    if size <= LONGEST or not passage.sentences:
        return [(0, size)]
    found: list[Span] = []
    begin, reached = passage.sentences[0]
    for start, end in passage.sentences[1:]:
        if end - begin > LONGEST:
            found.append((begin, reached))
            begin = start
        reached = end
    return [*found, (begin, reached)]


class Kept:
    """What was read of every passage of a version, a stretch at a time."""

    def __init__(self, each: NDArray[np.int8], ends: NDArray[np.int64], wholes: NDArray[np.float16]) -> None:
        self._each, self._ends, self._wholes = each, ends, wholes

    @classmethod
    def load(cls, folder: Path) -> Kept | None:
        """Open what ``save`` wrote; None where it wrote nothing."""
        if not (folder / FOLDER).is_dir():
            return None
        return cls(*(mapped(folder / FOLDER / f"{name}.npy") for name in ("each", "ends", "wholes")))

    def __getitem__(self, number: int) -> Pieces:
        begin = int(self._ends[number - 1]) if number else 0
        return Pieces(self._each[begin : int(self._ends[number])], self._wholes[number].astype(np.float32))

    def known(self, folder: Path) -> dict[bytes, Pieces]:
        """Return what was read by the key of its text: what the next build can reuse."""
        keys = mapped(folder / FOLDER / "keys.npy")
        return {key.tobytes(): self[number] for number, key in enumerate(keys)}


def save(
    folder: Path,
    passages: Sequence[Passage],
    settler: Settler,
    known: Mapping[bytes, Pieces],
    progress: Progress = quiet,
) -> None:
    """Read every stretch that is not ``known`` by its key, and write what was read."""
    texts = [_read(passage, span) for passage in passages for span in stretches(passage)]
    keys = [key_of(NAME, text) for text in texts]
    found = dict(known)
    new = {key: text for key, text in zip(keys, texts, strict=True) if key not in found}
    waiting = list(new)
    for first in range(0, len(waiting), BATCH):
        batch = waiting[first : first + BATCH]
        found.update(zip(batch, settler.passages([new[key] for key in batch]), strict=True))
        progress("settle", min(first + BATCH, len(waiting)), len(waiting))
    rows = [found[key] for key in keys]
    (folder / FOLDER).mkdir()
    arrays = {
        "each": np.concatenate([row.each for row in rows]),
        "ends": np.cumsum([len(row.each) for row in rows]),
        "wholes": np.stack([row.whole for row in rows]).astype(np.float16),
        "keys": np.frombuffer(b"".join(keys), dtype=np.uint8).reshape(len(keys), -1),
    }
    for name, array in arrays.items():
        np.save(folder / FOLDER / f"{name}.npy", array, allow_pickle=False)


class Settling:
    """Judges the passages found for a question."""

    def __init__(self, settler: Settler, passages: Sequence[Passage], kept: Kept | None) -> None:
        self._settler, self._kept = settler, kept
        self._first: dict[str, int] = {}
        if kept is not None:
            number = 0
            for passage in passages:
                self._first[passage.id] = number
                number += len(stretches(passage))

    def judge(self, question: str, passages: Sequence[Passage]) -> list[Settled]:
        """Return how far each passage settles ``question``, in order."""
        cuts = [stretches(passage) for passage in passages]
        read = self._pieces(passages, cuts)
        scores = iter(self._settler.settled(self._settler.question(question), read)) if read else iter(())
        judged = [[Settled(next(scores), span) for span in spans] for spans in cuts]
        return [max(each, key=lambda settled: settled.score) for each in judged]

    def _pieces(self, passages: Sequence[Passage], cuts: Sequence[Sequence[Span]]) -> list[Pieces]:
        """Return every stretch as it was read, or read all of them now."""
        pairs = list(zip(passages, cuts, strict=True))
        if self._kept is None:
            return self._settler.passages([_read(passage, span) for passage, spans in pairs for span in spans])
        return [
            self._kept[self._first[passage.id] + number] for passage, spans in pairs for number in range(len(spans))
        ]


def _read(passage: Passage, span: Span) -> str:
    """Return a stretch as it is read: after the nearest heading or line that introduces it."""
    heading = f"{passage.headings[-1]}. " if passage.headings else ""
    return heading + passage.text[span[0] : span[1]]
