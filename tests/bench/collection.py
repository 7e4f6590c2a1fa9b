"""A made-up collection of any size, out of real text.

A passage is made of real sentences, drawn anew for each one, with a made-up part number; a vector is that of some real
passage, with noise added and of unit length again. So sizes and times are those of real text, while whether the right
passage is found is not measured (see `python -m knowledge evaluate`).
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random
from typing import Final, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from agents.__main__ import DOCUMENTS
from encoder.batches import encode_in_batches
from encoder.factory import encoder_for
from encoder.protocol import Layers, Matrix
from evaluation.collection import read_collection
from knowledge.commands import build, open_index
from knowledge.passages import StoredPassage
from knowledge.units import passage_text, units_of
from tests.bench.messages import messages
from tests.bench.progress import counting

NOISE: Final = 0.25
"""Length of the noise added to a vector of length 1: the cosine with the original is then 0.97."""
CHARS: Final = 600
"""Length from which a made passage is complete, characters."""
PASSAGES_PER_PAGE: Final = 8
_TOLD_EVERY: Final = 10_000


class Texts(NamedTuple):
    """Real texts with their languages and vectors."""

    texts: NDArray[np.str_]
    languages: NDArray[np.str_]
    vectors: Matrix

    def save(self, file: Path) -> None:
        """Write them as an `.npz` file."""
        np.savez(file, texts=self.texts, languages=self.languages, vectors=self.vectors)


def read_texts(file: Path) -> Texts:
    """What `Texts.save` wrote."""
    with np.load(file, allow_pickle=False) as arrays:
        return Texts(arrays["texts"], arrays["languages"], arrays["vectors"])


def real_passages(folders: Iterable[Path], scratch: Path) -> Texts:
    """Those of the demo documents, and of collections in BEIR layout; a folder's name is its language."""
    demo = open_index(build(DOCUMENTS, scratch))
    texts, languages = [p.text for p in demo.passages], [p.language for p in demo.passages]
    vectors = [demo.vectors]
    for folder in folders:
        found = [line.text for line in read_collection(folder).passages]
        vectors.append(encode_in_batches(encoder_for("local", "").passages, found, counting(f"{folder.name} encoded")))
        texts += found
        languages += [folder.name] * len(found)
    return Texts(np.array(texts), np.array(languages), np.vstack(vectors))


def real_questions() -> Texts:
    """What customers say."""
    texts = messages()
    vectors = encode_in_batches(encoder_for("local", "").questions, texts, counting("questions encoded"))
    return Texts(np.array(texts), np.full(len(texts), "en"), vectors)


class MadeUpEncoder:
    """An `Encoder` that takes no time: each text gets one of these vectors, always the same one, blurred."""

    name = "made-up"
    layers = 1

    def __init__(self, vectors: Matrix, noise: float = NOISE) -> None:
        self._vectors, self._noise = vectors, noise

    def questions(self, texts: Sequence[str]) -> Matrix:
        """Vectors of these texts, shape (texts, dimensions)."""
        numbers = np.array([crc32(text.encode()) for text in texts])
        vectors: Matrix = self._vectors[numbers % len(self._vectors)]
        length = np.float32(self._noise / vectors.shape[1] ** 0.5)
        vectors += length * np.random.default_rng(numbers).standard_normal(vectors.shape, dtype=np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors

    passages = questions

    def layered(self, texts: Sequence[str]) -> Layers:
        """The same as the only layer."""
        return self.questions(texts)[:, None]


def made_passages(real: Texts, size: int) -> list[StoredPassage]:
    """As many passages; the same for the same size."""
    random, told = Random(size), counting("passages made")  # noqa: S311 - made-up text is no secret
    sentences = [
        [part.strip() for part in str(text).replace("\n", " ").split(". ") if part.strip()] for text in real.texts
    ]
    passages = list[StoredPassage]()
    for number in range(size):
        origin = random.randrange(len(sentences))
        parts = [random.choice(sentences[origin]), f"Part {random.randrange(16**8):08x}"]
        while sum(map(len, parts)) < CHARS:
            parts.append(random.choice(random.choice(sentences)))
        passages.append(_passage(number, ". ".join(parts), str(real.languages[origin])))
        if (number + 1) % _TOLD_EVERY == 0 or number + 1 == size:
            told(number + 1, size)
    return passages


def _passage(number: int, text: str, language: str) -> StoredPassage:
    page, place = divmod(number, PASSAGES_PER_PAGE)
    return StoredPassage(
        id=f"page-{page}.md#{place}",
        title=f"Page {page}",
        section=f"Section {place}",
        source=f"page-{page}.md",
        models=(),
        language=language,
        **passage_text(units_of("text", text))._asdict(),
    )
