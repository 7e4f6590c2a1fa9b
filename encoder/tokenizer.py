"""Text to tokens: the pieces of words that together are the likeliest (a unigram language model).

Kudo, "Subword Regularization", arXiv 1804.10959, with the pieces of XLM-RoBERTa that the model was trained with.
Decision 8 says why this is not the library that is usually taken.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from math import inf
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

import numpy as np

from encoder.model_files import broken

BEGIN, PAD, END, UNKNOWN = 0, 1, 2, 3
SPACE: Final = "\N{LOWER ONE EIGHTH BLOCK}"
"""Stands for a blank. Pieces have it at their beginning only, so words can be cut one by one."""
_SPACES: Final = re.compile(" {2,}")
_WORD: Final = re.compile(f"{SPACE}?[^{SPACE}]+|{SPACE}")
_KEPT_WORDS: Final = 8_192


class Tokenizer:
    """Cuts texts, and keeps how the latest words were cut.

    A piece's token is its place in `pieces`; the first four stand for no text. `scores` are logarithms of
    probabilities, that of `UNKNOWN` counts for each character without a piece. `normalization` maps code points.
    """

    def __init__(self, pieces: Sequence[str], scores: Sequence[float], normalization: dict[int, str]) -> None:
        self._tokens = dict(zip(pieces[UNKNOWN + 1 :], range(UNKNOWN + 1, len(pieces)), strict=True))
        self._scores = scores
        self._longest = max(map(len, self._tokens), default=1)
        self._normalization = normalization
        self._tokens_of = lru_cache(_KEPT_WORDS)(self._likeliest)

    def encode(self, text: str, limit: int) -> list[int]:
        """Return the first tokens of a text between `BEGIN` and `END`, `limit` at most with those two."""
        normal = _SPACES.sub(" ", text.translate(self._normalization))
        marked = SPACE + normal.removeprefix(" ").replace(" ", SPACE)
        tokens = [BEGIN]
        for word in _WORD.finditer(marked, 0, limit * self._longest):  # what lies behind cannot be among the first
            tokens += self._tokens_of(word[0])
            if len(tokens) >= limit:
                break
        return [*tokens[: limit - 1], END]

    def _likeliest(self, word: str) -> list[int]:
        """Cut one word so that the sum of its pieces' scores is highest (Viterbi)."""
        best = [0.0] + [-inf] * len(word)
        ways = [(0, UNKNOWN)] * (len(word) + 1)
        for start in range(len(word)):
            for end in range(start + 1, min(start + self._longest, len(word)) + 1):
                token = self._tokens.get(word[start:end], UNKNOWN)
                if token == UNKNOWN and end > start + 1:
                    continue
                score = best[start] + self._scores[token]
                if score > best[end]:
                    best[end], ways[end] = score, (start, token)
        return _tokens_of(ways)


def _tokens_of(ways: Sequence[tuple[int, int]]) -> list[int]:
    """Follow the best ways from the end; characters without a piece that stand together are one unknown."""
    tokens, end = list[int](), len(ways) - 1
    while end > 0:
        end, token = ways[end]
        if token != UNKNOWN or tokens[-1:] != [UNKNOWN]:
            tokens.append(token)
    return tokens[::-1]


def load_tokenizer(path: Path) -> Tokenizer:
    """Read a tokenizer. Raises `ConfigurationError` if the file is broken."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            replacements = bytes(stored["normalized"]).decode().split("\0")
            return Tokenizer(
                bytes(stored["pieces"]).decode().split("\n"),
                stored["scores"].tolist(),
                dict(zip(stored["characters"].tolist(), replacements, strict=True)),
            )
    except (OSError, EOFError, BadZipFile, ValueError, KeyError) as error:
        raise broken(path, type(error).__name__) from error
