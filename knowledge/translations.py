"""One page in several languages: its translations lie at its own path below a folder named after their language."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from typing import NamedTuple

from knowledge.passages import StoredPassage, page_of


class Readers(NamedTuple):
    """Whose language a passage is for, as far as its page has translations."""

    translated: bool
    """Its page translates one that is there too: only customers of its language find it."""
    replaced_in: frozenset[str]
    """Languages that its page is translated into: their customers find the translation instead."""


def original_of(passage: StoredPassage) -> str:
    """The page that a passage's page translates, or that page itself where it translates none.

    It is `charging/times` for the German `de/charging/times`. A folder counts only for pages in its language, so that a
    folder of another meaning (`it` for a department) changes nothing.
    """
    page = page_of(passage.id)
    folder, _, path = page.partition("/")
    return path if path and folder == passage.language else page


def originals(passages: Sequence[StoredPassage]) -> dict[str, str]:
    """By the id of each passage that of the one it translates, at the same place of its page; its own if none."""
    at = {(page_of(passage.id), passage.number): passage.id for passage in passages}
    return {passage.id: at.get((original_of(passage), passage.number), passage.id) for passage in passages}


def readers_of(passages: Sequence[StoredPassage]) -> list[Readers]:
    """For each passage of a collection whose language it is for.

    A translation stands for its original only if it holds for the same readers, markets, years and days: else one that
    has expired would leave its language with nothing.
    """
    languages, originals = defaultdict[Hashable, set[str]](set), set[Hashable]()
    for passage in passages:
        if _translates(passage):
            languages[_place(passage)].add(passage.language)
        else:
            originals.add(_place(passage))
    return [
        Readers(_place(passage) in originals, frozenset())
        if _translates(passage)
        else Readers(translated=False, replaced_in=frozenset(languages.get(_place(passage), ())))
        for passage in passages
    ]


def _translates(passage: StoredPassage) -> bool:
    return page_of(passage.id) != original_of(passage)


def _place(passage: StoredPassage) -> Hashable:
    """The page, and when and for whom it holds."""
    years, days = (passage.year_from, passage.year_to), (passage.valid_from, passage.valid_until)
    return original_of(passage), passage.audience, passage.markets, years, days
