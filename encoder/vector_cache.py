"""Vectors kept in a file, so that nothing is encoded twice: between trainings, and beside documents that many index."""

import os
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

import numpy as np

from contracts.errors import ConfigurationError
from encoder.batches import Progress
from encoder.protocol import Encoder, Matrix, Vector

FOLDER: Final = Path(__file__).parent.parent / ".curbside" / "vectors"
_BATCH: Final = 64
_SAVE_EVERY: Final = 2_000
"""New sentences after which the file is written, so that a training that is stopped loses little."""


class VectorCache:
    """Vectors in one file, for one way to encode; 16 bits a number, which neither training nor search notices."""

    def __init__(self, encode: Callable[[Sequence[str]], Matrix], path: Path) -> None:
        """Read the file if there is one. Raises `ConfigurationError` if it is broken."""
        self._encode, self._path = encode, path
        self._vectors: dict[bytes, Vector] = {}
        if path.exists():
            try:
                with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
                    self._vectors = dict(zip((bytes(key) for key in stored["keys"]), stored["vectors"], strict=True))
            except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
                raise ConfigurationError(f"{path} cannot be read ({type(error).__name__}): delete it") from error

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


class KeptPassages:
    """An `Encoder` whose vectors of passages are kept in a file."""

    def __init__(self, encoder: Encoder, path: Path) -> None:
        self.name = encoder.name
        self.questions = encoder.questions
        self.passages = VectorCache(encoder.passages, path).encode


def kept_questions(encoder: Encoder, folder: Path = FOLDER) -> VectorCache:
    """What trainings and evaluations on this machine have encoded of what customers say."""
    return VectorCache(encoder.questions, folder / file_name(encoder))


def file_name(encoder: Encoder) -> str:
    """Name of a file with vectors of this encoder."""
    return f"{encoder.name.replace(':', '-')}.npz"


def _key(text: str) -> bytes:
    return sha256(text.encode()).digest()[:16]
