"""Sentence vectors kept between trainings: training again encodes only sentences that are new."""

import os
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final

import numpy as np

from encoder.batches import Progress
from encoder.protocol import Encoder, Matrix, Vector

FOLDER: Final = Path(__file__).parent.parent / ".curbside" / "vectors"
_BATCH: Final = 64
_SAVE_EVERY: Final = 2_000
"""New sentences after which the file is written, so that a training that is stopped loses little."""


class VectorCache:
    """Vectors of one encoder's `questions`, in one file; 16 bits a number, which training does not notice."""

    def __init__(self, encoder: Encoder, folder: Path = FOLDER) -> None:
        self._encode: Callable[[Sequence[str]], Matrix] = encoder.questions
        self._path = folder / f"{encoder.name.replace(':', '-')}.npz"
        self._vectors: dict[bytes, Vector] = {}
        if self._path.exists():
            with np.load(self._path, allow_pickle=False) as stored:
                self._vectors = dict(zip((bytes(key) for key in stored["keys"]), stored["vectors"], strict=True))

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Matrix:
        """Vectors of all texts, shape (texts, dimensions); `progress` is told (done, total) of those that are new."""
        missing = [text for text in dict.fromkeys(texts) if _key(text) not in self._vectors]
        for start in range(0, len(missing), _BATCH):
            batch = missing[start : start + _BATCH]
            self._vectors.update(zip(map(_key, batch), self._encode(batch).astype(np.float16), strict=True))
            done = start + len(batch)
            if progress is not None:
                progress(done, len(missing))
            if done == len(missing) or done // _SAVE_EVERY > start // _SAVE_EVERY:
                self._save()
        return np.vstack([self._vectors[_key(text)] for text in texts]).astype(np.float32)

    def _save(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        part = self._path.with_suffix(f".{os.getpid()}.npz")  # two trainings may run side by side
        keys = np.frombuffer(b"".join(self._vectors), dtype=np.uint8).reshape(len(self._vectors), -1)
        np.savez(part, keys=keys, vectors=np.vstack(list(self._vectors.values())))
        part.replace(self._path)


def _key(text: str) -> bytes:
    return sha256(text.encode()).digest()[:16]
