"""Vectors of sentences, kept beside the project: a training that is stopped goes on from them."""

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from encoder import Encoder, Layers, Matrix, Vector, meaning, tone, windows
from encoder.batches import Progress
from encoder.vector_cache import VectorCache, file_name

FOLDER: Final = Path(__file__).parent.parent / ".curbside" / "vectors"


def show_progress() -> Progress:
    """Return what writes a line on stderr that counts up."""
    started = time.monotonic()

    def show(done: int, total: int) -> None:
        elapsed = time.monotonic() - started
        end = "\n" if done == total else ""
        print(f"\r  encoded {done:>6}/{total}  {elapsed:5.0f} s", end=end, file=sys.stderr, flush=True)

    return show


def kept_questions(encoder: Encoder, folder: Path = FOLDER) -> VectorCache:
    """Return what trainings and evaluations on this machine have encoded of what customers say, layer by layer."""
    return VectorCache(encoder.layered, folder / f"layers-{file_name(encoder)}")


def kept_passages(encoder: Encoder, folder: Path = FOLDER) -> VectorCache:
    """Return the same for what documents say."""
    return VectorCache(encoder.passages, folder / f"passages-{file_name(encoder)}")


def encode_all(encoder: Encoder, texts: Sequence[str]) -> Matrix:
    """Return the vectors of all texts as agents read them, shape (texts, dimensions), with progress.

    What is encoded is kept, also when it is stopped half way.
    """
    return _each(encoder, texts, lambda layers: meaning(layers[:, 0]))


def tones_of(encoder: Encoder, texts: Sequence[str]) -> Matrix:
    """Return the same with lower layers, as moods are told from: shape (texts, layers x dimensions)."""
    return _each(encoder, texts, tone)


def _each(encoder: Encoder, texts: Sequence[str], whole: Callable[[Layers], Vector]) -> Matrix:
    """One row a text: the whole of its windows."""
    parts = [windows(text) for text in texts]
    kept = kept_questions(encoder)
    try:
        rows = kept.encode([part for found in parts for part in found], show_progress())
    finally:
        kept.save()
    ends = np.cumsum([len(found) for found in parts])
    return np.vstack([whole(layers) for layers in np.split(rows, ends[:-1])])
