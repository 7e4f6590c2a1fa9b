"""The head that tells orders to a machine from what documents say to people, sentence by sentence.

It learns orders from `documents.yaml` and the orders of `grammar.yaml` (synthetic, five languages) and from BIPIA
(real, English), and what is harmless from `documents.yaml`, an invented handbook with questions about it and examples
of intents (all synthetic), and half the articles of XQuAD (real, three languages). The demo's pages are kept for
measuring.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from danger.pieces import pieces
from guards.attacks import HARMLESS
from guards.disguises import unhidden
from guards.documents import HEAD
from languages.sentences import TYPED
from languages.word_head import WordHead
from training.fit import Recipe, fit_word_head
from training.guards.collected import TASKS, document_orders
from training.guards.prose import HANDBOOK, articles, handbook_pages
from training.guards.written import Pairs, document_file, from_grammar, texts_of
from training.intent.examples import read_intents
from training.run import Run
from training.written import write_head

ORDER: Final = "order"
REGULARISATION: Final = 10.0
ORDER_SHARE: Final = 0.1
"""Share of the fit that orders have, of which there are few."""


def train_documents(run: Run) -> None:
    """Fit the head, write it, and say what it learned from."""
    learnt = [*order_pairs(document_orders(run.folder("guard"))), *harmless_pairs(run.folder("retrieval"))]
    write_head(fit_documents(learnt), HEAD)
    run.say(f"{HEAD.name}: {HEAD.stat().st_size // 1000} kB; {dict(Counter(label for _, label in learnt))}")


def order_pairs(orders: Mapping[str, Sequence[str]]) -> Pairs:
    """Return (text, label) pairs of orders: ours, and these by type but for those that are plain requests."""
    real = [unhidden(text) for kind, texts in orders.items() if kind not in TASKS for text in texts]
    ours = [*texts_of(document_file().orders), *(text for text, kind in from_grammar() if kind == "injection")]
    return [(text, ORDER) for text in [*ours, *real]]


def harmless_pairs(collections: Path) -> Pairs:
    """Return (text, label) pairs of what documents say; `collections` holds XQuAD, a folder a language."""
    printed = [sentence for text in [*handbook_pages(), *articles(collections)[::2]] for sentence in sentences(text)]
    lines = HANDBOOK.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()
    requested = [text for intent in read_intents() for texts in intent.examples.values() for text in texts][::2]
    asked = [json.loads(line)["text"] for line in lines]
    return [(text, HARMLESS) for text in [*texts_of(document_file().harmless), *printed, *asked, *requested]]


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, cut as they are where they are judged."""
    return [sentence for sentence in TYPED.split(text) if sentence.strip()]


def fit_documents(learnt: Sequence[tuple[str, str]]) -> WordHead:
    """Return the head that learned these (text, label) pairs."""
    texts, labels = zip(*learnt, strict=True)
    prior = {ORDER: ORDER_SHARE, HARMLESS: 1 - ORDER_SHARE}
    return fit_word_head(texts, labels, Recipe(REGULARISATION, prior=prior, temperature=1.0), pieces)
