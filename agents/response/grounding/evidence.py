"""What a reply may be made of, and how it reads."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import chain, pairwise
from typing import Final, Self

from agents.response.grounding.facts import Facts
from agents.response.grounding.overlap import stems
from agents.response.grounding.places import Place, places, statements, without_rows
from agents.response.grounding.sentences import sentences
from agents.response.grounding.stance import Clause, cell_clauses, clauses, duties
from contracts.base import Tolerant
from contracts.findings.knowledge import Passage
from knowledge.passages import StoredPassage
from knowledge.terms import split_words, terms
from languages.normalise import normalised
from languages.served import served

_PART: Final = re.compile(r"[;\n]")


class Text(Tolerant):
    """A text of the evidence, and what can be read from it: each reading is made once, when it is asked for."""

    text: str
    language: str
    """ISO 639-1; words of a language that is not served are read as the default's."""
    headings: tuple[str, ...] = ()
    """What all of it stands under, the nearest first."""

    @classmethod
    def of(cls, passage: Passage | StoredPassage) -> Self:
        """Return what a passage says, with its headings and the models it is about."""
        about = [passage.title, passage.section, passage.brand or "", " ".join(passage.models)]
        text = "\n".join([*about, passage.text])
        return cls(text=text, language=passage.language, headings=(passage.section, passage.title))

    @cached_property
    def facts(self) -> Facts:
        """What it names that can be looked up."""
        return Facts(self.text, self.words_of)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Where its facts stand."""
        return tuple(places(self.text, self.words_of, self.headings))

    @cached_property
    def statements(self) -> tuple[Place, ...]:
        """The same of a text that is one sentence."""
        return tuple(statements(self.facts))

    @cached_property
    def words_of(self) -> str:
        """The language whose words are read."""
        return served(self.language)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Its content words."""
        return stems(self.text, self.words_of)

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words, and each two neighbours as one: "e-208" is also "e208"."""
        found = split_words(self.text)
        return frozenset([*found, *map("".join, pairwise(found))])

    @cached_property
    def things(self) -> frozenset[str]:
        """The things that it is about, named alike in all languages."""
        return frozenset(terms(split_words(self.text)))

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """What it says and denies."""
        prose = Text(text=without_rows(self.text), language=self.language)
        said = [clauses(part.text, self.words_of) for part in prose.parts]
        cells = [cell_clauses(*place.labelled, self.words_of) for place in self.places if place.column is not None]
        return tuple(chain.from_iterable([*said, *cells]))

    @cached_property
    def duties(self) -> frozenset[str]:
        """What it says of duty, such as "must" and "never"."""
        return duties(self.text, self.words_of)

    @cached_property
    def parts(self) -> "tuple[Text, ...]":
        """Its sentences, items and the cells of its rows."""
        cut = [part for sentence in sentences(self.text) for part in _PART.split(sentence) if part.strip()]
        return tuple(Text(text=part, language=self.language) for part in cut)

    def says(self, name: str) -> bool:
        """Whether it holds a name of one or several words."""
        return re.search(rf"(?<!\w){re.escape(normalised(name))}(?!\w)", self._normalised) is not None

    @cached_property
    def _normalised(self) -> str:
        return normalised(self.text)


def plain(text: str) -> str:
    """Return a text without case, accents and line breaks, as fixed texts are compared."""
    return " ".join(normalised(text).split())


class Evidence(Tolerant):
    """Everything that a reply may draw on. Made once a reply, since it keeps what it has read."""

    passages: Mapping[int, Text] = {}
    """By the marker that stands for them in the reply."""
    records: tuple[Text, ...] = ()
    """What is recorded of the customer's car, orders and appointments, and what day it is."""
    message: Text = Text(text="", language="en")
    """What the customer wrote: it may be repeated, and proves nothing."""
    phrases: tuple[Text, ...] = ()
    """Fixed texts that may be said as they are; their phone numbers and addresses may be told."""
    names: tuple[str, ...] = ()
    """Models and products that the knowledge base knows, also those that no passage here names."""

    @cached_property
    def ours(self) -> Sequence[Text]:
        """What proves something: all but the customer's message."""
        return (*self.passages.values(), *self.records, *self.phrases)

    @cached_property
    def fixed(self) -> frozenset[str]:
        """The fixed texts and their sentences, as `plain` writes them."""
        return frozenset(plain(one) for text in self.phrases for one in (text.text, *sentences(text.text)))

    @cached_property
    def all(self) -> Sequence[Text]:
        """The same with the message."""
        return (*self.ours, self.message)
