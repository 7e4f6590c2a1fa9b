"""Reading documents: a file, what is said about it, and its folder's defaults become text, blocks and metadata."""

from collections.abc import Collection
from pathlib import PurePosixPath

from contracts.base import Strict
from contracts.errors import InvalidInput
from knowledge.formats.blocks import Block, Extract
from knowledge.formats.limits import USUAL_LIMITS, Limits, within
from knowledge.formats.registry import extracted
from knowledge.metadata import DEFAULTS, SIDECAR, FrontMatter, Layer, from_sidecar, from_yaml, resolve


class Document(Strict):
    """One document. `source` is its path inside the knowledge base, with forward slashes."""

    source: str
    about: FrontMatter
    text: str
    """What it says, as Markdown, without front matter; offsets count its characters."""
    blocks: tuple[Block, ...]


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
    about, blocks = resolve(source, layers), _blocks(source, extract, layers)
    headings = {about.title}.union(*(block.headings for block in blocks))
    if unknown := about.questions.keys() - headings:
        raise InvalidInput(source, f"has `questions` for headings that it does not have: {', '.join(sorted(unknown))}")
    return Document(source=source, about=about, text=extract.text, blocks=blocks)


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
        block.changed(about=resolve(source, [extract.rows[number], *layers])) if number in extract.rows else block
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
