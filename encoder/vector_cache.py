"""Vectors kept in a file, so that nothing is encoded twice: between trainings, and beside documents that many index."""

import os
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final, Self
from zipfile import BadZipFile

import numpy as np

from contracts.errors import ConfigurationError
from encoder.batches import Progress
from encoder.protocol import Encoder, Matrix, Vector

_BATCH: Final = 64
_SAVE_EVERY: Final = 2_000
"""New sentences after which the file is written, so that a training that is stopped loses little."""


class VectorCache:
    """Vectors in one file, for one way to encode; 16 bits a number, which neither training nor search notices."""

    def __init__(self, encode: Callable[[Sequence[str]], Matrix], path: Path, *, add: bool = True) -> None:
        """Read the file if there is one; unless new vectors are added to it (`add`) it is never written.

        Raises `ConfigurationError` if it is broken.
        """
        self._encode, self._path, self._add, self._unsaved = encode, path, add, 0
        self._vectors: dict[bytes, Vector] = {}
        if path.exists():
            try:
                with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
                    self._vectors = dict(zip((bytes(key) for key in stored["keys"]), stored["vectors"], strict=True))
            except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
                raise ConfigurationError(f"{path} cannot be read ({type(error).__name__}): delete it") from error

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Matrix:
        """Vectors of all texts, shape (texts, dimensions); `progress` is told (done, total) of those that are new.

        Call `save` after the last ones.
        """
        missing = [text for text in dict.fromkeys(texts) if _key(text) not in self._vectors]
        for start in range(0, len(missing), _BATCH):
            batch = missing[start : start + _BATCH]
            self._vectors.update(zip(map(_key, batch), self._encode(batch).astype(np.float16), strict=True))
            self._unsaved += len(batch)
            if progress is not None:
                progress(start + len(batch), len(missing))
            if self._unsaved >= _SAVE_EVERY:
                self.save()
        return np.stack([self._vectors[_key(text)] for text in texts]).astype(np.float32)

    def save(self) -> None:
        """Write the file, if anything in it is new and it may be added to."""
        if not self._unsaved or not self._add:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        part = self._path.with_suffix(f".{os.getpid()}.npz")  # two trainings may run side by side
        keys = np.frombuffer(b"".join(self._vectors), dtype=np.uint8).reshape(len(self._vectors), -1)
        np.savez(part, keys=keys, vectors=np.stack(list(self._vectors.values())))
        part.replace(self._path)
        self._unsaved = 0


class KeptPassages:
    """An `Encoder` whose vectors of passages are kept in a file, which is written on leaving its `with` block.

    Unless new ones are added (`add`), the file is only read: it may lie in somebody's repository.
    """

    def __init__(self, encoder: Encoder, path: Path, *, add: bool = True) -> None:
        self.name = encoder.name
        self.layers, self.questions, self.layered = encoder.layers, encoder.questions, encoder.layered
        self._cache = VectorCache(encoder.passages, path, add=add)
        self.passages = self._cache.encode

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._cache.save()


def file_name(encoder: Encoder) -> str:
    """Name of a file with vectors of this encoder."""
    return f"{encoder.name.replace(':', '-')}.npz"


def _key(text: str) -> bytes:
    return sha256(text.encode()).digest()[:16]
