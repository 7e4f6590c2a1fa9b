"""Orders to the machine that are hidden in passages.

A passage is only data in a prompt (`delimited.py`), but a model may still do what data says. So passages are also
looked through for orders, best once when they are ingested.
"""

from functools import cache
from pathlib import Path
from typing import Final

from danger.pieces import pieces_of
from guards.attacks import HARMLESS
from guards.disguises import unhidden
from guards.policy import ORDER_FROM
from languages.commands import commands_machine
from languages.sentences import TYPED
from languages.word_head import WordHead, load_word_head

HEAD: Final = Path(__file__).with_name("documents.npz")


@cache
def document_head() -> WordHead:
    """Return the trained head. Raises `ConfigurationError` if its file is missing or broken."""
    return load_word_head(HEAD, "python -m training documents")


def suspicious(text: str) -> bool:
    """Whether a passage holds an order to the machine that reads it. Raises `ConfigurationError`.

    Manuals are full of orders to people, so every sentence is judged by whom it orders to do what.
    """
    said = unhidden(text)
    return commands_machine(said) or order_probability(document_head(), said) >= ORDER_FROM


def order_probability(head: WordHead, text: str) -> float:
    """Return how probable the likeliest sentence of a text, as `unhidden` gives it, is an order to the machine."""
    sentences = [sentence for sentence in TYPED.split(text) if sentence.strip()] or [""]
    return max(1 - shares[HARMLESS] for shares in head.judge_each(list(pieces_of(sentences))))
