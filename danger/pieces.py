"""Pieces of words, in which what is denied is told from what is said: "no fire" shares little with "fire".

Words after one that denies, up to a mark or `NEGATED_WORDS` of them, have pieces of their own (Das and Chen, 2001).
Beside its pieces a word counts as a whole, and so does each pair of neighbours: "dying" means another thing before
"laughing". Whether that helps was tried on families held back from training (`training/sentiment/denials.yaml`).
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import Final

from danger.policy import NEGATED_WORDS
from languages.ngrams import Ngrams, counted, place_of, places_of
from languages.topic import merged, words_of_all
from languages.topics.clauses import Clauses

_DENIED: Final = "\u00ac"
"""The mark of a denied word."""
_AROUND: Final = '.,;:!?…¡¿"()'
_LOUD: Final = "!?"


def pieces(text: str) -> Ngrams:
    """Return the pieces of one text."""
    return next(pieces_of([text]))


def pieces_of(texts: Iterable[str]) -> Iterator[Ngrams]:
    """Yield the pieces of each text; words that texts share are cut once."""
    cut: dict[tuple[str, str], list[int]] = {}
    for text in texts:
        said, places = list(marked(text)), list[int]()
        for word, mark in said:
            if (word, mark) not in cut:
                cut[word, mark] = [*places_of(word, mark), place_of(f"{mark}|{word}|")]
            places += cut[word, mark]
        places += (place_of(f"{word} {after}") for (word, _), (after, _) in pairwise(said))
        yield counted(places)


def marked(text: str) -> Iterator[tuple[str, str]]:
    """Yield the words of a text in small letters, each with its mark: empty where it is not denied.

    What is exclaimed or asked follows its word as one of its own, so that "help!" is "help", and loud.
    """
    left = 0
    for written in text.casefold().split():
        word = written.strip(_AROUND)
        if word:
            yield word, _DENIED if left else ""
        left = max(0, left - 1)
        ending = written[len(written.rstrip(_AROUND)) :]
        if ending:
            left = 0
        elif word in _negating() or word.endswith(("n't", "n’t")):
            left = NEGATED_WORDS
        yield from ((loud, "") for loud in _LOUD if loud in ending)


@cache
def _negating() -> frozenset[str]:
    return frozenset(merged(each.negating for each in words_of_all(Clauses)))
