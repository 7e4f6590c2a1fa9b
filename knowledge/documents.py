"""Reading documents: a file, what is said about it, and its folder's defaults become text, blocks and metadata."""

from collections.abc import Collection
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from contracts.base import Contract
from contracts.errors import InvalidInput
from knowledge.formats.blocks import Block, Extract
from knowledge.formats.choose import extracted
from knowledge.formats.limits import USUAL_LIMITS, Limits, within
from knowledge.metadata import DEFAULTS, SIDECAR, FrontMatter, Layer, from_sidecar, from_yaml, resolve


class Document(Contract):
    """One document. `source` is its path inside the knowledge base, with forward slashes."""

    source: str
    about: FrontMatter
    text: str
    """What it says, as Markdown, without front matter; offsets count its characters."""
    blocks: tuple[Block, ...]


class Failure(Contract):
    """A file that could not be read, and why."""

    source: str
    reason: str


class Reading(NamedTuple):
    """What a folder gave, each part by path."""

    documents: tuple[Document, ...]
    failures: tuple[Failure, ...]


def read_document(
    source: str,
    content: bytes,
    sidecar: bytes | None = None,
    defaults: bytes | None = None,
    limits: Limits = USUAL_LIMITS,
) -> Document:
    """Read one file. `sidecar` and `defaults` are the contents of the files beside and above it, where there are any.

    A field comes from front matter, else from the sidecar, else from the defaults, else from what the file lets guess;
    the last title is the file's name. Raises `InvalidInput` with `source` as its field and a reason for its author.
    """
    within(source, len(content), limits.document_bytes, "bytes")
    for name, description in ((SIDECAR, sidecar), (DEFAULTS, defaults)):
        if description and len(description) > limits.metadata_bytes:
            raise InvalidInput(source, f"has a {name} file over the limit of {limits.metadata_bytes:,} bytes")
    extract = extracted(source, content, limits)
    if not any(character.isalpha() for block in extract.blocks for character in extract.text[block.start : block.end]):
        raise InvalidInput(source, "holds no text")
    layers = _layers(source, extract, sidecar, defaults)
    return Document(
        source=source, about=resolve(source, layers), text=extract.text, blocks=_blocks(source, extract, layers)
    )


def _layers(source: str, extract: Extract, sidecar: bytes | None, defaults: bytes | None) -> list[Layer]:
    return [
        Layer("front matter", extract.stated),
        *([] if sidecar is None else [from_sidecar(source, sidecar)]),
        *([] if defaults is None else [from_yaml(source, DEFAULTS, defaults)]),
        Layer("the file", extract.inferred),
        Layer("the file's name", {"title": PurePosixPath(source).stem}),
    ]


def _blocks(source: str, extract: Extract, layers: list[Layer]) -> tuple[Block, ...]:
    return tuple(
        block.model_copy(update={"about": resolve(source, [Layer(f"row {number + 2}", extract.rows[number]), *layers])})
        if number in extract.rows
        else block
        for number, block in enumerate(extract.blocks)
    )


def is_document(source: str) -> bool:
    """Whether a path is meant as a document: README files, descriptions, defaults and hidden files are not."""
    name = source.rpartition("/")[2]
    return name not in {"README.md", DEFAULTS} and not name.endswith(SIDECAR) and not f"/{source}".count("/.")


def defaults_of(source: str, names: Collection[str]) -> str | None:
    """The path among `names` of the defaults that hold for a document: those in the nearest folder upwards."""
    paths = (str(folder / DEFAULTS) for folder in PurePosixPath(source).parents)
    return next((path for path in paths if path in names), None)


def read_folder(root: Path, limits: Limits = USUAL_LIMITS) -> Reading:
    """All documents below `root`, and the files that could not be read. Raises `InvalidInput` if there are neither."""
    names = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    documents, failures = list[Document](), list[Failure]()
    for source in sorted(filter(is_document, names)):
        try:
            documents.append(_read_file(root, source, names, limits))
        except InvalidInput as error:
            failures.append(Failure(source=source, reason=str(error)))
    if not documents and not failures:
        raise InvalidInput(str(root), "holds no documents")
    return Reading(tuple(documents), tuple(failures))


def _read_file(root: Path, source: str, names: Collection[str], limits: Limits) -> Document:
    sidecar, defaults = f"{source}{SIDECAR}", defaults_of(source, names)
    try:
        within(source, (root / source).stat().st_size, limits.document_bytes, "bytes")
        return read_document(
            source,
            (root / source).read_bytes(),
            (root / sidecar).read_bytes() if sidecar in names else None,
            (root / defaults).read_bytes() if defaults else None,
            limits,
        )
    except OSError as error:
        raise InvalidInput(source, f"cannot be read: {error.strerror}") from error
