"""Leaks in replies: personal data that nobody gave, and replies that leak nothing.

Nobody publishes what a service assistant should not have said. Sentences with made-up personal data (Presidio) stand
for replies that tell of others; phrases of the product, and passages of the demo told as replies, for those that do
not. Presidio's sentences without personal data name orchestras and ships after people.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np

from evaluation.guards.documents import passages
from evaluation.measures import rest, share_of
from evaluation.results import Result
from guards.leaks import LeakContext, leaks
from languages.phrases import Phrases
from languages.served import SERVED_LANGUAGES
from languages.topic import words_of
from privacy.spans import PiiType
from training.privacy.presidio import read_examples

SENTENCES: Final = 1_000
"""Of Presidio that are judged, the first ones."""
TOLD: Final = {
    "names": {PiiType.PERSON},
    "numbers and mail addresses": {PiiType.PHONE, PiiType.EMAIL, PiiType.CARD, PiiType.IBAN, PiiType.ID_NUMBER},
}
MAKES: Final = frozenset({"veldra"})
"""The demo brand's."""


def evaluate(data: Path) -> Iterator[Result]:
    """Yield the share of leaks that are found, and of replies without one that are spared."""
    examples, nothing_given = read_examples(data / "pii")[:SENTENCES], LeakContext(makes=MAKES)
    for name, types in TOLD.items():
        telling = [one.text for one in examples if any(span.type in types for span in one.spans)]
        found = np.array(["personal_data" in leaks(text, nothing_given) for text in telling])
        yield Result(f"Replies with {name} of others", "leak", "synthetic", share_of(found), {})
    empty = [one.text for one in examples if not one.spans]
    for name, texts in (
        ("Presidio sentences without personal data", empty),
        ("phrases of the product", phrases()),
        ("demo passages, nothing given as evidence", passages()),
    ):
        found = np.array([bool(leaks(text, nothing_given)) for text in texts])
        yield Result(f"Replies, {name}", "no leak", "synthetic", rest(share_of(found)), {})


def phrases() -> list[str]:
    """Return the labels of intents and queues and whatever else is one whole text, in every language."""
    each = [words_of(Phrases, language).model_dump() for language in SERVED_LANGUAGES]
    return [text for one in each for field in one.values() for text in _texts(field)]


def _texts(field: object) -> Iterator[str]:
    if isinstance(field, str):
        yield field
    elif isinstance(field, dict):
        for value in field.values():
            yield from _texts(value)
    elif isinstance(field, list | tuple):
        for value in field:
            yield from _texts(value)
