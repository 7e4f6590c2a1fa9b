"""How fast documents become passages, and passages vectors, by format."""

import time
from collections.abc import Iterator, Mapping
from statistics import median
from typing import Final

from encoder.protocol import Encoder
from knowledge.chunks import split
from knowledge.documents import Document, read_document
from knowledge.formats.limits import USUAL_LIMITS
from knowledge.index import Content, build_index
from knowledge.passages import StoredPassage
from knowledge.reader import Reader
from tests.bench.handbook import FORMATS, chapters
from tests.bench.progress import counting, say
from tests.bench.report import rounded, table
from tests.bench.steps import local_encoder

PAGE_CHARS: Final = 3_000
"""A page of formats that have none, characters of the text read."""
ROUNDS: Final = 5
DEFAULTS: Final = b"language: en\naudience: customer\n"
NAMES: Final[Mapping[str, str]] = {".md": "Markdown", ".html": "HTML", ".pdf": "PDF", ".docx": "Word"}
HEAD: Final = ("format", "pages", "passages", "pages/s, reading and cutting", "pages/s, with encoding and indexing")
INTRODUCTION: Final = f"""## Ingestion

The demo handbook in four formats, a file for each chapter. A page is a page of the PDF, and in formats without pages
{PAGE_CHARS:,} characters of text. The files are made for this and plainer than what a layout program writes: a page of
a PDF with columns, tables and embedded fonts takes longer to read. This one has neither an outline nor larger type, so
its passages are fewer and longer. Reading and cutting is the median of {ROUNDS} rounds.
"""

SMALL_DOCUMENTS: Final = 200
SMALL_HEAD: Final = ("documents", "s in this process", "s in a process of its own", "s for its start, with a first one")
SMALL_INTRODUCTION: Final = """Documents are read in a process of its own, one after the other. What that costs, with
small documents of Markdown, reading and cutting alone:
"""


def tables() -> Iterator[str]:
    """Pages a second of each format, in this process, on one thread."""
    handbook, encoder = chapters(), local_encoder()
    rows = list[list[str]]()
    for suffix, write in FORMATS.items():
        say(f"ingestion of {NAMES[suffix]}")
        contents = {f"{chapter}{suffix}": write(pages) for chapter, pages in handbook.items()}
        rows.append([NAMES[suffix], *figures(contents, encoder)])
    yield INTRODUCTION
    yield table(HEAD, rows)
    yield SMALL_INTRODUCTION
    yield table(SMALL_HEAD, [small_documents()])


def small_documents() -> list[str]:
    """Seconds for reading and cutting many small documents in this process, in one of its own, and its start."""
    say(f"{SMALL_DOCUMENTS} small documents")
    content = b"# Charging\n\nAt home it takes six hours. At a fast charger half an hour is enough."
    contents = {f"{number}.md": content for number in range(SMALL_DOCUMENTS)}
    here, apart, starts = list[float](), list[float](), list[float]()
    for _ in range(ROUNDS):
        here.append(_read_and_split(contents)[0])
        with Reader(USUAL_LIMITS) as reader:
            starts.append(_seconds_apart(reader, {"first.md": content}))
            apart.append(_seconds_apart(reader, contents))
    return [str(SMALL_DOCUMENTS), *(f"{median(seconds):.2f}" for seconds in (here, apart, starts))]


def _seconds_apart(reader: Reader, contents: Mapping[str, bytes]) -> float:
    started = time.perf_counter()
    for source, content in contents.items():
        reader.passages(source, content, None, DEFAULTS)
    return time.perf_counter() - started


def figures(contents: Mapping[str, bytes], encoder: Encoder) -> list[str]:
    """Pages, passages, and pages a second without and with encoding and indexing."""
    rounds = [_read_and_split(contents) for _ in range(ROUNDS)]
    reading, (_, documents, passages) = median(seconds for seconds, _, _ in rounds), rounds[-1]
    started = time.perf_counter()
    build_index(Content(passages), encoder, counting("texts encoded"))
    indexing, pages = time.perf_counter() - started, sum(map(pages_of, documents))
    return [f"{pages:.0f}", str(len(passages)), rounded(pages / reading), rounded(pages / (reading + indexing))]


def pages_of(document: Document) -> float:
    """Its length in pages."""
    return document.blocks[-1].page or len(document.text) / PAGE_CHARS


def _read_and_split(contents: Mapping[str, bytes]) -> tuple[float, list[Document], list[StoredPassage]]:
    started = time.perf_counter()
    documents = [read_document(source, content, defaults=DEFAULTS) for source, content in contents.items()]
    passages = [passage for document in documents for passage in split(document)]
    return time.perf_counter() - started, documents, passages
