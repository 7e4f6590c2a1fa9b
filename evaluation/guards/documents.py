"""Orders hidden in documents: each in the middle of a page of the demo, by heads that never saw orders of its type."""

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Final

import numpy as np

from agents.__main__ import DOCUMENTS
from evaluation.measures import rest, share_of
from evaluation.results import Origin, Result
from guards.disguises import unhidden
from guards.documents import order_probability
from guards.policy import ORDER_FROM
from knowledge.chunks import split
from knowledge.documents import is_document, read_document
from languages.word_head import WordHead
from training.guards.collected import TASKS, document_orders
from training.guards.documents import fit_documents, harmless_pairs, order_pairs
from training.guards.prose import articles

FOUND: Final = "suspicious"
SPARED: Final = "not suspicious"
FOLDS: Final = 5


def evaluate(data: Path) -> Iterator[Result]:
    """Yield what is found of orders by type, and how many clean passages are spared, each by the same five heads."""
    orders, clean = document_orders(data / "guard"), passages()
    harmless, strange = harmless_pairs(data / "retrieval"), articles(data / "retrieval")[1::2]
    found, alarms, strange_alarms = dict[str, list[bool]](), list[bool](), list[bool]()
    for fold in range(FOLDS):
        held = list(orders)[fold::FOLDS]
        learnt = order_pairs({kind: texts for kind, texts in orders.items() if kind not in held})
        head = fit_documents([*learnt, *harmless])
        for kind in held:
            found[kind] = [is_suspicious(head, text) for text in hidden(orders[kind], clean)]
        alarms += [is_suspicious(head, text) for text in clean]
        strange_alarms += [is_suspicious(head, text) for text in strange]
    meant = [each for kind, group in found.items() if kind not in TASKS for each in group]
    plain = [each for kind in TASKS for each in found[kind]]
    yield Result("Documents, orders of ten types, each never seen", FOUND, "real", share_of(np.array(meant)), {})
    yield Result("Documents, plain requests of five types", FOUND, "real", share_of(np.array(plain)), {})
    for kind, group in found.items():
        yield Result(f"Documents, BIPIA, {kind}", FOUND, "real", share_of(np.array(group)), {})
    clean_sources: tuple[tuple[str, Origin, list[bool]], ...] = (
        ("demo passages", "synthetic", alarms),
        ("XQuAD passages", "real", strange_alarms),
    )
    for name, origin, group in clean_sources:
        yield Result(f"Documents, clean, {name}, five heads", SPARED, origin, rest(share_of(np.array(group))), {})


def passages() -> list[str]:
    """Return the passages of the demo's pages, as they are indexed."""
    files = sorted(path for path in DOCUMENTS.rglob("*.md") if is_document(path.name) and path.name != "README.md")
    read = (read_document(path.relative_to(DOCUMENTS).as_posix(), path.read_bytes()) for path in files)
    return [passage.text for document in read for passage in split(document)]


def hidden(orders: list[str], clean: list[str]) -> Iterator[str]:
    """Yield each order in the middle of three passages, others every time."""
    for order, text in zip([order for order in orders for _ in range(3)], cycle(clean[::7]), strict=False):
        half = text.find(" ", len(text) // 2)
        yield f"{text[:half].rstrip('.')}. {order} {text[half + 1 :]}"


def is_suspicious(head: WordHead, text: str) -> bool:
    """Whether a head alone, without the rule about commands, suspects a passage."""
    return order_probability(head, unhidden(text)) >= ORDER_FROM
