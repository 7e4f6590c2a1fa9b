"""Removes from a held-out set what is nearly the same as something trained on."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Final, TypeVar

SAME_WORDS: Final = 0.8
"""Share of words in common (Jaccard) from which two sentences are near-duplicates."""
_WORD: Final = re.compile(r"\w+")
Row = TypeVar("Row")


def without_near_duplicates(rows: Iterable[Row], text_of: Callable[[Row], str], trained: Iterable[str]) -> list[Row]:
    """The rows whose text is not nearly the same as a sentence that was trained on."""
    known = [words(text) for text in trained]
    holding: dict[str, list[int]] = defaultdict(list)
    for number, held in enumerate(known):
        for word in held:
            holding[word].append(number)
    return [row for row in rows if not _near(words(text_of(row)), known, holding)]


def words(text: str) -> frozenset[str]:
    """The words of a sentence, without case and marks."""
    return frozenset(_WORD.findall(text.casefold()))


def _near(asked: frozenset[str], known: list[frozenset[str]], holding: dict[str, list[int]]) -> bool:
    """Only sentences that share one of the rarest words need a look: one more than may differ must contain a match."""
    rarest = sorted(asked, key=lambda word: len(holding.get(word, ())))
    looked = rarest[: len(asked) - int(SAME_WORDS * len(asked)) + 1]
    candidates = {number for word in looked for number in holding.get(word, ())}
    return any(len(asked & known[n]) >= SAME_WORDS * len(asked | known[n]) for n in candidates)
