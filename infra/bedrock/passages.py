"""Passages in a prompt, and the one that shares most words with a question: what a default answer quotes."""

import html
import re
from dataclasses import dataclass
from typing import Final

from infra.bedrock.asked import PASSAGE
from infra.bedrock.policy import PASSAGE_SENTENCES, WORD_LETTERS
from languages.sentences import QUOTED

_ID: Final = re.compile(r"""\bid=["']?([^"'\s>]+)""")
_WORD: Final = re.compile(rf"[^\W\d_]{{{WORD_LETTERS},}}")


@dataclass(frozen=True)
class Passage:
    """One passage: what a citation calls it, and its text."""

    id: str
    text: str

    @property
    def beginning(self) -> list[str]:
        """Its first sentences."""
        return [" ".join(sentence.split()) for sentence in QUOTED.split(self.text)[:PASSAGE_SENTENCES]]


def passages_in(prompt: str) -> list[Passage]:
    """Return the passages of a text, in order."""
    found = ((_ID.search(attributes), html.unescape(text).strip()) for attributes, text in PASSAGE.findall(prompt))
    return [Passage(name[1], text) for name, text in found if name is not None and text]


def words_of(text: str) -> set[str]:
    """Return the words that say what a text is about."""
    return set(_WORD.findall(text.casefold()))


def shared(passage: Passage, question: str) -> int:
    """Return how many words of the question stand in the passage."""
    return len(words_of(passage.text) & words_of(question))
