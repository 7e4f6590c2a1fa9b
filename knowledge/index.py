"""A searchable set of passages, as one file that is built once and never changed."""

import json
import tarfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple, Self

import numpy as np
from pydantic import TypeAdapter, ValidationError

from contracts.base import Tolerant
from contracts.errors import ConfigurationError, CurbsideError
from encoder.batches import Progress, encode_in_batches
from encoder.protocol import Encoder, Matrix, Vector
from knowledge.columns import Columns
from knowledge.lexical import LexicalIndex, build_lexical, load_lexical
from knowledge.models import of_any_model
from knowledge.part_vectors import PartVectors, Rows, rows_of
from knowledge.passage_file import PassageFile, whole_page, write_passages
from knowledge.passages import StoredPassage
from knowledge.records import Record

FORMAT: Final = 14
"""Goes up whenever the files change, and whenever reading, splitting or marking documents does: they are
then all read again."""
MANIFEST: Final = "manifest.json"
_BLOCK: Final = 16
"""Passages encoded at a time, whole and part by part: what they become takes a third of what it is made of."""
_PASSAGES: Final = TypeAdapter(tuple[StoredPassage, ...])
_RECORDS: Final = TypeAdapter(tuple[Record, ...])


class Manifest(Tolerant):
    """What an index file says about itself."""

    format: int
    version: str
    encoder: str
    passages: int
    tenant: str = ""
    """Whose passages these are; empty for nobody's, such as those of an evaluation."""
    waiting: int = 0
    """Passages that are not searched yet, since one run cannot encode them all."""
    documents: tuple[Record, ...] = ()
    size: int | None = None
    """Bytes of the index file: said only beside it, to tell one that is cut off."""

    def sized(self, archive: Path) -> Self:
        """The same with the size of the file."""
        return self.changed(size=archive.stat().st_size)


class Index(NamedTuple):
    """Passages with their vectors, their words, and what they are for.

    `vectors[i]` and `parts.at(i)` belong to `passages[i]`.
    """

    manifest: Manifest
    passages: Sequence[StoredPassage]
    vectors: Matrix
    parts: PartVectors
    lexical: LexicalIndex
    columns: Columns
    repeated: Sequence[StoredPassage] = ()
    """Passages that are not searched: others say the same, and they come back when those go; or they wait."""


class IndexPages(NamedTuple):
    """The documents of an index, without what a search needs."""

    version: str
    passages: Sequence[StoredPassage]
    repeated: Sequence[StoredPassage]

    def page(self, page: str) -> tuple[StoredPassage, ...]:
        """All passages of a document, in its order."""
        return whole_page(page, self.passages, self.repeated)


class Content(NamedTuple):
    """What an index is made of."""

    passages: Sequence[StoredPassage]
    repeated: Sequence[StoredPassage] = ()
    documents: Sequence[Record] = ()
    waiting: int = 0
    """How many of `repeated` are no repetitions, but come in the next run."""
    tenant: str = ""


def version_of(content: Content, encoder: str) -> str:
    """The version an index of this content has: the same tenant, content and encoder, the same version."""
    digest = sha256(f"{FORMAT} {encoder} {content.tenant} ".encode())
    for passages in (content.passages, content.repeated):
        digest.update(_PASSAGES.dump_json(tuple(passages)))
    digest.update(_RECORDS.dump_json(tuple(content.documents)))
    return digest.hexdigest()[:16]


def build_index(
    content: Content, encoder: Encoder, progress: Progress | None = None, previous: Iterable[Index] = ()
) -> Index:
    """Encode and index passages; `progress` is told (done, total) of the passages that are encoded.

    Vectors of passages that an index of `previous` holds with the same words are taken from there.
    """
    columns = Columns.of(content.passages)
    encoded = _encoded(content.passages, columns.models.tolist(), encoder, progress, previous)
    vectors = np.vstack([found.whole for found in encoded]) if encoded else np.zeros((0, 0), dtype=np.float32)
    manifest = Manifest(
        format=FORMAT,
        version=version_of(content, encoder.name),
        encoder=encoder.name,
        passages=len(content.passages),
        tenant=content.tenant,
        waiting=content.waiting,
        documents=tuple(content.documents),
    )
    texts = [passage.searchable() for passage in content.passages]
    lexical = build_lexical(texts or ["nothing"])  # bm25s cannot index no text; where no passage is, nobody asks it
    parts = PartVectors.of([found.parts for found in encoded])
    return Index(manifest, tuple(content.passages), vectors, parts, lexical, columns, tuple(content.repeated))


_Words = tuple[str, ...]


def _words(passage: StoredPassage, models: Collection[str]) -> _Words:
    """What the vectors of a passage are made of: the words of its whole, and those of its parts, of any model."""
    return tuple(of_any_model(text, models) for text in (passage.searchable(), *passage.part_texts()))


class _Encoded(NamedTuple):
    whole: Vector
    parts: Rows


def _encoded(
    passages: Sequence[StoredPassage],
    models: Collection[str],
    encoder: Encoder,
    progress: Progress | None,
    previous: Iterable[Index],
) -> list[_Encoded]:
    words_of = [_words(passage, models) for passage in passages]
    wanted = set(words_of)
    found = dict[_Words, _Encoded]()
    for index in previous:
        if index.manifest.encoder == encoder.name:
            of_index = index.columns.models.tolist()
            for place, passage in enumerate(index.passages):
                if (words := _words(passage, of_index)) in wanted:
                    found[words] = _Encoded(index.vectors[place], index.parts.at(place))
    new = [words for words in dict.fromkeys(words_of) if words not in found]
    for start in range(0, len(new), _BLOCK):
        found |= _encoded_anew(new[start : start + _BLOCK], encoder)
        if progress is not None:
            progress(min(start + _BLOCK, len(new)), len(new))
    return [found[words] for words in words_of]


