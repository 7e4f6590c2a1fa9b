"""Splitting a document into passages that can be cited: one heading, one thought."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest
from typing import Final, NamedTuple

from knowledge.documents import Document
from knowledge.formats.blocks import Block
from knowledge.passages import StoredPassage
from knowledge.policy import CHUNK_CHARS, LEAD_CHARS
from knowledge.spans import WORD, split_span
from knowledge.units import PARAGRAPH, PlainUnit, passage_text, units_of
from languages.sentences import CUT

_NOTICE: Final = re.compile(
    r"^>\s*(Demo content|Demo-Inhalt|Contenu de démonstration|Contenido de demostración|Contenuto dimostrativo)\b.*$",
    re.IGNORECASE,
)
"""The line that says that a page is made up, as the demo's pages have it: no part of what the page says."""
_SLUG_CHARS: Final = 80


class Chunk(NamedTuple):
    """Units that may become a passage."""

    units: list[PlainUnit]
    start: int
    end: int
    """Where the blocks that they come from begin and end in the document."""
    page: int | None

    @property
    def length(self) -> int:
        """Characters of its text."""
        return _length(self.units)


def split(document: Document) -> list[StoredPassage]:
    """The passages of a document, in order, none longer than `CHUNK_CHARS`.

    A passage never reaches over a heading. Tables, lists and paragraphs stay whole if they fit into one passage; else
    they are split between rows, items and sentences. The id names the heading, so that it stays while other sections
    change.
    """
    passages, used = list[StoredPassage](), Counter[str]()
    for _, section in groupby(document.blocks, key=lambda block: (block.headings, block.about)):
        blocks = [block for block in section if not _NOTICE.match(document.text[block.start : block.end])]
        for chunk in _packed(document.text, _chunks(document.text, blocks)):
            if any(character.isalpha() for unit in chunk.units for character in unit.text):
                passages.append(_passage(document, blocks[0], chunk, used, len(passages)))
    return passages


def _passage(document: Document, block: Block, chunk: Chunk, used: Counter[str], number: int) -> StoredPassage:
    about = block.about or document.about
    path = block.headings[block.headings[:1] == (about.title,) :]
    place = _place(path, chunk.page)
    used[place] += 1
    return StoredPassage(
        id=f"{document.source.removesuffix('.md')}#{place}{f'.{used[place]}' if used[place] > 1 else ''}",
        title=about.title,
        section=" > ".join(path) or about.title,
        source=document.source,
        number=number,
        page=chunk.page,
        questions=about.questions.get(path[-1] if path else about.title, ()),
        models=_models(about.models, path),
        **passage_text(chunk.units)._asdict(),
        **about.model_dump(exclude={"title", "section", "demo", "models", "questions"}),
    )


def _models(models: Sequence[str], path: Sequence[str]) -> tuple[str, ...]:
    """The document's models that the headings name ("How long does the Kite take?"); all where they name none."""
    words = set(re.findall(r"\w+", " ".join(path).casefold()))
    return tuple(model for model in models if set(re.findall(r"\w+", model.casefold())) <= words) or tuple(models)


def _place(path: Sequence[str], page: int | None) -> str:
    """The headings as a fragment; without headings the page, or the document's top."""
    slug = re.sub(r"[\W_]+", "-", " ".join(path).casefold()).strip("-")[:_SLUG_CHARS].rstrip("-")
    return slug or (f"page-{page}" if page else "top")


def _chunks(text: str, blocks: Sequence[Block]) -> Iterator[Chunk]:
    """Blocks, split where too long. A lead-in such as `Do this:` is one chunk with (the first of) what follows."""
    lead: Chunk | None = None
    for block, following in zip_longest(blocks, blocks[1:]):
        units = units_of(block.kind, text[block.start : block.end])
        if lead is None and following and _leads(text, block, following):
            lead = Chunk(units, block.start, block.end, block.page)
            continue
        for run in _split(units, CHUNK_CHARS - (lead.length + len(PARAGRAPH) if lead else 0)):
            chunk = Chunk(run, block.start, block.end, block.page)
            yield lead._replace(units=[*lead.units, *run], end=block.end) if lead else chunk
            lead = None


def _leads(text: str, block: Block, following: Block) -> bool:
    short = block.kind == "text" and block.end - block.start <= LEAD_CHARS
    return (
        short
        and following.kind != "text"
        and text[block.end - 1] == ":"
        and _adjacent(text, block.end, following.start)
    )


def _split(units: Sequence[PlainUnit], most: int) -> Iterator[list[PlainUnit]]:
    """Runs of at most `most` characters: split between paragraphs and outermost items where possible, else units."""
    run = list[PlainUnit]()
    for group in _groups(units, most):
        if run and _length([*run, *group]) > most:
            yield run
            run = []
        run += group
    if run:
        yield run


def _groups(units: Sequence[PlainUnit], most: int) -> Iterator[list[PlainUnit]]:
    """What is not split: paragraphs, and items with those below them; single units where these are too long."""
    starts = [place for place, unit in enumerate(units) if unit.opens or place == 0]
    for start, end in zip_longest(starts, starts[1:], fillvalue=len(units)):
        group = list(units[start:end])
        if _length(group) <= most:
            yield group
        else:
            yield from ([part] for unit in group for part in _split_unit(unit, most))


def _split_unit(unit: PlainUnit, most: int) -> Iterator[PlainUnit]:
    """A unit that is too long for a passage, between its sentences, else between words."""
    for start, end in split_span(unit.text, (0, len(unit.text)), most, (CUT, WORD)):
        part = unit._replace(text=unit.text[start:end], cells=("", ""))
        yield part._replace(kind="sentence", gap=" ", opens=False) if start else part


def _packed(text: str, chunks: Iterator[Chunk]) -> Iterator[Chunk]:
    """Neighbours put together while they fit."""
    packed: Chunk | None = None
    for chunk in chunks:
        if (
            packed
            and _adjacent(text, packed.end, chunk.start)
            and _length([*packed.units, *chunk.units]) <= CHUNK_CHARS
        ):
            packed = packed._replace(units=[*packed.units, *chunk.units], end=chunk.end)
            continue
        if packed:
            yield packed
        packed = chunk
    if packed:
        yield packed


def _length(units: Sequence[PlainUnit]) -> int:
    return sum(unit.length for unit in units) - len(units[0].gap) if units else 0


def _adjacent(text: str, end: int, start: int) -> bool:
    return not text[end:start].strip()
