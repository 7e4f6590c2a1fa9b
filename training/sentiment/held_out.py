"""How probable a danger each sentence is to heads that never saw it: neither the sentence, nor any of its family."""

import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from agents.sentiment.assess import together
from danger.pieces import pieces
from danger.words import HARMLESS
from encoder import Encoder
from training.fit import fit_head, fit_word_head
from training.sentiment.danger import danger_pairs, word_pairs, written_pairs
from training.sentiment.denials import said
from training.sentiment.train import DANGER, DANGEROUS, WORDS, word_label
from training.vectors import encode_all

HELD_OUT: Final = 0.2
"""Share of the sentences that is held out, and of the families of denials."""
SEED: Final = 2


class JudgedDangers(NamedTuple):
    """Probabilities of danger of sentences that were held out, by what they are."""

    dangers: NDArray[np.float32]
    """Sentences written as dangers."""
    ordinary: NDArray[np.float32]
    """What people say without danger, real and synthetic; none of it written to sound like danger."""


def judged_dangers(encoder: Encoder, tweets: Path) -> JudgedDangers:
    """Return what heads say of a fifth of the sentences, as the sentiment agent judges them.

    `tweets` holds a folder a language. The heads are fitted as those in use, on the other four fifths.
    """
    pairs = danger_pairs(tweets)
    texts, kinds = [text for text, _ in pairs], [kind for _, kind in pairs]
    held = held_out(len(pairs))
    print("  judging danger", file=sys.stderr, flush=True)
    found = _judged(encoder, texts, kinds, held)
    written = len(written_pairs()) + len(said())
    is_danger = np.array([kinds[row] != HARMLESS for row in held])
    return JudgedDangers(found[is_danger], found[np.array([row >= written for row in held])])


def held_out(rows: int) -> list[int]:
    """Return the numbers of the rows of `danger_pairs` that are held out: of denials, whole families."""
    lot, first = random.Random(SEED), len(written_pairs())  # noqa: S311  # no secret hangs on it
    families = list(dict.fromkeys(one.family for one in said()))
    apart = set(lot.sample(families, round(HELD_OUT * len(families))))
    denials = {first + number: one.family in apart for number, one in enumerate(said())}
    return [row for row in range(rows) if denials.get(row, lot.random() < HELD_OUT)]


def _judged(encoder: Encoder, texts: Sequence[str], kinds: Sequence[str], held: Sequence[int]) -> NDArray[np.float32]:
    vectors, apart = encode_all(encoder, texts), set(held)
    learnt = [row for row in range(len(texts)) if row not in apart]
    read, labels = [texts[row] for row in learnt], [kinds[row] for row in learnt]
    dangerous = [kind if kind == HARMLESS else DANGEROUS for kind in labels]
    by_meaning = fit_head(encoder.name, vectors[learnt], read, dangerous, DANGER, pieces=pieces)
    words = word_pairs(list(zip(read, labels, strict=True)))
    by_words = fit_word_head([text for text, _ in words], [word_label(kind) for _, kind in words], WORDS, pieces)
    found = [(vectors[row], pieces(texts[row])) for row in held]
    return np.array(
        [
            together(1 - by_meaning.probabilities(vector, counts)[HARMLESS], 1 - by_words.judge(counts)[HARMLESS])
            for vector, counts in found
        ],
        dtype=np.float32,
    )
