"""BM25 over stemmed words (bm25s; Lù, "BM25S", arXiv 2407.03618)."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final, cast

import bm25s
import numpy as np
import Stemmer

from encoder.protocol import Vector

_STEMMER: Final = Stemmer.Stemmer("english")


class LexicalIndex:
    """Scores every passage by the words it shares with a question."""

    def __init__(self, model: bm25s.BM25) -> None:
        self._model = model

    def scores(self, question: str) -> Vector:
        """BM25 score of each passage, shape (passages,); zeros when no word is known."""
        words = _words([question])[0]
        known = [word for word in words if word in self._model.vocab_dict]
        if not known:
            return np.zeros(self._model.scores["num_docs"], dtype=np.float32)
        return cast(Vector, self._model.get_scores(known).astype(np.float32))

    def save(self, folder: Path) -> None:
        """Write the index into `folder`."""
        self._model.save(str(folder), show_progress=False)


def build_lexical(texts: Sequence[str]) -> LexicalIndex:
    """Index the texts, in their order."""
    model = bm25s.BM25()
    model.index(_words(texts), show_progress=False)
    return LexicalIndex(model)


def load_lexical(folder: Path) -> LexicalIndex:
    """Read what `save` wrote."""
    return LexicalIndex(bm25s.BM25.load(str(folder), load_corpus=False))


def _words(texts: Sequence[str]) -> list[list[str]]:
    words = bm25s.tokenize(list(texts), stopwords="en", stemmer=_STEMMER, return_ids=False, show_progress=False)
    return cast(list[list[str]], words)
