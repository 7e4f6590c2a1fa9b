"""A searchable set of passages, as one file that is built once and never changed."""

import json
import tarfile
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

import numpy as np
from pydantic import TypeAdapter, ValidationError

from contracts.base import Contract
from contracts.errors import ConfigurationError
from encoder.batches import Progress, encode_in_batches
from encoder.protocol import Encoder, Matrix
from knowledge.columns import Columns
from knowledge.lexical import LexicalIndex, build_lexical, load_lexical
from knowledge.passage_file import PassageFile, write_passages
from knowledge.passages import StoredPassage
from knowledge.records import Record

FORMAT: Final = 4
"""Goes up whenever the files change, and whenever reading or cutting documents does: they are then all read again."""
_PASSAGES: Final = TypeAdapter(tuple[StoredPassage, ...])
_RECORDS: Final = TypeAdapter(tuple[Record, ...])


class Manifest(Contract):
    """What an index file says about itself."""

    format: int
    version: str
    encoder: str
    passages: int
    documents: tuple[Record, ...] = ()


class Index(NamedTuple):
    """Passages with their vectors (`vectors[i]` belongs to `passages[i]`), their words, and what they are for."""

    manifest: Manifest
    passages: Sequence[StoredPassage]
    vectors: Matrix
    lexical: LexicalIndex
    columns: Columns
    repeated: Sequence[StoredPassage] = ()
    """Passages that are not searched since others say the same: they come back when those others go."""


class Content(NamedTuple):
    """What an index is made of."""

    passages: Sequence[StoredPassage]
    repeated: Sequence[StoredPassage] = ()
    documents: Sequence[Record] = ()


def version_of(content: Content, encoder: str) -> str:
    """The version an index of this content has: the same content and encoder, the same version."""
    digest = sha256(f"{FORMAT} {encoder} ".encode())
    for passages in (content.passages, content.repeated):
        digest.update(_PASSAGES.dump_json(tuple(passages)))
    digest.update(_RECORDS.dump_json(tuple(content.documents)))
    return digest.hexdigest()[:16]


def build_index(
    content: Content, encoder: Encoder, progress: Progress | None = None, known: Iterable[Index] = ()
) -> Index:
    """Encode and index passages; `progress` is told (done, total) of those that are encoded.

    Vectors of passages that an index of `known` holds with the same words are taken from there.
    """
    texts = [passage.searchable() for passage in content.passages]
    vectors = _vectors(texts, encoder, progress, known)
    manifest = Manifest(
        format=FORMAT,
        version=version_of(content, encoder.name),
        encoder=encoder.name,
        passages=len(texts),
        documents=tuple(content.documents),
    )
    columns = Columns.of(content.passages)
    lexical = build_lexical(texts or ["nothing"])  # bm25s cannot index no text; where no passage is, nobody asks it
    return Index(manifest, tuple(content.passages), vectors, lexical, columns, tuple(content.repeated))


def _vectors(texts: Sequence[str], encoder: Encoder, progress: Progress | None, known: Iterable[Index]) -> Matrix:
    wanted, found = set(texts), dict[str, Matrix]()
    for index in known:
        if index.manifest.encoder == encoder.name:
            for passage, vector in zip(index.passages, index.vectors, strict=True):
                if (text := passage.searchable()) in wanted:
                    found[text] = vector
    new = [text for text in dict.fromkeys(texts) if text not in found]
    if new:
        found |= dict(zip(new, encode_in_batches(encoder.passages, new, progress), strict=True))
    return np.vstack([found[text] for text in texts]) if texts else np.zeros((0, 0), dtype=np.float32)


def save_index(index: Index, folder: Path) -> Path:
    """Pack the index as `<version>.tar` in `folder`; returns the path of that file."""
    archive = folder / f"{index.manifest.version}.tar"
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="curbside-index-") as scratch:
        content = Path(scratch)
        (content / "manifest.json").write_text(index.manifest.model_dump_json(), encoding="utf-8")
        write_passages(index.passages, content / "passages.jsonl")
        write_passages(index.repeated, content / "repeated.jsonl")
        np.save(content / "vectors.npy", index.vectors.astype(np.float16))
        index.columns.save(content / "columns.npz")
        index.lexical.save(content / "lexical")
        new = archive.with_suffix(".new")
        with tarfile.open(new, "w") as tar:
            tar.add(content, arcname=".")
        new.replace(archive)
    return archive


def load_index(archive: Path, encoder: str) -> Index:
    """Open an index file. Nothing of it stays on disk: what is mapped lives until the index is given up.

    Raises `ConfigurationError` if the file is broken, of another format, or made with another encoder.
    """
    try:
        with TemporaryDirectory(prefix="curbside-index-") as folder:
            with tarfile.open(archive) as tar:
                tar.extractall(folder, filter="data")
            return _read(Path(folder), archive.name, encoder)
    except (OSError, EOFError, tarfile.TarError, ValidationError, ValueError, KeyError, TypeError) as error:
        raise ConfigurationError(f"index {archive.name} cannot be read: {type(error).__name__}") from error


def _read(folder: Path, name: str, encoder: str) -> Index:
    manifest = _manifest(folder / "manifest.json", name, encoder)
    vectors = np.load(folder / "vectors.npy", mmap_mode="r").astype(np.float32)
    passages = PassageFile(folder / "passages.jsonl")
    columns = Columns.load(folder / "columns.npz")
    sizes = {manifest.passages, len(passages), len(vectors), *(len(columns[i]) for i in (0, 1, 3, 5, 6, 7, 8, 9))}
    if len(sizes) > 1:
        raise ValueError("the parts do not fit together")
    lexical = load_lexical(folder / "lexical")
    return Index(manifest, passages, vectors, lexical, columns, PassageFile(folder / "repeated.jsonl"))


def _manifest(path: Path, name: str, encoder: str) -> Manifest:
    fields = json.loads(path.read_bytes())
    if (fields["format"], fields["encoder"]) != (FORMAT, encoder):
        raise ConfigurationError(
            f"index {name} has format {fields['format']} for {fields['encoder']}; "
            f"this process reads format {FORMAT} for {encoder}: build it again with `python -m knowledge build`"
        )
    return Manifest.model_validate(fields)
