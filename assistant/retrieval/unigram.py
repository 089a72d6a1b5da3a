"""Text cut into the pieces of a SentencePiece Unigram vocabulary (T. Kudo, ACL 2018)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

#: What SentencePiece writes for a space.
SPACE = "\u2581"


class Unigram:
    """The likeliest cut of a text, by the Viterbi algorithm; characters are first written as the model knows them."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Read ``pieces`` with their ``scores`` (log-probabilities), the ``norm`` of code points and the marks."""
        self._norm = {int(code): words for code, words in data["norm"].items()}
        marks = {data[name] for name in ("bos", "eos", "pad", "unk")}
        self._begin, self._end, self._unknown = data["bos"], data["eos"], data["unk"]
        self._missing = float(data["unk_score"])
        self._known: dict[str, tuple[int, float]] = {}
        for number, (piece, score) in enumerate(zip(data["pieces"], data["scores"], strict=True)):
            if piece and number not in marks:
                self._known.setdefault(piece, (number, score))
        self._longest = max(map(len, self._known))

    def ids(self, text: str, longest: int) -> list[int]:
        """Return the numbers of the first ``longest`` pieces of ``text``, its two end marks included."""
        letters = self._written(text)
        size, known = len(letters), self._known
        best, start, piece = [0.0] + [-1e30] * size, [0] * (size + 1), [self._unknown] * (size + 1)
        for begin in range(size):
            here = best[begin]
            for end in range(begin + 1, min(size, begin + self._longest) + 1):
                found = known.get(letters[begin:end])
                if found is not None and here + found[1] > best[end]:
                    best[end], start[end], piece[end] = here + found[1], begin, found[0]
            if here + self._missing > best[begin + 1]:
                best[begin + 1], start[begin + 1], piece[begin + 1] = here + self._missing, begin, self._unknown
        cut, at = [], size
        while at > 0:
            cut.append(piece[at])
            at = start[at]
        return [self._begin, *cut[::-1][: longest - 2], self._end]

    def _written(self, text: str) -> str:
        written = text.translate(self._norm)
        while "  " in written:
            written = written.replace("  ", " ")
        return (written if written.startswith(" ") else f" {written}").replace(" ", SPACE)
