"""Orders to the machine in passages: looked for once, when a document is read, and marked.

What is marked is found and quoted like everything else, since one passage of a sound manual in a hundred reads like an
order. But no model is given it (`agents/response/write.py`), so that none can obey it.
"""

from collections.abc import Iterable, Sequence

from guards.documents import suspicious
from knowledge.passages import StoredPassage


def marked(passages: Iterable[StoredPassage]) -> list[StoredPassage]:
    """Return the passages, those marked that hold what reads like an order to the machine.

    Whatever of a passage a model would be given counts: its headings too. Raises `ConfigurationError` if the head that
    judges is missing.
    """
    return [passage.changed(suspicious=True) if _orders(passage) else passage for passage in passages]


def marks(passages: Sequence[StoredPassage]) -> tuple[str, ...]:
    """Return the ids of those that are marked."""
    return tuple(passage.id for passage in passages if passage.suspicious)


def _orders(passage: StoredPassage) -> bool:
    return suspicious("\n".join((passage.title, passage.section, passage.text)))
