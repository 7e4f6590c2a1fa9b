"""Blocks of a document as plain units: sentences, steps, items, table rows with their headings, lines of code.

This is the one place where marks of Markdown are read as text. Whoever answers picks among units and cuts none.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from contracts.findings.knowledge import Unit, UnitKind
from knowledge.formats.blocks import Kind
from knowledge.policy import PART_CHARS
from knowledge.spans import WORD, Span, split_span
from languages.sentences import QUOTED

PARAGRAPH: Final = "\n\n"
"""Stands between paragraphs and other blocks."""
ITEM: Final = "– "
"""Stands before an item without a number, and before a row of a table."""
LISTED: Final = re.compile(rf"{ITEM}|\d{{1,3}}[.)] ")
"""How a line of a passage begins that is an item, a row or a step."""
_PARAGRAPH_END: Final = re.compile(r"\n\s*\n")
_MARKS: Final = re.compile(r"\*\*|__|`")
_LINK: Final = re.compile(r"!?\[([^\]]+)\]\((?:[^()]|\([^()]*\))*\)")
_QUOTE: Final = re.compile(r"^ {0,3}> ?", re.MULTILINE)
_FENCE: Final = re.compile(r"^\s*(?:`{3,}|~{3,})[^`]*$")
_BULLET: Final = re.compile(r"(\s*)[-*+•●▪◦‣∙·–]\s+(?=\S)")
_NUMBER: Final = re.compile(r"(\s*)(?=\d{1,3}[.)]\s+\S)")
_CELL_END: Final = re.compile(r"(?<!\\)\|")
_TABLE_RULE: Final = re.compile(r"\|?[\s:|-]+\|?")


class PlainUnit(NamedTuple):
    """A unit before it has its place in a passage."""

    kind: UnitKind
    text: str
    gap: str
    """What stands between it and the unit before."""
    opens: bool
    """Whether it opens a paragraph or an outermost item: the best place to cut."""
    cells: tuple[str, str] = ("", "")
    """The headings and the cells of a row, each as a line of its own."""

    @property
    def length(self) -> int:
        """Characters that it adds to a passage."""
        return len(self.gap) + len(self.text)


class PassageText(NamedTuple):
    """What a passage says; the fields are those of `StoredPassage`."""

    text: str
    searched: str
    units: tuple[Unit, ...]
    parts: tuple[Span, ...]


def units_of(kind: Kind, markdown: str) -> list[PlainUnit]:
    """The units of a block, in order. They leave out nothing but marks."""
    units = [unit for unit in _READ[kind](markdown) if unit.text]
    return [units[0]._replace(gap=PARAGRAPH), *units[1:]] if units else []


def passage_text(units: Sequence[PlainUnit]) -> PassageText:
    """What a passage of these units says."""
    text, places = "", list[Unit]()
    for unit in units:
        text += unit.gap if text else ""
        places.append(Unit(kind=unit.kind, start=len(text), end=len(text) + len(unit.text)))
        text += unit.text
    return PassageText(
        text, _searched(units) if any(any(unit.cells) for unit in units) else "", tuple(places), _parts(text, places)
    )


def _searched(units: Sequence[PlainUnit]) -> str:
    """The same text, but of a table the headings once: in each row they would outweigh all else."""
    lines, headings = list[str](), ""
    for unit in units:
        own, cells = unit.cells
        if own and own != headings:
            lines.append(own)
        headings = own
        lines.append(cells or unit.text)
    return "\n".join(lines)


def _parts(text: str, units: Sequence[Unit]) -> tuple[Span, ...]:
    """Whole units where they fit, and none of a text too short; a longer unit is cut between words."""
    spans = list[Span]()
    for unit in units:
        if spans and unit.end - spans[-1][0] <= PART_CHARS:
            spans[-1] = (spans[-1][0], unit.end)
        else:
            spans += split_span(text, (unit.start, unit.end), PART_CHARS, (WORD,))
    return tuple(spans) if len(spans) > 1 else ()


def _plain(markdown: str) -> str:
    """One line of text without marks; of a link the words stay."""
    return " ".join(_LINK.sub(r"\1", _MARKS.sub("", markdown)).split())


def _sentences(markdown: str) -> Iterator[PlainUnit]:
    for paragraph in _PARAGRAPH_END.split(_QUOTE.sub("", markdown)):
        for place, sentence in enumerate(QUOTED.split(_plain(paragraph))):
            yield PlainUnit("sentence", sentence, " " if place else PARAGRAPH, opens=place == 0)


def _items(markdown: str) -> Iterator[PlainUnit]:
    """Each item with the lines that go on with it; what stands before the first item is sentences."""
    items, before = list[tuple[str, list[str]]](), list[str]()
    for line in markdown.split("\n"):
        if found := _BULLET.match(line) or _NUMBER.match(line):
            items.append((found[1], [line[found.end() :] if found.re is _NUMBER else ITEM + line[found.end() :]]))
        else:
            (items[-1][1] if items else before).append(line)
    yield from _sentences(" ".join(before))
    outermost = min((len(indent) for indent, _ in items), default=0)
    for indent, lines in items:
        text = _plain(" ".join(lines))
        yield PlainUnit("item" if text.startswith(ITEM) else "step", text, "\n", opens=len(indent) == outermost)


def _rows(markdown: str) -> Iterator[PlainUnit]:
    """Each row as `first – heading: cell; heading: cell`; the headings alone if there is no row."""
    headings, *rows = [_cells(line) for line in markdown.split("\n") if not _TABLE_RULE.fullmatch(line.strip())] or [[]]
    for first, *rest in rows:
        named = [f"{heading}: {cell}" if heading else cell for heading, cell in zip(headings[1:], rest, strict=False)]
        text = ITEM + " – ".join(filter(None, (first, "; ".join(named))))
        yield PlainUnit("row", text, "\n", opens=True, cells=(" | ".join(headings), " | ".join((first, *rest))))
    if not rows and any(headings):
        yield PlainUnit("row", ITEM + " – ".join(filter(None, headings)), "\n", opens=True)


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    inner = inner if inner.endswith("\\|") else inner.removesuffix("|")
    return [_plain(cell.replace("\\|", "|")) for cell in _CELL_END.split(inner)]


def _lines(code: str) -> Iterator[PlainUnit]:
    opens = True
    for line in code.split("\n"):
        if line.strip() and not _FENCE.match(line):
            yield PlainUnit("line", line.strip(), "\n", opens)
        opens = not line.strip()


_READ: Final[Mapping[Kind, Callable[[str], Iterator[PlainUnit]]]] = {
    "text": _sentences,
    "list": _items,
    "table": _rows,
    "code": _lines,
}
