"""One page in several languages: its translations lie at its own path below a folder named after their language."""

from collections.abc import Iterable, Sequence

from knowledge.passages import StoredPassage, page_of


def original_of(passage: StoredPassage) -> str:
    """The page that a passage's page translates, or that page itself where it translates none.

    It is `charging/times` for the German `de/charging/times`. A folder counts only for pages in its language, so that a
    folder of another meaning (`it` for a department) changes nothing.
    """
    page = page_of(passage.id)
    folder, _, path = page.partition("/")
    return path if path and folder == passage.language else page


def are_translations(passages: Sequence[StoredPassage]) -> list[bool]:
    """Whether the page of each passage translates one that is among them too: then it is for its own language alone."""
    pages = {page_of(passage.id) for passage in passages}
    return [page_of(passage.id) != original_of(passage) in pages for passage in passages]


def pages_to_show(ranked: Iterable[StoredPassage], language: str) -> set[str]:
    """Of each page among the ranked passages, best first, the one translation that a customer of `language` is shown.

    That in their language; without one the original; without that the best.
    """

    def unfitness(passage: StoredPassage) -> tuple[bool, bool]:
        return passage.language != language, page_of(passage.id) != original_of(passage)

    shown = dict[str, str]()
    for passage in sorted(ranked, key=unfitness):
        shown.setdefault(original_of(passage), page_of(passage.id))
    return set(shown.values())
