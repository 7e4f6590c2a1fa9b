"""Cutting a document into passages that can be cited: one heading, one thought."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest
from typing import Final, NamedTuple

from contracts.policy import CHUNK_CHARS, LEAD_CHARS
from knowledge.documents import Document
from knowledge.formats.blocks import Block
from knowledge.passages import StoredPassage
from knowledge.spans import BREAKS, fitted

_NOTICE: Final = re.compile(r"^>\s*Demo content[^\n]*$", re.IGNORECASE)
_TABLE_HEAD: Final = re.compile(r"[^\n]*\n[| \t:-]+(?=\n)")
_SLUG_CHARS: Final = 80


class Piece(NamedTuple):
    """Text that may become a passage, `text[start:end]`, and the header row to repeat above it."""

    start: int
    end: int
    page: int | None
    head: str = ""


def cut(document: Document) -> list[StoredPassage]:
    """The passages of a document, in order, none longer than `CHUNK_CHARS`.

    A passage never reaches over a heading. Tables, lists and paragraphs stay whole if they fit into one passage; else
    they are cut between rows, items and sentences. The id names the heading, so that it stays while other sections
    change.
    """
    passages, used = list[StoredPassage](), Counter[str]()
    for _, section in groupby(document.blocks, key=lambda block: (block.headings, block.about)):
        blocks = [block for block in section if not _NOTICE.match(document.text[block.start : block.end])]
        for piece in _packed(document.text, list(_pieces(document.text, blocks))):
            text = document.text[piece.start : piece.end]
            if any(character.isalpha() for character in text):
                passages.append(_passage(document, blocks[0], piece, text, used))
    return passages


def _passage(document: Document, block: Block, piece: Piece, text: str, used: Counter[str]) -> StoredPassage:
    about = block.about or document.about
    path = block.headings[block.headings[:1] == (about.title,) :]
    place = _place(path, piece.page)
    used[place] += 1
    return StoredPassage(
        id=f"{document.source.removesuffix('.md')}#{place}{f'.{used[place]}' if used[place] > 1 else ''}",
        title=about.title,
        section=" > ".join(path) or about.title,
        text=f"{piece.head}{text}",
        source=document.source,
        start=piece.start,
        end=piece.end,
        page=piece.page,
        models=_models(about.models, path),
        **about.model_dump(exclude={"title", "section", "demo", "models"}),
    )


def _models(models: Sequence[str], path: Sequence[str]) -> tuple[str, ...]:
    """The document's models that the headings name ("How long does the Kite take?"); all where they name none."""
    words = set(re.findall(r"\w+", " ".join(path).casefold()))
    return tuple(model for model in models if set(re.findall(r"\w+", model.casefold())) <= words) or tuple(models)


def _place(path: Sequence[str], page: int | None) -> str:
    """The headings as a fragment; without headings the page, or the document's top."""
    slug = re.sub(r"[\W_]+", "-", " ".join(path).casefold()).strip("-")[:_SLUG_CHARS].rstrip("-")
    return slug or (f"page-{page}" if page else "top")


def _pieces(text: str, blocks: Sequence[Block]) -> Iterator[Piece]:
    """Blocks, cut where too long. A lead-in such as `Do this:` is one piece with (the first part of) what follows."""
    lead: Block | None = None
    for block, following in zip_longest(blocks, blocks[1:]):
        if lead is None and following and _leads(text, block, following):
            lead = block
            continue
        room = CHUNK_CHARS - (block.start - lead.start if lead else 0)
        first, *others = _cut_block(text, block, room)
        yield first._replace(start=lead.start, page=lead.page) if lead else first
        yield from others
        lead = None


def _leads(text: str, block: Block, following: Block) -> bool:
    short = block.kind == "text" and block.end - block.start <= LEAD_CHARS
    return (
        short
        and following.kind != "text"
        and text[block.end - 1] == ":"
        and _adjacent(text, block.end, following.start)
    )


def _cut_block(text: str, block: Block, room: int) -> list[Piece]:
    head = ""
    if block.kind == "table" and block.end - block.start > room and (found := _TABLE_HEAD.match(text, block.start)):
        head = f"{found[0]}\n" if found.end() - block.start <= room // 2 else ""
    spans = fitted(text, (block.start + len(head), block.end), room - len(head), BREAKS[block.kind])
    first, *others = [Piece(start, end, block.page, head) for start, end in spans]
    return [first._replace(start=block.start, head=""), *others]


def _packed(text: str, pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Neighbours put together while they fit."""
    packed: Piece | None = None
    for piece in pieces:
        if packed and not piece.head and _adjacent(text, packed.end, piece.start) and _fits(packed, piece):
            packed = packed._replace(end=piece.end)
            continue
        if packed:
            yield packed
        packed = piece
    if packed:
        yield packed


def _fits(packed: Piece, piece: Piece) -> bool:
    return len(packed.head) + piece.end - packed.start <= CHUNK_CHARS


def _adjacent(text: str, end: int, start: int) -> bool:
    return not text[end:start].strip()
