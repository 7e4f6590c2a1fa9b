"""Reads the published file of weights: a header, the tokenizer, and a directory of tensors.

Little-endian. A tensor holds either numbers of 32 bits, or blocks of 32 weights of 4 bits with a scale of 16 bits
before them: the weight at `i` of a block is `(code - 8) * scale`, with its code in the low half of byte `i` or, from 16
on, in the high half of byte `i - 16`.
"""

import struct
from collections.abc import Mapping
from itertools import pairwise
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from contracts.errors import ConfigurationError

MAGIC, VERSION = b"E5S1", 1
BLOCK: Final = 32
"""Weights that share a scale."""
_BLOCK_TYPE: Final = np.dtype([("scale", "<f2"), ("codes", "u1", BLOCK // 2)])
_FLOATS, _BLOCKS = 0, 1


class Shape(NamedTuple):
    """The model's sizes, as they stand in the file."""

    hidden: int
    layers: int
    heads: int
    inner: int
    words: int
    positions: int
    types: int


class Blocks(NamedTuple):
    """A matrix of 4-bit weights."""

    codes: NDArray[np.uint8]
    """0 to 15, shape (rows, columns)."""
    scales: NDArray[np.float16]
    """Shape (rows, columns / BLOCK)."""

    def floats(self) -> NDArray[np.float32]:
        """Return the weights as numbers, shape (rows, columns)."""
        rows = (self.codes.astype(np.float32) - 8).reshape(*self.scales.shape, BLOCK)
        return (rows * self.scales.astype(np.float32)[..., None]).reshape(self.codes.shape)


class Model(NamedTuple):
    """Everything in the file."""

    shape: Shape
    epsilon: float
    pieces: list[str]
    scores: NDArray[np.float32]
    normalization: dict[int, str]
    tensors: Mapping[str, tuple[int, bytes]]

    def floats(self, name: str) -> NDArray[np.float32]:
        """Return a tensor of numbers, as one row."""
        return np.frombuffer(self._tensor(name, _FLOATS), "<f4")

    def blocks(self, name: str, columns: int) -> Blocks:
        """Return a tensor of 4-bit weights."""
        stored = np.frombuffer(self._tensor(name, _BLOCKS), _BLOCK_TYPE)
        codes = np.concatenate([stored["codes"] & 15, stored["codes"] >> 4], axis=1)
        return Blocks(codes.reshape(-1, columns), stored["scale"].reshape(-1, columns // BLOCK))

    def _tensor(self, name: str, kind: int) -> bytes:
        if name not in self.tensors or self.tensors[name][0] != kind:
            raise ConfigurationError(f"the file of weights has no tensor {name} of the kind expected")
        return self.tensors[name][1]


class _Cursor:
    """Reads one thing after the other."""

    def __init__(self, content: bytes) -> None:
        self._content, self.place = content, 0

    def numbers(self, form: str) -> tuple[Any, ...]:
        found = struct.unpack_from("<" + form, self._content, self.place)
        self.place += struct.calcsize("<" + form)
        return found

    def number(self, form: str) -> Any:
        return self.numbers(form)[0]

    def bytes(self, size: int, place: int | None = None) -> bytes:
        start = self.place if place is None else place
        if size < 0 or start + size > len(self._content):
            raise ValueError("it ends too early")
        if place is None:
            self.place += size
        return self._content[start : start + size]


def read_weights(content: bytes) -> Model:
    """Read the file. Raises `ConfigurationError` if it is another format or version, or cut."""
    if content[:4] != MAGIC:
        raise ConfigurationError("the file of weights is of another format")
    cursor = _Cursor(content)
    cursor.bytes(4)
    try:
        version = cursor.number("I")
        if version != VERSION:
            raise ConfigurationError(f"the file of weights has version {version}; {VERSION} can be read")
        shape = Shape(*cursor.numbers("7i"))
        epsilon, block = cursor.numbers("fi")
        if block != BLOCK:
            raise ConfigurationError(f"the file of weights has blocks of {block} weights; {BLOCK} can be read")
        pieces, scores = _pieces(cursor)
        return Model(shape, epsilon, pieces, scores, _normalization(cursor), _tensors(cursor))
    except (struct.error, ValueError) as error:
        raise ConfigurationError(f"the file of weights is broken ({error})") from error


def _pieces(cursor: _Cursor) -> tuple[list[str], NDArray[np.float32]]:
    count, *_special, size = cursor.numbers("5iQ")
    ends = cursor.numbers(f"{count + 1}I")
    scores = np.frombuffer(cursor.bytes(4 * count), "<f4")
    text = cursor.bytes(size)
    return [text[start:end].decode() for start, end in pairwise(ends)], scores


def _normalization(cursor: _Cursor) -> dict[int, str]:
    count, _size = cursor.numbers("iI")
    found = dict[int, str]()
    for _ in range(count):
        character, length = cursor.numbers("IB")
        found[character] = "".join(map(chr, cursor.numbers(f"{length}I")))
    return found


def _tensors(cursor: _Cursor) -> dict[str, tuple[int, bytes]]:
    found = dict[str, tuple[int, bytes]]()
    for _ in range(cursor.number("i")):
        name = cursor.bytes(cursor.number("H")).decode()
        kind, _numbers, place, size = cursor.numbers("BIQQ")
        found[name] = kind, cursor.bytes(size, place)
    return found
