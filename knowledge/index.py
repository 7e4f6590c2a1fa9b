"""A searchable set of passages, as one file that is built once and never changed."""

import json
import tarfile
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np
from pydantic import TypeAdapter, ValidationError

from contracts.base import Contract
from contracts.errors import ConfigurationError
from encoder.batches import Progress, encode_in_batches
from encoder.protocol import Encoder, Matrix
from knowledge.lexical import LexicalIndex, build_lexical, load_lexical
from knowledge.passages import StoredPassage

FORMAT: Final = 2
_PASSAGES = TypeAdapter(tuple[StoredPassage, ...])


class Manifest(Contract):
    """What an index file says about itself."""

    format: int
    version: str
    encoder: str
    passages: int


class Index:
    """Passages with their vectors (`vectors[i]` belongs to `passages[i]`) and their words."""

    def __init__(
        self, manifest: Manifest, passages: tuple[StoredPassage, ...], vectors: Matrix, lexical: LexicalIndex
    ) -> None:
        self.manifest = manifest
        self.passages = passages
        self.vectors = vectors
        self.lexical = lexical


def version_of(passages: Sequence[StoredPassage], encoder: str) -> str:
    """The version an index of these passages has: the same content and encoder, the same version."""
    return sha256(f"{FORMAT} {encoder} ".encode() + _PASSAGES.dump_json(tuple(passages))).hexdigest()[:16]


def build_index(passages: Sequence[StoredPassage], encoder: Encoder, progress: Progress | None = None) -> Index:
    """Encode and index passages; `progress` is told (done, total)."""
    if not passages:
        raise ConfigurationError("an index needs at least one passage")
    texts = [passage.searchable() for passage in passages]
    vectors = encode_in_batches(encoder.passages, texts, progress)
    version = version_of(passages, encoder.name)
    manifest = Manifest(format=FORMAT, version=version, encoder=encoder.name, passages=len(passages))
    return Index(manifest, tuple(passages), vectors, build_lexical(texts))


def save_index(index: Index, folder: Path) -> Path:
    """Write the index below `folder` and pack it as `<version>.tar`; returns the path of that file."""
    content = folder / index.manifest.version
    (content / "lexical").mkdir(parents=True, exist_ok=True)
    (content / "manifest.json").write_text(index.manifest.model_dump_json(), encoding="utf-8")
    (content / "passages.json").write_bytes(_PASSAGES.dump_json(index.passages))
    np.save(content / "vectors.npy", index.vectors.astype(np.float16))
    index.lexical.save(content / "lexical")
    archive = folder / f"{index.manifest.version}.tar"
    with tarfile.open(archive, "w") as tar:
        tar.add(content, arcname=".")
    return archive


def load_index(archive: Path, encoder: str) -> Index:
    """Read an index file into memory.

    Raises `ConfigurationError` if the file is broken, of another format, or made with another encoder.
    """
    try:
        with TemporaryDirectory(prefix="curbside-index-") as folder:
            with tarfile.open(archive) as tar:
                tar.extractall(folder, filter="data")
            return _read(Path(folder), archive.name, encoder)
    except (OSError, EOFError, tarfile.TarError, ValidationError, ValueError, KeyError, json.JSONDecodeError) as error:
        raise ConfigurationError(f"index {archive.name} cannot be read: {type(error).__name__}") from error


def _read(folder: Path, name: str, encoder: str) -> Index:
    manifest = Manifest.model_validate_json((folder / "manifest.json").read_bytes())
    if manifest.format != FORMAT or manifest.encoder != encoder:
        raise ConfigurationError(
            f"index {name} has format {manifest.format} for {manifest.encoder}; "
            f"this process reads format {FORMAT} for {encoder}: build it again with `python -m knowledge build`"
        )
    vectors = np.load(folder / "vectors.npy").astype(np.float32)
    passages = _PASSAGES.validate_json((folder / "passages.json").read_bytes())
    return Index(manifest, passages, vectors, load_lexical(folder / "lexical"))