def _encoded_anew(passages: Sequence[_Words], encoder: Encoder) -> dict[_Words, _Encoded]:
    texts = list(dict.fromkeys(chain(*passages)))  # passages under one heading share it
    vectors = dict(zip(texts, encode_in_batches(encoder.passages, texts), strict=True))
    found = {}
    for words in passages:
        whole, *parts = (vectors[text].copy() for text in words)  # a view would keep all of them
        found[words] = _Encoded(whole, rows_of(np.array(parts).reshape(len(parts), len(whole))))
    return found


def save_index(index: Index, folder: Path) -> Path:
    """Pack the index as `<version>.tar` in `folder`; returns the path of that file."""
    archive = folder / f"{index.manifest.version}.tar"
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="curbside-index-") as scratch:
        content = Path(scratch)
        (content / MANIFEST).write_text(index.manifest.model_dump_json(), encoding="utf-8")
        write_passages(index.passages, content / "passages.jsonl")
        write_passages(index.repeated, content / "repeated.jsonl")
        np.save(content / "vectors.npy", index.vectors.astype(np.float16))
        index.parts.save(content / "parts.npy")
        index.columns.save(content / "columns.npz")
        index.lexical.save(content / "lexical")
        new = archive.with_suffix(".new")
        with tarfile.open(new, "w") as tar:
            tar.add(content, arcname=".")
        new.replace(archive)
    return archive


def load_index(archive: Path, encoder: str, tenant: str) -> Index:
    """Open an index file of a tenant, as `read_index` does. Raises `ConfigurationError` also if it is another's."""
    index = read_index(archive, encoder)
    _check_tenant(archive, index.manifest, tenant)
    return index


def read_index(archive: Path, encoder: str) -> Index:
    """Open an index file, whoever's it is. Nothing of it stays on disk: what is mapped lives until it is given up.

    Raises `ConfigurationError` if the file is broken, of another format, or made with another encoder.
    """
    with _unpacked(archive) as folder:
        return _read(folder, archive.name, encoder)


def load_pages(archive: Path, tenant: str) -> IndexPages:
    """Open the documents of a tenant's index file, whichever encoder it was made with.

    Raises `ConfigurationError` if the file is broken, of another format, or another tenant's.
    """
    with _unpacked(archive, (MANIFEST, "passages.", "repeated.")) as folder:
        manifest = _manifest(folder / MANIFEST, archive.name)
        _check_tenant(archive, manifest, tenant)
        held = [PassageFile(folder / name) for name in ("passages.jsonl", "repeated.jsonl")]
        return IndexPages(manifest.version, *held)


@contextmanager
def _unpacked(archive: Path, beginnings: tuple[str, ...] = ("",)) -> Iterator[Path]:
    """A folder with those files of an archive whose names begin so. What cannot be read is a `ConfigurationError`.

    Whatever reading raises counts: what foreign bytes are taken for is beyond counting up.
    """
    try:
        with TemporaryDirectory(prefix="curbside-index-") as folder:
            with tarfile.open(archive) as tar:
                wanted = [member for member in tar if member.name.removeprefix("./").startswith(beginnings)]
                tar.extractall(folder, wanted, filter="data")
            yield Path(folder)
    except CurbsideError:
        raise
    except Exception as error:
        quoting = isinstance(error, ValidationError)  # its text quotes what was read
        reason = type(error).__name__ if quoting else f"{type(error).__name__}: {str(error)[:100]}"
        raise ConfigurationError(
            f"index {archive.name} cannot be read ({reason}): ingest the documents anew"
        ) from error


def _check_tenant(archive: Path, manifest: Manifest, tenant: str) -> None:
    if manifest.tenant != tenant:
        owner = f"tenant {manifest.tenant}" if manifest.tenant else "no tenant"
        raise ConfigurationError(f"index {archive.name} is that of {owner}, not of {tenant}")


def _read(folder: Path, name: str, encoder: str) -> Index:
    manifest = _manifest(folder / MANIFEST, name, encoder)
    vectors = np.load(folder / "vectors.npy", mmap_mode="r").astype(np.float32)
    parts = PartVectors.load(folder / "parts.npy")
    passages = PassageFile(folder / "passages.jsonl")
    columns = Columns.load(folder / "columns.npz")
    counted = (passages, vectors, parts.ends, *(columns[i] for i in (0, 1, 3, 5, 6, 7, 8, 9, 10, 12, 13)))
    sizes = {manifest.passages, *map(len, counted)}
    if len(sizes) > 1:
        raise ValueError("the parts do not fit together")
    lexical = load_lexical(folder / "lexical")
    return Index(manifest, passages, vectors, parts, lexical, columns, PassageFile(folder / "repeated.jsonl"))


def _manifest(path: Path, name: str, encoder: str | None = None) -> Manifest:
    """What an index says about itself, which must be made with `encoder` unless any will do."""
    fields = json.loads(path.read_bytes())
    needed = encoder or fields["encoder"]
    if (fields["format"], fields["encoder"]) != (FORMAT, needed):
        raise ConfigurationError(
            f"index {name} has format {fields['format']} for {fields['encoder']}; "
            f"this process reads format {FORMAT} for {needed}: build it again with `python -m knowledge build`"
        )
    return Manifest.model_validate(fields)
