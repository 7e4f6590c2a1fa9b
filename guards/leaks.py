"""What a reply must not say: the prompt, personal data of others, links from nowhere, other makes.

Whatever stands in the evidence that was given for the reply, is a fact of the customer or was said by them may be said:
a name if each of its words is, so that "Ms Weber" is Anna Weber, anything else if all its letters and figures are.
A reply that is streamed is checked as it grows: a run of words may begin in one sentence and end in the next.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, Literal

from contracts.base import Strict
from guards.certain import is_certain
from guards.disguises import unhidden
from guards.policy import LEAKED_SENTENCE_WORDS, LEAKED_WORDS
from guards.visible import visible
from languages.sentences import TYPED
from languages.spoken import spoken
from privacy.detect import detect
from privacy.spans import PiiType
from vehicles.makes import makes_named

LeakKind = Literal["prompt", "personal_data", "link", "competitor"]
_PROMPTS: Final = 16
"""Texts whose words are kept, such as prompts."""
_MARKER: Final = re.compile(r"\[\d[\d,\s]*\]")
"""What a reply cites, such as [1]: behind a sentence it is no word of it."""
_SIGNS: Final = re.compile(r"[\W_]+")


class LeakContext(Strict):
    """What a reply may draw on, and what it may not."""

    prompt: str = ""
    """The instructions of the system prompt, without passages and facts."""
    evidence: tuple[str, ...] = ()
    """Passages, and results of tools."""
    customer: tuple[str, ...] = ()
    """Facts of the customer's own: name, phone, plates."""
    said: tuple[str, ...] = ()
    """What the customer wrote in this conversation."""
    makes: frozenset[str] = frozenset()
    """Makes of the tenant, as `vehicles.names.make_key` spells them; empty: no make is another's."""


def leaks(text: str, context: LeakContext, language: str | None = None) -> list[LeakKind]:
    """Return the kinds of what a reply leaks, each once. `language` (ISO 639-1) is the reply's.

    Finds no prompt that is paraphrased or translated. Raises `ConfigurationError` if trained weights are missing.
    """
    return list(dict.fromkeys(_leaks(visible(text), context, language)))


def _leaks(text: str, context: LeakContext, language: str | None) -> Iterator[LeakKind]:
    known = "\n".join((*context.evidence, *context.customer, *context.said))
    if _tells(unhidden(text), context.prompt, known):
        yield "prompt"
    words, signs = frozenset(spoken(known).split()), _only_signs(known)
    for span in detect(text, language):
        value = text[span.start : span.end]
        by_words = span.type is PiiType.PERSON and set(spoken(value).split()) <= words
        if by_words or _only_signs(value) in signs:
            continue
        if span.type is PiiType.URL:
            yield "link"
        elif is_certain(text, span):
            yield "personal_data"
    if context.makes and makes_named(text) - context.makes - makes_named(known):
        yield "competitor"


def _tells(reply: str, prompt: str, known: str) -> bool:
    """Whether a reply has a run of words of the prompt, or a whole sentence of either stands in the other."""
    if (_runs(prompt) - _runs(known)) & _runs(reply):
        return True
    may, must_not, says = _words(known), _words(prompt), _words(reply)
    told = {one for one in _sentences(reply) if one in must_not} | {one for one in _sentences(prompt) if one in says}
    return any(one not in may for one in told)


@lru_cache(_PROMPTS)
def _sentences(text: str) -> frozenset[str]:
    """Every sentence of at least `LEAKED_SENTENCE_WORDS` words, as `_words` gives it."""
    each = (f" {spoken(sentence)} " for sentence in TYPED.split(_MARKER.sub("\n", text)))
    return frozenset(words for words in each if len(words.split()) >= LEAKED_SENTENCE_WORDS)


@lru_cache(_PROMPTS)
def _words(text: str) -> str:
    """The words of a text with a blank before and behind each, so that only whole ones are found."""
    return f" {spoken(text)} "


@lru_cache(_PROMPTS)
def _runs(text: str) -> frozenset[str]:
    """Every run of `LEAKED_WORDS` words of a text."""
    words = spoken(text).split()
    return frozenset(" ".join(words[at : at + LEAKED_WORDS]) for at in range(len(words) - LEAKED_WORDS + 1))


def _only_signs(text: str) -> str:
    return _SIGNS.sub("", text.casefold())
