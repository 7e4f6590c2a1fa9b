"""The places of a text: where a fact stands, and what it is said of there.

| place | its facts | what tells whom and what they are about |
| --- | --- | --- |
| a cell of a row | those of the cell and the row's label | the label, the column's heading, what stands above |
| a sentence or an item | its own | its words, what stands above |
| a part of a sentence that says several | its own | the same; of models and days those beside its facts first |

"– Heron – Front: 2.3 bar; Rear: 2.2 bar" has two places. So has "€195 for the Kite and €245 for the Tern".
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import pairwise
from typing import Final

from agents.response.grounding.calendar import Day, days_named
from agents.response.grounding.facts import HEAD, Facts, Span
from agents.response.grounding.overlap import stems
from agents.response.grounding.sentences import sentences
from knowledge.terms import split_words, terms
from knowledge.units import LISTED
from languages.normalise import normalised, same_length
from languages.topic import words_of
from languages.topics.duties import Duties

_ROW: Final = re.compile(r"– (?P<label>.+?) – (?P<cells>.+)")
"""As `knowledge/units.py` writes the rows of tables."""
_CELL: Final = "; "


class Place:
    """Where a text names facts, or leaves a cell of a table without one."""

    def __init__(self, facts: Facts, about: Facts, row: Facts, above: Sequence[str], column: str | None = None) -> None:
        self.facts = facts
        self.row = row
        """The facts of its whole row or sentence."""
        self.column = column
        """The heading of its column; None where it is no cell."""
        self.scopes = (facts.text, about.text, *above)
        """What may say whom its facts are said of, and of which day: the nearest first."""
        self._about = "\n".join((about.words, *above))

    @property
    def labelled(self) -> tuple[str, str]:
        """Its label with the heading of its column, and what it says itself."""
        label = self.scopes[1]
        return label, self.facts.text.removeprefix(label).removeprefix(HEAD)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The content words of what its facts are about."""
        return stems(self._about, self.facts.language)

    @cached_property
    def own_stems(self) -> frozenset[str]:
        """Those that stand beside its facts."""
        return stems(self.facts.words, self.facts.language)

    @cached_property
    def things(self) -> frozenset[str]:
        """The things that they are about, named alike in all languages."""
        return frozenset(terms(split_words(self._about)))

    @cached_property
    def own_things(self) -> frozenset[str]:
        """Those that are named beside its facts."""
        return frozenset(terms(split_words(self.facts.words)))

    @cached_property
    def days(self) -> frozenset[Day]:
        """The days that they are said of; none where nothing says which."""
        found = (days_named(scope, self.facts.language) for scope in self.scopes)
        return frozenset(day for one in next(filter(None, found), []) for day in one.days)


def places(text: str, language: str, headings: Sequence[str] = ()) -> Iterator[Place]:
    """Yield the places of a text that stands under these headings. A line that ends with a colon is a heading too."""
    lead = list[str]()
    for line in text.split("\n"):
        if row := _ROW.fullmatch(line):
            yield from _cells(row["label"], row["cells"], language, [*lead, *headings])
            continue
        listed = LISTED.match(line) is not None
        for sentence in sentences(line):
            yield from statements(Facts(sentence, language), [*(lead if listed else ()), *headings])
        lead = lead if listed else [line] if line.rstrip().endswith(HEAD.rstrip()) else []


def without_rows(text: str) -> str:
    """Return the lines of a text that are no rows of a table."""
    return "\n".join(line for line in text.split("\n") if not _ROW.fullmatch(line))


def statements(sentence: Facts, above: Sequence[str] = ()) -> Iterator[Place]:
    """Yield where a sentence names facts: a part of it for each of several that measure the same, else all of it."""
    whole, cuts = list[Span](), list(_cuts(sentence)) if len(sentence.spans) > 1 else []
    for spans in sentence.spans_by_kind.values():
        parts = list(_parts(spans, cuts, sentence.text))
        if len(parts) == 1:
            whole += spans
            continue
        for start, end in parts:
            own = [span for span in spans if start <= span[0] < end]
            yield Place(sentence.among(own, start, end), sentence, sentence, above)
    if whole:
        yield Place(sentence.among(whole, 0, len(sentence.text)), sentence, sentence, above)


def _cells(label: str, cells: str, language: str, above: Sequence[str]) -> Iterator[Place]:
    row = Facts(f"{label} – {cells}", language)
    for cell in cells.split(_CELL):
        column = cell.rpartition(HEAD)[0]
        facts, about = Facts(f"{label} – {cell}", language, above), Facts(f"{label} – {column}", language)
        yield Place(facts, about, row, above, column)


def _parts(facts: Sequence[Span], cuts: Sequence[Span], text: str) -> Iterator[Span]:
    """Where each part with facts begins and ends: words between two belong to both, since they may go with either.

    At a semicolon and at the end of a line all that belongs to a part ends.
    """
    size, ends = len(text), [0, *(start for start, _ in cuts if text[start] in ";\n"), len(text)]
    pieces = [(one[1], other[0]) for one, other in pairwise([(0, 0), *cuts, (size, size)])]
    telling = [(start, end) for start, end in pieces if any(start <= one < end for one, _ in facts)]
    for place, (start, end) in enumerate(telling):
        before = telling[place - 1][1] if place else 0
        following = telling[place + 1][0] if place + 1 < len(telling) else size
        yield max(before, *(one for one in ends if one <= start)), min(following, *(one for one in ends if one >= end))


def _cuts(sentence: Facts) -> Iterator[Span]:
    for found in _breaks(sentence.language).finditer(same_length(sentence.text)):
        if not any(start < found.end() and found.start() < end for start, end in sentence.spans):
            yield found.span()


@cache
def _breaks(language: str) -> re.Pattern[str]:
    words = "|".join(normalised(word) for word in words_of(Duties, language).breaks)
    return re.compile(rf"\n|[,;](?=\s)|\s-\s|(?<!\w)(?:{words})(?!\w)")
